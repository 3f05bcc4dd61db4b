import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHtml } from '../../src/readers/html/read-html.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { archive, wordPage } from '../readers/html-files.ts'
import { changed, checkDocument, Outcomes } from './any-document.ts'
import { runs } from './runs.ts'

const body =
  "<div style='mso-element:header' id=h1><p>a <span style='mso-element:field-begin'></span>PAGE<span style='mso-element:field-separator'></span>1<span style='mso-element:field-end'></span></p></div>" +
  '<table border=0><tr><td>UBND<br>S\xe8: 1<td align=center><b>C\xe9ng ho\xb5 x\xb7 h\xe9i</b></table><h1>b\xb8o c\xb8o</h1>' +
  "<p class=MsoNormal style='text-align:justify;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>\xb7<span>&nbsp;</span></span></span><![endif]>ng\xad\xeai<a style='mso-footnote-id:ftn1' href=\"#_ftn1\">[1]</a><del>x</del></p>" +
  '<ol type=i start=3><li>a<ul><li value=4>b</ul></ol><table border=1 style="border-collapse:collapse"><caption>c</caption><thead><tr><th rowspan=2>STT<th colspan=2>S\xe8</thead>' +
  "<tr><td style='border:solid windowtext 1.0pt'>1<td style='border:none'><table><tr><td>x<td>y</table><td>2<tr><td>3</table>" +
  "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>n</p></div></div><img src=x><span style='display:none'>z</span>"
const source = Buffer.from(wordPage(body), 'latin1')
const mail = archive([
  [
    'Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable',
    '<p>S=E8 =\r\n12</p><table border=3D1><tr><td>a<td>1</table>',
  ],
  ['Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'iVBORw0KGgo='],
  ['Content-Type: text/html\r\nContent-Location: x/header.htm', "<div style='mso-element:footer'>f</div>"],
])

const pieces = [
  ...['<', '>', '</', '"', "'", '<!--', '-->', '<![if', '&#', '&#xd800;', '&#1114112;', '\0', '\xff', '=\r\n', '=3'],
  ...[
    '<table>',
    '</table>',
    '<tr>',
    '<td rowspan=9>',
    '<td colspan=9999>',
    '<th rowspan=0>',
    '<caption>',
    '<thead>',
    '<tfoot>',
  ],
  ...[
    '<p>',
    '</p>',
    '<div>',
    '<li value=-5>',
    '<ol start=999999999>',
    '<b>',
    '</b>',
    '<font face=Symbol>',
    '<font size=9>',
    '<a>',
  ],
  ...[
    '<script>',
    '<style>',
    '</style>',
    '<textarea>',
    '<plaintext>',
    '<template>',
    '<select>',
    '<svg>',
    '<math><mi>',
    '<frameset>',
  ],
  ...[
    "<span style='mso-element:field-begin'>",
    "<div style='mso-element:footnote'>",
    '<div title=header>',
    "<p style='",
    '{',
    '}',
    '/*',
  ],
  ...[
    'Content-Type: multipart/related; boundary=x\r\n\r\n',
    '\r\n\r\n',
    '------=_NextPart',
    '<meta charset=utf-16>',
    '<meta charset=gbk>',
  ],
]

describe('a changed page is read or refused', () => {
  test('as it is, it is read', async () => {
    const document = await readHtml(source, defaultLimits)
    checkDocument(document)
    expect(document.encodings).toEqual(['tcvn3'])
    expect(document.text).toContain('người')
  })

  test.each([
    ['a page of Word', source, 3000],
    ['a web archive', mail, 1500],
  ])('%s: bytes changed, tags put in, stretches doubled or taken out, the end cut', async (_, bytes, thorough) => {
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(changed(bytes, pieces), (input) => outcomes.of(() => readHtml(input, defaultLimits))),
      { numRuns: runs(thorough) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(thorough) / 2)
    expect([...outcomes.refused.keys()].filter((code) => !/^(?:damaged|empty|needs-ocr)$/.test(code))).toEqual([])
  })

  test('tags in any order and nesting', async () => {
    const outcomes = new Outcomes()
    const tag = fc.constantFrom(
      'p',
      'div',
      'table',
      'tr',
      'td',
      'th',
      'tbody',
      'b',
      'font',
      'a',
      'li',
      'ol',
      'span',
      'h1',
      'br',
      'form',
      'center',
    )
    const piece = fc.oneof(
      fc.constantFrom('a ', '1', 'Nơi nhận:', '&nbsp;'),
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc
        .tuple(
          tag,
          fc.constantFrom(
            'rowspan=3',
            'colspan=2',
            'border=1',
            'align=center',
            'style="display:none"',
            'style="border:solid 1pt"',
          ),
        )
        .map(([name, attribute]) => `<${name} ${attribute}>`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 5, maxLength: 60 }), (html) =>
        outcomes.of(() => readHtml(Buffer.from(`<body>${html.join('')}`), defaultLimits)),
      ),
      { numRuns: runs(2000) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(1500) - 2)
  })
})

