import type { Style } from '../../domain/document.ts'
import type { TextLine } from '../../layout/lines.ts'
import type { PageText } from '../../layout/page-layout.ts'
import { textOf, type PlacedWord } from '../../layout/words.ts'
import { changeLines, standingFor, withWords } from './page-lines.ts'
import { isLike, numeralByWidth, numeralLike, numerals, strokesOf } from './roman-numerals.ts'

const capital = /^["“(]?\p{Lu}/u

/** What opens a line that may be a heading. */
interface Heading {
  readonly word: PlacedWord
  readonly letters: string
  readonly hasPoint: boolean
}

/**
 * The pages with the Roman numerals of headings put right. How many strokes one has, its width tells; where that says
 * nothing, what is no numeral is taken for the next in order, if it looks like it.
 */
export function repairNumerals(pages: readonly PageText[], styles: readonly Style[]): PageText[] {
  const headings = pages.flatMap(({ rows }) => rows.flatMap((line) => headingOf(line) ?? []))
  const meant = new Map<PlacedWord, string>()
  let before = 0
  for (const heading of headings) {
    const { word } = heading
    const text = numeralOf(heading, numerals[before], styles[word.style]?.bold ?? false)
    if (text === null) continue
    before = numerals.indexOf(text.replace('.', '')) + 1
    if (text !== textOf(word)) meant.set(word, text)
  }
  if (meant.size === 0) return [...pages]
  return pages.map((page) => changeLines(page, (lines) => lines.map((line) => changeFirst(line, meant))))
}

function headingOf(line: TextLine): Heading[] | null {
  const [word, next] = line.words
  if (!word || !next || !capital.test(textOf(next))) return null
  const letters = textOf(word).replace(/[.,:]$/u, '')
  return numeralLike.test(letters) ? [{ word, letters, hasPoint: textOf(word).endsWith('.') }] : null
}

/** What a heading's numeral says where `expected` is the next in order; null where nothing tells. */
function numeralOf({ word, letters, hasPoint }: Heading, expected: string | undefined, bold: boolean): string | null {
  const strokes = strokesOf(letters)
  // A point that was not read may have been there: it is easily lost.
  const found = numeralByWidth(word, strokes, hasPoint ? [true] : [true, false], bold)
  if (found) return found.text + (found.point ? '.' : '')
  if (numerals.includes(letters)) return letters + (hasPoint ? '.' : '')
  return expected !== undefined && isLike(strokes, expected) ? `${expected}.` : null
}

function changeFirst(line: TextLine, meant: ReadonlyMap<PlacedWord, string>): TextLine {
  const [word, ...rest] = line.words
  const text = word && meant.get(word)
  return text === undefined ? line : withWords(line, [standingFor(word!, text), ...rest])
}
