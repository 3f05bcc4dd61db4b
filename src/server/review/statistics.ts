import type { ItemState } from '../../domain/decision.ts'
import type { ItemKind } from '../../domain/item-kinds.ts'
import type { Agreement, Statistics } from '../../domain/review-api.ts'
import {
  decisionsByDay,
  decisionsByReviewer,
  documentSums,
  fateByConfidence,
  fateByRule,
  keyedPairs,
  lastTimes,
  staleDocuments,
  statusSums,
} from '../../store/review-statistics.ts'
import type { Connection, Store } from '../../store/store.ts'

const dayMs = 86_400_000
const daysShown = 60

/** The dashboard's numbers. */
export function readStatistics(store: Store, granted: readonly number[], now: number): Promise<Statistics> {
  return store.query(async (db) => {
    const sums = await statusSums(db)
    const count = (...statuses: string[]) =>
      sums.reduce((sum, { status, items }) => sum + (statuses.includes(status) ? items : 0), 0)
    const all = sums.reduce((sum, { items }) => sum + items, 0)
    const [open, conflict] = [count('open'), count('conflict')]
    const fates = await fateByConfidence(db)
    return {
      items: { open, conflict, settled: all - open - conflict },
      documents: await documentSums(db),
      days: toDays(await decisionsByDay(db, now - daysShown * dayMs)),
      reviewers: await toReviewers(db),
      rules: (await fateByRule(db)).map(({ rule, decided, changed }) => ({
        rule,
        decided,
        changed,
        changeRate: changed / decided,
        ...wilson(changed, decided),
      })),
      confidence: fates
        .filter(({ decided }) => decided > 0)
        .map(({ bin, decided, wrong, mean }) => ({
          from: bin / 10,
          to: (bin + 1) / 10,
          decided,
          wrong,
          expected: decided * (1 - mean),
        })),
      errorEstimate: estimate(fates),
      stale: (await staleDocuments(db, granted)).map(({ sha256, name, stale }) => ({
        document: sha256,
        name,
        decisions: stale,
      })),
    }
  })
}

function toDays(rows: Awaited<ReturnType<typeof decisionsByDay>>): Statistics['days'] {
  const days = new Map<number, Statistics['days'][number]>()
  const columns: Readonly<{ [action: string]: 'accepted' | 'corrected' | 'rejected' | 'added' }> = {
    accept: 'accepted',
    correct: 'corrected',
    reject: 'rejected',
    'not-in-document': 'rejected',
    unreadable: 'rejected',
    add: 'added',
  }
  for (const { day, action, decisions } of rows) {
    const blank = { decisions: 0, accepted: 0, corrected: 0, rejected: 0, added: 0 }
    const sum = days.get(day) ?? { day: new Date(day * dayMs).toISOString().slice(0, 10), ...blank }
    const column = columns[action]
    const next = { ...sum, decisions: sum.decisions + decisions }
    days.set(day, column ? { ...next, [column]: sum[column] + decisions } : next)
  }
  return [...days.values()]
}

/** Decisions whose times are looked at. */
const lastLooked = 2000
const longestPause = 120_000
const leastPauses = 9

async function toReviewers(db: Connection): Promise<Statistics['reviewers']> {
  const reviewers: Statistics['reviewers'] = []
  for (const { id, name, fullName, decisions, changed, documents } of await decisionsByReviewer(db)) {
    // What was settled by one act was settled at one time.
    const times = [...new Set(await lastTimes(db, id, lastLooked))]
    const pauses = times
      .slice(1)
      .map((time, i) => times[i]! - time)
      .filter((pause) => pause <= longestPause)
      .sort((a, b) => a - b)
    const secondsEach = pauses.length < leastPauses ? null : pauses[pauses.length >> 1]! / 1000
    reviewers.push({ user: name, fullName, decisions, changed, documents, secondsEach })
  }
  return reviewers
}

/** Bounds of a share that hold 19 times in 20 (Wilson). */
export function wilson(hits: number, tries: number): { readonly low: number; readonly high: number } {
  if (tries === 0) return { low: 0, high: 1 }
  const z = 1.96
  const share = hits / tries
  const middle = share + (z * z) / (2 * tries)
  const spread = z * Math.sqrt((share * (1 - share)) / tries + (z * z) / (4 * tries * tries))
  const norm = 1 + (z * z) / tries
  return { low: Math.max(0, (middle - spread) / norm), high: Math.min(1, (middle + spread) / norm) }
}

const leastDecided = 30

/** Open values are taken to be as often wrong as those decided that were believed as much. */
function estimate(fates: Awaited<ReturnType<typeof fateByConfidence>>): Statistics['errorEstimate'] {
  const decided = fates.reduce((sum, fate) => sum + fate.decided, 0)
  if (decided < leastDecided) return null
  const sums = { open: 0, wrong: 0, low: 0, high: 0 }
  for (const { open, decided: tries, wrong, mean } of fates) {
    const { low, high } = wilson(wrong, tries)
    sums.open += open
    sums.wrong += open * (tries > 0 ? wrong / tries : 1 - mean)
    sums.low += open * low
    sums.high += open * high
  }
  return sums
}

/** How far two who keyed blindly said the same. */
export function readAgreement(store: Store): Promise<Agreement> {
  return store.query(async (db) => {
    const rows = await keyedPairs(db)
    const kinds = new Map<ItemKind, { items: number; agreed: number }>()
    const pairs = new Map<string, Agreement['pairs'][number]>()
    let agreed = 0
    for (const { first, second, kind, firstUser, secondUser } of rows) {
      const same = first === second ? 1 : 0
      agreed += same
      if (kind) {
        const sum = kinds.get(kind) ?? { items: 0, agreed: 0 }
        kinds.set(kind, { items: sum.items + 1, agreed: sum.agreed + same })
      }
      const users: [string, string] = [firstUser, secondUser]
      const pair = pairs.get(users.join('/')) ?? { users, items: 0, agreed: 0 }
      pairs.set(users.join('/'), { users, items: pair.items + 1, agreed: pair.agreed + same })
    }
    return {
      documents: new Set(rows.map(({ documentId }) => documentId)).size,
      items: rows.length,
      agreed,
      conflicts: rows.filter(({ status }) => status === 'conflict').length,
      agreement: rows.length === 0 ? null : agreed / rows.length,
      kappa: kappaOf(rows.map(({ first, second }) => [statusOf(first), statusOf(second)])),
      kinds: [...kinds].map(([kind, sums]) => ({ kind, ...sums })),
      pairs: [...pairs.values()],
    }
  })
}

function statusOf(state: string): string {
  return (JSON.parse(state) as ItemState).status
}

/** Agreement beyond chance (Cohen); null where chance alone would agree always, or nothing was keyed twice. */
export function kappaOf(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length === 0) return null
  const labels = new Set(pairs.flat())
  const share = (side: 0 | 1, label: string) => pairs.filter((pair) => pair[side] === label).length / pairs.length
  const observed = pairs.filter(([a, b]) => a === b).length / pairs.length
  const chance = [...labels].reduce((sum, label) => sum + share(0, label) * share(1, label), 0)
  return chance >= 1 ? null : (observed - chance) / (1 - chance)
}
