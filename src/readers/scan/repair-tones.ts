import { foldTone } from '../../text/vietnamese.ts'
import type { PageText } from '../../layout/page-layout.ts'
import type { TextLine } from '../../layout/lines.ts'
import type { PlacedWord } from '../../layout/words.ts'
import { usualPairs } from './usual-pairs.ts'

/** Tones that are taken for each other: small marks above a letter. The dot below is not. */
const abovesAndLevel = /[\u0300\u0301\u0303\u0309]/gu
const acute = '\u0301'
const hook = '\u0309'
/** The engine's confidence in a 'chỉ' that is one: 0.96 and more, in one that is none 0.67 to 0.83 (measured on made scans). */
const sureOfTone = 0.88
const syllable = /^\p{L}+$/u
const edges = /^([("“'‘[]*)(.*?)([)\]"”’'.,;:!?…]*)$/su

type Pair = readonly [first: string, second: string]

/** By the pair without tones: how it is written. Several where both are usual in other company. */
const byLetters = new Map<string, Pair[]>()
for (const [first, seconds] of usualPairs) {
  for (const second of seconds) {
    const key = `${lettersOf(first)} ${lettersOf(second)}`
    byLetters.set(key, [...(byLetters.get(key) ?? []), [first, second]])
  }
}

function lettersOf(word: string): string {
  return foldTone(word).normalize('NFD').replace(abovesAndLevel, '').normalize('NFC')
}

/** One word of a line, in lower case and without punctuation; null for what is no syllable. */
interface Read {
  readonly word: PlacedWord
  readonly before: string
  readonly core: string
  readonly after: string
}

/**
 * The pages with tones put right that recognition confuses: 'kiếm tra' is nothing, 'kiểm tra' is usual. A syllable is changed
 * only where beside one of its neighbours exactly one other tone is usual, and its own is so beside none.
 */
export function repairTones(pages: readonly PageText[]): PageText[] {
  return pages.map((page) => ({
    ...page,
    rows: repairLines(page.rows),
    tables: page.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, lines: repairLines(cell.lines) })),
    })),
  }))
}

function repairLines(lines: readonly TextLine[]): TextLine[] {
  const words = lines.flatMap((line) => line.words)
  const read = words.map(readWord)
  const changed = new Map<PlacedWord, PlacedWord>()
  for (const [i, own] of read.entries()) {
    if (!own) continue
    const [before, after] = [neighbour(read[i - 1], own), neighbour(own, read[i + 1], true)]
    const meant = usualTone(before, own.core.toLowerCase(), after) ?? doubtedTone(own, before, after)
    if (meant === null) continue
    const text = own.before + inCaseOf(own.core, meant) + own.after
    changed.set(own.word, { ...own.word, shown: { text, offsets: Array.from(text, (_, k) => k) } })
  }
  if (changed.size === 0) return [...lines]
  return lines.map((line) => {
    if (!line.words.some((word) => changed.has(word))) return line
    const own = line.words.map((word) => changed.get(word) ?? word)
    return { ...line, words: own, text: own.map((word) => word.shown?.text ?? word.raw).join(' ') }
  })
}

function readWord(word: PlacedWord): Read | null {
  const parts = edges.exec((word.shown?.text ?? word.raw).normalize('NFC'))
  if (!parts || !syllable.test(parts[2]!)) return null
  return { word, before: parts[1]!, core: parts[2]!, after: parts[3]! }
}

/** The syllable on one side; none where punctuation stands between. */
function neighbour(first: Read | null | undefined, second: Read | null | undefined, wantSecond = false): string | null {
  if (!first || !second || first.after !== '' || second.before !== '') return null
  return (wantSecond ? second : first).core.toLowerCase()
}

/** What a syllable must be between its neighbours; null where it may be what it is, or nothing tells. */
function usualTone(before: string | null, own: string, after: string | null): string | null {
  const found = new Set<string>()
  for (const [pair, at] of [[[before, own], 1] as const, [[own, after], 0] as const]) {
    const [first, second] = pair
    if (first === null || second === null) continue
    for (const usual of byLetters.get(`${lettersOf(first)} ${lettersOf(second)}`) ?? []) {
      const other = at === 1 ? 0 : 1
      if (foldTone(usual[other]) !== foldTone(pair[other]!)) continue
      if (foldTone(usual[at]) === foldTone(own)) return null
      if (isConfused(own, usual[at])) found.add(usual[at])
    }
  }
  const [only] = found
  return found.size === 1 && only!.length === own.length ? only! : null
}

/** 'chỉ' that the engine is not sure of ('Chỉ giáo dục') is 'chi', unless it is usual where it stands. */
function doubtedTone({ word, core }: Read, before: string | null, after: string | null): string | null {
  if (core.toLowerCase() !== 'chỉ' || (word.confidence ?? 1) >= sureOfTone) return null
  const isUsual = (first: string | null, second: string | null) =>
    first !== null && second !== null && (usualPairs.get(first)?.includes(second) ?? false)
  return isUsual(before, 'chỉ') || isUsual('chỉ', after) ? null : 'chi'
}

/** Hỏi is read as sắc, huyền or ngã; it is seen where nothing is (chỉ for chi); and sắc is overlooked (trân for trấn). */
function isConfused(read: string, meant: string): boolean {
  const [from, to] = [toneOf(read), toneOf(meant)]
  if (to === hook) return from !== ''
  return (from === hook && to === '') || (from === '' && to === acute)
}

function toneOf(word: string): string {
  return word.normalize('NFD').match(abovesAndLevel)?.join('') ?? ''
}

/** 'KIẾM' and 'kiểm' → 'KIỂM'. */
function inCaseOf(model: string, text: string): string {
  return Array.from(text, (letter, i) => (model[i] === model[i]!.toLowerCase() ? letter : letter.toUpperCase())).join(
    '',
  )
}
