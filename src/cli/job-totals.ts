import type { Outcome } from '../pipeline/run-job.ts'

/** Running sums over the outcomes of one job. */
export class JobTotals {
  readonly sums = {
    documents: 0,
    partial: 0,
    duplicates: 0,
    failed: 0,
    skipped: 0,
    pages: 0,
    references: 0,
    dates: 0,
    metrics: 0,
    forms: 0,
    formRows: 0,
    findings: 0,
    doubtful: 0,
  }
  /** Failed outcomes, kept to be named again at the end. */
  readonly failures: (Outcome & { status: 'failed' })[] = []
  readonly #skippedKinds = new Map<string, number>()

  add(outcome: Outcome): void {
    if (outcome.status === 'duplicate') this.sums.duplicates++
    else if (outcome.status === 'failed') {
      this.sums.failed++
      this.failures.push(outcome)
    } else if (outcome.status === 'skipped') {
      this.sums.skipped++
      this.#skippedKinds.set(outcome.reason, (this.#skippedKinds.get(outcome.reason) ?? 0) + 1)
    } else this.#addRecord(outcome)
  }

  /** What was skipped, most frequent kind first. */
  skippedKinds(): readonly (readonly [kind: string, times: number])[] {
    return [...this.#skippedKinds].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  }

  #addRecord({ status, summary }: Outcome & { status: 'ok' | 'partial' }): void {
    this.sums.documents++
    if (status === 'partial') this.sums.partial++
    this.sums.pages += summary.pages ?? 0
    this.sums.references += summary.references
    this.sums.dates += summary.dates
    this.sums.metrics += summary.metrics
    this.sums.forms += summary.forms
    this.sums.formRows += summary.formRows
    this.sums.findings += summary.findings
    this.sums.doubtful += summary.doubtful
  }
}
