import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { describeReader } from '../contract.ts'
import { encode } from '../text/encode.ts'
import { codedLines, codedPdf, type CodedFont, type CodedRun } from './coded-pdf.ts'
import { corpusFile, corpusIsHere, paragraphs } from './pdf-files.ts'

const lines = [
  'Báo cáo tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2007',
  'Uỷ ban nhân dân xã đã chỉ đạo các ngành hướng dẫn người dân làm thủ tục',
  'đăng ký đất đai; kết quả trước hạn đạt 98,5%, tăng 3,2% so với cùng kỳ.',
  'Tổng thu ngân sách ước đạt 12.345 triệu đồng, chiếm tỷ lệ cao nhất huyện.',
]
const text = lines.join(' ')
/** Short lines at a left edge may be paragraphs each: not what is asked here. */
const textOf = (document: Document) => document.text.trim().replaceAll('\n', ' ')
const inTcvn3 = lines.map((line) => encode(line, 'tcvn3'))
const inVni = lines.map((line) => encode(line, 'vni'))

const read = (font: CodedFont, runs: readonly CodedRun[]): Promise<Document> =>
  readPdf(codedPdf({ F: font }, [{ runs }]), defaultLimits)

/** A map of the font's own: Windows' characters, some of them changed. */
function mapOfCodes(changes: Readonly<Record<number, string>> = {}, base = 0): Record<number, string> {
  const codes = Array.from({ length: 0xe0 }, (_, i) => i + 0x20)
  return { ...Object.fromEntries(codes.map((code) => [code, String.fromCharCode(base + code)])), ...changes }
}
const asAcrobatNamesThem = { 0xad: '\u2212', 0xb7: '\u2219', 0xb5: '\u03bc' }
const twoBytes = (codes: string) => Array.from(codes, (code) => `\0${code}`).join('')

