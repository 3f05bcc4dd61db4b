import { i32, u16, u32 } from '../little-endian.ts'
import { noteTexts } from './notes.ts'
import { readPlc } from './plc.ts'
import { splitPart, type TextRange } from './text-ranges.ts'
import { structureOf, type WordFile } from './word-file.ts'

/** What is drawn at one place of the text. */
export interface Drawing {
  readonly textBoxes: readonly TextRange[]
  /** Texts drawn as pictures (WordArt, watermarks). */
  readonly drawnTexts: readonly string[]
}

const anchorBytes = 26
const textBoxBytes = 22
const textBoxShape = 14
const oldAnchorBytes = 6

const drawingContainer = 0xf002
const groupContainer = 0xf003
const shapeContainer = 0xf004
const shapeRecord = 0xf00a
const optionsRecord = 0xf00b
const headBytes = 8

/** gtextUNICODE ([MS-ODRAW] 2.3.22.1); two flags stand above the number, one for values that follow the table. */
const drawnTextProperty = 0xc0
const propertyNumbers = 0x3fff
const complexFlag = 0x8000
const maxDrawnText = 1024

/** Groups in groups; deeper ones are a lie. */
const maxDepth = 50

const empty: Drawing = { textBoxes: [], drawnTexts: [] }

/** The drawn objects of one part by the place of their anchors. */
export class Drawings {
  readonly #byPosition: ReadonlyMap<number, Drawing>

  /** `part` holds the anchors, `boxPart` the texts of the boxes. */
  constructor(file: WordFile, of: 'body' | 'headers', part: TextRange, boxPart: TextRange) {
    const boxes = structureOf(file, of === 'body' ? 'textBoxes' : 'headerTextBoxes')
    const found =
      file.fib.generation === 'word6'
        ? oldDrawings(structureOf(file, of === 'body' ? 'oldShapes' : 'oldHeaderShapes'), boxes, boxPart)
        : drawings(file, structureOf(file, of === 'body' ? 'shapes' : 'headerShapes'), boxes, boxPart)
    // Anchors elsewhere would let a box hold itself.
    this.#byPosition = new Map(
      [...found]
        .map(([position, drawing]) => [part.start + position, drawing] as const)
        .filter(([position]) => position < part.end),
    )
  }

  at(position: number): Drawing {
    return this.#byPosition.get(position) ?? empty
  }
}

/** Position of an anchor in its part → what is drawn. */
function drawings(file: WordFile, anchors: Uint8Array, boxes: Uint8Array, boxPart: TextRange): Map<number, Drawing> {
  const shapes = readShapes(structureOf(file, 'drawings'))
  const boxesOfShape = new Map<number, TextRange[]>()
  for (const { shape, range } of boxTexts(boxes, boxPart, shapes))
    pushTo(boxesOfShape, shapes.outermost.get(shape) ?? shape, range)
  const found = new Map<number, Drawing>()
  const plc = readPlc(anchors, anchorBytes)
  for (let index = 0; index < plc.count; index++) {
    const shape = u32(plc.bytes, plc.record(index))
    const drawing = { textBoxes: boxesOfShape.get(shape) ?? [], drawnTexts: shapes.drawnTexts.get(shape) ?? [] }
    // A shape that is anchored again must not multiply its text.
    boxesOfShape.delete(shape)
    shapes.drawnTexts.delete(shape)
    found.set(plc.positions[index]!, drawing)
  }
  return found
}

/** The texts of boxes in the order in which their shapes are drawn. */
function boxTexts(boxes: Uint8Array, boxPart: TextRange, { order }: Shapes): { shape: number; range: TextRange }[] {
  const { bytes, positions, record } = readPlc(boxes, textBoxBytes)
  const place = (shape: number) => order.get(shape) ?? Number.MAX_SAFE_INTEGER
  return splitPart(boxPart, positions)
    .map((range, index) => ({ range, shape: u32(bytes, record(index) + textBoxShape) }))
    .filter((box): box is { shape: number; range: TextRange } => box.range !== null)
    .sort((a, b) => place(a.shape) - place(b.shape))
}

/** Word 6: an anchor says how many of the next boxes are its own. */
function oldDrawings(anchors: Uint8Array, boxes: Uint8Array, boxPart: TextRange): Map<number, Drawing> {
  const ranges = noteTexts(boxes, boxPart)
  const found = new Map<number, Drawing>()
  const { bytes, positions, count, record } = readPlc(anchors, oldAnchorBytes)
  for (let index = 0, next = 0; index < count; index++) {
    const own = ranges.slice(next, next + u16(bytes, record(index) + 4))
    found.set(positions[index]!, { textBoxes: own.filter((range) => range !== null), drawnTexts: [] })
    next += own.length
  }
  return found
}

