import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/domain/issue.ts'
import { readDoc } from '../../src/readers/doc/read-doc.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import {
  bold,
  center,
  deleted,
  field,
  font,
  hidden,
  numbered,
  p,
  r,
  row,
  special,
  sprm,
  tableHeader,
  u16,
  u32,
  type DocContent,
} from '../readers/doc-files.ts'
import { docStreams, writeContainer, writeDoc } from '../readers/doc-writer.ts'
import { changed, checkDocument, Outcomes } from './any-document.ts'
import { runs } from './runs.ts'

const mark = (code: string) => r(code, special)
const content: DocContent = {
  body: [
    ...row(['UBND', 'CỘNG HÒA XÃ HỘI']),
    { ...p([r('Báo cáo ', bold), r('ng\x1f\xeai', font(1)), mark('\x02')], center), style: 1 },
    p('Mục', numbered(1)),
    p('Mục con', numbered(1, 1)),
    { ...p([r('a', deleted), r('b', hidden)]), mark: deleted },
    ...row(['STT', 'Tên', ''], { more: tableHeader, merges: [0, 1, 2] }),
    ...row(['1', [p('x'), ...row(['y', 'z'], { depth: 2 }), p('w')], '2'], {
      merges: [0x60, 0, 0],
      edges: [0, 900, 4000, 6000],
    }),
    ...row(['', 'b', 'c'], { merges: [0x20, 0, 0], more: [...sprm(0x5622, 1, 2), ...sprm(0x7621, 0, 2, 9, 0)] }),
    p([
      mark('\x08'),
      ...field(' DATE ', '12/5'),
      r('(', special, sprm(0x6a09, 2, 0, 0xb3, 0xf0)),
      mark('\x05'),
      mark('\x02'),
    ]),
    p([r('\x01', special, sprm(0x6a03, ...u32(0))), r('cuối')], sprm(0x6646, ...u32(0))),
  ],
  fonts: [['Times New Roman'], ['.VnTime'], ['Symbol', 2]],
  styles: [
    { kind: 1, chpx: bold, papx: numbered(1) },
    { kind: 2, base: 2, chpx: bold },
  ],
  lists: [{ id: 7, levels: [{ format: 1, text: '\0.' }, { text: '\0.\x01.' }] }],
  overrides: [{ list: 7, levels: [{ level: 1, start: 2, own: { text: '\x01)' } }] }],
  footnotes: [[p('chú thích')]],
  endnotes: [[p('cuối')]],
  comments: [[p('nhận xét')]],
  textBoxes: [
    { anchor: 0, shape: 1026, group: 1025, content: [p('hộp')] },
    { anchor: 0, shape: 1027, group: 1025, content: [p('hai')] },
  ],
  sections: [{ sepx: sprm(0x300a, 1), headers: [[], [p('đầu')], [], [p(field(' PAGE ', '3'))], [p('một')]] }],
  data: Buffer.from([...u16(4), ...sprm(0x2403, 1), ...Array<number>(200).fill(0)]),
}

const oldContent: DocContent = {
  generation: 'word6',
  body: [
    p([r('dam', [85, 1]), r(' (', [74, 3, 2, 0, 0xb3])], [5, 1]),
    { runs: [r('a')], end: '\x07', papx: [24, 1] },
    {
      runs: [],
      end: '\x07',
      papx: [24, 1, 25, 1, 190, ...u16(16), 1, ...u16(0), ...u16(900), ...Array<number>(10).fill(1)],
    },
    p('b', [12, 52, 0, 0, 1, ...Array<number>(49).fill(0), 13, 10]),
    p([r('c'), r('\x02', [117, 1])]),
  ],
  fonts: [['Times New Roman'], ['Arial Cyr', 204], ['Symbol', 2]],
  styles: [{ kind: 1, chpx: [85, 1] }],
  footnotes: [[p('n')]],
  sections: [{ headers: [[], [p('h')]] }],
}

/** Numbers put over a stream at even places: what lengths, counts, positions and flags lie with. */
function overwritten(source: Uint8Array): fc.Arbitrary<Uint8Array> {
  const value = fc.oneof(
    fc.nat(0xffff_ffff),
    fc.nat(600),
    fc.constantFrom(0, 1, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000, source.length, source.length - 1),
  )
  // Half of them where the structures begin, which is where most say how long others are.
  const place = fc.oneof(fc.nat(source.length - 1), fc.nat(Math.min(source.length, 900) - 1))
  const edit = fc.record({ place, value, bytes: fc.constantFrom(1, 2, 4) })
  return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => {
    const bytes = Buffer.from(source)
    for (const { place, value, bytes: size } of edits) {
      const at = Math.min(size === 1 ? place : place & ~1, bytes.length - size)
      bytes.writeUIntLE(value % 2 ** (size * 8), at, size)
    }
    return bytes
  })
}

