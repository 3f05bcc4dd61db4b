/**
 * Prints how long the review server takes for what the page asks, over a store of many items: median and worst of several rounds
 * in milliseconds, through routes, rights and the writing of answers. The items are those of a sample, as often as there are
 * documents, with doubts, states, folders and types of their own.
 *   npx tsx test/bench/review-queue.ts [sqlite|postgres]     ITEMS=1000000 DOCUMENTS=10000 BATCHES=400
 */
import { sql } from 'kysely'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extract } from '../../src/pipeline/extract.ts'
import type { DatabaseKind } from '../../src/store/migrations.ts'
import { countStatements } from '../../src/store/review-migration.ts'
import { adoptRecord } from '../../src/store/adopt.ts'
import { packRecord } from '../../src/store/record-content.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { startReview } from '../../src/server/review/start-review.ts'
import type { ReviewServer } from '../../src/server/review/start-review.ts'

const items = Number(process.env['ITEMS'] ?? 1_000_000)
const documents = Number(process.env['DOCUMENTS'] ?? 10_000)
const batches = Number(process.env['BATCHES'] ?? 400)
const rounds = Number(process.env['ROUNDS'] ?? 7)

const sample = fileURLToPath(new URL('../../samples/bao-cao-so-lieu/source.pdf', import.meta.url))

async function firstDocument(store: Store): Promise<void> {
  const result = await extract(readFileSync(sample), { name: 'source.pdf' })
  if (!result.ok) throw new Error(result.failure.message)
  const { record } = result
  const { source, extraction } = record
  await adoptRecord(
    store,
    {
      sha256: record.id,
      bytes: source.bytes,
      name: source.name,
      rules: extraction.rules,
      version: extraction.version,
      quality: 'ok',
      record: packRecord(Buffer.from(JSON.stringify(record))),
      recordSha256: record.id,
      ...{ pages: 1, doubtful: 1, findings: 1, readMs: 0, extractMs: 0, facts: '{}', difference: null },
    },
    1,
  )
  await indexNewRecords(store)
}

