import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import {
  bold,
  center,
  deleted,
  field,
  font,
  hidden,
  inserted,
  italic,
  p,
  r,
  read,
  size,
  special,
  sprm,
  u16,
  type DocContent,
  type DocParagraph,
  type DocRun,
} from './doc-files.ts'

const codes = ({ issues }: Document) => issues.map(({ code }) => code)
const style = (index: number) => sprm(0x4a30, ...u16(index))
/** The look of each word. */
const looks = ({ words, styles, text }: Document) =>
  words.map(({ start, end, style }) => ({ word: text.slice(start, end), ...styles[style] }))

describe('text', () => {
  test.each<[string, string | DocRun[], string]>([
    ['8-bit', 'Le r\xeave n\xba 5', 'Le rêve nº 5'],
    ['16-bit', 'Báo cáo số 61/BC-UBND', 'Báo cáo số 61/BC-UBND'],
    ['decomposed letters are composed', 'Ba\u0301o ca\u0301o', 'Báo cáo'],
    ['tab and no-break space part words', 'a\tb\xa0c', 'a b c'],
    ['line break', 'a\x0bb', 'a\nb'],
    ['page break inside a paragraph', 'a\x0e b', 'a b'],
    ['no-break hyphen', 'CV\x1eUBND', 'CV-UBND'],
    ['soft hyphen is invisible', 'thị\x1f xã', 'thị xã'],
    ['soft hyphen of a legacy font is the letter ư', [r('ng\x1f\xeai ta', font(1))], 'người ta'],
    ['runs that part a word', [r('Kế hoạch số '), r('0', bold), r('9/KH')], 'Kế hoạch số 09/KH'],
    [
      'symbol of the Symbol font',
      [r('x '), r('(', special, sprm(0x6a09, ...u16(2), ...u16(0xf0b3))), r(' 5')],
      'x ≥ 5',
    ],
    ['symbol of a text font', [r('(', special, sprm(0x6a09, ...u16(1), 0xae, 0xf0)), r('\xb6ng', font(1))], 'đảng'],
    ['parenthesis', '(a)', '(a)'],
    ['letters called special', [r('a'), r('(b)', special)], 'a(b)'],
    ['characters of a symbol font', [r('\uf0fc xong', font(3))], '✓ xong'],
    ['control characters', [r('a\x10b\x19')], 'ab'],
  ])('%s', async (_, content, text) => {
    const fonts = [['Times New Roman'], ['.VnTime'], ['Symbol', 2], ['Wingdings', 2]] as const
    expect((await read({ body: [p(content)], fonts })).text).toBe(`${text}\n`)
  })

  test('a drawing of a symbol font that is not known is left out and said', async () => {
    const document = await read({
      body: [p([r('a'), r('(', special, sprm(0x6a09, 0, 0, 0x21, 0xf0))])],
      fonts: [['Webdings', 2]],
    })
    expect(document.text).toBe('a\n')
    expect(codes(document)).toEqual(['unknown-symbol'])
  })

  test('an empty paragraph counts in paths and leaves no trace', async () => {
    const { blocks } = await read([p('a'), p(''), p('b')])
    expect(blocks.map(({ path }) => path)).toEqual(['body/p[1]', 'body/p[3]'])
  })

  test('a section ends a paragraph, a page break does not', async () => {
    const body: DocParagraph[] = [{ runs: [r('a\fb')], end: '\f' }, p('c')]
    const { blocks, text } = await read({ body, sections: [{}, {}] })
    expect(text).toBe('a b\nc\n')
    expect(blocks.map(({ path }) => path)).toEqual(['body/p[1]', 'body/p[2]'])
  })
})

