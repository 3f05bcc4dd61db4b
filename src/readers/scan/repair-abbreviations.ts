import { linesOf, type PageText } from '../../layout/page-layout.ts'
import { textOf, type PlacedWord } from '../../layout/words.ts'
import { changeLines, standingFor, withWords } from './page-lines.ts'

/** Letters and nothing else, in capitals; what stands around it. */
const abbreviation = /^([("“]*)(\p{Lu}{3,7})([)"”.,;:/]*)$/u
/** How an abbreviation must be written elsewhere in the document: so often, and so many times as often as this way. */
const leastTimes = 3
const timesMore = 2
/** What a round letter is read as: itself with another before it, or its neighbour in shape. */
const confusions: readonly (readonly [RegExp, string])[] = [
  [/[OG]C/u, 'C'],
  [/C[OG]/u, 'C'],
  [/G/u, 'C'],
  [/O/u, 'C'],
]

/** The pages with abbreviations put right that the document itself writes otherwise: 'CCHOC' once, 'CCHC' ten times. */
export function repairAbbreviations(pages: readonly PageText[]): PageText[] {
  const counts = new Map<string, number>()
  for (const word of pages.flatMap((page) => linesOf(page).flatMap((line) => line.words))) {
    const letters = abbreviation.exec(textOf(word))?.[2]
    if (letters !== undefined) counts.set(letters, (counts.get(letters) ?? 0) + 1)
  }
  const meant = new Map<string, string>()
  for (const [letters, count] of counts) {
    const other = [...new Set(variantsOf(letters))].filter(
      (one) => (counts.get(one) ?? 0) >= Math.max(leastTimes, timesMore * count),
    )
    if (other.length === 1) meant.set(letters, other[0]!)
  }
  if (meant.size === 0) return [...pages]
  const change = (word: PlacedWord): PlacedWord => {
    const [, before, letters, after] = abbreviation.exec(textOf(word)) ?? []
    const right = letters === undefined ? undefined : meant.get(letters)
    return right === undefined ? word : standingFor(word, `${before}${right}${after}`)
  }
  return pages.map((page) => changeLines(page, (lines) => lines.map((line) => withWords(line, line.words.map(change)))))
}

/** Every way to undo one confusion at one place. */
function variantsOf(letters: string): string[] {
  const found: string[] = []
  for (const [looks, is] of confusions) {
    for (let at = 0; at < letters.length; at++) {
      const rest = letters.slice(at)
      const match = looks.exec(rest)
      if (match?.index === 0) found.push(letters.slice(0, at) + is + rest.slice(match[0].length))
    }
  }
  return found.filter((one) => one !== letters)
}
