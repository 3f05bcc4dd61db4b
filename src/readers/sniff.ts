import { DocumentError } from '../domain/issue.ts'
import { CompoundFile } from './compound-file.ts'
import { readZip } from './package.ts'
import type { ReadLimits } from './reader.ts'

export type SourceKind =
  | 'pdf'
  | 'docx'
  | 'doc'
  | 'rtf'
  | 'xlsx'
  | 'pptx'
  | 'odt'
  | 'xls'
  | 'ppt'
  | 'compound'
  | 'old-word'
  | 'zip'
  | 'archive'
  | 'html'
  | 'xml'
  | 'text'
  | 'image'
  | 'unknown'

export interface Sniffed {
  readonly kind: SourceKind
  readonly mediaType: string
}

const office = 'application/vnd.openxmlformats-officedocument'

/** A PDF may begin with a stray header of a mail system or printer (PDF 32000-1, note to 7.5.2). */
const pdfWindow = 1024
/** Enough of a text file to tell what it is. */
const textWindow = 4096

/** Editors and mail systems leave a byte order mark, white space or zeros before it; \urtf is the form in UTF-8. */
const richText = /^(?:\ufeff|\xef\xbb\xbf)?[\s\0]*\{\\u?rtf/

/** Pages saved as a Word file are often fragments; `:` after the name would be another vocabulary. */
const pageTags =
  'html|head|body|meta|title|style|script|link|base|table|p|div|center|font|span|b|i|u|br|hr|h[1-6]|ul|ol|pre'
const firstTag = new RegExp(`<(?:!doctype\\s+html|${pageTags})(?=[\\s/>])`, 'iy')

/** Whether a file that begins with these bytes is rich text. */
export function isRichText(head: Uint8Array): boolean {
  return richText.test(Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1'))
}

const signatures: readonly (readonly [string, SourceKind, string])[] = [
  ['89504e470d0a1a0a', 'image', 'image/png'],
  ['ffd8ff', 'image', 'image/jpeg'],
  ['49492a00', 'image', 'image/tiff'],
  ['4d4d002a', 'image', 'image/tiff'],
  ['474946383761', 'image', 'image/gif'],
  ['474946383961', 'image', 'image/gif'],
  ['0000000c6a502020', 'image', 'image/jp2'],
  ['1f8b', 'archive', 'application/gzip'],
  ['526172211a07', 'archive', 'application/vnd.rar'],
  ['377abcaf271c', 'archive', 'application/x-7z-compressed'],
  ['425a68', 'archive', 'application/x-bzip2'],
  // Word before its files were compound ones: their mark, and the version in the next two bytes.
  ['9ba52100', 'old-word', 'application/msword'],
  ['dba52d00', 'old-word', 'application/msword'],
  ['31be000000ab', 'old-word', 'application/msword'],
  ['fd377a585a00', 'archive', 'application/x-xz'],
]

const openDocument: readonly (readonly [string, SourceKind])[] = [
  [`${office}.spreadsheetml`, 'xlsx'],
  ['application/vnd.ms-excel', 'xlsx'],
  [`${office}.presentationml`, 'pptx'],
  ['application/vnd.ms-powerpoint', 'pptx'],
]

/**
 * What a file is, by its content; names lie. Throws DocumentError 'empty' for no bytes, 'encrypted' for Office files
 * locked with a password, and what `readZip` throws.
 */
export async function sniff(bytes: Uint8Array, limits: ReadLimits): Promise<Sniffed> {
  if (bytes.length === 0) throw new DocumentError('empty', 'The file is empty: it has no bytes.')
  const start = hex(bytes.subarray(0, 12))
  if (start.startsWith('504b0304') || start.startsWith('504b0506') || start.startsWith('504b0708'))
    return sniffZip(bytes, limits)
  if (start.startsWith('d0cf11e0a1b11ae1')) return sniffCompound(bytes)
  for (const [signature, kind, mediaType] of signatures) if (start.startsWith(signature)) return { kind, mediaType }
  if (start.startsWith('52494646') && start.endsWith('57454250')) return { kind: 'image', mediaType: 'image/webp' }
  if (start.startsWith('424d') && isBitmap(bytes)) return { kind: 'image', mediaType: 'image/bmp' }
  if (indexOf(bytes.subarray(0, pdfWindow), '%PDF-') >= 0) return { kind: 'pdf', mediaType: 'application/pdf' }
  const head = bytes.subarray(0, textWindow)
  return isRichText(head) ? rtf : sniffText(head)
}

const rtf: Sniffed = { kind: 'rtf', mediaType: 'application/rtf' }

async function sniffZip(bytes: Uint8Array, limits: ReadLimits): Promise<Sniffed> {
  const names = new Set<string>()
  const files = await readZip(bytes, limits, (name) => {
    names.add(name)
    return name === '[Content_Types].xml' || name === 'mimetype'
  })
  const types = files.get('[Content_Types].xml')
  if (types) return sniffOpenXml(new TextDecoder().decode(types), names)
  const mimetype = new TextDecoder().decode(files.get('mimetype')).trim()
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) return { kind: 'odt', mediaType: mimetype }
  return { kind: 'zip', mediaType: 'application/zip' }
}

function sniffOpenXml(types: string, names: ReadonlySet<string>): Sniffed {
  const word = new RegExp(
    `${office}\\.wordprocessingml\\.(document|template)\\.main|vnd\\.ms-word\\.(document|template)\\.macroEnabled`,
    'i',
  )
  if (word.test(types)) return { kind: 'docx', mediaType: `${office}.wordprocessingml.document` }
  for (const [type, kind] of openDocument) if (types.includes(type)) return { kind, mediaType: type }
  // Some writers name the main part's type wrongly; the part itself tells.
  if (names.has('word/document.xml')) return { kind: 'docx', mediaType: `${office}.wordprocessingml.document` }
  return { kind: 'zip', mediaType: 'application/zip' }
}

function sniffText(bytes: Uint8Array): Sniffed {
  const text = decodeText(bytes)
  if (text === null) return { kind: 'unknown', mediaType: 'application/octet-stream' }
  const begin = text.trimStart()
  if (richText.test(begin)) return rtf
  if (isWebPage(begin)) return { kind: 'html', mediaType: 'text/html' }
  if (isWebArchive(begin)) return { kind: 'html', mediaType: 'multipart/related' }
  if (/^<\?xml\b/.test(begin)) return { kind: 'xml', mediaType: 'application/xml' }
  return { kind: 'text', mediaType: 'text/plain' }
}

/** Its first tag is one of a page; comments and processing instructions may stand before. */
function isWebPage(text: string): boolean {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '>' : null
    if (end === null) break
    const found = text.indexOf(end, at + 2)
    if (found < 0) return end === '-->'
    at = found + end.length
  }
  firstTag.lastIndex = at
  return firstTag.test(text)
}

