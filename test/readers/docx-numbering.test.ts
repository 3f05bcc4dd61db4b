import { describe, expect, test } from 'vitest'
import { formatNumber } from '../../src/readers/flow/number-format.ts'
import { level, p, r, read } from './docx-files.ts'

const abstract = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`
const num = (id: number, abstractId: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`
const startOverride = (index: number, start: number) =>
  `<w:lvlOverride w:ilvl="${index}"><w:startOverride w:val="${start}"/></w:lvlOverride>`
const item = (numId: number, ilvl: number, text = 'x') =>
  p(text, `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`)

/** The labels before the x of every paragraph. */
async function labels(numbering: string, body: string, styles = ''): Promise<string[]> {
  const { text } = await read({ body, numbering, styles })
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ ?x$/, ''))
}

const report = abstract(
  0,
  level(0, 'upperRoman', '%1.') +
    level(1, 'decimal', '%2.') +
    level(2, 'decimal', '%2.%3.') +
    level(3, 'lowerLetter', '%4)'),
)

describe('counting', () => {
  test.each([
    [
      'levels of a report',
      report + num(1, 0),
      item(1, 0) +
        item(1, 1) +
        item(1, 2) +
        item(1, 3) +
        item(1, 3) +
        item(1, 2) +
        item(1, 1) +
        item(1, 0) +
        item(1, 1),
      ['I.', '1.', '1.1.', 'a)', 'b)', '1.2.', '2.', 'II.', '1.'],
    ],
    ['a level above that was never used', report + num(1, 0), item(1, 2) + item(1, 2), ['1.1.', '1.2.']],
    ['two lists of one definition count on', report + num(1, 0) + num(2, 0), item(1, 0) + item(2, 0), ['I.', 'II.']],
    [
      'start override begins again, once',
      report + num(1, 0) + num(2, 0, startOverride(0, 1)),
      item(1, 0) + item(2, 0) + item(2, 0),
      ['I.', 'I.', 'II.'],
    ],
    ['start override with a value', report + num(1, 0, startOverride(0, 5)), item(1, 0) + item(1, 0), ['V.', 'VI.']],
    [
      'level override',
      report + num(1, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'decimal', 'Điều %1.')}</w:lvlOverride>`),
      item(1, 0),
      ['Điều 1.'],
    ],
    [
      'lvlRestart 0 never restarts',
      abstract(0, level(0, 'decimal', '%1') + level(1, 'decimal', '%2', '<w:lvlRestart w:val="0"/>')) + num(1, 0),
      item(1, 0) + item(1, 1) + item(1, 0) + item(1, 1),
      ['1', '1', '2', '2'],
    ],
    [
      'lvlRestart 1 restarts after level 1 only',
      abstract(
        0,
        level(0, 'decimal', '%1') + level(1, 'decimal', '%2') + level(2, 'decimal', '%3', '<w:lvlRestart w:val="1"/>'),
      ) + num(1, 0),
      item(1, 0) + item(1, 2) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 2),
      ['1', '1', '1', '2', '2', '1'],
    ],
    [
      'legal style',
      abstract(0, level(0, 'upperRoman', '%1') + level(1, 'decimal', '%1.%2', '<w:isLgl/>')) + num(1, 0),
      item(1, 0) + item(1, 1),
      ['I', '1.1'],
    ],
    ['numbering switched off', report + num(1, 0), item(1, 0) + item(0, 0) + item(1, 0), ['I.', '', 'II.']],
    ['unknown list', report, item(7, 0), ['']],
    ['level that is not defined', report + num(1, 0), item(1, 8), ['']],
    [
      'hidden paragraphs do not count',
      report + num(1, 0),
      item(1, 0) +
        p('y', '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>', '<w:vanish/>') +
        item(1, 0),
      ['I.', 'II.'],
    ],
    [
      'a paragraph joined to the next does not count',
      report + num(1, 0),
      p('', '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>') + item(1, 0),
      ['I.'],
    ],
    ['empty paragraphs carry their number', report + num(1, 0), item(1, 0, '') + item(1, 0), ['I.', 'II.']],
  ])('%s', async (_, numbering, body, expected) => {
    expect(await labels(numbering, body)).toEqual(expected)
  })

  test('from a paragraph style, at the level that names it', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    const numbering =
      abstract(
        0,
        level(0, 'upperRoman', '%1.', '<w:pStyle w:val="H1"/>') + level(1, 'decimal', '%2.', '<w:pStyle w:val="H2"/>'),
      ) + num(1, 0)
    const body = p('x', '<w:pStyle w:val="H1"/>') + p('x', '<w:pStyle w:val="H2"/>') + p('x', '<w:pStyle w:val="H2"/>')
    expect(await labels(numbering, body, styles)).toEqual(['I.', '1.', '2.'])
  })

  test('through a numbering style', async () => {
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    const numbering = report + abstract(1, '<w:numStyleLink w:val="L"/>') + num(1, 0) + num(2, 1)
    expect(await labels(numbering, item(2, 0), styles)).toEqual(['I.'])
  })
})

describe('labels', () => {
  const symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
  test.each([
    ['bullet as typed', level(0, 'bullet', '+'), '+ x\n'],
    ['round bullet', level(0, 'bullet', '•'), '• x\n'],
    ['bullet of a symbol font', level(0, 'bullet', '\uf0b7', symbol), '- x\n'],
    ['bullet of a symbol font without private code', level(0, 'bullet', '·', symbol), '- x\n'],
    ['bullet as a picture', level(0, 'bullet', '', '<w:lvlPicBulletId w:val="0"/>'), '- x\n'],
    ['no space after', level(0, 'lowerLetter', '%1)', '<w:suff w:val="nothing"/>'), 'a)x\n'],
    ['space in the label', level(0, 'decimal', 'Điều %1.'), 'Điều 1. x\n'],
    ['number format none', level(0, 'none', ''), 'x\n'],
    ['hidden label', level(0, 'decimal', '%1.', '<w:rPr><w:vanish/></w:rPr>'), 'x\n'],
  ])('%s', async (_, levels, text) => {
    const document = await read({ body: item(1, 0), numbering: abstract(0, levels) + num(1, 0) })
    expect(document.text).toBe(text)
  })

  test('a label alone fills its table cell', async () => {
    const cell = (inner: string) => `<w:tc>${inner}</w:tc>`
    const row = `<w:tr>${cell(item(1, 0, ''))}${cell(p('Hồ sơ'))}${cell(p('298'))}</w:tr>`
    const body = `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>${row}${row}</w:tbl>`
    const { text } = await read({ body, numbering: abstract(0, level(0, 'decimal', '%1')) + num(1, 0) })
    expect(text).toBe('1\tHồ sơ\t298\n2\tHồ sơ\t298\n')
  })

  test('a run-in heading keeps its own number', async () => {
    const heading = `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>${r('Tên. ')}</w:p>`
    const { text } = await read({ body: heading + item(1, 0), numbering: report + num(1, 0) })
    expect(text).toBe('I. Tên. x\n')
  })
})

test.each([
  [1, 'decimal', '1'],
  [3, 'decimalZero', '03'],
  [12, 'decimalZero', '12'],
  [4, 'lowerLetter', 'd'],
  [5, 'lowerLetter', 'e'],
  [27, 'lowerLetter', 'aa'],
  [28, 'upperLetter', 'BB'],
  [9, 'lowerRoman', 'ix'],
  [1994, 'upperRoman', 'MCMXCIV'],
  [0, 'upperRoman', '0'],
  [0, 'lowerLetter', '0'],
  [999_999_999, 'lowerRoman', '999999999'],
  [999_999_999, 'lowerLetter', '999999999'],
  [2, 'none', ''],
  [2, 'ordinal', '2'],
])('%i as %s is %s', (number, format, text) => {
  expect(formatNumber(number, format)).toBe(text)
})

test('a custom format gives the number of digits', () => {
  expect(formatNumber(7, 'custom', '001, 002, 003, ...')).toBe('007')
})
