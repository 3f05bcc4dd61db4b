import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import { borderless, p, read, row, u } from './rtf-files.ts'

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
const pathsOf = ({ blocks }: Document) => blocks.map(({ path }) => path)
const drawn = '\\clbrdrt\\brdrs\\brdrw10'

describe('grid', () => {
  test('rows are lines, cells stand between tabs, every cell has its path', async () => {
    const document = await read(p('x') + row(['STT', u('Chỉ tiêu')]) + row(['1', u('Hồ sơ')]) + p('y'))
    expect(document.text).toBe('x\nSTT\tChỉ tiêu\n1\tHồ sơ\ny\n')
    expect(tableOf(document)).toMatchObject({ path: 'body/table[1]', rows: 2, columns: 2, ruled: true, role: 'body' })
    expect(tableOf(document).cells.at(-1)?.path).toBe('body/table[1]/row[2]/cell[2]')
    expect(pathsOf(document)).toEqual(['body/p[1]', 'body/table[1]', 'body/p[2]'])
  })

  test.each<[string, string, unknown[][]]>([
    [
      'spans from edges of other rows',
      row(['a', 'b'], { edges: [1000, 5000] }) + row(['c', 'd', 'e'], { edges: [1000, 3000, 5000] }),
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
      row(['a', 'b'], { edges: [1000, 5010] }) + row(['c', 'd'], { edges: [1015, 4990] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'narrow columns of their own stay columns',
      row(['a', 'b'], { edges: [40, 3000] }) + row(['c', 'd', 'e'], { edges: [40, 80, 3000] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 2, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'a row that begins further right',
      row(['a', 'b'], { edges: [1000, 3000] }) + row(['c'], { edges: [3000], row: '\\trbrdrt\\brdrs\\trleft1000' }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
      ],
    ],
    [
      'merged across',
      row(['a', '', 'b'], { definition: ['\\clmgf', '\\clmrg', ''] }) + row(['c', 'd', 'e']),
      [
        [0, 0, 1, 2, 'a'],
        [0, 2, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'text of a cell merged across is kept',
      row(['a', 'x', 'b'], { definition: ['\\clmgf', '\\clmrg', ''] }) + row(['c', 'd', 'e']),
      [
        [0, 0, 1, 2, 'a x'],
        [0, 2, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'merged down, twice below each other',
      row(['a', '1'], { definition: ['\\clvmgf'] }) +
        row(['', '2'], { definition: ['\\clvmrg'] }) +
        row(['b', '3'], { definition: ['\\clvmgf'] }) +
        row(['x', '4'], { definition: ['\\clvmrg'] }),
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
        [2, 0, 2, 1, 'b'],
        [2, 1, 1, 1, '3'],
        [3, 1, 1, 1, '4'],
      ],
    ],
    [
      'merged both ways',
      row(['a', '', '1'], { definition: ['\\clvmgf\\clmgf', '\\clvmgf\\clmrg'] }) +
        row(['', '', '2'], { definition: ['\\clvmrg\\clmgf', '\\clvmrg\\clmrg'] }) +
        row(['b', 'c', '3']),
      [
        [0, 0, 2, 2, 'a'],
        [0, 2, 1, 1, '1'],
        [1, 2, 1, 1, '2'],
        [2, 0, 1, 1, 'b'],
        [2, 1, 1, 1, 'c'],
        [2, 2, 1, 1, '3'],
      ],
    ],
    [
      'the edge between merged cells, which no other row has',
      row(['a', '', '1'], { edges: [500, 4000, 6000], definition: ['\\clmgf', '\\clmrg'] }) +
        row(['b', '2'], { edges: [4000, 6000] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '2'],
      ],
    ],
    [
      'a merge that nothing began',
      row(['a', '1'], { definition: ['\\clvmrg'] }) + row(['b', '2']),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '2'],
      ],
    ],
    [
      'a merge of another width',
      row(['a', '1'], { edges: [4000, 6000], definition: ['\\clvmgf'] }) +
        row(['b', '2', '3'], { definition: ['\\clvmrg'] }),
      [
        [0, 0, 1, 2, 'a'],
        [0, 2, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '2'],
        [1, 2, 1, 1, '3'],
      ],
    ],
    [
      'the definition again behind the cells, as Word writes it',
      `\\trowd\\trbrdrt\\brdrs\\cellx1000\\cellx2000\\pard\\intbl {a\\cell b\\cell }\\pard\\intbl {\\trowd\\trbrdrt\\brdrs\\cellx1000\\cellx2000\\row }`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
      ],
    ],
    [
      'a row without a definition is like the one before',
      `${row(['a', 'b'])}\\pard\\intbl c\\cell d\\cell\\row`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'more cells than were defined',
      `\\trowd\\trbrdrt\\brdrs\\cellx1000\\pard\\intbl a\\cell b\\cell\\row`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
      ],
    ],
    [
      'one cell too many, and empty',
      `\\trowd\\trbrdrt\\brdrs\\cellx1000\\cellx2000\\pard\\intbl a\\cell b\\cell\\cell\\row`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
      ],
    ],
    [
      'more definitions than cells',
      row(['a', 'b'], { edges: [1000, 2000, 3000] }) + row(['c', 'd', 'e'], { edges: [1000, 2000, 3000] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
        [1, 2, 1, 1, 'e'],
      ],
    ],
    [
      'edges that say nothing: cells are counted',
      row(['a', 'b'], { edges: [0, 0] }) + row(['c', 'd'], { edges: [0, 0] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'edges that go back',
      row(['a', 'b'], { edges: [3000, 1000] }) + row(['c', 'd'], { edges: [3000, 5000] }),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 2, 'd'],
      ],
    ],
    [
      'no \\intbl anywhere',
      `\\trowd\\trbrdrt\\brdrs\\cellx1000\\cellx2000\\pard a\\cell\\pard b\\par c\\cell\\row`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b c'],
      ],
    ],
    [
      'no \\row at the end',
      `${row(['a', 'b'])}\\trowd\\cellx2000\\cellx4000\\pard\\intbl c\\cell d\\cell\\pard x`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
        [1, 1, 1, 1, 'd'],
      ],
    ],
    [
      'no \\cell before \\row',
      `\\trowd\\trbrdrt\\brdrs\\cellx1000\\cellx2000\\pard\\intbl a\\cell b\\row`,
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
      ],
    ],
  ])('%s', async (_, body, cells) => {
    expect(cellsOf(await read(body))).toEqual(cells)
  })

  test('rows deleted by a tracked change are gone, paths stay', async () => {
    const gone = row(['b', '2'])
      .replace(/\\intbl (\w)/g, '\\intbl\\deleted $1')
      .replace('\\row', '{\\deleted\\row}')
    const document = await read(row(['a', '1']) + gone + row(['c', '3']))
    expect(cellsOf(document).map((values) => values[4])).toEqual(['a', '1', 'c', '3'])
    expect(tableOf(document).cells.at(-1)).toMatchObject({ row: 1, path: 'body/table[1]/row[3]/cell[2]' })
    expect(document.issues.map(({ code }) => code)).toEqual(['tracked-changes'])
  })

  test('paragraphs and line breaks of a cell are joined by spaces, a symbol cut after its hyphen by none', async () => {
    const document = await read(row([`C\\u243? = 1;\\par Kh\\u244?ng = 0`, '16/KH-\\line UBND']))
    expect(document.text).toBe('Có = 1; Không = 0\t16/KH-UBND\n')
  })

  test('\\lastrow ends a table', async () => {
    const document = await read(row(['a', '1']) + row(['b', '2'], { row: '\\lastrow' }) + row(['c', '3']))
    expect(pathsOf(document)).toEqual(['body/table[1]', 'body/table[2]'])
  })

  test('more cells than Word allows go on in the last', async () => {
    const cells = Array.from({ length: 70 }, (_, index) => `c${index}`)
    const table = tableOf(await read(row(cells)))
    expect(table.columns).toBe(63)
    expect(table.cells).toHaveLength(63)
  })

  test('rows that have no edge in common are counted, not placed', async () => {
    const rows = Array.from({ length: 300 }, (_, index) =>
      row(['a', 'b'], { edges: [1000 + index * 70, 30_000 + index * 70] }),
    )
    expect(tableOf(await read(rows.join('')))).toMatchObject({ rows: 300, columns: 2 })
  })

  test('a table without text leaves no trace', async () => {
    expect((await read(p('a') + row(['', '']))).blocks).toHaveLength(1)
  })
})

