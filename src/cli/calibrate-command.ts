import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { calibrationError } from '../evaluate/reliability.ts'
import { fitModel } from '../evaluate/calibrate.ts'
import { judgeFolder } from '../evaluate/read-folders.ts'
import { writeModel } from '../evaluate/write-model.ts'
import { rescore } from '../evaluate/rescore.ts'
import { loadCommandRules } from './load-rules.ts'
import { rulesOption, type ReadingOptions } from './options.ts'
import { count, printLine } from './printing.ts'

const help = `
RECORDS holds records as boctach extract writes them, GOLD one JSON file a document with what a person says it holds: header,
references, dates, metrics, forms, each only if it was annotated. Which document is meant says the file's id (its sha256) or
its source (its file name).

Every value that can be told right or wrong counts. What is written replaces rules/confidence.yaml, or stands as
confidence.yaml in a rule folder of your own. The same records and gold give the same file. Extract again afterwards.

Examples:
  $ boctach calibrate out gold --out my-rules/confidence.yaml
  $ boctach extract archive --rules my-rules --out out`

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .summary('fit the confidences to documents whose values are known')
    .description('Fits the numbers confidences are made of to documents whose values a person has annotated.')
    .argument('<records>', 'folder of records')
    .argument('<gold...>', 'folders of gold')
    .requiredOption('--out <file>', 'file the numbers are written to')
    .addOption(rulesOption())
    .addHelpText('after', help)
    .action(async (records: string, gold: string[], options: { out: string } & Pick<ReadingOptions, 'rules'>) => {
      const rules = await loadCommandRules(options.rules)
      const estimates = new Map(rules.rules.map(({ id, confidence }) => [id, confidence]))
      const { judgements, documents, lost } = await judgeFolder(records, gold)
      const items = judgements.flatMap((judgement) => judgement.items).filter(({ excused }) => !excused)
      const model = fitModel(items, estimates)
      const before = calibrationError(items.map(({ item, right }) => ({ confidence: item.confidence, right })))
      const after = calibrationError(rescore(items, model, estimates))
      const fittedTo = `Fitted to ${count(items.length, 'value')} of ${count(documents - lost.length, 'document')}.`
      await writeFile(options.out, writeModel(model, fittedTo))
      printLine(fittedTo)
      printLine(`Calibration error on them: ${printError(before)} before, ${printError(after)} after.`)
    })
}

function printError(error: number | null): string {
  return error === null ? '–' : error.toFixed(4)
}
