import { SingleBar } from 'cli-progress'
import { ProgressMeter } from '../bulk/progress.ts'
import type { Progress } from '../bulk/progress.ts'
import type { Scanned } from '../bulk/scan.ts'
import type { Worked } from '../bulk/station.ts'
import { recordPath } from '../pipeline/write-record.ts'
import type { Store } from '../store/store.ts'
import { readTally } from '../store/tally.ts'
import { countUnread, listUnread, listUnreadPaths } from '../store/unread.ts'
import { count, printable, printLine } from './printing.ts'

const refreshMs = 1000
/** How often there is a line of progress where there is no terminal to draw a bar on. */
const plainLineMs = 30_000
/** Failures named at the end; the ledger knows all. */
const mostNamed = 100

/** What is told of: a run, or (`runId` null) all that is done for an edition. */
interface Begun {
  readonly editionId: number
  readonly runId: number | null
}

/** Tells how a run goes: a bar on a terminal, lines elsewhere, JSON lines for machines. */
export class RunPrinter {
  /** Path of the run's report, once it is written. */
  report: string | null = null
  readonly #store: Store
  readonly #outDir: string | null
  readonly #json: boolean
  readonly #meter = new ProgressMeter()
  readonly #started = performance.now()
  readonly #skipped = new Map<string, number>()
  readonly #bar: SingleBar | null
  #run: Begun | null = null
  #timer: NodeJS.Timeout | null = null
  #files = 0
  #complete = false
  #lastLine = performance.now()

  constructor(store: Store, outDir: string | null, json: boolean) {
    this.#store = store
    this.#outDir = outDir
    this.#json = json
    const format = '{bar} {value}/{total} documents · {text}'
    this.#bar =
      !json && process.stderr.isTTY
        ? new SingleBar({ format, clearOnComplete: true, barCompleteChar: '█', barIncompleteChar: '░', barsize: 20 })
        : null
  }

  begin(run: Begun): void {
    this.#run = run
    this.#bar?.start(0, 0, { text: 'looking for files' })
    this.#timer = setInterval(() => void this.#refresh(), refreshMs)
  }

