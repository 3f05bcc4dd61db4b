import type { Document } from '../../domain/document.ts'
import { assemble } from '../flow/assemble.ts'
import type { Reader } from '../reader.ts'
import { PageReader } from './page-reader.ts'
import { decodePage } from './page-text.ts'
import { parsePage } from './page-tree.ts'
import { readWebArchive, type ArchivedPage } from './web-archive.ts'

/**
 * Web pages, as archives hold them under the names of Word files: saved by Word or LibreOffice, of gazettes, fragments, or
 * whole with their pictures (MHTML). Nothing a page refers to is ever fetched, nothing in it is run.
 */
export const readHtml: Reader = (bytes) => new Promise((resolve) => resolve(read(bytes)))

function read(bytes: Uint8Array): Document {
  const archive = readWebArchive(bytes)
  const reader = new PageReader()
  const page = (source: ArchivedPage) => reader.read(parsePage(decodePage(source.bytes, source.charset)))
  const body = page(archive?.page ?? { bytes, charset: null })
  if (archive?.margins) page(archive.margins)
  const { apart, builder, notices, images } = reader
  const stories = {
    body,
    textBoxes: [],
    notes: [...apart.footnotes, ...apart.endnotes].flat(),
    comments: apart.comments.flat(),
    headers: apart.header,
    footers: apart.footer,
  }
  const mediaType = archive ? 'multipart/related' : 'text/html'
  return assemble(stories, builder, { mediaType, notices, hasImages: images > 0 })
}
