import { headerValueSchemas, valuesSchemas } from '../../domain/decision.ts'
import type { Action, Decision, ItemState, Values } from '../../domain/decision.ts'
import type { DecideAnswer, DecideOne } from '../../domain/review-api.ts'
import { lastDecisions } from '../../resolve/apply-decisions.ts'
import { editableValues, sameValues } from '../../resolve/record-items.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { rule } from '../../store/decide.ts'
import type { Act, Ruling } from '../../store/decide.ts'
import { lastSeq } from '../../store/decision-log.ts'
import { readSettings } from '../../store/review-settings.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { ProblemError } from '../problem.ts'
import { indexNewRecords } from './indexing.ts'
import { holdsMask, maskedItem, plainItems, readState } from './item-view.ts'
import type { DocumentState, PlainItem } from './item-view.ts'
import type { ReviewContext } from './review-context.ts'
import { openDocument } from './review-context.ts'
import { shownValues } from './shown-values.ts'

type Result = DecideAnswer['results'][number]
type Refusal = Extract<Result, { outcome: 'refused' }>

/** What is asked of one item: a decision, or to take one back. */
export type Asked = (DecideOne & { readonly undoes?: undefined }) | UndoOne
interface UndoOne {
  readonly document: string
  readonly item: string
  readonly action: 'undo'
  readonly undoes: Decision
  readonly revision: null
}

export interface Asking {
  readonly key: string
  readonly group: string | null
  readonly asked: readonly Asked[]
}

/** Documents are chosen by their hash: the same ones as long as the share stays. */
export function isKeyedTwice(sha256: string, share: number): boolean {
  return parseInt(sha256.slice(0, 8), 16) / 2 ** 32 < share
}

/** Decides, and tells of each item what came of it. Whatever is `done` is in the database. */
export async function decide(context: ReviewContext, reviewer: Reviewer, asking: Asking): Promise<DecideAnswer> {
  const { store } = context
  const states = await openStates(context, reviewer, asking.asked)
  const results: (Result | null)[] = asking.asked.map(() => null)
  const rulings: { ruling: Ruling; index: number }[] = []
  for (const [index, asked] of asking.asked.entries()) {
    const opened = states.get(asked.document)!
    if (opened instanceof ProblemError) results[index] = refusal(asked, toCode(opened), opened.message)
    else {
      const ruling = toRuling(opened, reviewer, asked)
      if ('outcome' in ruling) results[index] = ruling
      else rulings.push({ ruling, index })
    }
  }
  const act: Act = {
    reviewerId: reviewer.id,
    userName: reviewer.name,
    now: context.now(),
    key: asking.key,
    group: asking.group,
  }
  const ruled = await rule(
    store,
    act,
    rulings.map(({ ruling }) => ruling),
  )
  if (rulings.some(({ ruling }, i) => ruling.kind === 'header' && ruled[i]!.kind === 'done'))
    await indexNewRecords(store)
  const after = await openStates(context, reviewer, asking.asked)
  for (const [i, { ruling, index }] of rulings.entries()) {
    results[index] = toResult(asking.asked[index]!, ruling, ruled[i]!, after, reviewer)
  }
  return { results: results.filter((result) => result !== null), seq: await store.query(lastSeq) }
}

type Opened = DocumentState | ProblemError

