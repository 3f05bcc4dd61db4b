import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sendDue } from '../../src/server/webhook-sender.ts'
import { createToken } from '../../src/store/access-tokens.ts'
import { takeDeliveries } from '../../src/store/outbox.ts'
import { runProgram } from '../../src/cli/program.ts'
import { makeRecord } from '../search/made-record.ts'
import { archive, fileForm, openApi } from './api-harness.ts'
import type { ApiDesk } from './api-harness.ts'

let desk: ApiDesk
let folder: string
let token: string
let decider: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boctach-guide-'))
  desk = await openApi(archive, join(folder, 'out'))
  token = await desk.tokenFor('read', 'submit')
  decider = await desk.tokenFor('read', 'decide')
})

afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const guide = await readFile(new URL('../../src/server/api/README.md', import.meta.url), 'utf8')
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!.trim())
const commands = blocks('sh').flatMap((block) => block.split('\n'))

/** Words as a shell takes them, of the kind that stands in the guide. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare!)
}

/** A `curl` of the guide, sent to the desk. */
async function curl(line: string) {
  const [, ...args] = words(
    line.replaceAll('$TOKEN', token).replaceAll('$DECIDER', decider).replaceAll('$ID', makeRecord(archive[0]!).id),
  )
  const headers: { [name: string]: string } = {}
  let [url, query, payload, form] = ['', '', '', false]
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '-H') {
      const [name, value] = args[++i]!.split(/: (.*)/) as [string, string]
      headers[name] = value
    } else if (arg === '--data-urlencode') {
      const [name, value] = args[++i]!.split(/=(.*)/s) as [string, string]
      query = `?${new URLSearchParams({ [name]: value }).toString()}`
    } else if (arg === '-F') form = args[++i] === 'file=@report.pdf'
    else if (arg === '-d') payload = args[++i]!
    else if (arg === '-o') i++
    else if (arg !== '-G') url = arg
  }
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8720\/api\/v1\//)
  const sent = form ? fileForm('report.pdf', 'made') : payload === '' ? {} : { method: 'POST' as const, payload }
  return desk.app.inject({
    url: url + query,
    ...sent,
    headers: { ...('headers' in sent ? sent.headers : {}), ...headers },
  })
}

/** A command in this process, over the desk's folder. */
async function command(line: string) {
  const read = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      read[name] += String(text)
      return true
    }),
  )
  const before = process.exitCode
  process.exitCode = 0
  try {
    await runProgram(
      words(line)
        .slice(1)
        .map((word) => (word === 'out' ? join(folder, 'out') : word)),
    )
    return { code: process.exitCode, ...read }
  } finally {
    process.exitCode = before
    for (const spy of spies) spy.mockRestore()
  }
}

const answers = new Map<string, unknown>()

test('every request of the guide is answered', async () => {
  const requests = commands.filter((line) => line.startsWith('curl'))
  expect(requests.length).toBeGreaterThan(10)
  for (const line of requests) {
    const answer = await curl(line)
    expect([line, answer.statusCode]).toEqual([line, line.includes('-F') ? 202 : 200])
    if (String(answer.headers['content-type']).includes('json')) answers.set(line, answer.json())
  }
  const [list, search, job, event, problem] = blocks('json').map((block) => JSON.parse(block) as object)
  const of = (part: string) => [...answers].find(([line]) => line.includes(part))![1]
  expect(of('documents?type')).toMatchObject(list!)
  expect(of('/search')).toMatchObject(search!)
  expect(of('-d ')).toMatchObject({ results: [{ outcome: 'done' }] })
  expect(of('Idempotency-Key')).toMatchObject(job!)
  expect((await desk.ask(token, '/search?q=date:never')).json()).toMatchObject(problem!)
  expect(event).toMatchObject({ type: 'document.read' })
})

