import type { MappedText } from '../text/mapped-text.ts'

/** A word with its source characters, before or after it is known what they stand for. */
export interface CodedWord {
  /** Source characters without white space; a no-break space may stand in them until they are decoded: in some encodings it is a letter. */
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

/** White space for everyone else, letters of VISCII (Õ, Ầ) and parts of letters in misread UTF-8. */
const perhapsLetters = /[\u0085\u00a0]+/u
const capital = /\p{Ll}/u

/** The words as they are shown: decoded, and in capitals where their look says so. */
export function decodeWords<W extends CodedWord>(lines: readonly (readonly W[])[]): readonly (readonly W[])[] {
  return lines.map((line) => line.flatMap((word) => splitSpaces(word)).map((word) => showCapitals(word)))
}

function splitSpaces<W extends CodedWord>(word: W): W[] {
  if (!perhapsLetters.test(word.raw)) return [word]
  const parts: W[] = []
  let at = 0
  for (const raw of word.raw.split(/([\u0085\u00a0]+)/u)) {
    if (raw !== '' && !perhapsLetters.test(raw)) parts.push(sliceWord(word, at, raw))
    at += raw.length
  }
  return parts
}

function sliceWord<W extends CodedWord>(word: W, start: number, raw: string): W {
  const { changes = [], capitals = false, style } = word
  const { style: first, capitals: upper } = changes.findLast(({ at }) => at <= start) ?? { style, capitals }
  const inside = changes
    .filter(({ at }) => at > start && at < start + raw.length)
    .map((change) => ({ ...change, at: change.at - start }))
  return { ...word, raw, style: first, capitals: upper, changes: inside }
}

function showCapitals<W extends CodedWord>(word: W): W {
  const { raw, capitals = false, changes = [] } = word
  if (!capitals && !changes.some((change) => change.capitals)) return word
  if (!capital.test(raw)) return word
  let text = ''
  const offsets: number[] = []
  for (let i = 0; i < raw.length; i++) {
    const inCapitals = changes.findLast(({ at }) => at <= i)?.capitals ?? capitals
    const shown = inCapitals ? raw[i]!.toUpperCase() : raw[i]!
    for (let k = 0; k < shown.length; k++) offsets.push(i)
    text += shown
  }
  return { ...word, shown: { text, offsets } }
}
