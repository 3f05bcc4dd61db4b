import type { Check } from '../../domain/check.ts'
import type { Amount } from '../amounts.ts'
import type { Span, Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { flowRole, roleIn, wordsBefore, wordsBehind, type FlowRole } from '../flow-roles.ts'
import { labelOf, type Row } from '../form-rows.ts'
import { show } from '../slips.ts'
import { wordKey } from '../word-key.ts'

/** One number of a flow, from the prose or from a form. */
interface FlowItem extends Span {
  readonly id: string
  readonly amount: Amount
  readonly role: FlowRole
  /** It is a share of its role: by channel (trực tuyến) or by how soon (đúng hạn). */
  readonly share: boolean
}

/** C13: what was there and came in is what was done and is left. */
export function checkFlows(facts: Facts, { units }: Check<'flow'>): Suspicion[] {
  const counted = units.map((unit) => wordKey(unit).trim()).sort((a, b) => a.length - b.length)
  const blocks = [...proseBlocks(facts, counted), ...formBlocks(facts, counted)]
  return blocks.flatMap((block) => checkFlow(block))
}

function checkFlow(items: readonly FlowItem[]): Suspicion[] {
  const opening = items.filter(({ role }) => role === 'opening')
  const received = totalOf(items, 'received')
  const resolved = totalOf(items, 'resolved')
  const pending = totalOf(items, 'pending')
  if (!received || !resolved || opening.length > 1) return []
  // One channel alone is not all that came in.
  if (received.length === 1 && received[0].share) return []
  const carried = opening[0]?.amount.value ?? 0
  const out = sum(resolved) + sum(pending ?? [])
  const balanced = [sum(received), sum(received) + carried]
  // What is late and not done is only a share of what is left.
  const complete = pending?.every(({ share }) => !share) ?? false
  if (complete ? balanced.includes(out) : out <= Math.max(...balanced)) return []
  const known = [...opening, ...received, ...resolved, ...(pending ?? [])] as [FlowItem, ...FlowItem[]]
  const into = `${write(received)}${carried > 0 ? ` + ${String(carried)}` : ''}`
  const [first, ...others] = [...known].sort((a, b) => a.start - b.start)
  const computed = show({ ...resolved[0].amount, value: out })
  return [
    {
      values: {
        received: write(received),
        resolved: write(resolved),
        pending: pending ? write(pending) : '0',
        opening: String(carried),
        computed,
      },
      spans: [first!, ...others],
      items: known.map(({ id }) => id),
      expected: show({ ...received[0].amount, value: Math.max(...balanced) }),
      found: computed,
      computation: `${into} ≠ ${write(resolved)}${pending ? ` + ${write(pending)}` : ''}`,
    },
  ]
}

/** The one number stated for a role, or its shares where only they are; null where several compete. */
function totalOf(items: readonly FlowItem[], role: FlowRole): readonly [FlowItem, ...FlowItem[]] | null {
  const own = items.filter((item) => item.role === role)
  const totals = own.filter(({ share }) => !share)
  const chosen = totals.length > 0 ? totals : own
  const [first, ...others] = chosen
  return !first || totals.length > 1 ? null : [first, ...others]
}

function sum(items: readonly FlowItem[]): number {
  return items.reduce((total, { amount }) => total + amount.value, 0)
}

function write(items: readonly FlowItem[]): string {
  return items.map(({ amount }) => show(amount)).join(' + ')
}

/** The flows told in prose: the figures of one paragraph and unit, a new flow at each new total of what came in. */
function proseBlocks(facts: Facts, units: readonly string[]): FlowItem[][] {
  const blocks: FlowItem[][] = []
  let last: { figure: Figure; block: FlowItem[] } | null = null
  for (const figure of facts.figures) {
    const item = proseItem(facts, figure, units)
    if (!item) continue
    const goesOn: boolean =
      last !== null &&
      last.figure.line.start === figure.line.start &&
      unitAmong(last.figure.unit, units) === unitAmong(figure.unit, units) &&
      !(item.role === 'received' && !item.share && last.block.some(({ role }) => role !== 'opening'))
    const block: FlowItem[] = goesOn ? last!.block : []
    if (!goesOn) blocks.push(block)
    block.push(item)
    last = { figure, block }
  }
  return blocks
}

/** The shortest unit of the list a unit begins with: 'đơn kiến nghị' and 'đơn thư' are counted as 'đơn'. */
function unitAmong(unit: string, units: readonly string[]): string | null {
  return units.find((known) => unit === known || unit.startsWith(`${known} `)) ?? null
}

function proseItem(facts: Facts, figure: Figure, units: readonly string[]): FlowItem | null {
  if (!figure.part || figure.whole || figure.percent || unitAmong(figure.unit, units) === null) return null
  const role = flowRole(facts, figure)
  if (role === null) return null
  const words = `${wordsBefore(figure)}${wordsBehind(figure)}`
  const share = facts.words('channel').in(words) || facts.words('stage').in(words)
  return { start: figure.start, end: figure.end, id: figure.item.id, amount: figure.part, role, share }
}

/** The flows of forms: rows of one parent with their children. */
function formBlocks(facts: Facts, units: readonly string[]): FlowItem[][] {
  return facts.forms.flatMap(({ rows }) => {
    const parents = new Set(rows.map((row) => row.parent))
    return [...parents].map((parent) => {
      const group = rows.filter((row) => row.parent === parent)
      return group.flatMap((row) => [row, ...row.children].flatMap((one) => formItem(facts, one, row, units) ?? []))
    })
  })
}

function formItem(facts: Facts, row: Row, top: Row, units: readonly string[]): FlowItem | null {
  if (!row.amount || row.percent || row.coded || unitAmong(row.unit, units) === null) return null
  const key = wordKey(labelOf(row))
  const role = roleIn(facts, key)
  if (role === null || (row !== top && role !== 'opening')) return null
  const share = facts.words('channel').in(key) || facts.words('stage').in(key)
  return { start: row.start, end: row.end, id: row.item.id, amount: row.amount, role, share }
}
