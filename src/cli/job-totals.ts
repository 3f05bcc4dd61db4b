import type { Outcome } from '../pipeline/run-job.ts'

/** Running sums over the outcomes of one job. */
export class JobTotals {
  documents = 0
  partial = 0
  duplicates = 0
  failed = 0
  skipped = 0
  pages = 0
  references = 0
  dates = 0
  metrics = 0
  forms = 0
  formRows = 0
  findings = 0
  doubtful = 0
  /** Failed outcomes, kept to be named again at the end. */
  readonly failures: (Outcome & { status: 'failed' })[] = []
  readonly #skippedKinds = new Map<string, number>()

  add(outcome: Outcome): void {
    if (outcome.status === 'duplicate') this.duplicates++
    else if (outcome.status === 'failed') {
      this.failed++
      this.failures.push(outcome)
    } else if (outcome.status === 'skipped') {
      this.skipped++
      this.#skippedKinds.set(outcome.reason, (this.#skippedKinds.get(outcome.reason) ?? 0) + 1)
    } else this.#addRecord(outcome)
  }

  /** What was skipped, most frequent kind first. */
  skippedKinds(): readonly (readonly [kind: string, times: number])[] {
    return [...this.#skippedKinds].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  }

  #addRecord({ status, summary }: Outcome & { status: 'ok' | 'partial' }): void {
    this.documents++
    if (status === 'partial') this.partial++
    this.pages += summary.pages ?? 0
    this.references += summary.references
    this.dates += summary.dates
    this.metrics += summary.metrics
    this.forms += summary.forms
    this.formRows += summary.formRows
    this.findings += summary.findings
    this.doubtful += summary.doubtful
  }
}
