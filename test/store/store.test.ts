import { sql } from 'kysely'
import fc from 'fast-check'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEdition } from '../../src/store/edition.ts'
import { migrate } from '../../src/store/migrations.ts'
import { findDocuments } from '../../src/store/overview.ts'
import { queueAll, recogniseFiles, registerPaths } from '../../src/store/register.ts'
import type { FoundPath } from '../../src/store/register.ts'
import { queueForRecognition, requeue } from '../../src/store/requeue.ts'
import { settle } from '../../src/store/settle.ts'
import type { Outcome } from '../../src/store/settle.ts'
import { lockFile } from '../../src/store/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { addToTally, compactTally, countOf, readTally } from '../../src/store/tally.ts'
import { countUnread, listUnread, listUnreadPaths } from '../../src/store/unread.ts'
import { claimWaiting, readContent } from '../../src/store/work.ts'
import type { Claim } from '../../src/store/work.ts'
import { abandonedWork, addWorker, endWorker, livingWorkers } from '../../src/store/workers.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { describeSearch } from '../search/describe-search.ts'
import { describeApiStore } from './describe-api-store.ts'
import { describeReviewStore } from './describe-review-store.ts'
import { describeStoredRecords } from './describe-stored-records.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})

afterAll(() => server.close())

const built = new URL('../../dist/store/store.js', import.meta.url).href

const kinds = ['sqlite', 'postgres'] as const

async function newLocation(kind: (typeof kinds)[number]): Promise<string> {
  return kind === 'postgres' ? server.newDatabase() : join(await emptyFolder(), 'ledger.db')
}

const shaOf = (content: string) => Buffer.from(content.padEnd(32, '.')).toString('hex')

/** A file at a path; `content` stands for its bytes. */
function file(path: string, content: string, more: Partial<FoundPath> = {}): FoundPath {
  return {
    path,
    container: null,
    location: JSON.stringify({ file: path, members: [] }),
    fingerprint: `of ${content}`,
    status: 'document',
    document: { sha256: shaOf(content), bytes: content.length, name: path.split('/').at(-1)! },
    code: null,
    message: null,
    ...more,
  }
}

const done: Outcome = {
  kind: 'done',
  quality: 'ok',
  record: Buffer.from('packed record'),
  recordSha256: 'f'.repeat(64),
  pages: 3,
  doubtful: 2,
  findings: 1,
  readMs: 10,
  extractMs: 20,
  facts: '{"kind":"pdf"}',
  difference: null,
}
const trouble: Outcome = { kind: 'trouble', code: 'out-of-memory', message: 'It needs more.' }
const broken: Outcome = { kind: 'failed', code: 'damaged', message: 'It is broken.' }

