import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
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
    expect.arrayContaining(['README.md', 'rules/README.md', 'src/bulk/README.md', 'src/server/README.md']),
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
