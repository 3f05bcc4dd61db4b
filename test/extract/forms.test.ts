import { expect, test } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { DocumentBuilder } from '../../src/layout/document-builder.ts'
import { loadRules } from '../../src/rules/load.ts'

const rules = await loadRules(undefined, false)

function rowNumbers(rows: readonly (readonly string[])[]) {
  const builder = new DocumentBuilder()
  const style = builder.style({ font: '', size: 0, bold: false, italic: false })
  builder.table({
    rows: rows.length,
    columns: rows[0]!.length,
    headerRows: 1,
    cells: rows.flatMap((texts, row) =>
      texts.map((text, column) => ({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        path: `body/table[1]/row[${row + 1}]/cell[${column + 1}]`,
        lines: [text.split(' ').map((raw) => ({ raw, page: null, box: null, style }))],
      })),
    ),
    role: 'body',
    path: 'body/table[1]',
    ruled: true,
  })
  const document = builder.build({
    mediaType: 'text/plain',
    pages: [],
    origin: 'native',
    encodings: ['unicode'],
    issues: [],
  })
  return extractDocument(document, rules).forms[0]?.rows.map(({ value }) => value.stt)
}

const body = [
  ['1', 'Hồ sơ tiếp nhận', '298'],
  ['2', 'Hồ sơ giải quyết', '296'],
]

test.each([
  ['STT', ['1', '2']],
  ['Cột STT', ['1', '2']],
  ['Tháng', [null, null]],
])('rows are numbered under %s', (head, numbers) => {
  expect(rowNumbers([[head, 'Chỉ tiêu', 'Số liệu'], ...body])).toEqual(numbers)
})