describe('tables in tables', () => {
  const nested = (cells: readonly string[]) =>
    cells.map((cell) => `\\pard\\intbl\\itap2 ${cell}\\nestcell{\\nonesttables\\par}`).join('') +
    `{\\*\\nesttableprops\\trowd\\trbrdrt\\brdrs${cells.map((_, i) => `\\cellx${(i + 1) * 500}`).join('')}\\nestrow}{\\nonesttables\\par}`

  test('become text of the cell, which is said', async () => {
    const outer = `\\trowd\\trbrdrt\\brdrs\\cellx4000\\cellx5000\\pard\\intbl\\itap1 a\\par ${nested(['b', 'c'])}\\pard\\intbl\\itap1\\cell d\\cell\\row`
    const document = await read(outer)
    expect(cellsOf(document)).toEqual([
      [0, 0, 1, 1, 'a b c'],
      [0, 1, 1, 1, 'd'],
    ])
    expect(document.issues.map(({ code }) => code)).toEqual(['nested-table'])
  })

  test('a framed data table stays one; its rows are its own', async () => {
    const inner = nested(['STT', u('Số')]) + nested(['1', '2'])
    const document = await read(
      `\\trowd\\trbrdrt\\brdrs\\cellx4000\\pard\\intbl x\\par ${inner}\\pard\\intbl\\cell\\row`,
    )
    expect(sidesOf(document)).toEqual(['x', 'table'])
    expect(pathsOf(document)).toEqual(['body/table[1]/row[1]/cell[1]/p[1]', 'body/table[1]/row[1]/cell[1]/table[1]'])
    expect(tableOf(document)).toMatchObject({ rows: 2, columns: 2, headerRows: 1 })
  })

  test('three deep', async () => {
    const third = '\\pard\\intbl\\itap3 c\\nestcell{\\*\\nesttableprops\\trowd\\cellx200\\nestrow}'
    const second = `\\pard\\intbl\\itap2 b\\par ${third}\\pard\\intbl\\itap2\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}`
    const document = await read(
      `\\trowd\\trbrdrt\\brdrs\\cellx4000\\pard\\intbl a\\par ${second}\\pard\\intbl d\\cell\\row`,
    )
    expect(pathsOf(document)).toEqual([
      'body/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[1]/cell[1]/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[1]/cell[1]/table[1]/row[1]/cell[1]/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[1]/cell[1]/p[2]',
    ])
    expect(document.text).toBe('a\nb\nc\nd\n')
  })

  test('a hostile depth', async () => {
    expect((await read('\\pard\\intbl\\itap1000000 a\\par')).text).toBe('a\n')
  })
})

