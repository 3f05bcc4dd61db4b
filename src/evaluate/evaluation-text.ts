import type { AutomationPoint } from './automation.ts'
import type { Evaluation } from './evaluation.ts'
import type { Share } from './intervals.ts'
import { wrongCost, type Tally } from './tallies.ts'

/** The evaluation as a person reads it on a terminal. */
export function printEvaluation(evaluation: Evaluation, misses: boolean): string {
  const { confidence } = evaluation
  const blocks = [
    opening(evaluation),
    table(
      ['kind', 'gold', 'right', 'wrong', 'missing', 'precision [95 %]', 'recall [95 %]', 'F1 [95 %]', 'worth'],
      evaluation.tallies.map(tallyRow),
    ),
    `worth: right less ${wrongCost} times wrong, per value the gold asks for. Wrong is worse than missing.`,
    `Confidence: ${confidence.values} values, ${confidence.right} right. Expected calibration error ${decimals(confidence.calibrationError)} (ten equal steps), ${decimals(confidence.evenCalibrationError)} (fifteen with as many values each); Brier score ${decimals(confidence.brier)}.`,
    table(
      ['confidence', 'values', 'mean', 'right [95 %]'],
      confidence.reliability.map(({ from, to, count, believed, right }) => [
        `${from}–${to}`,
        String(count),
        believed.toFixed(4),
        shareText(right, 2),
      ]),
    ),
    automationText(evaluation),
    ...(misses ? [missText(evaluation)] : []),
  ]
  return blocks.join('\n\n')
}

function opening({ documents, lost, unjudged }: Evaluation): string {
  const lines = [`${documents} documents with gold.`]
  if (lost.length > 0)
    lines.push(`${lost.length} without a record, all of them missed: ${lost.slice(0, 5).join(', ')}.`)
  if (unjudged > 0) lines.push(`${unjudged} records without gold.`)
  return lines.join(' ')
}

function tallyRow({ kind, gold, right, wrong, missing, precision, recall, f1, worth }: Tally): string[] {
  const counts = [gold, right, wrong, missing].map(String)
  const share = (one: Share | null): string => (one ? shareText(one) : '–')
  return [kind, ...counts, share(precision), share(recall), share(f1), worth === null ? '–' : worth.toFixed(3)]
}

const shownShares = [0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1]

function automationText({ automation, confidence }: Evaluation): string {
  const { wishedErrorRate, threshold, curve } = automation
  const wished = percent(wishedErrorRate, 2)
  const verdict = threshold
    ? `At most ${wished} errors: take what has ${threshold.threshold} or more: ${threshold.accepted} of ${confidence.values} values (${percent(threshold.share, 1)}), ${threshold.errors} of them wrong (${shareText(threshold.errorRate, 2)}).`
    : `No threshold keeps the errors within ${wished}.`
  const points = shownShares.flatMap((share) => curve.find((point) => point.share >= share) ?? [])
  const rows = [...new Set(points)].map((point) => pointRow(point))
  return `${verdict}\n\n${table(['taken unseen', 'from', 'values', 'errors', 'error rate [95 %]'], rows)}`
}

function pointRow({ share, threshold, accepted, errors, errorRate }: AutomationPoint): string[] {
  return [percent(share, 1), String(threshold), String(accepted), String(errors), shareText(errorRate, 2)]
}

function missText({ wrong, missing }: Evaluation): string {
  const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').slice(0, 120)
  const wrongs = wrong.map(
    ({ kind, document, raw, rule, confidence }) =>
      `wrong ${kind} ${document} ${confidence.toFixed(4)} ${rule}: ${oneLine(raw)}`,
  )
  return [...wrongs, ...missing.map(({ kind, document, wanted }) => `missing ${kind} ${document}: ${oneLine(wanted)}`)]
    .map(printable)
    .join('\n')
}

/** No terminal control from a document. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}')
}

function shareText({ value, low, high }: Share, digits = 1): string {
  if (value === null) return '–'
  return `${percent(value, digits)} [${(100 * low).toFixed(digits)}–${(100 * high).toFixed(digits)}]`
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`
}

function decimals(value: number | null): string {
  return value === null ? '–' : value.toFixed(4)
}

/** Columns as wide as their widest cell; all but the first at the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]!.length)))
  return [head, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .join('\n')
}
