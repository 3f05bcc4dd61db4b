import { byteOf, DecodedText, type Decoded } from './decoded.ts'
import { codePage } from './single-byte.ts'

/** Windows-1258: the letters that Windows-1252 does not have there. */
const letters = codePage('C3 Ă D0 Đ D5 Ơ DD Ư E3 ă F0 đ F5 ơ FD ư FE ₫')

/** Tones follow their vowel. */
const tones = codePage('CC \u0300 D2 \u0309 DE \u0303 EC \u0301 F2 \u0323')

const toneless = /[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ]/u

/** Windows-1258 that was read as Windows-1252. A tone without its vowel is a fault. */
export function decodeCp1258(raw: string): Decoded {
  const decoded = new DecodedText()
  for (let i = 0; i < raw.length; i++) {
    const letter = letters.get(byteOf(raw.charCodeAt(i))) ?? raw[i]!
    const tone = tones.get(byteOf(raw.charCodeAt(i + 1)))
    if (tone !== undefined && toneless.test(letter)) {
      decoded.add((letter + tone).normalize('NFC'), i++)
      continue
    }
    if (tones.has(byteOf(raw.charCodeAt(i)))) decoded.faults++
    decoded.add(letter, i)
  }
  return decoded.result()
}
