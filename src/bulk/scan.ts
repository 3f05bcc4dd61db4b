import { resolve } from 'node:path'
import type { ReadLimits } from '../readers/reader.ts'
import { collectFile } from '../pipeline/collect-inputs.ts'
import type { Found } from '../pipeline/collect-inputs.ts'
import { toFailure } from '../pipeline/failure.ts'
import type { Failure } from '../pipeline/failure.ts'
import { listFiles } from '../pipeline/list-files.ts'
import type { ListedFile } from '../pipeline/list-files.ts'
import { fingerprintOf } from '../pipeline/source.ts'
import type { Source } from '../pipeline/source.ts'
import { lookedForPictures, recogniseFiles, registerPaths } from '../store/register.ts'
import type { FoundPath, Sighting } from '../store/register.ts'
import type { Store } from '../store/store.ts'

export interface ScanOptions {
  readonly store: Store
  readonly sighting: Omit<Sighting, 'now'>
  readonly limits: ReadLimits
  /** Pictures of pages are documents: they are recognised. */
  readonly pictures: boolean
  /** A folder that is not gone into: the program's own output. */
  readonly exclude: string
  readonly stopped: () => boolean
  /** Whether a new or changed file may be read already; it may still be being written. Default: all. */
  readonly isSettled?: (path: string, fingerprint: string) => boolean
  /** Files that could not be read and have not changed are left alone, too. */
  readonly leaveFailed?: boolean
  readonly tell: (scanned: Scanned) => void
}

export interface Scanned {
  /** Files gone through, archives as one. */
  readonly files: number
  /** Documents new to this edition. */
  readonly queued: number
  readonly failed: readonly { readonly path: string; readonly failure: Failure }[]
  /** Kinds of what is no document. */
  readonly skipped: readonly string[]
  /** Nothing more will be found. */
  readonly complete: boolean
}

type OnDisk = ListedFile & { readonly kind: 'file' }

/** Files looked up, and documents written down, in one transaction. */
const batchSize = 200
/** What was found is not held back longer: workers wait for it. */
const batchMs = 300

/** Goes through paths, writes down what is there and queues what this edition has not had. Files that have not changed are not read. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<void> {
  const scanner = new Scanner(options)
  for await (const listed of listFiles(paths, options.exclude)) {
    if (options.stopped()) return
    await scanner.add(listed)
  }
  await scanner.end()
}

class Scanner {
  readonly #options: ScanOptions
  #listed: OnDisk[] = []
  #found: FoundPath[] = []
  #flushed = performance.now()

  constructor(options: ScanOptions) {
    this.#options = options
  }

  async add(listed: ListedFile): Promise<void> {
    if (listed.kind === 'file') this.#listed.push(listed)
    else await this.#addFound(passedOver(resolve(listed.path), listed, null, ''))
    if (this.#listed.length >= batchSize) await this.#look()
  }

  async end(): Promise<void> {
    await this.#look()
    await this.#flush()
    this.#options.tell({ files: 0, queued: 0, failed: [], skipped: [], complete: !this.#options.stopped() })
  }

  /** Leaves out the files that are as they were, reads the others. */
  async #look(): Promise<void> {
    const files = this.#listed
    this.#listed = []
    const listed = files.map((file) => ({ path: resolve(file.path), fingerprint: fingerprintOf(file) }))
    const { store, tell, pictures, stopped, isSettled, leaveFailed = false } = this.#options
    const { known, queued } = await recogniseFiles(store, this.#sighting(), listed, {
      failedToo: leaveFailed,
      pictures,
    })
    tell({ files: known.size, queued, failed: [], skipped: [], complete: false })
    for (const [index, file] of files.entries()) {
      const { path, fingerprint } = listed[index]!
      if (known.has(path) || isSettled?.(path, fingerprint) === false) continue
      if (stopped()) return
      await this.#open(file)
    }
  }

  async #open(file: OnDisk): Promise<void> {
    const { limits, pictures } = this.#options
    const path = resolve(file.path)
    const fingerprint = fingerprintOf(file)
    const looked = pictures ? lookedForPictures(fingerprint) : fingerprint
    const names = new Set<string>()
    let failed = false
    for await (const found of collectFile(file, { limits, pictures })) {
      const source = found.kind === 'document' ? found.source : null
      const own = (source ?? (found as Found & { kind: 'passed-over' }).outcome).path
      const member = own.length > file.path.length ? unique(`${path}${own.slice(file.path.length)}`, names) : null
      const row = await this.#rowOf(found, member ?? path, member === null ? null : path, fingerprint)
      failed ||= member === null && row.status === 'failed'
      await this.#addFound(row.status === 'skipped' ? { ...row, fingerprint: looked } : row)
    }
    // Written last: an archive that was left in the middle is gone through again.
    if (names.size > 0 && !failed) await this.#addFound({ ...emptyPath, path, fingerprint: looked, status: 'archive' })
    this.#options.tell({ files: 1, queued: 0, failed: [], skipped: [], complete: false })
  }

  async #rowOf(found: Found, path: string, container: string | null, fingerprint: string): Promise<FoundPath> {
    if (found.kind === 'passed-over') return passedOver(path, found.outcome, container, fingerprint)
    const { source } = found
    try {
      const document = { sha256: await source.sha256(), bytes: source.bytes, name: source.name }
      const location = JSON.stringify(absolute(source))
      return { ...emptyPath, path, container, fingerprint, location, status: 'document', document }
    } catch (error) {
      const failure = toFailure(error, true)
      return passedOver(path, { failure }, container, fingerprint)
    }
  }

  async #addFound(row: FoundPath): Promise<void> {
    this.#found.push(row)
    const due = this.#found.length >= batchSize || performance.now() - this.#flushed > batchMs
    if (due) await this.#flush()
  }

  async #flush(): Promise<void> {
    const found = this.#found
    this.#found = []
    this.#flushed = performance.now()
    const queued = await registerPaths(this.#options.store, this.#sighting(), found)
    const failed = found.flatMap(({ path, status, code, message }) =>
      status === 'failed' ? [{ path, failure: { code, message } as Failure }] : [],
    )
    const skipped = found.flatMap(({ status, message }) => (status === 'skipped' ? [message!] : []))
    this.#options.tell({ files: 0, queued, failed, skipped, complete: false })
  }

  #sighting(): Sighting {
    return { ...this.#options.sighting, now: Date.now() }
  }
}

const emptyPath = { container: null, location: '', code: null, message: null, document: null } as const

function passedOver(
  path: string,
  why: { readonly failure: Failure } | { readonly reason: string },
  container: string | null,
  fingerprint: string,
): FoundPath {
  const base = { ...emptyPath, path, container, fingerprint }
  if ('failure' in why) return { ...base, status: 'failed', ...why.failure }
  return { ...base, status: 'skipped', code: 'skipped', message: why.reason }
}

function absolute({ location }: Source): Source['location'] {
  return { ...location, file: resolve(location.file) }
}

/** Archives can hold several members of one name; each is a document of its own. */
function unique(path: string, names: Set<string>): string {
  let name = path
  for (let n = 2; names.has(name); n++) name = `${path} (${n})`
  names.add(name)
  return name
}
