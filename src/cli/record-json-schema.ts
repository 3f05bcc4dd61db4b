import { z } from 'zod'
import { recordSchema, schemaVersion } from '../domain/record.ts'

/** The record's published form: JSON Schema 2020-12, made from the one zod schema, with a line end. */
export function formatRecordSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(recordSchema, { target: 'draft-2020-12' })
  const schema = {
    $schema,
    $id: `urn:boctach:record:${schemaVersion}`,
    title: 'boctach record',
    description: `What one document becomes. Version ${schemaVersion}.`,
    ...rest,
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
