import { describe, expect, test } from 'vitest'
import { findAlignedTables } from '../../src/layout/aligned-tables.ts'
import { splitColumns } from '../../src/layout/column-regions.ts'
import { buildLines } from '../../src/layout/lines.ts'
import { cellText } from '../../src/layout/tables.ts'
import { rows } from './drawn.ts'

/** Regions as text: flow lines as strings, columns as arrays of lines. */
const regions = (content: Parameters<typeof rows>[0]) =>
  splitColumns(rows(content)).map((region) =>
    region.kind === 'flow'
      ? region.lines.map((line) => line.text)
      : region.columns.map((words) => buildLines(words).map((line) => line.text)),
  )

const prose = [
  [[113, 'Thực hiện chế độ báo cáo định kỳ, phường báo cáo kết quả sáu tháng đầu']],
  [[85, 'năm và phương hướng, nhiệm vụ sáu tháng cuối năm hai nghìn không trăm hai']],
] as const

describe('columns', () => {
  test('letterhead with a narrow gutter, title below', () => {
    const found = regions([
      [
        [85, 'ỦY BAN NHÂN DÂN HUYỆN LAM KHÊ'],
        [268, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ],
      [
        [130, 'PHÒNG NỘI VỤ'],
        [292, 'Độc lập - Tự do - Hạnh phúc'],
      ],
      [
        [124, 'Số: 61/BC-PNV'],
        [268, 'Lam Khê, ngày 14 tháng 6 năm 2024'],
      ],
      [[261, 'BÁO CÁO']],
      ...prose,
    ])
    expect(found).toEqual([
      [
        ['ỦY BAN NHÂN DÂN HUYỆN LAM KHÊ', 'PHÒNG NỘI VỤ', 'Số: 61/BC-PNV'],
        ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Lam Khê, ngày 14 tháng 6 năm 2024'],
      ],
      ['BÁO CÁO', ...prose.map(([[, text]]) => text)],
    ])
  })

  test('names in a stack beside the day alone, where there is no motto', () => {
    const found = regions([
      [
        [104, 'HỘI NÔNG DÂN TỈNH LAM KHÊ HẠ'],
        [312, 'Phú Lâm, ngày 18 tháng 7 năm 2014'],
      ],
      [[119, 'HỘI NÔNG DÂN HUYỆN PHÚ']],
      [[141, 'Số 87-BC/HNDH']],
      [[176, '*']],
      [[261, 'BÁO CÁO']],
      ...prose,
    ])
    expect(found[0]).toEqual([
      ['HỘI NÔNG DÂN TỈNH LAM KHÊ HẠ', 'HỘI NÔNG DÂN HUYỆN PHÚ', 'Số 87-BC/HNDH', '*'],
      ['Phú Lâm, ngày 18 tháng 7 năm 2014'],
    ])
  })

  test('signature lower than the recipients, without a common baseline', () => {
    const found = regions([
      ...prose,
      [[85, 'Nơi nhận:']],
      [[330, 'TM. ỦY BAN NHÂN DÂN']],
      [[85, '- UBND tỉnh;']],
      [[357, 'CHỦ TỊCH']],
      [[85, '- Lưu: VT.']],
      [[354, 'Lê Văn An']],
    ])
    expect(found.at(-1)).toEqual([
      ['Nơi nhận:', '- UBND tỉnh;', '- Lưu: VT.'],
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Lê Văn An'],
    ])
    expect(found).toHaveLength(2)
  })

  test.each<[string, Parameters<typeof rows>[0]]>([
    ['prose', prose],
    ['a short line above an indented one', [[[85, 'năm.']], [[140, 'Tiếp tục triển khai các nhiệm vụ']], ...prose]],
    [
      'one line with a wide space',
      [
        ...prose,
        [
          [85, 'Tổng số:'],
          [200, '298 hồ sơ'],
        ],
        ...prose,
      ],
    ],
  ])('none in %s', (_, content) => {
    expect(splitColumns(rows(content)).map((region) => region.kind)).toEqual(['flow'])
  })
})

describe('tables without lines', () => {
  const table = [
    [
      [85, 'STT'],
      [120, 'Chỉ tiêu'],
      [330, 'ĐVT'],
      [430, 'Số liệu'],
    ],
    [
      [85, '1'],
      [120, 'Hồ sơ tiếp nhận'],
      [330, 'Hồ sơ'],
      [430, '1.298'],
    ],
    [
      [85, '2'],
      [120, 'Hồ sơ giải quyết'],
      [330, 'Hồ sơ'],
      [430, '1.299'],
    ],
    [
      [85, '3'],
      [120, 'Tỷ lệ đúng hạn'],
      [330, '%'],
      [430, '98,33'],
    ],
  ] as const

  test('values that line up over three rows make one', () => {
    const bands = findAlignedTables(rows([...prose, ...table, ...prose]))
    expect(bands.map((band) => ('table' in band ? 'table' : band.rows.length))).toEqual([2, 'table', 2])
    const found = bands.find((band) => 'table' in band)!
    expect('table' in found && found.table.cells.map(cellText)).toEqual(table.flat().map(([, text]) => text))
  })

  test.each<[string, Parameters<typeof rows>[0]]>([
    ['two rows', table.slice(0, 2)],
    ['text in columns', table.map((row) => row.map(([x, text]) => [x, text.replace(/\d/gu, 'a')] as const))],
    ['prose', [...prose, ...prose]],
    [
      'numbered paragraphs',
      [1, 2, 3, 4].map(
        (n) =>
          [
            [85, `${n}.`],
            [113, 'Tiếp tục triển khai nhiệm vụ'],
          ] as const,
      ),
    ],
  ])('none in %s', (_, content) => {
    expect(findAlignedTables(rows(content)).some((band) => 'table' in band)).toBe(false)
  })
})
