import { Worker } from 'node:worker_threads'

/** How often memory is looked at: a process that fills a gigabyte a second is ended within a few hundred megabytes. */
const intervalMs = 50
/** What the watch needs itself. */
const heapMegabytes = 8

/** What stands at the end of standard error when the watch has ended its process. */
export const memoryMark = 'boctach: over its memory limit'

/**
 * Ends this process when it holds more memory than allowed, whatever kind of memory, and when its parent is gone. A thread
 * of its own does so, for the main one may be the one that is stuck.
 */
export function watchMemory(maxBytes: number): void {
  const options = {
    eval: true,
    workerData: { maxBytes, intervalMs, memoryMark },
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  }
  new Worker(watch, options).unref()
}

/** In plain JavaScript: a thread made of text needs no file, in the sources or the build. */
const watch = `
  const { writeSync } = require('node:fs')
  const { workerData: { maxBytes, intervalMs, memoryMark } } = require('node:worker_threads')
  const parent = process.ppid
  const end = (message) => {
    try { if (message) writeSync(2, message + '\\n') } catch {}
    process.kill(process.pid, 'SIGKILL')
  }
  setInterval(() => {
    if (process.ppid !== parent) end()
    const bytes = process.memoryUsage.rss()
    if (bytes > maxBytes) end(memoryMark + ' with ' + bytes + ' bytes')
  }, intervalMs)
`
