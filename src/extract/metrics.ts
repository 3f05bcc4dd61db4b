import type { Metric, Reason } from '../domain/record.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import { parseNumber, parseNumberWords, type NumberReading } from '../text/numbers.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import { labelFor } from './label.ts'
import { maskSpans, masked, matchRules, withoutOverlaps, type Match, type Span } from './match.ts'
import type { Passage } from './passages.ts'

export type MetricValue = Omit<Metric, 'id' | 'raw' | 'confidence' | 'reasons' | 'rule' | 'evidence' | 'section'>

export interface MetricInput {
  readonly rules: RuleSet
  /** Which metric rules to try; all of `rules` but in tests of a single one. */
  readonly metricRules: readonly CompiledRule[]
  /** The text as rules see it, without masks. */
  readonly text: string
  readonly passages: readonly Passage[]
  readonly dates: readonly Candidate<DateValue>[]
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

type LayerInput = Pick<MetricInput, 'rules' | 'text' | 'passages' | 'dateSpans' | 'references'>

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
/** Words that begin with what looks like a unit: 10 Tỷ lệ …. */
const longerWord = /^[\p{L}]+ (?:lệ|trọng|suất)(?!\p{L})/u

/** Units behind numbers. */
function findUnits(view: string, input: LayerInput): Span[] {
  const found: Span[] = []
  for (const passage of input.passages) {
    const text = view.slice(passage.start, passage.end)
    for (const match of text.matchAll(beforeUnit)) {
      const start = match.index + match[0].length
      const end = longerWord.test(text.slice(start, start + 12)) ? null : input.rules.units.endAt(text, start)
      if (end !== null) found.push({ start: passage.start + start, end: passage.start + end })
    }
  }
  return found
}

/** Every figure stated in prose, in reading order. */
export function findMetrics(input: MetricInput): Candidate<MetricValue>[] {
  const { cited, view, codes, names } = layerText(input)
  const matches = withoutOverlaps(matchRules(input.metricRules, view, input.passages, input.rules.phrases))
  const reader = new MetricReader(input, cited, [...codes, ...names])
  const figures = withoutCitedNumbers(matches, input)
  return figures.flatMap((match, index) => reader.read(match, figures[index + 1]) ?? [])
}

/** A number of a cited document that comes back bare, and more than once, names that document or what it set up. */
const fewestDigits = 3

function withoutCitedNumbers(matches: readonly Match[], input: MetricInput): Match[] {
  const cited = new Set(
    input.references.flatMap((span) => /\d+/u.exec(input.text.slice(span.start, span.end))?.[0] ?? []),
  )
  const bare = (match: Match): string | null => {
    const value = match.groups.value
    const digits = value ? input.text.slice(value.start, value.end) : ''
    return digits.length >= fewestDigits && /^\d+$/u.test(digits) && cited.has(digits) ? digits : null
  }
  const times = new Map<string, number>()
  for (const match of matches) {
    const digits = bare(match)
    if (digits !== null) times.set(digits, (times.get(digits) ?? 0) + 1)
  }
  return matches.filter((match) => (times.get(bare(match) ?? '') ?? 0) < 2)
}

/** Masks that leave nothing of a label. */
const wordlessMasks: ReadonlySet<string> = new Set(['mask.link', 'mask.list-number', 'mask.inline-number'])
/** What only says where or when a figure before it was higher or lower: 'có tháng đạt 2,3 tỷ USD', 'có nơi trên 300 mm'. */
const weakLabel =
  /^(?:có )?(?:tỷ lệ|tỉ lệ|tháng|quý|năm|ngày|nơi|lúc|cao nhất|thấp nhất|bình quân|trung bình|xếp thứ)$/iu

class MetricReader {
  readonly #input: MetricInput
  readonly #cited: string
  /** As `#cited`, without list numbers and links: labels are cut from it. */
  readonly #labels: string
  readonly #comparisons: readonly Match[]
  #passage: Passage | null = null
  #previousEnd = 0
  #head: string | null = null
  /** Figures of one list may leave their name to the first: 'năm 2022: 6,8%; năm 2023: 7,4%'. */
  #lastLabel = ''

