import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeWords, type CodedWord } from '../../src/layout/decode-words.ts'
import { DocumentBuilder, type SourceWord } from '../../src/layout/document-builder.ts'
import { encode } from '../text/encode.ts'

const fonts = ['Times New Roman', '.VnTime', '.VnTimeH', 'VNI-Times', 'Symbol'] as const
type Font = (typeof fonts)[number]
const fontOf = (style: number) => fonts[style]!
const style = (font: Font) => fonts.indexOf(font)

/** Enough TCVN3 for a document to be one, and a sentence of Unicode. */
const tcvn3 = line('§iÒu 1. QuyÕt ®Þnh nµy cã hiÖu lùc kÓ tõ ngµy ký ban hµnh', '.VnTime')
const unicode = line('Điều 1. Quyết định này có hiệu lực kể từ ngày ký ban hành', 'Times New Roman')

function line(text: string, font: Font): CodedWord[] {
  return text.split(' ').map((raw) => ({ raw, style: style(font) }))
}

function say(words: readonly CodedWord[]): string {
  return words.map(({ raw, shown }) => shown?.text ?? raw).join(' ')
}

function decodeLast(...lines: readonly (readonly CodedWord[])[]): readonly CodedWord[] {
  return decodeWords(lines, fontOf).lines.at(-1)!
}

describe('capitals', () => {
  test.each<[string, CodedWord[], string]>([
    ['an H font draws them', line('céng hoµ x· héi', '.VnTimeH'), 'CỘNG HOÀ XÃ HỘI'],
    ['an H font draws ASCII too', line('ban hanh', '.VnTimeH'), 'BAN HANH'],
    ['the look of a run, after decoding', [{ raw: 'thuÕ', style: 1, capitals: true }], 'THUẾ'],
    [
      'a drop cap in an H font before small letters',
      [{ raw: 'céng', style: 2, changes: [{ at: 1, style: 1, capitals: false }] }],
      'Cộng',
    ],
    [
      'a drop cap that looks so by its run',
      [{ raw: '®iÒu', style: 1, capitals: true, changes: [{ at: 1, style: 1, capitals: false }] }],
      'Điều',
    ],
    [
      'a word that ends in an H font',
      [{ raw: 'sè:kh', style: 1, changes: [{ at: 3, style: 2, capitals: false }] }],
      'số:KH',
    ],
  ])('%s', (_, words, text) => expect(say(decodeLast(tcvn3, words))).toBe(text))

  // TCVN3 has no capitals with tones: these words alone do not say that they are in capitals.
  test.each<[string, string, string]>([
    ['at the beginning of a heading', 'KÕ HO¹CH PH¸T TRIÓN n¨m 2004', 'KẾ HOẠCH PHÁT TRIỂN năm 2004'],
    ['inside one', 'Tæ CHøC Vµ HO¹T §éNG', 'TỔ CHỨC VÀ HOẠT ĐỘNG'],
    ['at the end, after a number', '2. C¤NG NGHIÖP, 3 Vô (HÖ) ý:', '2. CÔNG NGHIỆP, 3 VỤ (HỆ) Ý:'],
    ['beside acronyms', 'Së KHCN Vµ TµI NGUY£N', 'SỞ KHCN VÀ TÀI NGUYÊN'],
    ['an agency by its acronym', 'Së KHCN, UBND', 'Sở KHCN, UBND'],
    ['after small letters', 'cña Bé TµI CHÝNH vÒ thuÕ ë UBND', 'của Bộ TÀI CHÍNH về thuế ở UBND'],
    ['a symbol tells nothing', 'Sè: 5/Q§-BTC Vµ', 'Số: 5/QĐ-BTC Và'],
  ])('words of a heading typed in capitals: %s', (_, raw, text) => {
    expect(say(decodeLast(tcvn3, line(raw, '.VnTime')))).toBe(text)
  })

  test('words beside an H font keep their own', () => {
    const words = [...line('TµI CHÝNH céng hoµ', '.VnTimeH'), ...line('Sè: Vµ', '.VnTime')]
    expect(say(decodeLast(tcvn3, words))).toBe('TÀI CHÍNH CỘNG HOÀ Số: Và')
  })

  test('an H font of a Unicode document draws nothing', () => {
    expect(say(decodeLast(unicode, line('Cộng hoà café', '.VnTimeH')))).toBe('Cộng hoà café')
    expect(say(decodeLast(unicode, line('ban hanh', '.VnTimeH')))).toBe('ban hanh')
  })

  test('of Unicode by the look alone', () => {
    expect(say(decodeLast(unicode, [{ raw: 'Uỷ', style: 0, capitals: true }]))).toBe('UỶ')
    const [word] = decodeLast([{ raw: 'Straße', style: 0, capitals: true }])
    expect(word!.shown).toEqual({ text: 'STRASSE', offsets: [0, 1, 2, 3, 4, 4, 5] })
  })
})

