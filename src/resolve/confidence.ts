import { toLogOdds, toProbability, type ConfidenceModel, type ItemKind, type KindModel } from '../domain/confidence.ts'
import type { Extracted, Reason, Record } from '../domain/record.ts'

type Unscored = Omit<Record, 'findings'>
type Weighed = Pick<Extracted, 'confidence' | 'reasons'>

/**
 * Gives every item its confidence. Until here the first reason of an item holds its rule's own estimate, the others how
 * far each would move it by the estimate of who wrote it; the model says what all that has been worth. `more`: reasons
 * that only the whole record tells, by item id.
 */
export function scoreItems<T extends Unscored>(
  record: T,
  model: ConfidenceModel,
  more: ReadonlyMap<string, readonly Reason[]>,
): T {
  const score = <I extends Extracted>(kind: ItemKind, item: I): I => {
    const reasons = [...item.reasons, ...(more.get(item.id) ?? [])]
    return { ...item, ...weigh(model, kind, item.rule, reasons) }
  }
  const { signers, recipients, ...fields } = record.header
  const scored = Object.entries(fields).map(([key, field]) => [key, field && score(`header.${key}` as ItemKind, field)])
  return {
    ...record,
    header: {
      ...(Object.fromEntries(scored) as typeof fields),
      signers: signers.map((item) => score('header.signers', item)),
      recipients: recipients.map((item) => score('header.recipients', item)),
    },
    references: record.references.map((item) => score('references', item)),
    dates: record.dates.map((item) => score('dates', item)),
    metrics: record.metrics.map((item) => score('metrics', item)),
    forms: record.forms.map((form) => ({ ...form, rows: form.rows.map((row) => score('forms', row)) })),
  }
}

const unlisted: KindModel = { rules: {}, reasons: {} }

/**
 * Log-odds add up, part by part; each reason's `delta` is what the confidence had moved by when its part was added, so
 * that the deltas of an item add up to its confidence.
 */
export function weigh(model: ConfidenceModel, kind: ItemKind, rule: string, given: readonly Reason[]): Weighed {
  const { rules, reasons: weights } = model.kinds[kind] ?? unlisted
  const [own, ...others] = given
  const prior = own?.delta ?? 0
  const bounded = (odds: number): number => roundShare(Math.min(model.most, Math.max(model.least, toProbability(odds))))
  let odds = rules[rule] ?? toLogOdds(prior)
  let confidence = bounded(odds)
  const reasons = [{ code: 'rule', delta: confidence }]
  for (const { code, delta } of others) {
    odds += weights[code] ?? toLogOdds(prior + delta) - toLogOdds(prior)
    const next = bounded(odds)
    reasons.push({ code, delta: roundShare(next - confidence) })
    confidence = next
  }
  return { confidence, reasons }
}

/** Ten-thousandths: finer than any fit. */
function roundShare(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
