import JSZip from 'jszip'
import type { Document } from '../../src/domain/document.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ')

const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Inner XML of the parts of a small Word file; r:id of a part is its key ('header1'). */
export type DocxParts = { readonly body: string } & Readonly<Record<string, string>>

const roots: Readonly<Record<string, string>> = {
  styles: 'w:styles',
  numbering: 'w:numbering',
  settings: 'w:settings',
  footnotes: 'w:footnotes',
  endnotes: 'w:endnotes',
  comments: 'w:comments',
  header: 'w:hdr',
  footer: 'w:ftr',
  theme: 'a:theme',
}

export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${body}</w:body></w:document>`
}

/** The entries of the package by name, to be changed before they are zipped. */
export function docxEntries({ body, ...parts }: DocxParts): Map<string, string> {
  const entries = new Map([
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    ['_rels/.rels', relationships([['rId1', 'officeDocument', 'word/document.xml']])],
    ['word/document.xml', documentXml(body)],
    [
      'word/_rels/document.xml.rels',
      relationships(Object.keys(parts).map((name) => [name, name.replace(/\d+$/, ''), `${name}.xml`])),
    ],
  ])
  for (const [name, inner] of Object.entries(parts)) {
    const root = roots[name.replace(/\d+$/, '')]!
    entries.set(`word/${name}.xml`, `<${root} ${namespaces}>${inner}</${root}>`)
  }
  return entries
}

export function relationships(rows: readonly (readonly [string, string, string])[], extra = ''): string {
  const inner = rows.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relationshipType}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join('')}${extra}</Relationships>`
}

export async function zip(entries: ReadonlyMap<string, string | Uint8Array>): Promise<Uint8Array> {
  const file = new JSZip()
  for (const [name, content] of entries) file.file(name, content)
  return file.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

export async function makeDocx(parts: DocxParts): Promise<Uint8Array> {
  return zip(docxEntries(parts))
}

export async function read(parts: DocxParts | string): Promise<Document> {
  return readDocx(await makeDocx(typeof parts === 'string' ? { body: parts } : parts), defaultLimits)
}

/** A paragraph of one run. */
export function p(text: string, properties = '', runProperties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text, runProperties)}</w:p>`
}

export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
}

/** A table of rows of cells; a cell is its text or its whole w:tc. */
export function table(rows: readonly (readonly string[])[], properties = bordered): string {
  const cell = (content: string) => (content.startsWith('<w:tc>') ? content : `<w:tc>${p(content)}</w:tc>`)
  const body = rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')
  return `<w:tbl><w:tblPr>${properties}</w:tblPr>${body}</w:tbl>`
}

export const bordered = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
export const borderless = '<w:tblBorders><w:top w:val="none"/><w:insideV w:val="nil"/></w:tblBorders>'

/** A numbering level; `rest` follows the label. */
export function level(index: number, format: string, text: string, rest = ''): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${rest}</w:lvl>`
}

/** Text by role: every block of that role, one a line. */
export function textOfRole(document: Document, role: string): string[] {
  return document.blocks.filter((block) => block.role === role).map(({ start, end }) => document.text.slice(start, end))
}
