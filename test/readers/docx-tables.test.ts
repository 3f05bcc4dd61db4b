import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/domain/document.ts'
import { bordered, borderless, p, r, read, table } from './docx-files.ts'

const cell = (text: string, properties: string) => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
const span = (columns: number) => `<w:gridSpan w:val="${columns}"/>`
const restart = '<w:vMerge w:val="restart"/>'
const goesOn = '<w:vMerge/>'
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

describe('grid', () => {
  test('rows are lines, cells stand between tabs, every cell has its path', async () => {
    const document = await read(
      p('x') +
        table([
          ['STT', 'Chỉ tiêu'],
          ['1', 'Hồ sơ'],
        ]) +
        p('y'),
    )
    expect(document.text).toBe('x\nSTT\tChỉ tiêu\n1\tHồ sơ\ny\n')
    expect(tableOf(document)).toMatchObject({ path: 'body/table[1]', rows: 2, columns: 2, ruled: true, role: 'body' })
    expect(tableOf(document).cells.at(-1)?.path).toBe('body/table[1]/row[2]/cell[2]')
  })

  test('spans in both directions', async () => {
    const head = [cell('STT', restart), cell('Kết quả', span(2)), cell('Ghi chú', restart)]
    const second = [cell('', goesOn), cell('Đơn vị', ''), cell('Số', ''), cell('không hiện', goesOn)]
    const document = await read(table([head, second, ['1', 'Hồ sơ', '2', 'x']]))
    expect(cellsOf(document).slice(0, 5)).toEqual([
      [0, 0, 2, 1, 'STT'],
      [0, 1, 1, 2, 'Kết quả'],
      [0, 3, 2, 1, 'Ghi chú'],
      [1, 1, 1, 1, 'Đơn vị'],
      [1, 2, 1, 1, 'Số'],
    ])
    expect(document.text).not.toContain('không hiện')
  })

  test.each<[string, string, unknown[][]]>([
    [
      'a merge that nothing began',
      table([
        [cell('a', goesOn), '1'],
        ['b', '2'],
      ]),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '2'],
      ],
    ],
    [
      'a merge of another width',
      table([
        [cell('a', restart + span(2)), '1'],
        [cell('b', goesOn), '2', '3'],
      ]),
      [
        [0, 0, 1, 2, 'a'],
        [0, 2, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, '2'],
        [1, 2, 1, 1, '3'],
      ],
    ],
    [
      'two merges below each other',
      table([
        [cell('a', restart), '1'],
        [cell('', goesOn), '2'],
        [cell('b', restart), '3'],
        [cell('', goesOn), '4'],
      ]),
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
      'old horizontal merge',
      table([
        [cell('a', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge/>'), '1'],
        ['b', 'c', '2'],
      ]),
      [
        [0, 0, 1, 2, 'a'],
        [0, 2, 1, 1, '1'],
        [1, 0, 1, 1, 'b'],
        [1, 1, 1, 1, 'c'],
        [1, 2, 1, 1, '2'],
      ],
    ],
    [
      'columns left out before',
      table([['a', '1'], ['2']]).replace(
        /<w:tr>(?=<w:tc><w:p><w:pPr><\/w:pPr><w:r><w:rPr><\/w:rPr><w:t xml:space="preserve">2)/,
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>',
      ),
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, '1'],
        [1, 1, 1, 1, '2'],
      ],
    ],
  ])('%s', async (_, body, cells) => {
    expect(cellsOf(await read(body))).toEqual(cells)
  })

  test('rows deleted by a tracked change and hidden rows are gone, paths stay', async () => {
    const row = (text: string, properties: string) =>
      `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${p(text)}</w:tc><w:tc>${p('1')}</w:tc></w:tr>`
    const rows = row('a', '') + row('b', '<w:del/>') + row('c', '<w:hidden/>') + row('d', '<w:ins/>')
    const document = await read(`<w:tbl><w:tblPr>${bordered}</w:tblPr>${rows}</w:tbl>`)
    expect(cellsOf(document).map((values) => values[4])).toEqual(['a', '1', 'd', '1'])
    expect(tableOf(document).cells.at(-1)).toMatchObject({ row: 1, path: 'body/table[1]/row[4]/cell[2]' })
    expect(document.issues.map(({ code }) => code)).toEqual(['hidden-text', 'tracked-changes'])
  })

  test('rows and cells in content controls', async () => {
    const body = table([
      ['a', '1'],
      ['b', '2'],
    ])
      .replace('<w:tr>', '<w:sdt><w:sdtContent><w:tr>')
      .replace('</w:tr>', '</w:tr></w:sdtContent></w:sdt>')
    expect((await read(body)).text).toBe('a\t1\nb\t2\n')
  })

  test('paragraphs and line breaks of a cell are joined by spaces, a symbol cut after its hyphen by none', async () => {
    const wrapped = `<w:tc>${p('Có = 1;')}${p('Không = 0')}</w:tc>`
    const symbol = `<w:tc><w:p>${r('16/KH-')}<w:r><w:br/></w:r>${r('UBND')}</w:p></w:tc>`
    expect((await read(table([[wrapped, symbol]]))).text).toBe('Có = 1; Không = 0\t16/KH-UBND\n')
  })

  test('a table in a cell becomes text of that cell, which is said', async () => {
    const inner = `<w:tc>${p('a')}${table([['b', 'c']])}</w:tc>`
    const document = await read(table([[inner, 'd']]))
    expect(document.text).toBe('a b c\td\n')
    expect(document.issues.map(({ code }) => code)).toEqual(['nested-table'])
  })

  test('a table without text leaves no trace', async () => {
    expect((await read(p('a') + table([['', '']]))).blocks).toHaveLength(1)
  })

  test('a span beyond what Word allows is cut', async () => {
    expect(tableOf(await read(table([[cell('a', span(999_999)), 'b']]))).columns).toBe(64)
  })
})