  constructor(input: MetricInput, cited: string, names: readonly Match[]) {
    this.#input = input
    this.#cited = cited
    const wordless = names.filter(({ rule: { id } }) => wordlessMasks.has(id))
    const repeated = names.filter(({ rule: { id } }) => id === 'mask.spelled-out')
    this.#labels = maskSpans(maskSpans(cited, wordless, masked.other), repeated, ' ')
    this.#comparisons = names.filter(({ rule: { id } }) => id === 'mask.plan-value' || id === 'name.base-value')
  }

  /** `next`: the figure after it, where its own phrase must end. */
  read(match: Match, next: Match | undefined): Candidate<MetricValue> | null {
    const figure = readFigure(match, this.#input.text)
    if (!figure) return null
    this.#enter(match)
    const { label, head } = labelFor({
      view: this.#labels,
      first: this.#previousEnd === match.passage.start,
      span: match,
      from: Math.max(match.passage.start, this.#previousEnd),
      until: next?.passage === match.passage ? next.start : match.passage.end,
      bounded: next?.passage === match.passage,
      shape: String(match.rule.set.shape),
      unit: figure.values.unit,
      of: this.#between(match, figure.values.unit),
      head: this.#head,
    })
    this.#head = head
    this.#previousEnd = match.end
    const named = label === '' || weakLabel.test(label) ? `${this.#lastLabel} ${label}`.trim() : label
    this.#lastLabel = named
    return {
      spans: [{ start: match.start, end: match.end }],
      rule: match.rule.id,
      confidence: match.rule.confidence,
      reasons: [...figure.reasons, ...(named === '' ? [{ code: 'no-label', delta: -0.15 }] : [])],
      value: {
        ...figure.values,
        label: named === '' ? (figure.values.unit ?? match.rule.id) : named,
        comparison: figure.values.comparison ?? this.#comparisonAfter(match),
        period: this.#period(match),
      },
    }
  }

  /** The words inside a figure that say what is counted: before the slash, or behind the whole's unit. */
  #between(match: Match, unit: string | null): string {
    const { of, rest, unit: own } = match.groups
    const span = of && of.end > of.start ? of : own ? undefined : rest
    const text = span
      ? this.#labels
          .slice(span.start, span.end)
          .replace(/[\s,)]+$/u, '')
          .trim()
      : ''
    return unit !== null && text.toLowerCase().startsWith(unit.toLowerCase()) ? text.slice(unit.length).trim() : text
  }

  /** A head holds within one sentence of one passage. */
  #enter(match: Match): void {
    if (this.#passage !== match.passage) {
      this.#passage = match.passage
      this.#previousEnd = match.passage.start
      this.#head = null
      this.#lastLabel = ''
      return
    }
    if (/[;\n]|\.\s/u.test(this.#cited.slice(this.#previousEnd, match.start))) this.#head = null
  }

  /** The planned or base value that stands right behind a figure, in the document's words. */
  #comparisonAfter(match: Match): string | null {
    const next = this.#comparisons.find((span) => span.start >= match.end && span.start - match.end <= 3)
    if (!next || !/^[\s,]*$/u.test(this.#cited.slice(match.end, next.start))) return null
    return this.#input.text
      .slice(next.start, next.end)
      .replace(/^\(|\)$/gu, '')
      .trim()
  }

  /** The window its own sentence states, the nearest before it first. */
  #period(match: Match): string | null {
    const near = this.#input.dates.filter(({ spans: [span], value }) => {
      const inside = span.start >= match.passage.start && span.end <= match.passage.end
      return inside && value.kind !== 'date' && value.start !== null && value.end !== null
    })
    const sentence = near.filter(
      ({ spans: [span] }) =>
        !/\.\s+\p{Lu}/u.test(this.#cited.slice(Math.min(span.end, match.end), Math.max(span.start, match.start))),
    )
    const before = sentence.filter(({ spans: [span] }) => span.end <= match.start).at(-1)
    const after = sentence.find(({ spans: [span] }) => span.start >= match.end && span.start - match.end <= 2)
    const date = before ?? after
    return date ? `${date.value.start ?? ''}/${date.value.end ?? ''}` : null
  }
}

type FigureValues = Omit<MetricValue, 'label' | 'period'>

const none: FigureValues = {
  value: null,
  unit: null,
  denominator: null,
  percent: null,
  from: null,
  to: null,
  change: null,
  comparison: null,
}

/** A reading that another separator convention would change. */
const uncertainReading: Reason = { code: 'separators-ambiguous', delta: -0.1 }

function readFigure(match: Match, text: string): { values: FigureValues; reasons: Reason[] } | null {
  const take = (name: string): string | null => {
    const group = match.rule.take[name]
    const span = group === undefined ? undefined : match.groups[group]
    return span ? text.slice(span.start, span.end).trim() : null
  }
  const unit = take('unit') ?? take('unit2')
  const base = { ...none, unit, comparison: take('comparison') }
  const read = (name: string): NumberReading | null => {
    const written = take(name)
    return written === null ? null : readNumber(written, unit)
  }
  switch (match.rule.set.shape) {
    case 'none':
      return { values: { ...base, value: 0 }, reasons: [] }
    case 'change':
      return withReading(read('change'), (change) => ({ ...base, change: change * signOf(take('direction')) }))
    case 'level-change':
      return readLevelChange(base, read('value'), read('change'), take('direction'))
    case 'from-to':
      return readFromTo(base, read('from'), read('to'))
    case 'percent':
      return withReading(read('value'), (value) => ({ ...base, value, percent: base.unit === '%' ? value : null }))
    default:
      return readCount(base, read('value'), read('denominator'), take('percent'))
  }
}

function withReading(
  reading: NumberReading | null,
  make: (value: number) => FigureValues,
): { values: FigureValues; reasons: Reason[] } | null {
  return reading ? { values: make(reading.value), reasons: reading.certain ? [] : [uncertainReading] } : null
}

function readLevelChange(
  base: FigureValues,
  level: NumberReading | null,
  change: NumberReading | null,
  direction: string | null,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!level || !change) return null
  const percent = base.unit === '%' ? level.value : null
  return withReading(level, (value) => ({ ...base, value, percent, change: change.value * signOf(direction) }))
}

