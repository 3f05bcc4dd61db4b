import { byteOf, DecodedText, isAsciiLetter, isTypographic, type Decoded } from './decoded.ts'

/** Byte → letter. */
export type CodePage = ReadonlyMap<number, string>

/** A code page from its listing: 'A1 Ă A2 Â …'. */
export function codePage(listing: string): CodePage {
  const items = listing.trim().split(/\s+/u)
  const page = new Map<number, string>()
  for (let i = 0; i + 1 < items.length; i += 2) page.set(Number.parseInt(items[i]!, 16), items[i + 1]!)
  return page
}

/** A letter for every code. Quotes, dashes and ellipses as characters are themselves unless they stand inside a word. */
export function decodeSingleBytes(raw: string, page: CodePage, weighFault?: (byte: number) => number): Decoded {
  const decoded = new DecodedText()
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    const byte = byteOf(unit)
    const letter = isTypographic(unit) && !isInside(raw, i) ? undefined : page.get(byte)
    if (weighFault && byte > 0x7f) decoded.faults += weighFault(byte)
    decoded.add(letter ?? raw[i]!, i)
  }
  return decoded.result()
}

/** Letters on both sides: in no language does a closing quote or an ellipsis stand so, but for the apostrophe. */
function isInside(raw: string, at: number): boolean {
  return isLetter(raw.charCodeAt(at - 1)) && isLetter(raw.charCodeAt(at + 1)) && raw[at] !== '\u2019'
}

function isLetter(unit: number): boolean {
  return isAsciiLetter(unit) || (unit >= 0x80 && !isTypographic(unit) && unit !== 0xa0)
}
