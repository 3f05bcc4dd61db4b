import CFB from 'cfb'
import { structures, type Structure } from '../../src/readers/doc/fib.ts'
import { u16, u32, type DocContent, type DocParagraph, type DocRun } from './doc-files.ts'
import {
  drawingTables,
  listOverrides,
  listTable,
  noteTables,
  styleSheet,
  writeFonts,
  type Collected,
  type Parts,
} from './doc-structures.ts'

/** Where the text begins; the FIB stands before it. */
const textOffset = 0x800
const pageBytes = 512

interface Piece {
  readonly start: number
  readonly end: number
  readonly offset: number
  readonly wide: boolean
}

/** A Word file of the content: FIB, pieces, pages of formatting, style sheet, fonts, lists, notes, boxes, in its container. */
export function writeDoc(content: DocContent): Uint8Array {
  return writeContainer(docStreams(content))
}

export function writeContainer(streams: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const container = CFB.utils.cfb_new()
  for (const [name, bytes] of streams) CFB.utils.cfb_add(container, `/${name}`, Buffer.from(bytes))
  CFB.utils.cfb_del(container, '/\u0001Sh33tJ5')
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer)
}

/** The streams of the file by name, to be changed before they are put into a container. */
export function docStreams(content: DocContent): Map<string, Uint8Array> {
  const old = content.generation === 'word6'
  const collected: Collected = { text: '', runs: [], paragraphs: [] }
  const parts = collect(content, collected)
  const pieces = layOut(content, collected)
  const main = new Bytes(Buffer.alloc(textOffset))
  writeText(main, collected.text, pieces)
  const tables = new Map<Structure, Buffer>()
  tables.set('characterBins', writePages(main, characterRuns(collected, pieces), 1, old))
  tables.set('paragraphBins', writePages(main, paragraphRuns(collected, pieces), old ? 7 : 13, old))
  tables.set('sections', writeSections(main, content, parts.lengths[0]!))
  tables.set('fonts', writeFonts(content.fonts ?? [['Times New Roman']], old))
  tables.set('styleSheet', styleSheet(content.styles ?? [], old))
  if (!old || content.fastSaved) tables.set('pieces', pieceTable(pieces, content, old))
  tables.set(
    'documentProperties',
    Buffer.from([content.facingPages ? 1 : 0, old ? 0 : 0, ...Array<number>(82).fill(0)]),
  )
  for (const [name, bytes] of noteTables(content, collected, parts, old)) tables.set(name, bytes)
  if (!old) for (const [name, bytes] of drawingTables(content, collected, parts)) tables.set(name, bytes)
  const table = old ? main : new Bytes(Buffer.alloc(4))
  const places = new Map<Structure, readonly [number, number]>()
  for (const [name, bytes] of tables) places.set(name, [table.add(bytes), bytes.length])
  if (!old && content.lists) {
    const { head, levels } = listTable(content.lists)
    places.set('lists', [table.add(head), head.length])
    table.add(levels)
    const overrides = listOverrides(content.overrides ?? [])
    places.set('listOverrides', [table.add(overrides), overrides.length])
  }
  const bytes = main.bytes
  writeFib(bytes, content, parts.lengths, places)
  const streams = new Map<string, Uint8Array>([['WordDocument', bytes]])
  if (!old) streams.set('1Table', table.bytes)
  if (content.data) streams.set('Data', content.data)
  return streams
}

/** Bytes that grow; everything added begins at an even place. */
class Bytes {
  #parts: Buffer[]
  length: number

  constructor(start: Buffer) {
    this.#parts = [start]
    this.length = start.length
  }

  add(bytes: Uint8Array, align = 2): number {
    const gap = (align - (this.length % align)) % align
    this.#parts.push(Buffer.alloc(gap), Buffer.from(bytes))
    const at = this.length + gap
    this.length = at + bytes.length
    return at
  }

