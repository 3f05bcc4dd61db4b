import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '../../src/pipeline/list-files.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'boctach-test-'))
  await mkdir(join(root, 'b/c'), { recursive: true })
  for (const path of ['b/c/2.pdf', 'b/1.pdf', 'a.pdf', '.hidden', 'b/x[1].pdf']) await writeFile(join(root, path), path)
  await symlink('../..', join(root, 'b/c/up'))
  await symlink('1.pdf', join(root, 'b/other-name.pdf'))
  await symlink('gone.pdf', join(root, 'b/dangling.pdf'))
})

afterAll(() => rm(root, { recursive: true }))

/** 'path' for files, 'path!code' for failures; below `root`. */
async function list(...paths: readonly string[]): Promise<string[]> {
  const listed: string[] = []
  for await (const file of listFiles(paths.map((path) => join(root, path)))) {
    const path = file.path.slice(root.length + 1)
    listed.push(file.kind === 'failed' ? `${path}!${file.failure.code}` : path)
  }
  return listed
}

const below = ['b/1.pdf', 'b/c/2.pdf', 'b/dangling.pdf!not-found', 'b/other-name.pdf', 'b/x[1].pdf']

describe('listFiles', () => {
  test('goes through folders by name, not into loops, and passes over dot-files', async () => {
    expect(await list('.')).toEqual(['a.pdf', ...below].map((path) => path))
  })

  test('gives a file once however often it is named', async () => {
    expect(await list('b', 'b/1.pdf', 'a.pdf', 'b/../a.pdf')).toEqual([...below, 'a.pdf'])
  })

  test('reads a name that is there as a name, and others as patterns', async () => {
    expect(await list('b/x[1].pdf', 'b/?.pdf')).toEqual(['b/x[1].pdf', 'b/1.pdf'])
  })

  test('says what is not there', async () => {
    expect(await list('nothing.pdf', 'a.pdf/b.pdf', '*.docx')).toEqual([
      'nothing.pdf!not-found',
      'a.pdf/b.pdf!not-found',
      '*.docx!not-found',
    ])
  })

  test('knows what was named and what was only met', async () => {
    const explicit: boolean[] = []
    for await (const file of listFiles([join(root, 'a.pdf'), join(root, 'b/c')])) {
      if (file.kind === 'file') explicit.push(file.explicit)
    }
    expect(explicit).toEqual([true, false])
  })
})
