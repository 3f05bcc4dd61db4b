import { readFileSync, readdirSync, statSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { formatNames } from '../../src/export/formats.ts'
import { kindNames } from '../../src/export/column.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { validateRecord, writeRecord } from '../../src/pipeline/write-record.ts'
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

test('documents with a secrecy mark stay in the house unless they are asked for', async () => {
  const folder = await emptyFolder()
  const out = join(folder, 'out')
  await mkdir(join(out, 'records'), { recursive: true })
  const result = await extract(fileURLToPath(new URL('../../samples/quyet-dinh/source.docx', import.meta.url)))
  if (!result.ok) throw new Error(result.failure.message)
  const { record } = result
  const secrecy = { ...record.header.type!, value: 'TỐI  MẬT' }
  await writeRecord(validateRecord({ ...record, header: { ...record.header, secrecy } }), out)
  const exported = async (...more: string[]) => {
    const into = join(folder, `${String(more.length)}.jsonl`)
    const { code, stdout } = await runHere(['export', '--out', out, '--to', 'jsonl', '--into', into, ...more])
    expect(code).toBe(0)
    return { rows: readFileSync(into, 'utf8').split('\n').length - 1, stdout }
  }
  const kept = await exported()
  expect(kept.rows).toBe(0)
  expect(kept.stdout).toContain('1 document with a secrecy mark kept back')
  const given = await exported('--closed')
  expect(given.rows).toBeGreaterThan(20)
  expect(given.stdout).not.toContain('secrecy')
})
