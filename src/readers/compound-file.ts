import { DocumentError } from '../domain/issue.ts'
import { u16, u32 } from './little-endian.ts'

/** [MS-CFB] 2.2: the first 109 places of FAT sectors stand in the header. */
const headerFatSectors = 109
const headerFatOffset = 76
const maxRegularSector = 0xfffffffa
const directoryEntryBytes = 128

/** Storages with thousands of embedded objects stay far below; each entry costs memory before a byte of it is read. */
const maxDirectoryEntries = 65_536

const storage = 1
const stream = 2
const root = 5

interface Entry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

/**
 * The streams of an OLE compound file ([MS-CFB]). Only what is asked for is read; chains are followed no further than
 * the size of what they hold, so circles, shared sectors and lying sizes cost nothing. `cfb` of the registry puts every
 * chain together first: one changed FAT entry makes it run out of memory.
 */
export class CompoundFile {
  readonly #bytes: Uint8Array
  readonly #sectorShift: number
  readonly #miniShift: number
  readonly #miniCutoff: number
  readonly #fatSectors: readonly number[]
  readonly #miniFat: Uint8Array
  readonly #miniStream: Uint8Array
  readonly #entries: readonly Entry[]
  readonly #topLevel: ReadonlyMap<string, Entry>

  /** Throws DocumentError 'damaged' where there is no directory. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#sectorShift = u16(bytes, 30)
    this.#miniShift = u16(bytes, 32)
    if (this.#sectorShift < 7 || this.#sectorShift > 16 || this.#miniShift > this.#sectorShift)
      throw new DocumentError('damaged', 'The container of the document (OLE compound file) is broken.')
    this.#miniCutoff = u32(bytes, 56)
    this.#fatSectors = this.#findFatSectors()
    this.#entries = readEntries(this.#chain(u32(bytes, 48), maxDirectoryEntries * directoryEntryBytes))
    const [first] = this.#entries
    if (first?.type !== root)
      throw new DocumentError('damaged', 'The container of the document (OLE compound file) has no directory.')
    this.#miniStream = this.#chain(first.start, first.size)
    this.#miniFat = this.#chain(u32(bytes, 60), u32(bytes, 64) * (1 << this.#sectorShift))
    this.#topLevel = this.#children(first)
  }

  /** Nothing is in it, or its directory is broken. */
  get empty(): boolean {
    return this.#topLevel.size === 0
  }

  /** Whether the file itself, not an object embedded in it, has a stream or storage of this name. */
  has(name: string): boolean {
    return this.#topLevel.has(name.toLowerCase())
  }

  /** Bytes of a stream outside all storages; shorter than declared where the file is cut; null where there is none. */
  stream(name: string): Uint8Array | null {
    const wanted = name.toLowerCase()
    // Entries of a broken tree are found by their name alone.
    const entry =
      this.#topLevel.get(wanted) ??
      this.#entries.find(({ name, type }) => type === stream && name.toLowerCase() === wanted)
    if (entry?.type !== stream) return null
    return entry.size < this.#miniCutoff ? this.#miniChain(entry) : this.#chain(entry.start, entry.size)
  }

  /** The entries beside each other in a storage form a tree. */
  #children(parent: Entry): Map<string, Entry> {
    const children = new Map<string, Entry>()
    const seen = new Set<number>()
    const open = [parent.child]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const entry = this.#entries[index]
      if (!entry || seen.has(index) || (entry.type !== stream && entry.type !== storage)) continue
      seen.add(index)
      const key = entry.name.toLowerCase()
      if (!children.has(key)) children.set(key, entry)
      open.push(entry.left, entry.right)
    }
    return children
  }

  #findFatSectors(): number[] {
    const sectors: number[] = []
    const most = this.#bytes.length >> this.#sectorShift
    const add = (sector: number) => sector < maxRegularSector && sectors.length < most && sectors.push(sector) > 0
    for (let i = 0; i < headerFatSectors && add(u32(this.#bytes, headerFatOffset + i * 4)); i++);
    const perSector = (1 << (this.#sectorShift - 2)) - 1
    let next = u32(this.#bytes, 68)
    for (let met = 0; next < maxRegularSector && met < most; met++) {
      const at = this.#offset(next)
      if (at >= this.#bytes.length) break
      for (let i = 0; i < perSector; i++) add(u32(this.#bytes, at + i * 4))
      next = u32(this.#bytes, at + perSector * 4)
    }
    return sectors
  }

  #offset(sector: number): number {
    return (sector + 1) * (1 << this.#sectorShift)
  }

  /** The sector after this one, by the FAT. */
  #next(sector: number): number {
    const perShift = this.#sectorShift - 2
    const fat = this.#fatSectors[Math.floor(sector / (1 << perShift))]
    if (fat === undefined) return maxRegularSector
    const at = this.#offset(fat) + (sector & ((1 << perShift) - 1)) * 4
    return at + 4 <= this.#bytes.length ? u32(this.#bytes, at) : maxRegularSector
  }

  /** At most `size` bytes along a chain; sectors in a row are not copied. */
  #chain(start: number, size: number): Uint8Array {
    const sectorBytes = 1 << this.#sectorShift
    const wanted = Math.min(size, this.#bytes.length)
    const parts: Uint8Array[] = []
    let length = 0
    let sector = start
    while (length < wanted && sector < maxRegularSector) {
      const from = this.#offset(sector)
      let to = from
      let next = sector
      do {
        to += sectorBytes
        sector = next
        next = this.#next(sector)
      } while (next === sector + 1 && length + to - from < wanted)
      sector = next
      const part = this.#bytes.subarray(from, Math.min(to, from + wanted - length))
      if (part.length === 0) break
      parts.push(part)
      length += part.length
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }

  #miniChain({ start, size }: Entry): Uint8Array {
    const sectorBytes = 1 << this.#miniShift
    const parts: Uint8Array[] = []
    let length = 0
    for (let sector = start; length < size && sector < maxRegularSector; sector = u32(this.#miniFat, sector * 4)) {
      const from = sector * sectorBytes
      const part = this.#miniStream.subarray(from, from + Math.min(sectorBytes, size - length))
      if (part.length === 0) break
      parts.push(part)
      length += part.length
    }
    return Buffer.concat(parts)
  }
}

function readEntries(directory: Uint8Array): Entry[] {
  const entries: Entry[] = []
  const buffer = Buffer.from(directory.buffer, directory.byteOffset, directory.byteLength)
  for (let at = 0; at + directoryEntryBytes <= buffer.length; at += directoryEntryBytes) {
    const nameBytes = Math.min(Math.max(u16(buffer, at + 64) - 2, 0), 62)
    entries.push({
      name: buffer.toString('utf16le', at, at + nameBytes),
      type: buffer[at + 66]!,
      left: u32(buffer, at + 68),
      right: u32(buffer, at + 72),
      child: u32(buffer, at + 76),
      start: u32(buffer, at + 116),
      size: u32(buffer, at + 120),
    })
  }
  return entries
}
