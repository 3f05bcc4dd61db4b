import { describe, expect, test } from 'vitest'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readRtf } from '../../src/readers/rtf/read-rtf.ts'
import { textOfRole } from './docx-files.ts'
import { p, read, rtf, u } from './rtf-files.ts'

const field = (instruction: string, result: string) => `{\\field{\\*\\fldinst{ ${instruction} }}{\\fldrslt ${result}}}`

describe('running text', () => {
  test.each([
    ['runs cut inside a word', `${u('Ủy b')}{\\b ${u('an nhâ')}}${u('n dân')}`, 'Ủy ban nhân dân\n'],
    ['line ends of the file are none of the text', 'Ng\r\nh\\u7883?\n', 'Nghị\n'],
    ['white space collapses', '  a\\tab  b  {  c}', 'a b c\n'],
    ['one space belongs to the control word', 'a\\b  b\\b0 c', 'a bc\n'],
    ['no-break space', 'S\\u7889?:\\~12', 'Số: 12\n'],
    ['line break', 'a\\line b', 'a\nb\n'],
    ['line break that clears floats', 'a\\lbr0 b', 'a\nb\n'],
    ['page break inside', 'a\\page b', 'a b\n'],
    ['paragraph by a line end with a backslash', 'a\\\nb\\\r\nc', 'a\nb\nc\n'],
    ['no-break hyphen', '16/KH\\_UBND', '16/KH-UBND\n'],
    ['dashes, bullets and quotes', '\\ldblquote a\\rdblquote\\emdash\\endash\\bullet\\lquote b\\rquote', '“a”—–•‘b’\n'],
    ['braces and backslash', 'a\\{b\\}c\\\\d', 'a{b}c\\d\n'],
    ['empty paragraphs', p('a') + p('') + p('b'), 'a\nb\n'],
    ['capitals as shown', `\\caps ${u('Uỷ ban')}`, 'UỶ BAN\n'],
    ['small capitals', `\\scaps ${u('Uỷ ban')}`, 'UỶ BAN\n'],
    ['decomposed letters', u('Báo cáo'.normalize('NFD')), 'Báo cáo\n'],
    ['control characters', 'a\u0001b\\\u0027\u0030\u0032c', 'abc\n'],
    ['unknown words and symbols', 'a\\qwertz7 b\\:c\\|d', 'abcd\n'],
    ['bytes behind the last brace', 'a}\\par b', 'a\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('an optional hyphen stays in the raw word', async () => {
    const { words, text } = await read(`b\\u7897?\\-\\u273?\\u7897?i`)
    expect(words.map(({ raw }) => raw)).toEqual(['bộ\u00adđội'])
    expect(text).toBe('bộđội\n')
  })
})

describe('characters', () => {
  test.each([
    ['signed number', '\\u-4?', '\ufffc\n'],
    ['two halves of one character', '\\u-10179?\\u-8704?', '😀\n'],
    ['a number beyond 16 bits', '\\u128512?', '😀\n'],
    ['half a character', 'a\\u-10179?b', 'a\ufffdb\n'],
    ['no fallback', '\\uc0 T\\u7927 nh', 'Tỷnh\n'],
    ['fallback of two bytes', "\\uc2 \\u7927\\'b1\\'b2n", 'ỷn\n'],
    ['fallback counted in characters', '\\uc2\\u7927?\\~n', 'ỷn\n'],
    ['fallback left out before the next character', '\\u7888\\u7889?n', 'Ốốn\n'],
    ['fallback left out before a paragraph', 'a\\u7889\\par b', 'aố\nb\n'],
    ['fallback ends with its group', '{a\\u7889}b', 'aốb\n'],
    ['fallback over a line end', 'a\\u7889\r\n?b', 'aốb\n'],
    ['\\uc is the group\u2019s', '{\\uc0\\u7889 }\\u7889?b', 'ốốb\n'],
    ['a hostile \\uc', '\\uc999999999\\u7889?bcdefghi', 'ối\n'],
    ['hexadecimal', "a\\'e9b", 'aéb\n'],
    ['hexadecimal that is none', "a\\'zzb", 'azzb\n'],
    ['windows-1252 between 80 and 9F', "\\'93a\\'94 \\'85", '“a” …\n'],
    ['raw bytes', 'a\xe9b', 'aéb\n'],
    ['Unicode beside ANSI', `{\\upr{a?b}{\\*\\ud{${u('aốb')}}}}`, 'aốb\n'],
    ['Vietnamese bytes', "\\f1 Ti\\'ea\\'ecng Vi\\'ea\\'f2t \\'d0\\'fd", 'Tiếng Việt Đư\n'],
    ['Vietnamese bytes, text and hexadecimal mixed', "\\f1 s\\'f4\\'ec", 'số\n'],
    ['Cyrillic bytes', "\\f5 \\'ef\\'f0", 'пр\n'],
    ['two bytes a character', "\\f6 \\'93\\'fa\\'96\\'7b", '日本\n'],
    ['two bytes a character, the second as text', "\\f6 \\'83A", 'ア\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test.each([
    [
      'of the document, for fonts that name none',
      "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}\\f0 \\'ef}",
      'п\n',
    ],
    ['of the document, without a font table', "{\\rtf1\\ansi\\ansicpg1258 a\\'ec}", 'á\n'],
    ['UTF-8', `{\\rtf1\\ansi\\ansicpg65001{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 S\xe1\xbb\x91}`, 'Số\n'],
    ['of the Macintosh', "{\\rtf1\\mac \\'8e}", 'é\n'],
    ['\\cpg of a font', "{\\rtf1\\ansi{\\fonttbl{\\f0\\cpg1258 Arial;}}\\f0 \\'f4\\'ec}", 'ố\n'],
    ['no page known here', "{\\rtf1\\ansi\\ansicpg4711 \\'e9}", 'é\n'],
  ])('code page: %s', async (_, file, text) => {
    expect((await readRtf(Buffer.from(file, 'latin1'), defaultLimits)).text).toBe(text)
  })

  test('text of old fonts is decoded by what it says, whatever set its font claims', async () => {
    const table = '{\\fonttbl{\\f0\\fcharset162 .VnTimeH Tur;}}'
    const body = "C\\'e9ng ho\\'b5 x\\'b7 h\\'e9i ch\\'f1 ngh\\'dca Vi\\'d6t Nam, ng\\-\\'eai d\\'a9n n\\'ad\\'edc"
    const document = await readRtf(Buffer.from(`{\\rtf1\\ansi${table}\\f0 ${body}}`, 'latin1'), defaultLimits)
    expect(document.styles.map(({ font }) => font)).toEqual(['.VnTimeH'])
    expect(document.text.toLowerCase()).toBe('cộng hoà xã hội chủ nghĩa việt nam, người dân nước\n')
    expect(document.encodings).toEqual(['tcvn3'])
    expect(document.words.at(-1)?.raw).toBe('n\u00ad\u00edc')
  })
})

describe('symbols', () => {
  test.each([
    ['a byte of Symbol', "{\\f3\\'b3} 5", '≥ 5\n'],
    ['letters of Symbol', '{\\f3 ab}', 'αβ\n'],
    ['private use character', '{\\f4\\u-3844?}', '✓\n'],
    ['field that shows itself', field('SYMBOL 168 \\\\f "Wingdings" \\\\s 12', "{\\f4\\fs24\\'a8}"), '☐\n'],
    ['field that shows nothing', field('SYMBOL 179 \\\\f "Symbol"', '{\\f3\\fs20}'), '≥\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('unknown ones are left out and said', async () => {
    const { text, issues } = await read("a{\\f4\\'21}b")
    expect(text).toBe('ab\n')
    expect(issues.map(({ code }) => code)).toEqual(['unknown-symbol'])
  })
})

describe('groups', () => {
  test.each([
    ['unknown destination', 'a{\\*\\whatever{b}c}d', 'ad\n'],
    ['\\* before what is no destination', 'a{\\*\\b c}d', 'ad\n'],
    ['document information', 'a{\\info{\\title b}{\\author c}}', 'a\n'],
    ['picture', 'a{\\pict\\pngblip 89504e47}b', 'ab\n'],
    ['picture for newer readers', 'a{\\*\\shppict{\\pict 00}}{\\nonshppict{\\pict 00}}b', 'ab\n'],
    ['binary data with braces', 'a{\\pict\\bin5 {}}\\\\}b', 'ab\n'],
    ['binary data in the text', 'a\\bin3 }}}b', 'ab\n'],
    ['binary data that lead beyond the file', 'a{\\pict\\bin99999 00}b', 'ab\n'],
    ['negative length', 'a\\bin-3 b', 'ab\n'],
    ['words that begin like \\bin', 'a{\\*\\x\\binfsxn5 }b', 'ab\n'],
    ['index entry', 'a{\\xe b}{\\tc c}d', 'ad\n'],
    ['bookmark', 'a{\\*\\bkmkstart x}b{\\*\\bkmkend x}', 'ab\n'],
    ['field', field('DATE', 'a'), 'a\n'],
    ['field without result', `{\\field{\\*\\fldinst XE "x"}}a`, 'a\n'],
    ['field in a field', field(`IF ${field('X', 'x')} = 1`, 'a'), 'a\n'],
    ['field in a result', field('TOC', `a${field('PAGEREF', '3')}`), 'a3\n'],
    ['hyperlink', field('HYPERLINK "http://x"', '{\\ul a}'), 'a\n'],
    ['object', '{\\object\\objemb{\\*\\objclass X}{\\*\\objdata 00ff}{\\result a}}', 'a\n'],
    [
      'math',
      '{\\mmath{\\*\\moMath{\\mf{\\mfPr{\\mtype lin}}{\\mnum{\\mr n}}{\\mden{\\mr =5}}}}{\\mmathPict x}}',
      'n=5\n',
    ],
    ['HTML kept beside', '{\\*\\htmltag64 <p>}a', 'a\n'],
    ['braces that close more than was opened', 'a}}}}', 'a\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('an embedded object is said', async () => {
    const { issues } = await read('{\\object\\objemb{\\result a}}')
    expect(issues.map(({ code }) => code)).toEqual(['embedded-document'])
  })
})

describe('tracked changes count as accepted', () => {
  const deleted = '\\deleted\\revauthdel1'
  test.each([
    ['insertion, deletion', `298 {${deleted} x}{\\revised\\revauth1 299}`, '298 299\n'],
    ['ends where it is switched off', `a${deleted} x\\deleted0 b`, 'ab\n'],
    ['ends with \\plain', `a${deleted} x\\plain b`, 'ab\n'],
    ['move', '{\\mvf a}b{\\mvt c}', 'bc\n'],
    ['deleted paragraph mark', `a{${deleted}\\par}b\\par c`, 'ab\nc\n'],
    ['deleted mark at the very end', `a{${deleted}\\par}`, 'a\n'],
    ['deleted paragraph', `{${deleted} x\\par}b`, 'b\n'],
    ['deleted note', `a{${deleted}{\\footnote x}}`, 'a\n'],
    [
      'deleted mark before a table',
      `a{${deleted}\\par}\\trowd\\cellx900\\cellx1800\\pard\\intbl 1\\cell 2\\cell\\row`,
      'a\n1\n2\n',
    ],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('is said', async () => {
    expect((await read('{\\revised a}')).issues.map(({ code }) => code)).toEqual(['tracked-changes'])
  })
})

describe('hidden text', () => {
  test.each([
    ['run', '{\\v x}a', 'a\n'],
    ['switched off', '{\\v\\v0 a}', 'a\n'],
    ['run-in heading', `${u('Điều 1. ')}{\\v\\par}${u('nội dung')}\\par`, 'Điều 1. nội dung\n'],
    ['style separator', '{a }{\\spv\\v\\par}b', 'a b\n'],
    ['empty paragraph with hidden mark', '{\\v x\\par}a', 'a\n'],
    ['note in hidden text', 'a{\\v{\\footnote x}}', 'a\n'],
  ])('%s', async (_, body, text) => {
    expect((await read(body)).text).toBe(text)
  })

  test('is said', async () => {
    expect((await read('{\\v x}a')).issues.map(({ code }) => code)).toEqual(['hidden-text'])
  })
})

describe('looks', () => {
  const sheet =
    '{\\stylesheet{\\s0\\fs28\\f1 Normal;}{\\s1\\sbasedon0\\qc\\b heading 1;}{\\s2\\sbasedon1\\i x;}' +
    '{\\s3\\sbasedon4\\fs40 loop;}{\\s4\\sbasedon3\\b loop;}{\\s5\\sbasedon0\\b0\\fs28\\f1 plain;}{\\*\\cs9\\additive\\i strong;}}'
  const plain = { font: 'Times New Roman', size: 12, bold: false, italic: false }

  test.each([
    ['without any word', 'a', plain],
    ['size, bold, italic', '\\fs26\\b\\i a', { ...plain, size: 13, bold: true, italic: true }],
    ['switched off', '\\b\\i{\\b0\\i0 a}', plain],
    ['\\plain', '\\fs26\\b\\f2\\plain a', plain],
    ['a group ends', '{\\b\\fs26}a', plain],
    ['font', '\\f2 a', { ...plain, font: '.VnTime' }],
    ['font with its charset in the name', '\\f1 a', plain],
    ['a font nobody defined', '\\f99 a', plain],
    [
      'high characters in a font of their own',
      '\\hich\\af2\\dbch\\af6\\loch\\f5 \\u225?',
      { ...plain, font: '.VnTime' },
    ],
    ['low characters beside them', '\\hich\\af2\\dbch\\af6\\loch\\f5 a', { ...plain, font: 'Arial' }],
    ['the same, the other way round', '\\loch\\af5\\hich\\af2\\dbch\\af0 \\u225?', { ...plain, font: '.VnTime' }],
    ['a later \\f is for all', '\\hich\\af2\\loch\\f5{\\f0 \\u225?}', plain],
    ['fonts of other scripts', '\\rtlch\\fcs1\\af2\\afs40\\ab\\ltrch\\fcs0 a', plain],
    ['a style that is only named', '\\s1 a', { ...plain, size: 14, bold: true }],
    ['a style and its base', '\\s2 a', { ...plain, size: 14, bold: true, italic: true }],
    ['runs on top of it', '\\s1 {\\i a}', { ...plain, size: 14, bold: true, italic: true }],
    ['a style beside a listing: only the listing counts', '\\s1\\fs26 a', { ...plain, size: 13 }],
    ['a style that takes back', '\\s5 a', { ...plain, size: 14 }],
    ['an unknown style', '\\s77 a', plain],
    ['styles based on each other', '\\s3 a', { ...plain, size: 20, bold: true }],
    ['a character style', '{\\cs9 a}', { ...plain, italic: true }],
    ['no size', '\\fs0\\fs-4\\fs99999 a', plain],
  ])('%s', async (_, body, style) => {
    const document = await read(body, sheet)
    expect(document.words.map((word) => document.styles[word.style])).toEqual([style])
  })

  test('a font without a name has that of its alternative', async () => {
    const { styles } = await readRtf(
      Buffer.from('{\\rtf1{\\fonttbl{\\f0{\\*\\falt Tahoma};}{\\f7 VnTime{\\*\\falt Times};}}a\\f7 b}'),
      defaultLimits,
    )
    expect(styles.map(({ font }) => font)).toEqual(['Tahoma', 'VnTime'])
  })

  test('a font table without groups', async () => {
    const { styles } = await readRtf(
      Buffer.from('{\\rtf1{\\fonttbl\\f0\\fnil Arial;\\f1 Tahoma;}\\f1 a}'),
      defaultLimits,
    )
    expect(styles.map(({ font }) => font)).toEqual(['Tahoma'])
  })

  test.each([
    ['own', '\\qr a', 'right'],
    ['justified', '\\qj a', 'justify'],
    ['distributed', '\\qd a', 'justify'],
    ['of a style that is only named', '\\s2 a', 'center'],
    ['a listing beside a style counts alone', '\\s2\\keepn a', 'left'],
    ['\\pard', '\\qc\\pard a', 'left'],
    ['goes on in the next paragraph', '\\qc\\par a', 'center'],
  ])('alignment: %s', async (_, body, align) => {
    expect((await read(body, sheet)).blocks[0]).toMatchObject({ align })
  })
})

describe('the file itself', () => {
  test('UTF-16, as editors save it', async () => {
    const file = Buffer.from('\ufeff{\\rtf1\\ansi Số: \\u7889?}', 'utf16le')
    expect((await readRtf(file, defaultLimits)).text).toBe('Số: ố\n')
    expect((await readRtf(file.swap16(), defaultLimits)).text).toBe('Số: ố\n')
  })

  test('white space and a mark before it', async () => {
    expect((await readRtf(Buffer.concat([Buffer.from('\ufeff \r\n'), rtf('a')]), defaultLimits)).text).toBe('a\n')
  })

  test.each([
    ['inside a word', '{\\rtf1 a\\par b', ['cut-short']],
    ['inside a group', '{\\rtf1 a\\par{\\b', ['cut-short']],
    ['inside a group that is passed over', '{\\rtf1 a\\par{\\*\\x b', ['cut-short']],
    ['inside a table', '{\\rtf1 a\\par\\pard\\intbl 1\\cell', ['cut-short']],
    ['inside a control word', '{\\rtf1 a\\pa', ['cut-short']],
    ['behind a backslash', '{\\rtf1 a\\', ['cut-short']],
    ['inside a hexadecimal', "{\\rtf1 a\\'e", ['cut-short']],
    ['inside binary data', '{\\rtf1 a{\\pict\\bin999 00', ['cut-short']],
    ['binary data that lead beyond the file', '{\\rtf1 a{\\pict\\bin999 00}}', ['cut-short']],
    ['only the last brace is missing', '{\\rtf1 a\\par', []],
    ['not', '{\\rtf1 a}', []],
    ['not, and line ends and zeros follow', '{\\rtf1 a}\r\n\0\0', []],
    ['by a brace too many', '{\\rtf1 a}\\par b}', ['text-behind-end']],
  ])('cut %s', async (_, file, codes) => {
    const { text, issues } = await readRtf(Buffer.from(file), defaultLimits)
    expect(text.startsWith('a')).toBe(true)
    expect(issues.map(({ code }) => code)).toEqual(codes)
  })

  test.each([
    ['nothing', '{\\rtf1\\ansi}', 'empty'],
    ['cut after its first word', '{\\rtf', 'empty'],
    ['cut in its table of fonts', '{\\rtf1{\\fonttbl{\\f0 Arial;', 'damaged'],
    ['binary data without an end', '{\\rtf1\\bin999999999 }', 'damaged'],
    ['only a picture', '{\\rtf1{\\pict\\pngblip 89}\\par}', 'needs-ocr'],
    ['only a drawn picture', '{\\rtf1{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict 00}}}}}}', 'needs-ocr'],
    ['no group', 'a text', 'damaged'],
    ['a brace before all text', '{\\rtf1}\\par b}', 'damaged'],
    ['groups without end', `{\\rtf1${'{'.repeat(100_000)}`, 'damaged'],
  ])('%s', async (_, file, code) => {
    await expect(readRtf(Buffer.from(file), defaultLimits)).rejects.toMatchObject({ name: 'DocumentError', code })
  })

  test('all kinds of text are body', async () => {
    expect(textOfRole(await read('a\\par b'), 'body')).toEqual(['a', 'b'])
  })
})
