import { remembered } from './remembered.ts'
import { foldTone } from './vietnamese.ts'

/** A word of a text as search sees it. */
export interface SearchWord {
  /** UTF-16 offsets into the text. */
  readonly start: number
  readonly end: number
  /** The key of a reader who writes marks: spellings of one syllable are equal (hòa, hoà; tỷ, tỉ), others are not. */
  readonly marked: string
  /** The key of one who writes none: letters without any mark, đ as d. */
  readonly plain: string
}

/** Letters and digits are words apart: 'ngày15' is found by 'ngày', '3.811triệu' by 'triệu'. */
const word = /[\p{L}\p{M}]+|\p{Nd}+/gu
const marks = /\p{M}/gu
/** No word of a language; whatever is longer is found by its beginning. */
const longestWord = 40

interface Keys {
  readonly marked: string
  readonly plain: string
}

const keysOf = remembered(50_000, (written): Keys => {
  const marked = foldTone(written.slice(0, longestWord).toLowerCase())
  return { marked, plain: marked.normalize('NFD').replace(marks, '').replaceAll('đ', 'd') }
})

/** The words of a text in their order; NFC and NFD give the same keys. */
export function searchWords(text: string): SearchWord[] {
  const words: SearchWord[] = []
  for (const { 0: written, index } of text.matchAll(word)) {
    words.push({ start: index, end: index + written.length, ...keysOf(written) })
  }
  return words
}

/** Whether a text is written with Vietnamese marks. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đĐ]/u.test(text.normalize('NFD'))
}

/** A text as one key without marks: what is spelled alike is equal. */
export function plainKey(text: string): string {
  return plainOf(searchWords(text))
}

/** The same of words. */
export function plainOf(words: readonly SearchWord[]): string {
  return words.map(({ plain }) => plain).join(' ')
}