describe('hidden text and tracked changes', () => {
  test.each<[string, DocParagraph[], string, string[]]>([
    ['hidden', [p([r('không '), r('ẩn ', hidden), r('ẩn')])], 'không ẩn\n', ['hidden-text']],
    ['deleted', [p([r('là '), r('298', deleted), r('299', inserted)])], 'là 299\n', ['tracked-changes']],
    ['deleted by the opposite of the style', [p([r('a'), r('b', sprm(0x0800, 0x81))])], 'a\n', ['tracked-changes']],
    ['not deleted', [p([r('a'), r('b', sprm(0x0800, 0))])], 'ab\n', []],
    [
      'a deleted mark joins with the next paragraph',
      [{ ...p('a '), mark: deleted }, p('b')],
      'a b\n',
      ['tracked-changes'],
    ],
    ['a hidden mark joins too', [{ ...p('Tên. '), mark: hidden }, p('b')], 'Tên. b\n', []],
    ['a hidden paragraph', [{ ...p([r('a', hidden)]), mark: hidden }, p('b')], 'b\n', ['hidden-text']],
    ['an inserted mark', [{ ...p('a'), mark: inserted }, p('b')], 'a\nb\n', ['tracked-changes']],
  ])('%s', async (_, body, text, issues) => {
    const document = await read(body)
    expect(document.text).toBe(text)
    expect(codes(document)).toEqual(issues)
  })

  test('of paragraphs joined, a deleted mark takes the look of the next, a hidden one keeps its own', async () => {
    const joined = async (mark: readonly number[]) => (await read([{ ...p('a '), mark }, p('b', center)])).blocks[0]
    expect(await joined(deleted)).toMatchObject({ align: 'center' })
    expect(await joined(hidden)).toMatchObject({ align: 'left', path: 'body/p[1]' })
  })
})

