import { isLabel, type CodedToken } from '../text/encodings/decide.ts'
import { decodeLines, type DecodedToken } from '../text/encodings/decode-lines.ts'
import type { Encoding } from '../text/encodings/encodings.ts'
import { drawsCapitals, isSymbolFont } from '../text/encodings/font-names.ts'
import { glance } from '../text/encodings/quick-look.ts'
import { raisedByNeighbours } from '../text/encodings/typed-capitals.ts'
import type { MappedText } from '../text/mapped-text.ts'

/** A word with its source characters, before or after it is known what they stand for. */
export interface CodedWord {
  /**
   * Source characters without white space. A no-break space (U+00A0, U+0085) may stand in them until they are decoded: some
   * encodings have a letter there.
   */
  readonly raw: string
  /** Index of the document's style: the word's, or of its beginning where `changes` has more. */
  readonly style: number
  /** Shown in capitals, whatever was typed. */
  readonly capitals?: boolean
  /** Where the look changes inside the word (a drop cap in a font of its own), in order. */
  readonly changes?: readonly LookChange[]
  /** What `raw` stands for, once decoded; absent where it stands for itself. */
  readonly shown?: MappedText
}

export interface LookChange {
  /** Index in `raw`, not 0. */
  readonly at: number
  readonly style: number
  readonly capitals: boolean
}

export interface DecodedWords<W> {
  /** As the lines given; the same arrays where nothing is shown otherwise than it is written. */
  readonly lines: readonly (readonly W[])[]
  /** Encodings found, sorted. */
  readonly encodings: readonly Encoding[]
}

type Lines<W> = readonly (readonly W[])[]

const noBreakSpaces = /[\u0085\u00a0]+/gu
const letterBeyondAscii = /[^\x00-\x7f](?<=\p{L})/u

/**
 * What a document's words say: each word's encoding is decided among its neighbours and the words of its font; words in H
 * fonts and in capitals by their look become capitals; no-break spaces that are no letters part words. `lines` are all
 * lines of a document in order, `fontOf` names the font of a style ('' where it is not known).
 */
export function decodeWords<W extends CodedWord>(lines: Lines<W>, fontOf: (style: number) => string): DecodedWords<W> {
  const { legacy, special } = glanceAll(lines)
  if (legacy || isLabel(lines.map((line) => line.map(({ raw, style }) => ({ raw, font: fontOf(style) })))))
    return decodeLegacy(lines, fontOf)
  if (!special) return { lines, encodings: ['unicode'] }
  return {
    lines: lines.map((line) => line.flatMap((word) => showWord(word, null, capitalsOf(word)))),
    encodings: ['unicode'],
  }
}

function glanceAll<W extends CodedWord>(lines: Lines<W>): { readonly legacy: boolean; readonly special: boolean } {
  let special = false
  for (const line of lines)
    for (const word of line) {
      const { legacy, spaces } = glance(word.raw)
      if (legacy) return { legacy, special: true }
      if (spaces || word.capitals || word.changes) special = true
    }
  return { legacy: false, special }
}

function decodeLegacy<W extends CodedWord>(lines: Lines<W>, fontOf: (style: number) => string): DecodedWords<W> {
  const fonts = new Map<number, Font>()
  const readFont = (style: number) => {
    const name = fontOf(style)
    const font = { name, drawsCapitals: drawsCapitals(name), isSymbol: isSymbolFont(name) }
    fonts.set(style, font)
    return font
  }
  const fontWith = (style: number) => fonts.get(style) ?? readFont(style)
  const tokens = decodeLines(lines.map((line) => line.map((word) => toToken(word, fontWith))))
  const found = new Set<Encoding>()
  const shown = lines.map((line, row) => {
    const raised = raisedIn(line, tokens[row]!, fontWith)
    return line.flatMap((word, index) => {
      const { encoding, decoded = null } = tokens[row]![index]!
      const text = decoded && withSigns(word, decoded, fontWith)
      if (!found.has(encoding) && (text ? text.text !== word.raw : letterBeyondAscii.test(word.raw)))
        found.add(encoding)
      if (raised.has(index)) return showWord(word, text, () => true)
      const drawn = encoding === 'tcvn3' ? (style: number) => fontWith(style).drawsCapitals : undefined
      return showWord(word, text, capitalsOf(word, drawn))
    })
  })
  return { lines: shown, encodings: found.size > 0 ? [...found].sort() : ['unicode'] }
}

const none: ReadonlySet<number> = new Set()

/** Words of TCVN3 that are of a heading typed in capitals: indices. */
function raisedIn(line: readonly CodedWord[], tokens: readonly DecodedToken[], fontWith: Fonts): ReadonlySet<number> {
  if (!tokens.some(({ encoding }) => encoding === 'tcvn3')) return none
  return raisedByNeighbours(
    line.map(({ raw, style, capitals }, index) => {
      const { encoding, decoded } = tokens[index]!
      const ownCapitals =
        capitals || (encoding !== 'tcvn3' && letterBeyondAscii.test(raw)) || fontWith(style).drawsCapitals
      return ownCapitals ? null : (decoded?.text ?? raw)
    }),
  )
}

