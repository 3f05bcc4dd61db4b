/**
 * Prints what bulk work costs: documents a second with one worker and with two, the ledger's share, the coordinator's memory
 * over the length of the queue, and the ledger's queries over a million rows. Machines are noisy and shared: processor time
 * stands beside the time by the clock, and nothing here passes or fails.
 *   npm run bench:bulk [-- speed ledger memory queries postgres]     default: all but postgres
 * Documents are the report this program began with, where the archive of corpora lies beside the repository, else the samples.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { ledgerShare } from './ledger-share.ts'
import { queryTimes } from './ledger-queries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = join(root, 'dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'boctach-bulk-'))

/** Digital Word files and PDFs, as many of one as of the other. */
function sources(): string[] {
  const seed = ['docx', 'pdf'].map((kind) => `bao-cao-cchc.${kind}`)
  const found = globSync(seed, { cwd: join(root, '../shared/corpus/seed'), absolute: true })
  return found.length === seed.length
    ? found
    : globSync('*/source.{docx,pdf}', { cwd: join(root, 'samples'), absolute: true })
}

/** The same document in other bytes: a comment at the end, where both kinds of file may have one. */
function varied(bytes: Buffer, kind: string, n: number): Buffer {
  const comment = Buffer.from(`%${n}\n`)
  if (kind === '.pdf') return Buffer.concat([bytes, comment])
  const copy = Buffer.concat([bytes, comment])
  // A .zip without a comment ends with the length of it.
  copy.writeUInt16LE(comment.length, bytes.length - 2)
  return copy
}

function makeArchive(documents: number): string {
  const archive = join(folder, 'archive')
  mkdirSync(archive)
  const files = sources().map((path) => ({ bytes: readFileSync(path), kind: extname(path) }))
  for (let n = 0; n < documents; n++) {
    const { bytes, kind } = files[n % files.length]!
    writeFileSync(join(archive, `${String(n).padStart(4, '0')}${kind}`), varied(bytes, kind, n))
  }
  return archive
}

interface Ran {
  readonly seconds: number
  /** Processor seconds of the run and its workers. */
  readonly busy: number
  readonly stdout: string
}

function run(args: readonly string[]): Promise<Ran> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@"', process.execPath, bin, ...args])
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += String(text)))
    child.stderr.on('data', (text: Buffer) => (stderr += String(text)))
    child.on('error', reject)
    child.on('close', (code) => {
      const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number)
      if (code !== 0 || user === undefined || system === undefined) reject(new Error(stderr))
      else resolve({ seconds: (performance.now() - started) / 1000, busy: user + system, stdout })
    })
  })
}

async function speed(): Promise<void> {
  // Workers get faster over their first hundred documents, which a run over a weekend does not feel.
  const [few, many] = [96, 480]
  const archive = makeArchive(many)
  const part = join(folder, 'part')
  mkdirSync(part)
  for (const name of readdirSync(archive).slice(0, few))
    writeFileSync(join(part, name), readFileSync(join(archive, name)))
  const rates: number[] = []
  for (const jobs of [1, 2]) {
    const args = (path: string) => [
      'run',
      path,
      '--out',
      mkdtempSync(join(folder, 'out-')),
      '--jobs',
      String(jobs),
      '--json',
    ]
    const [short, long] = [await run(args(part)), await run(args(archive))]
    // What starting costs is in both: the difference is work alone.
    const documents = many - few
    const rate = documents / (long.seconds - short.seconds)
    const busy = (long.busy - short.busy) / documents
    rates.push(rate)
    const { pages } = JSON.parse(long.stdout.trimEnd().split('\n').at(-1)!) as { pages: number }
    print(
      `${jobs} worker${jobs > 1 ? 's' : ''}: ${many} documents (${pages} pages) in ${long.seconds.toFixed(1)} s; once it runs ` +
        `${rate.toFixed(1)} documents/s, ${(1000 * busy).toFixed(0)} ms of processor each (two free cores: ${(2 / busy).toFixed(1)} documents/s)`,
    )
  }
  print(`two workers over one: ${(rates[1]! / rates[0]!).toFixed(2)} ×`)
}

/** In a process of its own for each length: what one leaves behind is not the other's. */
async function memory(): Promise<void> {
  for (const queued of [1_000, 10_000, 100_000]) {
    const child = spawn(process.execPath, [
      '--expose-gc',
      '--import',
      'tsx',
      fileURLToPath(new URL('queue-memory.ts', import.meta.url)),
      String(queued),
    ])
    let stdout = ''
    child.stdout.on('data', (text: Buffer) => (stdout += String(text)))
    child.stderr.pipe(process.stderr)
    await new Promise((resolve) => child.on('close', resolve))
    print(stdout.trimEnd())
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const asked = process.argv.slice(2)
const parts: Readonly<Record<string, () => Promise<void>>> = {
  speed,
  ledger: async () => {
    for (const path of sources()) print(await ledgerShare(path, join(folder, `ledger-${extname(path).slice(1)}.db`)))
  },
  memory,
  queries: async () => {
    for (const line of await queryTimes(join(folder, 'million.db'))) print(line)
  },
  postgres: async () => {
    const { startPostgres } = await import('../store/postgres-server.ts')
    const server = await startPostgres()
    try {
      for (const line of await queryTimes(await server.newDatabase())) print(line)
    } finally {
      await server.close()
    }
  },
}

try {
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 ? !asked.includes(name) : name === 'postgres') continue
    print(`\n${name} (load ${loadavg()[0]!.toFixed(1)})`)
    await part()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
