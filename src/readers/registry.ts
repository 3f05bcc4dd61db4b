import type { Document } from '../domain/document.ts'
import { DocumentError, type FailureCode } from '../domain/issue.ts'
import { defaultLimits, type Reader, type ReadLimits } from './reader.ts'
import type { Recogniser } from './scan/recogniser.ts'
import { sniff, type SourceKind } from './sniff.ts'

/** Loaded when first needed: a run over Word files never loads pdf.js. */
const readers: Readonly<Partial<Record<SourceKind, () => Promise<Reader>>>> = {
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  docx: async () => (await import('./docx/read-docx.ts')).readDocx,
  rtf: async () => (await import('./rtf/read-rtf.ts')).readRtf,
  doc: async () => (await import('./doc/read-doc.ts')).readDoc,
  html: async () => (await import('./html/read-html.ts')).readHtml,
  image: async () => (await import('./scan/read-picture.ts')).readPicture,
}

const refusals: Readonly<Partial<Record<SourceKind, readonly [FailureCode, string]>>> = {
  xlsx: ['unsupported', 'This is an Excel workbook; save it as a Word file or a PDF first.'],
  xls: ['unsupported', 'This is an old Excel workbook (.xls); save it as a Word file or a PDF first.'],
  pptx: ['unsupported', 'This is a PowerPoint presentation; save it as a Word file or a PDF first.'],
  ppt: ['unsupported', 'This is an old PowerPoint presentation (.ppt); save it as a Word file or a PDF first.'],
  odt: ['unsupported', 'This is an OpenDocument file; save it as a Word file or a PDF first.'],
  compound: ['unsupported', 'This is an OLE compound file that is no Word document (a mail message or an installer).'],
  'old-word': ['unsupported', 'This is a file of Word before version 6.0 (1993); only Word 6 and later are read.'],
  zip: ['unsupported', 'This is a zip archive, not one document; the documents inside are read one by one.'],
  archive: ['unsupported', 'This is a compressed archive; unpack it first.'],
  xml: ['unsupported', 'This is an XML file; save it as a Word file or a PDF first.'],
  text: ['unsupported', 'This is plain text; save it as a Word file or a PDF first.'],
}

/** One document of any format, decided by its content. Throws DocumentError where the whole cannot be read. */
export async function readDocument(
  bytes: Uint8Array,
  limits: ReadLimits = defaultLimits,
  ocr: Recogniser | null = null,
): Promise<Document> {
  if (bytes.length > limits.maxBytes)
    throw new DocumentError('too-large', `The file has ${bytes.length} bytes; the limit is ${limits.maxBytes}.`)
  const { kind } = await sniff(bytes, limits)
  if (kind === 'image' && !ocr)
    throw new DocumentError('needs-ocr', 'This is a picture: its text has to be recognised first (--ocr).')
  const load = readers[kind]
  if (load) return (await load())(bytes, limits, ocr)
  const [code, message] = refusals[kind] ?? ['unsupported', 'This is no kind of document known here.']
  throw new DocumentError(code, message)
}