describe('column heads', () => {
  const marked = (rows: string) => rows.replace('<w:tr>', '<w:tr><w:trPr><w:tblHeader/></w:trPr>')
  test.each([
    [
      'marked by the author',
      marked(
        table([
          ['Tên', 'Họ'],
          ['a', 'b'],
        ]),
      ),
      1,
    ],
    [
      'above the figures',
      table([
        ['Tên', 'Số'],
        ['a', '1'],
      ]),
      1,
    ],
    [
      'above words, by STT',
      table([
        ['STT', 'Tên'],
        ['-', 'b'],
      ]),
      1,
    ],
    [
      'over two rows',
      table([
        [cell('STT', restart), cell('Số', span(2))],
        [cell('', goesOn), 'Nam', 'Nữ'],
        ['1', '2', '3'],
      ]),
      2,
    ],
    [
      'with column numbers',
      table([
        ['STT', 'Tên', 'Số'],
        ['(1)', '(2)', '(3)'],
        ['1', 'a', '5'],
      ]),
      2,
    ],
    [
      'with column letters and numbers',
      table([
        ['STT', 'Tên', 'Số', 'Tổng'],
        ['A', 'B', '1', '2=1+3'],
        ['1', 'a', '5', '6'],
      ]),
      2,
    ],
    [
      'the first data row is no column number',
      table([
        ['STT', 'Tên', 'Số'],
        ['1', 'Hồ sơ', '3'],
      ]),
      1,
    ],
    [
      'none: figures from the first row on',
      table([
        ['1', 'a'],
        ['2', 'b'],
      ]),
      0,
    ],
    [
      'none: words only',
      table([
        ['a', 'b'],
        ['c', 'd'],
      ]),
      0,
    ],
    ['none: one row', table([['STT', 'Tên']]), 0],
  ])('%s', async (_, body, rows) => {
    expect(tableOf(await read(body)).headerRows).toBe(rows)
  })
})

