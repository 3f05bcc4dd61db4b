import { firstIndex } from '../text/first-index.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import { layerText, type LayerInput } from './figure-layers.ts'
import { listAlternatives } from './figure-alternatives.ts'
import { isCoherent, readFigure, type FigureValues, type MetricValue } from './figure-values.ts'
import { labelFor } from './label.ts'
import { vocabularyOf } from './lexicon.ts'
import { nameBefore, withoutFirst } from './label-phrases.ts'
import { maskSpans, masked, matchRules, withRivals, type Match, type Span } from './match.ts'
import type { Passage } from './passages.ts'

export interface MetricInput extends LayerInput {
  /** Which metric rules to try; all of `rules` but in tests of a single one. */
  readonly metricRules: readonly CompiledRule[]
  readonly dates: readonly Candidate<DateValue>[]
}

/** Every figure stated in prose, in reading order. */
export function findMetrics(input: MetricInput): Candidate<MetricValue>[] {
  const { cited, view, codes, names } = layerText(input)
  const all = matchRules(input.metricRules, view, input.passages, input.rules.phrases)
  const matches = withRivals(all.filter((match) => isCoherent(match, input.text)))
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
    // In 'thuộc thẩm quyền: 133 thủ tục; đã niêm yết 133/133' it is a count that happens to be the same.
    if (
      match.groups.denominator ??
      match.groups.percent ??
      (value && /:\s*$/u.test(input.text.slice(Math.max(match.passage.start, value.start - 3), value.start)))
    )
      return null
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
  /^(?:có )?(?:tỷ lệ|tỉ lệ|tháng|quý|năm|ngày|nơi|lúc|cao nhất|thấp nhất|bình quân|trung bình|xếp thứ|nâng|đưa|(?:nâng|đưa) tỷ lệ|trước đây|tăng gấp|gấp|giảm|tăng|còn|vượt|cao hơn|thấp hơn)$/iu

/** What a comparison may stand behind its figure. */
const comparisonReach = 3

interface Parenthesis {
  readonly start: number
  readonly owner: string
  /** What stands before it is a figure. */
  readonly counted: boolean
  readonly keyed: boolean
  readonly head: string | null
  readonly last: string
}

interface Window extends Span {
  /** ISO interval, both days inclusive. */
  readonly days: string
}

/** Spans by where they start: a long document has thousands, and each figure asks for those of its passage. */
class Within<T extends Span> {
  readonly #spans: readonly T[]

  constructor(spans: readonly T[]) {
    this.#spans = [...spans].sort((a, b) => a.start - b.start)
  }

  /** Those that start from `from` to `to`, both inclusive, in order. */
  starting(from: number, to: number): T[] {
    const first = firstIndex(this.#spans.length, (at) => this.#spans[at]!.start >= from)
    let end = first
    while (end < this.#spans.length && this.#spans[end]!.start <= to) end++
    return this.#spans.slice(first, end)
  }
}

/** The comma of words always written together: it ends no name. */
const comma = '\u{E004}'
const joined = /\s*\u{E004}/gu

function joinPairs(text: string, rules: RuleSet): string {
  const { pairs } = vocabularyOf(rules)
  return pairs ? text.replace(pairs, comma) : text
}

class MetricReader {
  readonly #input: MetricInput
  readonly #cited: string
  /** As `#cited`, without list numbers and links: labels are cut from it. */
  readonly #labels: string
  readonly #comparisons: Within<Match>
  /** Dates and periods that say when something was. */
  readonly #windows: Within<Window>
  #passage: Passage | null = null
  #previousEnd = 0
  #head: string | null = null
  /** Figures of one list may leave their name to the first: 'năm 2022: 6,8%; năm 2023: 7,4%'. */
  #lastLabel = ''
  /** What the last figure of a unit in the passage is called: '41 ca tử vong tại 19 tỉnh, giảm 12 CA'. */
  readonly #labelOf = new Map<string, string>()
  /** What the sentence's first figure has before it: '(thu giữ) 3,4 g heroin, 04 xe máy và 28 triệu đồng'. */
  #lead = ''
  /** Up to here the words are the last figure's. */
  #usedEnd = 0
  /** What the words before the last figure say was done, and its unit. */
  #acts = ''
  #lastUnit = ''
  /** The full name of the rate that short names after it share: 'tỷ lệ hộ dùng nước sạch ở thành thị'. */
  #rate = ''
  /** The parenthesis the last figure stood in, what stands before it is called, and what holds outside it. */
  #parenthesis: Parenthesis | null = null

  constructor(input: MetricInput, cited: string, names: readonly Match[]) {
    this.#input = input
    this.#cited = cited
    const wordless = names.filter(({ rule: { id } }) => wordlessMasks.has(id))
    const repeated = names.filter(({ rule: { id } }) => id === 'mask.spelled-out')
    this.#labels = joinPairs(maskSpans(maskSpans(cited, wordless, masked.other), repeated, ' '), input.rules)
    this.#comparisons = new Within(
      names.filter(({ rule: { id } }) => id === 'mask.plan-value' || id === 'name.base-value'),
    )
    this.#windows = new Within(
      input.dates.flatMap(({ spans: [{ start, end }], value }) =>
        value.kind === 'date' || value.start === null || value.end === null
          ? []
          : [{ start, end, days: `${value.start}/${value.end}` }],
      ),
    )
  }

  /** `next`: the figure after it, where its own phrase must end. */
  read(match: Match, next: Match | undefined): Candidate<MetricValue> | null {
    const figure = readFigure(match, this.#input.text)
    if (!figure) return null
    this.#enter(match)
    this.#enterParenthesis(match)
    const { label, head, before, acts, rate, end } = labelFor({
      view: this.#labels,
      first: this.#previousEnd === match.passage.start,
      span: match,
      from: Math.max(match.passage.start, this.#previousEnd, this.#usedEnd),
      until: next?.passage === match.passage ? next.start : match.passage.end,
      bounded: next?.passage === match.passage,
      shape: String(match.rule.set.shape),
      closed: (match.groups.percent?.start ?? -1) > (match.groups.value?.start ?? match.end),
      unit: figure.values.unit,
      of: this.#between(match, figure.values),
      head: this.#head,
      last: (figure.values.value === null && this.#labelOf.get(figure.values.unit ?? '')) || this.#lastLabel,
      lead: this.#lead,
      owner: this.#parenthesis?.owner ?? '',
      keyedWithin: this.#parenthesis?.keyed === true,
      countedBefore: this.#parenthesis?.counted === true,
      acts: this.#acts,
      rate: this.#rate,
      topic: this.#topic(match),
      touching: this.#touching(match),
    })
    this.#head = head
    this.#previousEnd = match.end
    this.#usedEnd = end
    this.#acts = acts
    this.#rate = rate
    this.#lastUnit = figure.values.unit ?? ''
    if (this.#lead === '') this.#lead = before
    const named = label === '' || weakLabel.test(label) ? `${this.#lastLabel} ${label}`.trim() : label
    this.#lastLabel = named
    if (figure.values.value !== null && figure.values.unit !== '%') this.#labelOf.set(figure.values.unit ?? '', named)
    return {
      spans: [{ start: match.start, end: match.end }],
      rule: match.rule.id,
      confidence: match.rule.confidence,
      reasons: [...figure.reasons, ...(named === '' ? [{ code: 'no-label', delta: -0.15 }] : [])],
      alternatives: listAlternatives(match, this.#input.text, figure.values),
      value: {
        ...figure.values,
        label: named === '' ? (figure.values.unit ?? match.rule.id) : named.replace(joined, ','),
        comparison: figure.values.comparison ?? this.#comparisonAfter(match),
        period: this.#period(match),
      },
    }
  }

  /** The words inside a figure that say what is counted: before the slash, or behind the whole's unit. */
  #between(match: Match, { unit, percent }: FigureValues): string {
    const { of, unit: own } = match.groups
    const limited = percent === null && match.groups.percent ? behindUnit(match) : undefined
    const span = limited ?? (of && of.end > of.start ? of : own ? undefined : behindWhole(match))
    const text = span
      ? this.#labels
          .slice(span.start, span.end)
          .replace(/[\s,()]+$/u, '')
          .trim()
      : ''
    const said =
      span === of || span === limited
        ? text
        : text
            .replace(leadingIn, '')
            .replace(/^[\s(),]+/u, '')
            .trim()
    return unit !== null && said.toLowerCase().startsWith(unit.toLowerCase()) ? said.slice(unit.length).trim() : said
  }

  /** A head holds within one sentence of one passage. */
  #enter(match: Match): void {
    if (this.#passage !== match.passage) {
      this.#passage = match.passage
      this.#previousEnd = match.passage.start
      this.#head = null
      this.#lastLabel = ''
      this.#labelOf.clear()
      this.#lead = ''
      this.#usedEnd = match.passage.start
      this.#parenthesis = null
      this.#acts = ''
      this.#rate = ''
      return
    }
    if (/[;\n]|\.\s/u.test(this.#cited.slice(this.#previousEnd, match.start))) {
      this.#head = null
      this.#lead = ''
      this.#acts = ''
    }
    if (/\n|\.\s/u.test(this.#cited.slice(this.#previousEnd, match.start))) this.#rate = ''
  }

  /** 'Về thanh lý tài sản, các trường …': what the sentence says first that it is about. */
  #topic({ passage, start }: Match): string {
    const text = this.#labels.slice(Math.max(passage.start, start - longestParenthesis), start)
    const sentence = text.split(/\.\s|\n/u).at(-1) ?? ''
    return topic.exec(sentence)?.[1]?.trim() ?? ''
  }

  /** What the last figure is called where all words up to this one are its own. */
  #touching({ passage, start }: Match): string {
    if (this.#usedEnd <= this.#previousEnd || this.#passage !== passage) return ''
    if (this.#labels.slice(this.#usedEnd, start).trim() !== '') return ''
    const own = withoutFirst(this.#lastLabel, this.#lastUnit)
    if (own === this.#lastLabel) return ''
    // 'xã đặc biệt khó khăn Ở 35 huyện'
    return /(?<!\p{L})(?:ở|tại|thuộc|của|cho|trên|từ|trong|với)$/u.test(own) ? '' : own
  }

  /** A head holds inside its parenthesis only; what stands before the parenthesis names what its keys are of. */
  #enterParenthesis({ passage, start }: Match): void {
    const from = Math.max(passage.start, start - longestParenthesis)
    const text = this.#cited.slice(from, start)
    const open = text.lastIndexOf('(')
    const at = from + open
    if (open < 0 || text.includes(')', open)) {
      if (this.#parenthesis) {
        this.#head = this.#parenthesis.head
        this.#lastLabel = this.#parenthesis.last || this.#lastLabel
      }
      this.#parenthesis = null
    } else if (this.#parenthesis?.start !== at) {
      const outside = this.#labels.slice(this.#previousEnd, at)
      const follows = this.#lastLabel !== '' && !/[;\n,)]|\.\s/u.test(outside) && outside.length <= longestComplement
      const owner = follows ? this.#lastLabel : nameBefore(outside.slice(outside.lastIndexOf(', ') + 1))
      const { head, last } = this.#parenthesis ?? { head: this.#head, last: this.#lastLabel }
      // In 'chè (310 ha), quế (95 ha)' the parentheses hold no keys.
      const keyed = /\p{L}{2}/u.test(text.slice(open))
      this.#parenthesis = { start: at, owner, counted: follows, keyed, head, last }
    }
  }

  /** The planned or base value that stands right behind a figure, in the document's words. */
  #comparisonAfter(match: Match): string | null {
    const [next] = this.#comparisons.starting(match.end, match.end + comparisonReach)
    if (!next || !/^[\s,]*$/u.test(this.#cited.slice(match.end, next.start))) return null
    return this.#input.text
      .slice(next.start, next.end)
      .replace(/^\(|\)$/gu, '')
      .trim()
  }

  /** The window its own sentence states, the nearest before it first. */
  #period(match: Match): string | null {
    const { start, end } = match.passage
    const near = this.#windows.starting(start, end).filter((span) => {
      if (span.end > end) return false
      // 'so với cùng kỳ năm 2020' says what it is compared with, not when it was.
      return !compared.test(this.#cited.slice(Math.max(start, span.start - comparedReach), span.start))
    })
    const sentence = near.filter(
      (span) =>
        !/\.\s+\p{Lu}/u.test(this.#cited.slice(Math.min(span.end, match.end), Math.max(span.start, match.start))),
    )
    const before = sentence.filter((span) => span.end <= match.start).at(-1)
    const after = sentence.find((span) => span.start >= match.end && span.start - match.end <= 2)
    return (before ?? after)?.days ?? null
  }
}

/** How a sentence says first what it is about. */
const topic = /^[^\p{L}]*(?:Về|Đối với)\s+([^,;:.()]{4,60}),\s/u
/** Parentheses that say what a figure is made of are no longer than this. */
const longestParenthesis = 300
/** What a figure counts, between it and the parenthesis. */
const longestComplement = 60

/** What leads from a part of a whole to the percentage it makes: '…, đạt tỷ lệ'. */
const leadingIn =
  /(?:^|[\s,(.]+)(?:đạt|bằng|chiếm|tỷ lệ|tỉ lệ|tương ứng|tương đương|=)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn|được))*[\s,(]*$/iu

/** Between the whole, or its unit, and the percentage: '1.812/2.034 hộ ĐẠT GIA ĐÌNH VĂN HÓA, đạt 89,1%'. */
function behindWhole({ groups: { denominator, unit2, percent } }: Match): Span | undefined {
  const from = unit2 ?? denominator
  return from && percent && percent.start > from.end ? { start: from.end, end: percent.start } : undefined
}

/** '03/12 xã ĐẠT TỶ LỆ TRÊN 80%' */
function behindUnit({ groups: { unit2, denominator }, end }: Match): Span | undefined {
  const from = unit2 ?? denominator
  return from && { start: from.end, end }
}

/** A date right behind such words is what something is compared with; so many characters before it tell. */
const compared =
  /(?:so với|so cùng kỳ|cùng kỳ|so|giá so sánh|giá cố định)(?:\s+(?:ước|mức|thực hiện|cùng kỳ|kỳ|của|năm|cả)){0,4}\s*$/iu
const comparedReach = 40
