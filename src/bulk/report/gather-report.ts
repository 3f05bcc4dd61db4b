import type { Store } from '../../store/store.ts'
import { readTally } from '../../store/tally.ts'
import { firstPath, listUnread } from '../../store/unread.ts'
import type { Unread } from '../../store/unread.ts'
import { confidenceBuckets } from '../facts.ts'
import type { Facts } from '../facts.ts'
import type { RecordDifference } from '../../evaluate/record-difference.ts'
import { DifferenceSums } from './difference-sums.ts'
import type { DifferenceCounts, Differing } from './difference-sums.ts'

/** Name and how often, most frequent first. */
export type Counts = readonly (readonly [name: string, times: number])[]

/** All a report says of the documents of one edition. */
export interface Report {
  readonly rules: string
  readonly version: string
  /** Milliseconds since 1970; null where nothing is done yet. */
  readonly firstAt: number | null
  readonly lastAt: number | null
  readonly states: Counts
  readonly pages: number
  readonly findings: number
  readonly kinds: Counts
  readonly texts: Counts
  readonly encodings: Counts
  readonly types: Counts
  readonly issues: Counts
  readonly items: Counts
  /** Field → of how many items it could have stood in it does. */
  readonly fill: readonly { readonly field: string; readonly filled: number; readonly of: number }[]
  /** Items by confidence, `confidenceBuckets` equal steps from 0 to 1. */
  readonly confidence: readonly number[]
  /** Documents finished in equal steps of time from `firstAt` to `lastAt`. */
  readonly pace: readonly number[]
  readonly times: {
    readonly read: number
    readonly extract: number
    readonly total: number
    readonly documents: number
  }
  readonly slowest: readonly Slow[]
  readonly reasons: Counts
  /** To the records of the editions before; null where no document had one. */
  readonly differences: Differences | null
  /** Some of the documents without a record. */
  readonly unread: readonly Unread[]
}

/** With the paths of the documents that differ most. */
export interface Differences extends Omit<DifferenceCounts, 'most'> {
  readonly most: readonly (Differing & { readonly path: string })[]
}

export interface Slow {
  readonly path: string
  readonly pages: number | null
  readonly totalMs: number
}

const paceSteps = 48
const slowestNamed = 20
const unreadNamed = 200
/** Extractions gone through at once. */
const pageSize = 1000
/** Names told apart in one count: a broken archive could have as many types as documents. */
const mostNames = 5000

/** Goes through all extractions of an edition, some at a time; holds counts only. */
export async function gatherReport(store: Store, editionId: number): Promise<Report> {
  const edition = await store.query((db) =>
    db.selectFrom('edition').selectAll().where('id', '=', editionId).executeTakeFirstOrThrow(),
  )
  const tally = await store.query((db) => readTally(db, editionId))
  const { firstAt, lastAt } = await store.query((db) =>
    db
      .selectFrom('extraction')
      .select((eb) => [eb.fn.min('finishedAt').as('firstAt'), eb.fn.max('finishedAt').as('lastAt')])
      .where('editionId', '=', editionId)
      .executeTakeFirstOrThrow(),
  )
  const sums = new Sums(firstAt, lastAt)
  for (let after = 0; ;) {
    const rows = await finishedAfter(store, editionId, after)
    for (const row of rows) sums.add(row)
    const last = rows.at(-1)
    if (!last) break
    after = last.id
  }
  const { differences, ...counts } = sums.read()
  const unread = await listUnread(store, editionId, { states: ['failed', 'quarantined'] }, unreadNamed)
  const sumOf = (key: 'pages' | 'findings') => tally.reduce((sum, row) => sum + row[key], 0)
  return {
    rules: edition.rules,
    version: edition.version,
    firstAt,
    lastAt,
    states: sortCounts(groupBy(tally.map(({ state, detail, documents }) => [stateName(state, detail), documents]))),
    pages: sumOf('pages'),
    findings: sumOf('findings'),
    ...counts,
    differences: differences && (await withPaths(store, differences)),
    slowest: await slowestOf(store, editionId),
    reasons: sortCounts(
      groupBy(
        tally
          .filter(({ state }) => state === 'failed' || state === 'quarantined')
          .map(({ detail, documents }) => [detail, documents]),
      ),
    ),
    unread,
  }
}

function stateName(state: string, detail: string): string {
  if (state === 'done') return detail === 'partial' ? 'read in part' : 'read'
  return state
}

interface Row {
  readonly id: number
  readonly finishedAt: number
  readonly readMs: number
  readonly extractMs: number
  readonly totalMs: number
  readonly facts: string
  readonly difference: string | null
}

