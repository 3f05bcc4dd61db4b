import type { Structure } from '../../src/readers/doc/fib.ts'
import {
  u16,
  u32,
  type DocContent,
  type DocLevel,
  type DocList,
  type DocListOverride,
  type DocStyle,
} from './doc-files.ts'

/** Everything before it is laid out: runs and paragraphs by their place in the text. */
export interface Collected {
  text: string
  readonly runs: { start: number; end: number; chpx: readonly number[] }[]
  readonly paragraphs: { start: number; end: number; style: number; papx: readonly number[] }[]
}

export interface Parts {
  readonly lengths: number[]
  /** Starts of the texts of each part, from its own beginning. */
  readonly starts: Readonly<Record<'footnotes' | 'headers' | 'comments' | 'endnotes' | 'textBoxes', number[]>>
}

type Fonts = NonNullable<DocContent['fonts']>

export function writeFonts(fonts: Fonts, old: boolean): Buffer {
  const records = fonts.flatMap(([name, charset = 0]) => {
    const letters = [...Buffer.from(`${name}\0`, old ? 'latin1' : 'utf16le')]
    const record = [0x16, ...u16(400), charset, 0, ...Array<number>(old ? 0 : 34).fill(0), ...letters]
    return [record.length, ...record]
  })
  return Buffer.from([...(old ? u16(records.length + 2) : [...u16(fonts.length), ...u16(0)]), ...records])
}

export function styleSheet(styles: readonly DocStyle[], old: boolean): Buffer {
  const headBytes = old ? 8 : 10
  const head = [...u16(styles.length + 1), ...u16(headBytes), ...u16(1), ...u16(0x5b), ...u16(0xf), ...u16(0)]
  const stshi = [...head, ...u16(0), ...u16(0), ...u16(0)]
  const all: readonly DocStyle[] = [{ kind: 1 }, ...styles]
  return Buffer.from([...u16(stshi.length), ...stshi, ...all.flatMap((style, index) => styleBytes(style, index, old))])
}

function styleBytes({ kind, base = 0xfff, papx, chpx, tapx }: DocStyle, index: number, old: boolean): number[] {
  const paragraphs = [...u16(index), ...(papx ?? [])]
  const lists = kind === 1 ? [paragraphs, chpx ?? []] : kind === 2 ? [chpx ?? []] : [tapx ?? [], paragraphs, chpx ?? []]
  const name = `s${index}`
  const std = [
    ...u16(index),
    ...u16(kind | (base << 4)),
    ...u16(lists.length | (index << 4)),
    ...u16(0),
    ...(old ? [] : u16(0)),
    ...(old
      ? [name.length, ...Buffer.from(`${name}\0`)]
      : [...u16(name.length), ...Buffer.from(`${name}\0`, 'utf16le')]),
  ]
  for (const list of lists) {
    if (std.length % 2 === 1) std.push(0)
    std.push(...u16(list.length), ...list)
  }
  return [...u16(std.length), ...std, ...(std.length % 2 === 1 ? [0] : [])]
}

export function listTable(lists: readonly DocList[]): { head: Buffer; levels: Buffer } {
  const records = lists.map(({ id, levels }) => [
    ...u32(id),
    ...u32(id),
    ...Array.from({ length: 9 }, () => u16(0xfff)).flat(),
    levels.length === 1 ? 1 : 0,
    0,
  ])
  const none: DocLevel = { format: 255, text: '' }
  const levels = lists.flatMap((list) =>
    list.levels.length === 1
      ? list.levels.flatMap(levelBytes)
      : Array.from({ length: 9 }, (_, index) => levelBytes(list.levels[index] ?? none)).flat(),
  )
  return { head: Buffer.from([...u16(lists.length), ...records.flat()]), levels: Buffer.from(levels) }
}

function levelBytes({ format = 0, start = 1, text, follow = 0, legal, restart, chpx = [] }: DocLevel): number[] {
  const flags = (legal ? 4 : 0) | (restart === undefined ? 0 : 8)
  const places = Array.from(text).flatMap((character, index) => (character < '\x09' ? [index + 1] : []))
  return [
    ...u32(start),
    format,
    flags,
    ...Array.from({ length: 9 }, (_, index) => places[index] ?? 0),
    follow,
    ...u32(0),
    ...u32(0),
    chpx.length,
    0,
    restart ?? 0,
    0,
    ...chpx,
    ...u16(text.length),
    ...Buffer.from(text, 'utf16le'),
  ]
}

export function listOverrides(overrides: readonly DocListOverride[]): Buffer {
  const heads = overrides.map(({ list, levels = [] }) => [...u32(list), ...u32(0), ...u32(0), levels.length, 0, 0, 0])
  const data = overrides.map(({ levels = [] }) => [
    ...u32(0xffffffff),
    ...levels.flatMap(({ level, start, own }) => [
      ...u32(start ?? 0),
      ...u32(level | (start === undefined ? 0 : 0x10) | (own ? 0x20 : 0)),
      ...(own ? levelBytes(own) : []),
    ]),
  ])
  return Buffer.from([...u32(overrides.length), ...heads.flat(), ...data.flat()])
}

