import type { Outcome } from '../pipeline/run-job.ts'
import { lowConfidence } from '../pipeline/summarise.ts'
import type { RecordSummary } from '../pipeline/summarise.ts'
import type { JobTotals } from './job-totals.ts'
import { count, printable } from './printing.ts'

/** One line a document; null for what is only counted. */
export function outcomeLine(outcome: Outcome): string | null {
  const line = describe(outcome)
  return line === null ? null : printable(`${outcome.status.padEnd(9)} ${outcome.path}  ${line}`)
}

function describe(outcome: Outcome): string | null {
  switch (outcome.status) {
    case 'skipped':
      return null
    case 'failed':
      return failureText(outcome)
    case 'duplicate':
      return `same bytes as ${outcome.of}, one record for both`
    default:
      return summaryText(outcome.summary)
  }
}

function failureText({ failure }: Outcome & { status: 'failed' }): string {
  return `${failure.code}: ${failure.message}`
}

function summaryText(summary: RecordSummary): string {
  const identity = [summary.type ?? 'no type', summary.number ?? 'no number', summary.issuedOn ?? 'no date'].join(', ')
  const parts = [
    identity,
    count(summary.references, 'reference'),
    count(summary.dates, 'date'),
    count(summary.metrics, 'metric'),
    count(summary.formRows, 'form row'),
    count(summary.findings, 'finding'),
    `${summary.doubtful} doubtful`,
  ]
  if (summary.issues > 0) parts.push(count(summary.issues, 'issue'))
  return parts.join(' · ')
}

/** The lines at the end of a job: sums, failures by name, where the records are and how long it took. */
export function closingLines(totals: JobTotals, outDir: string, seconds: number): string[] {
  const { sums } = totals
  const lines = ['', readText(totals), foundText(totals)]
  if (totals.failures.length > 0) {
    lines.push('', 'Failed:')
    for (const failure of totals.failures) lines.push(`  ${printable(`${failure.path}  ${failureText(failure)}`)}`)
  }
  const speed = sums.pages > 0 ? `, ${count(sums.pages, 'page')}, ${(sums.pages / seconds).toFixed(1)} pages/s` : ''
  const place = sums.documents > 0 ? `Records in ${printable(outDir)}/records. ` : ''
  lines.push('', `${place}${seconds.toFixed(1)} s${speed}.`)
  return lines
}

function readText(totals: JobTotals): string {
  const { sums } = totals
  const parts = [`${count(sums.documents, 'document')} read${sums.partial > 0 ? ` (${sums.partial} in part)` : ''}`]
  if (sums.duplicates > 0) parts.push(count(sums.duplicates, 'duplicate'))
  parts.push(`${sums.failed} failed`)
  if (sums.skipped > 0) {
    const kinds = totals.skippedKinds().map(([kind, times]) => `${times} ${kind}`)
    parts.push(`${sums.skipped} skipped as no documents (${printable(kinds.join(', '))})`)
  }
  return `${parts.join(', ')}.`
}

function foundText({ sums }: JobTotals): string {
  const parts = [
    count(sums.references, 'reference'),
    count(sums.dates, 'date'),
    count(sums.metrics, 'metric'),
    `${count(sums.formRows, 'form row')} in ${count(sums.forms, 'form')}`,
    count(sums.findings, 'finding'),
  ]
  return `${parts.join(', ')}; ${count(sums.doubtful, 'item')} doubtful (confidence below ${lowConfidence}).`
}

/** One JSON line a path. */
export function outcomeJson(outcome: Outcome): string {
  if (outcome.status !== 'failed') return JSON.stringify(outcome)
  const { failure, ...rest } = outcome
  return JSON.stringify({ ...rest, ...failure })
}

/** The last JSON line of a job. */
export function closingJson(totals: JobTotals, outDir: string, seconds: number): string {
  const skippedKinds = Object.fromEntries(totals.skippedKinds())
  const rounded = Number(seconds.toFixed(3))
  return JSON.stringify({ status: 'summary', out: outDir, ...totals.sums, skippedKinds, seconds: rounded })
}
