import sharp from 'sharp'
import { expect, test } from 'vitest'
import { deflateSync } from 'node:zlib'
import { DocumentError } from '../../src/domain/issue.ts'
import { openPdfPictures } from '../../src/readers/scan/pdf-pictures.ts'
import { openPicture } from '../../src/readers/scan/picture-file.ts'

// Pictures as they lie inside PDFs and picture files: decoded they are what was put in, pixel by pixel.

const [width, height] = [48, 32]
const black = (x: number, y: number) => ((x >> 3) + (y >> 3)) % 2 === 1
/** A chequered pattern, its dark squares in shades. */
const grey = Uint8Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)]
  return black(x, y) ? 40 + ((x * 3) % 60) : 255
})
const bilevel = grey.map((value) => (value === 255 ? 255 : 0))

/** The grey pattern as a JPEG 2000 codestream without loss (opj_compress of OpenJPEG). */
const jpeg2000 = Buffer.from(
  [
    '/0//UQApAAAAAAAwAAAAIAAAAAAAAAAAAAAAMAAAACAAAAAAAAAAAAABBwEB/1IADAAAAAEABQQEAAH/XAATQEBISFBISFBISFBI',
    'SFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAKPAAH/k8fUBgI/f8B8IMPqAoPqAQUF',
    'kwHH2g8faDR+AQAGqZfF3EOHCUbUYxIvA3WFaY/5nSrPwGp+AxH4DYAVZflOdroBfjuerCrtsfU5LsHyewudAoL/fxMp1gaBeiCt',
    'HpVGlAD6ejKD3yg2vrNdvwrVpnY/5D/MlM6yoGinGmvPehVr0pCzi7DMG8/Bfn4KMfggABaEnjW+Mf9q7ap9ftUsrB8nLoUY0FQ6',
    'yNfnYdrGP863utRW4ibATCh4UwRXRyCetLq6vloal1wgJQmG2wBrKLYYrexgpep8lDkqN51ifom9zAaLiIXru1R/F9QqmKaHFoSZ',
    'n442eMtBQpiSIC33qhKuwXh/Wo1TpgAwXMsW+qEOElwXIN9KVOMcVFmOZe+A+WRLywnD15MbDv0lh/8FiY/MewkD7270Sd7IDl1h',
    'uhBnKwjKhIXg+PKOxj83YRhYA1BColPyoP2P4bskRt62guACCvrXNoJFFzLrEMO0/EWpEutLrggZGhe5qhs6/Yzfj8/Cg5+CdD7S',
    'cHY7TckD5aibguMVqPa/dv0Csyn+z6NmCuEjA9/DnU5LoLcaISUibyIf9lzc6d20Sl6lNx1YmIDjWvExApYV482cY9D0zghKUnd0',
    'kTs63oo7z07XmXEgU7mpFLxen9HZCQer+h9zNeBc2zLQ55bSncgKZ0XS+G6ZQdDKk4BkqtjbiYDzTS/m0EJbb73hVDzS9Wv/TXgN',
    'a5f2z4LZ6E6A+YQc971s3mT3zUImm3g8kbOhjlGHEvIP1SObne/WLgmWdjN3Xr9cfS9XjILYWflZy/y/JAyi+ZRuzfwym5pdFGYN',
    '0MIFO5S3Ph7IYMyzFsj6DAfwB362aNLL/9k=',
  ].join(''),
  'base64',
)

/** The bytes of one strip of a bilevel TIFF: what CCITT Group 4 made of the picture, 0 being black in such files. */
async function group4(): Promise<Uint8Array> {
  const png = await sharp(
    bilevel.map((value) => 255 - value),
    { raw: { width, height, channels: 1 } },
  )
    .png()
    .toBuffer()
  const tiff = await sharp(png)
    .greyscale()
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer()
  const fields = new Map<number, number>()
  const directory = tiff.readUInt32LE(4)
  for (let i = 0; i < tiff.readUInt16LE(directory); i++) {
    const at = directory + 2 + 12 * i
    fields.set(
      tiff.readUInt16LE(at),
      tiff.readUInt16LE(at + 2) === 3 ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8),
    )
  }
  const [strip, length] = [fields.get(273)!, fields.get(279)!]
  return new Uint8Array(tiff.subarray(strip, strip + length))
}

