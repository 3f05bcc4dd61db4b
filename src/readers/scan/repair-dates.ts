import type { TextLine } from '../../layout/lines.ts'
import type { PageText } from '../../layout/page-layout.ts'
import { textOf, type PlacedWord } from '../../layout/words.ts'
import { readDigits } from './look-alikes.ts'
import { changeLines, standingFor, withWords } from './page-lines.ts'

/** How the words of a date are read: wrong tones, u for n, single other vowels. */
const day = /^ng[aàáảãạâ][yvỵ]$/iu
const month = /^th[aàáảãạâấầăúùuóo][nu]g$/iu
const year = /^n[aàáảãạâấầẩăắằẳẵ]m$/iu
/** Parts of a date, letters that look like digits among the digits. */
const dayNumber = /^[0-3lIiOoQSZ|]?[\dlIiOoQSBZ|]$/u
const yearNumber = /^[12lIZ|][\dlIiOoQSBZsgq|]{3}(?=[,;.:)]*$)/u

/** A part of 'ngày 5 tháng 6 năm 2024': what it may look like, and what it is. */
type Part = readonly [looks: RegExp, meant: string | null]
const frame: readonly Part[] = [
  [day, 'ngày'],
  [dayNumber, null],
  [month, 'tháng'],
  [dayNumber, null],
  [year, 'năm'],
  [yearNumber, null],
]

/**
 * The pages with the words of dates put right ('ngày 06 thúng 9 nam 2O24'): only where all six parts stand one after the
 * other, also across the end of a line, and each looks like what must stand there.
 */
export function repairDates(pages: readonly PageText[]): PageText[] {
  return pages.map((page) => changeLines(page, repairLines))
}

function repairLines(lines: readonly TextLine[]): readonly TextLine[] {
  const words = lines.flatMap((line) => line.words)
  const changed = new Map<PlacedWord, PlacedWord>()
  for (let i = 0; i + frame.length <= words.length; i++) {
    if (!frame.every(([looks], k) => looks.test(textOf(words[i + k]!)))) continue
    for (const [k, [, meant]] of frame.entries()) {
      const word = words[i + k]!
      const right = meant === null ? repairNumber(textOf(word)) : inCaseOf(textOf(word), meant)
      if (right !== textOf(word)) changed.set(word, standingFor(word, right))
    }
  }
  if (changed.size === 0) return lines
  return lines.map((line) =>
    line.words.some((word) => changed.has(word))
      ? withWords(
          line,
          line.words.map((word) => changed.get(word) ?? word),
        )
      : line,
  )
}

function repairNumber(text: string): string {
  const tail = /[,;.:)]*$/u.exec(text)![0]
  return readDigits(text.slice(0, text.length - tail.length)) + tail
}

function inCaseOf(model: string, word: string): string {
  return /^\p{Lu}/u.test(model) ? word[0]!.toUpperCase() + word.slice(1) : word
}
