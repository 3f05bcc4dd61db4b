import { describe, expect, test } from 'vitest'
import { decodeWords } from '../../src/layout/decode-words.ts'
import { judgeText, type TextFault } from '../../src/text/faults/judge-text.ts'
import { runs } from '../fuzz/runs.ts'
import { encode } from './encode.ts'
import { compilerMessages, localeNames, packageTexts } from './other-languages.ts'
import { vietnameseLines, wordsOf } from './vietnamese-lines.ts'
import { processorMs } from '../processor-time.ts'

/** As readers do it: words are decoded before they are judged. */
function judge(text: string): TextFault | null {
  const words = wordsOf(text).map((raw) => ({ raw, style: 0 }))
  return judgeText(decodeWords([words], () => '').lines[0]!)
}

const vietnamese = wordsOf(vietnameseLines().join(' '))
const foreign = (['fr', 'de', 'es', 'it', 'pt-br'] as const).map((language) =>
  wordsOf(
    compilerMessages(language)
      .filter((text) => !text.includes('`'))
      .join(' ')
      .replace(/\{\d\}/gu, 'main'),
  ).slice(0, runs(120_000)),
)
/** Paragraphs of prose: neither code nor markup. */
const english = wordsOf(
  packageTexts()
    .filter((text) => !/[`<>|{}[\]#=*_~]|:\/\//u.test(text) && wordsOf(text).length > 8)
    .join(' '),
).slice(0, runs(120_000))

function pieces(words: readonly string[], length: number): string[] {
  return Array.from({ length: Math.floor(words.length / length) }, (_, i) =>
    words.slice(i * length, (i + 1) * length).join(' '),
  )
}

const pages = pieces(vietnamese, 300)
const lengths = [300, 60, 25] as const

function faults(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const fault = judge(text)
    return fault === null ? [] : [`${fault}: ${text.slice(0, 100)}`]
  })
}

/** How many of the texts have that fault, and how many have any. */
function shares(texts: readonly string[], wanted: TextFault): { wanted: number; any: number } {
  const found = texts.map(judge)
  const share = (test: (fault: TextFault | null) => boolean) => found.filter(test).length / texts.length
  return { wanted: share((fault) => fault === wanted), any: share((fault) => fault !== null) }
}

test('there is enough to judge', () => {
  expect(pages.length).toBeGreaterThan(10)
  expect(english.length).toBeGreaterThan(10_000)
  for (const words of foreign) expect(words.length).toBeGreaterThan(10_000)
})

describe('no fault in good text', () => {
  describe.each(lengths)('of %i words', (length) => {
    const texts = pieces(vietnamese, length)
    test.each([
      ['Vietnamese', texts],
      ['in capitals', texts.map((text) => text.toUpperCase())],
      ['decomposed', texts.map((text) => text.normalize('NFD'))],
      ['English', pieces(english, length)],
      ['other languages', foreign.flatMap((words) => pieces(words, length))],
      ['half English', texts.map((text, i) => `${text} ${pieces(english, length)[i]!}`)],
      [
        'mostly English',
        texts.map((text, i) => `${text} ${english.slice(i * 4 * length, (i + 1) * 4 * length).join(' ')}`),
      ],
    ])('%s', (_, good) => {
      expect(faults(good)).toEqual([])
    })
  })

  test('small letters only', () => {
    expect(faults(pages.map((text) => text.toLowerCase()))).toEqual([])
  })

  test.each(['tcvn3', 'vni', 'viscii', 'bkhcm2', 'cp1258', 'mojibake', 'viqr'] as const)('in %s', (encoding) => {
    // A no-break space is white space to most readers.
    expect(faults(pages.map((page) => encode(page, encoding).replace(/[\u00a0\u0085]/gu, ' ')))).toEqual([])
  })

  test.each([
    ['nothing', ''],
    ['a page number', '- 12 -'],
    ['figures', Array.from({ length: 200 }, (_, i) => `${i},${(i * 7) % 100}%`).join(' ')],
    [
      'figures with units',
      Array.from({ length: 90 }, (_, i) => `${i * 3} ${['kg', 'm', 'ha', 'km', '%', 't'][i % 6]!}`).join(' '),
    ],
    ['percentages and arrows', Array.from({ length: 60 }, (_, i) => `${i} % ↑ ≥ = < > +`).join(' ')],
    ['abbreviations', 'UBND HĐND UBMTTQ TTHC QĐ NĐ CP KH BC VP TT STT ĐVT '.repeat(8)],
    ['symbols of documents', Array.from({ length: 60 }, (_, i) => `${i + 1}/QĐ-UBND ${i + 1}/2023/NĐ-CP`).join(' ')],
    [
      'addresses',
      Array.from({ length: 40 }, (_, i) => `van.thu${i}@tinh.gov.vn http://tinh.gov.vn/vb?id=${i}&t=2`).join(' '),
    ],
    ['a formula', 'Z = ( I - I ) x 100 % N = n / ( 1 + n * e ) , '.repeat(6)],
    ['dotted lines', '………………… ____________ ............... [ ] [ ] Có Không '.repeat(20)],
    [
      'a contents list',
      Array.from({ length: 40 }, (_, i) => `Chương ${i} ......................... ${i * 3}`).join(' '),
    ],
    [
      'names without marks in English',
      'Mr. Nguyen Van An, Mrs. Tran Thi Binh and Dr. Le Hoang of the Ha Noi office met the mission. '.repeat(6),
    ],
    [
      'ethnic and foreign names',
      'Y Moan Niê Kđăm, H’Hen Niê, Đinh Núp, Kpă Klơng, Lý A Sử, Giàng A Pháo, Siu Black, Washington, Genève, São Paulo '.repeat(
        5,
      ),
    ],
    ['quotation marks', 'Phong trào “Toàn dân đoàn kết” và cuộc vận động "Ngày vì người nghèo" năm 2024. '.repeat(10)],
    [
      'days and months of other languages',
      ['en', 'fr', 'de', 'pl', 'cs', 'tr', 'ro', 'fi'].flatMap((locale) => localeNames(locale).slice(-60)).join(' '),
    ],
  ])('%s', (_, text) => {
    expect(judge(text)).toBeNull()
    expect(judge(text.toUpperCase())).toBeNull()
  })
})