describe('tables for layout', () => {
  const letterhead = [
    ['UBND TỈNH A', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['Số: 1/BC-UBND', 'A, ngày 14 tháng 6 năm 2024'],
  ]
  const inColumns = [
    '0/0 UBND TỈNH A',
    '0/0 Số: 1/BC-UBND',
    '0/1 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    '0/1 A, ngày 14 tháng 6 năm 2024',
  ]
  const nil =
    '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
  const cleared = letterhead.map((row) => row.map((text) => `<w:tc><w:tcPr>${nil}</w:tcPr>${p(text)}</w:tc>`))
  const white = bordered.replaceAll('"single"', '"single" w:color="FFFFFF"')

  test.each([
    ['borderless letterhead, column by column', table(letterhead, borderless), inColumns],
    ['no borders named at all', table(letterhead, ''), inColumns],
    ['letterhead with borders', table(letterhead), inColumns],
    ['white borders', table(letterhead, white), inColumns],
    ['borders taken off every cell', table(cleared), inColumns],
    ['an empty column between', table([['a', '', 'b']], borderless), ['0/0 a', '0/1 b']],
    ['one side empty', table([['', 'TM. ỦY BAN NHÂN DÂN']], borderless), ['TM. ỦY BAN NHÂN DÂN']],
    ['Nơi nhận beside the signature', table([['Nơi nhận:', 'KT. CHỦ TỊCH']]), ['0/0 Nơi nhận:', '0/1 KT. CHỦ TỊCH']],
    [
      'three signers',
      table([['Người lập', 'Kế toán', 'Thủ trưởng']], borderless),
      ['0/0 Người lập', '0/1 Kế toán', '0/2 Thủ trưởng'],
    ],
    [
      'a row across',
      table([['a', 'b'], [cell('c', span(2))], ['d', 'e']], borderless),
      ['0/0 a', '0/1 b', 'c', '1/0 d', '1/1 e'],
    ],
    ['a frame of one cell', table([['Dự thảo']]), ['Dự thảo']],
    [
      'a framed data table stays one',
      table([
        [
          `<w:tc>${p('x')}${table([
            ['STT', 'Số'],
            ['1', '2'],
          ])}</w:tc>`,
        ],
      ]),
      ['x', 'table'],
    ],
    [
      'letterhead typed in TCVN3',
      table(
        [
          ['UBND', 'Céng hßa x· héi chñ nghÜa ViÖt Nam'],
          ['a', 'b'],
          ['c', 'd'],
          ['e', 'f'],
        ],
        borderless,
      ),
      ['0/0 UBND', '0/0 a', '0/0 c', '0/0 e', '0/1 Cộng hòa xã hội chủ nghĩa Việt Nam', '0/1 b', '0/1 d', '0/1 f'],
    ],
  ])('%s', async (_, body, sides) => {
    expect(sidesOf(await read(body))).toEqual(sides)
  })

  test.each([
    [
      'a small ruled table',
      table([
        ['Tên', 'Số'],
        ['a', '1'],
      ]),
    ],
    [
      'a borderless table of many rows',
      table(
        [
          ['a', '1'],
          ['b', '2'],
          ['c', '3'],
          ['d', '4'],
        ],
        borderless,
      ),
    ],
    [
      'a ruled list with a column of receivers',
      table([
        ['Văn bản', 'Nơi nhận:'],
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ]),
    ],
    ['borderless figures in three columns', table([['a', '1', '2']], borderless)],
  ])('not: %s', async (_, body) => {
    expect(sidesOf(await read(body))).toEqual(['table'])
  })

  test('borders of the table style count', async () => {
    const styles = `<w:style w:type="table" w:styleId="Grid"><w:tblPr>${bordered}</w:tblPr></w:style><w:style w:type="table" w:styleId="G2"><w:basedOn w:val="Grid"/></w:style>`
    expect(sidesOf(await read({ body: table([['a', 'b']], '<w:tblStyle w:val="G2"/>'), styles }))).toEqual(['table'])
  })

  test('paragraphs keep the path of their cell', async () => {
    const { blocks } = await read(table(letterhead, borderless))
    expect(blocks.map(({ path }) => path)).toEqual([
      'body/table[1]/row[1]/cell[1]/p[1]',
      'body/table[1]/row[2]/cell[1]/p[1]',
      'body/table[1]/row[1]/cell[2]/p[1]',
      'body/table[1]/row[2]/cell[2]/p[1]',
    ])
  })
})
