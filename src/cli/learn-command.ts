import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command, Option } from 'commander'
import { compareCorpus } from '../learn/corpus-difference.ts'
import type { CorpusDifference } from '../learn/corpus-difference.ts'
import { diffOf, editRules } from '../learn/edit-rules.ts'
import type { RuleEdit } from '../learn/edit-rules.ts'
import { learn } from '../learn/learn.ts'
import type { Learnt } from '../learn/learn.ts'
import { writeGold } from '../learn/write-gold.ts'
import { printDrift } from '../evaluate/drift.ts'
import { builtInRules } from '../rules/load.ts'
import { maskPersonalNumbers } from '../text/personal-numbers.ts'
import { loadCommandRules } from './load-rules.ts'
import { parseCount, rulesOption } from './options.ts'
import { count, printable, printLine } from './printing.ts'
import { openReviewPlace } from './review-command.ts'
import { failureLines } from './rules-test-command.ts'
import { databaseOption } from './store-place.ts'
import type { Place, PlaceOptions } from './store-place.ts'

interface LearnOptions extends PlaceOptions {
  readonly rules: readonly string[]
  readonly into?: string
  readonly write?: true
  readonly failing?: true
  readonly gold?: string
  readonly reviewed?: true
  readonly documents: number
  readonly sources: readonly string[]
}

const help = `
Reviewers mark decisions on the page: 'example for a rule' or 'gold case'. Of each marked value an example is made for the rule
that found it (a counterexample where there is no such value, an example for the rule that comes nearest where it was missed),
with as few words around it as show what happened. Shown are the change of the rule files, which examples of all rules hold
with them, and what the rules as they are make of the documents in the store: values gained, lost and changed.

What does not hold yet wants another pattern: --write leaves it out, --failing takes it in, for 'boctach rules test' to ask for
until it does. Look the words through before they are written: they are the document's. Nothing of classified documents, no
personal numbers and no names of signers come into rules.

With --gold nothing of this is done: a gold file is written for each marked document, to be given to eval and calibrate.

Exit code: 0 all hold, 1 some do not (or values differ nobody asked for: look), 2 wrong usage.

Examples:
  $ boctach learn --out out
  $ boctach learn --out out --rules my-rules --write
  $ boctach learn --out out --gold gold && boctach calibrate out gold --out my-rules/confidence.yaml`

export function learnCommand(): Command {
  const collect = (text: string, before: readonly string[]) => [...before, text]
  return new Command('learn')
    .summary('make rule examples and gold of what reviewers corrected')
    .description('Shows the examples that corrections make as a change of the rules, and what the rules make of them.')
    .addOption(new Option('--out <folder>', 'output folder that was reviewed').default('out'))
    .addOption(databaseOption())
    .addOption(rulesOption())
    .option('--into <folder>', 'rule folder that is changed; default: the last --rules, else the rules of the program')
    .option('--write', 'write what holds into the rule files')
    .option('--failing', 'show and write also what does not hold yet')
    .option('--gold <folder>', 'write gold files instead')
    .option('--reviewed', 'with --gold: of every document something was decided about, marked or not')
    .addOption(new Option('--documents <count>', 'documents the rules are tried on').argParser(parseCount).default(200))
    .addOption(
      new Option('--sources <folder>', 'where sources lie now; can be repeated').argParser(collect).default([], 'none'),
    )
    .addHelpText('after', help)
    .action(async (options: LearnOptions) => {
      const place = await openReviewPlace(options)
      try {
        if (options.gold === undefined) await learnRules(place, options)
        else await learnGold(place, options.gold, options.reviewed === true)
      } finally {
        await place.close()
      }
    })
}

async function learnGold({ store }: Place, folder: string, reviewed: boolean): Promise<void> {
  const { documents, closed, untold } = await writeGold(store, folder, reviewed)
  printLine(`Gold of ${count(documents, 'document')} written to ${folder}.`)
  if (closed > 0) printLine(`${count(closed, 'document')} left out: classified.`)
  if (untold > 0) printLine(`${count(untold, 'document')} left out: nothing was settled that gold can tell.`)
}

async function learnRules({ store }: Place, options: LearnOptions): Promise<void> {
  const rules = await loadCommandRules(options.rules)
  const learnt = await learn(store, rules)
  const taken = options.failing === true ? learnt.failing.map(({ proposal }) => proposal) : []
  const folders = [builtInRules, ...options.rules]
  const edits = await editRules([...learnt.holding, ...taken], folders, options.into ?? folders.at(-1)!)
  for (const edit of edits) printLine(`${printDiff(edit)}\n`)
  printLearnt(learnt)
  const first = learnt.documents
  const outDir = options.database === undefined ? (options.out ?? 'out') : null
  const wanted = { outDir, sources: options.sources, most: options.documents, first }
  printCorpus(await compareCorpus(store, rules, wanted))
  if (options.write === true) await writeEdits(edits)
  if (learnt.broken.length > 0 || learnt.failing.length > 0) process.exitCode = 1
}

/** Lines of documents stand in it: no control characters but the line ends. */
function printDiff(edit: RuleEdit): string {
  return diffOf(edit).split('\n').map(printable).join('\n')
}

function printLearnt({ holding, failing, unteachable, broken }: Learnt): void {
  printLine(
    `${count(holding.length, 'example')} made of what reviewers marked ${holding.length === 1 ? 'holds' : 'hold'}.`,
  )
  if (failing.length > 0) {
    printLine(
      `${count(failing.length, 'more')} ${failing.length === 1 ? 'does' : 'do'} not yet:`.replace('mores', 'more'),
    )
    for (const { failures } of failing) printLine(failureLines(failures[0]!))
  }
  const known = unteachable.filter((one) => one.known === true).length
  if (known > 0) printLine(`${count(known, 'more')} in the rules already.`.replace('mores', 'more'))
  for (const { documentName, item, reason, known: isKnown } of unteachable) {
    if (isKnown !== true) printLine(printable(`Left out: ${documentName} ${item}: ${reason}.`))
  }
  if (broken.length > 0) printLine(`${count(broken.length, 'example')} that stood in the rules do not hold:`)
  for (const failure of broken) printLine(failureLines(failure))
}

function printCorpus({ drift, inStore, unread, sameRules }: CorpusDifference): void {
  printLine('')
  if (sameRules) {
    printLine(`The ${count(inStore, 'record')} in the store were made by these very rules: no value differs.`)
    return
  }
  printLine(maskPersonalNumbers(printDrift(drift, false)).replace('documents in both folders', 'documents tried again'))
  if (unread > 0) printLine(`${count(unread, 'document')} could not be had as they were read (see --sources).`)
}

async function writeEdits(edits: readonly RuleEdit[]): Promise<void> {
  for (const { folder, file, after } of edits) {
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, after)
    printLine(`Written: ${path}`)
  }
}
