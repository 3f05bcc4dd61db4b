import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, getFileNameLowLevel, openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { DocumentError } from '../domain/issue.ts'

/** A file inside a .zip archive. Nothing is unpacked until `read` or `head` is called, and never to disk. */
export interface ArchiveMember {
  /** Path inside the archive, made harmless: no '..', no drive, no leading slash, no control characters. */
  readonly name: string
  /** As the archive's directory declares; reading stops with an error where the data say otherwise. */
  readonly bytes: number
  readonly packedBytes: number
  readonly encrypted: boolean
  head(): Promise<Uint8Array>
  read(): Promise<Uint8Array>
}

export interface Archive {
  /** By name; folders left out. */
  readonly members: readonly ArchiveMember[]
  /** The package of one document (.docx, .odt, .xlsx, …), not a folder of documents. */
  readonly isPackage: boolean
  close(): void
}

/** More entries than any delivery of documents holds; listing them is what a hostile archive would make expensive. */
const maxEntries = 100_000
/** Enough for every signature we know. */
export const headBytes = 1024

/** Opens a .zip by path (read piece by piece) or from memory. Throws `DocumentError` `damaged` or `zip-bomb`. */
export async function openArchive(source: string | Uint8Array): Promise<Archive> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false, strictFileNames: false }
  let zip: ZipFile | undefined
  try {
    zip =
      typeof source === 'string'
        ? await openPromise(source, options)
        : await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options)
    return await listArchive(zip)
  } catch (error) {
    zip?.close()
    if (error instanceof DocumentError) throw error
    throw new DocumentError('damaged', `The archive is damaged: ${messageOf(error)}.`, { cause: error })
  }
}

async function listArchive(zip: ZipFile): Promise<Archive> {
  if (zip.entryCount > maxEntries) {
    throw new DocumentError('zip-bomb', `The archive holds more than ${maxEntries} entries.`)
  }
  const members: ArchiveMember[] = []
  let isPackage = false
  for await (const entry of zip.eachEntry()) {
    const written = writtenName(entry)
    if (written === '[Content_Types].xml' || written === 'mimetype') isPackage = true
    if (!/[\\/]$/.test(written)) members.push(toMember(zip, entry, harmlessName(written)))
  }
  members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return { members, isPackage, close: () => zip.close() }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Many programs write UTF-8 names without the flag that says so. */
function writtenName(entry: Entry): string {
  try {
    return utf8.decode(entry.fileNameRaw)
  } catch {
    return getFileNameLowLevel(entry.generalPurposeBitFlag & ~0x800, entry.fileNameRaw, entry.extraFields, false)
  }
}

function toMember(zip: ZipFile, entry: Entry, name: string): ArchiveMember {
  return {
    name,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    encrypted: entry.isEncrypted(),
    // Members are unpacked one by one and on demand, so that an archive may be larger than memory and one bad
    // member costs only itself; `readZip` of the readers unpacks a whole package.
    head: () => unpack(zip, entry, Math.min(headBytes, entry.uncompressedSize)),
    read: () => unpack(zip, entry, entry.uncompressedSize),
  }
}

/** The first `length` bytes of an entry. yauzl itself ends a stream that is longer or shorter than declared. */
async function unpack(zip: ZipFile, entry: Entry, length: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= length && length < entry.uncompressedSize) break
    }
  } catch (error) {
    throw new DocumentError('damaged', `It cannot be unpacked: ${messageOf(error)}.`, { cause: error })
  }
  const content = new Uint8Array(Buffer.concat(chunks))
  if (length < entry.uncompressedSize) return content.subarray(0, length)
  if (crc32(content) !== entry.crc32) throw new DocumentError('damaged', 'It is not what its checksum says.')
  return content
}

/** A member's path without anything that could lead elsewhere or move a terminal's cursor. */
export function harmlessName(written: string): string {
  const parts = written
    .replace(/^[A-Za-z]:/, '')
    .split(/[\\/]+/)
    .map((part) => part.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '_'))
    .filter((part) => part !== '' && part !== '.' && part !== '..')
  return parts.length === 0 ? 'unnamed' : parts.join('/')
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
}
