import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import {
  deleted,
  hidden,
  nil,
  open,
  p,
  r,
  read,
  row,
  rowDefinition,
  sprm,
  tableHeader,
  u16,
  u32,
  type DocContent,
  type DocParagraph,
} from './doc-files.ts'

const tablesOf = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')

/** Row, column, spans and text of every cell of the first table. */
function cellsOf(document: Document): (number | string)[][] {
  const { text } = document
  const cells = tablesOf(document)[0]?.cells ?? []
  return cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, text.slice(cell.start, cell.end)])
}

const beside = { first: 1, next: 2 }
const below = { first: 0x60, next: 0x20 }

describe('grid', () => {
  test.each<[string, DocParagraph[], (number | string)[][]]>([
    [
      'plain',
      [...row(['a', 'b']), ...row(['1', '2'])],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
      ],
    ],
    [
      'spans from edges of other rows',
      [...row(['a', 'b'], { edges: [0, 1000, 5000] }), ...row(['c', 'd', 'e'], { edges: [0, 1000, 3000, 5000] })],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 2, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'edges that miss each other by a little are one',
      [...row(['a', 'b'], { edges: [-108, 1000, 5010] }), ...row(['c', 'd'], { edges: [-93, 1059, 4990] })],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'merged beside',
      [...row(['a', '', 'b'], { merges: [beside.first, beside.next, 0] }), ...row(['1', '2', '3'])],
      [
        [0, 0, 1, 2, 'a'],
        [0, 2, 1, 1, 'b'],
        [1, 0, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
        [1, 2, 1, 1, '3'],
      ],
    ],
    [
      'merged beside without width of its own',
      [
        ...row(['a', '', 'b'], { edges: [0, 500, 500, 6000], merges: [0, beside.first, beside.next] }),
        ...row(['1', '2', '3'], { edges: [0, 500, 3000, 6000] }),
      ],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 2, 'b'],
        [1, 0, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
        [1, 2, 1, 1, '3'],
      ],
    ],
    [
      'merged below',
      [
        ...row(['a', '1'], { merges: [below.first, 0] }),
        ...row(['', '2'], { merges: [below.next, 0] }),
        ...row(['b', '3'], { merges: [below.first, 0] }),
      ],
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
        [2, 0, 1, 1, 'b'],
        [2, 1, 1, 1, '3'],
      ],
    ],
    [
      'merged below by a property of its own',
      [...row(['a', '1'], { more: sprm(0xd62b, 0, 3) }), ...row(['', '2'], { more: sprm(0xd62b, 0, 1) })],
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
      ],
    ],
    [
      'cells merged, widened, put in and taken out after the definition',
      [
        ...row(['a', 'b', 'c'], { more: sprm(0x5624, 0, 2) }),
        ...row(['d', 'e', 'f'], { edges: [0, 1000, 3000, 5000], more: sprm(0x7623, 0, 1, ...u16(2000)) }),
        ...row(['g', 'h', 'i'], { more: [...sprm(0x5622, 1, 2), ...sprm(0x7621, 1, 1, ...u16(2000))] }),
      ],
      [
        [0, 0, 1, 2, 'a b'],
        [0, 2, 1, 1, 'c'],
        [1, 0, 1, 1, 'd'],
        [1, 1, 1, 1, 'e'],
        [1, 2, 1, 1, 'f'],
        [2, 0, 1, 2, 'g'],
        [2, 2, 1, 1, 'h'],
        [2, 3, 1, 1, 'i'],
      ],
    ],
    [
      'a row that begins further right',
      [...row(['a', 'b'], { edges: [0, 2000, 4000] }), ...row(['c'], { edges: [2000, 4000] })],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
      ],
    ],
    [
      'a row moved by a property of its own',
      [
        ...row(['a', 'b'], { edges: [0, 2000, 4000] }),
        ...row(['c'], { edges: [0, 2000], more: sprm(0x9601, ...u16(2000)) }),
      ],
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
      ],
    ],
  ])('%s', async (_, rows, cells) => {
    expect(cellsOf(await read(rows))).toEqual(cells)
  })

  test('more cells than the definition tells of', async () => {
    const paragraphs = row(['a', 'b', 'c'])
    const end = { ...paragraphs.at(-1)!, papx: [...sprm(0x2416, 1), ...sprm(0x2417, 1), ...rowDefinition(1, {})] }
    const document = await read([...paragraphs.slice(0, -1), end, ...row(['1', '2', '3'])])
    expect(
      cellsOf(document)
        .slice(0, 3)
        .map((cell) => cell[4]),
    ).toEqual(['a', 'b', 'c'])
  })

  test('a table whose last row has no end', async () => {
    const document = await read([...row(['a', 'b']), ...row(['1', '2']).slice(0, -1)])
    expect(cellsOf(document).map((cell) => cell[4])).toEqual(['a', 'b', '1', '2'])
  })

  test('a definition too long for a page of formatting', async () => {
    const list = [...sprm(0x2416, 1), ...sprm(0x2417, 1), ...rowDefinition(2, { edges: [0, 700, 1400] })]
    const paragraphs = row(['a', 'b'])
    const end = { ...paragraphs.at(-1)!, papx: sprm(0x6646, ...u32(0)) }
    const document = await read({
      body: [...paragraphs.slice(0, -1), end, ...row(['1', '2', '3'], { edges: [0, 700, 1400, 2100] })],
      data: Buffer.from([...u16(list.length), ...list]),
    })
    expect(cellsOf(document).map(([row, column]) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
    ])
  })
})