/** Copies of the first document and its items; what filters ask for is spread by a hash of where it stands. */
async function multiply(store: Store): Promise<void> {
  const sqlite = store.kind === 'sqlite'
  const n = sqlite
    ? sql`with recursive n (i) as (select 2 union all select i + 1 from n where i < ${documents})`
    : sql`with n (i) as (select generate_series(2, ${documents}::integer))`
  const text = (value: string) => (sqlite ? sql.raw(`cast(${value} as text)`) : sql.raw(`(${value})::text`))
  const sha = sqlite
    ? sql.raw(`printf('%064x', i * 2654435761)`)
    : sql.raw(`lpad(to_hex(i::bigint * 2654435761), 64, '0')`)
  const spread = sql.raw('((d.document_id * 7919 + k * 104729) % 1000)')
  await store.transaction(async (tx) => {
    const run = (query: ReturnType<typeof sql>) => query.execute(tx)
    await run(sql`insert into batch (name) ${sqlite ? sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${batches})` : sql`with n (i) as (select generate_series(1, ${batches}::integer))`}
      select '/kho/' || ${text('i')} from n`)
    await run(
      sql`insert into document (sha256, bytes, name, created_at) ${n} select ${sha}, 1, 'bao-cao-' || ${text('i')} || '.docx', 1 from n`,
    )
    await run(
      sql`insert into extraction (document_id, edition_id, lane, state) select id, 1, 'fast', 'done' from document where id > 1`,
    )
    await run(
      sql`insert into record (extraction_id, content) select e.id, r.content from extraction e, record r where e.id > 1 and r.extraction_id = 1`,
    )
    await run(
      sql`update document set current_id = (select e.id from extraction e where e.document_id = document.id) where id > 1`,
    )
    await run(sql`insert into review_document (document_id, extraction_id, batch_id, type, number, issued_on, subject, pages, secrecy, open, settled, doubt, stale, found)
      select d.id, d.current_id, 1 + d.id % ${sql.lit(batches)}, case d.id % 20 when 0 then 'Quyết định' when 1 then 'Kế hoạch' when 2 then 'Tờ trình' else 'Báo cáo' end,
        ${text('d.id')} || '/BC-UBND', issued_on, subject, pages, case when d.id % 200 = 7 then 'MẬT' end, open, settled, d.id * 7919 % 10000, 0, d.name || ' ' || found
      from document d, review_document r where d.id > 1 and r.document_id = 1`)
    const own = await sql<{ n: number }>`select count(*) as n from item`.execute(tx)
    const each = Math.ceil(items / documents)
    const copies = Math.max(1, Math.ceil(each / own.rows[0]!.n))
    const c = sqlite
      ? sql`(with recursive c (j) as (select 0 union all select j + 1 from c where j < ${copies - 1}) select j from c)`
      : sql`(select generate_series(0, ${copies - 1}::integer) as j)`
    await run(sql`insert into item (document_id, item, kind, slot, check_name, status, doubt, batch_id, type, secret, stale, revision, confidence, rule, shown)
      select d.document_id, case when j = 0 then one.item else one.item || '-' || ${text('j')} end, one.kind, one.slot, one.check_name,
        case when d.document_id % 5 > 0 then 'open' when ${spread} < 600 then 'accepted' when ${spread} < 700 then 'corrected' when ${spread} < 720 then 'rejected' else 'open' end,
        (one.doubt + ${spread} * 7) % 10000, d.batch_id, d.type, case when d.secrecy is null then 0 else 1 end, case when ${spread} = 999 then 1 else 0 end,
        0, one.confidence, one.rule, one.shown
      from review_document d, (select i.*, i.id * 31 + c.j as k, c.j from item i, ${c} as c where i.document_id = 1 order by c.j, i.id limit ${each}) as one
      where d.document_id > 1`)
    await recount(run, store.kind)
  })
  await store.query((db) => sql.raw(sqlite ? 'analyze' : 'vacuum analyze').execute(db))
}

/** The counts made from nothing, by the migration that once made them. */
async function recount(run: (query: ReturnType<typeof sql>) => Promise<unknown>, kind: DatabaseKind): Promise<void> {
  await run(sql`drop table item_fate`)
  await run(sql`drop index keying_by_reviewer`)
  for (const statement of countStatements({ kind, id: '', bytes: '' })) await run(sql.raw(statement))
}

/** What the page asks when a filter is pressed: the queue and the counts. */
const filters: Readonly<Record<string, string>> = {
  'open, from a doubt': 'doubt=0.3',
  'everything open': 'doubt=0',
  'a kind': 'kind=metric&doubt=0',
  'a rare kind and a step': 'kind=signer&doubt=0.9',
  'a slot': 'kind=header&slot=number&doubt=0',
  'a check': 'finding=percent.ratio&doubt=0',
  'a rare kind': 'kind=signer&doubt=0',
  'a rare slot, the few corrected': 'kind=header&slot=subject&status=corrected',
  'a rare type': 'type=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh&kind=signer&doubt=0',
  'a type and a kind': 'type=T%E1%BB%9D%20tr%C3%ACnh&kind=date&doubt=0.5',
  'a folder': 'batch=%2Fkho%2F17&doubt=0',
  'a folder, a kind': 'batch=%2Fkho%2F17&kind=reference&doubt=0.5',
  settled: 'status=settled',
  'corrected metrics': 'status=corrected&kind=metric',
  'rejected, of a type': 'status=rejected&type=K%E1%BA%BF%20ho%E1%BA%A1ch',
  stale: 'status=stale',
  everything: 'status=all',
  'a document': 'document=DOCUMENT&doubt=0',
  'nothing at all': 'kind=signer&finding=percent.ratio&type=T%E1%BB%9D%20tr%C3%ACnh&doubt=0.9',
}

async function measure(server: ReviewServer, store: Store): Promise<void> {
  const entered = await server.app.inject({ url: server.enter })
  const cookie = `boctach=${entered.cookies.find(({ name }) => name === 'boctach')!.value}`
  const ask = async (path: string) => {
    const answer = await server.app.inject({ url: `/api/review${path}`, headers: { cookie, 'x-boctach': 'review' } })
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return answer
  }
  const shas = (
    await store.query((db) => db.selectFrom('document').select('sha256').orderBy('id').limit(500).execute())
  ).map(({ sha256 }) => sha256)
  const time = async (name: string, once: (n: number) => Promise<unknown>, times = rounds) => {
    const taken: number[] = []
    for (let n = 0; n < times; n++) {
      const start = performance.now()
      await once(n)
      taken.push(performance.now() - start)
    }
    taken.sort((a, b) => a - b)
    const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]!.toFixed(1)
    print(
      `  ${name.padEnd(44)} median ${at(0.5).padStart(7)}   p95 ${at(0.95).padStart(7)}   most ${at(1).padStart(7)}`,
    )
  }
  for (const [name, query] of Object.entries(filters)) {
    if (process.env['ONLY'] && !name.includes(process.env['ONLY'])) continue
    const filter = query.replace('DOCUMENT', shas[100]!)
    const { total } = (await ask(`/queue?${filter}`)).json<{ total: number }>()
    await time(`queue: ${name} (${total})`, () => ask(`/queue?${filter}`))
    await time(`  its counts`, () => ask(`/counts?${filter}`))
  }
  const middle = (await ask('/queue?limit=1&doubt=0')).json<{ cursor: string }>().cursor
  await time('next after the first', () => ask(`/queue/next?doubt=0&after=${middle}`))
  await time('next of 200 in the middle', () => ask('/queue?limit=200&cursor=5000-100'))
  await time('a document', (n) => ask(`/documents/${shas[10 + n]!}`), 60)
  await time('grid of 50', () => ask('/grid?kind=metric&doubt=0'))
  await time('documents, by doubt', () => ask('/documents'))
  await time('documents, searched', () => ask('/documents?search=777'))
  await time('documents, by number', () => ask('/documents?order=number'))
  await time('changes', () => ask('/changes?since=0'))
  await time('dashboard', () => ask('/statistics'))
  let revision = 0
  await time('a decision', async (n) => {
    const { items: ofIt } = (await ask(`/documents/${shas[200]!}`)).json<{ items: { id: string; kind: string }[] }>()
    const item = ofIt.filter(({ kind }) => kind !== 'finding')[n]!.id
    const start = performance.now()
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/review/decisions',
      headers: { cookie, 'x-boctach': 'review' },
      payload: {
        key: `bench-${Date.now()}-${n}`,
        decisions: [{ document: shas[200], item, action: 'accept', revision }],
      },
    })
    revision = 0
    if (answer.statusCode !== 200) throw new Error(answer.body)
    if (n === rounds - 1) print(`    of it, the decision alone: ${(performance.now() - start).toFixed(1)}`)
  })
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function run(location: string): Promise<void> {
  const store = await openStore(location)
  try {
    const start = performance.now()
    if (!(await store.query((db) => db.selectFrom('document').select('id').executeTakeFirst()))) {
      await firstDocument(store)
      await multiply(store)
    }
    const [{ n }] = (await store.query((db) => sql<{ n: number }>`select count(*) as n from item`.execute(db)))
      .rows as [{ n: number }]
    const counted = (await store.query((db) => sql<{ n: number }>`select count(*) as n from item_count`.execute(db)))
      .rows[0]!.n
    print(
      `${store.kind}: ${n} items of ${documents} documents in ${batches} folders, ${counted} rows of counts, made in ${((performance.now() - start) / 1000).toFixed(0)} s`,
    )
    const server = await startReview({ store, version: 'bench', webDir: '/nowhere', requestsPerMinute: 1e9 })
    try {
      await measure(server, store)
    } finally {
      await server.close()
    }
  } finally {
    await store.close()
  }
}

const kept = process.env['LEDGER']
if (process.argv[2] === 'postgres') {
  const { startPostgres } = await import('../store/postgres-server.ts')
  const server = await startPostgres()
  try {
    await run(await server.newDatabase())
  } finally {
    await server.close()
  }
} else if (kept !== undefined) await run(kept)
else {
  const folder = mkdtempSync(join(tmpdir(), 'boctach-queue-'))
  try {
    await run(join(folder, 'ledger.db'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
