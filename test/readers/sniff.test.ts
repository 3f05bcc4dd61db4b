import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { DocumentError } from '../../src/domain/issue.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { sniff } from '../../src/readers/sniff.ts'
import { writeContainer, writeDoc } from './doc-writer.ts'
import { docxEntries, makeDocx, p, zip } from './docx-files.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const office = 'application/vnd.openxmlformats-officedocument'

async function openXml(type: string, part = 'xl/workbook.xml'): Promise<Uint8Array> {
  return zip(
    new Map([
      ['[Content_Types].xml', `<Types><Override ContentType="${type}"/></Types>`],
      [part, '<x/>'],
    ]),
  )
}

/** A compound file with a broken directory that names these streams. */
function compound(names: readonly string[]): Uint8Array {
  const file = Buffer.alloc(512 * 3)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  names.forEach((name, index) => {
    const entry = 512 + index * 128
    file.write(name, entry, 'utf16le')
    file.writeUInt16LE((name.length + 1) * 2, entry + 64)
  })
  return file
}

describe('sniff', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['PDF', () => bytes('%PDF-1.7\n'), 'pdf'],
    ['PDF after junk', () => bytes(`${'\0'.repeat(900)}%PDF-1.4`), 'pdf'],
    ['no PDF after much junk', () => bytes(`${'x'.repeat(2000)}%PDF-1.4`), 'text'],
    ['docx', () => makeDocx({ body: p('a') }), 'docx'],
    ['docm', () => openXml('application/vnd.ms-word.document.macroEnabled.main+xml', 'word/document.xml'), 'docx'],
    ['dotx', () => openXml(`${office}.wordprocessingml.template.main+xml`, 'word/document.xml'), 'docx'],
    ['docx with a wrong type', () => openXml('application/xml', 'word/document.xml'), 'docx'],
    ['xlsx', () => openXml(`${office}.spreadsheetml.sheet.main+xml`), 'xlsx'],
    [
      'xlsx with a Word file embedded',
      () =>
        zip(
          new Map([
            ['[Content_Types].xml', `<Types>${office}.spreadsheetml.sheet.main+xml</Types>`],
            ['xl/embeddings/a.docx', 'x'],
          ]),
        ),
      'xlsx',
    ],
    ['pptx', () => openXml(`${office}.presentationml.presentation.main+xml`), 'pptx'],
    ['odt', () => zip(new Map([['mimetype', 'application/vnd.oasis.opendocument.text']])), 'odt'],
    ['zip archive', () => zip(new Map([['a.docx', 'x']])), 'zip'],
    ['zip archive that begins with a PDF', () => zip(new Map([['a.pdf', '%PDF-1.4']])), 'zip'],
    ['doc', () => compound(['Root Entry', 'WordDocument']), 'doc'],
    ['xls', () => compound(['Root Entry', 'Workbook']), 'xls'],
    ['ppt', () => compound(['PowerPoint Document']), 'ppt'],
    [
      'xls with a Word file embedded',
      () =>
        writeContainer(
          new Map([
            ['Workbook', bytes('x')],
            ['MBD1/WordDocument', bytes('y')],
          ]),
        ),
      'xls',
    ],
    ['Word 2', () => bytes('\xdb\xa5-\0\0\x40'), 'old-word'],
    ['another compound file', () => writeContainer(new Map([['__properties', new Uint8Array(8)]])), 'compound'],
    ['RTF', () => bytes('{\\rtf1\\ansi'), 'rtf'],
    ['RTF cut after its first word', () => bytes('{\\rtf'), 'rtf'],
    ['RTF in UTF-8', () => bytes('{\\urtf1\\ansi'), 'rtf'],
    ['RTF after white space and zeros', () => bytes('\r\n \0{\\rtf1'), 'rtf'],
    ['RTF with a mark', () => Buffer.from('\ufeff{\\rtf1'), 'rtf'],
    ['RTF in UTF-16', () => Buffer.from('\ufeff{\\rtf1\\ansi a', 'utf16le'), 'rtf'],
    ['RTF with binary data near the beginning', () => bytes('{\\rtf1{\\pict\\bin3 \0\x01\x02}'), 'rtf'],
    ['a text about RTF', () => bytes('the file begins with {\\rtf1'), 'text'],
    ['HTML', () => bytes('\r\n<!DOCTYPE html><html>'), 'html'],
    ['HTML with a mark', () => Buffer.from('\ufeff<HTML>'), 'html'],
    ['HTML in UTF-16', () => Buffer.from('\ufeff<html><body>', 'utf16le'), 'html'],
    ['HTML by Word', () => bytes('<html xmlns:v="urn:schemas-microsoft-com:vml"\r\nxmlns:o="x">'), 'html'],
    ['HTML after comments', () => bytes('<!-- a --><!-- <x> -->\n<head>'), 'html'],
    ['HTML after a comment without end', () => bytes(`<!--${'x'.repeat(5000)}`), 'html'],
    ['HTML after a namespace', () => bytes('<?xml:namespace prefix = o ns = "x" /><P>a'), 'html'],
    ['XHTML', () => bytes('<?xml version="1.0"?><html xmlns="x">'), 'html'],
    ['a table alone', () => bytes('<table border=1><tr>'), 'html'],
    ['a paragraph alone', () => bytes('<P align=center>Quy'), 'html'],
    ['a division alone', () => bytes(' <div\nclass=Section1>'), 'html'],
    ['comments that would take a pattern for ever', () => bytes(`${'<!-- -->'.repeat(500)}x`), 'text'],
    ['web archive', () => bytes('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x'), 'html'],
    ['web archive of a browser', () => bytes('From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n'), 'html'],
    ['a text about mail', () => bytes('Hôm nay\n\nMIME-Version: 1.0\nContent-Type: text/html'), 'text'],
    ['XML', () => bytes('<?xml version="1.0"?><x/>'), 'xml'],
    ['XML with a prefix', () => bytes('<p:page xmlns:p="x"/>'), 'text'],
    ['UTF-8', () => Buffer.from('Báo cáo'), 'text'],
    ['UTF-8 with a mark', () => Buffer.from('\ufeffBáo cáo'), 'text'],
    ['UTF-16', () => Buffer.from('\ufeffBáo cáo', 'utf16le'), 'text'],
    ['UTF-16 big endian', () => Buffer.from('\ufeffBao cao', 'utf16le').swap16(), 'text'],
    ['UTF-16 without a mark', () => Buffer.from('Bao cao thang', 'utf16le'), 'text'],
    ['TCVN3', () => bytes('B\xb8o c\xb8o'), 'text'],
    ['text that begins with BM', () => bytes('BM 12/KH-UBND, theo mau cua phong'), 'text'],
    ['PNG', () => bytes('\x89PNG\r\n\x1a\n\0\0'), 'image'],
    ['JPEG', () => bytes('\xff\xd8\xff\xe0'), 'image'],
    ['TIFF', () => bytes('II*\0'), 'image'],
    ['WebP', () => bytes('RIFF\0\0\0\0WEBPVP8 '), 'image'],
    ['gzip', () => gzipSync('x'), 'archive'],
    ['RAR', () => bytes('Rar!\x1a\x07\0'), 'archive'],
    ['7z', () => bytes("7z\xbc\xaf'\x1c"), 'archive'],
    ['anything else', () => bytes('\0\x01\x02\x03\x04\x05\x06\x07\x08'), 'unknown'],
  ])('%s', async (_, make, kind) => {
    expect((await sniff(await make(), defaultLimits)).kind).toBe(kind)
  })
})

