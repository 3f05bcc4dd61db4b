import { brotliCompressSync, brotliDecompressSync, constants, crc32 } from 'node:zlib'
import type { Document, Word } from '../domain/document.ts'

/** Changes with the form below. */
export const layerFormat = 1

/** On the reports this began with (9,300 words) 3 ms and 66 kB; 5 takes twice as long for a sixth, JSON alone 11 ms for 69 kB. */
const quality = 1

/**
 * What stands before the words' columns, as JSON: the document without its words, and of each word what the columns cannot
 * hold, by its index.
 */
interface Head extends Omit<Document, 'words'> {
  readonly count: number
  readonly rest: readonly (readonly [index: number, keys: Partial<Word>])[]
}

/** 32-bit numbers of a word: distance from the word before, length, page (0: none), style, x, y, width, height. */
const columns = 8
/** Places are kept in hundredths of a point, in which readers give them; others go into `rest`. */
const unit = 100
const noBox = -(2 ** 31)
/** Checksum, length of the JSON. */
const prefixBytes = 8

/** A document in little room, to be had again by `unpackDocument`. */
export function packDocument(document: Document): Uint8Array {
  const { words, ...others } = document
  const numbers = new Int32Array(columns * words.length)
  const rest = writeColumns(document, numbers)
  const head: Head = { ...others, count: words.length, rest }
  const json = Buffer.from(JSON.stringify(head))
  const body = Buffer.concat([json, toPlanes(numbers)])
  const content = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
  const prefix = Buffer.alloc(prefixBytes)
  prefix.writeUInt32BE(crc32(content), 0)
  prefix.writeUInt32BE(json.length, 4)
  return Buffer.concat([prefix, content])
}

/** Null where the bytes are damaged. */
export function unpackDocument(bytes: Uint8Array): Document | null {
  if (bytes.length < prefixBytes) return null
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, prefixBytes)
  const content = bytes.subarray(prefixBytes)
  if (prefix.getUint32(0) !== crc32(content)) return null
  const body = brotliDecompressSync(content)
  const jsonBytes = prefix.getUint32(4)
  const { count, rest, ...others } = JSON.parse(body.toString('utf8', 0, jsonBytes)) as Head
  const words = readColumns(others.text, fromPlanes(body.subarray(jsonBytes)), count)
  for (const [index, keys] of rest) words[index] = { ...words[index]!, ...keys }
  return { ...others, words }
}

/** Fills `numbers`, column after column; gives what does not fit in. */
function writeColumns({ text, words }: Document, numbers: Int32Array): Head['rest'] {
  const rest: [number, Partial<Word>][] = []
  const count = words.length
  let last = 0
  for (let index = 0; index < count; index++) {
    const { start, end, page, style, box, raw, ...others } = words[index]!
    const boxFits = box === null || fits(box.x, box.y, box.width, box.height)
    const places = box === null || !boxFits ? [noBox, 0, 0, 0] : [box.x, box.y, box.width, box.height]
    numbers[index] = start - last
    numbers[count + index] = end - start
    numbers[2 * count + index] = page ?? 0
    numbers[3 * count + index] = style
    for (let k = 0; k < 4; k++) numbers[(4 + k) * count + index] = toUnits(places[k]!)
    last = end
    const rawFits = raw === text.slice(start, end)
    if (rawFits && boxFits && Object.keys(others).length === 0) continue
    rest.push([index, { ...(!rawFits && { raw }), ...(!boxFits && { box }), ...others }])
  }
  return rest
}

function toUnits(points: number): number {
  return points === noBox ? noBox : Math.round(points * unit)
}

/** Whether places come back as they are. */
function fits(...points: readonly number[]): boolean {
  return points.every(
    (value) => Math.round(value * unit) / unit === value && Math.abs(value) < 1e6 && !Object.is(value, -0),
  )
}

function readColumns(text: string, numbers: Int32Array, count: number): Word[] {
  const words = new Array<Word>(count)
  const at = (column: number, index: number) => numbers[column * count + index]!
  let end = 0
  for (let index = 0; index < count; index++) {
    const start = end + at(0, index)
    end = start + at(1, index)
    const x = at(4, index)
    const box =
      x === noBox
        ? null
        : { x: x / unit, y: at(5, index) / unit, width: at(6, index) / unit, height: at(7, index) / unit }
    words[index] = { start, end, raw: text.slice(start, end), page: at(2, index) || null, box, style: at(3, index) }
  }
  return words
}

const numberBytes = 4

/** All lowest bytes, then all second bytes …: equal ones lie side by side. Little-endian on every machine. */
function toPlanes(numbers: Int32Array): Uint8Array {
  const { length } = numbers
  const planes = new Uint8Array(numberBytes * length)
  for (let index = 0; index < length; index++) {
    const value = numbers[index]!
    for (let byte = 0; byte < numberBytes; byte++) planes[byte * length + index] = value >>> (8 * byte)
  }
  return planes
}

function fromPlanes(planes: Uint8Array): Int32Array {
  const length = planes.length / numberBytes
  const numbers = new Int32Array(length)
  for (let index = 0; index < length; index++) {
    let value = 0
    for (let byte = 0; byte < numberBytes; byte++) value |= planes[byte * length + index]! << (8 * byte)
    numbers[index] = value
  }
  return numbers
}
