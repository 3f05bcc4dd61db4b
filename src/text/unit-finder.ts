import { foldTone, foldWord } from './vietnamese.ts'
import type { UnitEntry } from './units.ts'

/** The longest unit has so many syllables ('cán bộ, công chức, viên chức'). */
const mostSyllables = 8
const syllable = /[\p{L}\p{M}\d²³]+/uy
const between = /,? |\//uy
const divider = / ?\/ ?/uy
/** Classes of nouns a rate may be of, whichever they are: 'đồng/biên chế/năm', 'triệu đồng/cơ sở'. */
const counted: ReadonlySet<unknown> = new Set(['people', 'admin', 'things', 'place'])

/**
 * Finds the units of a lexicon in a text: the longest at a place, scale words before it ('nghìn tỷ đồng'), divisors
 * behind it ('đồng/người/tháng'). A table of syllables, since a pattern of all spellings takes a second to compile.
 */
export class UnitFinder {
  /** Units by the folded key of their syllables; case-exact ones as written. */
  readonly #words = new Map<string, UnitEntry>()
  readonly #exact = new Map<string, UnitEntry>()

  constructor(entries: readonly UnitEntry[]) {
    for (const entry of entries) {
      for (const name of [entry.name, ...entry.aliases]) {
        if (entry.facts.exact === true) this.#exact.set(name, entry)
        else this.#words.set(foldTone(name), entry)
      }
    }
  }

  /** Where the unit that begins at `start` ends; null if none does. Offsets are into `text`. */
  endAt(text: string, start: number): number | null {
    let at = start
    let end: number | null = null
    for (;;) {
      const found = this.#longest(text, at)
      if (!found) return end
      end = found.end
      if (found.entry.facts.class !== 'scale') return this.#divisors(text, end)
      between.lastIndex = end
      if (text[end] !== ' ') return end
      at = end + 1
    }
  }

  #divisors(text: string, end: number): number {
    for (;;) {
      divider.lastIndex = end
      const slash = divider.exec(text)
      const next = slash && this.#longest(text, end + slash[0].length)
      if (!next || (next.entry.facts.per !== true && !counted.has(next.entry.facts.class))) return end
      end = next.end
    }
  }

  #longest(text: string, start: number): { entry: UnitEntry; end: number } | null {
    let found: { entry: UnitEntry; end: number } | null = null
    let at = start
    let key = ''
    for (let count = 0; count < mostSyllables; count++) {
      syllable.lastIndex = at
      const match = syllable.exec(text)
      if (!match) break
      const end = at + match[0].length
      key += foldWord(match[0])
      const entry = this.#exact.get(text.slice(start, end)) ?? this.#words.get(key)
      if (entry) found = { entry, end }
      between.lastIndex = end
      const gap = between.exec(text)
      if (!gap) break
      at = end + gap[0].length
      key += gap[0]
    }
    return found
  }
}
