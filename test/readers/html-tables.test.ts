import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import { read } from './html-files.ts'

const tableOf = ({ blocks }: Document): Table => {
  const found = blocks.find((block) => block.kind === 'table')
  if (!found) throw new Error('no table')
  return found
}
/** [row, column, rowSpan, columnSpan, text] of every cell. */
const cellsOf = (document: Document) =>
  tableOf(document).cells.map(({ row, column, rowSpan, columnSpan, start, end }) => [
    row,
    column,
    rowSpan,
    columnSpan,
    document.text.slice(start, end),
  ])
/** 'region/column text' of every paragraph. */
const sidesOf = ({ blocks, text }: Document) =>
  blocks.map((block) => {
    if (block.kind === 'table') return 'table'
    const side = block.side ? `${block.side.region}/${block.side.column} ` : ''
    return side + text.slice(block.start, block.end)
  })
const table = (rows: string, attributes = 'border=1') => `<table ${attributes}>${rows}</table>`

describe('grid', () => {
  test('rows are lines, cells stand between tabs, every cell has its path', async () => {
    const document = await read(`<p>x</p>${table('<tr><td>STT<td>Chỉ tiêu<tr><td>1<td><p>Hồ sơ</p>')}<p>y</p>`)
    expect(document.text).toBe('x\nSTT\tChỉ tiêu\n1\tHồ sơ\ny\n')
    expect(tableOf(document)).toMatchObject({ path: 'body/table[1]', rows: 2, columns: 2, ruled: true, role: 'body' })
    expect(tableOf(document).cells.at(-1)?.path).toBe('body/table[1]/row[2]/cell[2]')
  })

  test.each<[string, string, unknown[][]]>([
    [
      'spans in both directions',
      '<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d',
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 2, 'b'],
        [1, 1, 1, 1, 'c'],
        [1, 2, 1, 1, 'd'],
      ],
    ],
    [
      'a span that meets another is cut',
      '<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e',
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 2, 1, 'b'],
        [0, 2, 1, 1, 'c'],
        [1, 0, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'a span over more rows than follow',
      '<tr><td rowspan=99>a<td>b<tr><td>c',
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
      ],
    ],
    [
      'zero rows mean all',
      '<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d',
      [
        [0, 0, 3, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
        [2, 1, 1, 1, 'd'],
      ],
    ],
    [
      'not out of the group of rows',
      '<thead><tr><th rowspan=3>a<th>b</thead><tbody><tr><td>c<td>d</tbody>',
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'feet are last',
      '<tfoot><tr><td>c<td>3</tfoot><tr><td>a<td>1',
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, '3'],
      ],
    ],
    [
      'spans that are none',
      '<tr><td colspan=0>a<td colspan=x>b<td colspan=-2>c',
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [0, 2, 1, 1, 'c'],
      ],
    ],
    [
      'rows hidden are gone',
      '<tr><td>a<td>1<tr style="display:none"><td>x<td>2<tr><td>b<td>3',
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '3'],
      ],
    ],
  ])('%s', async (_, rows, cells) => {
    expect(cellsOf(await read(table(rows)))).toEqual(cells)
  })

  test('hostile spans', async () => {
    const document = await read(table('<tr><td colspan=99999>a<td>b<tr><td rowspan=99999>c<td>d'))
    expect(tableOf(document)).toMatchObject({ rows: 2, columns: 255 })
    expect(document.text).toBe('a b\nc\td\n')
  })

  test('paragraphs and line breaks of a cell are joined by spaces, a symbol cut after its hyphen by none', async () => {
    const document = await read(table('<tr><td><p>Có = 1;</p><p>Không = 0</p><td>16/KH-<br>UBND'))
    expect(document.text).toBe('Có = 1; Không = 0\t16/KH-UBND\n')
  })

  test('text between rows goes before the table, the caption too', async () => {
    expect((await read(table('<caption>a</caption><tr>x<td>1<td>2'))).text).toBe('x\na\n1\t2\n')
  })

  test('a table in a cell becomes text of that cell, which is said', async () => {
    const document = await read(table(`<tr><td>a${table('<tr><td>b<td>c')}<td>d<tr><td>e<td>f`))
    expect(document.text).toBe('a b c\td\ne\tf\n')
    expect(document.issues.map(({ code }) => code)).toEqual(['nested-table'])
  })
})