  scanned({ files, failed, skipped, complete }: Scanned): void {
    this.#files += files
    this.#complete ||= complete
    for (const reason of skipped) this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1)
    for (const { path, failure } of failed) this.#tellFailure(path, failure.code, failure.message)
  }

  worked({ claim, outcome, settled, ms }: Worked): void {
    const { path, sha256 } = claim
    if (settled.late || outcome.kind === 'returned') return
    if (outcome.kind === 'done') {
      const { quality, pages, doubtful, findings } = outcome
      if (this.#json) {
        const record = this.#outDir === null ? null : recordPath(this.#outDir, sha256)
        this.#print({ status: quality, path, sha256, record, pages, doubtful, findings, ms: Math.round(ms) })
      }
    } else if (settled.state === 'failed' || settled.state === 'quarantined') {
      const { code, message } = 'code' in outcome ? outcome : { code: 'crashed', message: outcomeMessage(outcome) }
      this.#tellFailure(path, code, message, settled.state)
    } else if (this.#json) {
      this.#print({ status: 'retry', path, sha256, message: outcomeMessage(outcome) })
    }
  }

  /** Sums and failures. False: not everything has been read. */
  async end(): Promise<boolean> {
    if (this.#timer) clearInterval(this.#timer)
    this.#bar?.stop()
    if (!this.#run) return false
    const progress = await this.#progress(this.#run)
    const failures = await this.#failures(this.#run)
    const seconds = (performance.now() - this.#started) / 1000
    if (this.#json) {
      const skipped = Object.fromEntries(this.#skipped)
      this.#print({
        status: 'summary',
        out: this.#outDir,
        ...toJson(progress),
        complete: this.#complete,
        failed: failures.total,
        skipped,
        seconds,
        report: this.report,
      })
    } else for (const line of this.#closing(progress, failures, seconds)) printLine(line)
    return failures.total === 0 && progress.pending === 0 && !this.#stoppedEarly
  }

  /** Not all files were looked for: how many are left nobody knows. */
  get #stoppedEarly(): boolean {
    return this.#run !== null && this.#run.runId !== null && !this.#complete
  }

  #tellFailure(path: string, code: string, message: string, status = 'failed'): void {
    if (this.#json) this.#print({ status, path, code, message })
    else if (!this.#bar) printLine(printable(`${status.padEnd(9)} ${path}  ${code}: ${message}`))
  }

  async #refresh(): Promise<void> {
    if (!this.#run) return
    const progress = await this.#progress(this.#run)
    if (this.#json) this.#print({ status: 'progress', files: this.#files, ...toJson(progress) })
    else if (this.#bar) {
      const finished = progress.done + progress.failed + progress.quarantined
      this.#bar.setTotal(finished + progress.pending)
      this.#bar.update(finished, { text: progressText(progress) })
    } else if (performance.now() - this.#lastLine > plainLineMs) {
      this.#lastLine = performance.now()
      const { done, pending } = progress
      printLine(`${count(done, 'document')} done, ${pending} to do · ${progressText(progress)}`)
    }
  }

  async #progress({ editionId }: Begun): Promise<Progress> {
    const counts = await this.#store.query((db) => readTally(db, editionId))
    return this.#meter.read(counts, performance.now(), this.#complete)
  }

  async #failures({ editionId, runId }: Begun): Promise<Failures> {
    if (runId === null) return { named: [], total: 0 }
    const filter = { states: ['failed', 'quarantined'], runId } as const
    const documents = await listUnread(this.#store, editionId, filter, mostNamed)
    const paths = await listUnreadPaths(this.#store, runId, mostNamed)
    const total = await countUnread(this.#store, editionId, runId)
    return { named: [...paths, ...documents].slice(0, mostNamed), total }
  }

  #closing(progress: Progress, { named, total }: Failures, seconds: number): string[] {
    const { done, partial, pages, pending, doubtful, findings } = progress
    const unread = total + (this.#run?.runId === null ? progress.failed + progress.quarantined : 0)
    const read = `${count(done, 'document')} read${partial > 0 ? ` (${partial} in part)` : ''}`
    const left = pending > 0 ? `, ${pending} left to do` : ''
    const unseen = this.#stoppedEarly ? ', and files not yet looked at' : ''
    const lines = ['', `${read}, ${unread} failed${left}${unseen}.${this.#skippedText()}`]
    lines.push(`${doubtful} doubtful values and ${count(findings, 'finding')} to look at.`)
    if (named.length > 0) {
      lines.push('', 'Failed:')
      for (const { path, code, message } of named) lines.push(`  ${printable(`${path}  ${code}: ${message}`)}`)
      if (total > named.length) lines.push(`  and ${total - named.length} more; the ledger has them all`)
    }
    const speed = progress.rate > 0 ? `, ${progress.rate.toFixed(1)} documents/s in the last minute` : ''
    const place = this.#outDir === null ? 'Records in the database.' : `Records in ${printable(this.#outDir)}/records.`
    if (this.report !== null) lines.push('', `Report: ${printable(this.report)}`)
    lines.push('', `${place} ${seconds.toFixed(1)} s, ${count(pages, 'page')}${speed}.`)
    return lines
  }

  #skippedText(): string {
    const kinds = [...this.#skipped].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    const total = kinds.reduce((sum, [, times]) => sum + times, 0)
    if (total === 0) return ''
    return ` ${total} skipped as no documents (${printable(kinds.map(([kind, times]) => `${times} ${kind}`).join(', '))}).`
  }

  #print(line: object): void {
    printLine(JSON.stringify(line))
  }
}

interface Failures {
  readonly named: readonly { readonly path: string; readonly code: string; readonly message: string }[]
  readonly total: number
}

function outcomeMessage(outcome: Worked['outcome']): string {
  if ('message' in outcome) return outcome.message
  return outcome.kind === 'passed-on' ? `It goes to the ${outcome.lane} lane.` : ''
}

function progressText({ rate, secondsLeft, reasons, doubtful }: Progress): string {
  const parts = [`${rate.toFixed(1)}/s`]
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`)
  const failed = reasons.reduce((sum, [, documents]) => sum + documents, 0)
  if (failed > 0) {
    const text = reasons.map(([reason, documents]) => `${documents} ${reason}`).join(', ')
    parts.push(`${failed} failed (${text})`)
  }
  parts.push(`${doubtful} values to look at`)
  return parts.join(' · ')
}

/** '3 h 20 m', '12 m', '45 s'. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}

function toJson(progress: Progress) {
  const { pending, done, partial, quarantined, pages, doubtful, findings, rate, secondsLeft } = progress
  const round = (value: number) => Number(value.toFixed(2))
  return {
    pending,
    done,
    partial,
    failed: progress.failed,
    quarantined,
    reasons: Object.fromEntries(progress.reasons),
    pages,
    doubtful,
    findings,
    rate: round(rate),
    secondsLeft: secondsLeft === null ? null : Math.round(secondsLeft),
  }
}
