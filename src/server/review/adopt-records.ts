import { opendir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordSchema } from '../../domain/record.ts'
import { sha256Of } from '../../pipeline/source.ts'
import { summariseRecord } from '../../pipeline/summarise.ts'
import { adoptRecord, heldRecords } from '../../store/adopt.ts'
import { packRecord } from '../../store/record-content.ts'
import type { Store } from '../../store/store.ts'

export interface Adopted {
  readonly adopted: number
  /** Files that are no records, with what is wrong. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[]
}

const recordName = /^([0-9a-f]{64})\.json$/

/**
 * Takes what `boctach extract` left in `outDir/records` into the store, so that it can be reviewed like what a run made.
 * Records that are there already, byte for byte, are passed over.
 */
export async function adoptRecords(store: Store, outDir: string, now: number): Promise<Adopted> {
  const held = await heldRecords(store)
  const refused: { file: string; reason: string }[] = []
  let adopted = 0
  for await (const { name: file } of await opendir(join(outDir, 'records'))) {
    const sha256 = recordName.exec(file)?.[1]
    if (sha256 === undefined) continue
    const json = await readFile(join(outDir, 'records', file))
    const recordSha256 = sha256Of(json)
    if (held.get(sha256) === recordSha256) continue
    const record = parseRecord(json)
    if (typeof record === 'string' || record.id !== sha256) {
      refused.push({ file, reason: typeof record === 'string' ? record : 'It is the record of another source.' })
      continue
    }
    const { source, extraction } = record
    const { pages, doubtful, findings } = summariseRecord(record)
    const made = {
      sha256,
      bytes: source.bytes,
      name: source.name,
      rules: extraction.rules,
      version: extraction.version,
    }
    const result = { quality: extraction.status, record: packRecord(json), recordSha256, pages, doubtful, findings }
    await adoptRecord(store, { ...made, ...result, readMs: 0, extractMs: 0, facts: '{}', difference: null }, now)
    adopted++
  }
  return { adopted, refused }
}

function parseRecord(json: Uint8Array) {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(Buffer.from(json).toString('utf8')))
    return parsed.success ? parsed.data : `It is no record of this version: ${parsed.error.issues[0]?.message ?? ''}`
  } catch {
    return 'It is no JSON.'
  }
}
