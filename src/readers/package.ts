import { crc32, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import { DocumentError } from '../domain/issue.ts'
import type { ReadLimits } from './reader.ts'

/** More entries than any document or honest archive has; each costs memory before a byte of it is unpacked. */
const maxEntries = 100_000

/**
 * Unpacked : packed above which an entry is taken for a bomb. Deflate ends at 1032; the most repetitive
 * document.xml written by Word (empty table rows) was seen near 100. Small entries may be as dense as they like.
 */
const maxRatio = 300
const ratioFreeBytes = 8 * 1024 * 1024

const stored = 0
const deflated = 8

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Unpacks a zip package in memory: entry name (forward slashes, never absolute, never '..') → bytes. `wanted` sees the
 * names first, and what it refuses is not unpacked. Directories and entries whose name tries to leave the package are
 * passed over; of entries with the same name the first counts. Throws DocumentError 'zip-bomb', 'damaged' or 'encrypted'.
 */
export async function readZip(
  bytes: Uint8Array,
  limits: ReadLimits,
  wanted: (name: string) => boolean = () => true,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = limits.maxUnpackedBytes
  try {
    const zip = await yauzl.fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: false })
    if (zip.entryCount > maxEntries) throw bomb(`${zip.entryCount} entries`)
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry)
      if (name === null || files.has(name) || !wanted(name)) continue
      if (entry.isEncrypted()) throw new DocumentError('encrypted', 'The package is locked with a password.')
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
      const content = unpack(entry, buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize), left)
      left -= content.length
      files.set(name, content)
    }
  } catch (error) {
    throw asDocumentError(error)
  }
  return files
}

function unpack(entry: yauzl.Entry, packed: Uint8Array, left: number): Uint8Array {
  const declared = entry.uncompressedSize
  if (declared > left) throw bomb(`more than ${left} bytes`)
  if (declared > ratioFreeBytes && declared > packed.length * maxRatio) throw bomb(`${declared} bytes in one part`)
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    throw new DocumentError('damaged', `The package uses compression method ${entry.compressionMethod}, unknown here.`)
  // One byte more than declared is enough to notice a lie; inflate stops there.
  const content =
    entry.compressionMethod === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(declared, 1) })
  if (content.length !== declared || crc32(content) !== entry.crc32)
    throw new DocumentError('damaged', 'A part of the package is not what its checksum says.')
  return content
}

/** null for directories and for names that lead out of the package. */
function entryName(entry: yauzl.Entry): string | null {
  // With decodeStrings off the name arrives as bytes, whatever its type says.
  const raw = entry.fileNameRaw
  let name: string
  try {
    name = utf8.decode(raw)
  } catch {
    name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag & ~0x800, raw, entry.extraFields, false)
  }
  name = name.replaceAll('\\', '/')
  if (name === '' || name.endsWith('/') || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0'))
    return null
  return name.split('/').includes('..') ? null : name
}

function bomb(what: string): DocumentError {
  return new DocumentError('zip-bomb', `The package would unpack to ${what}: not unpacked.`)
}

function asDocumentError(error: unknown): DocumentError {
  if (error instanceof DocumentError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_BUFFER_TOO_LARGE') return bomb('more than it declares')
  if (message.includes('encryption')) return new DocumentError('encrypted', 'The package is locked with a password.')
  return new DocumentError('damaged', `The package cannot be unpacked: ${message}`, { cause: error })
}
