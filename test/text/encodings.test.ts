import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode, legacyEncodings, type LegacyEncoding } from '../../src/text/encodings/encodings.ts'
import { drawsCapitals, encodingOfFont } from '../../src/text/encodings/font-names.ts'
import { syllableScore } from '../../src/text/encodings/syllables.ts'
import { encode, inWindows1252, vietnameseLetters } from './encode.ts'

const shown = (raw: string, encoding: LegacyEncoding) => decode(raw, encoding, false).text

describe('words that every administrative text holds', () => {
  const words = ['của', 'và', 'ngày', 'tháng', 'năm', 'Số', 'Quyết định', 'Độc lập', 'người', 'triệu đồng']
  test.each<[LegacyEncoding, string]>([
    ['tcvn3', 'cña|vµ|ngµy|th¸ng|n¨m|Sè|QuyÕt ®Þnh|§éc lËp|ng\u00adêi|triÖu ®ång'],
    ['vni', 'cuûa|vaø|ngaøy|thaùng|naêm|Soá|Quyeát ñònh|Ñoäc laäp|ngöôøi|trieäu ñoàng'],
    ['viscii', 'cüa|và|ngày|tháng|nåm|S¯|Quyªt ð¸nh|Ðµc l§p|ngß¶i|tri®u ð°ng'],
    ['vps', 'cûa|và|ngày|tháng|næm|SÓ|Quy\u0089t ÇÎnh|ñ¶c lÆp|ngÜ©i|tri\u008cu ÇÒng'],
    ['bkhcm2', 'cuãa|vaâ|ngaây|thaáng|nùm|Söë|Quyïët àõnh|Àöåc lêåp|ngûúâi|triïåu àöìng'],
    ['cp1258', 'cuÒa|và|ngày|tháng|nãm|Sôì|Quyêìt ðiònh|Ðôòc lâòp|ngýõÌi|triêòu ðôÌng'],
    ['viqr', "cu?a|va`|nga`y|tha'ng|na(m|So^'|Quye^'t ddi.nh|DDo^.c la^.p|ngu+o+`i|trie^.u ddo^`ng"],
    [
      'mojibake',
      'cá»§a|vÃ\u00a0|ngÃ\u00a0y|thÃ¡ng|nÄƒm|Sá»‘|Quyáº¿t Ä‘á»‹nh|Ä\u0090á»™c láº\u00adp|ngÆ°á»\u009di|triá»‡u Ä‘á»“ng',
    ],
  ])('%s', (encoding, typed) => {
    expect(typed.split('|').map((phrase) => phrase.replace(/[^ ]+/gu, (word) => shown(word, encoding)))).toEqual(words)
  })
})

// As GNU iconv writes them ('TCVN5712-1', 'VISCII'): huyền, hỏi, ngã, sắc, nặng.
describe('the alphabet as others list it', () => {
  const families = ['aàảãáạ', 'ăằẳẵắặ', 'âầẩẫấậ', 'eèẻẽéẹ', 'êềểễếệ', 'iìỉĩíị', 'oòỏõóọ', 'ôồổỗốộ', 'ơờởỡớợ']
  const small = [...families, 'uùủũúụ', 'ưừửữứự', 'yỳỷỹýỵ', 'đ'].join(' ')
  const letterByLetter = (text: string, encoding: LegacyEncoding) =>
    text.replace(/[^ ]/gu, (one) => shown(one, encoding))

  test('TCVN3', () => {
    const codes = 'aµ¶·¸¹ ¨»¼½¾Æ ©ÇÈÉÊË eÌÎÏÐÑ ªÒÓÔÕÖ i×ØÜÝÞ oßáâãä «åæçèé ¬êëìíî uïñòóô xõö÷øù yúûüýþ ®'
    expect(letterByLetter(codes, 'tcvn3').replace('x', 'ư')).toBe(small)
    expect(shown('t\u00ad', 'tcvn3')).toBe('tư')
    expect(letterByLetter('¡¢£¤¥¦§', 'tcvn3')).toBe('ĂÂÊÔƠƯĐ')
  })

  test('VISCII', () => {
    const codes = 'aàäãáÕ å¢ÆÇ¡£ â¥¦ç¤§ eèë¨é© ê«¬\u00adª® iìïîí¸ oòöõó÷ ô°±²¯µ ½¶·Þ¾þ uùüûúø ß×ØæÑñ yÏÖÛýÜ ð'
    expect(letterByLetter(codes, 'viscii')).toBe(small)
    const capitals =
      'AÀÄÃÁ\x80 Å\x82\x02\x05\x81\x83 Â\x85\x86\x06\x84\x87 EÈË\x88É\x89 Ê\x8b\x8c\x8d\x8a\x8e IÌ\x9bÎÍ\x98 OÒ\x99\xa0Ó\x9a ' +
      'Ô\x90\x91\x92\x8f\x93 ´\x96\x97³\x95\x94 UÙ\x9c\x9dÚ\x9e ¿»¼ÿº¹ Y\x9f\x14\x19Ý\x1e Ð'
    expect(letterByLetter(capitals, 'viscii')).toBe(small.toUpperCase())
  })

  test('Windows-1258', () => {
    for (let byte = 0xa0; byte < 0x100; byte++)
      for (const vowel of ['', 'a', 'â', 'E']) {
        const bytes = Uint8Array.from([...Buffer.from(vowel, 'latin1'), byte])
        const expected = new TextDecoder('windows-1258').decode(bytes)
        if (vowel === '' && /\p{M}/u.test(expected)) continue
        expect([byte, shown(inWindows1252(bytes), 'cp1258')]).toEqual([byte, expected.normalize('NFC')])
      }
  })
})