describe('fonts that say little about their codes', () => {
  const fonts: readonly (readonly [string, Omit<CodedFont, 'name'>])[] = [
    ['Windows names, AD a hyphen', { encoding: 'WinAnsiEncoding' }],
    ['no encoding, symbolic: pdf.js takes MacRoman', { symbolic: true }],
    ['no encoding: pdf.js takes the standard one', {}],
    ['no encoding, Type 1', { type: 'Type1' }],
    ['a map to Latin-1', { toUnicode: mapOfCodes() }],
    ['a map to the names of glyphs', { encoding: 'WinAnsiEncoding', toUnicode: mapOfCodes(asAcrobatNamesThem) }],
    ['a map that has hyphens at AD', { encoding: 'WinAnsiEncoding', toUnicode: mapOfCodes({ 0xad: '-' }) }],
    ['a map to private use', { symbolic: true, toUnicode: mapOfCodes({}, 0xf000) }],
  ]
  test.each(fonts)('%s: TCVN3', async (_, font) => {
    const document = await read({ name: 'ABCDEF+.VnTime', ...font }, codedLines('F', inTcvn3))
    expect(textOf(document)).toBe(text)
    expect(document.encodings).toEqual(['tcvn3'])
  })

  test.each(fonts)('%s: VNI', async (_, font) => {
    const document = await read({ name: 'ABCDEF+VNI-Times', ...font }, codedLines('F', inVni))
    expect(textOf(document)).toBe(text)
    expect(document.encodings).toEqual(['vni'])
  })

  test.each([
    ['Latin-1', mapOfCodes()],
    ['names of glyphs', mapOfCodes(asAcrobatNamesThem)],
    ['private use', mapOfCodes({}, 0xf000)],
  ])('two-byte codes with a map to %s', async (_, toUnicode) => {
    const font: CodedFont = { name: 'ABCDEF+VnTime', type: 'Identity-H', toUnicode }
    expect(textOf(await read(font, codedLines('F', inTcvn3.map(twoBytes))))).toBe(text)
  })

  test.each([
    ['Windows names', { encoding: 'WinAnsiEncoding' }],
    ['a map to Latin-1', { toUnicode: mapOfCodes() }],
    ['a map to the names of glyphs', { toUnicode: mapOfCodes(asAcrobatNamesThem) }],
  ])('a name that tells nothing, %s', async (_, font) => {
    expect(textOf(await read({ name: 'TT1A3o00', ...font }, codedLines('F', inTcvn3)))).toBe(text)
    expect(textOf(await read({ name: 'TT1A3o00', ...font }, codedLines('F', inVni)))).toBe(text)
  })

  test('codes of a subset, their glyphs named', async () => {
    const names: Readonly<Record<string, string>> = {
      '¸': 'cedilla',
      µ: 'mu',
      '®': 'registered',
      '¹': 'onesuperior',
      Ö: 'Odieresis',
    }
    const line = 'B¸o c¸o ngµy ®· ®¹t h¹n mÖnh lÖnh'.replace('®·', '®¹')
    const codes = [...new Set(Array.from(line))]
    const differences = codes.map((char) => `/${names[char] ?? (char === ' ' ? 'space' : char)}`).join(' ')
    const font = { name: 'AAAAAA+.VnTime', type: 'Type1', encoding: `/Differences [1 ${differences}]` } as const
    const coded = Array.from(line, (char) => String.fromCharCode(1 + codes.indexOf(char))).join('')
    expect((await read(font, codedLines('F', [coded]))).text).toBe('Báo cáo ngày đạ đạt hạn mệnh lệnh\n')
  })

  test("a Mac's codes keep the names they stand for", async () => {
    // ® is A8 in MacRoman, ¨ AC, Õ CD, ¸ FC: bytes AE, A8, D5, B8 of Windows.
    const document = await read(
      { name: '.VnTime', encoding: 'MacRomanEncoding' },
      codedLines('F', ['ng\xb5y th\xfcng n\xacm; k\xcd to\xfcn c\xfcc c\xfcn \xa8\xbbng; \xa8\xcdn h\xcdt']),
    )
    expect(document.text).toBe('ngày tháng năm; kế toán các cán đêng; đến hết\n')
  })
})

describe('what is drawn and how', () => {
  test('fonts of capitals draw capitals, and only their part of a word', async () => {
    const font = { encoding: 'WinAnsiEncoding' }
    const heading = encode('ội đồng nhân dân', 'tcvn3')
    const document = await readPdf(
      codedPdf({ H: { name: '.VnTimeH,Bold', ...font }, F: { name: '.VnTime', ...font } }, [
        {
          runs: [
            { font: 'F', codes: 'H', x: 70, y: 780 },
            { font: 'H', codes: heading, x: 76, y: 780 },
            ...codedLines('F', inTcvn3, 720),
          ],
        },
      ]),
      defaultLimits,
    )
    expect(paragraphs(document)[0]).toBe('HỘI ĐỒNG NHÂN DÂN')
    expect(document.words[0]!.raw).toBe(`H${heading.split(' ')[0]!}`)
    expect(document.text).toContain('Báo cáo tình hình')
  })

  test('ư in a font of its own, as Acrobat sets it', async () => {
    const plain = { name: 'AAAAAA+VnTime', encoding: 'WinAnsiEncoding' } as const
    const minus = { name: 'AAAAAB+VnTime', type: 'Identity-H', toUnicode: { 3: '\u2212' } } as const
    const runs = codedLines('F', inTcvn3).flatMap(({ codes, x, y }) => {
      const pieces: CodedRun[] = []
      let at = x
      for (const part of codes.split(/(\u00ad)/u)) {
        pieces.push(part === '\u00ad' ? { font: 'M', codes: '\0\x03', x: at, y } : { font: 'F', codes: part, x: at, y })
        at += Array.from(part).reduce((sum, code) => sum + (code === ' ' ? 3 : 6), 0)
      }
      return pieces.filter((piece) => piece.codes !== '')
    })
    const document = await readPdf(codedPdf({ F: plain, M: minus }, [{ runs }]), defaultLimits)
    expect(textOf(document)).toBe(text)
  })

  test('headings spread out letter by letter', async () => {
    const codes = encode('báo cáo tổng kết', 'tcvn3')
    const runs: CodedRun[] = []
    let x = 150
    for (const code of codes) {
      runs.push({ font: 'F', codes: code, x, y: 780 })
      x += code === ' ' ? 3 : 10
    }
    const document = await read({ name: '.VnTime', encoding: 'WinAnsiEncoding' }, [
      ...runs,
      ...codedLines('F', inTcvn3, 740),
    ])
    expect(paragraphs(document)[0]).toBe('báo cáo tổng kết')
  })

  test.each([
    ['a minus of its own stays one', 'l·i suÊt \u2212 tµi s¶n', 'lãi suất − tài sản'],
    ['a hyphen of code AD stays one', 'ch¨m sãc - b¶o vÖ \xad trÎ em', 'chăm sóc - bảo vệ - trẻ em'],
  ])('%s', async (_, written, shown) => {
    const codes = written.replace('\u2212', '\x96')
    const font = {
      name: 'TT1',
      encoding: 'WinAnsiEncoding',
      ...(written !== codes && { toUnicode: mapOfCodes({ 0x96: '\u2212' }) }),
    }
    expect((await read(font, codedLines('F', [...inTcvn3, codes]))).text.trim().endsWith(shown)).toBe(true)
  })
})

