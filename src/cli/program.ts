import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { RuleError } from '../rules/rule-error.ts'
import { printTrouble } from './printing.ts'
import { UsageError } from './usage-error.ts'

/** In the order they are listed; only what is asked for is loaded, for loading them all takes longer than most of them do. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan-command.ts')).scanCommand(),
  extract: async () => (await import('./extract-command.ts')).extractCommand(),
  run: async () => (await import('./run-command.ts')).runCommand(),
  worker: async () => (await import('./worker-command.ts')).workerCommand(),
  watch: async () => (await import('./watch-command.ts')).watchCommand(),
  status: async () => (await import('./status-command.ts')).statusCommand(),
  retry: async () => (await import('./retry-command.ts')).retryCommand(),
  quarantine: async () => (await import('./quarantine-command.ts')).quarantineCommand(),
  verify: async () => (await import('./verify-command.ts')).verifyCommand(),
  review: async () => (await import('./review-command.ts')).reviewCommand(),
  user: async () => (await import('./user-command.ts')).userCommand(),
  learn: async () => (await import('./learn-command.ts')).learnCommand(),
  audit: async () => (await import('./audit-command.ts')).auditCommand(),
  search: async () => (await import('./search-command.ts')).searchCommand(),
  serve: async () => (await import('./serve-command.ts')).serveCommand(),
  token: async () => (await import('./token-command.ts')).tokenCommand(),
  webhook: async () => (await import('./webhook-command.ts')).webhookCommand(),
  export: async () => (await import('./export-command.ts')).exportCommand(),
  series: async () => (await import('./series-command.ts')).seriesCommand(),
  graph: async () => (await import('./graph-command.ts')).graphCommand(),
  text: async () => (await import('./text-command.ts')).textCommand(),
  searchable: async () => (await import('./searchable-command.ts')).searchableCommand(),
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand(),
  schema: async () => (await import('./schema-command.ts')).schemaCommand(),
  rules: async () => (await import('./rules-command.ts')).rulesCommand(),
  eval: async () => (await import('./eval-command.ts')).evalCommand(),
  calibrate: async () => (await import('./calibrate-command.ts')).calibrateCommand(),
}

const help = `
Examples:
  $ boctach extract samples --out out
  $ boctach text report.pdf
  $ boctach rules test
  $ boctach help extract`

/** The commands; of them only the one asked for, where it is one. */
export async function buildProgram(asked: string | undefined): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const program = new Command('boctach')
    .description('Reads Vietnamese administrative reports (PDF, Word) and writes checked JSON records with evidence.')
    .version(version)
    .addHelpText('after', help)
  for (const load of loadersFor(asked)) program.addCommand(await load())
  for (const command of allCommands(program)) command.exitOverride().showHelpAfterError('(--help tells more)')
  return program
}

/** The command named first, or all of them: for help, and to say what a wrong name may have meant. */
function loadersFor(asked: string | undefined): readonly (() => Promise<Command>)[] {
  if (asked === '--version' || asked === '-V') return []
  const load = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined
  return load ? [load] : Object.values(commands)
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)]
}

/** Does what the arguments say. `process.exitCode`: 0 done, 1 some failed (or what nobody foresaw), 2 wrong usage. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await (await buildProgram(args[0])).parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    printTrouble(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof UsageError || error instanceof RuleError ? 2 : 1
  }
}
