import { Command } from 'commander'
import { silenceMs } from '../bulk/engagement.ts'
import { ProgressMeter } from '../bulk/progress.ts'
import { listEditions } from '../store/edition.ts'
import { lastRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { readTally } from '../store/tally.ts'
import { livingWorkers } from '../store/workers.ts'
import { count, printable, printLine } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'

interface StatusOptions extends PlaceOptions {
  readonly json?: true
}

const help = `
An edition is a set of rules and a version of the program: the same file has one result in each.

Examples:
  $ boctach status --out out
  $ boctach status --database postgres://boctach:secret@db/boctach --json`

export function statusCommand(): Command {
  return new Command('status')
    .summary('how far an archive is')
    .description('Shows how far an archive is, why documents have no record, and who is at work.')
    .addOption(outOption())
    .addOption(databaseOption())
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(showStatus)
}

async function showStatus(options: StatusOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    const status = await readStatus(place.store)
    if (options.json) printLine(JSON.stringify(status, null, 2))
    else for (const line of statusLines(status)) printLine(line)
  } finally {
    await place.close()
  }
}

type Status = Awaited<ReturnType<typeof readStatus>>

async function readStatus(store: Store) {
  const editions = await listEditions(store)
  const workers = await livingWorkers(store, silenceMs)
  const run = await lastRun(store)
  return {
    editions: await Promise.all(
      editions.map(async ({ id, rules, version }) => {
        const counts = await store.query((db) => readTally(db, id))
        const { reasons, pending, done, partial, failed, quarantined, pages, doubtful, findings } =
          new ProgressMeter().read(counts, 0, true)
        const sums = { pending, done, partial, failed, quarantined, pages, doubtful, findings }
        return { id, rules, version, ...sums, reasons: Object.fromEntries(reasons) }
      }),
    ),
    workers: workers.map(({ host, pid, jobs, editionId, startedAt }) => ({ host, pid, jobs, editionId, startedAt })),
    lastRun: run
      ? {
          paths: JSON.parse(run.paths) as string[],
          startedAt: run.startedAt,
          endedAt: run.endedAt,
          editionId: run.editionId,
        }
      : null,
  }
}

function statusLines({ editions, workers, lastRun: run }: Status): string[] {
  const lines: string[] = []
  for (const edition of editions) {
    const { version, rules, done, partial, pages, pending, failed, quarantined, doubtful, findings, reasons } = edition
    lines.push(`Version ${version}, rules ${rules.slice(0, 12)}:`)
    lines.push(
      `  ${count(done, 'document')} read${partial > 0 ? ` (${partial} in part)` : ''}, ${count(pages, 'page')}`,
    )
    lines.push(`  ${pending} to do, ${failed} failed, ${quarantined} in quarantine`)
    for (const [reason, documents] of Object.entries(reasons)) lines.push(`    ${documents} ${reason}`)
    lines.push(`  ${count(doubtful, 'doubtful value')} and ${count(findings, 'finding')} to look at`, '')
  }
  if (editions.length === 0) lines.push('Nothing has been queued yet.', '')
  if (run) lines.push(`Last run: ${printable(run.paths.join(' ')) || 'what the ledger knows'}, ${runText(run)}.`)
  lines.push(workers.length === 0 ? 'Nobody is at work.' : `At work: ${workers.map(workerText).join(', ')}.`)
  return lines
}

function runText({ startedAt, endedAt }: NonNullable<Status['lastRun']>): string {
  const time = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  return `begun ${time(startedAt)} UTC, ${endedAt === null ? 'not ended' : `ended ${time(endedAt)} UTC`}`
}

function workerText({ host, pid, jobs }: Status['workers'][number]): string {
  return printable(`process ${pid} on ${host} (${count(jobs, 'job')})`)
}