describe('a label of few words', () => {
  test.each<[string, string, Font]>([
    ['Phòng', 'Phßng', '.VnTime'],
    ['công văn đi', 'c«ng v¨n ®i', '.VnTime'],
    ['CỘNG HOÀ', 'céng hoµ', '.VnTimeH'],
    ['phát thanh, mỗi tuần 02', 'phaùt thanh, moãi tuaàn 02', 'VNI-Times'],
    ['sé', 'sé', '.VnTime'],
    ['hiver à Paris', 'hiver à Paris', 'VNI-Times'],
  ])('%s', (text, raw, font) => {
    expect(say(decodeLast(line(raw, font)))).toBe(text)
  })
})

describe('no-break spaces', () => {
  test.each([
    ['part words', 'Điều\u00a05', 'Times New Roman', ['Điều', '5']],
    ['at the ends leave nothing', '\u00a0a\u00a0\u0085', 'Times New Roman', ['a']],
    ['alone are no word', '\u00a0', 'Times New Roman', []],
    ['part words of TCVN3', '§iÒu\u00a05', '.VnTime', ['Điều', '5']],
  ] as const)('%s', (_, raw, font, words) => {
    expect(decodeLast(tcvn3, [{ raw, style: style(font) }]).map((word) => say([word]))).toEqual(words)
  })

  test('every part has its own source and look', () => {
    const changes = [{ at: 6, style: 1, capitals: false }]
    const parts = decodeLast(unicode, [{ raw: 'Điều\u00a0số', style: 0, capitals: true, changes }])
    expect(parts.map((part) => [part.raw, say([part]), part.style])).toEqual([
      ['Điều', 'ĐIỀU', 0],
      ['số', 'Số', 0],
    ])
    expect(parts[1]!.changes).toEqual([{ at: 1, style: 1, capitals: false }])
  })

  test('inside misread UTF-8 they are parts of letters', () => {
    const text = 'Quyết định này có hiệu lực kể từ ngày ký ban hành và thay thế'
    const words = text.split(' ').map((word) => ({ raw: encode(word, 'mojibake'), style: 0 }))
    expect(say(decodeLast(words))).toBe(text)
    expect(decodeLast(words).find(({ shown }) => shown?.text === 'ngày')).toMatchObject({ raw: 'ngÃ\u00a0y' })
  })
})

