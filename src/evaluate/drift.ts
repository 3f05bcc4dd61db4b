import type { Record } from '../domain/record.ts'
import { readRecords } from './read-folders.ts'
import { compareRecords, type Example, type SectionDifference } from './record-difference.ts'

/** How the records of a folder differ from those of another made of the same documents by other rules. */
export interface Drift {
  /** Documents that have a record in both folders. */
  readonly documents: number
  readonly changedDocuments: number
  /** Names of documents with a record in one of the folders only. */
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
  /** Rules of the records before and after. */
  readonly rules: readonly [before: readonly string[], after: readonly string[]]
  /** Documents whose text itself differs: what changed there may be the reader's doing. */
  readonly otherTexts: number
  readonly sections: Readonly<{ [section: string]: SectionDifference }>
  readonly changes: readonly (Example & { readonly document: string })[]
}

/** Items are the same by their ids, which rules do not change. */
export async function compareFolders(before: string, after: string): Promise<Drift> {
  const old = new Map<string, Record>()
  for await (const record of readRecords(before)) old.set(record.id, record)
  const seen = new Set<string>()
  const onlyAfter: string[] = []
  const sum = new DriftSum()
  for await (const record of readRecords(after)) {
    const other = old.get(record.id)
    if (!other) onlyAfter.push(record.source.name)
    else {
      seen.add(record.id)
      sum.add(other, record)
    }
  }
  return sum.end(
    [...old.values()].flatMap(({ id, source }) => (seen.has(id) ? [] : [source.name])),
    onlyAfter,
  )
}

/** Collects how records differ from those made of the same documents by other rules, a pair at a time. */
export class DriftSum {
  readonly #changes: (Example & { document: string })[] = []
  readonly #sections: { [section: string]: SectionDifference } = {}
  readonly #rules = [new Set<string>(), new Set<string>()] as const
  #documents = 0
  #changedDocuments = 0
  #otherTexts = 0

  add(before: Record, after: Record): void {
    const difference = compareRecords(before, after, Infinity)
    this.#documents++
    this.#rules[0].add(before.extraction.rules)
    this.#rules[1].add(after.extraction.rules)
    if (difference.textChanged) this.#otherTexts++
    if (difference.examples.length > 0) this.#changedDocuments++
    this.#changes.push(...difference.examples.map((change) => ({ document: before.source.name, ...change })))
    for (const [section, more] of Object.entries(difference.sections))
      this.#sections[section] = sum(this.#sections[section], more)
  }

  /** `onlyBefore`, `onlyAfter`: names of documents with a record on one side. */
  end(onlyBefore: readonly string[] = [], onlyAfter: readonly string[] = []): Drift {
    return {
      ...{ documents: this.#documents, changedDocuments: this.#changedDocuments, otherTexts: this.#otherTexts },
      ...{ sections: this.#sections, changes: this.#changes, onlyBefore, onlyAfter },
      rules: [[...this.#rules[0]].sort(), [...this.#rules[1]].sort()],
    }
  }
}

function sum(one: SectionDifference | undefined, other: SectionDifference): SectionDifference {
  if (!one) return other
  const { added, removed, changed } = other
  return { added: one.added + added, removed: one.removed + removed, changed: one.changed + changed }
}

/** The drift as a person reads it; every change on a line of its own with `all`. */
export function printDrift(drift: Drift, all: boolean): string {
  const [before, after] = drift.rules.map((hashes) => hashes.map((hash) => hash.slice(0, 8)).join(', '))
  const lines = [
    `${drift.documents} documents in both folders, ${drift.changedDocuments} with other values. Rules ${before ?? ''} → ${after ?? ''}.`,
  ]
  if (drift.otherTexts > 0) lines.push(`${drift.otherTexts} were read with another text.`)
  for (const [names, where] of [
    [drift.onlyBefore, 'before'],
    [drift.onlyAfter, 'now'],
  ] as const)
    if (names.length > 0) lines.push(`${names.length} only ${where}: ${names.slice(0, 5).join(', ')}.`)
  for (const [section, { added, removed, changed }] of Object.entries(drift.sections))
    lines.push(`${section.padEnd(12)} ${added} gained, ${removed} lost, ${changed} changed`)
  const shown = all ? drift.changes : drift.changes.slice(0, mostShown)
  lines.push(...shown.map(changeLine))
  const left = drift.changes.length - shown.length
  if (left > 0) lines.push(`… and ${left} more (--misses lists all).`)
  return lines.map(oneLine).join('\n')
}

const mostShown = 40
const words = { added: 'gained', removed: 'lost', changed: 'changed' } as const

function changeLine({ document, section, what, raw, key, before, after }: Drift['changes'][number]): string {
  const how = key === undefined ? '' : ` ${key}: ${before ?? ''} → ${after ?? ''}`
  return `${words[what]} ${section} ${document}: ${raw}${how}`
}

/** No line end and no terminal control from a document. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}')
}