describe('every letter of Vietnamese has its place', () => {
  const inCapitalFonts = (letter: string) => letter !== letter.toLowerCase() && !'ĂÂÊÔƠƯĐ'.includes(letter)
  test.each(legacyEncodings)('%s', (encoding) => {
    expect(vietnameseLetters).toHaveLength(134)
    const letters = vietnameseLetters.filter((letter) => encoding !== 'tcvn3' || !inCapitalFonts(letter))
    const written = letters.map((letter) => encode(letter, encoding))
    expect(new Set(written).size).toBe(letters.length)
    // ư of TCVN3 is a soft hyphen where no letter stands beside it, dd of VIQR is đ at the beginning only.
    const beside = encoding === 'viqr' ? '' : 't'
    expect(written.map((codes) => shown(`${beside}${codes}t`, encoding))).toEqual(
      letters.map((letter) => `${beside}${letter}t`),
    )
  })
})

describe('what naive readers make of codes', () => {
  test.each<[string, LegacyEncoding, string, string]>([
    ['micro sign as Greek mu', 'tcvn3', 'v\u03bc', 'và'],
    ['AD as minus, B7 as bullet operator (PDF)', 'tcvn3', 'n\u2212íc l\u2219nh', 'nước lãnh'],
    ['AD alone is a soft hyphen', 'tcvn3', '\u00ad', '\u00ad'],
    ['minus of a number', 'tcvn3', '\u22125', '\u22125'],
    ['AD before a capital or a list letter', 'tcvn3', '\u00ad§iÒu \u00adb)', '\u00adĐiều \u00adb)'],
    ['AD at both ends', 'tcvn3', '\u00ad¬ng th\u00ad t\u00ad', 'ương thư tư'],
    ['signs that TCVN3 leaves alone', 'tcvn3', '25°C m² ±5 €', '25°C m² ±5 €'],
    ['quotes and dashes of Word', 'tcvn3', '“§iÒu” – vÒ…', '“Điều” – về…'],
    ['a chemical formula', 'tcvn3', 'CO² SO²', 'CO² SO²'],
    ['typed in capitals without an H font', 'tcvn3', 'CéNG HOµ, N§-CP, TTg', 'CỘNG HOÀ, NĐ-CP, TTg'],
    ['one capital is a beginning', 'tcvn3', 'Hµ Néi', 'Hà Nội'],
    ['one capital after a small letter', 'tcvn3', 'ñY ¸N', 'ỦY ÁN'],
    ['a capital among small letters', 'tcvn3', 'ñyA ®Y', 'ủyA đY'],
    ['capitals of VN1', 'tcvn3', 'NGH\u00dcA \u0093', 'NGHĨA Ỏ'],
    ['combining tones of VN1', 'tcvn3', 'T¢³N', 'TẤN'],
    ['mixed case of base and mark', 'vni', 'UÛy Aùnh ÑOÄC', 'Ủy Ánh ĐỘC'],
    ['pairs where the set has letters', 'vni', 'thiù trì nhiïm yï', 'thí trì nhịm ỵ'],
    ['80–9F as C1', 'viscii', 'PH\u0085N C\u0093NG', 'PHẦN CỘNG'],
    ['80–9F as Windows-1252', 'viscii', 'PH…N C“NG V‹ S—', 'PHẦN CỘNG VỀ SỞ'],
    ['quotes around words of VISCII', 'viscii', '“Ông” Hà–Nội “B” 2‰', '“Ông” Hà–Nội “B” 2‰'],
    ['single guillemets of VPS', 'vps', 'U› t›', 'Uỷ tỷ'],
    ['80–9F of VPS as Windows-1252', 'vps', 'ti‰p NGUY•N •Ông', 'tiếp NGUYỄN •Ông'],
    ['no-break space as a letter', 'viscii', 'V\u00a0', 'VÕ'],
    ['UTF-8 misread twice', 'mojibake', 'Ã„â€˜á»“ng', 'đồng'],
    ['lost bytes', 'mojibake', 'Ä\ufffdá»™c ngÆ°á»\ufffdi', 'Độc người'],
    ['lost no-break space', 'mojibake', 'vÃ', 'và'],
    ['quotes in UTF-8', 'mojibake', 'â€œÃ”ngâ€\u009d', '“Ông”'],
    ['tone before a full stop', 'viqr', 'No^.i. xa~, (bo^.)', 'Nội. xã, (bộ)'],
    ['escaped marks, numbers, parentheses', 'viqr', 'co\\. 3.5 a(1) QDD-TTg add', 'co. 3.5 a(1) QĐ-TTg add'],
  ])('%s', (_, encoding, raw, text) => {
    expect(raw.replace(/[^ ]+/gu, (word) => shown(word, encoding))).toBe(text)
  })

  test('a full stop of VIQR, where a sentence may end, is a tone if it makes a usual syllable', () => {
    const atEnd = (raw: string) => decode(raw, 'viqr', true).text
    expect(['vu.', 'ddo^.', 'ba?', 'la.', 'xe.'].map(atEnd)).toEqual(['vụ', 'độ', 'ba?', 'la.', 'xe.'])
  })
})