/** JBIG2 as it is embedded in PDFs: a page and a region whose pixels are coded as Group 4 (ITU-T T.88, 7.2 and 7.4). */
function jbig2(coded: Uint8Array): Uint8Array {
  const segment = (number: number, type: number, data: Buffer) => {
    const head = Buffer.alloc(11)
    head.writeUInt32BE(number, 0)
    head[4] = type
    head[6] = 1
    head.writeUInt32BE(data.length, 7)
    return Buffer.concat([head, data])
  }
  const page = Buffer.alloc(19)
  page.writeUInt32BE(width, 0)
  page.writeUInt32BE(height, 4)
  const region = Buffer.alloc(18)
  region.writeUInt32BE(width, 0)
  region.writeUInt32BE(height, 4)
  region[17] = 1
  return new Uint8Array(Buffer.concat([segment(0, 48, page), segment(1, 38, Buffer.concat([region, coded]))]))
}

/** A page of 150 dpi that is one picture. */
function pdfOf(entries: string, data: Uint8Array, page = ''): Uint8Array {
  const [w, h] = [(width * 72) / 150, (height * 72) / 150]
  const content = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]${page}/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/Length ${data.length}${entries}>>stream\n`,
  ]
  const head = objects.map((object, i) => `${i + 1} 0 obj\n${object}${i < 4 ? '\nendobj\n' : ''}`).join('')
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n${head}`, 'latin1'),
      data,
      Buffer.from('\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF', 'latin1'),
    ]),
  )
}

async function pictureIn(pdf: Uint8Array) {
  const pictures = await openPdfPictures(pdf)
  try {
    return await pictures.page(1)
  } finally {
    await pictures.close()
  }
}

const bits = '/ColorSpace/DeviceGray/BitsPerComponent 1'
const bytes = '/ColorSpace/DeviceGray/BitsPerComponent 8'
const parms = `/DecodeParms<</K -1/Columns ${width}/Rows ${height}>>`
test.each([
  ['CCITT', async () => pdfOf(`${bits}/Filter/CCITTFaxDecode${parms}`, await group4()), bilevel],
  ['JBIG2', async () => pdfOf(`${bits}/Filter/JBIG2Decode`, jbig2(await group4())), bilevel],
  ['JPEG 2000', () => Promise.resolve(pdfOf('/Filter/JPXDecode', jpeg2000)), grey],
  ['deflated grey', () => Promise.resolve(pdfOf(`${bytes}/Filter/FlateDecode`, deflateSync(grey))), grey],
] as const)('a page of a PDF that is a picture, %s, is taken out as it is', async (_, make, expected) => {
  const page = await pictureIn(await make())
  expect({ ...page, data: null }).toEqual({ width, height, channels: 1, dpi: 150, data: null })
  expect(Buffer.from(page.data).equals(Buffer.from(expected))).toBe(true)
})

test('a page that is turned by its PDF is drawn as it is displayed', async () => {
  const page = await pictureIn(pdfOf(`${bytes}/Filter/FlateDecode`, deflateSync(grey), '/Rotate 90'))
  expect([page.width, page.height]).toEqual([height, width])
  // What was at the lower left is at the upper left.
  const [was, is] = [grey[(height - 4) * width + 4]!, page.data[4 * page.width + 4]!]
  expect(Math.abs(was - is)).toBeLessThan(30)
})

const raw = () => sharp(grey, { raw: { width, height, channels: 1 } })
test.each([
  ['PNG', () => raw().png().toBuffer(), 0],
  ['TIFF', () => raw().tiff({ compression: 'lzw' }).toBuffer(), 0],
  ['JPEG', () => raw().jpeg({ quality: 100 }).toBuffer(), 12],
  ['WebP', () => raw().webp({ lossless: true }).toBuffer(), 0],
] as const)('%s', async (_, encode, tolerance) => {
  const file = await openPicture(new Uint8Array(await encode()))
  const page = await file.page(0)
  expect([page.width, page.height, page.channels]).toEqual([width, height, 1])
  const off = Math.max(...page.data.map((value, i) => Math.abs(value - grey[i]!)))
  expect(off).toBeLessThanOrEqual(tolerance)
})

test('the resolution a scanner wrote is taken, one that programs make up is not: A4 tells then', async () => {
  const sheet = () => sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } })
  const dpiOf = async (density: number) =>
    (await (await openPicture(new Uint8Array(await sheet().withMetadata({ density }).png().toBuffer()))).page(0)).dpi
  expect(await dpiOf(300)).toBe(300)
  expect(await dpiOf(72)).toBe(200)
  expect(await dpiOf(96)).toBe(200)
})

test.each([
  ['no picture', () => new Uint8Array([1, 2, 3, 4]), 'unsupported'],
  ['a picture cut short', async () => new Uint8Array((await raw().png().toBuffer()).subarray(0, 60)), 'damaged'],
] as const)('%s is refused', async (_, make, code) => {
  const bytesOf = await make()
  const error: unknown = await openPicture(bytesOf)
    .then((file) => file.page(0))
    .catch((reason: unknown) => reason)
  expect(error instanceof DocumentError ? error.code : error).toBe(code)
})