function finishedAfter(store: Store, editionId: number, after: number): Promise<Row[]> {
  return store.query((db) =>
    db
      .selectFrom('extraction')
      .select(['id', 'finishedAt', 'readMs', 'extractMs', 'totalMs', 'facts', 'difference'])
      .where('id', '>', after)
      .where('editionId', '=', editionId)
      .where('state', '=', 'done')
      .orderBy('id')
      .limit(pageSize)
      .$castTo<Row>()
      .execute(),
  )
}

function slowestOf(store: Store, editionId: number): Promise<Slow[]> {
  return store.query((db) =>
    db
      .selectFrom('extraction')
      .select(['pages', 'totalMs'])
      .select(firstPath.as('path'))
      .where('editionId', '=', editionId)
      .where('state', '=', 'done')
      .orderBy('totalMs', 'desc')
      .limit(slowestNamed)
      .$castTo<Slow>()
      .execute(),
  )
}

async function withPaths(store: Store, { most, ...counts }: DifferenceCounts): Promise<Differences> {
  const named = await Promise.all(most.map(async (one) => ({ ...one, path: await pathOf(store, one.extractionId) })))
  return { ...counts, most: named }
}

async function pathOf(store: Store, extractionId: number): Promise<string> {
  const row = await store.query((db) =>
    db
      .selectFrom('extraction')
      .innerJoin('document', 'document.id', 'extraction.documentId')
      .leftJoin('path', 'path.documentId', 'document.id')
      .select(['path.path', 'document.name'])
      .where('extraction.id', '=', extractionId)
      .orderBy('path.path')
      .executeTakeFirst(),
  )
  return row?.path ?? row?.name ?? ''
}

class Sums {
  readonly #firstAt: number
  readonly #span: number
  readonly #counts = {
    kinds: new Map<string, number>(),
    texts: new Map<string, number>(),
    encodings: new Map<string, number>(),
    types: new Map<string, number>(),
    issues: new Map<string, number>(),
    items: new Map<string, number>(),
    filled: new Map<string, number>(),
  }
  readonly #confidence = new Array<number>(confidenceBuckets).fill(0)
  readonly #pace = new Array<number>(paceSteps).fill(0)
  readonly #differences = new DifferenceSums()
  readonly #times = { read: 0, extract: 0, total: 0, documents: 0 }

  constructor(firstAt: number | null, lastAt: number | null) {
    this.#firstAt = firstAt ?? 0
    this.#span = Math.max(1, (lastAt ?? 0) - this.#firstAt)
  }

  add({ id, finishedAt, readMs, extractMs, totalMs, facts: json, difference }: Row): void {
    if (difference !== null) this.#differences.add(id, JSON.parse(difference) as RecordDifference)
    const facts = JSON.parse(json) as Facts
    const { kinds, texts, encodings, types, issues, items, filled } = this.#counts
    increase(kinds, facts.kind)
    increase(texts, facts.text)
    increase(types, facts.type ?? 'none found')
    for (const encoding of facts.encodings) increase(encodings, encoding)
    for (const issue of facts.issues) increase(issues, issue)
    for (const [section, times] of Object.entries(facts.items)) increase(items, section, times)
    for (const [field, times] of Object.entries(facts.filled)) increase(filled, field, times)
    for (const [bucket, times] of facts.confidence.entries()) this.#confidence[bucket]! += times
    this.#pace[Math.min(paceSteps - 1, Math.floor((paceSteps * (finishedAt - this.#firstAt)) / this.#span))]!++
    this.#times.read += readMs
    this.#times.extract += extractMs
    this.#times.total += totalMs
    this.#times.documents++
  }

  read() {
    const { filled, ...counts } = this.#counts
    const of = (field: string) =>
      field.startsWith('header.') ? this.#times.documents : (counts.items.get(field.split('.')[0]!) ?? 0)
    const { kinds, texts, encodings, types, issues, items } = counts
    return {
      kinds: sortCounts(kinds),
      texts: sortCounts(texts),
      encodings: sortCounts(encodings),
      types: sortCounts(types),
      issues: sortCounts(issues),
      items: sortCounts(items),
      fill: [...filled].map(([field, times]) => ({ field, filled: times, of: of(field) })),
      confidence: this.#confidence,
      pace: this.#pace,
      times: this.#times,
      differences: this.#differences.read(),
    }
  }
}

function increase(counts: Map<string, number>, name: string, times = 1): void {
  const before = counts.get(name)
  if (before !== undefined || counts.size < mostNames) counts.set(name, (before ?? 0) + times)
}

function groupBy(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [name, times] of pairs) increase(sums, name, times)
  return sums
}

function sortCounts(counts: ReadonlyMap<string, number>): Counts {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
