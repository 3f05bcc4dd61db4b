import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { makeDocx, makePdf, makeZip } from './made-files.ts'
import { emptyFolder, runBoctach } from './run-boctach.ts'

interface JsonLine {
  readonly status: string
  readonly path?: string
  readonly code?: string
  readonly message?: string
  readonly record?: string
  readonly of?: string
  readonly documents?: number
  readonly failed?: number
  readonly skipped?: number
}

async function write(folder: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}

/** Runs `extract … --out out --json` in `folder`. */
async function extractJson(folder: string, ...args: readonly string[]) {
  const run = await runBoctach(['extract', ...args, '--out', 'out', '--json'], folder)
  const lines = run.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JsonLine)
  return { ...run, lines: lines.slice(0, -1), summary: lines.at(-1)! }
}

async function allFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function records(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await allFiles(join(folder, 'out'))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)))
}

describe('good input', () => {
  test('gives one valid, pretty record a document under its hash, and exit code 0', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.docx': await makeDocx(), 'in/deeper/b.pdf': await makePdf() })
    const { code, lines, summary, stderr } = await extractJson(folder, 'in')
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(lines.map(({ status, path }) => [status, path])).toEqual([
      ['ok', 'in/a.docx'],
      ['ok', 'in/deeper/b.pdf'],
    ])
    expect(summary).toMatchObject({ status: 'summary', documents: 2, failed: 0, skipped: 0 })
    for (const line of lines) {
      const json = await readFile(join(folder, line.record!), 'utf8')
      const record = recordSchema.parse(JSON.parse(json))
      expect(line.record).toBe(join('out', 'records', `${record.id}.json`))
      expect(json).toBe(`${JSON.stringify(record, null, 2)}\n`)
      expect(record.source.name).toBe(line.path!.split('/').at(-1))
    }
    expect(await allFiles(join(folder, 'out'))).toHaveLength(2)
  })

  test('is the same byte for byte however often and with however many at once', async () => {
    const folder = await emptyFolder()
    const files = await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => [`in/${n}.docx`, await makeDocx(`Số ${n}`)] as const),
    )
    await write(folder, { ...Object.fromEntries(files), 'in/p.pdf': await makePdf(), 'in/same.pdf': await makePdf() })
    const runs = []
    for (const jobs of ['1', '1', '4']) {
      const { code, stdout } = await extractJson(folder, 'in', '--jobs', jobs)
      expect(code).toBe(0)
      runs.push({ records: await records(folder), lines: stdout.replace(/"seconds":[\d.]+/, '') })
    }
    expect(runs[0]!.records.size).toBe(6)
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
  })

  test('given twice under two names is one record, and both names are said', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.docx': await makeDocx(), 'in/b.docx': await makeDocx() })
    const { code, lines } = await extractJson(folder, 'in')
    expect(code).toBe(0)
    expect(lines[1]).toMatchObject({
      status: 'duplicate',
      path: 'in/b.docx',
      of: 'in/a.docx',
      record: lines[0]!.record,
    })
    expect((await records(folder)).size).toBe(1)
    const plain = await runBoctach(['extract', 'in', '--out', 'out'], folder)
    expect(plain.stdout).toContain('in/b.docx  same bytes as in/a.docx')
  })

  test('named wrongly is told by its content', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.pdf': await makeDocx(), 'in/b.txt': await makeDocx('b'), 'in/c': await makePdf() })
    const { code, summary } = await extractJson(folder, 'in')
    expect(code).toBe(0)
    expect(summary).toMatchObject({ documents: 3, skipped: 0 })
  })

  test('is found by patterns, and a file whose name looks like one is read as it is', async () => {
    const folder = await emptyFolder()
    await write(folder, {
      'in/x/a.docx': await makeDocx('a'),
      'in/b.docx': await makeDocx('b'),
      'c[1].docx': await makeDocx('c'),
    })
    const { code, lines } = await extractJson(folder, 'in/**/*.docx', 'c[1].docx')
    expect(code).toBe(0)
    expect(lines.map(({ path }) => path)).toEqual(['in/b.docx', 'in/x/a.docx', 'c[1].docx'])
  })
})

