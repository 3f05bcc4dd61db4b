import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { extract } from '../../src/index.ts'
import { apiPlugin } from '../../src/server/api/api-plugin.ts'
import { apiPath } from '../../src/server/api/schemas.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { makeEntry } from '../../src/search/record-entry.ts'
import { createToken } from '../../src/store/access-tokens.ts'
import { packRecord } from '../../src/store/record-content.ts'
import { openStore } from '../../src/store/store.ts'
import { makeRecord } from '../search/made-record.ts'

/*
 * What a request costs where the archive is large: `npx tsx test/bench/api.ts [documents]`, 100,000 unless said otherwise.
 * Headings and texts are made up; the record behind every document is that of a sample, as large as a report's is.
 */

const documents = Number(process.argv[2] ?? 100_000)
const chunk = 1_000
const typeNames = ['Báo cáo', 'Quyết định', 'Kế hoạch', 'Công văn', 'Thông báo']
const subjects = ['cải cách hành chính', 'phòng cháy chữa cháy', 'chuyển đổi số', 'thu ngân sách', 'an toàn thực phẩm']
const words = 'kết quả thực hiện nhiệm vụ hồ sơ giải quyết đúng hạn tỷ lệ đạt so với cùng kỳ năm trước tăng giảm'.split(
  ' ',
)

function madeText(n: number): string {
  const rest = Array.from({ length: 60 }, (_, i) => words[(n * 7 + i * (1 + (n % 5))) % words.length]!)
  return `${subjects[n % subjects.length]!} lần ${n} ${rest.join(' ')}`
}

/** By prepared statements: through the store it would take ten times as long. */
function fill(file: string, content: Buffer): void {
  const database = new Database(file)
  database.exec("insert into edition (rules, version, created_at) values ('rules', '1', 1)")
  const document = database.prepare(
    'insert into document (id, sha256, bytes, name, created_at, current_id) values (?, ?, 1, ?, 1, ?)',
  )
  const extraction = database.prepare(
    `insert into extraction (id, document_id, edition_id, lane, state, quality, record_sha256, pages, findings, finished_at)
      values (?, ?, 1, 'fast', 'done', ?, ?, 3, 1, 1)`,
  )
  const record = database.prepare('insert into record (extraction_id, content) values (?, ?)')
  const entry = database.prepare(
    `insert into search_entry (document_id, extraction_id, type, type_key, number, number_key, issuer, issuer_key, subject,
      issued_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const text = database.prepare('insert into search_text (document_id, text) values (?, ?)')
  const indexed = database.prepare('insert into search_words (rowid, words) values (?, ?)')
  for (let from = 1; from <= documents; from += chunk) {
    database.exec('begin')
    for (let n = from; n < Math.min(from + chunk, documents + 1); n++) {
      const made = makeEntry(madeRecord(n))
      document.run(n, sha256Of(n), `${n}.pdf`, n)
      extraction.run(n, n, n % 10 === 0 ? 'partial' : 'ok', 'f'.repeat(64))
      record.run(n, content)
      const { type, typeKey, number, numberKey, issuer, issuerKey, subject, issuedOn } = made
      entry.run(n, n, type, typeKey, number, numberKey, issuer, issuerKey, subject, issuedOn)
      text.run(n, Buffer.from(made.text))
      indexed.run(n, made.words)
    }
    database.exec('commit')
  }
  database.close()
}

function sha256Of(n: number): string {
  return createHash('sha256').update(String(n)).digest('hex')
}

function madeRecord(n: number) {
  return makeRecord({
    name: String(n),
    type: typeNames[n % typeNames.length]!,
    number: `${n}/BC-UBND`,
    issuer: `UBND xã ${n % 400}`,
    subject: `Về ${subjects[n % subjects.length]!}`,
    issuedOn: `20${14 + (n % 10)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
    text: madeText(n),
  })
}

function quantile(sorted: readonly number[], share: number): string {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(7)
}

const folder = await mkdtemp(join(tmpdir(), 'boctach-bench-'))
const file = join(folder, 'bench.db')
const store = await openStore(file)
const sample = await extract(new URL('../../samples/bao-cao-cchc/source.pdf', import.meta.url).pathname)
if (!sample.ok) throw new Error(sample.failure.message)
const json = Buffer.from(JSON.stringify(sample.record, null, 2))
const content = Buffer.from(packRecord(json))
const began = performance.now()
fill(file, content)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(
  `${documents} documents made in ${seconds} s; each record ${json.length} bytes, ${content.length} as stored`,
)

const app = await buildServer({
  requestsPerMinute: 10_000_000,
  plugins: [apiPlugin({ store, submissions: null, exportFolder: folder, review: null })],
})
const base = (await app.listen({ host: '127.0.0.1', port: 0 })) + apiPath
const token = (await createToken(store, { name: 'bench', scopes: ['read'], expiresAt: null }, Date.now()))!
const at = (n: number) => 1 + ((n * 7919) % documents)
const hashOf = (n: number) =>
  createHash('sha256')
    .update(String(at(n)))
    .digest('hex')

const measured: readonly (readonly [string, number, (n: number) => string])[] = [
  ['record', 1000, (n) => `/documents/${hashOf(n)}/record`],
  ['document', 500, (n) => `/documents/${hashOf(n)}`],
  ['items', 200, (n) => `/documents/${hashOf(n)}/items?kind=metric`],
  ['page', 300, () => '/documents?limit=50'],
  ['page by type', 300, (n) => `/documents?limit=50&type=${typeNames[n % 5]!}`],
  ['page by issuer', 300, (n) => `/documents?limit=50&issuer=UBND xã ${n % 400}`],
  ['page by number', 300, (n) => `/documents?limit=50&number=${at(n)}/BC-UBND`],
  [
    'page by days',
    300,
    (n) => `/documents?limit=50&issuedFrom=20${14 + (n % 10)}-03-01&issuedTo=20${14 + (n % 10)}-03-31`,
  ],
  [
    'page by type, issuer, quality',
    300,
    (n) => `/documents?limit=50&type=${typeNames[n % 5]!}&issuer=UBND xã ${n % 400}&quality=partial`,
  ],
  ['search, one document', 100, (n) => `/search?q="lần ${at(n)}"`],
  ['search, a phrase in a fifth', 20, (n) => `/search?q="${subjects[n % 5]!}"`],
  ['search, words in all', 10, () => '/search?q=ket qua'],
]

// `cpu`: of this process, client included, a request: what is left of the time where the machine has nothing else to do.
console.log('ms'.padEnd(32), 'requests', '    p50', '    p95', '    max', '    cpu')
for (const [name, requests, urlOf] of measured) {
  const times: number[] = []
  const used = process.cpuUsage()
  for (let n = 0; n < requests; n++) {
    const start = performance.now()
    const answer = await fetch(base + encodeURI(urlOf(n)), { headers: { authorization: `Bearer ${token}` } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(used)
  times.sort((a, b) => a - b)
  console.log(
    name.padEnd(32),
    String(requests).padStart(8),
    quantile(times, 0.5),
    quantile(times, 0.95),
    quantile(times, 1),
    ((user + system) / 1000 / requests).toFixed(1).padStart(7),
  )
}
await app.close()
await store.close()
await rm(folder, { recursive: true })
