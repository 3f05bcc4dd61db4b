import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { unpackRecord } from '../../src/store/record-content.ts'
import { sha256Of } from '../../src/pipeline/source.ts'
import { openStore } from '../../src/store/store.ts'
import { readTally } from '../../src/store/tally.ts'

/** Record files by name, and nothing else in their folder. */
export function readRecords(out: string): Map<string, string> {
  const folder = join(out, 'records')
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

/**
 * What must hold when a run is over, however it came to that: every path has one document or one reason, every document one
 * result or one reason, the record files are what the ledger says, its counts are right, nobody has anything in hand.
 */
export async function checkLedger(
  location: string,
  out: string,
): Promise<{ done: number; failed: number; paths: number }> {
  const store = await openStore(location)
  try {
    const paths = await store.query((db) => db.selectFrom('path').selectAll().execute())
    const extractions = await store.query((db) => db.selectFrom('extraction').selectAll().execute())
    const documents = await store.query((db) => db.selectFrom('document').selectAll().execute())
    const contents = await store.query((db) => db.selectFrom('record').selectAll().execute())
    for (const path of paths) {
      if (path.status === 'document') expect(path.documentId, path.path).not.toBeNull()
      else expect([path.status, path.code === null], path.path).toEqual([path.status, path.status === 'archive'])
    }
    expect(new Set(paths.map(({ path }) => path)).size).toBe(paths.length)
    expect(extractions.map(({ documentId }) => documentId).sort()).toEqual(documents.map(({ id }) => id).sort())
    const files = readRecords(out)
    const shaOf = new Map(documents.map(({ id, sha256 }) => [id, sha256]))
    const packed = new Map(contents.map(({ extractionId, content }) => [extractionId, content]))
    for (const { id, documentId, state, recordSha256, code, message, quality } of extractions) {
      const name = `${shaOf.get(documentId)}.json`
      if (state === 'done') {
        const json = files.get(name)
        expect(json, `${name} is there`).toBeDefined()
        expect(sha256Of(Buffer.from(json!))).toBe(recordSha256)
        expect(Buffer.from(unpackRecord(new Uint8Array(packed.get(id)!))).toString()).toBe(json)
        expect(quality).toMatch(/^(?:ok|partial)$/)
        files.delete(name)
      } else {
        expect(state).toMatch(/^(?:failed|quarantined)$/)
        expect(code).toMatch(/^[a-z-]+$/)
        expect(message).not.toBe('')
      }
    }
    expect([...files.keys()], 'nothing else in the records folder').toEqual([])
    for (const { id } of await store.query((db) => db.selectFrom('edition').select('id').execute())) {
      const counts = await store.query((db) => readTally(db, id))
      for (const { state, detail, documents: number } of counts) {
        const real = extractions.filter(
          (row) => row.editionId === id && row.state === state && (row.quality ?? row.code ?? '') === detail,
        )
        expect(real, `${state} ${detail}`).toHaveLength(number)
      }
      const counted = counts.reduce((sum, count) => sum + count.documents, 0)
      expect(extractions.filter((row) => row.editionId === id)).toHaveLength(counted)
    }
    const done = extractions.filter(({ state }) => state === 'done').length
    return { done, failed: extractions.length - done, paths: paths.length }
  } finally {
    await store.close()
  }
}
