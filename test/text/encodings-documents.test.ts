import { existsSync, readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLines } from '../../src/text/encodings/decode-lines.ts'
import { legacyEncodings, type Encoding, type LegacyEncoding } from '../../src/text/encodings/encodings.ts'
import { syllableScore } from '../../src/text/encodings/syllables.ts'
import { normaliseWord } from '../../src/text/normalise.ts'
import { runs } from '../fuzz/runs.ts'
import { encode } from './encode.ts'
import { vietnameseLines, wordsOf } from './vietnamese-lines.ts'

const lines = vietnameseLines()
const prose = lines.filter((line) => wordsOf(line).length >= 12)
const usualFont: Readonly<Record<Encoding, string>> = {
  tcvn3: '.VnTime',
  vni: 'VNI-Times',
  viscii: 'VI Times',
  vps: 'VPS Times',
  bkhcm2: 'VNtimes new roman',
  cp1258: 'Arial',
  mojibake: 'Courier New',
  viqr: 'Courier',
  unicode: 'Times New Roman',
}

const fonts = (encoding: LegacyEncoding) => [usualFont[encoding], '', 'Times New Roman']

interface Typed {
  readonly text: string
  readonly encoding: Encoding
  readonly font?: string
}

/** What comes out for lines of runs, word by word, and what should. */
function decodeTyped(typed: readonly (readonly Typed[])[]): { readonly got: string[][]; readonly wanted: string[][] } {
  const decoded = decodeLines(
    typed.map((runs) =>
      runs.flatMap(({ text, encoding, font = usualFont[encoding] }) =>
        wordsOf(text).map((word) => ({ raw: encoding === 'unicode' ? word : encode(word, encoding), font })),
      ),
    ),
  )
  const wanted = typed.map((runs) =>
    runs.flatMap(({ text, encoding }) => wordsOf(text).map((word) => asTyped(word, encoding))),
  )
  const raws = typed.map((runs) =>
    runs.flatMap(({ text, encoding }) =>
      wordsOf(text).map((word) => (encoding === 'unicode' ? word : encode(word, encoding))),
    ),
  )
  const got = decoded.map((line, row) =>
    line.map((token, index) => normaliseWord(token.decoded?.text ?? raws[row]![index]!).text),
  )
  return { got, wanted }
}

/**
 * TCVN3 has no capitals with tones: 'VỀ' is typed 'VÒ', which by itself says 'Về'. Two capitals, or one after a small letter,
 * tell that the word is in capitals.
 */
function asTyped(word: string, encoding: Encoding): string {
  if (encoding !== 'tcvn3') return word
  return word.replace(/\p{L}+/gu, (letters) => {
    const plain = letters.replace(/[^A-ZĂÂÊÔƠƯĐ]/gu, '').replace(/[ĂÂÊÔƠƯ]/gu, '')
    const tells = plain.length > 1 || (plain.length === 1 && /^[^A-ZĂÂÊÔƠƯĐ]/u.test(letters))
    const inCapitals = tells && letters === letters.toUpperCase()
    return inCapitals ? letters : letters.replace(/[^A-ZĂÂÊÔƠƯĐ]/gu, (one) => one.toLowerCase())
  })
}

test('there is enough to read', () => {
  expect(lines.length).toBeGreaterThan(300)
  expect(prose.length).toBeGreaterThan(60)
})

describe('a document in one encoding', () => {
  test.each(legacyEncodings.flatMap((encoding) => fonts(encoding).map((font) => [encoding, font] as const)))(
    '%s, font %j',
    (encoding, font) => {
      const { got, wanted } = decodeTyped(lines.map((text) => [{ text, encoding, font }]))
      expect(got).toEqual(wanted)
    },
  )

  test('Unicode, whatever the font', () => {
    for (const font of ['Times New Roman', '', '.VnTime', '.VnTimeH', 'VNI-Times', 'VPS Times']) {
      const { got, wanted } = decodeTyped(lines.map((text) => [{ text, encoding: 'unicode', font }]))
      expect(got).toEqual(wanted)
    }
  })

  test('decomposed Unicode, whatever the font', () => {
    for (const font of ['Times New Roman', '.VnTime', 'VNI-Times']) {
      const words = lines.map((line) => wordsOf(line).map((word) => ({ raw: word.normalize('NFD'), font })))
      expect(
        decodeLines(words)
          .flat()
          .every(({ encoding }) => encoding === 'unicode'),
      ).toBe(true)
    }
  })
})

// What the documents in old fonts say: 23 transcripts (the two longest would take most of the time).
const transcripts = new URL('../../../shared/corpus/transcripts/', import.meta.url)
const present = existsSync(transcripts)

