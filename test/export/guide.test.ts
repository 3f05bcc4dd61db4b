import { readFileSync, readdirSync, statSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { formatNames } from '../../src/export/formats.ts'
import { kindNames } from '../../src/export/column.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { runHere, wordsOf } from '../cli/run-here.ts'

const guide = readFileSync(new URL('../../src/export/README.md', import.meta.url), 'utf8')

function blocks(language: string): string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!.trim())
}

test('every command of the guide does what it says', { timeout: 300_000 }, async () => {
  const folder = await emptyFolder()
  await symlink(fileURLToPath(new URL('../../samples', import.meta.url)), join(folder, 'samples'))
  const before = process.cwd()
  process.chdir(folder)
  onTestFinished(() => process.chdir(before))
  const commands = blocks('sh').flatMap((block) => block.split('\n'))
  expect(commands.length).toBeGreaterThan(15)
  for (const command of commands) {
    const [program, ...args] = wordsOf(command)
    expect(program).toBe('boctach')
    expect({ command, ...(await runHere(args)) }).toMatchObject({ command, code: 0, stderr: '' })
    const into = args[args.indexOf('--into') + 1]
    if (args.includes('--into')) expect(sizeOf(join(folder, into!))).toBeGreaterThan(0)
  }
  const [shown] = blocks('json').map((json) => JSON.parse(json) as { readonly [key: string]: unknown })
  const lines = readFileSync(join(folder, 'rows.jsonl'), 'utf8').trim().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as { readonly [key: string]: unknown })
  expect(rows).toContainEqual(expect.objectContaining(shown!))
})

function sizeOf(path: string): number {
  const status = statSync(path)
  return status.isDirectory() ? readdirSync(path).length : status.size
}

test('the guide names every kind and format', () => {
  for (const name of [...kindNames, ...formatNames]) expect(guide).toContain(`\`${name}\``)
})
