import { writeFile } from 'node:fs/promises'
import { formatRecordSchema } from './record-json-schema.ts'

// Part of the build: the package brings the schema as a file.
await writeFile(new URL('../record.schema.json', import.meta.url), formatRecordSchema())