describe('marks of VNI as glyphs of their own', () => {
  const marks = 'ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË'
  const vowels = 'aeouyôöAEOUYÔÖ'
  const isMark = (codes: string, i: number) => i > 0 && marks.includes(codes[i]!) && vowels.includes(codes[i - 1]!)
  const shown = ['BÁO CÁO TÌNH HÌNH THỰC HIỆN NHIỆM VỤ', ...lines]
  const coded = codedLines(
    'F',
    shown.map((line) => encode(line, 'vni')),
  )
  const widths = (width: number) => Object.fromEntries(Array.from(marks, (mark) => [mark, width]))
  const font = { name: 'VNI-Times', encoding: 'WinAnsiEncoding' } as const
  const wanted = shown.join(' ')

  test('without width', async () => {
    expect(textOf(await read({ ...font, widths: widths(0) }, coded))).toBe(wanted)
  })

  test.each([200, 333, 500, 600])('stepped back over the letter, %i thousandths wide', async (width) => {
    const runs = coded.map((run) => {
      const back: Record<number, number> = {}
      for (let i = 1; i < run.codes.length; i++) {
        if (!isMark(run.codes, i)) continue
        const step = (500 + width) / 2 // centred on the letter
        back[i - 1] = step
        back[i] = width - step
      }
      return { ...run, back }
    })
    expect(textOf(await read({ ...font, widths: widths(width) }, runs))).toBe(wanted)
  })

  test.each([
    ['right after their letters', false],
    ['after all letters', true],
  ])('placed by themselves, %s', async (_, late) => {
    const letters: CodedRun[] = []
    const after: CodedRun[] = []
    for (const { codes, x, y } of coded) {
      let at = x
      for (let i = 0; i < codes.length; i++) {
        const piece = { font: 'F', codes: codes[i]!, y }
        if (isMark(codes, i)) (late ? after : letters).push({ ...piece, x: at - 5.4 })
        else {
          letters.push({ ...piece, x: at })
          at += codes[i] === ' ' ? 3 : 6
        }
      }
    }
    expect(textOf(await read({ ...font, widths: widths(400) }, [...letters, ...after]))).toBe(wanted)
  })
})

