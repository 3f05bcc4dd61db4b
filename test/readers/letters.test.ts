import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/readers/registry.ts'

// 25 government documents of 1998–2009 in TCVN3 and VNI fonts, with transcripts of what they say.
const corpus = new URL('../../../shared/corpus/', import.meta.url)
const present = existsSync(corpus)

test('the shared files are there where tests are run for good', () => {
  expect(present || process.env['CI'] !== 'true').toBe(true)
})

/** Where a transcript is not what the document says: letters with marks that it has more and fewer, at most. */
const transcripts: Readonly<Record<string, { readonly more: number; readonly fewer: number; readonly why: string }>> = {
  '2003-A-15': { more: 0, fewer: 10, why: 'the page header is left out' },
  '2004-A33': { more: 0, fewer: 10, why: 'the page header is left out' },
  '2004-duanLD9820': { more: 96, fewer: 81, why: 'passages in VNI are transcribed as if in TCVN3: ủụn vũ for đơn vị' },
  '2005-QDSUA522': { more: 8, fewer: 4, why: 'a name in VNI is transcribed as if in TCVN3: ệÙng for Ứng' },
  '2006-huong-dan-ghi-phieu': { more: 5, fewer: 0, why: 'hidden text is transcribed' },
  '2006-quydinhkiemtra02': { more: 17, fewer: 17, why: 'aë is transcribed as ẵ: hoẵc for hoặc' },
  '2009-download': { more: 3, fewer: 3, why: 'aë is transcribed as ẵ: nẵng for nặng' },
}
const vni = new Set(['2006-quydinhkiemtra02', '2009-download'])
const both = new Set(['2004-duanLD9820', '2005-QDSUA522'])

/** Signs of TCVN3 that no Vietnamese report holds. */
const undecoded = /[¨ª¬®µ¶¸¹¼½¾]/u

function markedLetters(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [letter] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/[đ\u00e0-\u1ef9]/gu))
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return counts
}

function surplus(of: ReadonlyMap<string, number>, over: ReadonlyMap<string, number>): number {
  return [...of].reduce((sum, [letter, count]) => sum + Math.max(0, count - (over.get(letter) ?? 0)), 0)
}

describe.skipIf(!present)('documents in old fonts', () => {
  const files = present ? readdirSync(new URL('legacy/', corpus)) : []

  test('are found', () => expect(files).toHaveLength(25))

  test.each(files)('%s: every letter with its mark', async (file) => {
    const name = file.replace(/\.\w+$/u, '')
    const transcript = markedLetters(readFileSync(new URL(`transcripts/${name}.txt`, corpus), 'utf8'))
    const { text, encodings } = await readDocument(readFileSync(new URL(`legacy/${file}`, corpus)))
    const known = transcripts[name] ?? { more: 0, fewer: 0 }
    expect(surplus(transcript, markedLetters(text)), 'missing').toBeLessThanOrEqual(known.more)
    expect(surplus(markedLetters(text), transcript), 'too many').toBeLessThanOrEqual(known.fewer)
    expect(text).not.toMatch(undecoded)
    expect(encodings).toEqual(vni.has(name) ? ['vni'] : both.has(name) ? ['tcvn3', 'vni'] : ['tcvn3'])
  })
})
