import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ReadingAnswer, ReadingResults, ReadingTask } from './reading-worker.ts'

/** A page is drawn in half a second, the longest report read in ten. */
const longestMs = 60_000
/** Loading readers takes a moment, on a busy machine a long one. */
const longestStartMs = 60_000
const mostMemoryMb = 1536
/** Run from its sources (tests, development), the thread needs the TypeScript loader, too. */
const fromSources = import.meta.url.endsWith('.ts')

function startThread(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: mostMemoryMb }
  if (!fromSources) return new Worker(new URL('./reading-worker.js', import.meta.url), { resourceLimits })
  const tsx = createRequire(import.meta.url).resolve('tsx/package.json')
  const loader = new URL('./dist/esm/api/index.mjs', pathToFileURL(tsx)).href
  const script = new URL('./reading-worker.ts', import.meta.url).href
  const start = `import('${loader}').then((tsx) => { tsx.register(); return import('${script}') })`
  return new Worker(start, { eval: true, resourceLimits })
}

/**
 * Reads and draws sources in a thread of its own, one task at a time: a file made to hang a reader or fill memory ends the
 * thread and not the server.
 */
export class ReadingThread {
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  do<T extends ReadingTask>(task: T): Promise<ReadingResults[T['kind']]> {
    const turn = this.#last.then(() => this.#run(task))
    this.#last = turn.catch(() => undefined)
    return turn as Promise<ReadingResults[T['kind']]>
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = startThread()
    // One that dies between two tasks is no one's error; the next task starts another.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
    })
    return worker
  }

  #run(task: ReadingTask): Promise<ReadingResults[keyof ReadingResults]> {
    if (this.#closed) return Promise.reject(new Error('The server is stopping.'))
    const allowed = this.#worker ? longestMs : longestMs + longestStartMs
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer)
        worker.off('message', take).off('error', failWith).off('exit', end)
      }
      const fail = (message: string) => {
        finish()
        this.#worker = null
        void worker.terminate()
        reject(new Error(message))
      }
      const take = (answer: ReadingAnswer) => {
        finish()
        if (answer.ok) resolve(answer.result)
        else reject(new Error(answer.message))
      }
      const failWith = (error: Error) => fail(error.message)
      const end = () => fail('Its reader ended.')
      const timer = setTimeout(() => fail('Reading it takes too long.'), allowed)
      worker.on('message', take).on('error', failWith).on('exit', end)
      worker.postMessage(task)
    })
  }
}
