import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseRecord } from '../pipeline/read-records.ts'
import { decidedDocuments } from '../store/lessons.ts'
import type { Store } from '../store/store.ts'
import { goldOf } from './gold-of.ts'

export interface WrittenGold {
  readonly documents: number
  /** Classified ones, of which nothing is written. */
  readonly closed: number
  /** Nothing in them was settled that gold can tell. */
  readonly untold: number
}

/** Writes a gold file for every document that was marked, with `reviewed` for every one about which something was decided. */
export async function writeGold(store: Store, folder: string, reviewed: boolean): Promise<WrittenGold> {
  await mkdir(folder, { recursive: true })
  const written = { documents: 0, closed: 0, untold: 0 }
  for await (const { json, name, sha256, open, decisions } of decidedDocuments(store, reviewed ? null : 'gold')) {
    const record = parseRecord(json, name)
    const isClosed = !open || record.header.secrecy !== null
    const gold = isClosed ? null : goldOf(record, decisions)
    if (isClosed) written.closed++
    else if (!gold) written.untold++
    else {
      await writeFile(join(folder, `${sha256}.json`), `${JSON.stringify(gold, null, 1)}\n`)
      written.documents++
    }
  }
  return written
}
