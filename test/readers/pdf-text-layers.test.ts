import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { DocumentError } from '../../src/domain/issue.ts'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { Recogniser } from '../../src/readers/scan/recogniser.ts'
import { vietnameseLines } from '../text/vietnamese-lines.ts'
import { codedLines, codedPdf, scannedPage, unicodeFont, type CodedPage, type CodedRun } from './coded-pdf.ts'
import { Sheet } from './pdf-files.ts'

/** Lines of the samples' prose, each long enough to be one on a page. */
const prose = vietnameseLines()
  .map((line) => line.replace(/\s+/gu, ' '))
  .filter((line) => line.length > 45 && line.length < 80)
const lines = prose.slice(0, 24)
const others = prose.slice(24, 48)
const more = prose.slice(48, 66)

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D')
const cut = (text: string) =>
  Array.from(text.normalize('NFC'), (char) =>
    /\p{L}/u.test(char) ? String.fromCharCode(char.charCodeAt(0) & 0xff) : char,
  ).join('')

const stamp = ['Ký bởi: Văn phòng Ủy ban', 'Email: vanphong@tinh.gov.vn', 'Thời gian ký: 12.03.2021 10:15:22 +07:00']
test('there are lines enough', () => {
  expect(more.length).toBe(18)
})

const every = [
  ...prose,
  ...prose.map(bare),
  ...prose.map(cut),
  ...stamp,
  'ĐẾN Số Ngày Trang Bản đồ quy hoạch 0123456789:/',
].join('')
const { font, codes } = unicodeFont('AAAAAA+TimesNewRomanPSMT', every)

const write = (texts: readonly string[], top = 780): CodedRun[] => codedLines('F', texts.map(codes), top)
const hidden = (runs: readonly CodedRun[]): CodedRun[] => runs.map((run) => ({ ...run, invisible: true }))
const read = (pages: readonly CodedPage[]): Promise<Document> => readPdf(codedPdf({ F: font }, pages), defaultLimits)
async function refusal(pages: readonly CodedPage[]): Promise<string> {
  const error: unknown = await read(pages).catch((reason: unknown) => reason)
  return error instanceof DocumentError ? `${error.code}: ${error.message}` : 'read'
}

const good = (texts: readonly string[] = lines): CodedPage => ({ runs: write(texts) })
const scan = (runs: readonly CodedRun[] = []): CodedPage => ({ drawing: scannedPage, runs })
const faults = ({ issues }: Document) =>
  issues.filter(({ severity }) => severity !== 'info').map(({ code, severity, page }) => [code, severity, page])

const faulty: readonly (readonly [string, string, CodedPage])[] = [
  ['a picture', 'page-without-text', scan()],
  ['a signature stamp on a scan', 'text-layer-stamp-only', scan(write(stamp, 120))],
  [
    'a stamp of the registry on a scan',
    'text-layer-stamp-only',
    scan(write(['ĐẾN', 'Số: 123', 'Ngày: 12/3/2021'], 500)),
  ],
  ['a page number on a scan', 'text-layer-furniture-only', scan(write(['Trang 12'], 30))],
  ['cut letters', 'text-layer-cut', { runs: write(lines.map(cut)) }],
  ['an English text layer', 'text-layer-foreign-ocr', scan(hidden(write(lines.map(bare))))],
  ['visible English recognition over a picture', 'text-layer-foreign-ocr', scan(write(lines.map(bare)))],
]

describe('a faulty page', () => {
  test.each(faulty)('%s: is left out among good ones, with its own code', async (_, code, page) => {
    const document = await read([good(), page, good(others)])
    expect(faults(document)).toEqual([[code, 'error', 2]])
    expect(document.text.replace(/\s+/gu, ' ').trim()).toBe([...lines, ...others].join(' '))
    expect(document.encodings).toEqual(['unicode'])
    expect(document.pages).toHaveLength(3)
    expect(document.origin).toBe('native')
  })

  test.each(faulty)('%s: a document of such pages needs OCR and says why', async (_, code, page) => {
    expect(await refusal([page])).toMatch(/^needs-ocr: The only page .* needs OCR/u)
    expect(await refusal([page, page, page])).toMatch(/^needs-ocr: Each of the 3 pages .* needs OCR/u)
    const other = code === 'page-without-text' ? faulty[1]![2] : scan()
    expect(await refusal([page, other])).toContain(`1 with ${code}`)
  })
})

describe('fonts without a way back to Unicode', () => {
  /** Codes that count a font's glyphs as they are met, as subsets have them. */
  const numbered = (texts: readonly string[]) => {
    const subset = unicodeFont('', texts.join(''))
    return texts.map((text) =>
      Array.from(subset.codes(text))
        .filter((_, i) => i % 2 === 1)
        .join(''),
    )
  }
  const broken = { name: 'BAAAAA+LiberationSerif-Bold', symbolic: true }

  test('all text: the page is left out', async () => {
    const runs = codedLines('B', numbered(lines))
    const document = await readPdf(codedPdf({ F: font, B: broken }, [good(), { runs }]), defaultLimits)
    expect(faults(document)).toEqual([['text-layer-substituted', 'error', 2]])
    await expect(readPdf(codedPdf({ B: broken }, [{ runs }]), defaultLimits)).rejects.toMatchObject({
      code: 'needs-ocr',
    })
  })

  test('headings: they are left out, the rest is read', async () => {
    const headings = codedLines('B', numbered(more.slice(0, 2)), 800)
    const document = await readPdf(
      codedPdf({ F: font, B: broken }, [{ runs: [...headings, ...write(lines, 740)] }, good(others)]),
      defaultLimits,
    )
    expect(document.text.replace(/\s+/gu, ' ').trim()).toBe([...lines, ...others].join(' '))
    expect(faults(document)).toEqual([['text-layer-substituted', 'error', 1]])
    expect(document.issues[0]!.message).toMatch(/\d+ words in fonts .* left out/u)
  })

  test('fonts of bullets and signs are none', async () => {
    const signs = { name: 'CAAAAA+OpenSymbol', type: 'Identity-H', toUnicode: { 1: '\uf0b7', 2: '\uf0fc' } } as const
    const bullets = lines.map((_, i) => ({
      font: 'S',
      codes: `\0${i % 2 === 0 ? '\x01' : '\x02'}`,
      x: 50,
      y: 780 - 20 * i,
    }))
    const document = await readPdf(
      codedPdf({ F: font, S: signs }, [{ runs: [...bullets, ...write(lines)] }]),
      defaultLimits,
    )
    expect(faults(document)).toEqual([])
    expect(document.text).toContain('\uf0b7')
  })
})