describe.each(kinds)('a store in %s', (kind) => {
  describeSearch(() => newLocation(kind))

  describeApiStore(() => newLocation(kind))

  describeStoredRecords(() => newLocation(kind))

  describeReviewStore(() => newLocation(kind))

  interface Desk {
    readonly store: Store
    readonly editionId: number
    readonly workerId: number
    readonly register: (...found: FoundPath[]) => Promise<number>
    readonly claim: (limit?: number, workerId?: number) => Promise<readonly Claim[]>
    readonly settle: (claim: Claim, outcome: Outcome) => Promise<{ readonly state: string; readonly late: boolean }>
    readonly counts: () => Promise<Record<string, number>>
    readonly states: () => Promise<Record<string, string>>
  }

  async function withDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
    const store = await openStore(await newLocation(kind))
    try {
      const { id: editionId } = await openEdition(store, 'rules', '1.0.0', 1)
      const workerId = await addWorker(store, { host: 'here', pid: 1, jobs: 2, editionId })
      await work({
        store,
        editionId,
        workerId,
        register: (...found) => registerPaths(store, { editionId, runId: 1, now: 5 }, found),
        claim: (limit = 10, by = workerId) =>
          claimWaiting(store, { editionId, lane: 'fast', limit, workerId: by, now: 100 }),
        settle: (claim, outcome) => settle(store, claim, outcome, 130),
        async counts() {
          const rows = await store.query((db) => readTally(db, editionId))
          return Object.fromEntries(rows.map(({ state, detail, documents }) => [`${state} ${detail}`, documents]))
        },
        async states() {
          const rows = await store.query((db) =>
            db
              .selectFrom('extraction')
              .innerJoin('document', 'document.id', 'extraction.documentId')
              .select(['name', 'state'])
              .orderBy('extraction.id')
              .execute(),
          )
          return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
        },
      })
    } finally {
      await store.close()
    }
  }

  test('keeps one document for the same bytes under several paths, and remembers them all', () =>
    withDesk(async ({ store, register, claim }) => {
      expect(await register(file('/a/1.pdf', 'x'), file('/b/2.pdf', 'x'), file('/c/3.pdf', 'y'))).toBe(2)
      const claims = await claim()
      expect(claims.map(({ name, path }) => [name, path])).toEqual([
        ['1.pdf', '/a/1.pdf'],
        ['3.pdf', '/c/3.pdf'],
      ])
      expect(claims[0]!.locations.map((location) => JSON.parse(location) as unknown)).toEqual([
        { file: '/a/1.pdf', members: [] },
        { file: '/b/2.pdf', members: [] },
      ])
      const paths = await store.query((db) => db.selectFrom('path').select('path').orderBy('path').execute())
      expect(paths.map(({ path }) => path)).toEqual(['/a/1.pdf', '/b/2.pdf', '/c/3.pdf'])
    }))

  test('queues the same bytes once, however often they are found', () =>
    withDesk(async ({ register, claim, settle }) => {
      const found = [file('/a/1.pdf', 'x'), file('/a/2.pdf', 'y')]
      expect(await register(...found)).toBe(2)
      expect(await register(...found)).toBe(0)
      for (const one of await claim()) await settle(one, done)
      expect(await register(...found)).toBe(0)
      expect(await claim()).toEqual([])
    }))

  test('recognises files that have not changed, without their bytes', () =>
    withDesk(async ({ store, editionId, register }) => {
      await register(
        file('/a/1.pdf', 'x'),
        file('/a/2.pdf', 'y'),
        file('/a/z.zip/m.pdf', 'm', { container: '/a/z.zip' }),
        file('/a/z.zip', 'z', { status: 'archive', document: null }),
        file('/a/locked', '', { status: 'failed', document: null, code: 'unreadable', message: 'no' }),
      )
      const files = ['/a/1.pdf', '/a/2.pdf', '/a/z.zip', '/a/locked', '/a/new.pdf'].map((path) => ({
        path,
        fingerprint: '',
      }))
      const as = (marks: Record<string, string>) =>
        files.map(({ path }) => ({ path, fingerprint: marks[path] ?? 'of ' }))
      const sighting = { editionId, runId: 2, now: 6 }
      const { known } = await recogniseFiles(
        store,
        sighting,
        as({ '/a/1.pdf': 'of x', '/a/2.pdf': 'of other', '/a/z.zip': 'of z' }),
      )
      expect([...known].sort()).toEqual(['/a/1.pdf', '/a/z.zip'])
      // Archives may hold pictures, which were not looked for.
      const looked = as({ '/a/1.pdf': 'of x', '/a/z.zip': 'of z' })
      const withPictures = await recogniseFiles(store, sighting, looked, { pictures: true })
      expect([...withPictures.known]).toEqual(['/a/1.pdf'])
      // A new edition gets the documents of known files and of known archives.
      const { id } = await openEdition(store, 'other rules', '1.0.0', 2)
      const again = await recogniseFiles(
        store,
        { ...sighting, editionId: id },
        as({ '/a/1.pdf': 'of x', '/a/z.zip': 'of z' }),
      )
      expect(again.queued).toBe(2)
      expect(await queueAll(store, id)).toBe(1)
    }))

  test('lets go of what no file holds any more, and takes it up when one does', () =>
    withDesk(async ({ register, claim, settle, states, counts }) => {
      await register(file('/1.pdf', 'bad'), file('/2.pdf', 'waiting'), file('/3.pdf', 'kept'), file('/4.pdf', 'kept'))
      const [first] = await claim(1)
      await settle(first!, broken)
      await register(file('/1.pdf', 'good'), file('/2.pdf', 'other'), file('/3.pdf', 'new'))
      expect(await states()).toEqual({ '1.pdf': 'waiting', '2.pdf': 'waiting', '3.pdf': 'waiting' })
      expect(await counts()).toEqual({ 'waiting fast': 4, 'withdrawn ': 2 })
      expect(await register(file('/5.pdf', 'bad'))).toBe(1)
      expect(await counts()).toEqual({ 'waiting fast': 5, 'withdrawn ': 1 })
    }))

  test('gives a document to one worker only', () =>
    withDesk(async ({ store, editionId, register, claim }) => {
      await register(...Array.from({ length: 20 }, (_, n) => file(`/${n}.pdf`, String(n))))
      const other = await addWorker(store, { host: 'there', pid: 2, jobs: 2, editionId })
      // On PostgreSQL the queue server takes care that no two ask for the same.
      const rounds =
        kind === 'sqlite' ? await Promise.all([claim(15), claim(15, other)]) : [await claim(15), await claim(15, other)]
      const ids = rounds.flat().map(({ extractionId }) => extractionId)
      expect(ids).toHaveLength(20)
      expect(new Set(ids).size).toBe(20)
    }))

  test('writes a result with its record, counts and times', () =>
    withDesk(async ({ store, editionId, register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'x'))
      const [first] = await claim()
      expect(await settle(first!, done)).toMatchObject({ state: 'done', late: false })
      expect(await counts()).toEqual({ 'done ok': 1 })
      const [sum] = await store.query((db) => readTally(db, editionId))
      expect(sum).toMatchObject({ pages: 3, doubtful: 2, findings: 1, busyMs: 30 })
      expect(Buffer.from((await readContent(store, first!.extractionId))!).toString()).toBe('packed record')
      const row = await store.query((db) => db.selectFrom('extraction').selectAll().executeTakeFirstOrThrow())
      expect(row).toMatchObject({ totalMs: 30, readMs: 10, extractMs: 20, attempts: 1, finishedAt: 130, quality: 'ok' })
      const { currentId } = await store.query((db) =>
        db.selectFrom('document').select('currentId').executeTakeFirstOrThrow(),
      )
      expect(currentId).toBe(row.id)
    }))

  test('takes the first result and drops whatever comes later', () =>
    withDesk(async ({ store, editionId, register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'x'))
      const [first] = await claim()
      const other = await addWorker(store, { host: 'there', pid: 2, jobs: 2, editionId })
      // Its worker was thought dead, and another has it now.
      await settle(first!, { kind: 'interrupted', message: 'gone' })
      const [second] = await claim(1, other)
      expect(await settle(first!, done)).toMatchObject({ state: 'done', late: false })
      expect(await settle(second!, broken)).toMatchObject({ state: 'done', late: true })
      expect(await settle(second!, { kind: 'returned' })).toMatchObject({ late: true })
      expect(await counts()).toEqual({ 'done ok': 1 })
    }))

  test('tries a document again that took its worker down, then puts it into quarantine', () =>
    withDesk(async ({ store, editionId, register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'x'))
      const [first] = await claim()
      expect(await settle(first!, trouble)).toMatchObject({ state: 'waiting' })
      const [again] = await claim()
      expect(await settle(again!, trouble)).toMatchObject({ state: 'quarantined' })
      expect(await counts()).toEqual({ 'quarantined out-of-memory': 1 })
      const [row] = await listUnread(store, editionId, { states: ['quarantined'] }, 10)
      expect(row).toMatchObject({ path: '/1.pdf', code: 'out-of-memory', attempts: 2 })
      const attempts = await store.query((db) => db.selectFrom('attempt').select('outcome').execute())
      expect(attempts).toEqual([{ outcome: 'trouble' }, { outcome: 'trouble' }])
      expect(await requeue(store, editionId, { states: ['quarantined'], document: '1.pdf' })).toBe(1)
      expect(await counts()).toEqual({ 'waiting fast': 1 })
      // It has all its tries again.
      expect(await settle((await claim())[0]!, trouble)).toMatchObject({ state: 'waiting' })
    }))

  test('does not hold against a document that its worker was killed, but not without end', () =>
    withDesk(async ({ register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'x'))
      for (let n = 0; n < 9; n++) await settle((await claim())[0]!, { kind: 'interrupted', message: 'killed' })
      await settle((await claim())[0]!, { kind: 'returned' })
      expect(await counts()).toEqual({ 'waiting fast': 1 })
      await settle((await claim())[0]!, { kind: 'interrupted', message: 'killed' })
      expect(await counts()).toEqual({ 'quarantined crashed': 1 })
    }))

  test('passes documents on to the slow lane', () =>
    withDesk(async ({ store, editionId, workerId, register, claim, settle }) => {
      await register(file('/scan.pdf', 'x'))
      await settle((await claim())[0]!, { kind: 'passed-on', lane: 'slow' })
      expect(await claim()).toEqual([])
      const [slow] = await claimWaiting(store, { editionId, lane: 'slow', limit: 5, workerId, now: 1 })
      expect(slow).toMatchObject({ name: 'scan.pdf', lane: 'slow' })
    }))

  test('queues again what recognition could read, and counts it anew', () =>
    withDesk(async ({ store, editionId, register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'scan'), file('/2.pdf', 'mixed'), file('/3.pdf', 'digital'))
      const [scan, mixed, digital] = await claim()
      await settle(scan!, { kind: 'failed', code: 'needs-ocr', message: 'pictures' })
      await settle(mixed!, { ...done, facts: '{"issues":["page-without-text"]}' })
      await settle(digital!, done)
      expect(await queueForRecognition(store, editionId)).toBe(2)
      expect(await counts()).toEqual({ 'waiting fast': 2, 'done ok': 1 })
      const sums = await store.query((db) => readTally(db, editionId))
      expect(sums.find(({ state }) => state === 'done')).toMatchObject({ pages: 3, doubtful: 2, findings: 1 })
    }))

  test('finds unread documents by path, hash, reason and run, page by page', () =>
    withDesk(async ({ store, editionId, register, claim, settle }) => {
      await register(
        ...Array.from({ length: 7 }, (_, n) => file(`/a/${n}.pdf`, `content ${n}`)),
        file('/a/100%_.pdf', 'odd name'),
        file('/gone.pdf', '', { status: 'failed', document: null, code: 'not-found', message: 'There is none.' }),
      )
      for (const one of await claim())
        await settle(one, one.path.includes('3') ? { ...broken, code: 'encrypted' } : broken)
      const list = async (filter: object, limit = 10) =>
        (await listUnread(store, editionId, { states: ['failed'], ...filter }, limit)).map(({ path }) => path)
      expect(await list({})).toHaveLength(8)
      expect(await list({ code: 'encrypted' })).toEqual(['/a/3.pdf'])
      expect(await list({ document: '/a/4.pdf' })).toEqual(['/a/4.pdf'])
      expect(await list({ document: '5.pdf' })).toEqual(['/a/5.pdf'])
      expect(await list({ document: '%.pdf' })).toEqual([])
      expect(await list({ document: '100%_.pdf' })).toEqual(['/a/100%_.pdf'])
      expect(await list({ document: shaOf('content 6').slice(0, 20) })).toEqual(['/a/6.pdf'])
      expect(await list({ runId: 2 })).toEqual([])
      const [first] = await listUnread(store, editionId, { states: ['failed'] }, 1)
      expect(await list({ after: first!.id })).toHaveLength(7)
      expect(await countUnread(store, editionId, 1)).toBe(9)
      expect(await listUnreadPaths(store, 1, 10)).toEqual([
        { path: '/gone.pdf', code: 'not-found', message: 'There is none.' },
      ])
    }))

  test('tries documents again that could not be reached, once a run meets them', () =>
    withDesk(async ({ register, claim, settle, counts }) => {
      await register(file('/1.pdf', 'x'), file('/2.pdf', 'y'))
      const [first, second] = await claim()
      await settle(first!, { kind: 'failed', code: 'not-found', message: 'gone' })
      await settle(second!, broken)
      expect(await register(file('/1.pdf', 'x'), file('/2.pdf', 'y'))).toBe(1)
      expect(await counts()).toEqual({ 'waiting fast': 1, 'failed damaged': 1 })
    }))

  test('knows which workers are silent or gone', () =>
    withDesk(async ({ store, editionId, workerId, register, claim }) => {
      await register(file('/1.pdf', 'x'), file('/2.pdf', 'y'))
      const other = await addWorker(store, { host: 'there', pid: 2, jobs: 2, editionId })
      await claim(1, other)
      await claim(1)
      expect(await abandonedWork(store, 60_000, workerId)).toEqual([])
      expect(await abandonedWork(store, null, workerId)).toHaveLength(1)
      expect(await abandonedWork(store, -60_000, workerId)).toMatchObject([{ workerId: other, host: 'there' }])
      expect((await livingWorkers(store, 60_000)).map(({ id }) => id)).toEqual([other, workerId])
      await endWorker(store, other)
      expect(await abandonedWork(store, 60_000, workerId)).toHaveLength(1)
      expect((await livingWorkers(store, 60_000)).map(({ id }) => id)).toEqual([workerId])
    }))

  test('counts right whatever happens in whatever order', async () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('register'),
        paths: fc.array(fc.tuple(fc.nat(5), fc.nat(7)), { minLength: 1, maxLength: 4 }),
      }),
      fc.record({ do: fc.constant('claim'), limit: fc.integer({ min: 1, max: 3 }) }),
      fc.record({
        do: fc.constant('settle'),
        outcome: fc.constantFrom<Outcome>(
          done,
          { ...done, quality: 'partial' },
          broken,
          trouble,
          { kind: 'interrupted', message: 'x' },
          { kind: 'returned' },
          { kind: 'passed-on', lane: 'slow' },
        ),
      }),
      fc.record({ do: fc.constant('requeue') }),
      fc.record({ do: fc.constant('compact') }),
    )
    await withDesk(async ({ store, editionId, register, claim, settle, counts }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          const hands: Claim[] = []
          for (const one of steps) {
            if ('paths' in one)
              await register(...one.paths.map(([path, content]) => file(`/${path}.pdf`, String(content))))
            else if ('limit' in one) hands.push(...(await claim(one.limit)))
            else if ('outcome' in one && hands.length > 0) await settle(hands.shift()!, one.outcome)
            else if (one.do === 'requeue') await requeue(store, editionId, { states: ['failed', 'quarantined'] })
            else if (one.do === 'compact') await store.transaction((tx) => compactTally(tx, editionId))
          }
          const rows = await store.query((db) =>
            db
              .selectFrom('extraction')
              .select([
                'state',
                sql<string>`case when state in ('waiting', 'working') then lane when state = 'done' then quality when state = 'withdrawn' then '' else code end`.as(
                  'detail',
                ),
              ])
              .select((eb) => eb.fn.countAll<number>().as('number'))
              .groupBy(['state', 'detail'])
              .execute(),
          )
          expect(await counts()).toEqual(
            Object.fromEntries(rows.map(({ state, detail, number }) => [`${state} ${detail}`, number])),
          )
        }),
        { numRuns: kind === 'sqlite' ? 60 : 15 },
      )
    })
  })

  test('has long tallies merged', () =>
    withDesk(async ({ store, editionId, counts }) => {
      const changes = Array.from({ length: 600 }, (_, n) =>
        countOf(n % 3 === 0 ? 'done' : 'waiting', 'x', 1, { pages: 2 }),
      )
      await store.transaction((tx) => addToTally(tx, editionId, changes))
      await store.transaction((tx) => compactTally(tx, editionId))
      expect(await store.query((db) => db.selectFrom('tally').selectAll().execute())).toHaveLength(2)
      expect(await counts()).toEqual({ 'waiting x': 400, 'done x': 200 })
    }))

  test('finds documents by a path or the whole names it ends with, also those of an earlier version', async () => {
    const location = await newLocation(kind)
    const store = await openStore(location)
    const { id: editionId } = await openEdition(store, 'rules', '1.0.0', 1)
    const paths = ['/a/b/1.pdf', '/a/c/1.pdf', '/a/b/11.pdf', '/a/100%_.pdf', '/một/\u{1f4c4}/hai.docx']
    const found = paths.map((path, n) => file(path, `content ${n}`))
    await registerPaths(store, { editionId, runId: 1, now: 5 }, found)
    const look = async (text: string) => {
      const again = await openStore(location)
      const documents = await findDocuments(again, editionId, text, 10)
      await again.close()
      return documents.flatMap((document) => document.paths)
    }
    const looks = async () => ({
      whole: await look('/a/b/1.pdf'),
      end: await look('b/1.pdf'),
      strokeBefore: await look('/b/1.pdf'),
      name: await look('1.pdf'),
      signs: await look('100%_.pdf'),
      halfName: await look('.pdf'),
      other: await look('100xx.pdf'),
      folder: await look('b/'),
      longer: await look('/more/a/b/1.pdf'),
      wide: await look('\u{1f4c4}/hai.docx'),
    })
    const expected = {
      whole: ['/a/b/1.pdf'],
      end: ['/a/b/1.pdf'],
      strokeBefore: ['/a/b/1.pdf'],
      name: ['/a/b/1.pdf', '/a/c/1.pdf'],
      signs: ['/a/100%_.pdf'],
      halfName: [],
      other: [],
      folder: [],
      longer: [],
      wide: ['/một/\u{1f4c4}/hai.docx'],
    }
    expect(await looks()).toEqual(expected)
    await store.query(async (db) => {
      await sql`drop index path_by_name`.execute(db)
      await sql`alter table path drop column name`.execute(db)
      await sql`delete from kysely_migration where name = '0007-path-name'`.execute(db)
    })
    await store.close()
    expect(await looks()).toEqual(expected)
  })

  test('is made by several programs at once', async () => {
    const location = await newLocation(kind)
    const program = `const { openStore } = await import(${JSON.stringify(built)})
      await (await openStore(process.argv[1])).close()`
    const open = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, location])
    await expect(Promise.all([open(), open(), open()])).resolves.toHaveLength(3)
  })

  test('is the same when opened again; a newer form is refused', async () => {
    const location = await newLocation(kind)
    const store = await openStore(location)
    await openEdition(store, 'rules', '1.0.0', 1)
    await store.close()
    const again = await openStore(location)
    expect(await again.query((db) => db.selectFrom('edition').selectAll().execute())).toHaveLength(1)
    await again.query((db) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01')`.execute(db),
    )
    await expect(again.query((db) => migrate(db as never, kind))).rejects.toThrow('newer version')
    await again.close()
    await expect(openStore(location)).rejects.toThrow('newer version')
  })
})

test('a folder is locked for one process at a time, and free when its process has ended', async () => {
  const path = join(await emptyFolder(), 'lock')
  const lock = lockFile(path)
  expect(lock).not.toBeNull()
  expect(lockFile(path)).toBeNull()
  lock!.release()
  const again = lockFile(path)
  expect(again).not.toBeNull()
  again!.release()
})
