import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { legacyFile, legacyFiles, settleDifferences, transcript } from './transcripts.ts'

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
  '2004-duanLD9820': {
    more: 130,
    fewer: 115,
    why: 'passages in VNI are transcribed as if in TCVN3: ủụn vũ for đơn vị',
  },
  '2005-QDSUA522': { more: 8, fewer: 4, why: 'a name in VNI is transcribed as if in TCVN3: ệÙng for Ứng' },
  '2006-huong-dan-ghi-phieu': { more: 5, fewer: 0, why: 'hidden text is transcribed' },
  '2006-quydinhkiemtra02': { more: 17, fewer: 17, why: 'aë is transcribed as ẵ: hoẵc for hoặc' },
  '2009-download': { more: 3, fewer: 3, why: 'aë is transcribed as ẵ: nẵng for nặng' },
}
const vni = new Set(['2006-quydinhkiemtra02', '2009-download'])
const both = new Set(['2004-duanLD9820', '2005-QDSUA522'])

const letters = fileURLToPath(new URL('../score/letters.mjs', corpus))
const folder = mkdtempSync(join(tmpdir(), 'boctach-letters-'))
afterAll(() => rmSync(folder, { recursive: true }))

const nameOf = (file: string) => file.replace(/\.\w+$/u, '')

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
  const files = present ? legacyFiles() : []
  const documents = new Map<string, Document>()
  beforeAll(async () => {
    for (const file of files) documents.set(file, await readDocument(legacyFile(file)))
  }, 120_000)

  test('are found', () => expect(files).toHaveLength(25))

  test.each(files)('%s: every letter with its mark', (file) => {
    const name = nameOf(file)
    const transcribed = markedLetters(transcript(name))
    const { text, encodings } = documents.get(file)!
    const known = transcripts[name] ?? { more: 0, fewer: 0 }
    expect(surplus(transcribed, markedLetters(text)), 'missing').toBeLessThanOrEqual(known.more)
    expect(surplus(markedLetters(text), transcribed), 'too many').toBeLessThanOrEqual(known.fewer)
    expect(text).not.toMatch(undecoded)
    expect(encodings).toEqual(vni.has(name) ? ['vni'] : both.has(name) ? ['tcvn3', 'vni'] : ['tcvn3'])
  })

  // What letters.mjs measures: first as the texts are, then without what is the transcripts' own (transcripts.ts says why).
  test.each([
    ['as they are', (_: string, truth: string, { text }: Document) => ({ truth, got: text }), 0.987, 0.972],
    ['without what is the transcripts’ own', settleDifferences, 0.998, 0.998],
  ] as const)('letters and syllables in order, %s', (_, prepare, diacritic, syllable) => {
    for (const file of files) {
      const pair = prepare(nameOf(file), transcript(nameOf(file)), documents.get(file)!)
      for (const side of ['got', 'truth'] as const) {
        mkdirSync(join(folder, _, side), { recursive: true })
        writeFileSync(join(folder, _, side, `${nameOf(file)}.txt`), pair[side])
      }
    }
    const sides = ['--truth', join(folder, _, 'truth'), '--got', join(folder, _, 'got')]
    const printed = execFileSync(process.execPath, [letters, ...sides], { encoding: 'utf8' })
    const found = /^diacritic (\S+) syllable (\S+) over 25 documents, 0 with nothing$/mu.exec(printed)
    expect(Number(found?.[1]), printed).toBeGreaterThanOrEqual(diacritic)
    expect(Number(found?.[2]), printed).toBeGreaterThanOrEqual(syllable)
  })
})
