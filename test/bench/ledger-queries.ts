import { sql } from 'kysely'
import { currentEdition, openEdition } from '../../src/store/edition.ts'
import { findDocuments } from '../../src/store/overview.ts'
import { recogniseFiles, registerPaths } from '../../src/store/register.ts'
import { requeue } from '../../src/store/requeue.ts'
import { addRun, lastRun } from '../../src/store/runs.ts'
import { settle } from '../../src/store/settle.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { compactTally, readTally } from '../../src/store/tally.ts'
import { countUnread, listUnread, listUnreadPaths } from '../../src/store/unread.ts'
import { claimWaiting } from '../../src/store/work.ts'
import { abandonedWork, addWorker, keepWorker, livingWorkers, workOf } from '../../src/store/workers.ts'

const rows = Number(process.env['ROWS'] ?? 1_000_000)
const rounds = 7

/** How long each thing takes that runs and commands ask of a ledger of a million documents, in milliseconds. */
export async function queryTimes(location: string): Promise<string[]> {
  const store = await openStore(location)
  try {
    const { id: editionId } = await openEdition(store, 'rules', '1', 1)
    const workerId = await addWorker(store, { host: 'here', pid: 1, jobs: 2, editionId })
    const runId = await addRun(store, { editionId, workerId, paths: [] }, 1)
    const started = performance.now()
    await fill(store, editionId, runId)
    const lines = [`${store.kind}: ${rows} documents written in ${((performance.now() - started) / 1000).toFixed(0)} s`]
    for (const [name, ask] of Object.entries(questions(store, editionId, runId, workerId))) {
      const times: number[] = []
      for (let n = 0; n < rounds; n++) {
        const start = performance.now()
        await ask(n)
        times.push(performance.now() - start)
      }
      times.sort((a, b) => a - b)
      const [median, most] = [times[Math.floor(rounds / 2)]!, times.at(-1)!]
      lines.push(`  ${name.padEnd(52)} median ${median.toFixed(1).padStart(7)}   most ${most.toFixed(1).padStart(7)}`)
    }
    return lines
  } finally {
    await store.close()
  }
}

/** Nine of ten done, one of a hundred failed, one of a thousand in quarantine, the rest waiting. */
async function fill(store: Store, editionId: number, runId: number): Promise<void> {
  const numbers =
    store.kind === 'sqlite'
      ? sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${rows})`
      : sql`with n (i) as (select generate_series(1, ${rows}::integer))`
  const sha =
    store.kind === 'sqlite' ? sql`printf('%064x', i * 2654435761)` : sql`lpad(to_hex(i::bigint * 2654435761), 64, '0')`
  const text = store.kind === 'sqlite' ? sql`cast(i as text)` : sql`i::text`
  const state = sql`case when i % 1000 = 7 then 'quarantined' when i % 100 = 3 then 'failed' when i % 10 = 9 then 'waiting' else 'done' end`
  const unread = sql`i % 1000 = 7 or i % 100 = 3`
  await store.transaction(async (tx) => {
    await sql`insert into document (sha256, bytes, name, created_at) ${numbers} select ${sha}, 1, ${text} || '.docx', 1 from n`.execute(
      tx,
    )
    await sql`insert into path (path, name, location, fingerprint, status, document_id, run_id, seen_at)
      ${numbers} select '/archive/' || (i % 1000) || '/' || ${text} || '.docx', ${text} || '.docx', '{}', '1-1', 'document', i, ${runId}, 1 from n`.execute(
      tx,
    )
    await sql`insert into extraction (document_id, edition_id, lane, state, attempts, code, message, total_ms, pages, facts, quality)
      ${numbers} select i, ${editionId}, 'fast', ${state}, 1, case when ${unread} then 'damaged' end, case when ${unread} then 'It is.' end,
      i % 5000, 9, '{}', case when i % 10 < 9 then 'ok' end from n`.execute(tx)
    await sql`insert into tally (edition_id, state, detail, documents, pages, doubtful, findings, busy_ms)
      select ${editionId}, state, coalesce(code, case when state = 'waiting' then lane else quality end), count(*), 0, 0, 0, 0
      from extraction group by 2, 3`.execute(tx)
  })
  await store.query((db) => sql`analyze`.execute(db))
}

function questions(
  store: Store,
  editionId: number,
  runId: number,
  workerId: number,
): Readonly<Record<string, (n: number) => Promise<unknown>>> {
  const listed = (n: number) =>
    Array.from({ length: 200 }, (_, k) => {
      const i = n * 200 + k + 1
      return { path: `/archive/${i % 1000}/${i}.docx`, fingerprint: '1-1' }
    })
  const found = (n: number) =>
    Array.from({ length: 200 }, (_, k) => ({
      ...{
        path: `/new/${n}/${k}.docx`,
        container: null,
        location: '{}',
        fingerprint: '1-1',
        code: null,
        message: null,
      },
      ...{
        status: 'document' as const,
        document: { sha256: `${n}-${k}`.padStart(64, 'f'), bytes: 1, name: `${k}.docx` },
      },
    }))
  const sighting = { editionId, runId, now: 2 }
  const unread = { states: ['failed', 'quarantined'] } as const
  const claim = () => claimWaiting(store, { editionId, lane: 'fast', limit: 2, workerId, now: 2 })
  return {
    'counts by state and reason': () => store.query((db) => readTally(db, editionId)),
    'merge the counts': () => store.transaction((tx) => compactTally(tx, editionId)),
    'claim two documents': claim,
    'claim two and settle them as failed': async () => {
      for (const one of await claim())
        await settle(store, one, { kind: 'failed', code: 'damaged', message: 'It is.' }, 3)
    },
    'claim two and give them back': async () => {
      for (const one of await claim()) await settle(store, one, { kind: 'returned' }, 3)
    },
    'look up 200 files that have not changed': (n) => recogniseFiles(store, sighting, listed(n)),
    'write down 200 new files': (n) => registerPaths(store, sighting, found(n)),
    'a beat: alive, whose work is abandoned, what is mine': async () => {
      await keepWorker(store, workerId)
      await abandonedWork(store, 25_000, workerId)
      await workOf(store, workerId)
    },
    'status: edition, run, workers': async () => {
      await currentEdition(store)
      await lastRun(store)
      await livingWorkers(store, 25_000)
    },
    '100 documents without a record': () => listUnread(store, editionId, { ...unread, runId }, 100),
    '500 in quarantine, from the middle': () =>
      listUnread(store, editionId, { states: ['quarantined'], after: rows / 2 }, 500),
    'paths without a document': () => listUnreadPaths(store, runId, 100),
    'how many of a run are unread': () => countUnread(store, editionId, runId),
    'show a document by its hash': () =>
      findDocuments(store, editionId, (2654435761 * 3).toString(16).padStart(64, '0'), 20),
    'show a document by its path': () => findDocuments(store, editionId, '/archive/3/3.docx', 20),
    'show a document by the end of its path': () => findDocuments(store, editionId, '3/3.docx', 20),
    'put back one failed document by the end of its path': (n) =>
      requeue(store, editionId, { states: ['failed'], document: `${100 * n + 3}.docx` }),
  }
}