describe('folders', () => {
  test('skip dot-files without a word and count what is no document', async () => {
    const folder = await emptyFolder()
    await write(folder, {
      'in/a.docx': await makeDocx(),
      'in/truth.json': '{}',
      'in/rule.yaml': 'a: 1',
      'in/table.xlsx': await makeZip({ 'xl/workbook.xml': '' }),
      'in/.hidden.docx': 'x',
      'in/.git/b.docx': 'x',
    })
    const plain = await runBoctach(['extract', 'in', '--out', 'out'], folder)
    expect(plain.code).toBe(0)
    expect(plain.stdout).toContain('1 document read, 0 failed, 3 skipped as no documents (1 .json, 1 .xlsx, 1 .yaml).')
  })

  test('that lead back to themselves end', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.docx': await makeDocx() })
    await symlink('..', join(folder, 'in/up'))
    await symlink('itself', join(folder, 'in/itself'))
    const { code, lines } = await extractJson(folder, 'in')
    expect(code).toBe(1)
    expect(lines).toMatchObject([
      { status: 'ok', path: 'in/a.docx' },
      { status: 'failed', path: 'in/itself', code: 'unreadable' },
    ])
  })

  test('never read their own output again', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'a.docx': await makeDocx(), 'out/old.docx': await makeDocx('old') })
    const { lines } = await extractJson(folder, '.')
    expect(lines.map(({ path }) => path)).toEqual(['a.docx'])
  })
})

describe('bad input', () => {
  const truncated = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)
  const nothing = new Uint8Array()

  const broken: readonly (readonly [
    name: string,
    file: string,
    make: () => Promise<Uint8Array | string>,
    code: string,
  ])[] = [
    ['no bytes', 'empty.pdf', () => Promise.resolve(nothing), 'empty'],
    ['a truncated PDF', 'cut.pdf', async () => truncated(await makePdf({ pages: 3 })), 'damaged'],
    ['a PDF that is only a signature', 'signature.pdf', () => Promise.resolve('%PDF-1.7\n'), 'damaged'],
    ['a truncated Word file', 'cut.docx', async () => truncated(await makeDocx()), 'damaged'],
    ['a locked PDF', 'locked.pdf', () => makePdf({ userPassword: 'secret' }), 'encrypted'],
    ['a PDF without a text layer', 'scan.pdf', () => makePdf({ withoutText: true }), 'needs-ocr'],
    ['a text file called .docx', 'text.docx', () => Promise.resolve('xin chào'), 'unsupported'],
    ['a package of another kind', 'table.xlsx', () => makeZip({ '[Content_Types].xml': '<Types/>' }), 'unsupported'],
    ['a text file named by the user', 'text.txt', () => Promise.resolve('chào'), 'unsupported'],
    ['an archive without documents', 'notes.zip', () => makeZip({ 'notes.txt': 'chào' }), 'unsupported'],
    ['a truncated archive', 'cut.zip', async () => truncated(await makeZip({ 'a.docx': await makeDocx() })), 'damaged'],
  ]

  describe('fails with its reason in one sentence, and the rest goes on:', () => {
    let run: Awaited<ReturnType<typeof extractJson>>
    let folder: string

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'boctach-test-'))
      for (const [, file, make] of broken) await write(folder, { [file]: await make() })
      await write(folder, { 'good.docx': await makeDocx() })
      run = await extractJson(folder, ...broken.map(([, file]) => file), 'good.docx')
    })

    afterAll(() => rm(folder, { recursive: true }))

    test.each(broken)('%s', (_, file, _make, code) => {
      const line = run.lines.find(({ path }) => path === file)
      expect(line).toMatchObject({ status: 'failed', code })
      expect(line!.message).toMatch(/^\S[^\n]+[.!]$/)
    })

    test('what is good among them', async () => {
      expect(run.lines.at(-1)).toMatchObject({ status: 'ok', path: 'good.docx' })
      expect(run.summary).toMatchObject({ documents: 1, failed: broken.length })
      expect((await records(folder)).size).toBe(1)
      expect(run.code).toBe(1)
      expect(run.stdout + run.stderr).not.toMatch(/\n\s+at /)
    })
  })

  test('that is not there, or a pattern that finds nothing, fails as not found', async () => {
    const folder = await emptyFolder()
    const { code, lines } = await extractJson(folder, 'missing.pdf', '*.pdf')
    expect(code).toBe(1)
    expect(lines).toMatchObject([
      { path: 'missing.pdf', code: 'not-found' },
      { path: '*.pdf', code: 'not-found' },
    ])
  })

  test('that is too large by the flag is not read', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'a.docx': await makeDocx() })
    const { lines } = await extractJson(folder, 'a.docx', '--max-bytes', '1k')
    expect(lines).toMatchObject([{ code: 'too-large' }])
  })

  test('keeps its reason under its other names too', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.docx': 'broken', 'in/b.docx': 'broken' })
    const { lines, summary } = await extractJson(folder, 'in')
    expect(lines).toMatchObject([
      { path: 'in/a.docx', code: 'unsupported' },
      { path: 'in/b.docx', code: 'unsupported' },
    ])
    expect(summary.failed).toBe(2)
  })

  test('is named again at the end of the summary', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'in/a.pdf': nothing, 'in/b.docx': await makeDocx() })
    const { code, stdout } = await runBoctach(['extract', 'in', '--out', 'out'], folder)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^failed {4}in\/a\.pdf {2}empty: .+$/m)
    expect(stdout).toMatch(/^Failed:\n {2}in\/a\.pdf {2}empty: .+$/m)
    expect(stdout).toContain('1 document read, 1 failed.')
  })
})

