import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
import { commands as pageCommands } from '../../src/web/keys/commands.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { makeRuleFolder } from '../rules/rule-folders.ts'
import { emptyFolder } from './run-boctach.ts'
import { runHere, wordsOf } from './run-here.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const guides = globSync(['README.md', 'rules/README.md', 'samples/README.md', 'src/**/README.md'], { cwd: root }).sort()
const read = (guide: string) => readFileSync(join(root, guide), 'utf8')

/** The lines of the blocks for the shell, without the comments behind them. */
function shellLines(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!)
  return blocks.flatMap((block) => block.trim().split('\n')).map((line) => line.replace(/\s+#.*$/, ''))
}

/** Commands of this program in those lines and in code spans. */
function commandsIn(text: string): string[] {
  const spans = [...text.matchAll(/`((?:npx )?boctach [a-z][^`\n]*)`/g)].map(([, command]) => command!)
  const lines = shellLines(text).flatMap((line) => line.split(' && '))
  return [...spans, ...lines].map((command) => command.replace(/^npx /, '')).filter((one) => one.startsWith('boctach '))
}

/** What in a command the program does not know: a name, or options of it. */
async function unknownIn(command: string): Promise<string[]> {
  const [, ...words] = wordsOf(command)
  let asked: Command = await buildProgram(words[0])
  const rest = [...words]
  while (asked.commands.length > 0 && rest[0] !== undefined && !rest[0].startsWith('-')) {
    const next = asked.commands.find((one) => one.name() === rest[0])
    if (!next) return rest[0] === 'help' ? [] : [rest[0]]
    asked = next
    rest.shift()
  }
  const known = new Set([...asked.options.flatMap(({ long, short }) => [long, short]), '--help', '--version'])
  return rest.filter((word) => /^--?[a-z]/.test(word) && !known.has(word.split('=')[0]))
}

test.each(guides)('every command in %s is one the program has', async (guide) => {
  const commands = [...new Set(commandsIn(read(guide)))]
  const wrong = await Promise.all(commands.map(async (command) => ({ command, unknown: await unknownIn(command) })))
  expect(wrong.filter(({ unknown }) => unknown.length > 0)).toEqual([])
})

test('there are guides, and commands in them', () => {
  expect(guides).toEqual(
    expect.arrayContaining([
      'README.md',
      'rules/README.md',
      'src/bulk/README.md',
      'src/export/README.md',
      'src/server/README.md',
      'src/server/api/README.md',
      'src/web/README.md',
    ]),
  )
  expect(guides.flatMap((guide) => commandsIn(read(guide))).length).toBeGreaterThan(60)
})

test('the commands of the guide to rules do what they say', { timeout: 120_000 }, async () => {
  const commands = shellLines(read('rules/README.md'))
  expect(commands.length).toBeGreaterThan(5)
  const folder = await emptyFolder()
  const report = join(root, 'samples/ke-hoach/source.pdf')
  const [block] = /(?<=```yaml\n)- id: [^]*?(?=```)/u.exec(read('rules/README.md')) ?? []
  const rules = await makeRuleFolder({ 'shown.yaml': block! })
  const places: Readonly<Record<string, string>> = {
    'my-rules': rules,
    out: join(folder, 'out'),
    gold: join(folder, 'gold'),
    'report.pdf': report,
  }
  // What is learnt from is there before.
  expect(await runHere(['extract', report, '--out', places['out']!])).toMatchObject({ code: 0 })
  for (const command of commands) {
    // What it writes is the program's own list of patterns.
    if (command === 'boctach rules check --write') continue
    const words = wordsOf(command).slice(1)
    const { code, stdout, stderr } = await runHere(words.map((word) => places[word] ?? word))
    expect({ command, code, stderr: code === 0 ? '' : stderr }).toEqual({ command, code: 0, stderr: '' })
    expect(stdout).not.toBe('')
  }
})

/** What a guide links to in this repository: paths from its root, with the heading asked for. */
function linksIn(guide: string): string[] {
  const targets = [...read(guide).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target]) => target!)
  return targets.map((target) => (target.startsWith('#') ? `${guide}${target}` : join(dirname(guide), target)))
}

test('the README links every guide', () => {
  const linked = linksIn('README.md')
  expect(guides.filter((guide) => guide !== 'README.md' && !linked.includes(guide))).toEqual([])
})

test.each(guides)('what %s links to is there', (guide) => {
  const broken = linksIn(guide).filter((link) => {
    const [path, heading] = link.split('#') as [string, string?]
    if (!existsSync(join(root, path))) return true
    const headings = heading === undefined ? [] : [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text!)
    return heading !== undefined && !headings.some((text) => text.toLowerCase().replaceAll(' ', '-') === heading)
  })
  expect(broken).toEqual([])
})

test('JSON stands in guides alone whose tests hold it against what comes out', () => {
  // readme.test.ts, export/guide.test.ts, server/api-readme.test.ts
  const held = ['README.md', 'src/export/README.md', 'src/server/api/README.md']
  expect(guides.filter((guide) => read(guide).includes('```json'))).toEqual(held)
})

