import type { ScanOutcome } from '../pipeline/scan-files.ts'

/** Running sums over what a scan finds. */
export class ScanTotals {
  readonly sums = {
    documents: 0,
    ok: 0,
    partial: 0,
    needsOcr: 0,
    duplicates: 0,
    failed: 0,
    skipped: 0,
    bytes: 0,
    pages: 0,
    pagesForOcr: 0,
  }
  readonly kinds = new Map<string, number>()
  readonly encodings = new Map<string, number>()
  readonly skippedKinds = new Map<string, number>()
  readonly reasons = new Map<string, number>()

  add(outcome: ScanOutcome): void {
    if (outcome.status === 'duplicate') this.sums.duplicates++
    else if (outcome.status === 'failed') {
      this.sums.failed++
      count(this.reasons, outcome.failure.code)
    } else if (outcome.status === 'skipped') {
      this.sums.skipped++
      count(this.skippedKinds, outcome.reason)
    } else {
      this.sums.documents++
      this.sums[outcome.status === 'needs-ocr' ? 'needsOcr' : outcome.status]++
      this.sums.bytes += outcome.bytes
      this.sums.pages += outcome.pages ?? 0
      this.sums.pagesForOcr += outcome.needsOcr.length
      count(this.kinds, outcome.kind)
      for (const encoding of outcome.encodings) count(this.encodings, encoding)
    }
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Most frequent first. */
export function ranked(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
