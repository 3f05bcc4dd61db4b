import { absolute, type Amount } from '../amounts.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { flowRole, roleIn } from '../flow-roles.ts'
import type { Row } from '../form-rows.ts'
import { LabelKeys, type LabelKey } from '../label-keys.ts'
import { show } from '../slips.ts'
import { countCommon, wordKey } from '../word-key.ts'
import { nameRow } from './form-arithmetic.ts'

/** A row of a form and a figure of the prose that tell of one thing. */
interface Match {
  readonly row: Row & { readonly amount: Amount }
  readonly figure: Figure
  /** The figure's number of the row's kind: a percentage for a percentage. */
  readonly amount: Amount
  readonly score: number
  /** Alike in every aspect, so that they must agree; else only that they may. */
  readonly sure: boolean
}

/** Shares of words a row and a figure must have in common: of the row's, with the figure's surroundings; of the figure's own. */
const rowShare = 0.75
const figureShare = 0.6
/** For a zero the prose contradicts, what is done weighs more than how it is called. */
const zeroShare = 0.6

/** C4: a figure of the prose and the row of a form that has it, with different numbers. */
export function checkFormValues(facts: Facts): Suspicion[] {
  return [...groupByRow(matcherOf(facts).match(false))].flatMap(([row, matches]) => {
    const sure = matches.filter((match) => match.sure)
    if (sure.length === 0 || row.amount.value === 0 || agrees(facts, row, matches)) return []
    const best = sure.reduce((a, b) => (b.score > a.score ? b : a))
    if (sure.some((match) => match.score === best.score && match.amount.value !== best.amount.value)) return []
    if (best.amount.value === 0) return []
    const carried = carriedOver(facts, best)
    return [difference(row, best, carried)]
  })
}

/** C17: a form says none where the prose tells of some. */
export function checkFormZeros(facts: Facts): Suspicion[] {
  return [...groupByRow(matcherOf(facts).match(true))].flatMap(([row, matches]) => {
    const sure = matches.filter((match) => match.sure)
    if (sure.length === 0 || agrees(facts, row, matches)) return []
    const best = sure.reduce((a, b) => (b.score > a.score ? b : a))
    if ((row.amount.value === 0) === (best.amount.value === 0)) return []
    return [difference(row, best, '')]
  })
}

function difference(row: Match['row'], { figure, amount }: Match, note: string): Suspicion {
  const sign = row.percent ? '%' : ''
  return {
    values: {
      row: nameRow(row),
      form: row.form.number ?? '',
      value: `${show(row.amount)}${sign}`,
      stated: `${show(amount)}${sign}`,
      note,
    },
    spans: [row, figure],
    items: [row.item.id, figure.item.id],
    expected: `${show(amount)}${sign}`,
    found: `${show(row.amount)}${sign}`,
    computation: note === '' ? `${show(row.amount)}${sign} ≠ ${show(amount)}${sign}` : note,
  }
}

function groupByRow(matches: readonly Match[]): Map<Match['row'], Match[]> {
  const groups = new Map<Match['row'], Match[]>()
  for (const match of matches) groups.set(match.row, [...(groups.get(match.row) ?? []), match])
  return groups
}

/** Some figure that may be the row's has its number, or the list the figure stands in adds up to it. */
function agrees(facts: Facts, row: Match['row'], matches: readonly Match[]): boolean {
  return matches.some((match) => isEqual(match) || listSum(facts, match.figure) === row.amount.value)
}

/** The row has the figure's number, or the other one of a ratio: 'đã hoàn thành 26/40 nhiệm vụ đề ra'. */
function isEqual({ row, figure, amount }: Match): boolean {
  if (equal(row.amount, amount)) return true
  return !row.percent && [figure.part, figure.whole].some((other) => other !== null && equal(row.amount, other))
}

function equal(row: Amount, figure: Amount): boolean {
  const step = Math.max(row.step * row.scale, figure.step * figure.scale, row.decimals === figure.decimals ? 0 : 1)
  return Math.abs(absolute(row) - absolute(figure)) <= step * 1.0001
}

/** The counts of one sentence together: '18 bài, 04 video và 02 hình ảnh'. */
function listSum(facts: Facts, figure: Figure): number {
  const index = facts.figures.indexOf(figure)
  const isListed = (other: Figure | undefined, one: Figure | undefined): boolean =>
    one?.part !== null &&
    other?.part !== null &&
    one !== undefined &&
    other?.line.start === one.line.start &&
    !/[.;:]\s/u.test(one.before)
  let [first, last] = [index, index]
  while (isListed(facts.figures[first - 1], facts.figures[first])) first--
  while (isListed(facts.figures[last], facts.figures[last + 1])) last++
  return facts.figures.slice(first, last + 1).reduce((sum, { part }) => sum + (part?.value ?? 0), 0)
}

/** '298 + 1 = 299': the form counts what was carried over, too. */
function carriedOver(facts: Facts, { row, figure, amount }: Match): string {
  const opening = facts.figures.find(
    (other) => other.line.start === figure.line.start && flowRole(facts, other) === 'opening' && other.part !== null,
  )
  if (!opening?.part || amount.value + opening.part.value !== row.amount.value) return ''
  return `${show(amount)} + ${show(opening.part)} = ${show(row.amount)}`
}