describe('column heads', () => {
  test.each([
    ['thead', '<thead><tr><td>a<td>b</thead><tr><td>c<td>d', 1],
    ['rows of th', '<tr><th>a<th>b<tr><td>c<td>d', 1],
    ['th at the side is none', '<tr><th>a<td>b<tr><th>c<td>d', 0],
    ['all marked', '<thead><tr><td>a<td>b<tr><td>c<td>d</thead>', 0],
    ['above the figures', '<tr><td>Tên<td>Số<tr><td>a<td>1', 1],
  ])('%s', async (_, rows, count) => {
    expect(tableOf(await read(table(rows))).headerRows).toBe(count)
  })
})

describe('what is drawn', () => {
  const rows = '<tr><td>a<td>b'
  const styled = (style: string) => `<tr><td style="${style}">a<td style="${style}">b`
  test.each<[string, string]>([
    ['a border of the table', table(rows)],
    ['a border without a width', table(rows, 'border')],
    [
      'a border of cells, as Word writes it',
      table(styled('border:solid windowtext 1.0pt;border-top:none'), 'border=0'),
    ],
    ['one side', table(styled('border:none;border-bottom:solid windowtext .5pt'), 'border=0')],
    ['by rule', `<style>td {border:1px solid #000}</style>${table(rows, '')}`],
    ['style and width apart', table(styled('border-style:solid;border-width:1px'), '')],
    ['a thin line', table(styled('border:0.5pt solid black'), '')],
    ['colours between filled cells', table(rows, 'bgcolor=#000000 cellspacing=1 border=0')],
  ])('%s', async (_, body) => {
    expect(sidesOf(await read(body))).toEqual(['table'])
  })

  test.each<[string, string]>([
    ['nothing said', table(rows, '')],
    ['border 0', table(rows, 'border="0"')],
    ['borders taken off', table(styled('border:none'))],
    ['borders without width', table(styled('border-style:solid;border-width:0'))],
    ['white borders', table(styled('border:solid white 1.0pt'))],
    ['a filled table without gaps', table(rows, 'bgcolor=#cccccc cellspacing=0')],
  ])('not: %s', async (_, body) => {
    expect(sidesOf(await read(body))).toEqual(['0/0 a', '0/1 b'])
  })
})

describe('tables for layout', () => {
  test('letterhead beside each other', async () => {
    const head = table(
      '<tr><td>UBND TỈNH A<br>Số: 1/BC-UBND<td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>A, ngày 1</p>',
      '',
    )
    expect(sidesOf(await read(head))).toEqual([
      '0/0 UBND TỈNH A\nSố: 1/BC-UBND',
      '0/1 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      '0/1 A, ngày 1',
    ])
  })

  const data = table('<tr><td>STT<td>Số<tr><td>1<td>2')
  test.each<[string, string, string[]]>([
    ['one column', table('<tr><td>a<tr><td>b<tr><td>c<tr><td>d', ''), ['a', 'b', 'c', 'd']],
    ['tables inside', table(`<tr><td>menu<td>${data}<td>more`, ''), ['menu', 'table', 'more']],
    ['a whole text inside', table(`<tr><td>${'<p>a</p>'.repeat(30)}<td>b`, ''), [...Array<string>(30).fill('a'), 'b']],
    ['a page in a page in a page', table(`<tr><td>${table(`<tr><td>${data}`, '')}`, ''), ['table']],
  ])('the scaffold of a page: %s', async (_, body, sides) => {
    expect(sidesOf(await read(body))).toEqual(sides)
  })

  test('paragraphs keep the path of their cell', async () => {
    const { blocks } = await read(table('<tr><td>a<tr><td><p>b<p>c', ''))
    expect(blocks.map(({ path }) => path)).toEqual([
      'body/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[2]/cell[1]/p[1]',
      'body/table[1]/row[2]/cell[1]/p[2]',
    ])
  })
})
