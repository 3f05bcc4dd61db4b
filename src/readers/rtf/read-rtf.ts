import { TextDecoder } from 'node:util'
import type { Document } from '../../domain/document.ts'
import { DocumentError } from '../../domain/issue.ts'
import { assemble } from '../flow/assemble.ts'
import type { Reader } from '../reader.ts'
import { RtfContents } from './contents.ts'
import { Interpreter } from './interpreter.ts'

export const rtfMediaType = 'application/rtf'

/** A file may begin with a byte order mark and white space, not with more. */
const leadWindow = 1024

/**
 * .rtf → Document, in one pass over the bytes (RTF 1.9.1). Numbers are taken as the file writes them, else counted; tracked
 * changes are taken as accepted, hidden text is left out. Text of 8-bit fonts (.VnTime) keeps its windows-1252 characters.
 */
export const readRtf: Reader = (bytes) => new Promise((resolve) => resolve(read(bytes)))

function read(bytes: Uint8Array): Document {
  const source = narrowed(bytes)
  const start = Buffer.from(source.buffer, source.byteOffset, Math.min(source.length, leadWindow)).indexOf('{\\')
  if (start < 0) throw new DocumentError('damaged', 'This is no rich text: it does not begin with a group.')
  const contents = new RtfContents()
  const interpreter = new Interpreter(contents, source.subarray(start))
  const end = interpreter.read()
  const isCut = end === 'cut' || interpreter.tokens.overrun
  if (isCut) contents.notices.add('cut-short')
  if (end === 'goes-on') contents.notices.add('text-behind-end')
  const { body, textBoxes, footnotes, endnotes, comments, notices, images } = contents
  const stories = {
    body,
    textBoxes,
    notes: [...footnotes, ...endnotes],
    comments,
    headers: contents.shown('header'),
    footers: contents.shown('footer'),
  }
  try {
    return assemble(stories, contents.builder, { mediaType: rtfMediaType, notices, hasImages: images > 0 })
  } catch (error) {
    // A stray brace before any text: what follows is the document.
    if (end === 'goes-on')
      throw new DocumentError('damaged', 'The document ends before its text does.', { cause: error })
    if (isCut && error instanceof DocumentError && error.code === 'empty')
      throw new DocumentError('damaged', 'The file ends in the middle, before any text.', { cause: error })
    throw error
  }
}

/** Rich text saved as UTF-16 by an editor → bytes; what does not fit into a byte becomes \u. */
function narrowed(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes
  const bigEndian = first === 0xfe && second === 0xff
  if (!bigEndian && !(first === 0xff && second === 0xfe)) return bytes
  const text = new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le').decode(bytes)
  const narrow = text.replace(/[\u0100-\uffff]/g, (unit) => `{\\uc0\\u${unit.charCodeAt(0)}}`)
  return Buffer.from(narrow, 'latin1')
}