/** Headers of mail come first, and say that what follows is a page with its pictures. */
function isWebArchive(text: string): boolean {
  const [headers = ''] = text.split(/\r?\n\r?\n/, 1)
  if (!/^[\w-]+:/.test(headers) || !/^MIME-Version:/im.test(headers)) return false
  return /^Content-Type:\s*(?:multipart\/related|text\/html)/im.test(headers)
}

/** null if the bytes are no text in UTF-8, UTF-16 or an 8-bit encoding. */
function decodeText(bytes: Uint8Array): string | null {
  const start = hex(bytes.subarray(0, 2))
  if (start === 'fffe') return new TextDecoder('utf-16le').decode(bytes)
  if (start === 'feff') return new TextDecoder('utf-16be').decode(bytes)
  const controls = bytes.filter((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a).length
  // UTF-16 without a mark: every other byte of Latin text is 0.
  if (bytes.length >= 8) {
    const zeros = (odd: 0 | 1) => bytes.filter((byte, index) => byte === 0 && index % 2 === odd).length
    if (zeros(1) > bytes.length / 4 && zeros(0) === 0) return new TextDecoder('utf-16le').decode(bytes)
    if (zeros(0) > bytes.length / 4 && zeros(1) === 0) return new TextDecoder('utf-16be').decode(bytes)
  }
  return controls === 0 ? new TextDecoder().decode(bytes) : null
}

/** 'BM' begins texts too: the reserved words of a bitmap header are zero. */
function isBitmap(bytes: Uint8Array): boolean {
  return bytes.length > 26 && hex(bytes.subarray(6, 10)) === '00000000'
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

function indexOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, 'latin1')
}

/** Old Office files: what the streams in a compound file are called tells which program wrote it. */
function sniffCompound(bytes: Uint8Array): Sniffed {
  const { has, fault } = streamsOf(bytes)
  if (has('EncryptedPackage')) throw locked()
  if (has('WordDocument')) return { kind: 'doc', mediaType: 'application/msword' }
  if (has('Workbook') || has('Book')) return { kind: 'xls', mediaType: 'application/vnd.ms-excel' }
  if (has('PowerPoint Document')) return { kind: 'ppt', mediaType: 'application/vnd.ms-powerpoint' }
  if (fault) throw fault
  return { kind: 'compound', mediaType: 'application/x-ole-storage' }
}

/**
 * Tells whether a compound file has a stream of a name, not counting those of objects embedded in it; where its
 * directory is broken, whether the name stands in it anywhere. `fault`: why it has no directory.
 */
function streamsOf(bytes: Uint8Array): { has: (name: string) => boolean; fault: DocumentError | null } {
  let fault: DocumentError | null = null
  try {
    const file = new CompoundFile(bytes)
    if (!file.empty) return { has: (name) => file.has(name), fault }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    fault = error
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { has: (name) => file.includes(Buffer.from(`${name}\0`, 'utf16le')), fault }
}

function locked(): DocumentError {
  return new DocumentError('encrypted', 'This Office file is locked with a password.')
}