  get bytes(): Buffer {
    const whole = Buffer.concat(this.#parts)
    this.#parts = [whole]
    return whole
  }
}

function collect(content: DocContent, into: Collected): Parts {
  const lengths: number[] = []
  const part = (texts: readonly (readonly DocParagraph[])[]): number[] => {
    const begin = into.text.length
    const starts = texts.map((paragraphs) => {
      const start = into.text.length - begin
      for (const paragraph of paragraphs) collectParagraph(paragraph, into)
      return start
    })
    lengths.push(into.text.length - begin)
    return starts
  }
  const ending = [[{ runs: [] }]]
  const boxed = (texts: readonly (readonly DocParagraph[])[] | undefined) => (texts ? [...texts, ...ending] : [])
  part([content.body])
  const footnotes = part(boxed(content.footnotes))
  const headers = part(headerTexts(content))
  part([])
  const comments = part(boxed(content.comments))
  const endnotes = part(boxed(content.endnotes))
  const textBoxes = part(boxed(content.textBoxes?.map((box) => box.content)))
  part([])
  // Where there is more than a body, one more mark ends it all.
  if (lengths.slice(1).some((length) => length > 0)) collectParagraph({ runs: [] }, into)
  return { lengths, starts: { footnotes, headers, comments, endnotes, textBoxes } }
}

/** Six separators of notes, then six texts a section, each with a mark that only ends it. */
function headerTexts({ sections }: DocContent): (readonly DocParagraph[])[] {
  if (!sections?.some(({ headers }) => headers)) return []
  const texts: (readonly DocParagraph[])[] = Array.from({ length: 6 }, () => [])
  for (const { headers } of sections)
    for (let kind = 0; kind < 6; kind++) {
      const text = headers?.[kind] ?? []
      texts.push(text.length > 0 ? [...text, { runs: [] }] : [])
    }
  return [...texts, [{ runs: [] }]]
}

function collectParagraph({ runs, end = '\r', mark = [], style = 0, papx = [] }: DocParagraph, into: Collected): void {
  const start = into.text.length
  for (const { text, chpx = [] } of [...runs, { text: end, chpx: mark } satisfies DocRun]) {
    if (text === '') continue
    into.runs.push({ start: into.text.length, end: into.text.length + text.length, chpx })
    into.text += text
  }
  into.paragraphs.push({ start, end: into.text.length, style, papx })
}

function layOut({ fastSaved, width, generation }: DocContent, { text, paragraphs }: Collected): Piece[] {
  const wide = (from: number, to: number) =>
    generation !== 'word6' && (width === 'wide' || /[^\0-\xff]/.test(text.slice(from, to)))
  const ranges = fastSaved ? paragraphs.map(({ start, end }) => ({ start, end })) : [{ start: 0, end: text.length }]
  let offset = textOffset
  const pieces: Piece[] = []
  for (const { start, end } of fastSaved ? ranges.reverse() : ranges) {
    const piece = { start, end, offset, wide: wide(start, end) }
    offset += (end - start) * (piece.wide ? 2 : 1)
    offset += offset % 2
    pieces.push(piece)
  }
  return pieces.sort((a, b) => a.start - b.start)
}

function writeText(main: Bytes, text: string, pieces: readonly Piece[]): void {
  for (const { start, end, offset, wide } of [...pieces].sort((a, b) => a.offset - b.offset)) {
    if (main.length < offset) main.add(Buffer.alloc(offset - main.length), 1)
    main.add(Buffer.from(text.slice(start, end), wide ? 'utf16le' : 'latin1'), 1)
  }
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly list: Buffer | null
}

/** A stretch of text as bytes of the main stream, one for each piece it lies in. */
function inPieces(start: number, end: number, pieces: readonly Piece[]): { start: number; end: number }[] {
  return pieces
    .filter((piece) => piece.start < end && start < piece.end)
    .map((piece) => {
      const at = (position: number) => piece.offset + (position - piece.start) * (piece.wide ? 2 : 1)
      return { start: at(Math.max(start, piece.start)), end: at(Math.min(end, piece.end)) }
    })
}

function characterRuns({ runs }: Collected, pieces: readonly Piece[]): Stretch[] {
  return runs.flatMap(({ start, end, chpx }) =>
    inPieces(start, end, pieces).map((place) => ({
      ...place,
      list: chpx.length > 0 ? Buffer.from([chpx.length, ...chpx]) : null,
    })),
  )
}

function paragraphRuns({ paragraphs }: Collected, pieces: readonly Piece[]): Stretch[] {
  return paragraphs.flatMap(({ start, end, style, papx }) => {
    const content = [...u16(style), ...papx]
    // Counted in pairs, the byte that counts among them, or a 0 before the count.
    const list = content.length % 2 === 1 ? [(content.length + 1) / 2, ...content] : [0, content.length / 2, ...content]
    return inPieces(start, end, pieces).map((place) => ({ ...place, list: Buffer.from(list) }))
  })
}

/** Pages of 512 bytes at whole multiples of that; returns the table that says which page holds what. */
function writePages(main: Bytes, stretches: readonly Stretch[], recordBytes: number, old: boolean): Buffer {
  const ordered = [...stretches].sort((a, b) => a.start - b.start)
  const pages: { first: number; last: number; number: number }[] = []
  for (let from = 0; from < ordered.length;) {
    const { page, count } = onePage(ordered.slice(from), recordBytes, old && recordBytes > 1)
    const number = main.add(page, pageBytes) / pageBytes
    pages.push({ first: ordered[from]!.start, last: ordered[from + count - 1]!.end, number })
    from += count
  }
  const positions = [...pages.map(({ first }) => first), pages.at(-1)?.last ?? 0]
  return Buffer.from([...positions.flatMap(u32), ...pages.flatMap(({ number }) => (old ? u16(number) : u32(number)))])
}

function onePage(stretches: readonly Stretch[], recordBytes: number, oldParagraphs: boolean) {
  const page = Buffer.alloc(pageBytes)
  let end = pageBytes - 1
  const lists: number[] = []
  for (const { list } of stretches) {
    const own = list && oldParagraphs ? oldList(list) : list
    const at = own === null ? pageBytes - 1 : (end - own.length) & ~1
    const needed = (lists.length + 2) * 4 + (lists.length + 1) * recordBytes
    if (own !== null && at < needed) break
    if (needed > end) break
    own?.copy(page, at)
    lists.push(own === null ? 0 : at / 2)
    if (own !== null) end = at
  }
  const used = stretches.slice(0, lists.length)
  page[pageBytes - 1] = used.length
  used.forEach(({ start }, index) => page.writeUInt32LE(start, index * 4))
  page.writeUInt32LE(used.at(-1)!.end, used.length * 4)
  lists.forEach((at, index) => (page[(used.length + 1) * 4 + index * recordBytes] = at))
  return { page, count: used.length }
}

/** Word 6: the count is of the pairs that follow. */
function oldList(list: Buffer): Buffer {
  const content = [...list.subarray(list[0] === 0 ? 2 : 1)]
  return Buffer.from([Math.ceil(content.length / 2), ...content, ...(content.length % 2 === 1 ? [0] : [])])
}

function pieceTable(pieces: readonly Piece[], { fastSaved }: DocContent, old: boolean): Buffer {
  const positions = [...pieces.map(({ start }) => start), pieces.at(-1)!.end]
  const records = pieces.map(({ offset, wide }, index) => [
    ...u16(0),
    ...u32(wide || old ? offset : (offset * 2) | 0x40000000),
    ...u16(fastSaved?.modifiers?.[index] ?? 0),
  ])
  const plc = [...positions.flatMap(u32), ...records.flat()]
  const lists = (fastSaved?.lists ?? []).flatMap((list) => [1, ...u16(list.length), ...list])
  return Buffer.from([...lists, 2, ...u32(plc.length), ...plc])
}

function writeSections(main: Bytes, { sections = [{}], body }: DocContent, bodyLength: number): Buffer {
  const ends: number[] = []
  let at = 0
  for (const { runs, end } of body) {
    at += runs.reduce((sum, { text }) => sum + text.length, 0) + 1
    if (end === '\f') ends.push(at)
  }
  const positions = [0, ...ends.slice(0, sections.length - 1), bodyLength]
  const records = sections.map(({ sepx }) => {
    const place = sepx ? main.add(Buffer.from([...u16(sepx.length), ...sepx])) : 0xffffffff
    return [...u16(0), ...u32(place), ...u16(0), ...u32(0xffffffff)]
  })
  return Buffer.from([...positions.flatMap(u32), ...records.flat()])
}

function writeFib(
  main: Buffer,
  { generation, flags = 0, fastSaved }: DocContent,
  lengths: readonly number[],
  places: ReadonlyMap<Structure, readonly [number, number]>,
): void {
  const old = generation === 'word6'
  main.writeUInt16LE(old ? 0xa5dc : 0xa5ec, 0)
  main.writeUInt16LE(old ? 101 : 193, 2)
  main.writeUInt16LE(0x0409, 6)
  main.writeUInt16LE(flags | (old ? 0 : 0x1200) | (fastSaved ? 4 : 0), 10)
  main.writeUInt16LE(old ? 101 : 191, 12)
  main.writeUInt32LE(textOffset, 24)
  main.writeUInt32LE(textOffset + lengths.reduce((sum, length) => sum + length, 0), 28)
  if (!old) main.writeUInt16LE(14, 32)
  if (!old) main.writeUInt16LE(22, 62)
  main.writeUInt32LE(main.length, old ? 32 : 64)
  lengths.forEach((length, index) => main.writeInt32LE(length, (old ? 0x34 : 0x4c) + index * 4))
  if (!old) main.writeUInt16LE(93, 152)
  for (const [name, [offset, length]] of places) {
    const index = structures[name]
    const at = !old ? 154 + index * 8 : index < 38 ? 0x58 + index * 8 : 0x192 + (index - 38) * 8
    main.writeUInt32LE(offset, at)
    main.writeUInt32LE(length, at + 4)
  }
}
