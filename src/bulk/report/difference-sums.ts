import type { Example, RecordDifference, SectionDifference } from '../../evaluate/record-difference.ts'

/** All differences of one edition to the records before. */
export interface DifferenceCounts {
  readonly documents: number
  readonly changedDocuments: number
  readonly otherText: number
  readonly sections: readonly (readonly [section: string, difference: SectionDifference])[]
  /** The extractions with the most differences. */
  readonly most: readonly Differing[]
}

export interface Differing {
  readonly extractionId: number
  readonly differences: number
  readonly examples: readonly Example[]
}

const mostDiffering = 20

/** Adds differences up; holds the largest only. */
export class DifferenceSums {
  readonly #sections = new Map<string, SectionDifference>()
  #most: Differing[] = []
  #documents = 0
  #changed = 0
  #otherText = 0

  add(extractionId: number, { sections, textChanged, examples }: RecordDifference): void {
    let differences = 0
    for (const [section, { added, removed, changed }] of Object.entries(sections)) {
      const sum = this.#sections.get(section) ?? { added: 0, removed: 0, changed: 0 }
      const next = { added: sum.added + added, removed: sum.removed + removed, changed: sum.changed + changed }
      this.#sections.set(section, next)
      differences += added + removed + changed
    }
    this.#documents++
    if (textChanged) this.#otherText++
    if (differences === 0) return
    this.#changed++
    this.#most.push({ extractionId, differences, examples })
    if (this.#most.length >= 2 * mostDiffering) this.#cut()
  }

  /** Null where nothing was added. */
  read(): DifferenceCounts | null {
    this.#cut()
    const [documents, changedDocuments, otherText] = [this.#documents, this.#changed, this.#otherText]
    if (documents === 0) return null
    return { documents, changedDocuments, otherText, sections: [...this.#sections], most: this.#most }
  }

  #cut(): void {
    this.#most = this.#most.sort((a, b) => b.differences - a.differences).slice(0, mostDiffering)
  }
}
