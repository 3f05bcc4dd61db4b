import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Document } from '../domain/document.ts'
import { defaultLimits } from '../readers/reader.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { layerFormat, packDocument, unpackDocument } from './document-layer.ts'

/**
 * Documents as readers made them, a file each, so that other rules need not read or recognise again. What a reader makes
 * depends on its code and limits: they are in the key, and a new key finds nothing of the old.
 */
export class LayerCache {
  readonly #folder: string

  /** `key` as `layerKey` makes it. */
  constructor(folder: string, key: string) {
    this.#folder = join(folder, key)
  }

  /** Null where there is none, or none that is whole. `variant`: the engine, for a document with recognised pages. */
  async load(sha256: string, variant: string): Promise<Document | null> {
    try {
      return unpackDocument(await readFile(this.#path(sha256, variant)))
    } catch {
      return null
    }
  }

  /** The one with this text, whichever engine recognised it; null where there is none. */
  async findText(sha256: string, text: string): Promise<Document | null> {
    const folder = dirname(this.#path(sha256, ''))
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((one) => one.startsWith(sha256) && one.endsWith('.layer')).sort()) {
      const bytes = await readFile(join(folder, name)).catch(() => null)
      const document = bytes && unpackDocument(bytes)
      if (document?.text === text) return document
    }
    return null
  }

  /** Rejects where it cannot be written. */
  async keep(sha256: string, variant: string, document: Document): Promise<void> {
    const path = this.#path(sha256, variant)
    const temporary = `${path}.${randomUUID()}.tmp`
    await mkdir(dirname(path), { recursive: true })
    try {
      await writeFile(temporary, packDocument(document))
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  #path(sha256: string, variant: string): string {
    const name = variant === '' ? sha256 : `${sha256}-${shortHash(variant)}`
    return join(this.#folder, sha256.slice(0, 2), `${name}.layer`)
  }
}

/** Folders of src whose code decides what a reader makes. */
const readingFolders = ['domain', 'text', 'layout', 'readers'] as const

/** Equal keys: the same bytes give the same document. Made from the readers' code itself, so that no one can forget to count up. */
export async function layerKey(limits: ReadLimits): Promise<string> {
  const source = fileURLToPath(new URL('..', import.meta.url))
  const hash = createHash('sha256').update(JSON.stringify([layerFormat, limits]))
  hash.update(await readFile(join(source, '../package.json')))
  for (const folder of readingFolders) {
    const names = await readdir(join(source, folder), { recursive: true })
    for (const name of names.filter((one) => /\.[jt]s$/.test(one)).sort()) {
      hash.update(name).update(await readFile(join(source, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** What a run with the usual limits kept in its output folder. */
export async function layersOf(outDir: string): Promise<LayerCache> {
  return new LayerCache(join(outDir, 'cache'), await layerKey(defaultLimits))
}

/** Deletes what other readers made. */
export async function dropOldLayers(folder: string, key: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (name !== key) await rm(join(folder, name), { recursive: true, force: true })
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