describe('the way back', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("aeiouyAO.^'`?~(+*d\\áàâãùøöñ®µ¸\u00ad\u00a0»ºÃÄÆ“…‰\ufffd")),
      maxLength: 20,
    }),
    fc.constantFrom(...vietnameseLetters).map((letter) => encode(`t${letter}`, 'mojibake')),
  )
  test.each(legacyEncodings)('%s: every character knows its source, whatever it is', (encoding) => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (raw, ends) => {
        const { text, offsets } = decode(raw, encoding, ends)
        expect(offsets).toHaveLength(text.length)
        offsets.forEach((at, i) => expect(at).toBeGreaterThanOrEqual(i === 0 ? 0 : offsets[i - 1]!))
        if (offsets.length > 0) expect(offsets.at(-1)).toBeLessThan(raw.length)
      }),
      { numRuns: 500 },
    )
  })

  test('of pairs and sequences', () => {
    expect(decode('Quyeát', 'vni', false).offsets).toEqual([0, 1, 2, 3, 5])
    expect(decode('ngÃ\u00a0y', 'mojibake', false).offsets).toEqual([0, 1, 2, 4])
    expect(decode("Quye^'t", 'viqr', false).offsets).toEqual([0, 1, 2, 3, 6])
  })
})

describe('fonts', () => {
  test.each([
    ['.VnTime', 'tcvn3'],
    ['.VnTimeH', 'tcvn3'],
    ['VnTimeHBold', 'tcvn3'],
    ['.vnarial narrow', 'tcvn3'],
    ['VNSTCVN3', 'tcvn3'],
    ['VNI-Times', 'vni'],
    ['VNI Helve', 'vni'],
    ['VPS Times', 'vps'],
    ['HoangYen', 'viscii'],
    ['VI Times', 'viscii'],
    ['VNtimes new roman', 'bkhcm2'],
    ['.BKTimes', 'bkhcm2'],
    ['Times New Roman', null],
    ['UVN Bach Dang', null],
    ['Vinhan', null],
    ['', null],
    ['VPSTimes', 'vps'],
    ['VPS-Times,Bold', 'vps'],
    ['Vpsilon', null],
    ['VITimes', 'viscii'],
    ['VI-Times', 'viscii'],
    ['MinhQuân', 'viscii'],
    ['Vivaldi', null],
  ])('%s', (font, encoding) => expect(encodingOfFont(font)).toBe(encoding))

  test.each(['.VnTimeH', '.VnArial NarrowH', 'VnTimeHBold', '.VnTimeH,Bold', '.VnTimeH-BoldItalic', '.VNTIMEH'])(
    '%s draws capitals',
    (font) => expect(drawsCapitals(font)).toBe(true),
  )

  test.each(['.VnTime', '.VnTime,Bold', '.VnMonotype corsiva', 'VNI-TimesH', 'TimesH', '.VnTimeBold'])(
    '%s does not',
    (font) => expect(drawsCapitals(font)).toBe(false),
  )
})

describe('syllables', () => {
  test.each([
    'của',
    'nghiêng',
    'quỳnh',
    'khuỷu',
    'hoà',
    'hòa',
    'thuỷ',
    'thủy',
    'gì',
    'giếng',
    'gía',
    'quý',
    'qúy',
    'thuở',
    'đắk',
  ])('%s is one', (syllable) => expect(syllableScore(syllable)).toBeGreaterThan(-25))

  test.each(['daò', 'ngiêng', 'kuổ', 'café', 'cac', 'cạm̀', 'hoạt̀', 'để́', 'ß', 'stổ', 'quyềt', ''])(
    '%s is none',
    (letters) => expect(syllableScore(letters)).toBe(-Infinity),
  )

  test('what is met often scores higher', () => {
    expect(syllableScore('có')).toBeGreaterThan(syllableScore('cã') + 1)
    expect(syllableScore('một')).toBeGreaterThan(syllableScore('mét') + 1)
  })
})
