import type { MappedText } from './mapped-text.ts'
import { windows1252 } from './windows-1252.ts'

/**
 * Zero-width characters, soft hyphens and control characters: no reader sees them. (In TCVN3 text U+00AD is ư, in others
 * control characters are letters: decode before normalising.)
 */
const invisible = /[\0-\x08\x0e-\x1f\x7f\u0081\u008d\u008f\u0090\u009d\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/

/** Letters of other alphabets that stand for Vietnamese ones: Icelandic eth for đ, OI for ư (bad font conversions). */
const lookAlikes: Readonly<Record<string, string>> = { Ð: 'Đ', ð: 'đ', ƣ: 'ư', Ƣ: 'Ư' }
/** Also C1, where a reader took the byte of Windows-1252 for the character. */
const replaced = /[\u0080-\u009fÐðƣƢ]/
/** Marks that make a letter (ô, ă, ơ) and have not found theirs: they stand behind the tone. */
const lateMark = /[\u0302\u0306\u031b]/u

const plain = /^[\x21-\x7e]*$/
const cluster = /\P{M}\p{M}*|\p{M}+/gu

/** NFC, also of marks in the wrong order; look-alikes repaired, invisible characters dropped. `raw` holds no white space. */
export function normaliseWord(raw: string): MappedText {
  if (plain.test(raw)) return { text: raw }
  const asItIs = !invisible.test(raw) && !replaced.test(raw) && !lateMark.test(raw)
  if (asItIs && raw.normalize('NFC') === raw) return { text: raw }
  let seen = ''
  const places: number[] = []
  for (let i = 0; i < raw.length; i++) {
    if (invisible.test(raw[i]!)) continue
    seen += lookAlikes[raw[i]!] ?? windows1252[raw.charCodeAt(i) - 0x80] ?? raw[i]!
    places.push(i)
  }
  let text = ''
  const offsets: number[] = []
  for (const match of seen.matchAll(cluster)) {
    const composed = compose(match[0])
    for (let i = 0; i < composed.length; i++) offsets.push(places[match.index]!)
    text += composed
  }
  return { text, offsets }
}

/** A letter with its marks. Those that make another letter are put before the tone: Unicode's own order leaves them behind. */
function compose(letter: string): string {
  const composed = letter.normalize('NFC')
  if (!lateMark.test(composed)) return composed
  const [base = '', ...marks] = Array.from(letter.normalize('NFD'))
  const inOrder = [...marks.filter((mark) => lateMark.test(mark)), ...marks.filter((mark) => !lateMark.test(mark))]
  return (base + inOrder.join('')).normalize('NFC')
}

const matchTable: Readonly<Record<string, string>> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '﹘': '-',
  '﹣': '-',
  '－': '-',
  '⁄': '/',
  '∕': '/',
  '／': '/',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '\t': ' ',
}
const matchable = new RegExp(`[${Object.keys(matchTable).join('')}]`, 'gu')

/** The text as rules see it: dashes, slashes and quotes folded one to one, so every offset stays what it was. */
export function toMatchView(text: string): string {
  return text.replace(matchable, (character) => matchTable[character]!)
}