function pushTo<T>(map: Map<number, T[]>, key: number, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

interface Shapes {
  /** Shape → how many were met before it. */
  readonly order: Map<number, number>
  /** Shape in a group → the group that is anchored. */
  readonly outermost: Map<number, number>
  /** Anchored shape → texts drawn in it. */
  readonly drawnTexts: Map<number, string[]>
}

/** [MS-DOC] 2.9.172: the drawing data of the document, then that of the body and of headers, each after a byte. */
function readShapes(bytes: Uint8Array): Shapes {
  const shapes: Shapes = { order: new Map(), outermost: new Map(), drawnTexts: new Map() }
  let at = headBytes + u32(bytes, 4)
  while (at + 1 + headBytes <= bytes.length) {
    const record = at + 1
    if (u16(bytes, record + 2) !== drawingContainer) break
    const end = record + headBytes + u32(bytes, record + 4)
    readContainer(bytes, record + headBytes, Math.min(end, bytes.length), { shapes, group: null, depth: 0 })
    at = end
  }
  return shapes
}

interface Place {
  readonly shapes: Shapes
  /** The anchored group around; null where shapes are anchored themselves. */
  readonly group: number | null
  readonly depth: number
}

/** [MS-DOC] 2.9.192: before the shape of a picture in the text stand its head and, for a linked file, a counted name. */
const pictureHeadSize = 4
const pictureKind = 6
const linkedPicture = 0x66

/** The pictures that stand in the text itself, in the data stream. */
export class Pictures {
  readonly #data: Uint8Array
  /** Bytes left to read: no two pictures share any, so each is read once. */
  #left: number

  constructor(data: Uint8Array) {
    this.#data = data
    this.#left = data.length
  }

  /** Texts drawn in the picture at `offset`. */
  textsAt(offset: number): readonly string[] {
    const data = this.#data
    const end = Math.min(offset + u32(data, offset), data.length)
    this.#left -= Math.max(0, end - offset)
    if (this.#left < 0) return []
    const head = offset + u16(data, offset + pictureHeadSize)
    const start = u16(data, offset + pictureKind) === linkedPicture ? head + 1 + (data[head] ?? 0) : head
    const shapes: Shapes = { order: new Map(), outermost: new Map(), drawnTexts: new Map() }
    readContainer(data, start, end, { shapes, group: null, depth: 0 })
    return [...shapes.drawnTexts.values()].flat()
  }
}

function readContainer(bytes: Uint8Array, start: number, end: number, place: Place): void {
  if (place.depth > maxDepth) return
  for (let at = start; at + headBytes <= end;) {
    const next = Math.min(at + headBytes + u32(bytes, at + 4), end)
    const type = u16(bytes, at + 2)
    if (type === shapeContainer) readShape(bytes, at + headBytes, next, place)
    else if (type === groupContainer) {
      // The group that holds the whole drawing is no shape; of those inside, the outermost is anchored.
      const group = place.depth === 0 ? null : (place.group ?? groupShape(bytes, at + headBytes))
      readContainer(bytes, at + headBytes, next, { ...place, group, depth: place.depth + 1 })
    }
    at = next
  }
}

/** A group's own shape is the first in it. */
function groupShape(bytes: Uint8Array, at: number): number | null {
  if (u16(bytes, at + 2) !== shapeContainer) return null
  const end = Math.min(at + headBytes + u32(bytes, at + 4), bytes.length)
  for (let record = at + headBytes; record + headBytes <= end; record += headBytes + u32(bytes, record + 4))
    if (u16(bytes, record + 2) === shapeRecord) return u32(bytes, record + headBytes)
  return null
}

function readShape(bytes: Uint8Array, start: number, end: number, { shapes, group }: Place): void {
  let shape: number | null = null
  for (let at = start; at + headBytes <= end;) {
    const next = at + headBytes + u32(bytes, at + 4)
    const type = u16(bytes, at + 2)
    if (type === shapeRecord) {
      shape = u32(bytes, at + headBytes)
      shapes.order.set(shape, shapes.order.size)
      if (group !== null) shapes.outermost.set(shape, group)
    } else if (type === optionsRecord && shape !== null) {
      const text = drawnText(bytes, at, Math.min(next, end))
      if (text !== '') pushTo(shapes.drawnTexts, group ?? shape, text)
    }
    at = next
  }
}

/** Options: a table of 6 bytes each, then the values of those too long for it, in the same order. */
function drawnText(bytes: Uint8Array, record: number, end: number): string {
  const count = u16(bytes, record) >> 4
  const table = record + headBytes
  let value = table + count * 6
  for (let index = 0; index < count && table + index * 6 + 6 <= end; index++) {
    const property = u16(bytes, table + index * 6)
    if ((property & complexFlag) === 0) continue
    const length = i32(bytes, table + index * 6 + 2)
    if (length < 0 || value + length > end) return ''
    if ((property & propertyNumbers) === drawnTextProperty) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + value, Math.min(length, maxDrawnText))
      return text.toString('utf16le').replace(/\0[^]*$/, '')
    }
    value += length
  }
  return ''
}
