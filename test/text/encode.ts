import { bkhcm2 } from '../../src/text/encodings/bkhcm2.ts'
import { tcvn3 } from '../../src/text/encodings/tcvn3.ts'
import { viscii } from '../../src/text/encodings/viscii.ts'
import { vni } from '../../src/text/encodings/vni.ts'
import { vps } from '../../src/text/encodings/vps.ts'
import { windows1252 } from '../../src/text/windows-1252.ts'
import type { LegacyEncoding } from '../../src/text/encodings/encodings.ts'

/** Every letter of Vietnamese that ASCII lacks, small and capital. */
export const vietnameseLetters = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
  .flatMap((vowel) =>
    ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
  )
  .concat('đ')
  .filter((letter) => letter > '\x7f')
  .flatMap((letter) => [letter, letter.toUpperCase()])

const utf8 = new TextEncoder()

/** Bytes as a reader shows them that takes them for Windows-1252. (Node's own decoder of that name knows only Latin-1.) */
export function inWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => windows1252[byte - 0x80] ?? String.fromCharCode(byte)).join('')
}

type Writer = (letter: string) => string

function singleBytes(page: ReadonlyMap<number, string>): Writer {
  const codes = new Map([...page].map(([code, letter]) => [letter, String.fromCharCode(code)]))
  return (letter) => codes.get(letter) ?? letter
}

/** Of several ways to write a letter the shortest, then the one whose base and mark have the same case. */
function pairs(letters: ReadonlyMap<string, string>): Writer {
  const codes = new Map<string, string>()
  const isEven = (code: string) => code === code.toLowerCase() || code === code.toUpperCase()
  for (const [code, letter] of letters) {
    const known = codes.get(letter)
    if (!known || code.length < known.length || (code.length === known.length && isEven(code) && !isEven(known)))
      codes.set(letter, code)
  }
  return (letter) => codes.get(letter) ?? letter
}

const inTcvn3 = singleBytes(tcvn3)
const in1258 = new Map<string, string>()
for (let byte = 0x80; byte < 0x100; byte++)
  in1258.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), inWindows1252(Uint8Array.of(byte)))

function toCp1258(letter: string): string {
  if (in1258.has(letter)) return in1258.get(letter)!
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(letter.normalize('NFD'))?.[0]
  if (tone === undefined) return letter
  const vowel = letter.normalize('NFD').replace(tone, '').normalize('NFC')
  return (in1258.get(vowel) ?? vowel) + in1258.get(tone)!
}

const viqrMarks: Readonly<Record<string, string>> = {
  '\u0301': "'",
  '\u0300': '`',
  '\u0309': '?',
  '\u0303': '~',
  '\u0323': '.',
  '\u0302': '^',
  '\u0306': '(',
  '\u031b': '+',
}

function toViqr(letter: string): string {
  if (letter === 'đ') return 'dd'
  if (letter === 'Đ') return 'DD'
  const [base, ...marks] = Array.from(letter.normalize('NFD'))
  // The tone comes last, wherever canonical order puts it.
  return (
    base! +
    marks
      .map((mark) => viqrMarks[mark]!)
      .sort((a, b) => '^(+'.indexOf(b) - '^(+'.indexOf(a))
      .join('')
  )
}

const writers: Readonly<Record<LegacyEncoding, Writer>> = {
  // The set has no capitals with tones: they are typed small, in a font that draws capitals.
  tcvn3: (letter) => (inTcvn3(letter) === letter ? inTcvn3(letter.toLowerCase()) : inTcvn3(letter)),
  vni: pairs(vni),
  viscii: singleBytes(viscii),
  vps: singleBytes(vps),
  bkhcm2: pairs(bkhcm2),
  cp1258: toCp1258,
  mojibake: (letter) => inWindows1252(utf8.encode(letter)),
  viqr: toViqr,
}

const letters = new RegExp(`[${vietnameseLetters.join('')}]`, 'gu')

/** Vietnamese text in an old encoding, as a naive reader shows it that takes it for Latin-1 (UTF-8: for Windows-1252). */
export function encode(text: string, encoding: LegacyEncoding): string {
  const composed = text.normalize('NFC')
  const writer = writers[encoding]
  if (encoding === 'mojibake') return composed.replace(/[^\x00-\x7f]+/gu, writer)
  const escaped = encoding === 'viqr' ? composed.replace(/(?<=[aeiouy\u00c0-\u1ef9])[.?'`~^(+*]/giu, '\\$&') : composed
  return escaped.replace(letters, writer)
}