/** Pages that cost more than their bytes say if a reader is careless. 20 s on a busy machine: these take less than one. */
describe('hostile pages end soon', { timeout: 20_000 }, () => {
  const times = (piece: string, count: number) => piece.repeat(count)
  const numbered = (count: number, make: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => make(n)).join('')
  test.each([
    ['divisions without end', `${times('<div>', 200_000)}a`, 'read'],
    ['fonts without end', times('<font face=x>a<br>', 50_000), 'read'],
    ['fonts that come again in every paragraph', numbered(2000, (n) => `<b id=${n}>`) + times('<p>a', 2000), 'read'],
    ['tables in tables', times('<table><tr><td>a', 2000), 'read'],
    ['tables in tables, many', times(`${times('<table><tr><td>', 8)}a${times('</table>', 8)}`, 500), 'read'],
    ['lists in lists', times('<ul><li>a', 20_000), 'read'],
    ['crossed tags', times('<b><p>a</b>', 5000), 'read'],
    ['links in links', times('<a href=x>a', 20_000), 'read'],
    ['text where rows should be', `<table>${times('<b>a', 20_000)}</table>`, 'read'],
    ['attributes', `<p ${numbered(50_000, (n) => `a${n}=1 `)}>a`, 'read'],
    [
      'classes',
      `<style>${numbered(20_000, (n) => `.c${n}{font-size:${n % 30}pt}`)}</style><p class="${numbered(20_000, (n) => `c${n} `)}">a`,
      'read',
    ],
    [
      'rules for the same',
      `<style>${times('p{font-size:9pt}', 50_000)}</style>${numbered(2000, (n) => `<p id=a${n}>a`)}`,
      'read',
    ],
    ['a sheet without ends', `<style>${times('@media{', 100_000)}</style>a`, 'read'],
    ['comments without ends in a sheet', `<style>${times('/*', 100_000)}</style>a`, 'read'],
    ['a style of one word', `<p style="${times('a', 1_000_000)}">a`, 'read'],
    ['a style of quotes', `<p style="${times("'", 300_000)}">a`, 'read'],
    ['a font of many words', `<p style="font:${times('a ', 300_000)}">a`, 'read'],
    ['cells', `<table><tr>${times('<td>a', 100_000)}</table>`, 'read'],
    ['cells over many rows', `<table border=1>${numbered(3000, () => '<tr><td rowspan=60000>a<td>b')}</table>`, 'read'],
    ['wide cells', `<table border=1>${times('<tr><td colspan=1000>a<td>b', 3000)}</table>`, 'read'],
    ['comments', `a${times('<!--', 500_000)}`, 'read'],
    ['entities', times('&amp', 300_000), 'read'],
    ['text in one word', times('a', 5_000_000), 'read'],
    ['processing instructions', `<?xml ?>${times('<title ', 100_000)}`, 'empty'],
    [
      'parts inside parts',
      `MIME-Version: 1.0\r\n${times('Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n', 20_000)}`,
      'damaged',
    ],
    [
      'parts',
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n${times('--x\r\n', 200_000)}`,
      'damaged',
    ],
    ['too many elements', times('<i></i>', 2_100_000), 'too-large'],
  ])('%s', async (_, file, outcome) => {
    const code = await readHtml(Buffer.from(file, 'latin1'), defaultLimits).then(
      (document) => {
        checkDocument(document)
        return 'read'
      },
      (error: unknown) => (error as { code: string }).code,
    )
    expect(code).toBe(outcome)
  })
})