describe('column heads', () => {
  test.each([
    ['marked by the author', row([u('Tên'), u('Họ')], { row: '\\trbrdrt\\brdrs\\trhdr' }) + row(['a', 'b']), 1],
    ['above the figures', row([u('Tên'), u('Số')]) + row(['a', '1']), 1],
    ['none: words only', row(['a', 'b']) + row(['c', 'd']), 0],
  ])('%s', async (_, body, rows) => {
    expect(tableOf(await read(body)).headerRows).toBe(rows)
  })
})

describe('tables for layout', () => {
  const letterhead = (options: { row?: string; definition?: string[] }) =>
    row([u('UBND TỈNH A'), u('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')], options) +
    row([u('Số: 1/BC-UBND'), u('A, ngày 14 tháng 6 năm 2024')], options)
  const inColumns = [
    '0/0 UBND TỈNH A',
    '0/0 Số: 1/BC-UBND',
    '0/1 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    '0/1 A, ngày 14 tháng 6 năm 2024',
  ]
  const none = ['t', 'l', 'b', 'r'].map((side) => `\\clbrdr${side}\\brdrnone`).join('')
  const white = '{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}'

  test.each([
    ['no borders named', letterhead({ row: borderless }), inColumns],
    ['borders', letterhead({}), inColumns],
    ['white borders', letterhead({ row: '\\trbrdrt\\brdrs\\brdrcf2' }), inColumns],
    ['borders taken off every cell', row(['a', 'b'], { definition: [none, none] }), ['0/0 a', '0/1 b']],
    ['\\brdrtbl, \\brdrnil', row(['a', 'b'], { row: '\\trbrdrt\\brdrtbl\\trbrdrl\\brdrnil' }), ['0/0 a', '0/1 b']],
    ['borders of a paragraph', row(['\\brdrt\\brdrs a', 'b'], { row: borderless }), ['0/0 a', '0/1 b']],
    ['a frame of one cell', row([u('Dự thảo')]), ['Dự thảo']],
  ])('%s', async (_, body, sides) => {
    expect(sidesOf(await read(body, white))).toEqual(sides)
  })

  test.each([
    ['a small ruled table', row([u('Tên'), u('Số')]) + row(['a', '1'])],
    ['borders of cells alone', row(['a', 'b'], { row: borderless, definition: [drawn, drawn] })],
    ['black borders', row(['a', 'b'], { row: '\\trbrdrt\\brdrs\\brdrcf1' })],
    ['one side taken off', row(['a', 'b'], { definition: ['\\clbrdrt\\brdrnone'] })],
    ['a paragraph with white borders does not take off those of the row before it', row(['\\brdrcf2 a', 'b'])],
  ])('not: %s', async (_, body) => {
    expect(sidesOf(await read(body, white))).toEqual(['table'])
  })

  test('paragraphs keep the path of their cell', async () => {
    expect(pathsOf(await read(letterhead({ row: borderless })))).toEqual([
      'body/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[2]/cell[1]/p[1]',
      'body/table[1]/row[1]/cell[2]/p[1]',
      'body/table[1]/row[2]/cell[2]/p[1]',
    ])
  })
})
