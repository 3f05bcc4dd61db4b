import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import type { PageImage } from './raster.ts'
import type { RecognisedPage } from './recognise-page.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** A page's result is some 50 kB; a damaged file is not allowed to become more than this when unpacked. */
const maxBytes = 32 * 1024 * 1024

const line = z.object({ at: z.number(), from: z.number(), to: z.number(), thickness: z.number() })
const pageSchema: z.ZodType<RecognisedPage> = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  turn: z.object({ cos: z.number(), sin: z.number(), dx: z.number(), dy: z.number() }),
  degrees: z.number(),
  words: z.array(
    z.object({
      text: z.string(),
      x0: z.number(),
      y0: z.number(),
      x1: z.number(),
      y1: z.number(),
      confidence: z.number().min(0).max(1),
      line: z.int(),
      baseline: z.number().nullable(),
      stroke: z.number(),
    }),
  ),
  horizontal: z.array(line),
  vertical: z.array(line),
})

/** What was recognised on pages, kept in a folder: a file a page, named by its picture, the engine and how it was used. */
export class OcrCache {
  readonly #folder: string
  readonly #engine: string

  /** `engine` names all that decides what is read, besides the picture. */
  constructor(folder: string, engine: string) {
    this.#folder = folder
    this.#engine = engine
  }

  key({ width, height, channels, dpi, data }: PageImage): string {
    return createHash('sha256')
      .update(`${this.#engine}|${width}|${height}|${channels}|${dpi}|`)
      .update(data)
      .digest('hex')
  }

  /** Null where there is nothing, or nothing that can be used. */
  async get(key: string): Promise<RecognisedPage | null> {
    try {
      const json = await unpack(await readFile(this.#path(key)), { maxOutputLength: maxBytes })
      return pageSchema.parse(JSON.parse(json.toString('utf8')))
    } catch {
      return null
    }
  }

  /** Written aside and renamed: nobody reads half a file. A folder that cannot be written to costs time, not the document. */
  async put(key: string, page: RecognisedPage): Promise<void> {
    const path = this.#path(key)
    const aside = `${path}.${randomUUID()}.tmp`
    try {
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(aside, await pack(JSON.stringify(page)))
      await rename(aside, path)
    } catch {
      await rm(aside, { force: true }).catch(() => undefined)
    }
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key}.json.gz`)
  }
}
