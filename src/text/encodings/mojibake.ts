import { composeMaps } from '../mapped-text.ts'
import { byteOf, DecodedText, type Decoded } from './decoded.ts'
import { longestSyllable, syllableScore } from './syllables.ts'

const replacement = '\ufffd'
/** The bytes that Windows-1252 does not have: readers put U+FFFD there. */
const lost = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** A lead byte and a continuation byte as Windows-1252 shows them: what is still there was misread twice. */
const stillMisread = /[ÂÃÄÅÆ][\u0080-\u00bf€‚-„†‡ˆ‰Š‹Œ‘-”•–—˜™š›œžŸ]|á[º»]./u

/** UTF-8 that was read as Windows-1252 or Latin-1, once or twice. Bytes that make no sequence are faults. */
export function decodeMojibake(raw: string): Decoded {
  const once = decodeOnce(raw)
  if (!stillMisread.test(once.text)) return once
  const twice = decodeOnce(once.text)
  return twice.faults > once.faults ? once : { ...twice, offsets: composeMaps(once, twice).offsets! }
}

function decodeOnce(raw: string): Decoded {
  const decoded = new DecodedText()
  let before = ''
  for (let i = 0; i < raw.length;) {
    const { text, length, fault } = readSequence(raw, i, before)
    decoded.add(text, i)
    if (fault) decoded.faults++
    before = (before + text).slice(-longestSyllable)
    i += length
  }
  return decoded.result()
}

interface Sequence {
  readonly text: string
  readonly length: number
  readonly fault?: boolean
}

/** The UTF-8 sequence at a place; the character there where it begins none. `before` is the text up to it. */
function readSequence(raw: string, at: number, before: string): Sequence {
  const lead = byteOf(raw.charCodeAt(at))
  const itself: Sequence = { text: raw[at]!, length: 1, fault: lead > 0x7f }
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : 0
  if (length === 0) return itself
  // The no-break space of 'à' (C3 A0) became a space, and the word ends before it.
  if (lead === 0xc3 && at + 1 === raw.length) return { text: 'à', length: 1 }
  let code = lead & (length === 2 ? 0x1f : 0x0f)
  for (let i = 1; i < length; i++) {
    if (raw[at + i] === replacement && i === length - 1) {
      const after = raw.slice(at + length, at + length + longestSyllable)
      return { text: guessLost(before, after, code), length }
    }
    const byte = byteOf(raw.charCodeAt(at + i))
    if (byte < 0x80 || byte > 0xbf) return itself
    code = (code << 6) | (byte & 0x3f)
  }
  return code >= (length === 3 ? 0x800 : 0x80) ? { text: String.fromCharCode(code), length } : itself
}

/** The letter whose last byte was lost: the one that makes the most usual syllable between what stands around it. */
function guessLost(before: string, after: string, lead: number): string {
  const candidates = lost.map((byte) => String.fromCharCode((lead << 6) | (byte & 0x3f)))
  const start = /\p{L}*$/u.exec(before)![0]
  const end = /^[a-z]*/iu.exec(after)![0]
  const score = (letter: string) => syllableScore((start + letter + end).toLowerCase())
  return candidates.reduce((best, letter) => (score(letter) > score(best) ? letter : best), candidates[3]!)
}