function matcherOf(facts: Facts): Matcher {
  return facts.keep(Matcher, () => new Matcher(facts))
}

interface KeyedFigure {
  readonly figure: Figure
  readonly own: LabelKey
  /** Words of its paragraph's beginning and of its section's title. */
  readonly around: ReadonlySet<string>
  /** Its own words without those of its unit. */
  readonly telling: ReadonlySet<string>
}

class Matcher {
  readonly #facts: Facts
  readonly #keys: LabelKeys
  readonly #figures: readonly KeyedFigure[]

  constructor(facts: Facts) {
    this.#facts = facts
    this.#keys = new LabelKeys(facts.lexicon('terms'), facts.wordList('ignored'), facts.lexicon('aspects'))
    this.#figures = facts.figures.flatMap((figure) => this.#keyed(figure) ?? [])
  }

  /** Pairs of a row and a figure, less those whose figure another row states as well or better. */
  match(zeros: boolean): Match[] {
    const pairs = this.#pairs(zeros)
    return pairs.filter(
      (pair) =>
        isEqual(pair) ||
        !pairs.some((other) => other.figure === pair.figure && other.score >= pair.score && isEqual(other)),
    )
  }

  #pairs(zeros: boolean): Match[] {
    return this.#facts.forms
      .flatMap(({ rows }) => rows)
      .flatMap((row) => {
        if (!row.amount || row.coded) return []
        const counted = row as Match['row']
        const key = this.#rowKey(row)
        return this.#figures.flatMap((keyed) => this.#pair(counted, key, keyed, zeros) ?? [])
      })
  }

  #keyed(figure: Figure): KeyedFigure | null {
    if (!figure.part && !figure.percent) return null
    const unit = this.#keys.read(figure.item.unit ?? '').words
    const label = this.#keys.read(`${figure.item.label} ${figure.item.unit ?? ''}`)
    const says = [...label.words].filter((word) => !unit.has(word)).length
    const own = says >= fewestTelling ? label : this.#keys.read(`${figure.item.label} ${figure.clause}`)
    const title = this.#facts.draft.sections.find(({ id }) => id === figure.item.section)?.title ?? ''
    const lead = /^[^\d]*/u.exec(this.#facts.text.slice(figure.line.start, figure.start))?.[0] ?? ''
    const around = this.#keys.read(`${lead} ${title.slice(0, longestTitle)}`).words
    return { figure, own, around, telling: new Set([...own.words].filter((word) => !unit.has(word))) }
  }

  /** A short label ('Trước hạn') is read with those above it. */
  #rowKey(row: Row): LabelKey {
    const labels: string[] = []
    let at: Row | null = row
    for (; at; at = at.parent) {
      labels.push(at.item.indicator.replace(/\([^()]*\)/gu, ' '))
      if (this.#keys.read(labels.join(' ')).words.size >= fewestWords) break
    }
    return this.#keys.read(labels.join(' '))
  }

  #pair(row: Match['row'], key: LabelKey, keyed: KeyedFigure, zeros: boolean): Match | null {
    const { figure, own, around, telling } = keyed
    const isTotal = figure.whole !== null && this.#facts.words('total').begin(row.key)
    const amount = row.percent ? figure.percent : isTotal ? figure.whole : figure.part
    if (!amount || key.words.size === 0 || telling.size === 0 || !this.#sameUnit(row, figure)) return null
    const direct = countCommon(key.words, own.words)
    const nearby = [...key.words].filter((word) => own.words.has(word) || around.has(word)).length
    const ofRow = nearby / key.words.size
    const ofFigure = direct / own.words.size
    const share = zeros ? zeroShare : rowShare
    if (ofRow < share || countCommon(key.words, telling) === 0) return null
    if (zeros ? direct < 1 : ofFigure < figureShare || direct < 2) return null
    const sure = this.#alike(row, key, keyed)
    return { row, figure, amount, score: ofRow + ofFigure, sure }
  }

  /** Same aspects and the same place in a flow. */
  #alike(row: Match['row'], key: LabelKey, { figure, own }: KeyedFigure): boolean {
    if (key.aspects.size !== own.aspects.size || [...key.aspects].some((aspect) => !own.aspects.has(aspect)))
      return false
    const role = roleIn(this.#facts, wordKey(row.item.indicator.replace(/\([^()]*\)/gu, ' ')))
    return row.percent || role === null || role === flowRole(this.#facts, figure)
  }

  #sameUnit(row: Row, figure: Figure): boolean {
    if (row.percent) return true
    const generic = this.#facts.words('generic').in(wordKey(row.item.unit ?? '')) || row.unit === ''
    if (generic || figure.unit === '' || figure.unit === row.unit) return true
    return figure.unit.startsWith(`${row.unit} `) || row.unit.startsWith(`${figure.unit} `)
  }
}

/** A figure whose label says less beyond its unit is read with the words around it. */
const fewestTelling = 2
/** A label of fewer words says too little alone. */
const fewestWords = 3
/** A heading's paragraph may run on into text. */
const longestTitle = 120