describe('what is in Unicode stays so', () => {
  const unicode = (line: string) => {
    const codes = [...new Set(lines.join(''))]
    return Array.from(line, (char) => `\0${String.fromCharCode(codes.indexOf(char) + 1)}`).join('')
  }
  const toUnicode = Object.fromEntries([...new Set(lines.join(''))].map((char, i) => [i + 1, char]))

  test.each(['TimesNewRomanPSMT', '.VnTime', 'VNI-Times', '.VnTimeH'])(
    'in a font that calls itself %s',
    async (name) => {
      const document = await read({ name, type: 'Identity-H', toUnicode }, codedLines('F', lines.map(unicode)))
      expect(textOf(document)).toBe(text)
      expect(document.encodings).toEqual(['unicode'])
    },
  )

  test('English with hyphens of code AD', async () => {
    const font = { name: 'TimesNewRomanPSMT', encoding: 'WinAnsiEncoding' }
    const document = await read(
      font,
      codedLines('F', ['A well\xadknown long\xadterm plan for 2005\xad2010 \xad see Annex 3']),
    )
    expect(document.text).toBe('A well-known long-term plan for 2005-2010 - see Annex 3\n')
    expect(document.words.map(({ raw }) => raw)).toContain('well-known')
  })
})

describeReader('readPdf on hand-made legacy fonts', readPdf, [
  { name: 'TCVN3', bytes: () => codedPdf({ F: { name: '.VnTimeH' } }, [{ runs: codedLines('F', inTcvn3) }]) },
  { name: 'VNI', bytes: () => codedPdf({ F: { name: 'VNI-Times' } }, [{ runs: codedLines('F', inVni) }]) },
])

describe.skipIf(!corpusIsHere())('archived documents', () => {
  const files = [
    // Some of its 2506 lines are page numbers and lines of a transcript that swallowed a character.
    ['2005-1ADDZ_Ke_hoach_2005__QH_lan_6_25-10', 0.998],
    // The transcript holds its page numbers.
    ['2006-16EZE_TT01.06GopvonDNNVV', 0.94],
    ['2006-19412_QD115.04TTg_BLTch_DNNVV', 0.97],
  ] as const

  /** Letters as such: H fonts are transcribed in small letters, and words are parted where their glyphs were drawn. */
  const bare = (line: string) => line.normalize('NFC').toLowerCase().replace(/\s+/gu, '')

  test.each(files)(
    '%s: the letters of nearly all lines of the transcript',
    async (name, share) => {
      const document = await readPdf(corpusFile(`legacy/${name}.pdf`), defaultLimits)
      const transcript = new TextDecoder().decode(corpusFile(`transcripts/${name}.txt`))
      const got = bare(document.text)
      const wanted = transcript
        .split('\n')
        .map(bare)
        .filter((line) => line !== '')
      const found = wanted.filter((line) => got.includes(line) || holdsLettersOf(got, line))
      expect(document.encodings).toEqual(['tcvn3'])
      expect(found.length / wanted.length).toBeGreaterThanOrEqual(share)
    },
    60_000,
  )

  test('decomposed Unicode beside TCVN3', async () => {
    const document = await readPdf(corpusFile('seed/nfd-tcvn3.pdf'), defaultLimits)
    expect(document.text).toMatch(/^Tỷ lệ hồ sơ[^]*Báo cáo công tác cải cách hành chính\n$/u)
    expect(document.encodings).toEqual(['tcvn3', 'unicode'])
  })
})

/** The same letters in another order within one line: transcripts keep the order in which glyphs were drawn. */
function holdsLettersOf(text: string, line: string): boolean {
  const open = new Map<string, number>()
  let wrong = 0
  const change = (letter: string, by: number) => {
    const before = open.get(letter) ?? 0
    wrong += Math.abs(before + by) - Math.abs(before)
    open.set(letter, before + by)
  }
  for (let i = 0; i < line.length; i++) change(line[i]!, 1)
  for (let i = 0; i < text.length; i++) {
    change(text[i]!, -1)
    if (i >= line.length) change(text[i - line.length]!, 1)
    if (wrong === 0) return true
  }
  return false
}