describe.skipIf(!present)('every transcript, typed again', () => {
  const isVietnamese = (line: string) =>
    (line.match(/\p{L}*[^\x00-\x7f]\p{L}*/gu) ?? []).every(
      (word) =>
        syllableScore(word.toLowerCase()) > -Infinity || !/\p{L}/u.test(word) || /^[BCDĐGHKLMNPQRSTVX]+$/u.test(word),
    )
  /** Their lines without what their makers misread and what the old sets cannot say. */
  const texts = (present ? readdirSync(transcripts) : [])
    .map((name) => readFileSync(new URL(name, transcripts), 'utf8').normalize('NFC'))
    .filter((text) => text.length < 100_000)
    .map((text) =>
      text.split('\n').filter((line) => isVietnamese(line) && !/[«»®©\u00a0\u00ad\0-\x08\x0e-\x1f]/u.test(line)),
    )

  test('are found', () => expect(texts).toHaveLength(23))

  // A tenth of them in every run, other ones for each encoding.
  test.each(legacyEncodings.map((encoding, i) => [encoding, i] as const))(
    '%s, with its font and without',
    (encoding, i) => {
      const step = texts.length / runs(texts.length)
      const chosen = texts.filter((_, at) => (at + i) % Math.round(step) === 0)
      for (const font of [usualFont[encoding], ''])
        for (const text of chosen) {
          const { got, wanted } = decodeTyped(text.map((line) => [{ text: line, encoding, font }]))
          expect(got).toEqual(wanted)
        }
    },
  )
})

describe('documents that mix encodings', () => {
  const mixed = fc.constantFrom<Encoding>('tcvn3', 'vni', 'unicode')
  const paragraph = fc.record({ text: fc.constantFrom(...prose), encoding: mixed })

  test('paragraph by paragraph, each with its font', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 4, maxLength: 30 }), (typed) => {
        const { got, wanted } = decodeTyped(typed.map((one) => [one]))
        expect(got).toEqual(wanted)
      }),
    )
  })

  test.each(['', 'Times New Roman', '.VnTime', 'VNI-Times'])('paragraph by paragraph, all with the font %j', (font) => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 12, maxLength: 30 }), (typed) => {
        const { got, wanted } = decodeTyped(typed.map((one) => [{ ...one, font }]))
        expect(got).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })

  test('run by run inside a paragraph', () => {
    const run = fc.record({ text: fc.constantFrom(...prose), encoding: mixed })
    fc.assert(
      fc.property(fc.array(fc.array(run, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 12 }), (typed) => {
        const { got, wanted } = decodeTyped(typed)
        expect(got).toEqual(wanted)
      }),
    )
  })

  test('figures in a Unicode font beside words in an old one', () => {
    const { got, wanted } = decodeTyped(
      prose
        .slice(0, 30)
        .map((line) =>
          wordsOf(line).map((text): Typed => ({ text, encoding: /\d/u.test(text) ? 'unicode' : 'tcvn3' })),
        ),
    )
    expect(got).toEqual(wanted)
  })

  test('single words in cells follow what the document says in their font', () => {
    const cell = fc.record({ text: fc.constantFrom(...new Set(lines.flatMap(wordsOf))), encoding: mixed })
    const before = (['tcvn3', 'vni', 'unicode'] as const).flatMap((encoding) =>
      prose.slice(0, 20).map((text): Typed[] => [{ text, encoding }]),
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 10, maxLength: 60 }), (cells) => {
        const { got, wanted } = decodeTyped([...before, ...cells.map((one) => [one])])
        expect(got).toEqual(wanted)
      }),
    )
  })

  test('a heading in .VnTimeH of a document in Unicode', () => {
    const heading: Typed = { text: 'cộng hoà xã hội chủ nghĩa việt nam', encoding: 'tcvn3', font: '.VnTimeH' }
    const { got, wanted } = decodeTyped([[heading], ...lines.map((text): Typed[] => [{ text, encoding: 'unicode' }])])
    expect(got).toEqual(wanted)
  })

  test('a paragraph of TCVN3 in Times New Roman in a document in Unicode', () => {
    const pasted: Typed = { text: prose[0]!, encoding: 'tcvn3', font: 'Times New Roman' }
    const { got, wanted } = decodeTyped([[pasted], ...lines.map((text): Typed[] => [{ text, encoding: 'unicode' }])])
    expect(got).toEqual(wanted)
  })

  test('a sentence in Unicode inside a run of TCVN3', () => {
    const font = '.VnTime'
    const { got, wanted } = decodeTyped([
      ...prose.slice(0, 20).map((text): Typed[] => [{ text, encoding: 'tcvn3', font }]),
      [
        { text: prose[21]!, encoding: 'tcvn3', font },
        { text: prose[22]!, encoding: 'unicode', font },
        { text: prose[23]!, encoding: 'tcvn3', font },
      ],
    ])
    expect(got).toEqual(wanted)
  })

  test('two words typed in VNI inside lines of TCVN3, again and again', () => {
    const font = '.VnTime'
    const { got, wanted } = decodeTyped(
      prose.slice(0, 60).map((text, i): Typed[] => {
        const [first, ...rest] = wordsOf(text)
        const between: Typed[] = i % 5 === 0 ? [{ text: 'các đơn vị', encoding: 'vni', font }] : []
        return [
          { text: first!, encoding: 'tcvn3', font },
          ...between,
          { text: rest.join(' '), encoding: 'tcvn3', font },
        ]
      }),
    )
    expect(got).toEqual(wanted)
  })
})