test('every command of the guide does what it says', async () => {
  const own = commands.filter((line) => line.startsWith('boctach') && !line.startsWith('boctach serve'))
  const inText = [...guide.matchAll(/`(boctach token create scanner[^`]+)`/g)].map(([, line]) => line!)
  expect(own.length).toBeGreaterThan(5)
  const said: string[] = []
  for (const line of [...own, ...inText]) {
    const run = await command(line)
    expect([line, run.code, run.stderr.replace(/^boctach: (?:This|Address).*\n/, '')]).toEqual([line, 0, ''])
    said.push(run.stdout)
  }
  expect(said[0]).toMatch(/^boctach_[\w-]{43}\n$/)
  expect(said.join('')).toContain('statistics · read')
  // Four documents that were read, in 1970, and the decision of the test before.
  expect(said.join('')).toContain('5 events will be sent again.')
  expect(said.join('')).toContain('1 event will be sent again.')
  expect(await takeDeliveries(desk.store, Date.now() + 1_000, 10, 1)).toEqual([])
  expect(await sendDue(desk.store, Date.now())).toBe(0)
  const refused = await command('boctach webhook add https://elsewhere.example/x --out out')
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--allow-host elsewhere.example')])
}, 120_000)

test('the program in the guide runs', async () => {
  const base = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  const client = fileURLToPath(new URL('../../src/client/api-client.ts', import.meta.url))
  const program = blocks('ts')[0]!
    .replace("'boctach/client'", JSON.stringify(client))
    .replace("'http://127.0.0.1:8720'", JSON.stringify(base))
  const path = join(folder, 'program.ts')
  await writeFile(path, program)
  vi.stubEnv('TOKEN', token)
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await import(/* @vite-ignore */ pathToFileURL(path).href)
    expect(log.mock.calls).toEqual([['86/BC-UBND', 0]])
  } finally {
    log.mockRestore()
    vi.unstubAllEnvs()
  }
})

test('boctach serve serves, reads what is handed in, and ends when told to', async () => {
  const place = join(folder, 'served')
  const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  expect(commands).toContain('boctach serve --out out')
  const child = spawn(process.execPath, [bin, 'serve', '--out', place, '--port', '0', '--jobs', '1'])
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  try {
    const printed = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', resolve)
      child.stderr.setEncoding('utf8').once('data', (text: string) => reject(new Error(text)))
    })
    const base = /^(\S+)\/docs /.exec(printed)![1]!
    const { openStore } = await import('../../src/store/store.ts')
    const store = await openStore(join(place, 'boctach.db'))
    const key = (await createToken(store, { name: 'x', scopes: ['read', 'submit'], expiresAt: null }, Date.now()))!
    await store.close()
    const headers = { authorization: `Bearer ${key}` }
    const form = new FormData()
    form.append(
      'file',
      new Blob([await readFile(new URL('../../samples/cong-van/source.pdf', import.meta.url))]),
      'a.pdf',
    )
    const submitted = await fetch(`${base}/documents`, { method: 'POST', headers, body: form })
    expect(submitted.status).toBe(202)
    const { document } = (await submitted.json()) as { document: string }
    const record = () => fetch(`${base}/documents/${document}/record`, { headers })
    await expect.poll(async () => (await record()).status, { timeout: 60_000, interval: 200 }).toBe(200)
    expect(((await (await record()).json()) as { source: object }).source).toMatchObject({ name: 'a.pdf' })
    const found = await fetch(`${base}/search?q=${encodeURIComponent('an toàn hồ đập')}`, { headers })
    const answer = (await found.json()) as { documents: { snippets: { hits: { start: number; end: number }[] }[] }[] }
    expect(answer).toMatchObject({ found: 1, documents: [{ id: document }] })
    const [{ start, end }] = answer.documents[0]!.snippets[0]!.hits as [{ start: number; end: number }]
    const locate = () => fetch(`${base}/documents/${document}/place?start=${start}&end=${end}`, { headers })
    await expect.poll(async () => (await locate()).status, { timeout: 30_000, interval: 500 }).toBe(200)
    expect(await (await locate()).json()).toMatchObject({ start, end, page: 1, boxes: [{ page: 1 }] })
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toBe(0)
}, 120_000)
