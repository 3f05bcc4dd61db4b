import type { ItemKind } from '../../src/domain/confidence.ts'
import type { JudgedItem } from '../../src/evaluate/judge.ts'

export interface MadeItem {
  readonly kind?: ItemKind
  readonly document?: string
  readonly rule?: string
  readonly codes?: readonly string[]
  readonly confidence?: number
  readonly right: boolean
  readonly excused?: boolean
}

export function makeJudged(made: MadeItem): JudgedItem {
  const { kind = 'dates', document = 'a.pdf', rule = 'date.year', codes = [], confidence = 0.9, right } = made
  const evidence = [{ start: 0, end: 1, page: null, boxes: [], path: null }]
  const reasons = ['rule', ...codes].map((code) => ({ code, delta: 0 }))
  const item = { id: 'x', raw: 'x', confidence, reasons, rule, evidence }
  return { kind, document, item, right, full: right, excused: made.excused ?? false }
}

/** So many of one kind, so many of them right, spread evenly over ten documents. */
export function makeMany(count: number, right: number, made: Omit<MadeItem, 'right' | 'document'> = {}): JudgedItem[] {
  return Array.from({ length: count }, (_, at) =>
    makeJudged({
      ...made,
      document: `${Math.floor(at / 7) % 10}.pdf`,
      right: Math.floor(((at + 1) * right) / count) > Math.floor((at * right) / count),
    }),
  )
}
