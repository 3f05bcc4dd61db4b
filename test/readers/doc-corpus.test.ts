import { existsSync, readdirSync, readFileSync } from 'node:fs'
import CFB from 'cfb'
import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import { CompoundFile } from '../../src/readers/compound-file.ts'
import { readDoc } from '../../src/readers/doc/read-doc.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { describeReader } from '../contract.ts'

const corpus = new URL('../../../shared/corpus/', import.meta.url)
const present = existsSync(corpus)
const files = present ? readdirSync(new URL('legacy/', corpus)).filter((name) => name.endsWith('.doc')) : []

const fileOf = (path: string): Buffer => readFileSync(new URL(path, corpus))
const readLegacy = async (name: string): Promise<Document> => readDoc(fileOf(`legacy/${name}`), defaultLimits)
const tablesOf = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')

/** How often each word stands in a text, in lower case: what capitals fonts show is not in every transcript. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Words one text has and the other has not, each as often as it is missing. */
function missing(from: ReadonlyMap<string, number>, words: ReadonlyMap<string, number>): string[] {
  return [...words].flatMap(([word, count]) => Array<string>(Math.max(0, count - (from.get(word) ?? 0))).fill(word))
}

/** The transcripts write out the codes of fields and page numbers, and leave out automatic numbers. */
const fieldCodes = /^(?:page|embed|excel|sheet|formtext|\d+)$/
/** Of a thousand words this many are read otherwise in a transcript, which took some letters of old encodings for others. */
const otherwise = 0.007

test('the shared files are there where tests are run for good', () => {
  expect(present || process.env['CI'] !== 'true').toBe(true)
  expect(files.length > 0).toBe(present)
})

describe.skipIf(!present)('archived .doc', () => {
  test.each(files)('%s: the words of its transcript', async (name) => {
    const document = await readLegacy(name)
    const written = countWords(fileOf(`transcripts/${name.replace(/\.doc$/, '.txt')}`).toString())
    const read = countWords(document.text)
    const total = [...written.values()].reduce((sum, count) => sum + count, 0)
    const lost = missing(read, written).filter((word) => !fieldCodes.test(word))
    const more = missing(written, read).filter((word) => !fieldCodes.test(word))
    expect(lost.length / total, `lost: ${lost.slice(0, 20).join(' ')}`).toBeLessThan(otherwise)
    expect(more.length / total, `more: ${more.slice(0, 20).join(' ')}`).toBeLessThan(otherwise)
    expect(document.encodings.filter((encoding) => encoding !== 'unicode').length).toBeGreaterThan(0)
  })

  test.each(files)('%s: every stream as another library takes it out', (name) => {
    const bytes = fileOf(`legacy/${name}`)
    const file = new CompoundFile(bytes)
    const theirs = CFB.read(bytes, { type: 'buffer' })
    for (const stream of ['WordDocument', '1Table', '0Table', 'Data']) {
      const entry = CFB.find(theirs, `/${stream}`)
      const own = file.stream(stream)
      expect(own && Buffer.from(own).equals(Buffer.from(entry!.content))).toBe(entry ? true : null)
    }
  })

  test('a form whose heads span columns and rows', async () => {
    const [table] = tablesOf(await readLegacy('2006-HHamau3-1995.doc'))
    expect([table?.rows, table?.columns, table?.headerRows]).toEqual([4, 12, 3])
    expect(
      table?.cells.slice(0, 5).map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan]),
    ).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 4],
      [0, 5, 1, 5],
      [0, 10, 1, 2],
      [1, 1, 1, 1],
    ])
  })

  test('cells merged without width of their own take no column', async () => {
    const tables = tablesOf(await readLegacy('2004-duanLD9820.doc'))
    expect(tables.map(({ rows, columns }) => `${rows}x${columns}`)).toContain('12x12')
  })
})

describe.skipIf(!present)('the seed report', () => {
  test('.doc and .docx give the same document', async () => {
    const doc = await readDoc(fileOf('seed/bao-cao-cchc.doc'), defaultLimits)
    const docx = await readDocx(fileOf('seed/bao-cao-cchc.docx'), defaultLimits)
    expect(doc).toEqual({ ...docx, mediaType: doc.mediaType })
  })
})

if (present) {
  const names = ['2003-02144qd', '2004-TT1691998', '2006-HHamau3-1995', '2006-quydinhkiemtra02'].map(
    (name) => `legacy/${name}.doc`,
  )
  describeReader(
    'readDoc',
    readDoc,
    names.map((name) => ({ name, bytes: () => fileOf(name) })),
  )
}
