import { byteOf, DecodedText, isTypographic, type Decoded } from './decoded.ts'
import { longestSyllable, syllableScore } from './syllables.ts'

/** Byte → letter. */
export type CodePage = ReadonlyMap<number, string>

/** A code page from its listing: 'A1 Ă A2 Â …'. */
export function codePage(listing: string): CodePage {
  const items = listing.trim().split(/\s+/u)
  const page = new Map<number, string>()
  for (let i = 0; i + 1 < items.length; i += 2) page.set(Number.parseInt(items[i]!, 16), items[i + 1]!)
  return page
}

/** A letter for every code. Signs of Windows-1252 that the page has letters for are letters only where they complete a syllable. */
export function decodeSingleBytes(raw: string, page: CodePage, faultOf: (byte: number) => number = () => 0): Decoded {
  const shown = Array.from({ length: raw.length }, (_, i) => {
    const unit = raw.charCodeAt(i)
    return isTypographic(unit) ? raw[i]! : (page.get(byteOf(unit)) ?? raw[i]!)
  })
  const decoded = new DecodedText()
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    const byte = byteOf(unit)
    if (byte > 0x7f) decoded.faults += faultOf(byte)
    const letter = isTypographic(unit) ? page.get(byte) : undefined
    if (letter !== undefined && completes(shown, i, letter)) shown[i] = letter
    decoded.add(shown[i]!, i)
  }
  return decoded.result()
}

const letter = /[\p{L}\p{M}]/u
const quote = /[‘’“”„‚‹›–—…•]/u
const opening = /[‘“‚„]/u
const closing = /[’”…]/u

/**
 * Whether a sign is a letter: TR”NG is TRỢNG, “Ông” stays quoted. `shown` holds what stands around it. A quote that closes a
 * single letter (mẫu “B”) is one, though BỢ could be said.
 */
function completes(shown: readonly string[], at: number, letterThere: string): boolean {
  const before = lettersBefore(shown, at)
  const after = lettersAfter(shown, at)
  if (before === '' && after === '') return false
  if (!quote.test(shown[at]!) && before !== '' && after !== '') return true
  if (!isSyllable(before + letterThere + after)) return false
  // Vietnamese quotes with others.
  if (shown[at] === '‹' || shown[at] === '›') return true
  if (after === '' && closing.test(shown[at]!) && before.length < 2) return false
  if (before === '' && opening.test(shown[at]!)) return false
  return !standsAlone(before) || !standsAlone(after)
}

/** No further than a syllable can reach. */
function lettersBefore(shown: readonly string[], at: number): string {
  let start = at
  while (start > 0 && at - start <= longestSyllable && letter.test(shown[start - 1]!)) start--
  return shown.slice(start, at).join('')
}

function lettersAfter(shown: readonly string[], at: number): string {
  let end = at + 1
  while (end < shown.length && end - at <= longestSyllable && letter.test(shown[end]!)) end++
  return shown.slice(at + 1, end).join('')
}

function isSyllable(letters: string): boolean {
  return syllableScore(letters.toLowerCase()) > -Infinity
}

function standsAlone(letters: string): boolean {
  return letters === '' || isSyllable(letters)
}
