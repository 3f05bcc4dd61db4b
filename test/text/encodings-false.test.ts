import { describe, expect, test } from 'vitest'
import { decodeLines } from '../../src/text/encodings/decode-lines.ts'
import { compilerMessages, localeNames, packageTexts } from './other-languages.ts'
import { vietnameseLines, wordsOf } from './vietnamese-lines.ts'

/** No character may change in what is Unicode already, whatever the font claims. */
function changedIn(paragraphs: readonly string[], font: string): string[] {
  const lines = paragraphs.map((text) => wordsOf(text).map((raw) => ({ raw, font })))
  return decodeLines(lines).flatMap((tokens, row) =>
    tokens.flatMap(({ decoded }, index) => {
      const { raw } = lines[row]![index]!
      return decoded && decoded.text !== raw ? [`${raw} → ${decoded.text} in: ${paragraphs[row]!.slice(0, 80)}`] : []
    }),
  )
}

const texts: Readonly<Record<string, () => string[]>> = {
  'Vietnamese reports': vietnameseLines,
  'Vietnamese reports in small letters': () => vietnameseLines().map((line) => line.toLowerCase()),
  'Vietnamese reports in capitals': () => vietnameseLines().map((line) => line.toUpperCase()),
  'Vietnamese names': () => localeNames('vi'),
  'French sentences': () => compilerMessages('fr'),
  'French names': () => localeNames('fr'),
  'German sentences': () => compilerMessages('de'),
  'German names': () => localeNames('de'),
  'English texts': packageTexts,
  'English names': () => localeNames('en'),
  'Spanish, Portuguese and Italian sentences': () => (['es', 'pt-br', 'it'] as const).flatMap(compilerMessages),
  'Nordic names': () => ['sv', 'da', 'nb', 'fi', 'is'].flatMap(localeNames),
  'Dutch, Catalan and Estonian names': () => ['nl', 'ca', 'et'].flatMap(localeNames),
}
const read = new Map(Object.entries(texts).map(([name, make]) => [name, make()]))
const fonts = ['.VnTime', 'VNI-Times', '.VnTimeH', '']

test('there are enough paragraphs', () => {
  for (const [name, paragraphs] of read) expect([name, paragraphs.length > 300]).toEqual([name, true])
  expect([...read.values()].flat().length).toBeGreaterThan(25_000)
})

describe.each(fonts)('font %j', (font) => {
  test.each([...read.keys()])('%s as one document', (name) => {
    expect(changedIn(read.get(name)!, font)).toEqual([])
  })

  test.each([...read.keys()])('%s, every paragraph a document', (name) => {
    expect(read.get(name)!.flatMap((text) => changedIn([text], font))).toEqual([])
  })

  test.each([
    ...[
      'Ø',
      'Ø 20',
      '° C',
      '25 °C',
      'm²',
      '±5',
      '§ 5',
      '© 2024',
      '½',
      '5 × 3',
      '10÷20',
      '100 €',
      'µm',
      '«',
      '»',
      '…',
      '•',
      '·',
    ],
    ...[
      'café',
      'Müller',
      'naïve',
      'déjà',
      'über',
      'Größe',
      'Straße',
      'São Paulo',
      'El Niño',
      'Zürich',
      'hôtel',
      'île',
      'Noël',
    ],
    ...[
      'été',
      'où',
      'dû',
      'né',
      'thé',
      'là',
      'même',
      'Öl',
      'Bär',
      'Tür',
      'für',
      'süß',
      'Ægir',
      'Ångström',
      'Þór',
      'Nº 5',
      '2ª',
    ],
    ...[
      'có',
      'và',
      'không',
      'công tác',
      'ông',
      'Lê',
      'Hà',
      'cô',
      'bé',
      'sè',
      'ô tô',
      'ý kiến',
      'ví dụ',
      'của',
      'Đồng',
      'đ',
    ],
    ...[
      '“Quyết định”',
      '‘ô’',
      'Điều 5.',
      'NĐ-CP',
      'QĐ-TTg',
      'a^2 + b^2',
      'x~y',
      'C++',
      'e.g. a.m.',
      "don't",
      'index?a=b',
    ],
  ])('%s', (text) => expect(changedIn([text], font)).toEqual([]))
})

test('foreign words in a Vietnamese report', () => {
  const words = ['café', 'Müller', 'naïve', 'déjà vu', 'über', 'Ø 20', '25 °C', 'São Paulo', '© 2024', '5 × 3', 'l’été']
  for (const font of fonts) {
    const lines = vietnameseLines().flatMap((line, index) => [line, `${line} ${words[index % words.length]!}`])
    expect(changedIn([...lines, ...words], font)).toEqual([])
  }
})