describe('letters cut to one byte', () => {
  const cut = (text: string) =>
    Array.from(text.normalize('NFC'), (char) =>
      /\p{L}/u.test(char) ? String.fromCharCode(char.charCodeAt(0) & 0xff) : char,
    )
      .join('')
      // đ and ă are control characters then, which readers take for white space.
      .replace(/[\x00-\x1f\xa0]/gu, ' ')

  test('whole pages', () => {
    const { wanted, any } = shares(pages.map(cut), 'cut')
    expect(wanted).toBeGreaterThan(0.9)
    expect(any).toBe(1)
  })

  test('a paragraph', () => {
    expect(shares(pieces(vietnamese, 60).map(cut), 'cut').wanted).toBeGreaterThan(0.8)
  })
})

describe('recognised by what knows no Vietnamese', () => {
  const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D')
  /** One mark of two is left, and here and there none. */
  const lookAlike = (text: string) =>
    Array.from(text.normalize('NFC'), (char, i) => {
      const [letter, ...marks] = Array.from(char.normalize('NFD'))
      if (marks.length === 0 || (marks.length === 1 && i % 7 > 0)) return char
      return i % 3 === 0 ? letter! : (letter! + marks[i % marks.length]!).normalize('NFC')
    }).join('')

  test.each([
    ['without marks', bare],
    ['in capitals without marks', (text: string) => bare(text).toUpperCase()],
    ['with marks that look alike', lookAlike],
    ['in capitals with marks that look alike', (text: string) => lookAlike(text.toUpperCase())],
  ])('pages %s', (_, spoil) => {
    expect(shares(pages.map(spoil), 'foreign-ocr').wanted).toBeGreaterThan(0.95)
  })

  test('a paragraph without marks', () => {
    expect(shares(pieces(vietnamese, 60).map(bare), 'foreign-ocr').wanted).toBeGreaterThan(0.95)
  })

  // What Tesseract 5 makes with its English data of pages of samples/.
  test.each([
    `Thuyc hién Cong dién s6 86/CD-TTg ngay 03/9/2024 ctia Thu twdng Chinh pha vé viéc tap trung tng phé bdo s6 3; Cong vin sd
     4127/UBND-NN ngay 05/9/2024 cia UBND tinh vé viéc cht dong tng phd mua li, S& Nong nghiép va Phat trién nong thon dé nghi
     cac dia phuwong, don vi trién khai ngay mot sé noi dung sau: 1. Theo bén tin dy béo, tir chiéu ngay 07/9 dén ngay 09/9/2024,
     trén dia ban tinh c6 mua to, lwgng mwa pho bién 150 - 250 mm, c6 noi trén 300 mm.`,
    `Can cit Ludt Giao dich dién ti ngay 22 thang 6 nam 2023; Cdn cit Nghi dinh s6 42/2022/ND-CP ngay 24 thdng 6 ndm 2022 ctia
     Chinh pht quy dinh vé viéc cung cdp thong tin va dich vu cong truc tuyén cua co quan nha nudc trén méi truong mang; Can cit
     Quyét dinh s6 749/QD-TTg ngay 03 thang 6 nam 2020 cua Thu tudng Chinh phu phé duyét "Chuong trinh Chuyén déi sé quéc gia
     dén nam 2025, dinh huéng dén nam 2030"`,
    `HƯÓNG DÃN VÈ THE THÚC, KY THUAT TRINH BÀY VAN BAN. Ủy ban nhan dan tinh yêu càu các co quan, don vi thuc hien dung quy dinh
     vè công tác van thu, lưu tru; kip thoi bao cao nhung vuong mac trong quá trinh triên khai`,
  ])('%j', (text) => {
    expect(judge(text)).toBe('foreign-ocr')
  })
})

