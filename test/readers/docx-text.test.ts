import { describe, expect, test } from 'vitest'
import { p, r, read } from './docx-files.ts'

const para = (inner: string) => `<w:p>${inner}</w:p>`
const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
const instruction = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`
const separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
const sym = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`
const deletedMark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
const hiddenMark = '<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>'

const vnTime = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'

describe('running text', () => {
  test.each([
    ['runs cut inside a word', para(r('Ủy b') + r('an nhâ', '<w:b/>') + r('n dân')), 'Ủy ban nhân dân\n'],
    ['white space collapses', para(r('  a\t b ') + r('  c  ')), 'a b c\n'],
    ['no-break spaces are spaces', para(r('Số:\u00a0\u00a012')), 'Số: 12\n'],
    ['space only where xml:space keeps it', '<w:p><w:r><w:t>a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>', 'ab\n'],
    [
      'space kept by what is around it',
      '<w:p xml:space="preserve"><w:r><w:t>a </w:t></w:r><w:r><w:t xml:space="default">b </w:t></w:r><w:r><w:t>c</w:t></w:r></w:p>',
      'a bc\n',
    ],
    ['tab', para(`${r('a')}<w:r><w:tab/></w:r>${r('b')}`), 'a b\n'],
    ['line break', para(`${r('a')}<w:r><w:br/></w:r>${r('b')}`), 'a\nb\n'],
    ['carriage return', para(`${r('a')}<w:r><w:cr/></w:r>${r('b')}`), 'a\nb\n'],
    ['two line breaks leave no empty line', para(`${r('a')}<w:r><w:br/><w:br/></w:r>${r('b')}`), 'a\nb\n'],
    ['page break inside', para(`${r('a')}<w:r><w:br w:type="page"/></w:r>${r('b')}`), 'a b\n'],
    ['no-break hyphen', para(`${r('16/KH')}<w:r><w:noBreakHyphen/></w:r>${r('UBND')}`), '16/KH-UBND\n'],
    ['empty paragraphs', p('a') + p('') + p('b'), 'a\nb\n'],
    ['decomposed letters', p('Báo cáo'.normalize('NFD')), 'Báo cáo\n'],
    ['capitals as shown', p('Uỷ ban', '', '<w:caps/>'), 'UỶ BAN\n'],
    [
      'capitals in .VnTime',
      p('Uû ban nh©n d©n tØnh qu¶ng trÞ', '', '<w:caps/><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'),
      'UỶ BAN NHÂN DÂN TỈNH QUẢNG TRỊ\n',
    ],
    [
      'ư of .VnTime as a soft hyphen of Word',
      para(`${r('Ng', vnTime)}<w:r><w:rPr>${vnTime}</w:rPr><w:softHyphen/></w:r>${r('êi ®Ò nghÞ thanh to¸n', vnTime)}`),
      'Người đề nghị thanh toán\n',
    ],
    ['math', para('<m:oMath><m:r><m:t>n=5</m:t></m:r></m:oMath>'), 'n=5\n'],
    ['ruby', para(`<w:r><w:ruby><w:rt>${r('x')}</w:rt><w:rubyBase>${r('a')}</w:rubyBase></w:ruby></w:r>`), 'a\n'],
    ['control character', p('a\u0001b'), 'ab\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('a soft hyphen stays in the raw word', async () => {
    const { words, text } = await read(para(`${r('bộ')}<w:r><w:softHyphen/></w:r>${r('đội')}`))
    expect(words.map(({ raw }) => raw)).toEqual(['bộ\u00adđội'])
    expect(text).toBe('bộđội\n')
  })
})

describe('containers', () => {
  test.each([
    ['hyperlink', para(`<w:hyperlink>${r('a')}</w:hyperlink>`)],
    ['smart tag', para(`<w:smartTag><w:smartTagPr/>${r('a')}</w:smartTag>`)],
    ['content control in a paragraph', para(`<w:sdt><w:sdtPr/><w:sdtContent>${r('a')}</w:sdtContent></w:sdt>`)],
    ['content control around a paragraph', `<w:sdt><w:sdtContent>${p('a')}</w:sdtContent></w:sdt>`],
    ['custom XML', `<w:customXml>${p('a')}</w:customXml>`],
    [
      'both versions',
      para(
        `<mc:AlternateContent><mc:Choice>${r('a')}</mc:Choice><mc:Fallback>${r('b')}</mc:Fallback></mc:AlternateContent>`,
      ),
    ],
    [
      'both versions, text only in the old one',
      para(`<mc:AlternateContent><mc:Choice/><mc:Fallback>${r('a')}</mc:Fallback></mc:AlternateContent>`),
    ],
    ['simple field', para(`<w:fldSimple w:instr="PAGE">${r('a')}</w:fldSimple>`)],
    ['field', para(begin + instruction('DATE') + separate + r('a') + end)],
    ['field without result', para(begin + instruction('XE "x"') + end + r('a'))],
    [
      'field in a field',
      para(begin + instruction('IF') + begin + instruction('X') + separate + r('x') + end + separate + r('a') + end),
    ],
    ['field over paragraphs', para(begin + instruction('TOC') + separate) + para(r('a')) + para(end)],
    ['field that never ends', para(begin + instruction('X')) + p('a')],
    ['field ends that no field began', para(end + separate + r('a'))],
  ])('%s', async (_, body) => {
    expect((await read(body)).text).toBe('a\n')
  })
})

describe('tracked changes count as accepted', () => {
  test.each([
    [
      'insertion, deletion',
      para(`${r('298 ')}<w:del>${r('x')}<w:r><w:delText>y</w:delText></w:r></w:del><w:ins>${r('299')}</w:ins>`),
      '298 299\n',
    ],
    ['move', para(`<w:moveFrom>${r('a')}</w:moveFrom>${r('b')}<w:moveTo>${r('c')}</w:moveTo>`), 'bc\n'],
    ['deleted paragraph mark', para(`${deletedMark}${r('a')}`) + p('b') + p('c'), 'ab\nc\n'],
    ['deleted mark at the very end', para(`${deletedMark}${r('a')}`), 'a\n'],
    ['deleted paragraph', para(`${deletedMark}<w:del>${r('x')}</w:del>`) + p('b'), 'b\n'],
    ['old properties', p('a', '<w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>'), 'a\n'],
  ])('%s', async (_, body, text) => {
    const document = await read(body)
    expect(document.text).toBe(text)
  })

  test('is said', async () => {
    const { issues } = await read(para(`<w:ins>${r('a')}</w:ins>`))
    expect(issues.map(({ code }) => code)).toEqual(['tracked-changes'])
  })
})

describe('hidden text', () => {
  const style = (type: string, run: string) => `<w:style w:type="${type}" w:styleId="S"><w:rPr>${run}</w:rPr></w:style>`
  test.each([
    ['run', para(r('x', '<w:vanish/>') + r('a')), 'a\n'],
    ['switched off', para(r('a', '<w:vanish w:val="0"/>')), 'a\n'],
    ['character style', para(r('x', '<w:rStyle w:val="S"/>') + r('a')), 'a\n'],
    ['run-in heading', para(`${hiddenMark}${r('Điều 1. ')}`) + p('nội dung'), 'Điều 1. nội dung\n'],
    ['empty paragraph with hidden mark', para(`${hiddenMark}${r('x', '<w:vanish/>')}`) + p('a'), 'a\n'],
    [
      'field marks in hidden runs still count',
      para(`<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>${instruction('X')}${end}${r('a')}`),
      'a\n',
    ],
  ])('%s', async (_, body, text) => {
    expect((await read({ body, styles: style('character', '<w:vanish/>') })).text).toBe(text)
  })

  test('paragraph style, and the run that shows itself', async () => {
    const body = p('x', '<w:pStyle w:val="S"/>') + p('a', '<w:pStyle w:val="S"/>', '<w:vanish w:val="false"/>')
    const document = await read({ body, styles: style('paragraph', '<w:vanish/>') })
    expect(document.text).toBe('a\n')
    expect(document.issues.map(({ code }) => code)).toEqual(['hidden-text'])
  })
})

describe('symbols', () => {
  test.each([
    ['Symbol letter', sym('Symbol', 'F061'), 'α\n'],
    ['Symbol sign', sym('Symbol', 'F0B3'), '≥\n'],
    ['Wingdings check mark', sym('Wingdings', 'F0FC'), '✓\n'],
    ['Wingdings box', sym('Wingdings', '00A8'), '☐\n'],
    ['letter of an old Vietnamese font', sym('.VnTime', 'F0B8'), '¸\n'],
    ['symbol font as a run', r('\uf0b3', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), '≥\n'],
  ])('%s', async (_, run, text) => {
    expect((await read(para(run))).text).toBe(text)
  })

  test('unknown ones are left out and said', async () => {
    const document = await read(para(`${sym('Webdings', 'F021')}${sym('Symbol', 'zz')}${r('a')}`))
    expect(document.text).toBe('a\n')
    expect(document.issues.map(({ code }) => code)).toEqual(['unknown-symbol'])
  })
})

describe('looks', () => {
  const styles = `
    <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="N"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop2"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>
    <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>`
  const theme =
    '<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Cambria"/></a:minorFont></a:fontScheme></a:themeElements>'
  const plain = { font: 'Cambria', size: 13, bold: false, italic: false }

  test.each([
    ['defaults and theme', p('a'), plain],
    ['a style and its base', p('a', '<w:pStyle w:val="H2"/>'), { ...plain, size: 14, bold: true, italic: true }],
    ['an unknown style', p('a', '<w:pStyle w:val="?"/>'), plain],
    ['styles based on each other', p('a', '<w:pStyle w:val="Loop2"/>'), { ...plain, size: 20 }],
    [
      'two bold styles cancel out',
      p('a', '<w:pStyle w:val="H"/>', '<w:rStyle w:val="Strong"/>'),
      { ...plain, size: 14 },
    ],
    ['a run says not bold', p('a', '<w:pStyle w:val="H"/>', '<w:b w:val="0"/>'), { ...plain, size: 14 }],
    [
      'a run with its own font',
      p('a', '', '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'),
      { ...plain, font: '.VnTime' },
    ],
    ['letters beyond ASCII', p('ố', '', '<w:rFonts w:ascii="A" w:hAnsi="B"/>'), { ...plain, font: 'B' }],
  ])('%s', async (_, body, style) => {
    const document = await read({ body, styles, theme })
    expect(document.words.map((word) => document.styles[word.style])).toEqual([style])
  })

  test('without styles text is 10 points', async () => {
    const { styles } = await read(p('a'))
    expect(styles).toEqual([{ font: 'Times New Roman', size: 10, bold: false, italic: false }])
  })

  test.each([
    ['own', p('a', '<w:jc w:val="right"/>'), 'right'],
    ['strict names', p('a', '<w:jc w:val="end"/>'), 'right'],
    ['of the style', p('a', '<w:pStyle w:val="H2"/>'), 'center'],
    ['of the default style', p('a'), 'justify'],
  ])('alignment: %s', async (_, body, align) => {
    expect((await read({ body, styles })).blocks[0]).toMatchObject({ align })
  })
})

test('namespaces under other prefixes', async () => {
  const body = p('a', '<w:jc w:val="center"/>').replaceAll('w:', 'x:')
  const wrapped = body.replace('<x:p>', '<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">')
  const document = await read(wrapped)
  expect(document.blocks[0]).toMatchObject({ align: 'center', path: 'body/p[1]' })
})

test('paths name places in the file, whatever is not shown', async () => {
  const body = p('') + p('x', '', '<w:vanish/>') + p('a') + `<w:sdt><w:sdtContent>${p('b')}</w:sdtContent></w:sdt>`
  expect((await read(body)).blocks.map(({ path }) => path)).toEqual(['body/p[3]', 'body/p[4]'])
})
