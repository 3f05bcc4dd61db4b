import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { exportFormSchema } from '../../src/domain/export-form.ts'
import { openSink } from '../../src/export/formats.ts'
import { exportForm, formTables } from '../../src/export/forms/export-form.ts'
import type { FormOptions } from '../../src/export/forms/export-form.ts'
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
    expect(forms.map(({ id }) => id).sort()).toEqual([
      ...[
        'archive-file',
        'archive-record',
        'archive-record-aip',
        'edxml',
        'file-record',
        'register-in',
        'register-out',
      ],
    ])
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
    expect(formNamed('file-record').fields).toHaveLength(13)
    expect(formNamed('archive-record').fields).toHaveLength(21)
    expect(formNamed('archive-record-aip').fields).toHaveLength(19)
    expect(formNamed('archive-file').fields).toHaveLength(18)
  })
})

const heading = { type: 'Báo cáo', number: '086/BC-UBND', issuedOn: '2024-06-14', issuer: '=UBND <An & Phú>' }

function report(): ReviewedRecord {
  const { record, reviews } = makeReport('one', { ...heading, subject: 'x'.repeat(501) })
  const header = { ...record.header, place: sure('An Phú', 0.3), recipients: [sure('- Như trên'), sure('Lưu: VT')] }
  return { record: { ...record, header }, reviews }
}

async function exported(id: string, records = [report()], more: Pick<FormOptions, 'readSource'> = {}) {
  const folder = await emptyFolder()
  const form = formNamed(id)
  const tables = formTables(form)
  const sink = await openSink('csv', folder, tables.documents ? [tables.documents, tables.unfilled] : [tables.unfilled])
  const given = new Map(id === 'edxml' ? [['From/OrganId', '000.1']] : [])
  const sums = await exportForm(records, form, tables, sink, { selection: defaultSelection, given, folder, ...more })
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
  expect(unfilled.get('/AttachmentEncoded/Attachment/ContentTransferEncoded')).toMatchObject({ reason: 'not-enclosed' })
})

test('a packet has envelope, header, trace, manifest and the source, each where it belongs', async () => {
  const bytes = Buffer.from('%PDF-1.7 <&>')
  const { folder } = await exported('edxml', [report()], { readSource: () => Promise.resolve(bytes) })
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.xml'))
  const paths = new Map(readPaths(await readFile(join(folder, name!), 'utf8')))
  const { id } = report().record
  expect([...new Set([...paths.keys()].map((path) => path.split('/').slice(0, 3).join('/')))]).toEqual([
    'edXML/edXMLEnvelope/edXMLHeader',
    'edXML/edXMLEnvelope/edXMLBody',
    'edXML/AttachmentEncoded/Attachment',
  ])
  expect(paths.get('edXML/edXMLEnvelope/edXMLHeader/MessageHeader/From/OrganId')).toBe('000.1')
  expect(paths.get('edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/TraceHeader/OrganId')).toBe('000.1')
  expect(paths.get('edXML/edXMLEnvelope/edXMLBody/edXMLManifest/Reference/ContentId')).toBe(id)
  expect(paths.get('edXML/AttachmentEncoded/Attachment/ContentId')).toBe(id)
  const encoded = paths.get('edXML/AttachmentEncoded/Attachment/ContentTransferEncoded')!
  expect(Buffer.from(encoded, 'base64').equals(bytes)).toBe(true)
})

test('a source that is gone is said, not left out in silence', async () => {
  const { unfilled } = await exported('edxml', [report()], { readSource: () => Promise.resolve(null) })
  expect(unfilled.get('/AttachmentEncoded/Attachment/ContentTransferEncoded')).toMatchObject({ reason: 'source-gone' })
})

test('a file is one row over its documents; what one of them does not say is not summed up', async () => {
  const paged = (id: string, issuedOn: string, pages: number | null) => {
    const { record, reviews } = makeReport(id, { ...heading, issuedOn })
    return { record: { ...record, source: { ...record.source, pages } }, reviews }
  }
  const known = [paged('a', '2024-06-14', 12), paged('b', '2024-01-31', 3)]
  const whole = await exported('file-record', known)
  expect(await whole.read('file-record')).toMatchObject([
    { StartDate: '31/01/2024', EndDate: '14/06/2024', DocTotal: '2', PageTotal: '15' },
  ])
  expect(whole.unfilled.get('Title')).toMatchObject({ reason: 'needs-giving' })
  const open = await exported('archive-file', [...known, paged('c', '2024-12-01', null)])
  expect(await open.read('archive-file')).toMatchObject([{ endDate: '01/12/2024', totalDoc: '3', numberOfPage: '' }])
  expect(open.unfilled.get('numberOfPage')).toMatchObject({ reason: 'incomplete', found: '15' })
})

test('a form that takes what it is not about is refused', () => {
  const { success } = exportFormSchema.safeParse({ ...formNamed('file-record'), about: 'document' })
  expect(success).toBe(false)
})

/** Elements with a text, by local name; throws on what is not well-formed or of another namespace. */
function readElements(xml: string): [string, string][] {
  return readPaths(xml).map(([path, text]) => [path.split('/').at(-1)!, text])
}

function readPaths(xml: string): [string, string][] {
  const found: [string, string][] = []
  const open: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, uri }) => {
    expect(uri).toBe('http://www.mic.gov.vn/TBT/QCVN_102_2016')
    open.push(local)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', (text) => {
    if (text.trim() !== '') found.push([open.join('/'), text])
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