describe('archives', () => {
  test('are read like folders, members named below them', async () => {
    const folder = await emptyFolder()
    const inner = await makeZip({ 'c.docx': await makeDocx('c') })
    const content = { 'x/a.docx': await makeDocx('a'), 'b.pdf': await makePdf(), 'inner.zip': inner, 'notes.txt': 'x' }
    await write(folder, { 'in/delivery.zip': await makeZip({ ...content, '__MACOSX/._a.docx': 'x' }) })
    const { code, lines, summary } = await extractJson(folder, 'in/delivery.zip')
    expect(code).toBe(0)
    expect(lines.map(({ path }) => path)).toEqual([
      'in/delivery.zip/b.pdf',
      'in/delivery.zip/inner.zip/c.docx',
      'in/delivery.zip/notes.txt',
      'in/delivery.zip/x/a.docx',
    ])
    expect(summary).toMatchObject({ documents: 3, skipped: 1 })
    const names = [...(await records(folder)).values()].map((json) => recordSchema.parse(JSON.parse(json)).source.name)
    expect(names.sort()).toEqual(['delivery.zip/b.pdf', 'delivery.zip/inner.zip/c.docx', 'delivery.zip/x/a.docx'])
  })

  test('cannot write outside --out by the names of their members', async () => {
    const folder = await emptyFolder()
    const hostile = ['../../evil.docx', '/tmp/evil.docx', 'C:\\evil.docx', '..\\..\\evil.docx', 'e\u001b[31mvil.docx']
    const entries = await Promise.all(
      hostile.map(async (name) => [name, await makeDocx(name.replace('\u001b', ''))] as const),
    )
    await write(folder, { 'deep/er/hostile.zip': await makeZip(Object.fromEntries(entries)) })
    const { code, stdout } = await runBoctach(['extract', 'hostile.zip', '--out', 'out'], join(folder, 'deep/er'))
    expect(code).toBe(0)
    expect(stdout).not.toContain('\u001b')
    const files = await allFiles(folder)
    expect(files).toContain(join(folder, 'deep/er/hostile.zip'))
    const others = files.filter((file) => !file.endsWith('hostile.zip'))
    expect(others).toHaveLength(hostile.length)
    for (const file of others) {
      expect(file.startsWith(join(folder, 'deep/er/out/records/'))).toBe(true)
      const { source } = recordSchema.parse(JSON.parse(await readFile(file, 'utf8')))
      expect(source.name).toMatch(/^hostile\.zip\/(?:tmp\/)?e(?:_\[31m)?vil\.docx$/)
    }
  })

  test('that would unpack to far more than they hold are left, and the rest goes on', async () => {
    const folder = await emptyFolder()
    const zeros = new Uint8Array(40 * 1024 * 1024)
    await write(folder, { 'bomb.zip': await makeZip({ 'a.docx': await makeDocx(), 'bomb.pdf': zeros }) })
    const { code, lines } = await extractJson(folder, 'bomb.zip')
    expect(code).toBe(1)
    expect(lines).toMatchObject([
      { status: 'ok', path: 'bomb.zip/a.docx' },
      { status: 'failed', path: 'bomb.zip/bomb.pdf', code: 'zip-bomb' },
    ])
  })

  test('nested without end are not opened to the bottom', async () => {
    const folder = await emptyFolder()
    let zip = await makeZip({ 'a.docx': await makeDocx() })
    for (let level = 0; level < 6; level++) zip = await makeZip({ 'again.zip': zip })
    await write(folder, { 'nested.zip': zip })
    const { code, lines } = await extractJson(folder, 'nested.zip')
    expect(code).toBe(1)
    expect(lines).toMatchObject([{ path: 'nested.zip/again.zip/again.zip/again.zip', code: 'zip-bomb' }])
  })
})

describe('output', () => {
  test('has no escape codes and no progress bar when piped', async () => {
    const folder = await emptyFolder()
    await write(folder, { 'a.docx': await makeDocx() })
    const { stdout, stderr } = await runBoctach(['extract', 'a.docx', '--out', 'out'], folder)
    expect(stdout).toMatch(/^ok {8}a\.docx {2}/)
    expect(stdout).toMatch(/Records in out\/records\. [\d.]+ s/)
    expect(stdout + stderr).not.toMatch(/[\u001b\r█]/)
    expect(stderr).toBe('')
  })

  test.each([
    ['no path', ['extract', '--out', 'out']],
    ['no --out', ['extract', 'a.docx']],
    ['an unknown option', ['extract', 'a.docx', '--out', 'out', '--fast']],
    ['an unknown command', ['read', 'a.docx']],
    ['no command', []],
    ['jobs that are no number', ['extract', 'a.docx', '--out', 'out', '--jobs', 'many']],
    ['a limit of nothing', ['extract', 'a.docx', '--out', 'out', '--max-bytes', '0']],
    ['rules that are not there', ['extract', 'a.docx', '--out', 'out', '--rules', 'nowhere']],
    ['an output folder that is a file', ['extract', 'a.docx', '--out', 'a.docx']],
  ])('says what is wrong and ends with 2 at %s', async (_, args) => {
    const folder = await emptyFolder()
    await write(folder, { 'a.docx': await makeDocx() })
    const { code, stdout, stderr } = await runBoctach(args, folder)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('of help shows examples and ends with 0', async () => {
    for (const args of [
      ['--help'],
      ['extract', '--help'],
      ['text', '--help'],
      ['schema', '--help'],
      ['rules', '--help'],
    ]) {
      const { code, stdout } = await runBoctach(args)
      expect(code).toBe(0)
      expect(stdout).toContain('Examples:')
    }
  })
})
