import type { DateMention, Extracted, FormRow, Metric, Reason, Reference } from '../domain/record.ts'

/**
 * What an item's own words and the characters next to it say of how well it was read. Deltas are estimates until the model
 * has been fitted: see rules/confidence.yaml.
 */
export class Surroundings {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  ofReference(item: Reference): Reason[] {
    const { before, after } = this.#around(item)
    return listed([
      [item.date === null && unreadDay.test(after), 'date-unread', -0.5],
      [item.date === null && item.number !== null && !unreadDay.test(after), 'undated', -0.01],
      [item.number !== null && !usualNumber.test(item.number), 'number-odd', -0.1],
      [letterAsDigit.test(item.raw), 'letter-for-digit', -0.3],
      [joinedBefore.test(before) || /^ ?[/-] ?[\p{L}\d]|^[\p{L}\d]/u.test(after), 'cut-off', -0.2],
    ])
  }

  ofDate(item: DateMention): Reason[] {
    const { before, after } = this.#around(item)
    const isOpen = item.kind === 'date' && (rangeGoesOn.test(after) || rangeWentBefore.test(before))
    return listed([
      [isOpen, 'range-beside', -0.3],
      [item.start === null, 'not-dated', -0.1],
      [letterAsDigit.test(item.raw), 'letter-for-digit', -0.3],
      [joinedBefore.test(before) || /^ ?[./] ?\d|^[\p{L}\d]/u.test(after), 'cut-off', -0.2],
    ])
  }

  ofMetric(item: Metric): Reason[] {
    const { before, after } = this.#around(item)
    const { unit, value, denominator, from } = item
    const isSmall = unit === null && denominator === null && value !== null && value <= mostSmall
    return listed([
      [unit === null && /\d/u.test(item.raw), 'no-unit', -0.03],
      [namedBefore.test(before), 'named-before', 0.01],
      [isSmall && /^\d+$/u.test(item.raw), 'bare-small', -0.15],
      [unit === null && bareDay.test(item.raw), 'looks-like-a-day', -0.2],
      [value !== null && denominator !== null && value > denominator, 'part-exceeds-whole', -0.1],
      [from !== null && boundsOrChange.test(item.raw), 'bounds-or-change', -0.3],
      [unit === 'lần' || /^ ?lần(?!\p{L})/u.test(after), 'times', -0.3],
      [/\d ?[.,]?\s?$/u.test(before) || /^ ?[.,]?\d|^ ?\/ ?\d/u.test(after), 'number-beside', -0.3],
      [/(?:tỷ|triệu|nghìn)(?: đồng)?\s$/u.test(before), 'amount-before', -0.3],
      [/^\p{L}/u.test(after) || wordGoesOn.test(before.slice(-1) + item.raw.slice(0, 1)), 'cut-off', -0.1],
    ])
  }

  ofRow(item: FormRow): Reason[] {
    const figures = item.cells.filter((cell) => cell !== null && /^\d[\d.,]*%?$/u.test(cell)).length
    return listed([
      [item.stt === null, 'row-unnumbered', -0.1],
      [item.value === null, 'no-value', -0.02],
      [item.unit === null, 'no-unit', -0.02],
      [figures > (item.stt !== null && /^\d+$/u.test(item.stt) ? 2 : 1), 'several-figures', -0.05],
    ])
  }

  #around({ evidence }: Extracted): { readonly before: string; readonly after: string } {
    const { start, end } = evidence[0]!
    return { before: this.#text.slice(Math.max(0, start - reach), start), after: this.#text.slice(end, end + reach) }
  }
}

/** So many characters tell whether something was cut off or goes on. */
const reach = 16
/** Numbers up to it count files as often as they number houses. */
const mostSmall = 12

const unreadDay = /^[\s,(]*(?:ng\p{L}{1,4} ?\d|\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{2})/u
const usualNumber = /^\d{1,5}(?:\/\d{4})?(?:[/-](?=\p{L})[\p{L}\d&.]+)*$/u
/** 'từ 5 đến 9 ngày' may be a change or bounds; with 'xuống', 'lên' or a sign of its own it is told. */
const boundsOrChange = /^từ(?!.*(?:xuống|lên|tăng|giảm|còn))/iu
const letterAsDigit = /\d[OolI](?!\p{L})|(?<!\p{L})[OolI]\d/u
const joinedBefore = /[\p{L}\d][/.]?$/u
/** What opens a figure: 'giấy: 0', 'tổng số là 12', 'đạt 98%'. */
const namedBefore = /(?::|(?<!\p{L})(?:là|gồm|đạt|có|được|số|với))\s*$/iu
const wordGoesOn = /^[\p{L}\p{M}][\p{L}\p{M}\d]$/u
const rangeGoesOn = /^\s*(?:đến|tới|[-–])\s*(?:hết\s*)?(?:ngày\s*)?\d/u
const rangeWentBefore = /\d\s*(?:đến|tới|[-–])\s*(?:hết\s*)?$/u
const bareDay = /^(?:0?[1-9]|[12]\d|3[01]) ?\/ ?(?:0?[1-9]|1[0-2])$/u

function listed(reasons: readonly (readonly [holds: boolean, code: string, delta: number])[]): Reason[] {
  return reasons.flatMap(([holds, code, delta]) => (holds ? [{ code, delta }] : []))
}