async function openStates(
  context: ReviewContext,
  reviewer: Reviewer,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, Opened>> {
  const { doubleKeying } = await readSettings(context.store)
  const states = new Map<string, Opened>()
  for (const sha256 of new Set(asked.map(({ document }) => document))) {
    try {
      const shelved = await openDocument(context, reviewer, sha256)
      states.set(sha256, await readState(context, shelved, isKeyedTwice(sha256, doubleKeying)))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      states.set(sha256, error)
    }
  }
  return states
}

function toCode({ code }: ProblemError): Refusal['code'] {
  return code === 'closed' ? 'closed' : code === 'forbidden' ? 'forbidden' : 'not-found'
}

function refusal({ document, item }: Asked, code: Refusal['code'], detail: string): Refusal {
  return { outcome: 'refused', document, itemId: item, code, detail }
}

function toRuling(state: DocumentState, reviewer: Reviewer, asked: Asked): Ruling | Refusal {
  const found = plainItems(state, reviewer).find(({ item }) => item.id === asked.item) ?? null
  if (asked.action === 'undo') return toUndo(state, reviewer, asked, found)
  if (asked.action === 'add') return toAddition(state, asked, found)
  if (!found) return refusal(asked, 'not-found', 'There is no such item in this document.')
  const { item, blind } = found
  if (item.state.status === 'conflict' && reviewer.role === 'reviewer' && asked.action !== 'comment')
    return refusal(asked, 'forbidden', 'Two people keyed it differently: a supervisor settles it.')
  const after = stateAfter(asked, item.state, item.kind, item.slot, item.extracted)
  if (typeof after === 'string') return refusal(asked, 'invalid', after)
  return {
    ...about(state, asked.item, asked.action, asked.why ?? null),
    kind: item.kind,
    slot: item.slot,
    revision: asked.revision,
    before: item.state,
    after,
    extracted: item.extracted,
    evidence: item.extracted === null ? item.evidence : [],
    undoes: null,
    blind,
    shown: item.kind === 'finding' ? shownFinding(state, item.raw) : shown(state, after.values ?? item.extracted),
  }
}

function about({ shelved }: DocumentState, item: string, action: Action, why: string | null) {
  const { documentId, sha256 } = shelved.row
  return { documentId, sha256, item, action, why }
}

function shown({ shelved }: DocumentState, values: Values | null): string {
  return maskPersonalNumbers(shownValues(values), shelved.personal)
}

function shownFinding({ shelved }: DocumentState, message: string): string {
  return maskPersonalNumbers(message, shelved.personal).slice(0, 160)
}

/** The state an action leads to, or what is wrong with it. */
function stateAfter(
  asked: DecideOne,
  before: ItemState,
  kind: PlainItem['item']['kind'],
  slot: string | null,
  extracted: Values | null,
): ItemState | string {
  const { action } = asked
  switch (action) {
    case 'accept': {
      const values = before.values ?? extracted
      if (values === null) return 'There is no value to accept.'
      const asFound = extracted === null ? 'added' : sameValues(values, extracted) ? 'accepted' : 'corrected'
      return { status: asFound, values }
    }
    case 'correct': {
      if (kind === 'finding') return 'A finding is accepted or rejected.'
      const values = checkValues(kind, slot, { ...(before.values ?? extracted), ...asked.values })
      if (typeof values === 'string') return values
      if (extracted === null) return { status: 'added', values }
      return { status: sameValues(values, extracted) ? 'accepted' : 'corrected', values }
    }
    case 'reject':
      return { status: 'rejected', values: kind === 'finding' ? {} : null }
    case 'not-in-document':
    case 'unreadable':
      return kind === 'finding' ? 'A finding is accepted or rejected.' : { status: action, values: null }
    case 'comment':
      return asked.why ? before : 'A comment has words: `why`.'
    case 'add':
      return 'Not here.'
  }
}

function checkValues(kind: PlainItem['item']['kind'], slot: string | null, values: Values): Values | string {
  if (holdsMask(values)) return 'A value holds masked digits (•): it cannot be sent back like that.'
  const checked = valuesSchemas[kind].safeParse(values)
  if (!checked.success) {
    const [issue] = checked.error.issues
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}`
  }
  const special = kind === 'header' && slot !== null ? headerValueSchemas[slot] : undefined
  if (special && !special.safeParse(values['value']).success) return `value: it does not fit ${slot ?? ''}.`
  return checked.data
}

const addedId = /^added-[a-z0-9-]{8,40}$/

function toAddition(state: DocumentState, asked: DecideOne, found: PlainItem | null): Ruling | Refusal {
  const { kind, evidence = [], slot = null } = asked
  if (!addedId.test(asked.item)) return refusal(asked, 'invalid', 'item: the id of an added item begins with added-.')
  if (!kind || kind === 'finding') return refusal(asked, 'invalid', 'kind: it is missing, or cannot be added.')
  if (evidence.length === 0) return refusal(asked, 'invalid', 'evidence: where does it stand?')
  const { length } = state.shelved.record.text
  if (evidence.some(({ start, end }) => start > end || end > length))
    return refusal(asked, 'invalid', 'evidence: it leads out of the text.')
  if ((kind === 'header') !== (slot !== null))
    return refusal(asked, 'invalid', 'slot: header fields have one, others none.')
  const values = checkValues(kind, slot, { ...editableValues(kind, emptyOf[kind] ?? {}), ...asked.values })
  if (typeof values === 'string') return refusal(asked, 'invalid', values)
  return {
    ...about(state, asked.item, 'add', asked.why ?? null),
    kind,
    slot,
    revision: asked.revision,
    before: found?.item.state ?? { status: 'open', values: null },
    after: { status: 'added', values },
    extracted: null,
    evidence,
    undoes: null,
    blind: false,
    shown: shown(state, values),
  }
}

const emptyOf: Readonly<{ [kind: string]: Values }> = {
  signer: { authority: [] },
  date: { kind: 'other' },
  'form-row': { cells: [] },
}

/** Only the last thing that was said of an item can be taken back: what others said since stays. */
function toUndo(state: DocumentState, reviewer: Reviewer, asked: UndoOne, found: PlainItem | null): Ruling | Refusal {
  const { undoes } = asked
  const own = undoes.user === reviewer.name
  if (!own && reviewer.role === 'reviewer') return refusal(asked, 'forbidden', 'This was decided by someone else.')
  if (!isLast(state, reviewer, undoes)) return refusal(asked, 'not-last', 'Something was decided about it since.')
  const blind = undoes.blind
  const [before, after] = [undoes.after, undoes.before]
  return {
    ...about(state, asked.item, 'undo', null),
    kind: undoes.kind,
    slot: undoes.slot,
    revision: blind || !found ? undoes.seq : found.item.revision,
    before,
    after,
    extracted: undoes.extracted,
    evidence: undoes.evidence,
    undoes: undoes.seq,
    blind,
    shown:
      undoes.kind === 'finding'
        ? shownFinding(state, found?.item.raw ?? '')
        : shown(state, after.values ?? undoes.extracted),
  }
}

function isLast(
  { decisions, keyings }: DocumentState,
  reviewer: Reviewer,
  { item, seq, action, blind }: Decision,
): boolean {
  if (blind) return keyings.some((own) => own.item === item && own.reviewerId === reviewer.id && own.seq === seq)
  const said = decisions.filter((one) => one.item === item && one.action !== 'comment' && !one.blind)
  return action === 'undo' ? said.at(-1)?.seq === seq : lastDecisions(said).get(item)?.seq === seq
}

function toResult(
  asked: Asked,
  ruling: Ruling,
  ruled: Awaited<ReturnType<typeof rule>>[number],
  after: ReadonlyMap<string, Opened>,
  reviewer: Reviewer,
): Result {
  if (ruled.kind === 'leased') return refusal(asked, 'leased', `${ruled.by} has this document open.`)
  const state = after.get(asked.document)
  // A secrecy mark that was put in may have closed the document to its own author.
  if (!state || state instanceof ProblemError) return refusal(asked, 'closed', 'The document is closed now.')
  const found = plainItems(state, reviewer).find(({ item }) => item.id === asked.item)
  const item = maskedItem(found?.item ?? goneItem(ruling), state.shelved, reviewer)
  const { document } = asked
  return ruled.kind === 'done'
    ? { outcome: 'done', document, item, seq: ruled.seq }
    : { outcome: 'conflict', document, item, by: ruled.by }
}

/** An added item that was taken back. */
function goneItem({ item, kind, slot, evidence, after }: Ruling): PlainItem['item'] {
  return {
    id: item,
    kind,
    slot,
    form: null,
    state: { ...after, values: null },
    extracted: null,
    revision: 0,
    raw: '',
    confidence: 1,
    doubt: 0,
    reasons: [],
    rule: 'reviewer',
    evidence: [...evidence],
    findings: [],
    candidates: [],
    masked: false,
    stale: null,
  }
}
