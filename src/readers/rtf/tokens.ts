import type { WordTrie } from './word-trie.ts'

/** 'hex' is \'hh, 'symbol' a backslash before anything but a letter. */
export type TokenKind = 'open' | 'close' | 'text' | 'hex' | 'word' | 'symbol' | 'end'

const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const quote = 0x27
const space = 0x20
const minus = 0x2d

/** RTF 1.9.1: a parameter is a signed 32-bit number at most; more digits say nothing sensible. */
const maxDigits = 10

/**
 * The tokens of an RTF file, one at a time: `next` tells the kind, the fields hold the rest. Nothing is allocated. Bytes of
 * \bin are passed over; a length that leads beyond the file is not believed.
 */
export class RtfTokens<T> {
  readonly bytes: Uint8Array
  readonly #words: WordTrie<T>
  #at = 0
  /** Text: bytes from `start` to before `end`, line ends among them. */
  start = 0
  end = 0
  /** The byte that \'hh names, or the one after the backslash of a symbol. */
  code = 0
  /** A \bin said to be longer than the file: some of it is missing. */
  overrun = false
  /** What the dictionary has for the control word. */
  word: T | undefined = undefined
  parameter: number | null = null

  constructor(bytes: Uint8Array, words: WordTrie<T>) {
    this.bytes = bytes
    this.#words = words
  }

  next(): TokenKind {
    const { bytes } = this
    if (this.#at >= bytes.length) return 'end'
    const first = bytes[this.#at]!
    if (first === openBrace) return this.#single('open')
    if (first === closeBrace) return this.#single('close')
    if (first === backslash) return this.#escape()
    this.start = this.#at
    this.#at = this.end = endOfText(bytes, this.#at + 1)
    return 'text'
  }

  /** Whether the bytes that follow are these. */
  ahead(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.bytes[this.#at + i] !== text.charCodeAt(i)) return false
    return true
  }

  /** Whether rich text follows, not only what mail systems and editors leave at the end of a file. */
  get more(): boolean {
    const backslashAt = this.bytes.indexOf(backslash, this.#at)
    return backslashAt >= 0 && isLetter(this.bytes[backslashAt + 1] ?? 0)
  }

  /** Goes behind the brace that closes the group it stands in; false if there is none. */
  skipGroup(): boolean {
    const { bytes } = this
    let depth = 1
    for (let at = this.#at; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte === openBrace) depth++
      else if (byte === backslash) at = this.#behindEscape(at) - 1
      else if (byte === closeBrace && --depth === 0) {
        this.#at = at + 1
        return true
      }
    }
    this.#at = bytes.length
    return false
  }

  #single(kind: 'open' | 'close'): TokenKind {
    this.#at++
    return kind
  }

  #escape(): TokenKind {
    const { bytes } = this
    const next = bytes[this.#at + 1]
    if (next === undefined) {
      this.#at++
      return 'end'
    }
    if (isLetter(next)) return this.#control()
    this.#at += 2
    if (next !== quote) {
      this.code = next
      return 'symbol'
    }
    const high = digit(bytes[this.#at])
    const low = digit(bytes[this.#at + 1])
    this.code = next
    if (high < 0 || low < 0) return 'symbol'
    this.#at += 2
    this.code = high * 16 + low
    return 'hex'
  }

  #control(): TokenKind {
    const { bytes } = this
    const begin = this.#at + 1
    let at = begin
    let node = 0
    for (let known = true; at < bytes.length && isLetter(bytes[at]!); at++) {
      if (!known) continue
      node = this.#words.step(node, bytes[at]!)
      known = node !== 0
    }
    this.word = node === 0 ? undefined : this.#words.value(node)
    const binary = isBin(bytes, begin, at)
    at = this.#readParameter(at)
    if (binary && this.parameter !== null && this.parameter > 0) at = this.#behindBytes(at, this.parameter)
    this.#at = at
    return 'word'
  }

  /** Reads the number and the one space that belong to a control word ending at `at`; gives where they end. */
  #readParameter(at: number): number {
    const { bytes } = this
    const negative = bytes[at] === minus && isDigit(bytes[at + 1])
    let number = 0
    const begin = negative ? at + 1 : at
    let end = begin
    while (isDigit(bytes[end])) {
      if (end - begin < maxDigits) number = number * 10 + bytes[end]! - 0x30
      end++
    }
    this.parameter = end === begin ? null : negative ? -number : number
    return bytes[end] === space ? end + 1 : end
  }

  /** Where what a backslash at `at` begins ends, \bin with its bytes; for groups that are passed over. */
  #behindEscape(at: number): number {
    const { bytes } = this
    if (bytes[at + 1] !== 0x62 || bytes[at + 2] !== 0x69 || bytes[at + 3] !== 0x6e) return at + 2
    const end = at + 4
    if (!isDigit(bytes[end])) return end
    const begin = this.#readParameter(end)
    return this.#behindBytes(begin, this.parameter!)
  }

  #behindBytes(at: number, length: number): number {
    if (length <= this.bytes.length - at) return at + length
    this.overrun = true
    return at
  }
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const byte = bytes[at]!
    if (byte === backslash || byte === openBrace || byte === closeBrace) break
    at++
  }
  return at
}

function isBin(bytes: Uint8Array, begin: number, end: number): boolean {
  return end - begin === 3 && bytes[begin] === 0x62 && bytes[begin + 1] === 0x69 && bytes[begin + 2] === 0x6e
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Value of a hexadecimal digit, -1 where there is none. */
function digit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