/** Places of a mark in the body, in order. */
function marksOf({ text, runs }: Collected, mark: string, bodyLength: number): number[] {
  const special = (at: number) =>
    runs.some(
      ({ start, end, chpx }) => start <= at && at < end && chpx.some((byte, i) => byte === 0x55 && chpx[i + 1] === 8),
    )
  return Array.from(text.slice(0, bodyLength)).flatMap((character, at) =>
    character === mark && special(at) ? [at] : [],
  )
}

export function noteTables(content: DocContent, collected: Collected, { lengths, starts }: Parts, old: boolean) {
  const body = lengths[0]!
  const marks = marksOf(collected, '\x02', body)
  const footnotes = content.footnotes?.length ?? 0
  const plc = (positions: readonly number[], record: readonly number[] = []) =>
    Buffer.from([...positions.flatMap(u32), ...positions.slice(1).flatMap(() => record)])
  const texts = (of: readonly number[], length: number) => plc([...of, length])
  const tables: [Structure, Buffer][] = []
  const add = (name: Structure, bytes: Buffer, wanted: unknown) => wanted !== undefined && tables.push([name, bytes])
  add('footnoteMarks', plc([...marks.slice(0, footnotes), body], u16(1)), content.footnotes)
  add('footnotes', texts(starts.footnotes, lengths[1]!), content.footnotes)
  add('endnoteMarks', plc([...marks.slice(footnotes), body], u16(1)), content.endnotes)
  add('endnotes', texts(starts.endnotes, lengths[5]!), content.endnotes)
  add('comments', texts(starts.comments, lengths[4]!), content.comments)
  const commentMarks = marksOf(collected, '\x05', body)
  add('commentMarks', plc([...commentMarks, body], Array<number>(old ? 20 : 30).fill(0)), content.comments)
  if (lengths[2]! > 0) tables.push(['headers', texts(starts.headers, lengths[2]!)])
  return tables
}

export function drawingTables(
  content: DocContent,
  collected: Collected,
  { lengths, starts }: Parts,
): [Structure, Buffer][] {
  const { textBoxes = [], drawnTexts = [] } = content
  if (textBoxes.length === 0 && drawnTexts.length === 0) return []
  const marks = marksOf(collected, '\x08', lengths[0]!)
  const anchored = new Map<number, number>()
  for (const { anchor, shape, group } of textBoxes) anchored.set(anchor, group ?? shape)
  for (const { anchor, shape } of drawnTexts) anchored.set(anchor, shape)
  const shapes = [...anchored].sort(([a], [b]) => a - b)
  const anchors = [
    ...[...shapes.map(([anchor]) => marks[anchor]!), lengths[0]!].flatMap(u32),
    ...shapes.flatMap(([, shape]) => [...u32(shape), ...Array<number>(22).fill(0)]),
  ]
  const boxes = [
    ...[...starts.textBoxes, lengths[6]!].flatMap(u32),
    ...[...textBoxes.map(({ shape }) => shape), 0].flatMap((shape) => [
      ...Array<number>(14).fill(0),
      ...u32(shape),
      ...u32(0),
    ]),
  ]
  return [
    ['shapes', Buffer.from(anchors)],
    ['textBoxes', Buffer.from(boxes)],
    ['drawings', Buffer.from(officeArt(content))],
  ]
}

function record(type: number, content: readonly number[], versionAndInstance = 0xf): number[] {
  return [...u16(versionAndInstance), ...u16(type), ...u32(content.length), ...content]
}

/** A shape, with the text drawn in it. */
export function shapeRecord(shape: number, text?: string): number[] {
  const letters = [...Buffer.from(`${text ?? ''}\0`, 'utf16le')]
  const options = text === undefined ? [] : record(0xf00b, [...u16(0xc0c0), ...u32(letters.length), ...letters], 0x13)
  return record(0xf004, [...record(0xf00a, [...u32(shape), ...u32(0)], 2), ...options])
}

function officeArt({ textBoxes = [], drawnTexts = [] }: DocContent): number[] {
  const groups = new Set(textBoxes.flatMap(({ group }) => (group === undefined ? [] : [group])))
  const grouped = [...groups].flatMap((group) =>
    record(0xf003, [
      ...shapeRecord(group),
      ...textBoxes.filter((box) => box.group === group).flatMap(({ shape }) => shapeRecord(shape)),
    ]),
  )
  const single = textBoxes.filter(({ group }) => group === undefined).flatMap(({ shape }) => shapeRecord(shape))
  const drawnShapes = drawnTexts.flatMap(({ shape, text }) => shapeRecord(shape, text))
  const all = record(0xf003, [...shapeRecord(1024), ...grouped, ...single, ...drawnShapes])
  return [...record(0xf000, []), 0, ...record(0xf002, [...record(0xf008, Array<number>(8).fill(0), 0x10), ...all])]
}
