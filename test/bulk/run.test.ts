import { appendFileSync, existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ledgerPath, takeOutFolder } from '../../src/bulk/out-folder.ts'
import { defaultDocumentLimits, runArchive, watchArchive } from '../../src/bulk/run.ts'
import type { RunOptions, WatchOptions } from '../../src/bulk/run.ts'
import type { Worked } from '../../src/bulk/station.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRules } from '../../src/rules/load.ts'
import { openStore } from '../../src/store/store.ts'
import { makeDocx } from '../cli/made-files.ts'
import { readTally } from '../../src/store/tally.ts'
import { callBoctach } from '../cli/call-boctach.ts'
import { emptyFolder, runBoctachUnprivileged } from '../cli/run-boctach.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeArchive, makeSmallDocx } from './made-archive.ts'
import { hasEnded, startBoctach, until } from './processes.ts'

// A machine at its limits needs many times what a quiet one does.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

interface Place {
  readonly folder: string
  readonly archive: string
  readonly out: string
}

async function makePlace(): Promise<Place> {
  const folder = await emptyFolder()
  return { folder, archive: join(folder, 'archive'), out: join(folder, 'out') }
}

const run = ({ archive, out }: Place, ...more: readonly string[]) =>
  callBoctach(['run', archive, '--out', out, '--jobs', '1', ...more])

const lines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    // How often it tells how far it is depends on the machine.
    .filter(({ status }) => status !== 'progress')

/**
 * A program for document processes, watched like the real one: it hangs on documents named endless…, fills memory outside
 * the heap on large… and calls all others damaged.
 */
async function writeScript(folder: string): Promise<URL> {
  const path = join(folder, 'script.mjs')
  await writeFile(
    path,
    `import { watchMemory } from '${new URL('../../dist/bulk/memory-watch.js', import.meta.url).href}'
    process.on('disconnect', () => process.exit())
    process.on('message', ({ kind, setup, task }) => {
      if (kind === 'setup') {
        watchMemory(setup.maxMemoryBytes)
        return process.send({ kind: 'ready' })
      }
      if (task.name.startsWith('endless')) return
      const held = []
      while (task.name.startsWith('large')) held.push(Buffer.alloc(2 ** 20, held.length + 1))
      const outcome = { kind: 'failed', code: 'damaged', message: 'so it is' }
      process.send({ kind: 'outcome', outcome, memoryBytes: 1 })
    })`,
  )
  return pathToFileURL(path)
}

/** A run or, with `intervalMs`, a watch whose documents are worked on by `script`. */
async function workWith(
  script: URL,
  { archive, out }: Place,
  more: Partial<WatchOptions> & { readonly timeoutMs?: number; readonly maxMemoryBytes?: number },
): Promise<Worked[]> {
  const lock = await takeOutFolder(out)
  const store = await openStore(ledgerPath(out))
  const worked: Worked[] = []
  const { timeoutMs = 60_000, maxMemoryBytes = 2 ** 30, onWorked, intervalMs, ...others } = more
  try {
    const options: RunOptions = {
      store,
      outDir: out,
      rules: { source: await readRules([]), hash: 'none' },
      limits: defaultLimits,
      documentLimits: { ...defaultDocumentLimits, timeoutMs, maxMemoryBytes },
      jobs: 1,
      slowJobs: 1,
      ocr: null,
      signal: new AbortController().signal,
      script,
      paths: [archive],
      onScanned: () => undefined,
      onWorked: (one) => {
        worked.push(one)
        onWorked?.(one)
      },
      ...others,
    }
    if (intervalMs === undefined) await runArchive(options, () => undefined)
    else await watchArchive({ ...options, intervalMs }, () => undefined)
    return worked
  } finally {
    await store.close()
    lock.release()
  }
}