describe('places and content', () => {
  test('paths name rows and cells as they stand in the file', async () => {
    const document = await read([p('đầu'), ...row(['a', 'b']), ...row([[p('c'), p('d')], 'e']), p('sau')])
    expect(tablesOf(document)[0]?.path).toBe('body/table[1]')
    expect(tablesOf(document)[0]?.cells.map(({ path }) => path)).toEqual([
      'body/table[1]/row[1]/cell[1]',
      'body/table[1]/row[1]/cell[2]',
      'body/table[1]/row[2]/cell[1]',
      'body/table[1]/row[2]/cell[2]',
    ])
    expect(cellsOf(document)[2]?.[4]).toBe('c d')
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'paragraph', path: 'body/p[2]' })
  })

  test('tables apart are two', async () => {
    const document = await read([
      ...row(['1', '2']),
      ...row(['3', '4']),
      p('giữa'),
      ...row(['5', '6']),
      ...row(['7', '8']),
    ])
    expect(tablesOf(document).map(({ path, rows }) => [path, rows])).toEqual([
      ['body/table[1]', 2],
      ['body/table[2]', 2],
    ])
  })

  test('a table in a cell', async () => {
    const inner = row(['x', 'y'], { depth: 2 })
    const document = await read([...row(['STT', 'Nội dung']), ...row(['1', [p('trước'), ...inner, p('sau')]])])
    expect(cellsOf(document).map((cell) => cell[4])).toEqual(['STT', 'Nội dung', '1', 'trước x y sau'])
    expect(document.issues.map(({ code }) => code)).toEqual(['nested-table'])
  })

  test.each<[string, readonly number[], DocParagraph[], string]>([
    ['deleted', deleted, row(['1', '2'].map((text) => [p([r(text, deleted)])])), 'tracked-changes'],
    ['hidden', hidden, row(['1', '2'].map((text) => [{ ...p([r(text, hidden)]), mark: hidden }])), 'hidden-text'],
  ])('a row that is %s is gone', async (_, mark, rows, code) => {
    const gone = [...rows.slice(0, -1), { ...rows.at(-1)!, mark }]
    const document = await read([...row(['a', 'b']), ...gone, ...row(['c', 'd'])])
    expect(cellsOf(document).map((cell) => cell[4])).toEqual(['a', 'b', 'c', 'd'])
    expect(tablesOf(document)[0]?.cells.at(-1)?.path).toBe('body/table[1]/row[3]/cell[2]')
    expect(document.issues.map((issue) => issue.code)).toContain(code)
  })

  test('a row whose end alone is deleted stays with what it holds', async () => {
    const document = await read([...row(['a', 'b'], { mark: deleted }), ...row(['c', 'd'])])
    expect(cellsOf(document).map((cell) => cell[4])).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a blank row whose end alone is hidden stays', async () => {
    const document = await read([...row(['a', 'b']), ...row(['', ''], { mark: hidden }), ...row(['c', 'd'])])
    expect(cellsOf(document)).toHaveLength(6)
  })

  test('letterhead without lines: paragraphs side by side', async () => {
    const borders = [open, open, open, open]
    const document = await read([...row(['UBND XÃ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], { borders }), p('BÁO CÁO')])
    expect(document.blocks).toMatchObject([
      { kind: 'paragraph', side: { region: 0, column: 0 }, path: 'body/table[1]/row[1]/cell[1]/p[1]' },
      { kind: 'paragraph', side: { region: 0, column: 1 } },
      { kind: 'paragraph', side: null },
    ])
  })
})

describe('lines and heads', () => {
  const borders = [open, open, open, open]
  const table = (options: Parameters<typeof row>[1], content: Partial<DocContent> = {}) =>
    read({ ...content, body: [...row(['a', 'b'], options), ...row(['x', 'y'], options)] })
  const isTable = async (document: Promise<Document>) => tablesOf(await document).length === 1

  test.each<[string, Parameters<typeof row>[1], boolean]>([
    ['drawn by cells', {}, true],
    ['drawn by nobody', { borders }, false],
    ['drawn by the row', { borders, before: sprm(0xd605, ...Array<number[]>(6).fill([4, 1, 0, 0]).flat()) }, true],
    [
      'drawn by the row, in wide form',
      { borders, before: sprm(0xd613, ...Array<number[]>(6).fill([0, 0, 0, 0, 4, 1, 0, 0]).flat()) },
      true,
    ],
    [
      'drawn by the row, switched off by cells',
      { borders: [nil, nil, nil, nil], before: sprm(0xd605, ...Array<number[]>(6).fill([4, 1, 0, 0]).flat()) },
      false,
    ],
    ['white lines', { borders: Array<number[]>(4).fill([4, 1, 8, 0]) }, false],
    ['set afterwards', { borders, more: sprm(0xd620, 0, 2, 0x0f, 4, 1, 0, 0) }, true],
    ['set afterwards, in wide form', { borders, more: sprm(0xd62f, 0, 2, 0x0f, 0, 0, 0, 0, 4, 1, 0, 0) }, true],
    ['switched off afterwards', { more: sprm(0xd620, 0, 2, 0x0f, 0xff, 0xff, 0xff, 0xff) }, false],
  ])('%s', async (_, options, expected) => {
    expect(await isTable(table(options))).toBe(expected)
  })

  test('drawn by the style of the table', async () => {
    const tapx = sprm(0xd613, ...Array<number[]>(6).fill([0, 0, 0, 0, 4, 1, 0, 0]).flat())
    expect(await isTable(table({ borders, before: sprm(0x563a, 1, 0) }, { styles: [{ kind: 3, tapx }] }))).toBe(true)
  })

  test('rows marked as heads', async () => {
    const head = { more: tableHeader }
    const document = await read([...row(['a', 'b'], head), ...row(['c', 'd'], head), ...row(['x', 'y'])])
    expect(tablesOf(document)[0]?.headerRows).toBe(2)
  })

  test('all rows marked as heads: none is', async () => {
    const head = { more: tableHeader }
    const document = await read([...row(['a', 'b'], head), ...row(['x', 'y'], head)])
    expect(tablesOf(document)[0]?.headerRows).toBe(0)
  })
})

describe('Word 6 and 95', () => {
  const cell = (text: string): DocParagraph => ({ runs: [r(text)], end: '\x07', papx: [24, 1] })
  const end = (edges: readonly number[], cells: readonly number[][]): DocParagraph => {
    const operand = [cells.length, ...edges.flatMap((edge) => u16(edge)), ...cells.flat()]
    return { runs: [], end: '\x07', papx: [24, 1, 25, 1, 190, ...u16(operand.length + 1), ...operand] }
  }
  /** Merge flags, then lines of 2 bytes: top, left, bottom, right. */
  const lined = (flags = 0) => [...u16(flags), ...Array<number[]>(4).fill(u16(0x49)).flat()]

  test('cells, merges and lines', async () => {
    const body = [
      ...['a', '', 'b'].map(cell),
      end([0, 1000, 3000, 5000], [lined(1), lined(2), lined()]),
      ...['1', '2', '3'].map(cell),
      end([0, 1000, 3000, 5000], [lined(), lined(), lined()]),
    ]
    expect(cellsOf(await read({ generation: 'word6', body }))).toEqual([
      [0, 0, 1, 2, 'a'],
      [0, 2, 1, 1, 'b'],
      [1, 0, 1, 1, '1'],
      [1, 1, 1, 1, '2'],
      [1, 2, 1, 1, '3'],
    ])
  })
})
