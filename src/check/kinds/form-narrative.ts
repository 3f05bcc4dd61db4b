import { absolute, type Amount } from '../amounts.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { flowRole, roleIn } from '../flow-roles.ts'
import { labelOf, type Row } from '../form-rows.ts'
import type { LabelKey } from '../label-keys.ts'
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
  const differing = contradicted(facts, false).filter(({ sure, best }) => {
    if (best.row.amount.value === 0 || best.amount.value === 0) return false
    return !sure.some((match) => match.score === best.score && match.amount.value !== best.amount.value)
  })
  return onePerFigure(differing).map(({ sure, best }) =>
    difference(best.row, best, carriedOver(facts, best), isDecided(sure, best)),
  )
}

/** C17: a form says none where the prose tells of some. */
export function checkFormZeros(facts: Facts): Suspicion[] {
  const differing = contradicted(facts, true).filter(
    ({ best }) => (best.row.amount.value === 0) !== (best.amount.value === 0),
  )
  return onePerFigure(differing).map(({ best }) => difference(best.row, best, ''))
}

/** A row no figure agrees with, and the figures that are surely of it. */
interface Contradiction {
  readonly sure: readonly Match[]
  readonly best: Match
}

function contradicted(facts: Facts, zeros: boolean): Contradiction[] {
  return [...groupByRow(matcherOf(facts).match(zeros))].flatMap(([row, matches]) => {
    const sure = matches.filter((match) => match.sure)
    if (sure.length === 0 || agrees(facts, row, matches)) return []
    return [{ sure, best: sure.reduce((a, b) => (b.score > a.score ? b : a)) }]
  })
}

/** A figure contradicts the row that is most like it; a row under that, of nearly the same name, may count less. */
function onePerFigure(all: readonly Contradiction[]): Contradiction[] {
  const likest = new Map<Figure, Contradiction>()
  for (const contradiction of all) {
    const { figure, score } = contradiction.best
    const other = likest.get(figure)
    if (!other || other.best.score < score) likest.set(figure, contradiction)
  }
  return [...likest.values()]
}

/** The prose says so in two places, and nowhere else. */
function isDecided(sure: readonly Match[], { amount }: Match): boolean {
  const places = new Set(sure.map(({ figure }) => figure.line.start))
  return places.size > 1 && sure.every((match) => match.amount.value === amount.value)
}

function difference(row: Match['row'], { figure, amount }: Match, note: string, decided = false): Suspicion {
  const written = show(amount)
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
    ...(decided && { proposed: { item: row.item.id, field: 'value', value: amount.value, written } }),
  }
}

function groupByRow(matches: readonly Match[]): Map<Match['row'], Match[]> {
  const groups = new Map<Match['row'], Match[]>()
  for (const match of matches) groups.set(match.row, [...(groups.get(match.row) ?? []), match])
  return groups
}