describe('boctach run', () => {
  test('reads an archive, and a second time finds nothing to do', async () => {
    const place = await makePlace()
    const made = await makeArchive(place.archive, 12)
    const first = await run(place)
    expect(first).toMatchObject({ code: 1, stderr: '' })
    expect(first.stdout).toContain('15 documents read, 3 failed. 2 skipped as no documents (1 .txt, 1 .xlsx).')
    expect(first.stdout).toMatch(/broken\.pdf {2}damaged: /)
    const { done, failed, paths } = await checkLedger(join(place.out, 'boctach.db'), place.out)
    expect({ done, failed }).toEqual({ done: made.readable, failed: made.unreadable })
    // Every file, member and archive, and what was skipped.
    expect(paths).toBe(12 + 2 + 1 + 3 + 1 + 1 + 3 + 1)
    const records = readRecords(place.out)
    const times = await readdir(join(place.out, 'records'))
    const again = lines((await run(place, '--json')).stdout)
    expect(again.map(({ status }) => status)).toEqual(['summary'])
    expect(again[0]).toMatchObject({ done: 15, failed: 3, pending: 0 })
    expect(readRecords(place.out)).toEqual(records)
    expect(await readdir(join(place.out, 'records'))).toEqual(times)
  })

  test('reads changed and new files, and tries again what was not reachable', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    const [one, two] = [join(place.archive, '1.docx'), join(place.archive, '2.docx')]
    await writeFile(one, await makeSmallDocx('một'))
    await writeFile(two, 'not a Word file')
    expect((await run(place)).stdout).toContain('1 document read, 1 failed')
    await writeFile(two, await makeSmallDocx('hai'))
    await writeFile(join(place.archive, '3.docx'), await makeSmallDocx('ba'))
    const second = await run(place)
    expect(second).toMatchObject({ code: 0 })
    expect(second.stdout).toContain('3 documents read, 0 failed')
    expect(await readdir(join(place.out, 'records'))).toHaveLength(3)
  })

  test('reads by other rules without the files, and says what is different; the same rules again change nothing', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    for (let n = 0; n < 4; n++) {
      const text = n === 0 ? 'Các bên thống nhất theo Biên bản họp ngày 12/3/2024.' : `Mẫu ${n}`
      await writeFile(join(place.archive, `${n}.docx`), await makeDocx(text))
    }
    await run(place)
    const before = readRecords(place.out)
    const rules = join(place.folder, 'rules')
    await mkdir(rules)
    await writeFile(
      join(rules, 'minutes.yaml'),
      `- id: reference.minutes
  why: 'Minutes cited by their date alone.'
  pattern: '(?<type>Biên bản){{ws}}họp{{ws}}(?<date>{{date}})'
  take: { type: type, date: date }
  confidence: 0.8
  examples:
    - { text: 'theo [[Biên bản họp ngày 12/3/2024]], hai bên', takes: { type: Biên bản, date: 2024-03-12 } }
    - { text: 'căn cứ [[Biên bản họp ngày 05/01/2024]] giữa', takes: { date: 2024-01-05 } }
  counterexamples:
    - { text: 'lập biên bản họp và lưu hồ sơ', why: none is meant }
`,
    )
    await rename(place.archive, `${place.archive}-moved`)
    const { stdout, code } = await callBoctach(['run', '--out', place.out, '--rules', rules])
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('4 documents read, 0 failed') as string,
    })
    const differences = lines(await readFile(join(place.out, 'differences.jsonl'), 'utf8'))
    expect(differences).toMatchObject([
      { name: '0.docx', sections: { references: { added: 1, removed: 0, changed: 0 } } },
    ])
    expect(await readFile(join(place.out, 'report.md'), 'utf8')).toContain(
      '4 documents had a record by other rules or another version; 1 now have other items.',
    )
    // With the rules of before, the results of before are there already.
    await rename(`${place.archive}-moved`, place.archive)
    const back = lines((await run(place, '--json')).stdout)
    expect(back.map(({ status }) => status)).toEqual(['summary'])
    expect([...readRecords(place.out).keys()].sort()).toEqual([...before.keys()].sort())
  })

  test('stops a document that does not end, tries it once more and puts it into quarantine', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    await writeFile(join(place.archive, 'endless.docx'), await makeSmallDocx(1))
    await writeFile(join(place.archive, 'short.docx'), await makeSmallDocx(2))
    const script = await writeScript(place.folder)
    const worked = await workWith(script, place, { timeoutMs: 2_000 })
    const states = worked.map(({ claim, settled }) => `${claim.name} ${settled.state}`)
    expect(states.sort()).toEqual(['endless.docx quarantined', 'endless.docx waiting', 'short.docx failed'])
    const of = (...args: readonly string[]) => callBoctach([...args, '--out', place.out])
    expect((await of('quarantine', 'list')).stdout).toMatch(/endless\.docx {2}timeout: [^]*1 document in quarantine/)
    const shown = await of('quarantine', 'show', 'endless.docx')
    expect(shown.stdout.match(/trouble/g)).toHaveLength(2)
    expect(await workWith(script, place, { timeoutMs: 2_000 })).toEqual([])
    expect((await of('quarantine', 'release', 'endless.docx')).stdout).toContain('1 document put back')
    expect((await of('quarantine', 'list')).stdout).toContain('0 documents in quarantine')
    expect((await of('status')).stdout).toContain('1 to do, 1 failed, 0 in quarantine')
  })

  test('ends a document that needs more memory than allowed, whatever kind of memory', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    await writeFile(join(place.archive, 'large.docx'), await makeSmallDocx(1))
    await writeFile(join(place.archive, 'small.docx'), await makeSmallDocx(2))
    const worked = await workWith(await writeScript(place.folder), place, { maxMemoryBytes: 200 * 2 ** 20 })
    const states = worked.map(({ claim, settled }) => `${claim.name} ${settled.state}`)
    expect(states.sort()).toEqual(['large.docx quarantined', 'large.docx waiting', 'small.docx failed'])
    const large = worked.filter(({ claim }) => claim.name === 'large.docx').map(({ outcome }) => outcome)
    expect(large[0]).toEqual({
      kind: 'trouble',
      code: 'out-of-memory',
      message: 'It needs more than the 200 MB allowed.',
    })
    expect(large[1]).toEqual(large[0])
  })

  test('retries what it is told to', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    await writeFile(join(place.archive, 'a.docx'), await makeDocx('a'))
    const small = await run(place, '--max-bytes', '1k')
    expect(small.stdout).toContain('0 documents read, 1 failed')
    // It was not read at all: the next run looks at it again by itself.
    expect((await run(place)).stdout).toContain('1 document read, 0 failed')
    await writeFile(join(place.archive, 'b.docx'), 'broken')
    await run(place)
    const retry = (...args: readonly string[]) => callBoctach(['retry', '--out', place.out, ...args])
    expect(await retry()).toMatchObject({ code: 2 })
    expect(await retry('--reason', 'no-such')).toMatchObject({ code: 2 })
    expect(await retry('c.docx')).toMatchObject({ code: 2 })
    expect((await retry('--reason', 'unsupported')).stdout).toContain('1 document put back')
    expect((await run(place)).stdout).toContain('1 document read, 1 failed')
    expect((await retry('b.docx')).stdout).toContain('1 document put back')
    expect((await retry('--all')).stdout).toContain('0 documents put back')
  })

  test('has its folder for itself, until it ends', async () => {
    const place = await makePlace()
    await makeArchive(place.archive, 40)
    // Loaded before it counts: what is looked at below is soon over.
    for (const command of ['run', 'status']) await callBoctach([command, '--help'])
    const first = startBoctach(['run', place.archive, '--out', place.out, '--jobs', '1'])
    onTestFinished(() => {
      if (!hasEnded(first)) first.child.kill('SIGKILL')
    })
    const ledger = ledgerPath(place.out)
    await until('it has begun', () => existsSync(ledger))
    const store = await openStore(ledger)
    onTestFinished(() => store.close())
    await until('documents wait', async () => (await store.query((db) => readTally(db, 1))).length > 0)
    expect(await run(place)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Another boctach is at work') as string,
    })
    const status = async () =>
      JSON.parse((await callBoctach(['status', '--out', place.out, '--json'])).stdout) as {
        readonly editions: readonly { readonly pending: number }[]
        readonly workers: readonly unknown[]
      }
    expect((await status()).workers).toHaveLength(1)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(1)
    expect(first.stderr()).toContain('stopping when the documents in work are done')
    expect(first.stdout()).toMatch(/\d+ left to do/)
    expect((await status()).editions[0]!.pending).toBeGreaterThan(0)
    await run(place)
    expect(await checkLedger(ledger, place.out)).toMatchObject({ done: 43, failed: 3 })
  })

  test.each([
    ['no output folder', ['run', 'x']],
    ['a folder that is a file', ['run', 'x', '--out', 'a-file']],
    ['no ledger', ['status', '--out', 'nowhere']],
    ['neither folder nor database', ['verify']],
  ])('%s is wrong usage', async (_, args) => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'a-file'), '')
    const inFolder = args.map((arg) => (/^(?:a-file|nowhere)$/.test(arg) ? join(folder, arg) : arg))
    expect((await callBoctach(inFolder)).code).toBe(2)
  })

  test('says which files it may not read, and goes on', async () => {
    const place = await makePlace()
    await makeArchive(place.archive, 2)
    await chmod(join(place.archive, 'report.pdf'), 0)
    const { code, stdout } = await runBoctachUnprivileged(['run', place.archive, '--out', place.out, '--jobs', '1'])
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/report\.pdf {2}unreadable/) as string,
    })
    expect(stdout).toContain('4 documents read, 4 failed')
  })
})

