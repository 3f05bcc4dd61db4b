// TCVN3 has no capitals with tones: words typed in capitals keep their marked letters small (CéNG, KÕ, ¸N).

const words = /\p{L}+/gu
const smallLetter = /[a-zđ]/u
const markedVowel = /[\u00c0-\u1ef9](?<![ĐđÐð])/u
/** Symbols of documents hold capitals wherever they stand. */
const symbol = /[\d/]/u

/** The text with those words in capitals that by themselves show they were typed so. */
export function raiseTyped(text: string): string {
  return text.replace(words, (word) => (isInCapitals(word) ? word.toUpperCase() : word))
}

/** Two capitals, or one after a small letter, and no small letter that could have been one. */
function isInCapitals(word: string): boolean {
  if (smallLetter.test(word)) return false
  const capitals = word.match(/[A-ZĐ]/gu)?.length ?? 0
  return capitals > 1 || (capitals === 1 && /^\p{Ll}+\p{Lu}/u.test(word))
}

type Kind = 'capitals' | 'acronym' | 'open' | 'small' | 'none'

function kindOf(text: string | null): Kind {
  if (text === null) return 'small'
  const letters = text.match(words)
  if (!letters) return 'none'
  if (smallLetter.test(text)) return 'small'
  if (/\p{Ll}/u.test(text)) return symbol.test(text) ? 'small' : 'open'
  return markedVowel.test(text) && !symbol.test(text) ? 'capitals' : 'acronym'
}

/**
 * Which words of a line are of a heading in capitals though they do not show it (KÕ HO¹CH, Vµ): all their small letters are
 * marked and they stand among words in capitals, or between such and the line's end. Takes decoded words; null for one whose capitals are its own
 * affair (a font that draws them, another set). Gives indices.
 */
export function raisedByNeighbours(line: readonly (string | null)[]): ReadonlySet<number> {
  const raised = new Set<number>()
  const kinds = line.map(kindOf)
  if (!kinds.includes('open') || !kinds.includes('capitals')) return raised
  let start = 0
  for (let end = 0; end <= kinds.length; end++) {
    if (end < kinds.length && kinds[end] !== 'small') continue
    const run = kinds.slice(start, end)
    const inCapitals = (kind: Kind) => kind === 'capitals' || kind === 'acronym'
    const first = start === 0 ? 0 : run.findIndex(inCapitals)
    const last = end === kinds.length ? run.length : run.findLastIndex(inCapitals)
    if (run.includes('capitals'))
      for (let i = Math.max(first, 0); i < last; i++) if (run[i] === 'open') raised.add(start + i)
    start = end + 1
  }
  return raised
}
