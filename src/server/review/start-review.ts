import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { openRecogniser } from '../../pipeline/extract.ts'
import type { Recogniser } from '../../readers/scan/recogniser.ts'
import { indexLedger } from '../../search/index-records.ts'
import { dropOldSessions } from '../../store/reviewers.ts'
import type { Store } from '../../store/store.ts'
import { buildServer } from '../build-server.ts'
import { PersonalDigits } from '../personal-digits.ts'
import { OneTimeLink, sessionLimits } from '../sign-in.ts'
import { indexNewRecords } from './indexing.ts'
import { PageSource } from './page-source.ts'
import { ReadingThread } from './reading-thread.ts'
import { RecordShelf } from './record-shelf.ts'
import type { ReviewContext } from './review-context.ts'
import { reviewPlugin } from './review-plugin.ts'
import { layersOf } from '../../bulk/layer-cache.ts'
import { SourceLibrary } from '../../bulk/source-library.ts'

export interface ReviewOptions {
  readonly store: Store
  readonly version: string
  /** Folders in which sources are looked for that are not at their paths any more. */
  readonly sources?: readonly string[]
  /** The output folder of a run, where documents are kept as they were read. */
  readonly outDir?: string
  /** Names the server may be called by, beside this machine's own. */
  readonly hosts?: readonly string[]
  /** The built page. Default: where the build puts it. */
  readonly webDir?: string
  readonly requestsPerMinute?: number
  readonly now?: () => number
  readonly onTrouble?: (message: string) => void
  /** What else the server serves. */
  readonly others?: (context: ReviewContext) => readonly FastifyPluginAsync[]
}

export interface ReviewServer {
  readonly app: FastifyInstance
  /** Path of the one-time link, with its key. */
  readonly enter: string
  /** Ends indexing, threads and the server; the store stays open. */
  close(): Promise<void>
}

/** How often new records are looked for: a run may be going on. */
const indexEveryMs = 10_000

/** The review: page and API over a store. New records are indexed while it runs; `listen` is left to the caller. */
export async function startReview(options: ReviewOptions): Promise<ReviewServer> {
  const { store } = options
  const now = options.now ?? Date.now
  const link = new OneTimeLink()
  const library = new SourceLibrary(store, options.sources ?? [])
  const layers = options.outDir === undefined ? null : await layersOf(options.outDir)
  const pages = new PageSource(library, new ReadingThread(), layers, openOcr)
  const shared = { records: new RecordShelf(store), pages, personal: new PersonalDigits(store) }
  const context = { store, version: options.version, link, ...shared, now }
  const webDir = options.webDir ?? builtPage()
  const app = await buildServer({
    hosts: options.hosts ?? [],
    ...(options.requestsPerMinute === undefined ? {} : { requestsPerMinute: options.requestsPerMinute }),
    plugins: [
      reviewPlugin(context),
      ...(webDir === null ? [] : [pagePlugin(webDir)]),
      ...(options.others?.(context) ?? []),
    ],
  })
  await dropOldSessions(store, now(), sessionLimits)
  const stop = new AbortController()
  const indexing = keepIndexing(store, stop.signal, options.onTrouble ?? (() => undefined))
  return {
    app,
    enter: `/enter?key=${link.key}`,
    async close() {
      stop.abort()
      await app.close()
      await indexing
      await pages.close()
    },
  }
}

/** Null where no engine is installed. */
async function openOcr(): Promise<Recogniser | null> {
  return openRecogniser({ threads: 1 }).catch(() => null)
}

/** dist/web beside dist/server, also when run from the sources; null where it was not built. */
function builtPage(): string | null {
  const places = ['../../web/', '../../../dist/web/'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return places.find((place) => existsSync(`${place}index.html`)) ?? null
}

function pagePlugin(root: string) {
  return async (app: FastifyInstance) => {
    await app.register(fastifyStatic, { root, index: 'index.html', dotfiles: 'ignore', cacheControl: true, maxAge: 0 })
    for (const part of pdfJsParts) {
      const own = { root: join(pdfJs, part), prefix: `/pdfjs/${part}/`, decorateReply: false }
      await app.register(fastifyStatic, { ...own, index: false, dotfiles: 'ignore', maxAge: '1d' })
    }
  }
}

const pdfJs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** What the page's PDF.js fetches when a file needs it: character maps, fonts not embedded, decoders, colour profiles. */
const pdfJsParts = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const

async function keepIndexing(store: Store, signal: AbortSignal, onTrouble: (message: string) => void): Promise<void> {
  const attempt = (work: () => Promise<number>) =>
    work().catch((error: unknown) => onTrouble(error instanceof Error ? error.message : String(error)))
  // Runs make what is searched with their records; those of folders and of earlier versions have none.
  await attempt(() => indexLedger(store, signal))
  while (!signal.aborted) {
    await attempt(() => indexNewRecords(store, signal))
    await pause(indexEveryMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