describe('fields', () => {
  test.each<[string, DocParagraph[], string]>([
    [
      'the result is shown, the instruction is not',
      [p([r('ngày '), ...field(' DATE ', '12/5'), r(' này')])],
      'ngày 12/5 này\n',
    ],
    ['without a result', [p([r('a'), ...field(' XE "b" ', null), r('c')])], 'ac\n'],
    [
      'in the instruction of another',
      [
        p([
          r('\x13', special),
          r('IF '),
          ...field(' PAGE ', '3'),
          r(' = 1'),
          r('\x14', special),
          r('x'),
          r('\x15', special),
        ]),
      ],
      'x\n',
    ],
    [
      'over paragraphs',
      [p([r('\x13', special), r('TOC'), r('\x14', special), r('I')]), p([r('II'), r('\x15', special)])],
      'I\nII\n',
    ],
    ['an instruction left open ends with its paragraph', [p([r('\x13', special), r('IF')]), p('b')], 'b\n'],
    ['page numbers in the body stay', [p(field(' PAGE ', '3'))], '3\n'],
    ['deleted whole', [p([r('a'), ...field(' DATE ', 'x').map(({ text }) => r(text, special, deleted))])], 'a\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('an embedded object is said', async () => {
    const document = await read([p([r('a'), ...field(' EMBED Excel.Sheet.8 ', '\x01')])])
    expect(codes(document)).toEqual(['embedded-document'])
  })
})

describe('looks', () => {
  test('font, size, weight of runs', async () => {
    const fonts = [['Times New Roman'], ['Arial']] as const
    const runs = [r('Báo '), r('cáo ', font(1), size(14)), r('số ', bold), r('61 ', italic, sprm(0x4a4f, 1, 0))]
    const document = await read({ body: [p(runs)], fonts })
    expect(looks(document)).toMatchObject([
      { word: 'Báo', font: 'Times New Roman', size: 10, bold: false, italic: false },
      { word: 'cáo', font: 'Arial', size: 14 },
      { word: 'số', font: 'Times New Roman', bold: true },
      { word: '61', font: 'Arial', italic: true },
    ])
  })

  test('ASCII and all beyond it have fonts of their own', async () => {
    const fonts = [['Times New Roman'], ['Arial'], ['Tahoma']] as const
    const document = await read({ body: [p([r('so số', sprm(0x4a4f, 1, 0), sprm(0x4a51, 2, 0))])], fonts })
    expect(looks(document).map(({ font }) => font)).toEqual(['Arial', 'Tahoma'])
  })

  test.each<[string, Partial<DocContent>, DocParagraph, object]>([
    [
      'paragraph style',
      { styles: [{ kind: 1, chpx: [...bold, ...size(13)] }] },
      { ...p('a'), style: 1 },
      { bold: true, size: 13 },
    ],
    [
      'style based on another',
      {
        styles: [
          { kind: 1, chpx: [...bold, ...size(13)] },
          { kind: 1, base: 1, chpx: size(14) },
        ],
      },
      { ...p('a'), style: 2 },
      { bold: true, size: 14 },
    ],
    [
      'switched off by the run',
      { styles: [{ kind: 1, chpx: bold }] },
      { ...p([r('a', sprm(0x0835, 0))]), style: 1 },
      { bold: false },
    ],
    [
      'as the style',
      { styles: [{ kind: 1, chpx: bold }] },
      { ...p([r('a', sprm(0x0835, 0x80))]), style: 1 },
      { bold: true },
    ],
    [
      'the opposite of the style',
      { styles: [{ kind: 1, chpx: bold }] },
      { ...p([r('a', sprm(0x0835, 0x81))]), style: 1 },
      { bold: false },
    ],
    ['the opposite of a plain style', {}, p([r('a', sprm(0x0835, 0x81))]), { bold: true }],
    ['character style', { styles: [{ kind: 2, chpx: italic }] }, p([r('a', style(1))]), { italic: true }],
    [
      'what paragraph and character style both switch on is off',
      {
        styles: [
          { kind: 1, chpx: bold },
          { kind: 2, chpx: bold },
        ],
      },
      { ...p([r('a', style(2))]), style: 1 },
      { bold: false },
    ],
    ['a run set back to plain', {}, p([r('a', bold, sprm(0x2a33, 0))]), { bold: false }],
    [
      'styles in a circle',
      {
        styles: [
          { kind: 1, base: 2, chpx: bold },
          { kind: 1, base: 1 },
        ],
      },
      { ...p('a'), style: 2 },
      { bold: true },
    ],
    ['a style that is not there', { styles: [{ kind: 1, chpx: bold }] }, { ...p('a'), style: 7 }, { bold: false }],
    [
      'a character style for a paragraph',
      { styles: [{ kind: 2, chpx: bold }] },
      { ...p('a'), style: 1 },
      { bold: false },
    ],
  ])('%s', async (_, content, paragraph, expected) => {
    expect(looks(await read({ ...content, body: [paragraph] }))[0]).toMatchObject(expected)
  })

  test.each([
    ['capitals', sprm(0x083b, 1)],
    ['small capitals', sprm(0x083a, 1)],
  ])('%s are shown', async (_, capitals) => {
    expect((await read([p([r('Ủy ban ', capitals), r('nhân dân')])])).text).toBe('ỦY BAN nhân dân\n')
  })

  test.each([
    ['centred', center, 'center'],
    ['right', sprm(0x2461, 2), 'right'],
    ['both', sprm(0x2461, 3), 'justify'],
    ['distributed', sprm(0x2461, 4), 'justify'],
    ['without a word', [], 'left'],
  ])('alignment: %s', async (_, papx, align) => {
    expect((await read([p('a', papx)])).blocks[0]).toMatchObject({ align })
  })

  test('a tracked change of style: what stands before the style counts no more', async () => {
    const document = await read({
      body: [p('a', center, sprm(0x4600, 1, 0))],
      styles: [{ kind: 1, papx: sprm(0x2461, 2) }],
    })
    expect(document.blocks[0]).toMatchObject({ align: 'right' })
  })

  test('properties too long for a page stand in the data stream', async () => {
    const data = Buffer.from([...u16(center.length), ...center])
    expect((await read({ body: [p('a', sprm(0x6646, 0, 0, 0, 0))], data })).blocks[0]).toMatchObject({
      align: 'center',
    })
  })
})

describe('encodings before Unicode', () => {
  const fonts = [['Times New Roman'], ['.VnTime'], ['.VnTimeH'], ['VNI-Times']] as const
  const sentence = 'C\xe9ng hoµ x· héi chñ nghÜa ViÖt Nam, \xa7éc lËp Tù do H¹nh phóc'

  test.each(['wide', undefined] as const)('TCVN3, text %s', async (width) => {
    const document = await read({ body: [p([r(sentence, font(1))])], fonts, ...(width && { width }) })
    expect(document.text).toBe('Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập Tự do Hạnh phúc\n')
    expect(document.encodings).toEqual(['tcvn3'])
    expect(document.words[0]?.raw).toBe('C\xe9ng')
  })

  test('bytes from 0x80 to 0x9F are kept as Windows-1252', async () => {
    const document = await read({ body: [p([r('\x93Ngh\xfe\x94 a\x81', font(0))])], fonts })
    expect(document.words.map(({ raw }) => raw)).toEqual(['“Nghþ”', 'a\x81'])
  })

  test('letters that a set has among the control characters', async () => {
    const document = await read({ body: [p([r('H\x14 b\x02', font(4))])], fonts: [...fonts, ['VISCII Times']] })
    expect(document.words.map(({ raw }) => raw)).toEqual(['H\x14', 'b\x02'])
  })

  test('Unicode and VNI in one paragraph', async () => {
    const document = await read({
      body: [p('Ủy ban nhân dân tỉnh'), p([r('Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', font(3))])],
      fonts,
    })
    expect(document.text).toBe('Ủy ban nhân dân tỉnh\nCộng hòa xã hội chủ nghĩa Việt Nam\n')
  })
})

describe('Word 6 and 95', () => {
  const fonts = [['Times New Roman'], ['.VnTime'], ['Arial Cyr', 204], ['Arial', 163], ['Symbol', 2]] as const
  const old = (runs: DocRun[], rest: Partial<DocContent> = {}) =>
    read({ generation: 'word6', fonts, body: [p(runs)], ...rest })
  const oldFont = (index: number) => [93, ...u16(index)]

  test.each<[string, DocRun[], string]>([
    ['plain', [r('Le r\xeave')], 'Le rêve'],
    ['quotes of Windows', [r('\x93a\x94')], '“a”'],
    ['Cyrillic by its font', [r('\xcc\xee\xf1\xea\xe2\xe0', oldFont(2))], 'Москва'],
    ['TCVN3', [r('C\xe9ng hoµ x· héi chñ nghÜa', oldFont(1))], 'Cộng hoà xã hội chủ nghĩa'],
    ['symbols', [r('a '), r('\xb3', oldFont(4)), r(' b')], 'a ≥ b'],
    ['hidden', [r('a'), r('b', [92, 1])], 'a'],
    ['deleted', [r('a'), r('b', [65, 1])], 'a'],
    ['fields', [r('a '), ...field(' DATE ', '5').map(({ text }) => r(text, text < ' ' ? [117, 1] : []))], 'a 5'],
    ['a symbol', [r('('), r('(', [74, 3, 4, 0, 0xb3])], '(≥'],
  ])('%s', async (_, runs, text) => {
    expect((await old(runs)).text).toBe(`${text}\n`)
  })

  test('bytes of a Vietnamese font are kept to be decoded with all others', async () => {
    const { words } = await old([r('th\xf4\xf2i \xdd', oldFont(3))])
    expect(words.map(({ raw }) => raw)).toEqual(['th\xf4\xf2i', '\xdd'])
  })

  test('looks and styles', async () => {
    const runs = [r('a ', [85, 1]), r('b', [99, ...u16(28)], [80, 2, 0])]
    const document = await old(runs, { styles: [{ kind: 1 }, { kind: 2, chpx: [86, 1] }] })
    expect(looks(document)).toMatchObject([
      { word: 'a', bold: true, size: 10 },
      { word: 'b', bold: false, italic: true, size: 14 },
    ])
  })

  test('alignment', async () => {
    const document = await read({ generation: 'word6', body: [p('a', [5, 1])] })
    expect(document.blocks[0]).toMatchObject({ align: 'center' })
  })
})

describe('fast-saved files', () => {
  const body = [p('một'), p([r('hai', bold)], center), p('ba')]

  test('pieces in another order than their text, 8-bit and 16-bit', async () => {
    const document = await read({ body, fastSaved: {} })
    expect(document.text).toBe('một\nhai\nba\n')
    expect(document.blocks[1]).toMatchObject({ bold: true, align: 'center' })
  })

  test('one property in a modifier', async () => {
    // sprmCFBold (0x55) on.
    const { blocks } = await read({ body, fastSaved: { modifiers: [(0x55 << 1) | (1 << 8)] } })
    expect(blocks).toMatchObject([{ bold: true }, { bold: true }, { bold: false }])
  })

  test('a list of properties by number', async () => {
    const { blocks } = await read({ body, fastSaved: { modifiers: [0, 0, 3], lists: [bold, [...italic, ...center]] } })
    expect(blocks[2]).toMatchObject({ italic: true, bold: false, align: 'center' })
    expect(blocks[0]).toMatchObject({ italic: false, align: 'left' })
  })

  test('deleted by a modifier', async () => {
    expect((await read({ body, fastSaved: { modifiers: [0, (0x41 << 1) | (1 << 8)] } })).text).toBe('một\nba\n')
  })

  test('of Word 6', async () => {
    const document = await read({
      generation: 'word6',
      body: [p('a'), p('b')],
      fastSaved: { modifiers: [(85 << 1) | (1 << 8)] },
    })
    expect(document.text).toBe('a\nb\n')
    expect(document.blocks).toMatchObject([{ bold: true }, { bold: false }])
  })
})
