import type { ItemKind } from '../domain/confidence.ts'
import type { Extracted, Form, Header, Record } from '../domain/record.ts'
import { alikeForms, dates, metrics, references, rows, type Likeness } from './alike.ts'
import { comparableNumber, likeness, sameText } from './compare.ts'
import { coverageOf, type Gold, type GoldForm, type GoldHeader } from './gold.ts'
import { pairItems } from './pair-items.ts'

/** One item of a record, held against the gold. */
export interface JudgedItem {
  readonly kind: ItemKind
  readonly document: string
  readonly item: Extracted
  /** Its value is right. */
  readonly right: boolean
  /** And so is everything else about it. */
  readonly full: boolean
  /** The gold allows it and does not ask for it: it counts neither way. */
  readonly excused: boolean
}

export interface MissedItem {
  readonly kind: ItemKind
  readonly document: string
  /** As the gold quotes it. */
  readonly wanted: string
}

export interface Judgement {
  readonly items: readonly JudgedItem[]
  readonly missed: readonly MissedItem[]
  /** Kinds of which only a part was annotated: what was found besides is in no list. */
  readonly partial: ReadonlySet<ItemKind>
}

/** Every item of a record that the gold has something to say about. */
export function judgeRecord(gold: Gold, record: Record): Judgement {
  const judge = new Judge(record.source.name, new Set(gold.wrong))
  if (gold.header) judge.header(gold.header, record.header)
  const covered = { references: coverageOf(gold, 'references'), dates: coverageOf(gold, 'dates') }
  judge.list('references', gold.references ?? [], record.references, covered.references, references)
  judge.list('dates', gold.dates ?? [], record.dates, covered.dates, dates)
  judge.list('metrics', gold.metrics ?? [], record.metrics, coverageOf(gold, 'metrics'), metrics)
  const coverage = coverageOf(gold, 'forms')
  if (coverage !== 'none') judge.forms(gold.forms!, record.forms, coverage)
  return judge
}

/** A document of the gold that has no record: all of it is missed. */
export function judgeLost(gold: Gold): Judgement {
  const judge = new Judge(gold.source ?? gold.id ?? '')
  const { header } = gold
  if (header) judge.header(header, emptyHeader)
  for (const kind of ['references', 'dates', 'metrics'] as const) {
    if (coverageOf(gold, kind) === 'none') continue
    for (const { quote, optional } of gold[kind]!) if (optional !== true) judge.miss(kind, quote)
  }
  if (coverageOf(gold, 'forms') !== 'none') judge.forms(gold.forms!, [], 'all')
  return judge
}

const emptyHeader: Header = {
  ...{ type: null, number: null, issuedOn: null, place: null, issuer: null, parentIssuer: null, subject: null },
  ...{ period: null, secrecy: null, urgency: null, signers: [], recipients: [] },
}

/** Names of the gold's header → ours. */
const headerKeys = {
  type: 'type',
  number: 'number',
  date: 'issuedOn',
  place: 'place',
  issuer: 'issuer',
  parentIssuer: 'parentIssuer',
  subject: 'subject',
  period: 'period',
  secrecy: 'secrecy',
  urgency: 'urgency',
} as const
type GoldKey = keyof typeof headerKeys

/** Of a long name or subject this share of the words is enough: where it ends, two people seldom agree to the word. */
const sameSubject = 0.9

class Judge implements Judgement {
  readonly items: JudgedItem[] = []
  readonly missed: MissedItem[] = []
  readonly partial = new Set<ItemKind>()
  readonly #document: string
  /** Items known not to be so. */
  readonly #wrong: ReadonlySet<string>

  constructor(document: string, wrong: ReadonlySet<string> = new Set()) {
    this.#document = document
    this.#wrong = wrong
  }

  miss(kind: ItemKind, wanted: string): void {
    this.missed.push({ kind, document: this.#document, wanted })
  }

  header(gold: GoldHeader, found: Header): void {
    for (const [key, name] of Object.entries(headerKeys) as [GoldKey, (typeof headerKeys)[GoldKey]][]) {
      const want = gold[key]
      if (want === undefined) continue
      const kind: ItemKind = `header.${name}`
      const field = found[name]
      const right = want !== null && field !== null && sameField(key, want, field.value)
      if (field) this.#add(kind, field, right, right)
      if (want !== null && !right) this.miss(kind, want)
    }
    this.#signers(gold, found)
    if (gold.recipients) this.#names('header.recipients', gold.recipients, found.recipients)
  }

  #signers(gold: GoldHeader, { signers }: Header): void {
    const names = gold.signers?.map(({ name }) => name) ?? (gold.signer == null ? null : [gold.signer])
    if (!names) return
    // Where only one signer is named, others may have signed with him.
    const judged = gold.signers ? signers : signers.filter(({ value }) => names.some((name) => sameText(name, value)))
    this.#names('header.signers', names, judged)
  }

  #names(kind: ItemKind, names: readonly string[], found: readonly (Extracted & { readonly value: string })[]): void {
    const { pairs, extra } = pairItems(names, found, (name, item) => (sameText(name, item.value) ? 1 : 0))
    for (const [name, item] of pairs) {
      if (item) this.#add(kind, item, true, true)
      else this.miss(kind, name)
    }
    for (const item of extra) this.#add(kind, item, false, false)
  }

  list<G extends { readonly optional?: boolean | undefined }, F extends Extracted>(
    kind: ItemKind,
    gold: readonly G[],
    found: readonly F[],
    coverage: 'all' | 'part' | 'none',
    { alike, right, full }: Likeness<G, F>,
    print: (gold: G) => string = (item) => (item as unknown as { quote: string }).quote,
  ): void {
    if (coverage === 'none') return
    if (coverage === 'part') this.partial.add(kind)
    const required = gold.filter(({ optional }) => optional !== true)
    const { pairs, extra } = pairItems(required, found, alike)
    for (const [item, other] of pairs) {
      if (!other) this.miss(kind, print(item))
      else {
        const isRight = right(item, other)
        this.#add(kind, other, isRight, isRight && full(item, other))
        if (!isRight) this.miss(kind, print(item))
      }
    }
    const excused = pairItems(
      gold.filter(({ optional }) => optional === true),
      extra,
      alike,
    )
    for (const [, other] of excused.pairs) if (other) this.#add(kind, other, true, true, true)
    for (const item of excused.extra) {
      if (coverage === 'all' || this.#wrong.has(item.id)) this.#add(kind, item, false, false)
    }
  }

  forms(gold: readonly GoldForm[], found: readonly Form[], coverage: 'all' | 'part'): void {
    const { pairs, extra } = pairItems(gold, found, alikeForms)
    for (const [form, other] of pairs)
      this.list(
        'forms',
        form.rows,
        other?.rows ?? [],
        coverage,
        rows,
        ({ stt, indicator }) => `${stt ?? ''} ${indicator}`,
      )
    for (const row of extra.flatMap((form) => form.rows)) {
      if (coverage === 'all' || this.#wrong.has(row.id)) this.#add('forms', row, false, false)
    }
  }

  #add(kind: ItemKind, item: Extracted, right: boolean, full: boolean, excused = false): void {
    this.items.push({ kind, document: this.#document, item, right, full, excused })
  }
}

function sameField(key: GoldKey, want: string, got: string): boolean {
  if (key === 'number') return comparableNumber(want) === comparableNumber(got)
  if (key === 'date' || key === 'period') return want === got
  if (key === 'subject' || key === 'issuer' || key === 'parentIssuer')
    return sameText(want, got) || likeness(want, got) >= sameSubject
  return sameText(want, got)
}
