import { extname } from 'node:path'
import { isRichText } from '../readers/sniff.ts'

/** What a file seems to be before it is read: enough to know whether a folder means it as a document. */
export type FileKind = 'document' | 'archive-or-package' | 'other'

const documentExtensions = new Set([
  ...['.pdf', '.docx', '.docm', '.dotx', '.doc', '.dot', '.rtf', '.zip'],
  ...['.htm', '.html', '.xhtml', '.mht', '.mhtml'],
])

/** Pages of a scanner, where pages are recognised; else they are pictures like others. */
const pictureExtensions = new Set(['.tif', '.tiff', '.png', '.jpg', '.jpeg'])

/** Where Word, LibreOffice and browsers put what belongs to a saved page: report_files/header.htm. */
const companionFolder = /[_.]files[/\\][^/\\]+$/i

/** Kinds that share their signature with documents we read (ZIP packages, OLE files) and are none. */
const otherExtensions = new Set([
  ...['.xlsx', '.xlsm', '.xlsb', '.xltx', '.pptx', '.ppsx', '.odt', '.ods', '.odp', '.vsdx', '.epub', '.jar', '.apk'],
  ...['.xls', '.ppt', '.pps', '.msg', '.msi', '.vsd', '.mdb', '.accdb', '.db'],
])

/** By signature. A PDF may have some bytes before its own (ISO 32000-1, implementation note 13: within the first 1024). */
export function kindOf(head: Uint8Array): FileKind {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  if (/^PK(?:\x03\x04|\x05\x06)/.test(text)) return 'archive-or-package'
  if (text.includes('%PDF-') || isRichText(head) || text.startsWith('\xd0\xcf\x11\xe0')) return 'document'
  return 'other'
}

/**
 * Whether a file met in a folder or archive, not named by the user, is meant as a document; with `pictures` a page as a
 * picture is. `head` is read only if the path does not tell.
 */
export async function isMeantAsDocument(
  path: string,
  pictures: boolean,
  head: () => Promise<Uint8Array>,
): Promise<boolean> {
  const extension = extname(path).toLowerCase()
  const isPicture = pictureExtensions.has(extension)
  if ((extension.startsWith('.htm') || isPicture) && companionFolder.test(path)) return false
  if (documentExtensions.has(extension) || (pictures && isPicture)) return true
  if (otherExtensions.has(extension)) return false
  return kindOf(await head()) !== 'other'
}

/** 'Báo cáo.xlsx' → '.xlsx'; what a summary calls files that were passed over. */
export function skippedKind(name: string): string {
  return extname(name).toLowerCase() || 'no extension'
}
