import type { MappedText } from './mapped-text.ts'

/** Zero-width characters and soft hyphens: no reader sees them. (In TCVN3 text U+00AD is ư: decode before normalising.) */
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/

/** Letters of other alphabets that stand for Vietnamese ones: Icelandic eth for đ, OI for ư (bad font conversions). */
const lookAlikes: Readonly<Record<string, string>> = { Ð: 'Đ', ð: 'đ', ƣ: 'ư', Ƣ: 'Ư' }
const lookAlike = /[ÐðƣƢ]/

const plain = /^[\x21-\x7e]*$/
const cluster = /\P{M}\p{M}*|\p{M}+/gu

/** NFC, look-alikes repaired, invisible characters dropped. `raw` holds no white space. */
export function normaliseWord(raw: string): MappedText {
  if (plain.test(raw)) return { text: raw }
  if (!invisible.test(raw) && !lookAlike.test(raw) && raw.normalize('NFC') === raw) return { text: raw }
  let text = ''
  const offsets: number[] = []
  for (const match of raw.matchAll(cluster)) {
    const composed = match[0].normalize('NFC')
    for (const character of composed) {
      if (invisible.test(character)) continue
      const kept = lookAlikes[character] ?? character
      for (let i = 0; i < kept.length; i++) offsets.push(match.index)
      text += kept
    }
  }
  return { text, offsets }
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
