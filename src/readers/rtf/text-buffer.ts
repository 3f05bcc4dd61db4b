import type { CodePage } from '../flow/code-pages.ts'

/** Characters of one run as they come: bytes of a code page, code units, pieces of text. Kept without strings until taken. */
export class TextBuffer {
  #units = new Uint16Array(4096)
  #length = 0
  /** Bytes of a code page with several bytes a character, together until something else comes. */
  #bytes = new Uint8Array(256)
  #waiting = 0
  #page: (CodePage & { table: null }) | null = null

  unit(code: number): void {
    this.#decodeWaiting()
    this.#push(code)
  }

  string(text: string): void {
    this.#decodeWaiting()
    for (let i = 0; i < text.length; i++) this.#push(text.charCodeAt(i))
  }

  byte(byte: number, page: CodePage): void {
    if (page.table) this.unit(page.table[byte]!)
    else this.#wait(byte, page)
  }

  /** Text between control words: line ends in it are the file's, not the document's. */
  bytes(source: Uint8Array, start: number, end: number, page: CodePage): void {
    for (let at = start; at < end; at++) {
      const byte = source[at]!
      if (byte !== 0x0a && byte !== 0x0d) this.byte(byte, page)
    }
  }

  /** All characters since the last time. */
  take(): string {
    this.#decodeWaiting()
    if (this.#length === 0) return ''
    const text = Buffer.from(this.#units.buffer, 0, this.#length * 2).toString('utf16le')
    this.#length = 0
    return text.toWellFormed()
  }

  #push(code: number): void {
    if (code === 0) return
    if (this.#length === this.#units.length) this.#units = enlarged(this.#units, new Uint16Array(this.#length * 2))
    this.#units[this.#length++] = code
  }

  #wait(byte: number, page: CodePage & { table: null }): void {
    if (this.#page !== page) this.#decodeWaiting()
    this.#page = page
    if (this.#waiting === this.#bytes.length) this.#bytes = enlarged(this.#bytes, new Uint8Array(this.#waiting * 2))
    this.#bytes[this.#waiting++] = byte
  }

  #decodeWaiting(): void {
    if (this.#waiting === 0 || !this.#page) return
    const text = this.#page.decoder.decode(this.#bytes.subarray(0, this.#waiting))
    this.#waiting = 0
    for (let i = 0; i < text.length; i++) this.#push(text.charCodeAt(i))
  }
}

function enlarged<A extends Uint8Array | Uint16Array>(from: A, to: A): A {
  to.set(from)
  return to
}
