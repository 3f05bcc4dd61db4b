import { describe, expect, test } from 'vitest'
import { readHtml } from '../../src/readers/html/read-html.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { textOfRole } from './docx-files.ts'
import { page, read, wordPage } from './html-files.ts'

const begin = "<span style='mso-element:field-begin'></span>"
const separator = "<span style='mso-element:field-separator'></span>"
const end = "<span style='mso-element:field-end'></span>"

describe('paragraphs', () => {
  test.each([
    ['p, div, headings', '<h1>a</h1><p>b</p><div>c</div>', 'a\nb\nc\n'],
    ['text on its own', 'a<p>b</p>c', 'a\nb\nc\n'],
    ['paragraphs that are not closed', '<p>a<p>b<div>c', 'a\nb\nc\n'],
    ['a division inside a paragraph', '<div>a<div>b</div>c</div>', 'a\nb\nc\n'],
    ['white space and line ends', '<p>  a\n\tb   </p>\n<p>c</p>', 'a b\nc\n'],
    ['a word in several runs', '<p>Ủy b<b>an nhâ</b>n <i>d</i>ân</p>', 'Ủy ban nhân dân\n'],
    ['line breaks', '<p>a<br>b<br/><br>c</p>', 'a\nb\nc\n'],
    ['a line break before and behind', '<p><br>a<br></p>', 'a\n'],
    ['a page break', "<p>a<br clear=all style='page-break-before:always'>b</p>", 'a b\n'],
    ['preformatted lines', '<pre>a  b\nc</pre>', 'a b\nc\n'],
    ['lines kept by style', '<p style="white-space:pre-wrap">a\nb</p>', 'a\nb\n'],
    ['no-break spaces', '<p>Số:&nbsp;&nbsp;12</p><p>&nbsp;</p>', 'Số: 12\n'],
    ['entities', '<p>&agrave; &#7889; &#x1ED1; &lt;b&gt; &#146;</p>', 'à ố ố <b> ’\n'],
    ['unknown elements', '<p><o:p>a</o:p><st1:place>b</st1:place></p>', 'ab\n'],
    ['rule', '<p>a</p><hr>b', 'a\nb\n'],
    ['definitions', '<dl><dt>a<dd>b</dl>', 'a\nb\n'],
    ['links', '<p><a href="http://x/y">a</a></p>', 'a\n'],
    ['fonts nested and crossed', '<p><b>a<i>b</b>c</i>d</p>', 'abcd\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('paths count what can be seen', async () => {
    const { blocks } = await read('<div>a</div><p></p><p>b</p>')
    expect(blocks.map(({ path }) => path)).toEqual(['body/p[1]', 'body/p[2]'])
  })
})

describe('what is no text of the page', () => {
  test.each([
    ['scripts and styles', '<script>x</script><style>p{}</style>a<noscript>x</noscript>'],
    ['a script inside a paragraph', '<p>a<script>document.write("<p>x")</script></p>'],
    ['frames and objects', 'a<iframe src="http://x">x</iframe><object data=x>x</object>'],
    ['forms', 'a<select><option>x</select><textarea>x</textarea><button>x</button><input value=x>'],
    ['drawings', 'a<svg><text>x</text></svg>'],
    ['comments', 'a<!-- x --><!--[if gte mso 9]><xml>x</xml><![endif]-->'],
    ['settings of Word outside comments', '<xml><w:WordDocument>x</w:WordDocument></xml>a'],
    ['for new readers only', '<![if !supportEmptyParas]>&nbsp;<![endif]>a'],
    ['deleted by a tracked change', 'a<del cite="mailto:x">x</del>'],
    ['templates', 'a<template>x</template>'],
    ['references to notes', '<p>a<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1">[1]</a></p>'],
    ['references to notes, by class', '<p>a<span class=MsoFootnoteReference>[1]</span></p>'],
    ['references to comments', '<p>a<span class=MsoCommentReference><a class=msocomanchor>[A1]</a></span></p>'],
    ['an instruction of a field', `<p>a${begin}PAGE ${separator}${end}</p>`],
    ['a title', 'a'],
  ])('%s', async (_, body) => {
    expect((await read(body)).text).toBe('a\n')
  })

  test('the result of a field is', async () => {
    expect((await read(`<p>${begin}DATE ${separator}a${end}b</p>`)).text).toBe('ab\n')
  })

  test('a field that never ends does not swallow the rest', async () => {
    expect((await read(`<p>a${begin}X</p><p>b</p>`)).text).toBe('a\nb\n')
  })
})

describe('hidden text and tracked changes', () => {
  const rule = '<style>.h {display:none} .v {visibility:hidden}</style>'
  test.each([
    ['display', '<span style="display:none">x</span>a', ['hidden-text']],
    ['of Word', "<span style='display:none;mso-hide:all'>x</span>a", ['hidden-text']],
    ['by class', '<p class="b H">x</p><p class=v>x</p>a', ['hidden-text']],
    ['attribute', '<p hidden>x</p>a', ['hidden-text']],
    ['hidden and empty', '<span style="display:none"> </span>a', []],
    ['hidden on the screen only', "<span style='mso-hide:screen'>a</span>", []],
    ['inserted', '<ins cite=x>a</ins>', ['tracked-changes']],
    ['deleted', '<del>x</del>a', ['tracked-changes']],
    ['struck through is no deletion', '<s>a</s>', []],
  ])('%s', async (_, body, codes) => {
    const { text, issues } = await read(body, rule)
    expect(text).toBe('a\n')
    expect(issues.map(({ code }) => code)).toEqual(codes)
  })
})

describe('looks', () => {
  const plain = { font: 'Times New Roman', size: 12, bold: false, italic: false }
  const sheet =
    '<style>p.MsoNormal, li.MsoNormal {font-family:".VnTime"; font-size:14.0pt} .b {font-weight:700} p {font-size:11pt}' +
    '#n {font-style:italic} @media print { p {font-size:99pt} } a:hover {font-size:50pt} p > b {font-size:60pt}</style>'
  test.each([
    ['nothing said', 'a', plain],
    ['b, strong', '<strong>a</strong>', { ...plain, bold: true }],
    ['i, em', '<em>a</em>', { ...plain, italic: true }],
    ['a heading', '<h2>a</h2>', { ...plain, size: 18, bold: true }],
    ['font', '<font face="VNI-Times, Arial" size=4>a</font>', { ...plain, font: 'VNI-Times', size: 13.5 }],
    ['font, relative', '<font size="+2">a</font>', { ...plain, size: 18 }],
    ['font, absurd', '<font size="999999">a</font>', { ...plain, size: 36 }],
    [
      'style',
      '<span style=\'font-family:".VnTimeH";font-size:13.0pt;font-weight:bold;font-style:italic\'>a</span>',
      { font: '.VnTimeH', size: 13, bold: true, italic: true },
    ],
    ['style that takes back', '<b><span style="font-weight:normal">a</span></b>', plain],
    ['shorthand', '<span style=\'font:bold 7.0pt "Arial"\'>a</span>', { ...plain, font: 'Arial', size: 7, bold: true }],
    ['pixels', '<p style="font-size:16px">a</p>', plain],
    [
      'relative to what is around',
      '<div style="font-size:20pt"><p style="font-size:50%">a</p></div>',
      { ...plain, size: 10 },
    ],
    ['big', '<big>a</big>', { ...plain, size: 14.4 }],
    ['a size that is none', '<p style="font-size:-3pt">a</p>', plain],
  ])('%s', async (_, body, style) => {
    const document = await read(body)
    expect(document.words.map((word) => document.styles[word.style])).toEqual([style])
  })

  test.each([
    ['a rule for a class of an element', '<p class=MsoNormal>a</p>', { ...plain, font: '.VnTime', size: 14 }],
    ['a rule for an element', '<p>a</p>', { ...plain, size: 11 }],
    ['a rule for a class', '<span class="x b">a</span>', { ...plain, bold: true }],
    ['a rule for an id', '<span id=n>a</span>', { ...plain, italic: true }],
    ['rules of other kinds', '<a><b>a</b></a>', { ...plain, bold: true }],
    [
      'own style over rules',
      '<p class=MsoNormal style="font-size:10pt">a</p>',
      { ...plain, font: '.VnTime', size: 10 },
    ],
  ])('%s', async (_, body, style) => {
    const document = await read(body, sheet)
    expect(document.words.map((word) => document.styles[word.style])).toEqual([style])
  })

  test.each([
    ['not said', '<p>a</p>', 'left'],
    ['attribute', '<p align=center>a</p>', 'center'],
    ['style', '<p style="text-align:justify">a</p>', 'justify'],
    ['of what is around', '<div align=right><p>a</p></div>', 'right'],
    ['center', '<center>a</center>', 'center'],
    ['attribute over a rule for all', '<style>p {text-align:left}</style><p align=center>a</p>', 'center'],
    ['style over attribute', '<p align=center style="text-align:right">a</p>', 'right'],
    ['not into a table', '<center><table><tr><td>x<td>a</table></center>', 'left'],
  ])('alignment: %s', async (_, body, align) => {
    expect((await read(body)).blocks.at(-1)).toMatchObject({ align })
  })

  test('capitals as shown', async () => {
    expect((await read('<p style="text-transform:uppercase">Uỷ ban</p>')).text).toBe('UỶ BAN\n')
    expect((await read('<p style="font-variant:small-caps">Uỷ ban</p>')).text).toBe('UỶ BAN\n')
  })

  test.each([
    ['a sign of Symbol', '<span style="font-family:Symbol">\u00b3</span>', '≥\n'],
    ['a box of Wingdings', '<font face=Wingdings>\u00a8</font>', '☐\n'],
    ['a private character', '<span style="font-family:Wingdings">\uf0fc</span>', '✓\n'],
    ['words that only lost their font', '<span style="font-family:Symbol">Quyết định</span>', 'Quyết định\n'],
  ])('symbols: %s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })
})

describe('lists', () => {
  test.each([
    ['numbers', '<ol><li>a<li>b</ol>', '1. a\n2. b\n'],
    ['bullets', '<ul><li>a<li>b</ul>', '- a\n- b\n'],
    ['letters, Roman', '<ol type=a><li>a</ol><ol type=I start=4><li>b</ol>', 'a. a\nIV. b\n'],
    ['by style', '<ol style="list-style-type:upper-alpha"><li>a</ol>', 'A. a\n'],
    ['none', '<ul style="list-style:none outside"><li>a</ul>', 'a\n'],
    ['an item with its own number', '<ol><li value=5>a<li>b</ol>', '5. a\n6. b\n'],
    ['lists in lists', '<ol><li>a<ul><li>b</ul><li>c</ol>', '1. a\n- b\n2. c\n'],
    ['lists beside items, as LibreOffice writes them', '<ol><li>a</li><ol><li>b</ol><li>c</ol>', '1. a\n1. b\n2. c\n'],
    ['paragraphs in an item', '<ol><li><p>a</p><p>b</p></ol>', '1. a\nb\n'],
    ['an item without text', '<ol><li></li><li>a</ol><p>b', '2. a\nb\n'],
    ['an item without a list', '<li>a', '- a\n'],
    ['a hostile start', '<ol start=99999999999 type=i><li>a</ol>', '999999999. a\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  const written = (label: string, font = '') =>
    `<p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='${font}'><span style='mso-list:Ignore'>${label}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>a</p>`
  test.each([
    ['a number written in', written('1.'), '1. a\n'],
    ['a bullet of Symbol', written('·', 'font-family:Symbol'), '- a\n'],
    ['a dash', written('-'), '- a\n'],
  ])('of Word: %s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })
})

describe('parts that stand apart', () => {
  const note = (id: string, text: string) =>
    `<div style='mso-element:footnote' id=${id}><p class=MsoFootnoteText><a style='mso-footnote-id:${id}' href="#_ftnref1" name="_ftn1">[1]</a> ${text}</p></div>`
  test.each<[string, string, string, string[]]>([
    [
      'footnotes',
      `<p>x</p><div style='mso-element:footnote-list'><hr>${note('ftn1', 'a')}${note('ftn2', 'b')}</div>`,
      'footnote',
      ['a', 'b'],
    ],
    ['endnotes', "<p>x</p><div style='mso-element:endnote' id=edn1><p>a</p></div>", 'footnote', ['a']],
    [
      'comments',
      "<p>x</p><div style='mso-element:comment-list'><div style='mso-element:comment'><p><span class=MsoCommentReference>[A1]</span>a</p></div></div>",
      'comment',
      ['a'],
    ],
    ['headers', "<div style='mso-element:header' id=h1><p>a</p></div>x", 'page-header', ['a']],
    [
      'footers with the number of the page',
      `<div style='mso-element:footer' id=f1><p>Trang ${begin}PAGE${separator}1${end}</p></div>x`,
      'page-footer',
      [],
    ],
    ['separators', "<div style='mso-element:footnote-separator'>y</div>x", 'body', ['x']],
    ['headers of LibreOffice', '<div title="header"><p>a</p></div>x', 'page-header', ['a']],
    [
      'notes of LibreOffice',
      '<p>x<a class="sdfootnoteanc">1</a></p><div id="sdfootnote1"><p><a class="sdfootnotesym">1</a>a</p></div>',
      'footnote',
      ['a'],
    ],
  ])('%s', async (_, body, role, texts) => {
    expect(textOfRole(await read(body), role)).toEqual(texts)
  })

  test('have paths', async () => {
    const { blocks } = await read(`<p>x</p>${note('ftn1', 'a')}<div title="footer">b</div>`)
    expect(blocks.map(({ path }) => path)).toEqual(['body/p[1]', 'footnotes/note[1]/p[1]', 'footer[1]/p[1]'])
  })
})

describe('pages of Word in old fonts', () => {
  test('are decoded by what they say', async () => {
    const body =
      '<h1>quyÕt \xaeÞnh</h1><p class=MsoNormal>C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam</p>' +
      '<p class=MsoNormal>ng\xad\xeai d\xa9n ph\xad\xeang 1, ng&#181;y 14 th&#184;ng 6<o:p></o:p></p>'
    const document = await readHtml(Buffer.from(wordPage(body), 'latin1'), defaultLimits)
    expect(document.text.toLowerCase()).toBe(
      'quyết định\ncộng hoà xã hội chủ nghĩa việt nam\nngười dân phường 1, ngày 14 tháng 6\n',
    )
    expect(document.styles.map(({ font }) => font)).toEqual(['.VnTimeH', '.VnTime'])
    expect(document.encodings).toEqual(['tcvn3'])
  })
})

test.each([
  ['nothing', page(''), 'empty'],
  ['only pictures', page('<img src="http://x/y.gif">'), 'needs-ocr'],
  ['only a script', '<script>x</script>', 'empty'],
  ['frames', '<html><frameset><frame src=x></frameset></html>', 'empty'],
])('%s', async (_, file, code) => {
  await expect(readHtml(Buffer.from(file), defaultLimits)).rejects.toMatchObject({ name: 'DocumentError', code })
})
