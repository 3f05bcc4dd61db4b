import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { recordSchema } from '../domain/record.ts'
import type { Record } from '../domain/record.ts'
import { DocumentError } from '../domain/issue.ts'

/** Records that passed: a large one takes as long to check as to write. */
const valid = new WeakSet<Record>()

/**
 * The record checked against its schema, its keys in the schema's order. Throws `DocumentError` `invalid-record`, naming
 * the first place that is wrong.
 */
export function validateRecord(record: Record): Record {
  if (valid.has(record)) return record
  const result = recordSchema.safeParse(record)
  if (result.success) {
    valid.add(result.data)
    return result.data
  }
  const issue = result.error.issues[0]!
  const place = issue.path.map(String).join('.')
  throw new DocumentError('invalid-record', `The record does not match its schema at "${place}": ${issue.message}.`)
}

/** The one written form: two spaces, keys in the schema's order, a line end at the end. */
export function formatRecord(record: Record): string {
  return `${JSON.stringify(validateRecord(record), null, 2)}\n`
}

/** Where the record of a source lies. The name holds nothing of the source's name, so no source can lead out of `outDir`. */
export function recordPath(outDir: string, sha256: string): string {
  return join(outDir, 'records', `${sha256}.json`)
}

/** Makes the folder the records go to; rejects where it cannot be made or written to. */
export async function makeRecordsFolder(outDir: string): Promise<void> {
  const folder = join(outDir, 'records')
  await mkdir(folder, { recursive: true })
  await access(folder, constants.W_OK)
}

/**
 * Writes `outDir/records/<sha256>.json` in one step: readers see the old file or the whole new one, never a part.
 * Returns the path.
 * The folder is there (`makeRecordsFolder`). A record that does not validate is not written (`DocumentError` `invalid-record`).
 */
export async function writeRecord(record: Record, outDir: string): Promise<string> {
  return writeRecordFile(formatRecord(record), record.id, outDir)
}

/** The same for a record that is formatted already. `id`: the hash of its source. */
export async function writeRecordFile(json: string | Uint8Array, id: string, outDir: string): Promise<string> {
  const path = recordPath(outDir, id)
  const temporary = join(outDir, 'records', `.${id}.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(json)
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  return path
}

const temporaryName = /^\.[0-9a-f]{64}\.[0-9a-f-]{36}\.tmp$/

/** Deletes what writers that were killed left behind: temporary files last written to before `time` (ms since 1970). */
export async function sweepRecordsFolder(outDir: string, time: number): Promise<void> {
  for await (const { name } of await opendir(join(outDir, 'records'))) {
    if (!temporaryName.test(name)) continue
    const path = join(outDir, 'records', name)
    // Its writer may be alive and done with it just now.
    const status = await stat(path).catch(() => null)
    if (status && status.mtimeMs < time) await rm(path, { force: true })
  }
}
