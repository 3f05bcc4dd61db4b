import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { readRtf } from '../../src/readers/rtf/read-rtf.ts'
import { p, row, rtf, u } from '../readers/rtf-files.ts'
import { changed, checkDocument, Outcomes } from './any-document.ts'
import { runs } from './runs.ts'

const head =
  '{\\colortbl;\\red255\\green255\\blue255;}{\\stylesheet{\\s0\\f2 Normal;}{\\s1\\sbasedon0\\b\\ls1 h;}{\\*\\cs9\\i c;}}' +
  "{\\*\\listtable{\\list{\\listlevel\\levelnfc1\\levelstartat1{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}\\f3}\\listid7}}" +
  '{\\*\\listoverridetable{\\listoverride\\listid7{\\lfolevel\\listoverridestartat\\levelstartat2}\\ls1}}'
const body =
  '\\sectd\\titlepg{\\headerf a}{\\footer {\\field{\\*\\fldinst PAGE}{\\fldrslt 5}}}' +
  row([u('UBND'), u('CỘNG HÒA XÃ HỘI')]) +
  p(u('Báo cáo'), '\\s1\\ls1\\qc\\b\\fs28') +
  '{\\listtext\\f3\\\'b7\\tab}\\pard\\ls1\\ilvl0 {\\f2 ng\\-\\\'eai}{\\deleted x\\par}{\\v y}{\\footnote n{\\field{\\*\\fldinst SYMBOL 168 \\\\f "Wingdings"}{\\fldrslt}}}\\par' +
  row(['STT', '', 'b'], { definition: ['\\clvmgf', '\\clmgf', '\\clmrg'] }) +
  row(['', '1', '2'], { definition: ['\\clvmrg'], edges: [2000, 3000, 6000] }) +
  '\\trowd\\cellx4000\\pard\\intbl x{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv A}}{\\shptxt t\\par}}}\\par' +
  '\\pard\\intbl\\itap2 n\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}\\pard\\intbl\\itap1\\cell\\row' +
  '\\pard{\\*\\pn\\pnlvlbody\\pnstart2{\\pntxta .}}a{\\pict\\bin4 {}}\\}b{\\upr{c}{\\*\\ud{d}}}{\\*\\annotation e}\\par'
const source = rtf(body, head)

const pieces = [
  ...[
    '{',
    '}',
    '\\',
    '{\\*',
    "\\'",
    "\\'f",
    '\\u-1',
    '\\u55357?',
    '\\uc9 ',
    '\\bin9 ',
    '\\bin99999999 ',
    '\\par ',
    '\\cell ',
    '\\row ',
  ],
  ...[
    '\\intbl ',
    '\\itap3 ',
    '\\itap99999999 ',
    '\\nestcell ',
    '\\nestrow ',
    '\\trowd ',
    '\\cellx-5 ',
    '\\cellx99999999999 ',
  ],
  ...[
    '\\clmrg ',
    '\\clvmrg ',
    '\\lastrow ',
    '\\pard ',
    '\\plain ',
    '\\s1 ',
    '\\ls1 ',
    '\\deleted ',
    '\\v ',
    '\\sect ',
    '{\\footnote ',
  ],
  ...[
    '{\\field',
    '{\\*\\fldinst ',
    '{\\fldrslt ',
    '{\\header ',
    '{\\stylesheet',
    '{\\fonttbl',
    '{\\listtable',
    '{\\listtext ',
    '{\\upr',
  ],
  ...['\\levelstartat-9 ', '\\pnlvl99 ', '\\fs0 ', '\\f-1 ', '\0', '\xff'],
]

