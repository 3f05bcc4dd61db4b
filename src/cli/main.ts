#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { RuleError } from '../rules/rule-error.ts'
import { calibrateCommand } from './calibrate-command.ts'
import { doctorCommand } from './doctor-command.ts'
import { evalCommand } from './eval-command.ts'
import { extractCommand } from './extract-command.ts'
import { printTrouble } from './printing.ts'
import { quarantineCommand } from './quarantine-command.ts'
import { retryCommand } from './retry-command.ts'
import { rulesCommand } from './rules-command.ts'
import { runCommand } from './run-command.ts'
import { scanCommand } from './scan-command.ts'
import { schemaCommand } from './schema-command.ts'
import { searchCommand } from './search-command.ts'
import { searchableCommand } from './searchable-command.ts'
import { statusCommand } from './status-command.ts'
import { textCommand } from './text-command.ts'
import { verifyCommand } from './verify-command.ts'
import { watchCommand } from './watch-command.ts'
import { workerCommand } from './worker-command.ts'
import { UsageError } from './usage-error.ts'

const help = `
Examples:
  $ boctach extract samples --out out
  $ boctach text report.pdf
  $ boctach rules test
  $ boctach help extract`

function buildProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const program = new Command('boctach')
    .description('Reads Vietnamese administrative reports (PDF, Word) and writes checked JSON records with evidence.')
    .version(version)
    .addHelpText('after', help)
  for (const command of [
    scanCommand(),
    extractCommand(),
    runCommand(),
    workerCommand(),
    watchCommand(),
    statusCommand(),
    retryCommand(),
    quarantineCommand(),
    verifyCommand(),
    searchCommand(),
    textCommand(),
    searchableCommand(),
    doctorCommand(),
    schemaCommand(),
    rulesCommand(),
    evalCommand(),
    calibrateCommand(),
  ])
    program.addCommand(command)
  for (const command of allCommands(program)) command.exitOverride().showHelpAfterError('(--help tells more)')
  return program
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)]
}

/** 0 done, 1 some failed (set by the command itself or by what nobody foresaw), 2 wrong usage. */
async function main(): Promise<void> {
  try {
    await buildProgram().parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    printTrouble(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof UsageError || error instanceof RuleError ? 2 : 1
  }
}

// `boctach text … | head` closes our output early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

await main()
