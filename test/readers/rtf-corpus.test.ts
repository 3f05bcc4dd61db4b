import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRtf } from '../../src/readers/rtf/read-rtf.ts'
import { describeReader } from '../contract.ts'
import { textOfRole } from './docx-files.ts'

const corpus = new URL('../../../shared/corpus/', import.meta.url)
const present = existsSync(corpus)
const files = present ? readdirSync(new URL('legacy/', corpus)).filter((name) => name.endsWith('.rtf')) : []

const fileOf = (path: string): Buffer => readFileSync(new URL(path, corpus))

/** Words in lower case: what capitals fonts show is not in every transcript. */
const wordsOf = (text: string): string[] => text.normalize('NFC').toLowerCase().split(/\s+/u)

test('the shared files are there where tests are run for good', () => {
  expect(present || process.env['CI'] !== 'true').toBe(true)
  expect(files.length > 0).toBe(present)
})

describe.skipIf(!present)('archived .rtf', () => {
  test.each(files)('%s: word by word what its transcript says', async (name) => {
    const document = await readRtf(fileOf(`legacy/${name}`), defaultLimits)
    const transcript = fileOf(`transcripts/${name.replace(/\.rtf$/, '.txt')}`).toString()
    // The transcripts draw the sides of a table as | and leave out what stands in symbol fonts.
    const written = wordsOf(transcript.replaceAll('|', ' ').trim())
    const read = textOfRole(document, 'body').flatMap(wordsOf)
    expect(read.filter((word) => word !== '≤')).toEqual(written)
    expect(document.encodings).toEqual(['tcvn3'])
    expect(document.issues).toEqual([])
  })
})

describe.skipIf(!present)('the seed report', () => {
  test('.rtf and .docx give the same document', async () => {
    const rtf = await readRtf(fileOf('seed/bao-cao-cchc.rtf'), defaultLimits)
    const docx = await readDocx(fileOf('seed/bao-cao-cchc.docx'), defaultLimits)
    expect(rtf).toEqual({ ...docx, mediaType: rtf.mediaType })
  })
})

if (present) {
  const names = ['legacy/2003-A30.rtf', 'seed/bao-cao-cchc.rtf']
  describeReader(
    'readRtf',
    readRtf,
    names.map((name) => ({ name, bytes: () => fileOf(name) })),
  )
}
