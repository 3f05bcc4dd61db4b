import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { EngineName } from './engine-names.ts'
import type { PageAnswer } from './page-worker.ts'
import type { PageImage } from './raster.ts'
import type { RecognisedPage } from './recognise-page.ts'

/** A thread is replaced after so many pages: what an engine has taken of memory it does not give back. */
const pagesPerThread = 100
/** A page takes seconds. One that takes this long (milliseconds) has made the engine hang; its thread is ended. */
const longestPage = 300_000
/** How long (milliseconds) a thread may take to tidy up when it is no longer needed. */
const longestEnd = 5000

/** Run from its sources (tests, development), the thread needs the TypeScript loader, too. */
const fromSources = import.meta.url.endsWith('.ts')

function startThread(engine: EngineName): Worker {
  const workerData = { engine }
  if (!fromSources) return new Worker(new URL('./page-worker.js', import.meta.url), { workerData })
  const tsx = createRequire(import.meta.url).resolve('tsx/package.json')
  const loader = new URL('./dist/esm/api/index.mjs', pathToFileURL(tsx)).href
  const script = new URL('./page-worker.ts', import.meta.url).href
  const start = `import('${loader}').then((tsx) => { tsx.register(); return import('${script}') })`
  return new Worker(start, { eval: true, workerData })
}

interface Task {
  readonly image: PageImage
  readonly resolve: (page: RecognisedPage) => void
  readonly reject: (error: Error) => void
}

/** Threads that recognise pages, one page each at a time; pages wait their turn in the order they come. */
export class PagePool {
  readonly size: number
  readonly #engine: EngineName
  readonly #idle: PageThread[] = []
  readonly #waiting: Task[] = []
  readonly #threads = new Set<PageThread>()
  #closed = false

  constructor(engine: EngineName, size: number) {
    this.#engine = engine
    this.size = size
  }

  /** Rejects where the engine fails on the page; others go on. The picture's bytes are handed over and gone after. */
  recognise(image: PageImage): Promise<RecognisedPage> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Error('Text recognition has been closed.'))
        return
      }
      this.#waiting.push({ image, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('Text recognition has been closed.'))
    await Promise.all([...this.#threads].map((thread) => thread.end()))
  }

  #next(): void {
    const task = this.#waiting[0]
    if (!task) return
    const thread = this.#idle.pop() ?? this.#start()
    if (!thread) return
    this.#waiting.shift()
    void thread
      .recognise(task.image)
      .then(task.resolve, task.reject)
      .finally(() => this.#done(thread))
  }

  #start(): PageThread | null {
    if (this.#threads.size >= this.size) return null
    const thread = new PageThread(this.#engine)
    this.#threads.add(thread)
    return thread
  }

  #done(thread: PageThread): void {
    if (thread.failed || thread.pages >= pagesPerThread) {
      this.#threads.delete(thread)
      void thread.end()
    } else this.#idle.push(thread)
    if (!this.#closed) this.#next()
  }
}

/** One thread and the page it works on. */
class PageThread {
  pages = 0
  failed = false
  readonly #worker: Worker
  readonly #gone: Promise<void>
  #settle: ((answer: PageAnswer) => void) | null = null

  constructor(engine: EngineName) {
    this.#worker = startThread(engine)
    // Nothing waits for a thread without work.
    this.#worker.unref()
    this.#worker.on('message', (answer: PageAnswer) => this.#answer(answer))
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)))
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#fail('The thread ended.')
        resolve()
      })
    })
  }

  async recognise(image: PageImage): Promise<RecognisedPage> {
    this.pages++
    this.#worker.ref()
    const hung = setTimeout(() => {
      this.#fail(`The engine took longer than ${longestPage / 1000} s.`)
      void this.#worker.terminate()
    }, longestPage)
    try {
      const answer = await new Promise<PageAnswer>((resolve) => {
        this.#settle = resolve
        const whole = image.data.byteLength === image.data.buffer.byteLength
        this.#worker.postMessage(image, whole ? [image.data.buffer as ArrayBuffer] : [])
      })
      if ('error' in answer) throw new Error(answer.error)
      return answer.page
    } finally {
      clearTimeout(hung)
      this.#worker.unref()
    }
  }

  async end(): Promise<void> {
    this.#worker.postMessage(null)
    const late = setTimeout(() => void this.#worker.terminate(), longestEnd)
    this.#worker.ref()
    await this.#gone
    clearTimeout(late)
  }

  #answer(answer: PageAnswer): void {
    const settle = this.#settle
    this.#settle = null
    settle?.(answer)
  }

  #fail(error: string): void {
    this.failed = true
    this.#answer({ error })
  }
}
