import { dirname } from 'node:path'
import type { Decision, ItemStatus, Values } from '../../domain/decision.ts'
import type { Finding } from '../../domain/record.ts'
import { secrecyOf } from '../../domain/secrecy.ts'
import { applyDecisions } from '../../resolve/apply-decisions.ts'
import type { Decided, ItemOutcome } from '../../resolve/apply-decisions.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { doubtUnit } from '../../store/item-counts.ts'
import { firstPathOf, indexDocuments, listUnindexed } from '../../store/review-index.ts'
import type { Indexing, ItemFacts, Unindexed } from '../../store/review-index.ts'
import type { KeyingTable } from '../../store/review-tables.ts'
import type { Store } from '../../store/store.ts'
import { readContent } from '../../store/work.ts'
import { readRecord } from './record-shelf.ts'
import type { ReadRecord } from './record-shelf.ts'
import { shownValues } from './shown-values.ts'

/** Documents indexed in one transaction: writers of decisions wait for no more than these. */
const atOnce = 20

/** Makes items of every record that is new or has changed; gives how many documents there were. */
export async function indexNewRecords(store: Store, signal?: AbortSignal): Promise<number> {
  let done = 0
  while (!signal?.aborted) {
    const documents = await listUnindexed(store, atOnce)
    if (documents.length === 0) break
    const read = new Map<number, { record: ReadRecord; batch: string }>()
    for (const document of documents) {
      const content = await readContent(store, document.extractionId)
      if (!content) throw new Error(`The record of ${document.sha256} is not in the store.`)
      read.set(document.documentId, { record: readRecord(content), batch: await batchOf(store, document) })
    }
    await indexDocuments(store, documents, ({ documentId }, decisions, keyings) => {
      const { record, batch } = read.get(documentId)!
      return toIndexing(record, batch, decisions, keyings)
    })
    done += documents.length
  }
  return done
}

async function batchOf(store: Store, { documentId }: Unindexed): Promise<string> {
  const place = await store.query((db) => firstPathOf(db, documentId))
  if (!place) return ''
  return place.container ?? dirname(place.path)
}

function toIndexing(
  read: ReadRecord,
  batch: string,
  decisions: readonly Decision[],
  keyings: readonly KeyingTable[],
): Indexing {
  const decided = applyDecisions(read.record, decisions)
  const { header } = decided.record
  const { record } = read
  const [number, subject] = [header.number?.value ?? null, header.subject?.value ?? null]
  const facts = {
    batch,
    type: header.type?.value ?? '',
    number,
    issuedOn: header.issuedOn?.value ?? null,
    subject,
    pages: record.source.pages,
    secrecy: secrecyOf(header.secrecy?.value ?? null),
    stale: decided.stale.length,
    found: foldForSearch([record.source.name, number ?? '', subject ?? ''].join(' ')),
  }
  return { facts, items: toItems(read, decided, decisions, keyings) }
}

/** Without marks and capitals: typed quickly, found all the same. */
export function foldForSearch(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
}

function toItems(
  { record, items, findings, personal }: ReadRecord,
  { outcomes, findings: said }: Decided,
  decisions: readonly Decision[],
  keyings: readonly KeyingTable[],
): ItemFacts[] {
  const revisions = revisionsOf(decisions)
  const conflicts = conflictsOf(keyings, revisions)
  const byId = new Map(items.map((item) => [item.id, item]))
  const show = (values: Values | null) => maskPersonalNumbers(shownValues(values), personal)
  const facts = outcomes.map((outcome): ItemFacts => {
    const about = findings.get(outcome.id) ?? []
    const conflict = conflicts.get(outcome.id)
    return {
      item: outcome.id,
      kind: outcome.kind,
      slot: outcome.slot ?? '',
      checkName: about[0]?.check ?? '',
      status: conflict === undefined ? statusOf(outcome) : 'conflict',
      doubt: doubtOf(outcome.confidence ?? 1, about),
      stale: outcome.changedSince ? 1 : 0,
      revision: conflict ?? revisions.get(outcome.id) ?? 0,
      confidence: outcome.confidence ?? 1,
      rule: byId.get(outcome.id)?.item.rule ?? 'reviewer',
      shown: show(outcome.current ?? outcome.original),
    }
  })
  const ofFindings = record.findings.map((finding): ItemFacts => ({
    item: finding.id,
    kind: 'finding',
    slot: finding.check,
    checkName: finding.check,
    status: said.get(finding.id) ?? 'open',
    doubt: Math.round(weights[finding.severity] * doubtUnit),
    stale: 0,
    revision: revisions.get(finding.id) ?? 0,
    confidence: 1 - weights[finding.severity],
    rule: finding.check,
    shown: maskPersonalNumbers(finding.message, personal).slice(0, 160),
  }))
  return [...facts, ...ofFindings]
}

function statusOf({ review }: ItemOutcome): ItemStatus {
  return review === 'conflict' ? 'open' : review
}

/** The last thing that was said of each item; remarks and blind keyings say nothing of it. */
export function revisionsOf(decisions: readonly Decision[]): ReadonlyMap<string, number> {
  return new Map(
    decisions.flatMap(({ item, seq, action, blind }) => (action === 'comment' || blind ? [] : [[item, seq] as const])),
  )
}

/** Items that two keyed differently and nobody has settled since, by the number of the later keying. */
function conflictsOf(
  keyings: readonly KeyingTable[],
  revisions: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const conflicts = new Map<string, number>()
  for (const item of new Set(keyings.map((keying) => keying.item))) {
    const keyed = keyings.filter((keying) => keying.item === item)
    const last = Math.max(...keyed.map(({ seq }) => seq))
    const differ = new Set(keyed.map(({ state }) => state)).size > 1
    if (differ && (revisions.get(item) ?? 0) < last) conflicts.set(item, last)
  }
  return conflicts
}

/** How much a finding weighs against what the program believes. */
const weights: Readonly<{ [severity in Finding['severity']]: number }> = { high: 0.5, medium: 0.3, low: 0.1 }

/** 0–10000: how likely a value is wrong, by its confidence and by the findings about it. */
export function doubtOf(confidence: number, findings: readonly Finding[]): number {
  const belief = findings.reduce((left, { severity }) => left * (1 - weights[severity]), confidence)
  return Math.round((1 - belief) * doubtUnit)
}
