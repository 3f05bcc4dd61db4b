import { createHash } from 'node:crypto'
import { defaultLimits } from '../readers/reader.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { listFiles } from '../pipeline/list-files.ts'
import { hashFile, LocationReader, sha256Of } from '../pipeline/source.ts'
import type { Location } from '../pipeline/source.ts'
import type { Store } from '../store/store.ts'

/** Bytes of sources kept at hand. */
const mostBytes = 256 * 1024 * 1024
const longestHash = 64 * 1024 * 1024

/**
 * The files records were made from: at the paths a run met them at, or anywhere below the folders given. Whatever is found,
 * only the very bytes that were read count: they are told by their hash.
 */
export class SourceLibrary {
  readonly #store: Store | null
  readonly #folders: readonly string[]
  readonly #limits: ReadLimits
  readonly #kept = new Map<string, Uint8Array>()
  /** By length: hashing all files of an archive for one would take hours. */
  #bySize: Promise<ReadonlyMap<number, readonly string[]>> | null = null

  /** `store`: null where there is no ledger, so that only the folders are known. */
  constructor(store: Store | null, folders: readonly string[], limits: ReadLimits = defaultLimits) {
    this.#store = store
    this.#folders = folders
    this.#limits = limits
  }

  /** Null where the bytes are nowhere any more. */
  async read(sha256: string, bytes: number): Promise<Uint8Array | null> {
    const kept = this.#kept.get(sha256)
    if (kept) return kept
    const found = (await this.#fromPaths(sha256)) ?? (await this.#fromFolders(sha256, bytes))
    if (found) this.#keep(sha256, found)
    return found
  }

  #keep(sha256: string, bytes: Uint8Array): void {
    this.#kept.set(sha256, bytes)
    let sum = 0
    for (const one of this.#kept.values()) sum += one.byteLength
    for (const [key, one] of this.#kept) {
      if (sum <= mostBytes || key === sha256) break
      sum -= one.byteLength
      this.#kept.delete(key)
    }
  }

  async #fromPaths(sha256: string): Promise<Uint8Array | null> {
    if (this.#store === null) return null
    const rows = await this.#store.query((db) =>
      db
        .selectFrom('path')
        .innerJoin('document', 'document.id', 'path.documentId')
        .select('location')
        .where('sha256', '=', sha256)
        .limit(10)
        .execute(),
    )
    for (const { location } of rows) {
      const reader = new LocationReader(this.#limits)
      try {
        const bytes = await reader.read(JSON.parse(location) as Location)
        if (sha256Of(bytes) === sha256) return bytes
      } catch {
        // Gone, changed or not to be reached: another path may have it.
      } finally {
        reader.close()
      }
    }
    return null
  }

  async #fromFolders(sha256: string, size: number): Promise<Uint8Array | null> {
    if (this.#folders.length === 0 || size > this.#limits.maxBytes) return null
    this.#bySize ??= listBySize(this.#folders)
    for (const path of (await this.#bySize).get(size) ?? []) {
      const reader = new LocationReader(this.#limits)
      try {
        if (size > longestHash && (await hashFile(path)) !== sha256) continue
        const bytes = await reader.read({ file: path, members: [] })
        if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
      } catch {
        // As above.
      }
    }
    return null
  }
}

async function listBySize(folders: readonly string[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const bySize = new Map<number, string[]>()
  for await (const listed of listFiles(folders)) {
    if (listed.kind !== 'file') continue
    const paths = bySize.get(listed.bytes)
    if (paths) paths.push(listed.path)
    else bySize.set(listed.bytes, [listed.path])
  }
  return bySize
}