interface Font {
  readonly name: string
  readonly drawsCapitals: boolean
  readonly isSymbol: boolean
}

type Fonts = (style: number) => Font

/** Stands for a sign of a symbol font among letters: no encoding has anything there. */
const placeholder = '_'

/** The word with the font of its longest part beyond ASCII, of its beginning where it has none; without its signs. */
function toToken(word: CodedWord, fontWith: Fonts): CodedToken {
  if (!word.changes) return { raw: word.raw, font: fontWith(word.style).name }
  let best = word.style
  let most = 0
  let raw = ''
  for (const { text, style } of partsOf(word)) {
    const isSymbol = fontWith(style).isSymbol
    const length = isSymbol ? 0 : text.replace(/[\x00-\x7f]/gu, '').length
    if (length > most) [best, most] = [style, length]
    raw += isSymbol ? placeholder.repeat(text.length) : text
  }
  return { raw, font: fontWith(best).name }
}

/** The decoded word with its signs as they are. */
function withSigns(word: CodedWord, decoded: Required<MappedText>, fontWith: Fonts): Required<MappedText> {
  if (!word.changes || !partsOf(word).some(({ style }) => fontWith(style).isSymbol)) return decoded
  const { text, offsets } = decoded
  const signs = new Set(
    partsOf(word).flatMap(({ at, text, style }) =>
      fontWith(style).isSymbol ? Array.from({ length: text.length }, (_, i) => at + i) : [],
    ),
  )
  const shown = text.replace(/_/gu, (_, index: number) =>
    signs.has(offsets[index]!) ? word.raw[offsets[index]!]! : '_',
  )
  return { text: shown, offsets }
}

function partsOf({ raw, style, changes = [] }: CodedWord): { at: number; text: string; style: number }[] {
  return [{ at: 0, style }, ...changes].map(({ at, style }, index) => ({
    at,
    text: raw.slice(at, changes[index]?.at),
    style,
  }))
}

/** Whether the character at an index of `raw` is shown as a capital, asked in order; null where none is. */
function capitalsOf(
  word: CodedWord,
  drawn: (style: number) => boolean = () => false,
): ((at: number) => boolean) | null {
  const { style, capitals = false, changes = [] } = word
  const first = capitals || drawn(style)
  if (changes.length === 0) return first ? () => true : null
  const parts = changes.map((change) => ({ at: change.at, upper: change.capitals || drawn(change.style) }))
  if (!first && parts.every(({ upper }) => !upper)) return null
  let upper = first
  let next = 0
  return (at) => {
    while (next < parts.length && parts[next]!.at <= at) upper = parts[next++]!.upper
    return upper
  }
}

function showWord<W extends CodedWord>(
  word: W,
  decoded: MappedText | null,
  isCapital: ((at: number) => boolean) | null,
): W[] {
  let shown: MappedText = decoded ?? { text: word.raw }
  if (isCapital) shown = toCapitals(shown, isCapital)
  if (holdsNoBreakSpace(shown.text)) return splitWord(word, shown)
  return [shown.text === word.raw ? word : { ...word, shown }]
}

/** Each character by itself: 'ß' becomes two, which come from one place. */
function toCapitals({ text, offsets }: MappedText, isCapital: (at: number) => boolean): Required<MappedText> {
  let upper = ''
  const places: number[] = []
  for (let i = 0; i < text.length; i++) {
    const at = offsets?.[i] ?? i
    const shown = isCapital(at) ? text[i]!.toUpperCase() : text[i]!
    for (let k = 0; k < shown.length; k++) places.push(at)
    upper += shown
  }
  return { text: upper, offsets: places }
}

function holdsNoBreakSpace(text: string): boolean {
  return text.includes('\u00a0') || text.includes('\u0085')
}

function splitWord<W extends CodedWord>(word: W, { text, offsets }: MappedText): W[] {
  const parts: W[] = []
  const place = (at: number) => (at < text.length ? (offsets?.[at] ?? at) : word.raw.length)
  let at = 0
  const take = (end: number) => {
    if (end > at) parts.push(sliceWord(word, place(at), place(end), text.slice(at, end), offsets?.slice(at, end)))
  }
  for (const space of text.matchAll(noBreakSpaces)) {
    take(space.index)
    at = space.index + space[0].length
  }
  take(text.length)
  return parts
}

function sliceWord<W extends CodedWord>(
  word: W,
  start: number,
  end: number,
  text: string,
  offsets?: readonly number[],
): W {
  const { changes = [], capitals = false, style } = word
  const first = changes.findLast(({ at }) => at <= start) ?? { style, capitals }
  const inside = changes
    .filter(({ at }) => at > start && at < end)
    .map((change) => ({ ...change, at: change.at - start }))
  const raw = word.raw.slice(start, end)
  const part = { ...word, raw, style: first.style, capitals: first.capitals, changes: inside }
  if (text === raw) return part
  return { ...part, shown: { text, ...(offsets && { offsets: offsets.map((at) => at - start) }) } }
}
