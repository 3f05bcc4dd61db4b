import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportForm } from '../../domain/export-form.ts'
import type { CellType, Table } from '../column.ts'
import { factsOf } from '../export-rows.ts'
import { OutputFile } from '../output-file.ts'
import { selectsDocument } from '../selection.ts'
import type { ReviewedRecord, Selection } from '../selection.ts'
import type { Sink } from '../sink.ts'
import { fillForm } from './fill-form.ts'
import type { FilledForm } from './fill-form.ts'
import { valuesOfRecord } from './form-values.ts'
import { formXml } from './xml-form.ts'

export interface FormTables {
  /** A row a document; null for XML, which has a file for each. */
  readonly documents: Table | null
  /** A row for each field that is empty or lacks something, and why. */
  readonly unfilled: Table
}

export function formTables({ id, name, shape, fields }: ExportForm): FormTables {
  const column = (named: string, title: string, type: CellType = 'text') => ({ name: named, title, type, width: 24 })
  const document = [column('document', 'Mã văn bản'), column('source', 'Tệp')]
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

/** Writes a form for every selected document; the sink is finished or aborted after. `folder`: where XML files go. */
export async function exportForm(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  form: ExportForm,
  tables: FormTables,
  sink: Sink,
  options: { readonly selection: Selection; readonly given: ReadonlyMap<string, string>; readonly folder: string },
): Promise<FormExport & { readonly paths: readonly string[] }> {
  const sums = { documents: 0, passedOver: 0, filled: 0, unfilled: 0 }
  try {
    if (tables.documents === null) await mkdir(options.folder, { recursive: true })
    for await (const reviewed of records) {
      if (!selectsDocument(reviewed.record, options.selection)) {
        sums.passedOver++
        continue
      }
      const filled = fillForm(form, valuesOfRecord(factsOf(reviewed, options.selection, null)), options.given)
      sums.documents++
      sums.filled += filled.filled.size
      sums.unfilled += filled.unfilled.length
      await writeForm(reviewed, form, filled, tables, sink, options.folder)
    }
    return { ...sums, paths: await sink.finish() }
  } catch (error) {
    await sink.abort()
    throw error
  }
}

async function writeForm(
  { record }: ReviewedRecord,
  form: ExportForm,
  filled: FilledForm,
  tables: FormTables,
  sink: Sink,
  folder: string,
): Promise<void> {
  const document = [record.id, record.source.name]
  if (tables.documents) {
    const cells = form.fields.map(({ name }) => filled.filled.get(name)?.join('; ') ?? null)
    await sink.write(tables.documents, [...document, ...cells])
  } else await writeWhole(join(folder, `${record.id}.xml`), formXml(form, filled))
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
