import type { Extracted, Record } from '../../domain/record.ts'
import type { StatedFigure } from '../../domain/indicator.ts'
import type { DocumentFacts } from '../column.ts'
import { factsOf } from '../export-rows.ts'
import type { LinkMaker } from '../export-rows.ts'
import { foldText, selectsDocument } from '../selection.ts'
import type { ReviewedRecord, Selection, Standing } from '../selection.ts'
import type { IndicatorMatcher } from './match-indicator.ts'

/** One place where a document states the indicator. */
export interface SeriesPoint {
  /** ISO days, both inclusive; null where the document does not say what time it is about. */
  readonly from: string | null
  readonly to: string | null
  /** Where the period is from: the figure itself, the heading of the report, or the day it was issued on. */
  readonly periodOf: 'figure' | 'report' | 'issued' | null
  readonly issuer: string | null
  readonly value: number
  readonly unit: string
  /** Made from a number and its denominator, or from another unit. */
  readonly computed: boolean
  /** As the document writes it. */
  readonly label: string
  readonly raw: string
  readonly source: 'form' | 'prose'
  readonly document: string
  readonly documentNumber: string | null
  readonly item: string
  readonly page: number | null
  readonly path: string | null
  readonly status: Standing
  readonly confidence: number
  readonly link: string | null
  /** Of several for one issuer and period, the one that holds: reviewed before not, forms before prose, surer before less sure. */
  readonly chosen: boolean
  /** Others of the same issuer and period have other values. */
  readonly disputed: boolean
}

/** All statements of an indicator in the records, by issuer and period. Values are held; records are not. */
export async function gatherSeries(
  records: AsyncIterable<ReviewedRecord> | Iterable<ReviewedRecord>,
  matcher: IndicatorMatcher,
  selection: Selection,
  linkTo: LinkMaker | null,
): Promise<readonly SeriesPoint[]> {
  const points: SeriesPoint[] = []
  for await (const reviewed of records) {
    if (!selectsDocument(reviewed.record, selection)) continue
    points.push(...statementsOf(reviewed.record, factsOf(reviewed, selection, linkTo), matcher))
  }
  return settle(points)
}

type Stated = Extracted & {
  readonly figure: StatedFigure
  readonly period: string | null
  readonly source: SeriesPoint['source']
}

function* figuresOf({ forms, metrics }: Record): Generator<Stated> {
  for (const { rows } of forms) {
    for (const row of rows) {
      const figure = { label: row.indicator, unit: row.unit, value: row.value, denominator: null, percent: null }
      yield { ...row, figure, period: null, source: 'form' }
    }
  }
  for (const metric of metrics) {
    const { label, unit, value, denominator, percent, period } = metric
    yield { ...metric, figure: { label, unit, value, denominator, percent }, period, source: 'prose' }
  }
}

function* statementsOf(record: Record, facts: DocumentFacts, matcher: IndicatorMatcher): Generator<SeriesPoint> {
  const { header } = record
  const parent = facts.valueOf(header.parentIssuer)
  for (const stated of figuresOf(record)) {
    if (!facts.isSelected(stated)) continue
    const taken = matcher.take(stated.figure)
    if (!taken) continue
    const evidence = stated.evidence[0]
    yield {
      ...periodOf(stated.period, facts),
      issuer: facts.issuer === null ? null : parent === null ? facts.issuer : `${facts.issuer} (${parent})`,
      ...taken,
      unit: matcher.indicator.unit,
      label: stated.figure.label,
      raw: stated.raw,
      source: stated.source,
      document: record.id,
      documentNumber: facts.number,
      item: stated.id,
      page: evidence?.page ?? null,
      path: evidence?.path ?? null,
      status: facts.standingOf(stated),
      confidence: stated.confidence,
      link: facts.linkOf(stated.id),
      chosen: false,
      disputed: false,
    }
  }
}

function periodOf(own: string | null, facts: DocumentFacts): Pick<SeriesPoint, 'from' | 'to' | 'periodOf'> {
  const ofReport = facts.valueOf(facts.record.header.period)
  const days = (own ?? ofReport)?.split('/')
  if (days) return { from: days[0]!, to: days[1]!, periodOf: own === null ? 'report' : 'figure' }
  const { issuedOn } = facts
  return { from: issuedOn, to: issuedOn, periodOf: issuedOn === null ? null : 'issued' }
}

/** Each issuer under the one spelling that is met most. */
function unifyIssuers(points: readonly SeriesPoint[]): SeriesPoint[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { issuer } of points) {
    if (issuer === null) continue
    const counts = spellings.get(foldText(issuer)) ?? new Map<string, number>()
    spellings.set(foldText(issuer), counts.set(issuer, (counts.get(issuer) ?? 0) + 1))
  }
  const usual = new Map(
    [...spellings].map(([key, counts]) => {
      const [first] = [...counts].sort(([a, many], [b, more]) => more - many || compare(a, b))
      return [key, first![0]]
    }),
  )
  return points.map((point) =>
    point.issuer === null ? point : { ...point, issuer: usual.get(foldText(point.issuer))! },
  )
}

/** Chooses among statements of one issuer and period, and puts them in order. */
function settle(found: readonly SeriesPoint[]): SeriesPoint[] {
  const points = unifyIssuers(found)
  const groups = new Map<string, SeriesPoint[]>()
  for (const point of points) {
    // Statements of no known time or issuer cannot be of the same.
    const known = point.from !== null && point.issuer !== null
    const key = known ? `${foldText(point.issuer)}|${point.from}|${point.to}` : point.item + point.document
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  return [...groups.values()]
    .flatMap((group) => {
      const ordered = [...group].sort(byWorth)
      const disputed = new Set(group.map(({ value }) => value)).size > 1
      return ordered.map((point, index) => ({ ...point, chosen: index === 0, disputed }))
    })
    .sort(byIssuerAndTime)
}

const worthOfStatus: Readonly<Partial<{ [standing in Standing]: number }>> = {
  corrected: 3,
  added: 3,
  accepted: 3,
  auto: 1,
}

function byWorth(a: SeriesPoint, b: SeriesPoint): number {
  const reviewed = (worthOfStatus[b.status] ?? 0) - (worthOfStatus[a.status] ?? 0)
  if (reviewed !== 0) return reviewed
  if (a.source !== b.source) return a.source === 'form' ? -1 : 1
  return b.confidence - a.confidence || compare(a.document, b.document) || compare(a.item, b.item)
}

function byIssuerAndTime(a: SeriesPoint, b: SeriesPoint): number {
  return (
    compare(a.issuer ?? '\uffff', b.issuer ?? '\uffff') ||
    compare(a.to ?? '\uffff', b.to ?? '\uffff') ||
    compare(a.from ?? '', b.from ?? '') ||
    Number(b.chosen) - Number(a.chosen) ||
    compare(a.document, b.document) ||
    compare(a.item, b.item)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
