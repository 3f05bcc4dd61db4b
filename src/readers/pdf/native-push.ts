/**
 * pdf.js's legacy build (the one for Node) replaces `Array.prototype.push` for the whole process where V8 has a certain
 * harmless flaw (Node 20): every push then costs about ten times as much, a tenth of the time a PDF takes. Import this
 * file before pdf.js and call `restorePush` after: a length that cannot be written matters to nobody here.
 */
const native = Array.prototype.push

export function restorePush(): void {
  if (Array.prototype.push === native) return
  Object.defineProperty(Array.prototype, 'push', {
    value: native,
    writable: true,
    configurable: true,
    enumerable: false,
  })
}
