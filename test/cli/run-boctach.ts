import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** The built command as users run it, its output piped and its input closed. */
export function runBoctach(args: readonly string[], cwd?: string): Promise<Run> {
  return run([process.execPath, bin, ...args], cwd)
}

/** The same without the superuser's right to read everything, where the tests run as one (in a container). */
export function runBoctachUnprivileged(args: readonly string[]): Promise<Run> {
  const withoutRights = ['setpriv', '--bounding-set=-dac_override,-dac_read_search']
  return run([...(process.getuid?.() === 0 ? withoutRights : []), process.execPath, bin, ...args])
}

function run([command, ...args]: readonly string[], cwd?: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command!, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const read = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (read[name] += text))
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...read }))
  })
}

/** An empty folder that is gone after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'boctach-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
