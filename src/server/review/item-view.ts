import type { Decision, ItemState, Values } from '../../domain/decision.ts'
import type { Finding } from '../../domain/record.ts'
import type { ReviewCandidate, ReviewItem } from '../../domain/review-api.ts'
import { applyDecisions } from '../../resolve/apply-decisions.ts'
import type { Decided, ItemOutcome } from '../../resolve/apply-decisions.ts'
import { decisionsOf } from '../../store/decision-log.ts'
import { doubtUnit } from '../../store/item-counts.ts'
import type { ItemTable, KeyingTable } from '../../store/review-tables.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { maskDeep } from '../../text/personal-numbers.ts'
import { candidatesOf } from './candidates.ts'
import type { ReviewContext } from './review-context.ts'
import type { ShelvedRecord } from './record-shelf.ts'

/** All that is known about one document's items at one moment, as one reviewer may see it. */
export interface DocumentState {
  readonly shelved: ShelvedRecord
  readonly decisions: readonly Decision[]
  readonly decided: Decided
  readonly rows: ReadonlyMap<string, ItemTable>
  readonly keyings: readonly KeyingTable[]
  /** Keyed by two blindly; for a supervisor too, until they differ. */
  readonly blind: boolean
}

export async function readState(
  context: ReviewContext,
  shelved: ShelvedRecord,
  blind: boolean,
): Promise<DocumentState> {
  const { documentId } = shelved.row
  const read = await context.store.query(async (db) => ({
    decisions: await decisionsOf(db, documentId),
    rows: await db.selectFrom('item').selectAll().where('documentId', '=', documentId).execute(),
    keyings: await db.selectFrom('keying').selectAll().where('documentId', '=', documentId).execute(),
  }))
  return {
    shelved,
    decisions: read.decisions,
    decided: applyDecisions(shelved.record, read.decisions),
    rows: new Map(read.rows.map((row) => [row.item, row as unknown as ItemTable])),
    keyings: read.keyings,
    blind,
  }
}

/** One item before masks: what rulings are made from. */
export interface PlainItem {
  readonly item: ReviewItem
  /** The next decision about it is one of two blind keyings. */
  readonly blind: boolean
}

/** Every item and finding, in reading order; findings last. */
export function plainItems(state: DocumentState, reviewer: Reviewer): PlainItem[] {
  const { shelved, decided } = state
  const byId = new Map(shelved.items.map((one) => [one.id, one]))
  const items = decided.outcomes.map((outcome) => {
    const known = byId.get(outcome.id)
    const evidence = known?.item.evidence ?? outcome.decision?.evidence ?? []
    const findings = shelved.findings.get(outcome.id) ?? []
    const { current, state: now, revision, blind } = stateOf(state, reviewer, outcome)
    const row = state.rows.get(outcome.id)
    const item: ReviewItem = {
      id: outcome.id,
      kind: outcome.kind,
      slot: outcome.slot,
      form: known?.form ?? null,
      state: now,
      extracted: outcome.original,
      revision,
      raw: known?.item.raw ?? evidence.map(({ start, end }) => shelved.record.text.slice(start, end)).join(' '),
      confidence: outcome.confidence ?? 1,
      doubt: (row?.doubt ?? 0) / doubtUnit,
      reasons: [...(known?.item.reasons ?? [])],
      rule: known?.item.rule ?? 'reviewer',
      evidence: [...evidence],
      findings: findings.map(({ id }) => id),
      candidates: candidatesOf({
        kind: outcome.kind,
        slot: outcome.slot,
        extracted: outcome.original,
        current,
        item: known?.item ?? null,
        findings,
      }),
      masked: false,
      stale: outcome.changedSince ? 'value-changed' : null,
    }
    return { item, blind }
  })
  const start = ({ item }: PlainItem) => item.evidence[0]?.start ?? 0
  items.sort((a, b) => start(a) - start(b))
  return [...items, ...shelved.record.findings.map((finding) => findingItem(state, finding))]
}

function stateOf(state: DocumentState, reviewer: Reviewer, outcome: ItemOutcome) {
  const row = state.rows.get(outcome.id)
  const status = row?.status ?? outcome.review
  const blind = state.blind && status === 'open' && outcome.original !== null
  const own = blind
    ? state.keyings.find(({ item, reviewerId }) => item === outcome.id && reviewerId === reviewer.id)
    : undefined
  if (own) {
    const keyed = JSON.parse(own.state) as ItemState
    return { state: keyed, current: keyed.values, revision: own.seq, blind }
  }
  const values = outcome.current
  const revision = blind ? 0 : (row?.revision ?? 0)
  return { state: { status, values }, current: values, revision, blind }
}

function findingItem({ rows, decided }: DocumentState, finding: Finding): PlainItem {
  const row = rows.get(finding.id)
  const item: ReviewItem = {
    id: finding.id,
    kind: 'finding',
    slot: finding.check,
    form: null,
    state: { status: decided.findings.get(finding.id) ?? 'open', values: {} },
    extracted: {},
    revision: row?.revision ?? 0,
    raw: finding.message,
    confidence: row?.confidence ?? 0.5,
    doubt: (row?.doubt ?? 0) / doubtUnit,
    reasons: [],
    rule: finding.check,
    evidence: [...finding.evidence],
    findings: [finding.id],
    candidates: [],
    masked: false,
    stale: null,
  }
  return { item, blind: false }
}

/** The item with digits masked that this reviewer may not see. */
export function maskedItem(item: ReviewItem, { personal }: ShelvedRecord, { personalNumbers }: Reviewer): ReviewItem {
  if (personalNumbers) return item
  const { id, rule, ...rest } = item
  const masked = maskDeep(rest, personal)
  const changed = JSON.stringify(masked) !== JSON.stringify(rest)
  const candidates: ReviewCandidate[] = masked.candidates.filter(({ written }) => !written.includes('•'))
  return { ...masked, candidates: changed ? candidates : masked.candidates, id, rule, masked: changed }
}

/** Nobody may send masks back as if they were the value. */
export function holdsMask(values: Values): boolean {
  return JSON.stringify(values).includes('•')
}
