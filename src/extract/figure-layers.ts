import type { RuleSet } from '../rules/rule-set.ts'
import { maskSpans, masked, matchRules, withoutOverlaps, type Match, type Span } from './match.ts'
import type { Passage } from './passages.ts'

export interface LayerInput {
  readonly rules: RuleSet
  /** The text as rules see it, without masks. */
  readonly text: string
  readonly passages: readonly Passage[]
  /** Everything that is a date or a document: their digits count nothing. */
  readonly dateSpans: readonly Span[]
  readonly references: readonly Span[]
}

/** The text in layers, each with more of its digits masked; all of one length. */
interface Layers {
  /** Dates and documents masked: what labels are read from. */
  readonly cited: string
  /** Codes, links and list marks masked too. */
  readonly coded: string
  /** Units behind numbers marked. */
  readonly marked: string
  /** Names with numbers in them masked: every digit left is a figure's. */
  readonly view: string
  readonly codes: readonly Match[]
  readonly names: readonly Match[]
}

/** Masks everything that holds digits and is no figure. */
export function layerText(input: LayerInput): Layers {
  const { mask, name } = input.rules.byFamily
  const cited = maskSpans(maskSpans(input.text, input.dateSpans, masked.date), input.references, masked.reference)
  const codes = withoutOverlaps(matchRules(mask, cited, input.passages))
  const coded = maskSpans(cited, codes, masked.other)
  const marked = maskSpans(coded, findUnits(coded, input), masked.unit)
  const names = withoutOverlaps(matchRules(name, marked, input.passages))
  return { cited, coded, marked, view: maskSpans(marked, names, masked.other), codes, names }
}

/** What a unit may stand behind: a digit or the last word of a number, the number said again, and at most a space. */
const beforeUnit =
  /(?=[\dhbnstcmlr])(?:\d|(?<![\p{L}\p{M}])(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)|mươi|mốt|lăm|trăm|nghìn|rưỡi)(?: ?\u{E002}{4,})? ?(?=\p{L})/gu
/** Words that begin with what looks like a unit: 10 Tỷ lệ …, tháng 9 giải quyết …, 2016 ban hành. */
const longerWord =
  /^(?:[\p{L}]+ (?:lệ|trọng|suất)|giải (?:ngân|quyết|phóng|thể(?! thao)|trình|tỏa|toả|đáp|trí|thích|mã|cứu)|ban hành)(?!\p{L})/iu

/** Units behind numbers. */
function findUnits(view: string, input: LayerInput): Span[] {
  const found: Span[] = []
  for (const passage of input.passages) {
    const text = view.slice(passage.start, passage.end)
    for (const match of text.matchAll(beforeUnit)) {
      const start = match.index + match[0].length
      const end = longerWord.test(text.slice(start, start + 16)) ? null : input.rules.units.endAt(text, start)
      if (end !== null) found.push({ start: passage.start + start, end: passage.start + end })
    }
  }
  return found
}
