import { byteOf, DecodedText, isAsciiLetter, isTypographic, type Decoded } from './decoded.ts'
import { codePage } from './single-byte.ts'
import { raiseTyped } from './typed-capitals.ts'

/** TCVN 5712:1993, VN3, also called ABC: what .VnTime and its kin draw. The only capitals are A1–A7. */
export const tcvn3 = codePage(`
  A1 Ă A2 Â A3 Ê A4 Ô A5 Ơ A6 Ư A7 Đ A8 ă A9 â AA ê AB ô AC ơ AD ư AE đ
  B5 à B6 ả B7 ã B8 á B9 ạ BB ằ BC ẳ BD ẵ BE ắ C6 ặ C7 ầ C8 ẩ C9 ẫ CA ấ CB ậ
  CC è CE ẻ CF ẽ D0 é D1 ẹ D2 ề D3 ể D4 ễ D5 ế D6 ệ D7 ì D8 ỉ DC ĩ DD í DE ị
  DF ò E1 ỏ E2 õ E3 ó E4 ọ E5 ồ E6 ổ E7 ỗ E8 ố E9 ộ EA ờ EB ở EC ỡ ED ớ EE ợ
  EF ù F1 ủ F2 ũ F3 ú F4 ụ F5 ừ F6 ử F7 ữ F8 ứ F9 ự FA ỳ FB ỷ FC ỹ FD ý FE ỵ`)

/** The capitals with tones that VN1 and VN2 add. */
export const tcvn1Capitals = codePage(`
  01 Ú 02 Ụ 04 Ừ 05 Ử 06 Ữ 11 Ứ 12 Ự 13 Ỳ 14 Ỷ 15 Ỹ 16 Ý 17 Ỵ
  80 À 81 Ả 82 Ã 83 Á 84 Ạ 85 Ặ 86 Ậ 87 È 88 Ẻ 89 Ẽ 8A É 8B Ẹ 8C Ệ 8D Ì 8E Ỉ 8F Ĩ
  90 Í 91 Ị 92 Ò 93 Ỏ 94 Õ 95 Ó 96 Ọ 97 Ộ 98 Ờ 99 Ở 9A Ỡ 9B Ớ 9C Ợ 9D Ù 9E Ủ 9F Ũ
  AF Ằ BA Ẳ BF Ẵ C0 Ắ C1 Ầ C2 Ẩ C3 Ẫ C4 Ấ C5 Ề CD Ể D9 Ễ DA Ế DB Ồ E0 Ổ F0 Ỗ FF Ố`)

/** Tone marks of VN1 and VN2 that combine with the vowel before them. */
export const tcvn1Tones = codePage('B0 \u0300 B1 \u0309 B2 \u0303 B3 \u0301 B4 \u0323')

const vowel = /[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ]/u
const changedVowel = /[ăâêôơưĂÂÊÔƠƯ]/u

const softHyphen = 0xad
const highOrLetter = /[a-z\u00a1-\u00ff\u2212\u2219μ]/iu
/** A capital, a list's letter. */
const startsWord = /^(?:[A-Z¡-§]|[a-z®]\))/u

/** Files with codes of VN1 are rare. */
const rare = 0.3

/** TCVN3, with what VN1 and VN2 have beyond it. Words typed in capitals are so as a whole, whatever their font. */
export function decodeTcvn3(raw: string): Decoded {
  const decoded = decodeLetters(raw)
  return { ...decoded, text: raiseTyped(decoded.text) }
}

function decodeLetters(raw: string): Decoded {
  const decoded = new DecodedText()
  for (let i = 0; i < raw.length; i++) {
    const letter = letterAt(raw, i) ?? raw[i]!
    if (tcvn1Capitals.get(byteOf(raw.charCodeAt(i))) === letter) decoded.faults += rare
    const tone = tcvn1Tones.get(byteOf(raw.charCodeAt(i + 1)))
    if (tone !== undefined && combines(letter, raw.charCodeAt(i + 2))) {
      decoded.add((letter + tone).normalize('NFC'), i++)
      decoded.faults += rare
    } else decoded.add(letter, i)
  }
  return decoded.result()
}

function letterAt(raw: string, at: number): string | undefined {
  const unit = raw.charCodeAt(at)
  const byte = byteOf(unit)
  if (byte === softHyphen && !isLetter(raw, at)) return undefined
  return tcvn3.get(byte) ?? (isTypographic(unit) ? undefined : tcvn1Capitals.get(byte))
}

/**
 * AD is ư beside a letter. Alone it is what it says, a soft hyphen, or a minus of the PDF that has one for it; so also before
 * a capital and before what is a word without it.
 */
function isLetter(raw: string, at: number): boolean {
  if (highOrLetter.test(raw[at - 1] ?? '')) return true
  const after = raw.slice(at + 1, at + 3)
  return highOrLetter.test(after[0] ?? '') && !startsWord.test(after)
}

/** B0–B4 are also ° ± ² ³ ´: a mark only on a vowel that is no chemical's (CO²) last letter. */
function combines(before: string, next: number): boolean {
  return vowel.test(before) && (changedVowel.test(before) || isAsciiLetter(next))
}
