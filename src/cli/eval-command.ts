import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { evaluate } from '../evaluate/evaluation.ts'
import { drawEvaluation } from '../evaluate/evaluation-svg.ts'
import { printEvaluation } from '../evaluate/evaluation-text.ts'
import { compareFolders, printDrift } from '../evaluate/drift.ts'
import { judgeFolder } from '../evaluate/read-folders.ts'
import { printLine } from './printing.ts'
import { UsageError } from './usage-error.ts'

const help = `
Values, not words: a document cited is right with its number and its date, a date with both its days, a figure with its
number, a row with its value. kind.full asks for the rest too (type; unit, label, whole and share; indicator and unit). The
intervals are Wilson's: 19 of 20 times the true share lies within.

Examples:
  $ boctach eval out gold
  $ boctach eval out gold --error 0.001 --svg eval.svg --misses
  $ boctach eval out --against out-of-last-week`

interface EvalOptions {
  readonly error: number
  readonly svg?: string
  readonly json?: true
  readonly misses?: true
  readonly against?: string
}

export function evalCommand(): Command {
  return new Command('eval')
    .summary('hold records against what a person says their documents hold')
    .description('How many values are right, how far their confidences hold, and how many need no look.')
    .argument('<records>', 'folder of records')
    .argument('[gold...]', 'folders of gold: one JSON file a document, see boctach help calibrate')
    .addOption(
      new Option('--error <rate>', 'share of wrong values among those taken unseen that would be borne')
        .argParser(parseRate)
        .default(0.005),
    )
    .option('--svg <file>', 'draw the plots into a file')
    .option('--against <folder>', 'records made before by other rules: say which values were gained, lost or changed')
    .option('--misses', 'list every wrong and missing value, the most certain first; every change')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', help)
    .action(async (records: string, gold: string[], options: EvalOptions) => {
      const drift = options.against === undefined ? null : await compareFolders(options.against, records)
      if (gold.length === 0 && !drift)
        throw new UsageError('What to hold the records against? Give gold, or --against.')
      const evaluation = gold.length === 0 ? null : evaluate(await judgeFolder(records, gold), options.error)
      if (evaluation && options.svg !== undefined) await writeFile(options.svg, drawEvaluation(evaluation))
      if (options.json === true) {
        printLine(JSON.stringify({ ...evaluation, ...(drift && { drift }) }, null, 2))
        return
      }
      const isLong = options.misses === true
      if (evaluation) printLine(printEvaluation(evaluation, isLong))
      if (drift) printLine(`${evaluation ? '\n' : ''}${printDrift(drift, isLong)}`)
    })
}

function parseRate(text: string): number {
  const rate = Number(text)
  if (text.trim() === '' || !(rate >= 0 && rate < 1))
    throw new InvalidArgumentError('It must be a share, such as 0.005.')
  return rate
}