/** Some figure that may be the row's has its number, or the list the figure stands in adds up to it. */
function agrees(facts: Facts, row: Match['row'], matches: readonly Match[]): boolean {
  return (
    matches.some((match) => isEqual(match) || listSum(facts, match.figure) === row.amount.value) ||
    matcherOf(facts).states(row)
  )
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

/** The counts of one sentence together: '18 bài, 04 video và 02 hình ảnh', but not what is among them: 'trong đó 01 đoàn đông người'. */
function listSum(facts: Facts, figure: Figure): number {
  const index = facts.figures.indexOf(figure)
  const [all, some] = [facts.words('all'), facts.words('some')]
  const isWithin = (before: string): boolean => all.in(wordKey(before)) || some.in(wordKey(before))
  const isListed = (other: Figure | undefined, one: Figure | undefined): boolean =>
    one?.part !== null &&
    other?.part !== null &&
    one !== undefined &&
    other?.line.start === one.line.start &&
    !/[.;:]\s/u.test(one.before) &&
    !isWithin(one.before)
  let [first, last] = [index, index]
  while (isListed(facts.figures[first - 1], facts.figures[first])) first--
  while (isListed(facts.figures[last], facts.figures[last + 1])) last++
  return facts.figures.slice(first, last + 1).reduce((sum, { part }) => sum + (part?.value ?? 0), 0)
}

/** '411 + 2 = 413': the form counts what was carried over, too. */
function carriedOver(facts: Facts, { row, figure, amount }: Match): string {
  const isNear = (other: Figure): boolean =>
    other.line.start === figure.line.start || (other.start > figure.end && other.line.start === figure.line.end + 1)
  const opening = facts.figures.find(
    (other) => isNear(other) && flowRole(facts, other) === 'opening' && other.part !== null,
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
  readonly unit: ReadonlySet<string>
}

interface KeyedRow {
  readonly row: Match['row']
  /** Of its label with those above it, where it is short. */
  readonly key: LabelKey
  /** Words of its own label alone. */
  readonly own: ReadonlySet<string>
  /** Of the whole of a ratio rather than of its part: 'Tổng số …'. */
  readonly isTotal: boolean
  /** Its unit says nothing of what is counted. */
  readonly isGeneric: boolean
  /** Words of its unit. */
  readonly unit: ReadonlySet<string>
}

class Matcher {
  readonly #facts: Facts
  readonly #rows: readonly KeyedRow[]
  /** The figures that tell of each word. */
  readonly #byWord = new Map<string, KeyedFigure[]>()

  constructor(facts: Facts) {
    this.#facts = facts
    const rows = facts.forms.flatMap((tree) => tree.rows)
    this.#rows = rows.flatMap((row) => (row.amount && !row.coded ? [this.#keyedRow(row as Match['row'])] : []))
    if (this.#rows.length === 0) return
    for (const keyed of facts.figures.flatMap((figure) => this.#keyed(figure) ?? []))
      for (const word of keyed.own.words) {
        const figures = this.#byWord.get(word)
        if (figures) figures.push(keyed)
        else this.#byWord.set(word, [keyed])
      }
  }

  /** Pairs of a row and a figure, less those whose figure another row states as well or better. */
  match(zeros: boolean): Match[] {
    const pairs = this.#rows.flatMap((row) =>
      [...this.#sharing(row.key)].flatMap(([figure, direct]) => this.#pair(row, figure, direct, zeros) ?? []),
    )
    return pairs.filter(
      (pair) =>
        isEqual(pair) ||
        !pairs.some((other) => other.figure === pair.figure && other.score >= pair.score && isEqual(other)),
    )
  }

  /** A number so telling stands in the prose with a word of the row, however else it is called there. */
  states(row: Match['row']): boolean {
    const keyed = this.#rows.find((one) => one.row === row)
    if (!keyed || row.percent || digitsOf(row.amount) < tellingDigits) return false
    return [...this.#sharing(keyed.key).keys()].some(({ figure }) =>
      [figure.part, figure.whole].some((other) => other !== null && equal(row.amount, other)),
    )
  }

  #read(text: string): LabelKey {
    return this.#facts.keep(`label ${text}`, () => this.#facts.vocabulary.labels.read(text))
  }

  #keyed(figure: Figure): KeyedFigure | null {
    if (!figure.part && !figure.percent) return null
    const unit = this.#read(figure.item.unit ?? '').words
    const label = this.#read(`${figure.item.label} ${figure.item.unit ?? ''}`)
    const says = label.words.size - countCommon(label.words, unit)
    const own =
      says >= fewestTelling ? label : this.#read(`${figure.item.label} ${figure.clause.replace(numerals, '')}`)
    const title = this.#facts.draft.sections.find(({ id }) => id === figure.item.section)?.title ?? ''
    const lead = /^[^\d]*/u.exec(this.#facts.text.slice(figure.line.start, figure.start))?.[0] ?? ''
    const around = this.#read(`${lead} ${title.slice(0, longestTitle)}`).words
    return { figure, own, around, unit }
  }

  /** A short label ('Trước hạn') is read with those above it. */
  #keyedRow(row: Match['row']): KeyedRow {
    let labels = labelOf(row)
    const own = this.#read(labels)
    let key = own
    for (let at = row.parent; at && key.words.size < fewestWords; at = at.parent) {
      labels += ` ${labelOf(at)}`
      key = this.#read(labels)
    }
    const isGeneric = row.unit === '' || this.#facts.words('generic').in(wordKey(row.item.unit ?? ''))
    const isTotal = this.#facts.words('total').begin(row.key)
    return { row, key, own: own.words, isTotal, isGeneric, unit: this.#read(row.item.unit ?? '').words }
  }

  /** The figures that have words of a label, and how many. */
  #sharing({ words }: LabelKey): Map<KeyedFigure, number> {
    const sharing = new Map<KeyedFigure, number>()
    for (const word of words)
      for (const keyed of this.#byWord.get(word) ?? []) sharing.set(keyed, (sharing.get(keyed) ?? 0) + 1)
    return sharing
  }

  /** `direct`: how many words of the row's label the figure has. */
  #pair(keyedRow: KeyedRow, keyed: KeyedFigure, direct: number, zeros: boolean): Match | null {
    const { row, key, isTotal, isGeneric } = keyedRow
    const { figure, own, around } = keyed
    // 'Tỷ lệ …' whose unit was not read; 'Thu khác', which no figure tells of.
    if (!row.percent && this.#facts.words('rate').begin(row.key)) return null
    if (this.#facts.words('remainder').end(row.key)) return null
    const amount = row.percent ? figure.percent : isTotal && figure.whole ? figure.whole : figure.part
    if (!amount || (!zeros && direct < 2)) return null
    if (keyedRow.own.size > 0 && countCommon(keyedRow.own, own.words) === 0) return null
    if (!row.percent && !isGeneric && !sameUnit(row, figure) && !sameWords(keyedRow.unit, keyed.unit)) return null
    let nearby = direct
    for (const word of key.words) if (around.has(word) && !own.words.has(word)) nearby++
    const ofRow = nearby / key.words.size
    const ofFigure = direct / own.words.size
    const share = zeros ? zeroShare : rowShare
    if (ofRow < share || !sharesMoreThanUnit(keyedRow, keyed)) return null
    if (!zeros && ofFigure < figureShare) return null
    const sure = this.#alike(row, key, keyed)
    return { row, figure, amount, score: ofRow + ofFigure, sure }
  }

  /** Same aspects and the same place in a flow. */
  #alike(row: Match['row'], key: LabelKey, { figure, own }: KeyedFigure): boolean {
    if (key.aspects.size !== own.aspects.size || [...key.aspects].some((aspect) => !own.aspects.has(aspect)))
      return false
    const role = roleIn(this.#facts, wordKey(labelOf(row)))
    return row.percent || role === null || role === flowRole(this.#facts, figure)
  }
}

/** They have a word in common besides what is counted: the row says that in its unit, 'cuộc' of '06 cuộc kiểm tra'. */
function sharesMoreThanUnit({ row, key, isGeneric, unit }: KeyedRow, { own, unit: figureUnit }: KeyedFigure): boolean {
  const counted = row.percent || isGeneric ? figureUnit : unit
  for (const word of key.words) if (own.words.has(word) && !counted.has(word)) return true
  return false
}

function sameUnit(row: Row, figure: Figure): boolean {
  if (figure.unit === '' || figure.unit === row.unit) return true
  return figure.unit.startsWith(`${row.unit} `) || row.unit.startsWith(`${figure.unit} `)
}

/** So many digits and a word in common are no chance. */
const tellingDigits = 4

function digitsOf({ value, decimals }: Amount): number {
  return String(Math.round(value * 10 ** decimals)).length
}

/** Of a clause's words numbers name nothing: neither the figure itself nor the 6 of '6 tháng'. */
const numerals = /(?<= )\d+ /gu
/** 'PAKN' and 'phản ánh, kiến nghị'. */
function sameWords(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && a.size === b.size && countCommon(a, b) === a.size
}

/** A figure whose label says less beyond its unit is read with the words around it. */
const fewestTelling = 2
/** A label of fewer words says too little alone. */
const fewestWords = 3
/** A heading's paragraph may run on into text. */
const longestTitle = 120
