import { readFileSync } from 'node:fs'
import { access, constants, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failureCodes } from '../../src/domain/issue.ts'
import type { Reference } from '../../src/domain/record.ts'
import { extract } from '../../src/index.ts'
import { makeDocx } from './made-files.ts'
import { emptyFolder, runBoctach } from './run-boctach.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

/** The contents of the fenced blocks of a language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) =>
    block!.trim(),
  )
}

test('the README sets up in two commands, and .ci/run calls the second', () => {
  expect(blocks('sh').slice(0, 2)).toEqual(['npm ci && npx boctach extract samples --out out', 'npm ci && npm test'])
  const steps = [...read('.ci/run').matchAll(/^step '(.+)'$/gm)].map(([, command]) => command)
  expect(steps[0]).toBe(blocks('sh')[1])
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
  for (const name of ['test', 'prepare', 'types', 'lint', 'format:check']) expect(scripts).toHaveProperty([name])
})

test('the build leaves a command that can be run by its path', async () => {
  const bin = new URL('../../dist/cli/main.js', import.meta.url)
  expect(read('dist/cli/main.js')).toMatch(/^#!\/usr\/bin\/env node\n/)
  await expect(access(bin, constants.X_OK)).resolves.toBeUndefined()
})

test('the README names every reason, and only those', () => {
  const table = readme.split('### Why a document gives no record')[1]!.split('##')[0]!
  expect([...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code)).toEqual([...failureCodes])
})

test('the README names every command', async () => {
  const { stdout } = await runBoctach(['--help'])
  const commands = [...stdout.split('Commands:')[1]!.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!)
  expect(commands.length).toBeGreaterThan(3)
  for (const name of commands) expect(readme).toContain(`\`boctach ${name}`)
})

test('the README shows an item that really is in the record', async () => {
  const shown = JSON.parse(blocks('json')[0]!) as Reference
  const sample = /record of `(samples\/[^`]+)`/.exec(readme)![1]!
  const result = await extract(new URL(`../../${sample}`, import.meta.url).pathname)
  if (!result.ok) throw new Error(result.failure.message)
  const real = result.record.references.find(({ raw }) => raw === shown.raw)
  expect(real).toBeDefined()
  // Ids follow the bytes of the sample, and how sure a rule is gets tuned: neither makes the README wrong.
  const changing = { id: '', confidence: 0, reasons: [] }
  expect({ ...real, ...changing }).toEqual({ ...shown, ...changing })
})

test('the rule in the README holds its own examples and finds what it says', async () => {
  const folder = await emptyFolder()
  const [rule] = blocks('yaml')
  await mkdir(join(folder, 'my-rules'))
  await writeFile(join(folder, 'my-rules/minutes.yaml'), rule!)
  const tested = await runBoctach(['rules', 'test', '--rules', 'my-rules'], folder)
  expect(tested.code).toBe(0)
  // New patterns take seconds to check; a command says so, and nothing else.
  expect(tested.stderr).toMatch(/^(?:boctach: checking .*\n)+$/)
  const bytes = await makeDocx('Các bên thống nhất theo Biên bản họp ngày 12/3/2024.')
  const references = async (rules: readonly string[]) => {
    const result = await extract(bytes, { rules })
    return result.ok ? result.record.references.map((item) => [item.rule, item.raw]) : result.failure
  }
  const mine = ['reference.minutes', 'Biên bản họp ngày 12/3/2024']
  expect(await references([])).not.toContainEqual(mine)
  expect(await references([join(folder, 'my-rules')])).toContainEqual(mine)
})

test('the licence is the one package.json names', () => {
  expect(read('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) boctach contributors\n/)
  expect(JSON.parse(read('package.json'))).toMatchObject({ license: 'MIT' })
})
