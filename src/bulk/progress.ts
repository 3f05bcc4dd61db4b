import type { StateCount } from '../store/tally.ts'

/** How far a run is, in numbers. Documents are contents: files with the same bytes count once. */
export interface Progress {
  /** Waiting or in work. */
  readonly pending: number
  readonly done: number
  readonly partial: number
  readonly failed: number
  readonly quarantined: number
  /** Documents without a record by reason, most frequent first. */
  readonly reasons: readonly (readonly [reason: string, documents: number])[]
  readonly pages: number
  /** Values and findings a person should look at. */
  readonly doubtful: number
  readonly findings: number
  /** Documents a second, over the last minute. */
  readonly rate: number
  /** Null while nothing is known of the speed or files are still being looked for. */
  readonly secondsLeft: number | null
}

/** What the speed is measured over: long enough for slow documents, short enough to show a machine that comes or goes. */
const windowMs = 60_000

/** Makes numbers of progress out of the ledger's counts, told again and again. */
export class ProgressMeter {
  readonly #finished: { readonly at: number; readonly documents: number }[] = []

  /** `at`: milliseconds of any clock. `complete`: all files have been looked for. */
  read(counts: readonly StateCount[], at: number, complete: boolean): Progress {
    const sum = (state: StateCount['state'], of: 'documents' | 'pages' | 'doubtful' | 'findings' = 'documents') =>
      counts.filter((count) => count.state === state).reduce((total, count) => total + count[of], 0)
    const [pending, done, failed, quarantined] = [
      sum('waiting') + sum('working'),
      sum('done'),
      sum('failed'),
      sum('quarantined'),
    ]
    const rate = this.#rate(done + failed + quarantined, at)
    return {
      pending,
      done,
      partial: counts.find(({ state, detail }) => state === 'done' && detail === 'partial')?.documents ?? 0,
      failed,
      quarantined,
      reasons: reasonsIn(counts),
      pages: sum('done', 'pages'),
      doubtful: sum('done', 'doubtful'),
      findings: sum('done', 'findings'),
      rate,
      secondsLeft: complete && rate > 0 ? pending / rate : null,
    }
  }

  #rate(documents: number, at: number): number {
    this.#finished.push({ at, documents })
    while (this.#finished.length > 2 && this.#finished[1]!.at <= at - windowMs) this.#finished.shift()
    const first = this.#finished[0]!
    return at > first.at ? Math.max(0, (1000 * (documents - first.documents)) / (at - first.at)) : 0
  }
}

function reasonsIn(counts: readonly StateCount[]): readonly (readonly [string, number])[] {
  const reasons = new Map<string, number>()
  for (const { state, detail, documents } of counts) {
    if (state === 'failed' || state === 'quarantined') reasons.set(detail, (reasons.get(detail) ?? 0) + documents)
  }
  return [...reasons].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
