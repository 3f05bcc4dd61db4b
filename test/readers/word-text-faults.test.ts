import { expect, test } from 'vitest'
import { vietnameseLines } from '../text/vietnamese-lines.ts'
import { p, read } from './docx-files.ts'

const lines = vietnameseLines().slice(0, 60)
const inBytes = (change: (char: string) => string) => (text: string) =>
  Array.from(text.normalize('NFC'), (char) => (/\p{L}/u.test(char) ? change(char) : char)).join('')

/** XML has no control characters: đ and ă are gone. */
const cut = inBytes((char) => String.fromCharCode(char.charCodeAt(0) & 0xff).replace(/[\x00-\x1f]/u, ''))
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D')
/** An encoding nobody knows: each letter beyond ASCII some letter or sign of Latin-1. */
const unknown = inBytes((char) => (char < '\x80' ? char : String.fromCharCode(0xa1 + ((char.charCodeAt(0) * 37) % 94))))

test.each([
  ['as written', (text: string) => text, null],
  ['cut to one byte', cut, 'text-layer-cut'],
  ['without marks', bare, 'text-layer-foreign-ocr'],
  ['in an unknown encoding', unknown, expect.stringMatching(/^text-layer-(?:substituted|foreign-ocr)$/u) as string],
])('Word text %s', async (_, spoil, code) => {
  const written = lines.map(spoil)
  const document = await read(written.map((line) => p(line.replace(/[<&]/gu, ''))).join(''))
  expect(document.issues.map((issue) => [issue.code, issue.severity])).toEqual(code === null ? [] : [[code, 'error']])
  if (code === 'text-layer-cut') {
    expect(document.encodings).toEqual(['unicode'])
    expect(document.words.filter(({ raw }) => raw.includes('Ç')).length).toBeGreaterThan(5)
  }
})