function readFromTo(
  base: FigureValues,
  from: NumberReading | null,
  to: NumberReading | null,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!from || !to) return null
  const values = {
    ...base,
    from: from.value,
    to: to.value,
    value: to.value,
    percent: base.unit === '%' ? to.value : null,
  }
  return { values, reasons: from.certain && to.certain ? [] : [uncertainReading] }
}

/** A count, with its whole and its percentage where stated; the percentage decides between readings of the separators. */
function readCount(
  base: FigureValues,
  value: NumberReading | null,
  denominator: NumberReading | null,
  percentText: string | null,
): { values: FigureValues; reasons: Reason[] } | null {
  if (!value) return null
  const percent = percentText === null ? null : (readNumber(percentText, '%')?.value ?? null)
  const stated = { ...base, percent }
  if (!denominator) return withReading(value, (number) => ({ ...stated, value: number }))
  if (percent === null) {
    const certain = value.certain && denominator.certain
    return {
      values: { ...stated, value: value.value, denominator: denominator.value },
      reasons: certain ? [] : [uncertainReading],
    }
  }
  const tolerance = percentTolerance(percentText ?? '')
  for (const whole of denominator.candidates) {
    for (const part of value.candidates) {
      if (whole.value > 0 && Math.abs((100 * part.value) / whole.value - percent) <= tolerance) {
        return {
          values: { ...stated, value: part.value, denominator: whole.value },
          reasons: [{ code: 'ratio-agrees', delta: 0.03 }],
        }
      }
    }
  }
  return {
    values: { ...stated, value: value.value, denominator: denominator.value },
    reasons: [{ code: 'ratio-disagrees', delta: -0.15 }],
  }
}

/** Rounded or cut off: one unit of the last printed digit. */
function percentTolerance(text: string): number {
  const decimals = /[.,](\d+)$/u.exec(text.replace(/\s/gu, ''))?.[1]?.length ?? 0
  return 10 ** -decimals * 1.0001
}

function readNumber(written: string, unit: string | null): NumberReading | null {
  if (/^\p{L}/u.test(written)) {
    const value = parseNumberWords(written)
    return value === null ? null : { value, candidates: [{ value, style: 'integer' }], certain: true }
  }
  return parseNumber(written.replace(/\s+/gu, ''), { unit, percent: unit === '%' })
}

function signOf(direction: string | null): number {
  return /^(?:giảm|hụt)/iu.test(direction ?? '') ? -1 : 1
}
