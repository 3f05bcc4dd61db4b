import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { schemaVersion } from '../domain/record.ts'
import type { Record } from '../domain/record.ts'

/** A record file that cannot be used; the message is for the person. */
export class RecordFileError extends Error {}

/**
 * What is looked at again: every record was checked whole before it was written, and checking one whole takes three times as
 * long as reading it.
 */
const outline = z.looseObject({
  schemaVersion: z.string().startsWith(`${schemaVersion.split('.')[0]!}.`, `it is not of form ${schemaVersion}`),
  id: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.looseObject({ name: z.string() }),
  extraction: z.looseObject({}),
  text: z.string(),
  header: z.looseObject({ signers: z.array(z.looseObject({})), recipients: z.array(z.looseObject({})) }),
  sections: z.array(z.unknown()),
  references: z.array(z.unknown()),
  dates: z.array(z.unknown()),
  metrics: z.array(z.unknown()),
  forms: z.array(z.unknown()),
  findings: z.array(z.unknown()),
})

/** A record from the bytes of its file. Throws `RecordFileError`, naming where it came from, on what is no such file. */
export function parseRecord(json: Uint8Array, place: string): Record {
  let data: unknown
  try {
    data = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString())
  } catch (error) {
    throw new RecordFileError(`${place} is no record: it is no JSON.`, { cause: error })
  }
  const { error } = outline.safeParse(data)
  if (!error) return data as Record
  const { path, message } = error.issues[0]!
  throw new RecordFileError(`${place} is no record: ${path.map(String).join('.')}: ${message}.`)
}

const recordName = /^[0-9a-f]{64}\.json$/

/** The records of an output folder, one at a time, in the order of their ids. Throws where there is no such folder. */
export async function* folderRecords(outDir: string): AsyncGenerator<Record> {
  const folder = join(outDir, 'records')
  const names = (await readdir(folder)).filter((name) => recordName.test(name)).sort()
  for (const name of names) yield parseRecord(await readFile(join(folder, name)), join(folder, name))
}