describe('encodings found', () => {
  test.each<[string, (readonly CodedWord[])[], string[]]>([
    ['Unicode', [unicode], ['unicode']],
    ['ASCII', [line('Report 2024', '.VnTime')], ['unicode']],
    ['nothing', [], ['unicode']],
    ['TCVN3', [tcvn3, line('12 - 2004', 'Times New Roman')], ['tcvn3']],
    ['both', [tcvn3, unicode], ['tcvn3', 'unicode']],
  ])('%s', (_, lines, encodings) => expect(decodeWords(lines, fontOf).encodings).toEqual(encodings))

  test('signs of symbol fonts are no letters', () => {
    const many = Array.from({ length: 20 }, () => tcvn3)
    expect(say(decodeLast(...many, line('®', 'Symbol')))).toBe('®')
    expect(say(decodeLast(...many, line('®', '.VnTime')))).toBe('đ')
  })

  test('signs of symbol fonts inside words stay', () => {
    const changes = [
      { at: 2, style: style('Symbol'), capitals: false },
      { at: 3, style: style('.VnTime'), capitals: false },
    ]
    const many = Array.from({ length: 20 }, () => tcvn3)
    expect(say(decodeLast(...many, [{ raw: 'tõ÷®Õn', style: style('.VnTime'), changes }]))).toBe('từ÷đến')
    expect(say(decodeLast(...many, [{ raw: '10÷15', style: style('.VnTime'), changes }]))).toBe('10÷15')
  })

  test('a document without anything odd comes back as it is', () => {
    const lines = [unicode]
    expect(decodeWords(lines, fontOf).lines).toBe(lines)
  })
})

describe('the way back to the source', () => {
  const builder = new DocumentBuilder()
  const styles = fonts.map((font) => builder.style({ font, size: 14, bold: false, italic: false }))
  const source = (words: readonly CodedWord[]): SourceWord[] =>
    words.map((word) => ({ ...word, style: styles[word.style]!, page: null, box: null }))

  test('through decoding, capitals and normalising', () => {
    const { lines, encodings } = decodeWords(
      [source(tcvn3), source(line('th\u00ad\u00adngm¹i Vi\u00cbt', '.VnTimeH'))],
      (style) => builder.fontOf(style),
    )
    builder.paragraph({ lines, role: 'body', path: null })
    const document = builder.build({ mediaType: 'text/plain', pages: [], origin: 'native', encodings, issues: [] })
    for (const { start, end, raw, rawOffsets } of document.words) {
      const offsets = rawOffsets ?? Array.from(raw, (_, i) => i)
      expect(offsets).toHaveLength(end - start)
      expect(offsets.every((at, i) => at < raw.length && (i === 0 || at >= offsets[i - 1]!))).toBe(true)
    }
    const word = document.words.find(({ raw }) => raw === '®Þnh')!
    expect(document.text.slice(word.start, word.end)).toBe('định')
  })

  const lettersOf = (words: readonly CodedWord[]) => words.map(({ raw }) => raw.replaceAll('\u00a0', '')).join('')

  test('for any words in any fonts: no white space, places in order, nothing lost but white space', () => {
    const word = fc
      .record({
        raw: fc.string({
          unit: fc.constantFrom(...Array.from('abcen®µ¸ÖÕùøö\u00ad\u00a0ốữßI.')),
          minLength: 1,
          maxLength: 8,
        }),
        style: fc.nat(fonts.length - 1),
        capitals: fc.boolean(),
        change: fc.option(fc.record({ at: fc.integer({ min: 1, max: 7 }), style: fc.nat(4), capitals: fc.boolean() })),
      })
      .map(({ change, ...rest }): CodedWord => ({
        ...rest,
        ...(change && change.at < rest.raw.length && { changes: [change] }),
      }))
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 6 }), (lines) => {
        const decoded = decodeWords([tcvn3, ...lines], fontOf).lines.slice(1)
        expect(decoded).toHaveLength(lines.length)
        decoded.forEach((words, row) => {
          expect(lettersOf(words)).toBe(lettersOf(lines[row]!))
          for (const { raw, shown, changes = [] } of words) {
            expect(shown?.text ?? raw).not.toMatch(/\s/u)
            expect(changes.every(({ at }) => at > 0 && at < raw.length)).toBe(true)
            if (!shown) continue
            expect(shown.offsets).toHaveLength(shown.text.length)
            shown.offsets!.forEach((at, i) => expect(at >= (shown.offsets![i - 1] ?? 0) && at < raw.length).toBe(true))
          }
        })
      }),
      { numRuns: 300 },
    )
  })
})
