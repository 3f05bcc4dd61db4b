import { join } from 'node:path'
import { Command, Option } from 'commander'
import { SingleBar } from 'cli-progress'
import { loadCommandRules } from './load-rules.ts'
import { listFiles } from '../pipeline/list-files.ts'
import { runJob } from '../pipeline/run-job.ts'
import type { Outcome } from '../pipeline/run-job.ts'
import { makeRecordsFolder } from '../pipeline/write-record.ts'
import { JobTotals } from './job-totals.ts'
import { ocrOptions, withOcr } from './ocr-options.ts'
import type { OcrOptions } from './ocr-options.ts'
import { limitOptions, parseCount, rulesOption, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { printLine } from './printing.ts'
import { closingJson, closingLines, outcomeJson, outcomeLine } from './report.ts'
import { UsageError } from './usage-error.ts'

interface ExtractCommandOptions extends ReadingOptions, OcrOptions {
  readonly out: string
  readonly jobs: number
  readonly json?: true
}

const help = `
Reads PDF and Word files, folders of them (with all folders inside), patterns in quotes and .zip archives, and writes one
record a document to FOLDER/records/<sha256 of the file>.json. Files in folders that are no documents are skipped and
counted; a file named on the command line must be readable. The kind of a file is told by its content, not by its name.

Exit code: 0 all read, 1 some failed (each is named with its reason), 2 wrong usage.

Examples:
  $ boctach extract report.pdf --out out
  $ boctach extract 2024/ 2025/ delivery.zip --out out --jobs 4
  $ boctach extract scans/ --out out --ocr
  $ boctach extract "inbox/**/*.docx" --out out --json > job.jsonl
  $ boctach extract report.pdf --out out --rules my-rules`

export function extractCommand(): Command {
  const command = new Command('extract')
    .summary('read documents and write their records')
    .description('Reads documents and writes one JSON record for each.')
    .argument('<path...>', 'files, folders, patterns or .zip archives')
    .requiredOption('--out <folder>', 'where the records go; made if it is not there')
    .addOption(new Option('--jobs <n>', 'documents in work at once').argParser(parseCount).default(2))
    .addOption(rulesOption())
    .option('--json', 'one JSON line a document and a summary line, for machines')
    .addHelpText('after', help)
  for (const option of [...limitOptions(), ...ocrOptions()]) command.addOption(option)
  return command.action(runExtract)
}

async function runExtract(paths: string[], options: ExtractCommandOptions): Promise<void> {
  const started = performance.now()
  try {
    await makeRecordsFolder(options.out)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The folder ${options.out} cannot be written to: ${reason}`)
  }
  const rules = await loadCommandRules(options.rules)
  const totals = new JobTotals()
  const printer = options.json
    ? { tell: (outcome: Outcome) => printLine(outcomeJson(outcome)) }
    : await forPeople(paths, options.out)
  await withOcr(options, join(options.out, 'ocr'), async (ocr) => {
    const job = { outDir: options.out, rules, limits: toLimits(options), jobs: options.jobs, ocr }
    await runJob(paths, job, (outcome) => {
      totals.add(outcome)
      printer.tell(outcome)
    })
  })
  const seconds = (performance.now() - started) / 1000
  if (options.json) printLine(closingJson(totals, options.out, seconds))
  else {
    printer.end?.()
    for (const line of closingLines(totals, options.out, seconds)) printLine(line)
  }
  if (totals.sums.failed > 0) process.exitCode = 1
}

interface Printer {
  tell(outcome: Outcome): void
  end?(): void
}

/** Plain lines where standard error is no terminal; else a bar there, and the lines after it if they share the terminal. */
async function forPeople(paths: readonly string[], outDir: string): Promise<Printer> {
  const print = (outcome: Outcome) => {
    const line = outcomeLine(outcome)
    if (line !== null) printLine(line)
  }
  if (!process.stderr.isTTY) return { tell: print }
  let total = 0
  let done = 0
  for await (const listed of listFiles(paths, outDir)) if (listed.kind === 'file') total++
  const format = '{bar} {value}/{total} files · {duration_formatted} · {eta_formatted} left'
  const bar = new SingleBar({ format, clearOnComplete: true, barCompleteChar: '█', barIncompleteChar: '░' })
  bar.start(total, 0)
  const held: Outcome[] = []
  return {
    tell(outcome) {
      // An archive was counted as one file before it was opened.
      if (++done > total) bar.setTotal(done)
      bar.update(done)
      if (process.stdout.isTTY) held.push(outcome)
      else print(outcome)
    },
    end() {
      bar.stop()
      held.forEach(print)
    },
  }
}
