import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportForm } from '../../domain/export-form.ts'
import type { Record } from '../../domain/record.ts'
import type { CellType, Table } from '../column.ts'
import { factsOf } from '../export-rows.ts'
import { OutputFile } from '../output-file.ts'
import { selectsDocument } from '../selection.ts'
import type { ReviewedRecord, Selection } from '../selection.ts'
import type { Sink } from '../sink.ts'
import { FileValues } from './file-values.ts'
import { fillForm } from './fill-form.ts'
import type { FilledForm } from './fill-form.ts'
import { valuesOfRecord } from './form-values.ts'
import { formXml } from './xml-form.ts'

export interface FormTables {
  /** A row a document, or one for all of a file (hồ sơ); null for XML, which has a file for each document. */
  readonly documents: Table | null
  /** A row for each field that is empty or lacks something, and why. */
  readonly unfilled: Table
}

export function formTables({ id, name, about, shape, fields }: ExportForm): FormTables {
  const column = (named: string, title: string, type: CellType = 'text') => ({ name: named, title, type, width: 24 })
  const document = about === 'file' ? [] : [column('document', 'Mã văn bản'), column('source', 'Tệp')]
  return {
    documents:
      shape === 'xml'
        ? null
        : {
            name: id,
            title: name,
            linked: 0,
            columns: [...document, ...fields.map((field) => column(field.name, field.label))],
          },
    unfilled: {
      name: `${id}-unfilled`,
      title: 'Chưa điền được',
      linked: 0,
      columns: [
        ...document,
        column('field', 'Trường'),
        column('label', 'Tên trường'),
        column('reason', 'Mã lý do'),
        column('message', 'Lý do'),
        column('found', 'Giá trị tìm thấy'),
      ],
    },
  }
}

export interface FormExport {
  readonly documents: number
  readonly passedOver: number
  /** Fields filled and fields that are empty or lack something, over all documents. */
  readonly filled: number
  readonly unfilled: number
}

/** The bytes of a record's source; null where they are nowhere any more. */
export type ReadSource = (record: Record) => Promise<Uint8Array | null>

export interface FormOptions {
  readonly selection: Selection
  readonly given: ReadonlyMap<string, string>
  /** Where XML files go. */
  readonly folder: string
  /** Where sources are enclosed. */
  readonly readSource?: ReadSource
}

/** Writes a form for every selected document, or one for all of them; the sink is finished or aborted after. */
export async function exportForm(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  form: ExportForm,
  tables: FormTables,
  sink: Sink,
  options: FormOptions,
): Promise<FormExport & { readonly paths: readonly string[] }> {
  const sums = { documents: 0, passedOver: 0, filled: 0, unfilled: 0 }
  const file = form.about === 'file' ? new FileValues() : null
  const write = async (document: Record | null, filled: FilledForm) => {
    sums.filled += filled.filled.size
    sums.unfilled += filled.unfilled.length
    await writeForm(document, form, filled, tables, sink, options.folder)
  }
  try {
    if (tables.documents === null) await mkdir(options.folder, { recursive: true })
    for await (const reviewed of records) {
      const { record } = reviewed
      if (!selectsDocument(record, options.selection)) {
        sums.passedOver++
        continue
      }
      sums.documents++
      const facts = factsOf(reviewed, options.selection, null)
      if (file) file.add(facts, record.source)
      else {
        const content = await contentOf(record, form, options)
        await write(record, fillForm(form, valuesOfRecord(facts, content), options.given))
      }
    }
    if (file) await write(null, fillForm(form, file.valuesOf, options.given))
    return { ...sums, paths: await sink.finish() }
  } catch (error) {
    await sink.abort()
    throw error
  }
}

async function contentOf(record: Record, { fields }: ExportForm, { readSource }: FormOptions) {
  if (readSource === undefined || !fields.some(({ from }) => from === 'content')) return undefined
  const bytes = await readSource(record)
  return bytes && Buffer.from(bytes).toString('base64')
}

async function writeForm(
  record: Record | null,
  form: ExportForm,
  filled: FilledForm,
  tables: FormTables,
  sink: Sink,
  folder: string,
): Promise<void> {
  const document = record ? [record.id, record.source.name] : []
  if (tables.documents) {
    const cells = form.fields.map(({ name }) => filled.filled.get(name)?.join('; ') ?? null)
    await sink.write(tables.documents, [...document, ...cells])
  } else if (record) await writeWhole(join(folder, `${record.id}.xml`), formXml(form, filled))
  for (const { field, reason, message, found } of filled.unfilled) {
    await sink.write(tables.unfilled, [...document, field.name, field.label, reason, message, found])
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = new OutputFile(path)
  try {
    await file.write(text)
    await file.close()
    await file.publish()
  } catch (error) {
    await file.discard()
    throw error
  }
}