describe('with recognition', () => {
  test('a page whose letters have no way back to Unicode is read from its looks', async () => {
    const sheet = new Sheet()
    sheet.prose(lines.slice(0, 6), 80)
    const bytes = await withoutMaps(await sheet.bytes())
    const ocr = await Recogniser.open({ threads: 1 })
    try {
      const document = await readPdf(bytes, defaultLimits, ocr)
      expect(document.origin).toBe('ocr')
      expect(document.issues).toContainEqual(
        expect.objectContaining({ code: 'text-layer-substituted', severity: 'info' }),
      )
      expect(document.text).toMatch(/kết quả công tác/iu)
    } finally {
      await ocr.close()
    }
    await expect(readPdf(bytes, defaultLimits)).rejects.toMatchObject({ code: 'needs-ocr' })
  }, 60_000)
})

/** The file without what says which characters its fonts' codes are. */
async function withoutMaps(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes)
  for (const [, object] of pdf.context.enumerateIndirectObjects())
    if (object instanceof PDFDict) object.delete(PDFName.of('ToUnicode'))
  return pdf.save()
}

describe('what is no fault', () => {
  test.each([
    ['a text layer that knows Vietnamese', scan(hidden(write(lines)))],
    ['a letterhead over a picture', scan(write(lines))],
    ['a blank page', { runs: [] }],
    ['a small picture', { runs: [], drawing: 'q 40 0 0 40 60 780 cm /Scan Do Q' }],
  ])('%s', async (_, page) => {
    expect(faults(await read([good(), page]))).toEqual([])
  })

  test('a map with its title: what was not read is said', async () => {
    const document = await read([good(), scan(write(['Bản đồ quy hoạch'], 600))])
    expect(faults(document)).toEqual([['page-mostly-picture', 'warning', 2]])
    expect(document.text).toContain('Bản đồ quy hoạch')
  })

  test('text without marks that was typed so is read, and the record is partial', async () => {
    const document = await read([good(), { runs: write(others.map(bare)) }])
    expect(faults(document)).toEqual([['text-layer-foreign-ocr', 'error', 2]])
    expect(document.text).toContain(bare(others[0]!))
  })
})

describe('pages together', () => {
  test('a short last page has the fault of the others', async () => {
    const page = (texts: readonly string[]) => scan(hidden(write(texts.map(bare))))
    const document = await read([good(), page(lines), page(others), page(more), page(['Trang 12'])])
    expect(faults(document).map(([code, , number]) => [code, number])).toEqual(
      [2, 3, 4, 5].map((number) => ['text-layer-foreign-ocr', number]),
    )
  })

  test('scans of one line each are judged together', async () => {
    const pages = lines.map((line) => scan(hidden(write([bare(line)]))))
    expect(await refusal(pages)).toMatch(/without the marks of Vietnamese/u)
  })

  test('a good short page keeps its text among good ones', async () => {
    expect(faults(await read([good(), good(others), good([lines[0]!])]))).toEqual([])
  })
})

describe('a page that lay askew', () => {
  /** Every word by itself on its level baseline, where the sloping line has it. */
  const words = (degrees: number): CodedRun[] =>
    lines.flatMap((line, row) => {
      let x = 70
      return line.split(' ').map((word) => {
        const y = 780 - 20 * row - Math.tan((degrees * Math.PI) / 180) * x
        const run = { font: 'F', codes: codes(word), x, y }
        x += 6 * (word.length + 0.5)
        return run
      })
    })
  const wordBoxes = async (degrees: number) => {
    const document = await read([scan(hidden(words(degrees)))])
    return { text: document.text.replace(/\s+/gu, ' ').trim(), words: document.words }
  }

  test.each([0, 0.4, 1.2, -1.2, 2.5])(
    'by %d degrees reads line by line, each word boxed where it stands',
    async (degrees) => {
      const { text, words } = await wordBoxes(degrees)
      expect(text).toBe(lines.join(' '))
      const last = words.findLast(({ end }) => end <= lines[0]!.length)!
      const drop = Math.tan((degrees * Math.PI) / 180) * last.box!.x
      expect(last.box!.y + last.box!.height / 2).toBeCloseTo(842 - 780 + drop, -1)
    },
  )

  test('whole lines turned with it', async () => {
    const sheet = new Sheet()
    sheet.doc.rotate(1.3)
    sheet.prose(lines.slice(0, 12), 80, { indent: 0 })
    const { text, blocks } = await sheet.read()
    expect(blocks.every(({ role }) => role === 'body')).toBe(true)
    expect(text.replace(/\s+/gu, ' ').trim()).toBe(lines.slice(0, 12).join(' '))
  })
})
