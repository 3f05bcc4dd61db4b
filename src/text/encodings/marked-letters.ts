import { byteOf, DecodedText, isHighLetter, type Decoded } from './decoded.ts'

/** One or two codes (as Latin-1 characters) → letter. */
export type LetterPairs = ReadonlyMap<string, string>

/** Combining marks by what sets write in their tables: ' ` ? ~ . for tones, ^ ( + for letters. */
const combining: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  '.': '\u0323',
  '^': '\u0302',
  '(': '\u0306',
  '+': '\u031b',
}

/** A letter as VIQR writes it: 'o+.' is ợ, 'dd' is đ. */
export function composeLetter(written: string): string {
  if (/^dd$/iu.test(written)) return written[0] === 'D' ? 'Đ' : 'đ'
  return (written[0]! + written.slice(1).replace(/./gu, (mark) => combining[mark]!)).normalize('NFC')
}

export interface MarkedLetters {
  /** Codes that are letters by themselves: 'ñ' → 'dd'. Letters as VIQR writes them. */
  readonly single: Readonly<Record<string, string>>
  /** Marks that follow the bases listed: `{ on: 'aeo', marks: { á: "^'" } }`. A base is ASCII or one of `single`. */
  readonly marks: readonly { readonly on: string; readonly marks: Readonly<Record<string, string>> }[]
}

/** All letters of a set, capitals too: their codes are the small ones' less 0x20, and the base's case decides. */
export function letterPairs({ single, marks }: MarkedLetters): LetterPairs {
  const pairs = new Map<string, string>()
  const addBothCases = (base: string, mark: string, written: string) => {
    const letter = composeLetter(written)
    for (const upper of [false, true]) {
      const shownBase = upper ? base.toUpperCase() : base
      const shown = upper ? letter.toUpperCase() : letter
      // 'Aù' and 'UÛy' are typed too: the mark's own case says nothing.
      for (const shownMark of new Set([mark, mark.toUpperCase()])) pairs.set(shownBase + shownMark, shown)
    }
  }
  for (const [code, written] of Object.entries(single)) addBothCases(code, '', written)
  for (const { on, marks: added } of marks)
    for (const base of on)
      for (const [mark, written] of Object.entries(added)) addBothCases(base, mark, (single[base] ?? base) + written)
  return pairs
}

/** Base and mark, longest first. A mark without its base and a letter that the set does not have are faults. */
export function decodePairs(raw: string, pairs: LetterPairs): Decoded {
  const decoded = new DecodedText()
  for (let i = 0; i < raw.length; i++) {
    const pair = i + 1 < raw.length ? pairs.get(raw[i]! + raw[i + 1]!) : undefined
    if (pair !== undefined) {
      decoded.add(pair, i++)
      continue
    }
    const letter = pairs.get(raw[i]!)
    if (letter === undefined && isHighLetter(byteOf(raw.charCodeAt(i)))) decoded.faults++
    decoded.add(letter ?? raw[i]!, i)
  }
  return decoded.result()
}