describe('a changed .rtf is read or refused', () => {
  test('as it is, it is read', async () => {
    const document = await readRtf(source, defaultLimits)
    checkDocument(document)
    expect(document.text).toContain('II. Báo cáo')
  })

  test('bytes changed, words put in, stretches doubled or taken out, the end cut', async () => {
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(changed(source, pieces), (bytes) => outcomes.of(() => readRtf(bytes, defaultLimits))),
      { numRuns: runs(4000) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(2000) - 2)
    expect([...outcomes.refused.keys()].filter((code) => !/^(?:damaged|empty|needs-ocr)$/.test(code))).toEqual([])
  })

  test('its words in any order and nesting', async () => {
    const words = pieces.filter((piece) => /^\\[a-z]/.test(piece))
    const groups = pieces.filter((piece) => piece.startsWith('{\\'))
    const { tree } = fc.letrec<{ tree: string; group: string; leaf: string }>((tie) => ({
      tree: fc.oneof({ maxDepth: 12, withCrossShrink: true }, tie('leaf'), tie('group')),
      leaf: fc.oneof(fc.constantFrom('a ', '1', "\\'e1", '\\u7889?'), fc.constantFrom(...words)),
      group: fc
        .tuple(fc.constantFrom('{', ...groups), fc.array(tie('tree'), { maxLength: 6 }))
        .map(([begin, inner]) => `${begin}${inner.join('')}}`),
    }))
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 12 }), (trees) =>
        outcomes.of(() => readRtf(rtf(trees.join('') + body, head), defaultLimits)),
      ),
      { numRuns: runs(2000) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(1500) - 2)
  })

  test('bytes of the head of any file', async () => {
    const outcomes = new Outcomes()
    const start = fc.constantFrom(
      '{\\rtf',
      '{\\rtf1 ',
      '\ufeff{\\urtf1 ',
      '{\\rtf1{\\fonttbl',
      '  {\\rtf1\\ansi\\pard\\intbl ',
    )
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), (begin, rest) =>
        outcomes.of(() => readDocument(Buffer.concat([Buffer.from(begin), rest]))),
      ),
      { numRuns: runs(1000) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(500) - 2)
  })
})

/** Files that cost more than their bytes say if a reader is careless. 20 s on a busy machine: these take some tenths of one. */
describe('hostile files end soon', { timeout: 20_000 }, () => {
  const times = (piece: string, count: number) => piece.repeat(count)
  test.each([
    ['groups without end', `{\\rtf1${times('{', 2_000_000)}`, 'damaged'],
    ['groups without end in one that is passed over', `{\\rtf1 a{\\*\\x${times('{', 2_000_000)}`, 'read'],
    ['groups opened and closed', `{\\rtf1 a${times('{}', 500_000)}}`, 'read'],
    ['hexadecimals that are none', `{\\rtf1 a${times("\\'", 1_000_000)}}`, 'read'],
    ['backslashes', `{\\rtf1 a${times('\\', 1_000_001)}`, 'read'],
    ['stars', `{\\rtf1 a${times('{\\*', 1000)}${times('\\*', 500_000)}`, 'read'],
    [
      'tables in tables',
      `{\\rtf1 a${Array.from({ length: 20_000 }, (_, n) => `\\itap${n} b\\par `).join('')}}`,
      'read',
    ],
    ['cells', `{\\rtf1\\trowd\\pard\\intbl a${times('\\cell ', 300_000)}\\row}`, 'read'],
    ['edges', `{\\rtf1\\trowd${times('\\cellx5', 300_000)}\\pard\\intbl a\\cell b\\cell\\row}`, 'read'],
    ['rows', `{\\rtf1${times('\\trowd\\cellx9\\cellx18\\pard\\intbl a\\cell b\\cell\\row', 10_000)}}`, 'read'],
    [
      'rows merged across',
      `{\\rtf1\\trowd${times('\\clmrg\\cellx9', 60)}${times(`\\pard\\intbl${times('\\cell', 60)}\\row`, 2000)} a}`,
      'read',
    ],
    ['fonts', `{\\rtf1{\\fonttbl${Array.from({ length: 100_000 }, (_, n) => `{\\f${n} A;}`).join('')}}a}`, 'read'],
    [
      'styles based on one another',
      `{\\rtf1{\\stylesheet${Array.from({ length: 3000 }, (_, n) => `{\\s${n}\\sbasedon${n + 1} A;}`).join('')}}${Array.from({ length: 3000 }, (_, n) => `\\pard\\s${n} a\\par`).join('')}}`,
      'read',
    ],
    ['text in one word', `{\\rtf1 ${times('a', 5_000_000)}}`, 'read'],
    ['an instruction', `{\\rtf1 a{\\field{\\*\\fldinst ${times('SYMBOL ', 200_000)}}{\\fldrslt}}}`, 'read'],
    ['a label', `{\\rtf1{\\listtext ${times('1.', 500_000)}\\tab}a}`, 'read'],
    ['deleted paragraphs', `{\\rtf1{\\deleted${times('\\par ', 300_000)}}a}`, 'read'],
    ['notes in notes', `{\\rtf1 a${times('{\\footnote b', 1500)}${times('}', 1500)}}`, 'read'],
    ['text boxes in cells in text boxes', `{\\rtf1 a${times('{\\shptxt\\trowd\\cellx9\\pard\\intbl b', 600)}`, 'read'],
  ])('%s', async (_, file, outcome) => {
    const code = await readRtf(Buffer.from(file, 'latin1'), defaultLimits).then(
      (document) => {
        checkDocument(document)
        return 'read'
      },
      (error: unknown) => (error as { code: string }).code,
    )
    expect(code).toBe(outcome)
  })
})
