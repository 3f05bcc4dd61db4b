import { deflateRawSync } from 'node:zlib'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import type { DocumentError } from '../../src/domain/issue.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { readZip } from '../../src/readers/package.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { docxEntries, documentXml, level, p, read, relationships, zip } from './docx-files.ts'
import { processorMs } from '../processor-time.ts'

const failure = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    (error: unknown) => `${(error as Error).name} ${(error as DocumentError).code}`,
  )
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

/** A zip whose central directory says what the test wants it to say. */
function forge(name: string, content: Uint8Array, change: (central: Buffer, local: Buffer) => void): Uint8Array {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(Buffer.byteLength(name), 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(content.length, 24)
  central.writeUInt16LE(Buffer.byteLength(name), 28)
  change(central, local)
  const before = Buffer.concat([local, Buffer.from(name), packed])
  const directory = Buffer.concat([central, Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(before.length, 16)
  return Buffer.concat([before, directory, end])
}

describe('readZip', () => {
  test('what is wanted, by name', async () => {
    const bytes = await zip(
      new Map([
        ['a.txt', 'một'],
        ['b/c.txt', 'hai'],
      ]),
    )
    const files = await readZip(bytes, defaultLimits, (name) => name === 'b/c.txt')
    expect([...files].map(([name, content]) => [name, text(content)])).toEqual([['b/c.txt', 'hai']])
  })

  test('names that lead out of the package are passed over', async () => {
    const bytes = await zip(
      new Map([
        ['tốt.txt', 'x'],
        ['xxx/evil', 'x'],
        ['yabs', 'x'],
        ['z:/w', 'x'],
        ['k\\ok', 'x'],
      ]),
    )
    const forged = Buffer.from(bytes)
    for (const [from, to] of [
      ['xxx/evil', '../..evi'],
      ['yabs', '/abs'],
    ] as const)
      for (let at = forged.indexOf(from); at >= 0; at = forged.indexOf(from)) forged.write(to, at)
    // '../..evi' holds a '..' segment, '/abs' is absolute, 'z:/w' names a drive.
    expect([...(await readZip(forged, defaultLimits)).keys()]).toEqual(['tốt.txt', 'k/ok'])
  })

  test('stored entries', async () => {
    const file = new JSZip().file('a', 'x')
    const bytes = await file.generateAsync({ type: 'uint8array', compression: 'STORE' })
    expect(text((await readZip(bytes, defaultLimits)).get('a'))).toBe('x')
  })

  const zeros = new Uint8Array(20 * 1024 * 1024)
  const dense = async () => zip(new Map([['a', zeros]]))
  const small = Buffer.from('x'.repeat(100))
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string, number?]>([
    ['one very dense entry', dense, 'zip-bomb'],
    ['more than the limit', dense, 'zip-bomb', 1024],
    [
      'entries that exceed it together',
      () =>
        zip(
          new Map([
            ['a', 'x'.repeat(600)],
            ['b', 'y'.repeat(600)],
          ]),
        ),
      'zip-bomb',
      1000,
    ],
    ['a declared size beyond everything', () => forge('a', small, (c) => c.writeUInt32LE(0xfffffffe, 24)), 'zip-bomb'],
    ['a declared size that is too small', () => forge('a', small, (c) => c.writeUInt32LE(10, 24)), 'zip-bomb'],
    ['a declared size that is too large', () => forge('a', small, (c) => c.writeUInt32LE(200, 24)), 'damaged'],
    ['a wrong checksum', () => forge('a', small, (c) => c.writeUInt32LE(1, 16)), 'damaged'],
    ['an unknown compression', () => forge('a', small, (c) => c.writeUInt16LE(99, 10)), 'damaged'],
    ['data beyond the end', () => forge('a', small, (c) => c.writeUInt32LE(1e9, 20)), 'damaged'],
    ['a password', () => forge('a', small, (c) => c.writeUInt16LE(1, 8)), 'encrypted'],
    ['strong encryption', () => forge('a', small, (c) => c.writeUInt16LE(0x41, 8)), 'encrypted'],
    ['no zip', () => Buffer.from('hello'), 'damaged'],
    ['nothing', () => new Uint8Array(), 'damaged'],
  ])('%s', async (_, make, code, maxUnpackedBytes = defaultLimits.maxUnpackedBytes) => {
    expect(await failure(readZip(await make(), { ...defaultLimits, maxUnpackedBytes }))).toBe(`DocumentError ${code}`)
  })

  test('what is not wanted costs nothing', async () => {
    expect((await readZip(await dense(), { ...defaultLimits, maxUnpackedBytes: 10 }, () => false)).size).toBe(0)
  })

  test('a cut package', async () => {
    const bytes = await zip(docxEntries({ body: p('a') }))
    expect(await failure(readZip(bytes.subarray(0, bytes.length - 30), defaultLimits))).toBe('DocumentError damaged')
  })
})

describe('hostile documents', () => {
  const readXml = async (xml: string) => {
    const entries = docxEntries({ body: '' }).set('word/document.xml', xml)
    return readDocx(await zip(entries), defaultLimits)
  }
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'

  test.each([
    ['entities', documentXml(p('&b;&c;')).replace('?>', `?>${bomb}`)],
    ['entities without a declaration', documentXml(p('&b;'))],
    ['depth', documentXml('<w:sdt>'.repeat(100_000))],
    ['depth of tables', documentXml('<w:tbl><w:tr><w:tc>'.repeat(1000) + '</w:tc></w:tr></w:tbl>'.repeat(1000))],
  ])('%s', async (_, xml) => {
    expect(await failure(readXml(xml))).toBe('DocumentError damaged')
  })

  test('relationships that lead outside are not followed', async () => {
    const body = `${p('a')}<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>`
    const outside =
      '<Relationship Id="h" Type="x/header" Target="https://example.invalid/h.xml" TargetMode="External"/>'
    const up = '<Relationship Id="s" Type="x/styles" Target="../../../../etc/passwd"/>'
    const entries = docxEntries({ body }).set('word/_rels/document.xml.rels', relationships([], outside + up))
    expect((await readDocx(await zip(entries), defaultLimits)).text).toBe('a\n')
  })

  test.each([
    [
      'fields inside one another',
      documentXml(
        `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>'.repeat(100_000)}</w:p>`,
      ),
    ],
    [
      'very many rows in one wrapper',
      documentXml(
        `<w:tbl><w:sdt>${`<w:tr><w:tc>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr>`.repeat(50_000)}</w:sdt></w:tbl>`,
      ),
    ],
    [
      'very many alternatives',
      documentXml(`<mc:AlternateContent><mc:Choice>${p('a').repeat(130_000)}</mc:Choice></mc:AlternateContent>`),
    ],
    [
      'namespaces without end',
      documentXml(
        Array.from(
          { length: 20_000 },
          (_, i) => `<w:p xmlns:n${i}="urn:schemas-microsoft-com:vml"><w:r><w:t>a</w:t></w:r></w:p>`,
        ).join(''),
      ),
    ],
  ])('%s: read in time', async (_, xml) => {
    const start = processorMs()
    expect((await readXml(xml)).text.length).toBeGreaterThan(0)
    expect(processorMs() - start).toBeLessThan(20_000)
  })

  test('a label without end is cut', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', 'a '.repeat(300_000))}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const { words } = await read({ body: p('x', '<w:numPr><w:numId w:val="1"/></w:numPr>'), numbering })
    expect(words).toHaveLength(129)
  })
})
