import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { openSink } from '../../src/export/formats.ts'
import { exportForm, formTables } from '../../src/export/forms/export-form.ts'
import { splitNumber, testForms } from '../../src/export/forms/fill-form.ts'
import { defaultSelection } from '../../src/export/selection.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { loadExportForms } from '../../src/rules/load-export-forms.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { makeReport, sure } from './made-reports.ts'

const forms = await loadExportForms([])
const formNamed = (id: string) => forms.find((form) => form.id === id)!

describe('the forms', () => {
  test('fill exactly what their examples say', () => {
    expect(forms.map(({ id }) => id).sort()).toEqual(['archive-record', 'edxml', 'register-in', 'register-out'])
    expect(testForms(forms)).toEqual([])
  })

  test('that are wrong are told', () => {
    const form = formNamed('register-out')
    const fields = form.fields.map((field) => (field.name === 'IssuedDate' ? { ...field, date: 'MM/dd/yyyy' } : field))
    expect(testForms([{ ...form, fields }])).toMatchObject([{ form: 'register-out', example: 1 }])
  })

  test('have as many fields as the decree and the circular', () => {
    expect(formNamed('register-out').fields).toHaveLength(20)
    expect(formNamed('register-in').fields).toHaveLength(21)
    expect(formNamed('archive-record').fields).toHaveLength(21)
  })
})

const heading = { type: 'Báo cáo', number: '086/BC-UBND', issuedOn: '2024-06-14', issuer: '=UBND <An & Phú>' }

function report(): ReviewedRecord {
  const { record, reviews } = makeReport('one', { ...heading, subject: 'x'.repeat(501) })
  const header = { ...record.header, place: sure('An Phú', 0.3), recipients: [sure('- Như trên'), sure('Lưu: VT')] }
  return { record: { ...record, header }, reviews }
}

async function exported(id: string) {
  const folder = await emptyFolder()
  const form = formNamed(id)
  const tables = formTables(form)
  const sink = await openSink('csv', folder, tables.documents ? [tables.documents, tables.unfilled] : [tables.unfilled])
  const given = new Map(id === 'edxml' ? [['From/OrganId', '000.1']] : [])
  const sums = await exportForm([report()], form, tables, sink, { selection: defaultSelection, given, folder })
  const read = async (name: string) =>
    parse<{ [column: string]: string }>(await readFile(join(folder, `${name}.csv`)), { bom: true, columns: true })
  const unfilled = new Map((await read(`${id}-unfilled`)).map((row) => [row['field']!, row]))
  return { folder, sums, read, unfilled }
}

test('a register has a row a document; what cannot be filled is listed and empty', async () => {
  const { read, sums, unfilled } = await exported('register-out')
  const [row] = await read('register-out')
  expect(row).toMatchObject({
    TypeName: 'Báo cáo',
    CodeNumber: '086',
    CodeNotation: 'BC-UBND',
    IssuedDate: '14/06/2024',
  })
  expect(row).toMatchObject({ OrganName: "'=UBND <An & Phú>", Subject: '', 'To.OrganName': "'- Như trên; Lưu: VT" })
  expect(unfilled.get('Subject')).toMatchObject({ reason: 'too-long', found: 'x'.repeat(501) })
  expect(unfilled.get('SignerInfo.FullName')).toMatchObject({ reason: 'not-found' })
  expect(unfilled.get('DueDate')).toMatchObject({ reason: 'needs-giving' })
  expect(sums.filled + sums.unfilled).toBe(formNamed('register-out').fields.length)
})

test('an exchange packet is well-formed XML in its namespace; doubtful values are not in it', async () => {
  const { folder, unfilled } = await exported('edxml')
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.xml'))
  const elements = readElements(await readFile(join(folder, name!), 'utf8'))
  expect(elements).toContainEqual(['OrganName', '=UBND <An & Phú>'])
  expect(elements).toContainEqual(['DocumentId', '000.1,2024/06/14,086/BC-UBND'])
  expect(elements.filter(([element]) => element === 'Place')).toEqual([
    ['Place', '- Như trên'],
    ['Place', 'Lưu: VT'],
  ])
  expect(unfilled.get('PromulgationInfo/Place')).toMatchObject({ reason: 'in-doubt' })
})

/** Elements with a text, by local name; throws on what is not well-formed or of another namespace. */
function readElements(xml: string): [string, string][] {
  const found: [string, string][] = []
  const open: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, uri }) => {
    expect(uri).toBe('http://www.mic.gov.vn/TBT/QCVN_102_2016')
    open.push(local)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', (text) => {
    if (text.trim() !== '') found.push([open.at(-1)!, text])
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return found
}

test.each([
  ['86/BC-UBND', '86', 'BC-UBND'],
  ['086/BC-UBND', '086', 'BC-UBND'],
  ['20/2018/NĐ-CP', '20', '2018/NĐ-CP'],
  ['131-QĐ/TW', '131', 'QĐ/TW'],
  ['482TC/HD-NS', '482', 'TC/HD-NS'],
  ['09a/TTr-UBND', '09a', 'TTr-UBND'],
])('%s has the number %s and the symbol %s', (value, number, symbol) => {
  expect(splitNumber(value)).toEqual({ number, symbol })
})

test.each(['', 'BC-UBND', '12', '/BC-UBND'])('%j has no number and symbol to tell apart', (value) => {
  expect(splitNumber(value)).toBeNull()
})
