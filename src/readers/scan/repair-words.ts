import type { PageText } from '../../layout/page-layout.ts'
import { textOf, type PlacedWord } from '../../layout/words.ts'
import { syllableScore } from '../../text/encodings/syllables.ts'
import { usualSyllables } from '../../text/encodings/usual-syllables.ts'
import { readDigits } from './look-alikes.ts'
import { changeLines, standingFor, withWords } from './page-lines.ts'

/** '3⁄12': the model knows a slash of fractions, Vietnamese keyboards have none. */
const fractionSlash = /⁄/gu
/** '14,8%o': what looks like per mille behind a number. */
const perMille = /(?<=\d\s?)%[oO0](?=[.,;:)]*$)/u
/** A word in which the engine may have overlooked spaces; addresses and symbols have other signs inside. */
const gluedWord = /^([("“]*)(\p{L}{4,})([)"”.,;:!?…=]*)$/u
/** 'XIH' in 'lần thứ XIII': no numeral has an H. Behind a V one stroke may be too many: left to headings, whose place tells. */
const numeralWithH = /(?<=^X{1,3}I?V?)H(?=[.,;:)]*$)/u
/** '(b/c)', for report, in lists of recipients. */
const forReport = /(?<=^\(?)b\/[CoO0eG](?=\)[.,;]*$)/u
/** 'KT,': the point behind who signs for whom. */
const authority = /(?<=^(?:TM|KT|TL|TUQ))[,:;](?=$)/u
/** '96/1Tr-VP' and '12/QO-UBND': of the symbols there are, TTr and QĐ. */
const symbols: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d\/)[1lI]Tr(?=-)/u, 'TTr'],
  [/(?<=\d\/)Q[O0](?=-)/u, 'QĐ'],
  [/(?<=\d\/)5(?=\p{Lu}{2,})/u, 'S'],
]
/** The number before a symbol: 'l2/KH-UBND'. With one true digit at least. */
const ownNumber = /(?<=^[("“]?)(?=[lIOo|]*\d)[\dlIOo|]*[lIOo|][\dlIOo|]*(?=\/(?:\d{4}\/)?\p{Lu}{1,5}(?:-|\p{Lu}|$))/u
/** '1§' for 15. */
const section = /^\d*§\d*(?=[.,;:)]*$)/u
/** More syllables in a row than this are no slip but a line set without spaces. */
const mostSyllables = 4
/** Syllables this seldom (natural logarithm of their share) are met by chance; those without a consonant in front more so. */
const leastShare = -12
const vowelFirst = /^[^bcdđghklmnpqrstvx]/u
/** A second way to divide a word must be this much less likely (natural logarithm), or nothing is divided. */
const clearly = Math.log(100)
/** Abbreviations of a list: 'VT,TH'. */
const gluedList = /(?<=\p{L}[,;])(?=\p{L})/u
/** The dash that opens a line: '-Lưu:'. */
const gluedDash = /(?<=^[-–])(?=\p{L})/u
const ascii = /^[a-z]*$/iu

/** The pages with signs the model mistakes put right, and words divided between which it overlooked the space. */
export function repairWords(pages: readonly PageText[]): PageText[] {
  return pages.map((page) =>
    changeLines(page, (lines) =>
      lines.map((line) => {
        const words = line.words.flatMap((word, i) => divide(repairSigns(word), i === 0))
        repairProvince(words)
        repairQuarter(words)
        repairSlash(words)
        return words.every((word, i) => word === line.words[i]) ? line : withWords(line, words)
      }),
    ),
  )
}

/** 'TÍNH TÂN MỸ' beside 'CỘNG HÒA …': what opens a letterhead is a province. */
function repairProvince(words: PlacedWord[]): void {
  const [first] = words
  const beside = words.findIndex((word) => /^C[ỘO]NG$/u.test(textOf(word)))
  if (first && beside > 1 && beside < 6 && /^T[ÍÌĨI]NH$/u.test(textOf(first))) words[0] = standingFor(first, 'TỈNH')
}

/** 'quý 1II': strokes behind the word for a quarter are of one numeral. */
function repairQuarter(words: PlacedWord[]): void {
  for (const [i, word] of words.entries()) {
    const text = textOf(word)
    const isQuarter =
      i > 0 && /^quý$/iu.test(textOf(words[i - 1]!)) && /^(?=.*I)(?=.*[1l|])[I1l|]{2,3}(?![\dI])/u.test(text)
    if (isQuarter) words[i] = standingFor(word, text.replace(/[1l|](?=[I1l|]|$)|(?<=I)[1l|]/gu, 'I'))
  }
}

/** 'Số: 1543SVHTTDL-QLDL': the slash between number and issuer was overlooked; no symbol there is has none. */
function repairSlash(words: PlacedWord[]): void {
  for (const [i, word] of words.entries()) {
    const text = textOf(word)
    if (i > 0 && /^\(?s[ốóồo]:?$/iu.test(textOf(words[i - 1]!)) && /^\d{1,5}\p{Lu}{2,}-\p{Lu}{2,}[.,;:)]*$/u.test(text))
      words[i] = standingFor(word, text.replace(/(?<=\d)(?=\p{Lu})/u, '/'))
  }
}

function repairSigns(word: PlacedWord): PlacedWord {
  const text = textOf(word)
  const meant = text
    .replace(fractionSlash, '/')
    .replace(perMille, '‰')
    .replace(numeralWithH, 'II')
    .replace(forReport, 'b/c')
    .replace(authority, '.')
    .replace(ownNumber, readDigits)
    .replace(section, (digits) => (digits === '§' ? digits : digits.replaceAll('§', '5')))
  const known = symbols.reduce((symbol, [looks, is]) => symbol.replace(looks, is), meant)
  return known === text ? word : standingFor(word, known)
}

function divide(word: PlacedWord, opensLine: boolean): PlacedWord[] {
  // What stands for something else already has no letters of its own to be divided.
  if (word.shown || word.raw !== word.raw.normalize('NFC')) return [word]
  return cutAt(word, cutsOf(word.raw, opensLine))
}

/** Where spaces are missing: indices in the word. */
function cutsOf(raw: string, opensLine: boolean): number[] {
  const list = raw.split(gluedList).flatMap((part, i) => (opensLine && i === 0 ? part.split(gluedDash) : [part]))
  if (list.length > 1) return endsOf(list)
  const parts = gluedWord.exec(raw)
  if (!parts) return []
  const [, before, letters] = parts as unknown as [string, string, string]
  const syllables = divideSyllables(letters)
  return endsOf(syllables).map((end) => before.length + end)
}

/** Ends of all parts but the last. */
function endsOf(parts: readonly string[]): number[] {
  let end = 0
  return parts.slice(0, -1).map((part) => (end += part.length))
}

interface Division {
  readonly syllables: readonly string[]
  readonly score: number
}

/** 'Trangthông' → 'Trang', 'thông'; the word itself where it is one, or there is no one way to divide it. */
function divideSyllables(letters: string): readonly string[] {
  const lower = letters.toLowerCase()
  if (syllableScore(lower) > -Infinity || ascii.test(letters)) return [letters]
  const ways = divisions(lower, mostSyllables).sort((a, b) => b.score - a.score)
  const [best, second] = ways
  if (!best || (second && best.score - second.score < clearly)) return [letters]
  let at = 0
  return best.syllables.map(({ length }) => letters.slice(at, (at += length)))
}

function divisions(letters: string, most: number): Division[] {
  if (letters === '') return [{ syllables: [], score: 0 }]
  if (most === 0) return []
  const found: Division[] = []
  for (let length = 1; length <= letters.length; length++) {
    const syllable = letters.slice(0, length)
    const score = syllableScore(syllable)
    if (length === 1 || score < leastShare || (vowelFirst.test(syllable) && !usualSyllables.has(syllable))) continue
    for (const rest of divisions(letters.slice(length), most - 1))
      found.push({ syllables: [syllable, ...rest.syllables], score: score + rest.score })
  }
  return found
}

/** Its letters are taken for equally wide. */
function cutAt(word: PlacedWord, cuts: readonly number[]): PlacedWord[] {
  if (cuts.length === 0) return [word]
  const { raw, x0, x1 } = word
  const place = (at: number) => x0 + ((x1 - x0) * at) / raw.length
  return [...cuts, raw.length].map((end, i) => {
    const start = cuts[i - 1] ?? 0
    return { ...word, raw: raw.slice(start, end), x0: place(start), x1: place(end) }
  })
}
