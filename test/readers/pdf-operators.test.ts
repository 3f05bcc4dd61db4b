import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

interface Parts {
  readonly content: string
  /** Entries of the page's dictionary besides Parent, Contents and Resources. */
  readonly page?: string
  readonly resources?: string
  /** Objects 6, 7, …, referred to by number. */
  readonly more?: readonly string[]
}

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** A PDF of one page, written by hand; font /F is Helvetica. */
function write({ content, page = '', resources = '', more = [] }: Parts): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R ${fontsOf(resources)} >> ${otherOf(resources)} >> ${page} >>`,
    stream('', content),
    helvetica,
    ...more,
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(file, (char) => char.charCodeAt(0))
}

const fontsOf = (resources: string) => /^fonts:(.*)$/mu.exec(resources)?.[1] ?? ''
const otherOf = (resources: string) => resources.replace(/^fonts:.*$/mu, '')

const read = (parts: Parts): Promise<Document> => readPdf(write(parts), defaultLimits)
/** Words with the left end and the top of their boxes, rounded. */
const places = (document: Document) =>
  document.words.map((word) => [word.raw, Math.round(word.box!.x), Math.round(word.box!.y)])

describe('text operators', () => {
  test.each([
    ['Td', 'BT /F 10 Tf 100 700 Td (mot) Tj 0 -20 Td (hai) Tj ET'],
    ['TD and T*', 'BT /F 10 Tf 100 700 Td (mot) Tj 0 -20 TD ET BT 100 680 Td (hai) Tj ET'],
    ['TL and T*', 'BT /F 10 Tf 20 TL 100 700 Td (mot) Tj T* (hai) Tj ET'],
    ["'", "BT /F 10 Tf 20 TL 100 720 Td (mot) ' (hai) ' ET"],
    ['"', 'BT /F 10 Tf 20 TL 100 720 Td 0 0 (mot) " 0 0 (hai) " ET'],
    ['Tm', 'BT /F 1 Tf 10 0 0 10 100 700 Tm (mot) Tj 10 0 0 10 100 680 Tm (hai) Tj ET'],
    ['cm', 'q 10 0 0 10 100 700 cm BT /F 1 Tf (mot) Tj ET Q q 1 0 0 1 100 680 cm BT /F 10 Tf (hai) Tj ET Q'],
    ['Ts', 'BT /F 10 Tf 100 690 Td 10 Ts (mot) Tj 0 -20 Td (hai) Tj ET'],
    ['a font kept over q and Q', '/F 10 Tf q /F 30 Tf Q BT 100 700 Td (mot) Tj 0 -20 Td (hai) Tj ET'],
  ])('%s', async (_, content) => {
    expect(places(await read({ content }))).toEqual([
      ['mot', 100, 91],
      ['hai', 100, 111],
    ])
  })

  test.each([
    ['adjustments', 'BT /F 10 Tf 100 700 Td [(m) 20 (o) -20 (t) -400 (hai)] TJ ET'],
    ['word spacing', 'BT /F 10 Tf 5 Tw 100 700 Td (mot hai) Tj ET'],
    ['letter spacing', 'BT /F 10 Tf 4 Tc 100 700 Td (mot hai) Tj ET'],
    ['horizontal scaling', 'BT /F 10 Tf 60 Tz 100 700 Td (mot hai) Tj ET'],
    ['marked content', '/Span << /ActualText (khac) >> BDC BT /F 10 Tf 100 700 Td (mot hai) Tj ET EMC'],
    ['clipping', 'q 0 0 600 800 re W n BT /F 10 Tf 100 700 Td (mot hai) Tj ET Q'],
  ])('%s', async (_, content) => {
    expect((await read({ content })).text).toBe('mot hai\n')
  })

  test('stroked and filled text is bold', async () => {
    const { styles, words } = await read({
      content: 'BT /F 10 Tf 2 Tr 100 700 Td (dam) Tj 0 Tr 0 -20 Td (thuong) Tj ET',
    })
    expect(words.map((word) => styles[word.style]!.bold)).toEqual([true, false])
  })

  test('a font of the graphics state', async () => {
    const document = await read({
      content: '/G gs BT 100 700 Td (mot) Tj ET',
      resources: '/ExtGState << /G << /Font [5 0 R 10] >> >>',
    })
    expect(places(document)).toEqual([['mot', 100, 91]])
  })
})

describe('what a page is made of', () => {
  test('forms inside forms, each at its place', async () => {
    const document = await read({
      content: '/X Do q 1 0 0 1 0 -100 cm /X Do Q',
      resources: '/XObject << /X 6 0 R >>',
      more: [
        stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 50 0] /Resources << /XObject << /Y 7 0 R >> >>',
          '/Y Do',
        ),
        stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >>',
          'BT /F 10 Tf 50 700 Td (mot) Tj ET',
        ),
      ],
    })
    expect(places(document)).toEqual([
      ['mot', 100, 91],
      ['mot', 100, 191],
    ])
  })

  test('a form that draws itself does not hang', async () => {
    const document = await read({
      content: 'BT /F 10 Tf 100 700 Td (mot) Tj ET /X Do',
      resources: '/XObject << /X 6 0 R >>',
      more: [stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>', '/X Do')],
    })
    expect(document.text).toBe('mot\n')
  })

  test('Type 3 fonts', async () => {
    const box = '500 0 0 0 500 500 d1 0 0 500 500 re f'
    const document = await read({
      content: 'BT /T 20 Tf 100 700 Td (ab) Tj 40 0 Td (a) Tj ET',
      resources: 'fonts:/T 6 0 R',
      more: [
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 98 /Widths [500 500] /CharProcs << /a 7 0 R /b 7 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b] >> /Resources << >> >>',
        stream('', box),
      ],
    })
    expect(document.words[0]).toMatchObject({ raw: 'ab' })
    expect(document.words[0]!.box!.width).toBeCloseTo(20, 0)
  })

  test('the crop box is the page', async () => {
    const document = await read({
      content: 'BT /F 10 Tf 150 700 Td (mot) Tj -100 0 Td (ngoai) Tj ET',
      page: '/CropBox [100 50 600 750]',
    })
    expect(document.pages).toEqual([{ number: 1, width: 500, height: 700 }])
    expect(places(document)).toEqual([['mot', 50, 41]])
  })

  test('annotations and form fields are not text of the page', async () => {
    const appearance = 'BT /F 10 Tf 0 0 Td (ghi chu) Tj ET'
    const document = await read({
      content: 'BT /F 10 Tf 100 700 Td (mot) Tj ET',
      page: '/Annots [6 0 R]',
      more: [
        '<< /Type /Annot /Subtype /FreeText /Rect [100 100 300 200] /Contents (ghi chu) /AP << /N 7 0 R >> >>',
        stream('/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F 5 0 R >> >>', appearance),
      ],
    })
    expect(document.text).toBe('mot\n')
  })

  test('what stands nowhere, for an operand is no number, is not there', async () => {
    const content = `BT /F 10 Tf 1 0 0 1 100 700 Tm (mot) Tj 1 0 0 1 100 /X Tm (ba) Tj 1 0 /X 1 100 600 Tm (tu) Tj
      1 0 0 1 100 680 Tm (hai) Tj ET /X 0 0 1 0 0 cm BT 1 0 0 1 100 660 Tm (nam) Tj ET
      0 0 m 0 300 l S 0 0 m 300 0 l S 300 0 m 300 300 l S 0 300 m 300 300 l S`
    const document = await read({ content })
    expect(document.words.map(({ raw }) => raw)).toEqual(['mot', 'hai'])
    expect(document.blocks.some(({ kind }) => kind === 'table')).toBe(false)
    expect(document.words.every(({ box }) => Object.values(box!).every(Number.isFinite))).toBe(true)
  })

  test('white lines make no table', async () => {
    const grid = '100 600 200 50 re 300 600 100 50 re S'
    const text = 'BT /F 10 Tf 110 620 Td (mot) Tj 200 0 Td (hai) Tj ET'
    const kinds = async (color: string) =>
      (await read({ content: `${color} ${grid} ${text}` })).blocks.map(({ kind }) => kind)
    expect(await kinds('0 G')).toEqual(['table'])
    expect(await kinds('1 1 1 RG')).not.toContain('table')
  })

  test('slanted text, a stamp across the page, is kept apart', async () => {
    const document = await read({
      content:
        'BT /F 10 Tf 100 700 Td (mot hai ba) Tj ET BT /F 40 Tf 0.7071 0.7071 -0.7071 0.7071 100 200 Tm (BAN SAO) Tj ET',
    })
    expect(document.blocks).toMatchObject([{ role: 'body' }, { role: 'text-box' }])
    expect(document.text).toBe('mot hai ba\nBAN SAO\n')
  })
})

/** Bytes changed at fixed random places: whatever comes of it, it is a document or a DocumentError, and nothing hangs. */
test('damaged bytes never give anything but a document or an error with a code', async () => {
  const whole = write({
    content: 'BT /F 10 Tf 100 700 Td (mot hai) Tj ET 100 600 200 50 re S /X Do',
    resources: '/XObject << /X 6 0 R >>',
    more: [stream('/Type /XObject /Subtype /Form /BBox [0 0 600 800]', '0 0 10 10 re f')],
  })
  let state = 1
  const random = (limit: number) => {
    state = (state * 48271) % 2147483647
    return state % limit
  }
  const outcomes = new Set<string>()
  for (let round = 0; round < 150; round++) {
    const bytes = whole.slice(0, round % 5 === 0 ? random(whole.length) : whole.length)
    for (let i = 0; i < 1 + (round % 12); i++) bytes[random(Math.max(bytes.length, 1))] = random(256)
    try {
      outcomes.add(typeof (await readPdf(bytes, defaultLimits)).text)
    } catch (error) {
      expect(error).toMatchObject({ name: 'DocumentError' })
      outcomes.add((error as { code: string }).code)
    }
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(['string', 'damaged']))
})
