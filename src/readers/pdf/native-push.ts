import { runInNewContext } from 'node:vm'

/**
 * pdf.js's legacy build (the one for Node) replaces `Array.prototype.push` for the whole process where V8 has a certain
 * harmless flaw (Node 20): every push then costs three times as much, a tenth of the time a PDF takes. Import this file
 * before pdf.js and call `restorePush` after: the flaw (a length that cannot be written) matters to nobody here.
 * It replaces `JSON.stringify` too, for raw JSON that nobody here writes: a record then took 37 ms to write, not 2.
 */
const found = Array.prototype.push
const stringify = JSON.stringify

/** The replacement hides itself from toString, but built-in methods have no `prototype` of their own. */
function isNative(method: object): boolean {
  return !Object.hasOwn(method, 'prototype')
}

export function restorePush(): void {
  if (isNative(stringify)) JSON.stringify = stringify
  if (isNative(Array.prototype.push)) return
  // Someone else had loaded pdf.js before: then the push of another realm, still twice as fast.
  const value: unknown = isNative(found) ? found : runInNewContext('Array.prototype.push')
  Object.defineProperty(Array.prototype, 'push', { value, writable: true, configurable: true, enumerable: false })
}