describe('readDocument', () => {
  const fail = async (input: Uint8Array, limits = defaultLimits) =>
    readDocument(input, limits).then(
      () => ['read'],
      (error: unknown) => [(error as DocumentError).name, (error as DocumentError).code, (error as Error).message],
    )

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['Word', () => makeDocx({ body: p('a') }), `${office}.wordprocessingml.document`],
    ['rich text', () => bytes('{\\rtf1 a}'), 'application/rtf'],
    ['a page', () => bytes('<p>a'), 'text/html'],
    ['a web archive', () => bytes('MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a'), 'multipart/related'],
  ])('reads %s', async (_, make, mediaType) => {
    expect(await readDocument(await make())).toMatchObject({ text: 'a\n', mediaType })
  })

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string, RegExp]>([
    ['no bytes', () => new Uint8Array(), 'empty', /empty/],
    ['xlsx', () => openXml(`${office}.spreadsheetml.sheet.main+xml`), 'unsupported', /Excel workbook/],
    ['picture', () => bytes('\x89PNG\r\n\x1a\n'), 'needs-ocr', /picture/],
    ['archive', () => zip(new Map([['a', 'x']])), 'unsupported', /zip archive/],
    ['unknown', () => bytes('\0\x01\x02\x03'), 'unsupported', /no kind of document/],
    ['locked Office file', () => compound(['Root Entry', 'EncryptedPackage']), 'encrypted', /password/],
    ['locked .doc', () => writeDoc({ body: [], flags: 0x0100 }), 'encrypted', /password/],
    ['Word 2', () => bytes('\xdb\xa5-\0'), 'unsupported', /before version 6/],
    ['a compound header alone', () => bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'damaged', /compound file/],
    ['a compound file cut before its directory', () => compound(['Root Entry']), 'damaged', /compound file/],
    ['cut docx', async () => (await zip(docxEntries({ body: p('a') }))).subarray(0, 300), 'damaged', /unpacked/],
  ])('%s', async (_, make, code, message) => {
    expect(await fail(await make())).toEqual(['DocumentError', code, expect.stringMatching(message)])
  })

  test('too many bytes', async () => {
    expect((await fail(bytes('%PDF-'), { ...defaultLimits, maxBytes: 4 }))[1]).toBe('too-large')
  })
})
