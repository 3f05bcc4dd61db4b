import { plainOf } from './marked-text.ts'
import type { FormRowDraft } from './section.ts'
import type { Writer } from './writer.ts'

export function groupRow(stt: string, indicator: string): FormRowDraft {
  return { stt, indicator, unit: '', value: '', truth: null }
}

/** A row of one count. `inProse`: the prose tells of it in the same words, so that the two can be held against each other. */
export function countRow(
  w: Writer,
  stt: string,
  indicator: string,
  unit: string,
  value: number,
  inProse: boolean,
): FormRowDraft {
  const isOther = inProse && value > 9 && w.faulty('row-value')
  const isZero = inProse && value > 0 && w.faulty('row-zero')
  const isUnit = w.faulty('row-unit')
  const isTyping = inProse && w.faulty('row-typing')
  const printed = isOther ? otherThan(w, value) : isZero ? 0 : value
  return {
    stt,
    indicator: isTyping ? mistyped(w, indicator) : indicator,
    unit: w.wrong(isUnit, isUnit ? '%' : unit),
    value: w.wrong(isOther || isZero, w.n(printed)),
    truth: printed,
  }
}

/** A percentage over the two rows it is made of: the whole, then the part. */
export function rateRow(
  w: Writer,
  stt: string,
  indicator: string,
  unit: string,
  [whole, part]: readonly [readonly [string, number], readonly [string, number]],
): FormRowDraft[] {
  const isRatio = w.faulty('row-ratio')
  const isBlank = w.faulty('row-blank')
  const isUnit = w.faulty('row-unit')
  const right = w.percentOf(part[1], whole[1])
  const percent = isRatio ? w.wrongPercent(right) : right
  const printed = w.habits.percentSign === '%' && stt.length % 2 === 0 ? w.percent(percent) : plainOf(w.n(percent))
  return [
    {
      stt,
      indicator,
      unit: w.wrong(isUnit, isUnit ? unit : '%'),
      value: w.wrong(isRatio, printed.replace(/^0(?=\d)/, '')),
      truth: percent,
    },
    { stt: `${stt}.1`, indicator: whole[0], unit, value: w.n(whole[1]), truth: whole[1] },
    {
      stt: `${stt}.2`,
      indicator: w.wrong(isBlank, part[0]),
      unit,
      value: isBlank ? '' : w.n(part[1]),
      truth: isBlank ? null : part[1],
    },
  ]
}

/** A total and the rows it is made of. */
export function sumRows(
  w: Writer,
  stt: string,
  unit: string,
  whole: string,
  list: readonly (readonly [string, number])[],
): FormRowDraft[] {
  const isWrong = w.faulty('row-sum')
  const total = list.reduce((sum, [, value]) => sum + value, 0)
  const slipped = isWrong ? total + w.slip.pick([1, 2, 10, 100]) : total
  const rows = list.map(([indicator, value], at) => ({
    stt: `${stt}.${at + 1}`,
    indicator,
    unit,
    value: w.n(value),
    truth: value,
  }))
  return [{ stt, indicator: whole, unit, value: w.wrong(isWrong, w.n(slipped)), truth: slipped }, ...rows]
}

/** Two digits changed places, or one is another. */
function otherThan(w: Writer, value: number): number {
  const digits = String(value).split('')
  const at = digits.findIndex((digit, index) => index > 0 && digit !== digits[index - 1])
  if (at > 0 && w.slip.chance(0.5)) {
    const swapped = [...digits]
    ;[swapped[at - 1], swapped[at]] = [digits[at]!, digits[at - 1]!]
    if (swapped[0] !== '0') return Number(swapped.join(''))
  }
  return value + w.slip.pick([1, 3, 9, 10])
}

/** A letter of the longest word lost, doubled or without its marks, or two changed places. */
function mistyped(w: Writer, label: string): string {
  const words = label.split(' ')
  const longest = words.reduce((best, word, at) => (word.length > words[best]!.length ? at : best), 0)
  const word = words[longest]!
  const slips = slipsOf(word).filter((slip) => slip !== word)
  return words.map((one, at) => (at === longest ? w.wrong(true, w.slip.pick(slips)) : one)).join(' ')
}

function slipsOf(word: string): string[] {
  const letters = Array.from(
    word.slice(1),
    (letter, at) => [word.slice(0, at + 1), letter, word.slice(at + 2)] as const,
  )
  return letters.flatMap(([before, letter, after]) => [
    before + after,
    before + letter + letter + after,
    before + letter.normalize('NFD').charAt(0) + after,
    ...(after === '' ? [] : [before + after.charAt(0) + letter + after.slice(1)]),
  ])
}
