import { availableParallelism } from 'node:os'
import type { EngineName } from './engine-names.ts'
import type { PageText } from '../../layout/page-layout.ts'
import { chooseEngine, describeEngine } from './engines.ts'
import { OcrCache } from './ocr-cache.ts'
import { PagePool } from './page-pool.ts'
import type { PageImage } from './raster.ts'
import { recognitionVersion, type RecognisedPage } from './recognise-page.ts'

export interface RecogniserOptions {
  /** Default: the fastest that is there. */
  readonly engine?: EngineName
  /** Pages recognised at once, each in a thread of its own. Default: as many as there are cores. */
  readonly threads?: number
  /** Folder in which results are kept; none are kept without. */
  readonly cache?: string
}

/** Recognises the text of pages: engine, threads and results kept from earlier runs. One for many documents; close it. */
export class Recogniser {
  /** Program, version and data, for people. */
  readonly engine: string
  /** Told of every page whose words have been placed, page by page. */
  readonly onPage: ((page: PageText) => void) | null
  readonly #pool: PagePool
  readonly #cache: OcrCache | null

  private constructor(
    engine: string,
    pool: PagePool,
    cache: OcrCache | null,
    onPage: ((page: PageText) => void) | null,
  ) {
    this.engine = engine
    this.onPage = onPage
    this.#pool = pool
    this.#cache = cache
  }

  /** Throws where the engine asked for is not there. Threads start with the first page. */
  static async open({ engine, threads, cache }: RecogniserOptions = {}): Promise<Recogniser> {
    const name = engine ?? (await chooseEngine())
    const id = await describeEngine(name)
    if (id === null) throw new Error(`The engine ${name} is not installed.`)
    const pool = new PagePool(name, Math.max(1, threads ?? availableParallelism()))
    return new Recogniser(
      id,
      pool,
      cache === undefined ? null : new OcrCache(cache, `${id}|${recognitionVersion}`),
      null,
    )
  }

  /** The same, its threads shared, with a listener. */
  listening(onPage: (page: PageText) => void): Recogniser {
    return new Recogniser(this.engine, this.#pool, this.#cache, onPage)
  }

  /** How many pages are worked on at once; more only wait, with their pictures in memory. */
  get threads(): number {
    return this.#pool.size
  }

  /** Rejects where the engine fails on this page. The picture is handed over: its bytes are gone after. */
  async recognise(image: PageImage): Promise<RecognisedPage> {
    if (!this.#cache) return this.#pool.recognise(image)
    const key = this.#cache.key(image)
    const known = await this.#cache.get(key)
    if (known) return known
    const page = await this.#pool.recognise(image)
    await this.#cache.put(key, page)
    return page
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}