describe('what a run leaves', () => {
  let place: Place
  let told: readonly Record<string, unknown>[]

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'boctach-test-'))
    place = { folder, archive: join(folder, 'archive'), out: join(folder, 'out') }
    await makeArchive(place.archive, 5)
    await writeFile(join(place.archive, '<img src=x onerror=alert(1)> | `x` & "y".pdf'), '%PDF-1.4')
    told = lines((await run(place, '--json')).stdout)
  })

  afterAll(() => rm(place.folder, { recursive: true, force: true }))

  test('machines are told what became of each document', () => {
    const of = (status: string) => told.filter((line) => line['status'] === status)
    expect(of('ok')).toHaveLength(8)
    for (const { record, sha256, path } of of('ok')) {
      expect(record).toBe(join(place.out, 'records', `${String(sha256)}.json`))
      expect(path).toContain(place.archive)
    }
    const codes = of('failed').map(({ code }) => code)
    expect(codes.sort()).toEqual(['damaged', 'damaged', 'empty', 'encrypted'])
    expect(told.at(-1)).toMatchObject({
      status: 'summary',
      done: 8,
      failed: 4,
      reasons: { damaged: 2, empty: 1, encrypted: 1 },
      skipped: { '.xlsx': 1, '.txt': 1 },
      report: join(place.out, 'report.html'),
    })
  })

  test('the report counts what was read, and shows hostile names as text', async () => {
    const [html, markdown] = [
      await readFile(join(place.out, 'report.html'), 'utf8'),
      await readFile(join(place.out, 'report.md'), 'utf8'),
    ]
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; | `x` &amp; &quot;y&quot;.pdf')
    expect(html).not.toMatch(/<img|<script|https?:\/\//)
    expect(html.match(/<svg/g)!.length).toBeGreaterThan(4)
    expect(markdown).toContain('&lt;img src=x onerror=alert(1)&gt; \\| \\`x\\` &amp;')
    expect(markdown).toContain('| docx | 7 | 87.5 % |')
    expect(markdown).toContain('| pdf | 1 | 12.5 % |')
    expect(markdown).toMatch(/\| damaged \| 2 \| 50\.0 % \|/)
    expect(markdown).toMatch(/\| header\.type \| 8 \| 8 \| 100\.0 % \|/)
    expect(markdown.match(/\| 0\.\d\d – /g)).toHaveLength(20)
    // Every row has as many cells as its head.
    for (const table of markdown.match(/(?:^\|.*\n)+/gm)!) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.match(/(?<!\\)\|/g)!.length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  test('verify finds what does not agree, and mends what the ledger knows', async () => {
    const verify = (...args: readonly string[]) => callBoctach(['verify', '--out', place.out, ...args])
    expect((await verify('--sources')).stdout).toContain('12 documents, 8 records, 15 paths: all agree.')
    const records = readRecords(place.out)
    const [missing, changed] = [...records.keys()]
    await rm(join(place.out, 'records', missing!))
    await appendFile(join(place.out, 'records', changed!), ' ')
    await writeFile(join(place.out, 'records', 'stray.json'), '{}')
    await rm(join(place.archive, 'report.pdf'))
    const touched = join(place.archive, '1/00001.docx')
    await utimes(touched, new Date(), new Date(Date.now() - 86_400_000))
    const found = await verify('--json')
    expect(found.code).toBe(1)
    expect(
      lines(found.stdout)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['record-changed', 'record-missing', 'source-changed', 'source-missing', 'unknown-file'])
    // The same bytes under another time are the same source.
    expect(lines((await verify('--json', '--sources')).stdout)).toHaveLength(4)
    const mended = await verify('--repair')
    expect(mended.stdout).toContain('2 repaired')
    await rm(join(place.out, 'records', 'stray.json'))
    expect(readRecords(place.out)).toEqual(records)
    const store = await openStore(join(place.out, 'boctach.db'))
    await store.query((db) => db.updateTable('extraction').set({ state: 'failed' }).where('id', '=', 1).execute())
    await store.query((db) =>
      db
        .updateTable('record')
        .set({ content: Buffer.from('x') })
        .where('extractionId', '=', 2)
        .execute(),
    )
    await store.close()
    expect(lines((await verify('--json')).stdout).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['counts-wrong', 'stored-record-damaged']) as unknown,
    )
  })
})