test('the keys in the guide for reviewers are those of the page', () => {
  const known = new Set(pageCommands.flatMap(({ keys }) => keys.map((key) => (key === ' ' ? 'Space' : key))))
  const rows = [...read('src/web/README.md').matchAll(/^\| (`.*?) +\|/gm)].map(([, keys]) => keys!)
  const shown = rows.flatMap((keys) => [...keys.matchAll(/`([^`]+)`/g)].map(([, key]) => key!))
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((key) => !/^\d$/.test(key) && !known.has(key))).toEqual([])
})

const bin = join(root, 'dist/cli/main.js')

/** A folder with the samples and the tests of this repository in it and `boctach` in the path. */
async function makeShell() {
  const folder = await emptyFolder()
  await mkdir(join(folder, 'bin'))
  await symlink(bin, join(folder, 'bin/boctach'))
  for (const name of ['samples', 'test', 'node_modules']) await symlink(join(root, name), join(folder, name))
  await symlink(join(root, 'samples/cong-van'), join(folder, 'archive'))
  // Rules that are fitted are written there, not over those of the program.
  await mkdir(join(folder, 'rules'))
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, PASSWORD: 'mat khau rat dai' }
  const run = (line: string) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      execFile('bash', ['-c', line], { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      )
    })
  return { folder, run }
}

/** Servers run until they are stopped: they are, once they have said where they are. */
function stopped(line: string): string {
  if (!line.startsWith('boctach review')) return line
  return [
    `${line} --port 0 >said & server=$!`,
    'for look in {1..300}; do grep -q http said && break; sleep 0.1; done',
    'kill -TERM $server; wait $server; code=$?; cat said; exit $code',
  ].join('\n')
}

test.each(['src/bulk/README.md', 'src/server/README.md', 'src/web/README.md'])(
  'a shell does every command of %s',
  { timeout: 120_000 },
  async (guide) => {
    const { run } = await makeShell()
    if (guide !== 'src/bulk/README.md') expect(await run('boctach run archive --out out')).toMatchObject({ code: 0 })
    const spans = commandsIn(read(guide)).filter((command) => !/[A-Z]{2}|…/.test(command))
    const lines = guide === 'src/web/README.md' ? spans : shellLines(read(guide))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const { code, stdout, stderr } = await run(stopped(line))
      expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
      expect({ line, stdout }).not.toEqual({ line, stdout: '' })
    }
  },
)

test('a shell does every command of the README', { timeout: 300_000 }, async () => {
  const { run } = await makeShell()
  const lines = shellLines(read('README.md'))
  expect(lines.length).toBeGreaterThan(6)
  for (const line of lines) {
    // This test is part of it; readme.test.ts holds the line against .ci/run.
    if (line === 'npm ci && npm test') continue
    const fewer = line.replace(/^npm ci && /, '').replace(/--count [1-9]\d+/, '--count 2')
    const { code, stderr } = await run(fewer.replace(/^npx boctach/, 'boctach'))
    expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
  }
})

test('what scan prints in the README is what it prints', async () => {
  const { run } = await makeShell()
  const [, shown] = /^```text\n([^]*?)^```$/m.exec(read('README.md'))!
  const [, command] = /`(boctach scan samples\/quyet-dinh\ssamples\/cong-van)` prints/.exec(read('README.md'))!
  const { stdout } = await run(command!.replace(/\s+/g, ' '))
  expect(stdout.trim()).toBe(shown!.trim())
})

test('the program in the README runs', async () => {
  const { folder, run } = await makeShell()
  const [, program] = /## From code\n\n```ts\n([^]*?)^```$/m.exec(read('README.md'))!
  const there = program!
    .replace("'boctach'", JSON.stringify(join(root, 'dist/index.js')))
    .replace("'report.pdf'", "'samples/bao-cao-cchc/source.pdf'")
  await writeFile(join(folder, 'program.mjs'), there)
  const { code, stdout } = await run('node program.mjs')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^86\/BC-UBND \d+\n$/)
})
