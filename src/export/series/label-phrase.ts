import { plainKey } from '../../text/search-words.ts'
import { foldTone } from '../../text/vietnamese.ts'

/** Words '…' may stand for. */
const widestGap = 6
const gap = '…'

/** The words of a label under which spellings are equal: case, tone placement, i and y; marks and spaces do not count. */
export function wordsOf(label: string): string[] {
  return foldTone(label.normalize('NFC')).match(/[\p{L}\p{M}\p{N}]+|…/gu) ?? []
}

/** The same for one who writes no marks. */
export function plainWordsOf(label: string): string[] {
  return wordsOf(label).map((word) => (word === gap ? gap : plainKey(word)))
}

/** Whether a phrase stands in the words of a label. */
export function holdsPhrase(label: readonly string[], phrase: readonly string[]): boolean {
  return label.some((_, start) => matchesFrom(label, start, phrase, 0))
}

function matchesFrom(label: readonly string[], at: number, phrase: readonly string[], index: number): boolean {
  if (index === phrase.length) return true
  if (phrase[index] !== gap) {
    return label[at] === phrase[index] && matchesFrom(label, at + 1, phrase, index + 1)
  }
  for (let skipped = 0; skipped <= widestGap && at + skipped <= label.length; skipped++) {
    if (matchesFrom(label, at + skipped, phrase, index + 1)) return true
  }
  return false
}