describe('boctach watch', () => {
  test('reads what is put into a folder, once it is no longer written to', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    await writeFile(join(place.archive, 'first.docx'), 'one')
    const growing = join(place.archive, 'second.docx')
    const stop = new AbortController()
    let looks = 0
    const worked = await workWith(await writeScript(place.folder), place, {
      signal: stop.signal,
      // Written to between one look and the next, three times; left alone from then on.
      onScanned: ({ complete }) => {
        if (!complete) return
        looks++
        if (looks <= 3) appendFileSync(growing, 'part ')
        if (looks > 1000) stop.abort()
      },
      onWorked: ({ claim }) => {
        if (claim.name === 'second.docx') stop.abort()
      },
      intervalMs: 10,
    })
    expect(looks).toBeLessThan(1000)
    expect(worked.map(({ claim }) => [claim.name, claim.bytes])).toEqual([
      ['first.docx', 3],
      ['second.docx', 15],
    ])
  })

  test('goes on until it is stopped', async () => {
    const place = await makePlace()
    await mkdir(place.archive)
    await writeFile(join(place.archive, 'first.docx'), await makeSmallDocx('first'))
    const watch = startBoctach(['watch', place.archive, '--out', place.out, '--every', '1', '--jobs', '1', '--json'])
    onTestFinished(() => {
      if (!hasEnded(watch)) watch.child.kill('SIGKILL')
    })
    await until('the first is read', () => watch.stdout().includes('"status":"ok"'))
    await writeFile(join(place.archive, 'second.docx'), 'x')
    await until('the second is told', () => watch.stdout().includes('"status":"failed"'))
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toBe(1)
    expect(await checkLedger(ledgerPath(place.out), place.out)).toMatchObject({ done: 1, failed: 1 })
  })
})
