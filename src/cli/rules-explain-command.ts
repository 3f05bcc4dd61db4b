import { readFile, stat } from 'node:fs/promises'
import { Command } from 'commander'
import type { Document } from '../domain/document.ts'
import { explainRule, type ExplainedMatch, type Explanation, type NearMatch } from '../extract/explain.ts'
import { loadCommandRules } from './load-rules.ts'
import { tooLarge, toFailure } from '../pipeline/failure.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { readDocument } from '../readers/registry.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import { limitOptions, rulesOption, toLimits } from './options.ts'
import type { ReadingOptions } from './options.ts'
import { count, printable, printLine, printTrouble } from './printing.ts'
import { UsageError } from './usage-error.ts'

const help = `
Says where the rule matched, what it took, and whether that was kept, lost to another rule of its family, or left out (in a
place where such items do not count, or without a value). Then up to 10 passages where the pattern matched in part: the text
so far and the element of the pattern that did not match after it.

Exit code: 0 explained, 1 the file cannot be read, 2 no such rule or wrong usage.

Examples:
  $ boctach rules explain reference.numbered report.pdf
  $ boctach rules explain metric.count report.docx --rules my-rules`

export function rulesExplainCommand(): Command {
  const command = new Command('explain')
    .summary('say what one rule does in a document')
    .description('Says where a rule matches in a document, where it nearly does, and where it stops.')
    .argument('<id>', 'id of a rule, such as metric.count')
    .argument('<file>', 'a PDF or Word file')
    .addOption(rulesOption())
    .addHelpText('after', help)
  for (const option of limitOptions()) command.addOption(option)
  return command.action(runExplain)
}

async function runExplain(id: string, file: string, options: ReadingOptions): Promise<void> {
  const rules = await loadCommandRules(options.rules)
  const rule = rules.rules.find((one) => one.id === id)
  if (!rule) throw new UsageError(`There is no rule ${id}; 'boctach rules list' names them all.`)
  const document = await tryToRead(file, toLimits(options))
  if (document) for (const line of explanationLines(rule, explainRule(document, rules, rule), document)) printLine(line)
}

async function tryToRead(file: string, limits: ReadLimits): Promise<Document | null> {
  try {
    const { size } = await stat(file)
    if (size > limits.maxBytes) throw tooLarge(size, limits.maxBytes)
    return await readDocument(new Uint8Array(await readFile(file)), limits)
  } catch (error) {
    const { code, message } = toFailure(error, true)
    printTrouble(`${file}  ${code}: ${message}`)
    process.exitCode = 1
    return null
  }
}

function explanationLines(rule: CompiledRule, { matches, near }: Explanation, document: Document): string[] {
  const kept = matches.filter((match) => match.outcome === 'kept').length
  const lines = [`${rule.id}  ${rule.file}`, `    ${rule.why}`, '']
  for (const match of matches) lines.push(...matchLines(match, document))
  lines.push(`${count(matches.length, 'match', 'matches')}, ${kept} kept.`)
  if (rule.pattern === undefined) lines.push('A phrase rule: where it nearly matched cannot be told.')
  else if (near.length > 0) lines.push('', 'Nearly:')
  for (const one of near) lines.push(...nearLines(one, document))
  return lines
}

function matchLines(match: ExplainedMatch, document: Document): string[] {
  const outcome = match.outcome === 'lost' ? `lost to ${match.winners.join(', ')}` : match.outcome
  const values = Object.entries(match.values).map(([name, value]) => `${name}: ${quote(value)}`)
  return [
    `${placeOf(match.start, match.end, document)}  ${quote(match.text)}  ${outcome}`,
    ...(values.length > 0 ? [`    ${values.join(', ')}`] : []),
  ]
}

function nearLines(near: NearMatch, document: Document): string[] {
  return [
    `${placeOf(near.start, near.end, document)}  ${quote(near.text)}  ${near.reached} of ${count(near.elements, 'element')}`,
    `    stopped at ${printable(near.stoppedAt)}  before ${quote(document.text.slice(near.end, near.end + followingText))}`,
  ]
}

/** How much of the text behind a partial match is shown. */
const followingText = 40
const longestQuote = 200

/** '120-134', with the page where the reader knows one. */
function placeOf(start: number, end: number, document: Document): string {
  const page = document.words.find((word) => word.end > start)?.page ?? null
  return page === null ? `${start}-${end}` : `${start}-${end} (page ${page})`
}

function quote(value: unknown): string {
  const written = JSON.stringify(value)
  return printable(written.length > longestQuote ? `${written.slice(0, longestQuote)}…"` : written)
}