async function fuzz(source: DocContent, name: string, numRuns: number): Promise<Outcomes> {
  const streams = docStreams(source)
  const outcomes = new Outcomes()
  await fc.assert(
    fc.asyncProperty(overwritten(streams.get(name)!), (bytes) =>
      outcomes.of(() => readDoc(writeContainer(new Map([...streams, [name, bytes]])), defaultLimits)),
    ),
    { numRuns },
  )
  return outcomes
}

/** What a changed file may be called; nobody else has a word to say. */
const codes = /^(?:damaged|encrypted|unsupported|empty|needs-ocr)$/

describe('a changed old Word file is read or refused', () => {
  test('as it is, it is read', async () => {
    for (const source of [content, oldContent]) {
      const document = await readDoc(writeDoc(source), defaultLimits)
      checkDocument(document)
      expect(document.blocks.length).toBeGreaterThan(3)
    }
    expect((await readDoc(writeDoc(content), defaultLimits)).text).toContain('I. Báo cáo người')
  })

  test('bytes of the container changed, taken out, doubled, the end cut', async () => {
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(changed(writeDoc(content), ['\xff\xff\xff\xff', '\xfe\xff\xff\xff', '\0\0\0\0']), (bytes) =>
        outcomes.of(() => readDocument(bytes)),
      ),
      { numRuns: runs(1000) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(20) - 2)
  })

  test('numbers in the container', async () => {
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(overwritten(writeDoc(content)), (bytes) => outcomes.of(() => readDocument(bytes))),
      { numRuns: runs(1500) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(300) - 2)
  })

  test.each<[string, DocContent, string, number]>([
    ['the main stream', content, 'WordDocument', 2500],
    ['the tables', content, '1Table', 2500],
    ['the data', content, 'Data', 500],
    [
      'the main stream of a fast-saved file',
      { ...content, fastSaved: { modifiers: [0xaa, 3], lists: [bold, center] } },
      'WordDocument',
      700,
    ],
    [
      'the tables of a fast-saved file',
      { ...content, fastSaved: { modifiers: [0xaa, 3], lists: [bold, center] } },
      '1Table',
      700,
    ],
    ['a file of Word 6', oldContent, 'WordDocument', 2500],
  ])('numbers in %s', async (_, source, stream, thorough) => {
    const outcomes = await fuzz(source, stream, runs(thorough))
    expect(outcomes.read).toBeGreaterThan(runs(thorough) / 10)
    expect([...outcomes.refused.keys()].filter((code) => !codes.test(code))).toEqual([])
  })

  test('property lists of any bytes', async () => {
    const outcomes = new Outcomes()
    const list = fc.array(fc.nat(255), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(list, list, fc.boolean(), async (chpx, papx, old) => {
        const generation = old ? 'word6' : 'word97'
        const source = {
          generation,
          body: [p([r('a'), r('b', chpx)], papx), ...(old ? [] : row(['c', 'd'], { more: papx }))],
        } as const
        await outcomes.of(() => readDoc(writeDoc(source), defaultLimits))
      }),
      { numRuns: runs(1500) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(1000) - 2)
  })
})

/** Files that cost more than their bytes say if a reader is careless. 20 s on a busy machine: these take some tenths of one. */
describe('hostile files end soon', { timeout: 20_000 }, () => {
  const outcome = async (streams: ReadonlyMap<string, Uint8Array>): Promise<string> =>
    readDoc(writeContainer(streams), defaultLimits).then(
      () => 'read',
      (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
    )

  /** The streams with the structure's extent in the FIB set anew, over a table of these bytes. */
  function withTable(
    index: number,
    bytes: Uint8Array,
    source: DocContent = { body: [p('abc')] },
  ): Map<string, Uint8Array> {
    const streams = docStreams(source)
    const table = streams.get('1Table')!
    const main = Buffer.from(streams.get('WordDocument')!)
    main.writeUInt32LE(table.length, 154 + index * 8)
    main.writeUInt32LE(bytes.length, 154 + index * 8 + 4)
    return streams.set('WordDocument', main).set('1Table', Buffer.concat([table, bytes]))
  }

  test('pieces that repeat the same text', async () => {
    const count = 200_000
    const plc = Buffer.alloc(4 * (count + 1) + 8 * count)
    for (let index = 0; index <= count; index++) plc.writeUInt32LE(index * 1000, index * 4)
    for (let index = 0; index < count; index++) plc.writeUInt32LE(0x40000000, 4 * (count + 1) + index * 8 + 2)
    const head = Buffer.from([2, ...u32(plc.length)])
    expect(await outcome(withTable(33, Buffer.concat([head, plc])))).toBe('damaged')
  })

  test('bin tables that name the same page', async () => {
    const count = 300_000
    const bins = Buffer.alloc(4 * (count + 1) + 4 * count)
    for (let index = 0; index < count; index++) bins.writeUInt32LE(5, 4 * (count + 1) + index * 4)
    expect(await outcome(withTable(12, bins))).toBe('read')
  })

  test('text boxes anchored in themselves', async () => {
    const streams = docStreams({
      body: [p([r('a'), mark('\x08')])],
      textBoxes: [{ anchor: 0, shape: 1026, content: [p([r('b'), mark('\x08')])] }],
    })
    expect(await outcome(streams)).toBe('read')
  })

  test('pictures that share their bytes', async () => {
    const count = 10_000
    const data = Buffer.alloc(count * 8 + 8)
    for (let index = 0; index < count; index++) {
      data.writeUInt32LE(data.length, index * 8)
      data.writeUInt16LE(0xf003, index * 8 + 2)
    }
    const marks = Array.from({ length: count }, (_, index) => r('\x01', special, sprm(0x6a03, ...u32(index * 8))))
    expect(await outcome(docStreams({ body: [p([r('a'), ...marks])], data }))).toBe('read')
  })

  test('one long list of properties for very many paragraphs', async () => {
    const list = Array.from({ length: 20_000 }, () => sprm(0x2403, 1)).flat()
    const data = Buffer.from([...u16(list.length), ...list])
    const body = Array.from({ length: 10_000 }, () => p('a', sprm(0x6646, ...u32(0))))
    const document = await readDoc(writeDoc({ body, data }), defaultLimits)
    expect(document.issues.map(({ code }) => code)).toEqual(['damaged-part'])
  })

  test('groups of shapes in groups', async () => {
    const depth = 50_000
    const bytes = Buffer.alloc(depth * 8 + 17)
    bytes.writeUInt16LE(0xf002, 8 + 1 + 2)
    bytes.writeUInt32LE(depth * 8 - 8, 8 + 1 + 4)
    for (let level = 1; level < depth; level++) {
      bytes.writeUInt16LE(0xf003, 9 + level * 8 + 2)
      bytes.writeUInt32LE((depth - level) * 8, 9 + level * 8 + 4)
    }
    expect(await outcome(withTable(50, bytes))).toBe('read')
  })

  test.each<[string, DocContent]>([
    [
      'very many cells in one row',
      { body: Array.from({ length: 40_000 }, () => ({ ...p('a', sprm(0x2416, 1)), end: '\x07' as const })) },
    ],
    ['very many rows', { body: Array.from({ length: 6000 }, () => row(['a', 'b'])).flat() }],
    [
      'tables in tables',
      { body: Array.from({ length: 3000 }, (_, index) => p('a', sprm(0x2416, 1), sprm(0x6649, ...u32(index)))) },
    ],
    ['tables as deep as numbers go', { body: [p('a', sprm(0x2416, 1), sprm(0x6649, ...u32(0x7fffffff))), p('b')] }],
    [
      'tables opened and closed',
      { body: Array.from({ length: 3000 }, (_, index) => p('a', sprm(0x6649, ...u32((index % 2) * 40)))) },
    ],
    ['fields without end', { body: [p(Array.from({ length: 50_000 }, () => mark('\x13'))), p('b')] }],
    [
      'paragraphs that go on in the next',
      { body: Array.from({ length: 20_000 }, () => ({ ...p('a '), mark: deleted })) },
    ],
    [
      'styles based on one another',
      {
        body: Array.from({ length: 2000 }, (_, style) => ({ ...p('a'), style })),
        styles: Array.from({ length: 2000 }, (_, index) => ({ kind: 1 as const, base: index + 2, chpx: bold })),
      },
    ],
  ])('%s', async (_, source) => {
    expect(await outcome(docStreams(source))).toBe('read')
  })
})
