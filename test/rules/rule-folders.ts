import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A rule folder with these files that is gone after the test. Contents that are no text are written as JSON, which is YAML. */
export async function makeRuleFolder(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'boctach-rules-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

/** A rule that is right and whose examples hold, with what a test changes in it. */
export function makeRule(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'reference.made',
    why: 'Documents made up for tests: the word Sổ and a number.',
    pattern: String.raw`Sổ[ ]+(?<number>\d{1,4})`,
    take: { number: 'number' },
    confidence: 0.9,
    examples: [
      { text: 'theo [[Sổ 12]] của xã', takes: { number: '12', date: null } },
      { text: '[[Sổ 7]] và [[Sổ 8]]', takes: { number: '7' } },
    ],
    counterexamples: [{ text: 'Sổ tay', why: 'no number' }],
    ...changes,
  }
}