describe('letters replaced by signs', () => {
  const replace = (letters: string, signs: string) => (text: string) =>
    Array.from(text.normalize('NFC'), (char) => (letters.includes(char) ? signs[letters.indexOf(char)]! : char)).join(
      '',
    )
  /** Fonts whose codes are the numbers of their glyphs: ASCII 29 lower, the others anywhere. */
  const glyphNumbers = (text: string) =>
    Array.from(text.normalize('NFC'), (char) => {
      const code = char.charCodeAt(0)
      return code < 0x40 ? char : String.fromCharCode(code < 0x80 ? code - 29 : 0x250 + (code % 0x100))
    }).join('')
  /** Fonts whose glyphs are numbered from 1 as they are met: the first 32 are white space. */
  const numbered = (text: string) => {
    const met: string[] = []
    return Array.from(text.normalize('NFC'), (char) => {
      if (char === ' ') return char
      if (!met.includes(char)) met.push(char)
      const code = met.indexOf(char) + 1
      return code <= 0x20 ? ' ' : String.fromCharCode(code)
    }).join('')
  }

  test.each([
    ['some letters', replace('ượiêđnc', '!"#$%&*'), 0.95],
    ['many letters', replace('aáàhiêncđgtộ', '!"#$%&()*+;<'), 0.95],
    ['private use for letters with marks', (text: string) => text.replace(/[^\x00-\x7f]/gu, '\ue012'), 1],
    ['the replacement character', (text: string) => text.replace(/[^\x00-\x7f]/gu, '\ufffd'), 1],
    ['white space for letters with marks', (text: string) => text.replace(/[^\x00-\x7f]/gu, ' '), 0.9],
    ['numbers of glyphs', glyphNumbers, 1],
    ['numbers of glyphs in the order met', numbered, 1],
  ])('%s', (_, spoil, share) => {
    expect(shares(pages.map(spoil), 'substituted').wanted).toBeGreaterThanOrEqual(share)
  })
})

test('odd input does not take long', () => {
  const odd = [
    '¡¿'.repeat(50_000),
    'à'.repeat(100_000),
    'ng'.repeat(100_000),
    '"#$'.repeat(60_000),
    'l.'.repeat(100_000),
  ]
  const started = processorMs()
  for (const text of odd) judge(text)
  for (const text of odd) judge(Array.from({ length: 20_000 }, (_, i) => text.slice(i, i + 7)).join(' '))
  expect(processorMs() - started).toBeLessThan(20_000)
})

test('a million words are no more work than some thousand', () => {
  const words = Array.from({ length: 1_000_000 }, () => ({ raw: 'ban' }))
  expect(judgeText(words)).toBe('foreign-ocr')
})
