import { createServer } from 'node:http'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { expect, onTestFinished, test } from 'vitest'
import { callBoctach } from '../cli/call-boctach.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { isThorough } from '../fuzz/runs.ts'
import { checkLedger, readRecords } from './check-ledger.ts'
import { makeHostileFiles, mutate } from './hostile-files.ts'
import { randomFrom } from './processes.ts'

const mutations = isThorough ? 2000 : 60
const timeoutSeconds = 60

test(
  `hostile files and ${mutations} changed ones: a reason for each, nothing hangs, nothing leaves the output folder`,
  async () => {
    const folder = await emptyFolder()
    const [archive, out, secret] = [join(folder, 'archive'), join(folder, 'out'), join(folder, 'secret.txt')]
    await writeFile(secret, 'bí mật không ai được đọc')
    const asked: string[] = []
    const url = await listen(asked)
    await mkdir(archive)
    const hostile = Object.entries(await makeHostileFiles(url, secret))
    for (const [name, content] of hostile) await writeFile(join(archive, name), content)
    await symlink('..', join(archive, 'up'))
    const changed = await writeMutations(join(archive, 'changed'))
    const before = readdirSync(folder).sort()

    const limits = ['--timeout', String(timeoutSeconds), '--max-memory', '1G']
    const run = await callBoctach(['run', archive, '--out', out, '--jobs', '2', ...limits])
    expect(run).toMatchObject({ code: 1, stderr: '' })
    const { done, failed, paths } = await checkLedger(join(out, 'boctach.db'), out)
    expect(done).toBeGreaterThan(10)
    expect(failed).toBeGreaterThan(hostile.length / 2)
    expect(paths).toBeGreaterThanOrEqual(hostile.length + changed)
    expect(run.stdout).not.toMatch(/internal|invalid-record/)
    expect(asked).toEqual([])
    expect([...readRecords(out).values()].filter((json) => json.includes('bí mật'))).toEqual([])
    expect(readdirSync(folder).sort()).toEqual([...before, basename(out)].sort())
    expect(readdirSync('/tmp').filter((name) => name.includes('escaped'))).toEqual([])
  },
  300_000 + mutations * 1000,
)

async function listen(asked: string[]): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function writeMutations(folder: string): Promise<number> {
  const samples = fileURLToPath(new URL('../../samples/', import.meta.url))
  const sources = globSync('*/source.*', { cwd: samples }).sort()
  expect(sources.length).toBeGreaterThan(2)
  const random = randomFrom(7)
  await mkdir(folder)
  for (let n = 0; n < mutations; n++) {
    const source = sources[n % sources.length]!
    const name = `${String(n).padStart(5, '0')}-${dirname(source)}-${basename(source)}`
    await writeFile(join(folder, name), mutate(readFileSync(samples + source), random))
  }
  return mutations
}
