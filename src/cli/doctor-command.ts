import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { checkInstallation } from '../pipeline/check-installation.ts'
import type { Installation, InstalledPart } from '../pipeline/check-installation.ts'
import { printLine } from './printing.ts'

const help = `
Everything but the parts marked optional comes with npm ci. Digital PDF and Word files need none of this.

Exit code: 0 all is there, 1 something that is not optional is missing or does not work.

Examples:
  $ boctach doctor
  $ boctach doctor --json`

export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('say what is there for scans: engines, fonts, optional programs')
    .description('Tries what text recognition needs and says what is there.')
    .option('--json', 'for machines')
    .addHelpText('after', help)
    .action(runDoctor)
}

const titles: Readonly<Record<InstalledPart['group'], string>> = {
  recognition: 'Text recognition',
  pictures: 'Pictures of pages',
  fonts: 'Fonts',
}

async function runDoctor({ json }: { readonly json?: true }): Promise<void> {
  const installation = await checkInstallation()
  const system = { node: process.version, cores: availableParallelism() }
  if (json) printLine(JSON.stringify({ ...installation, system }))
  else for (const line of describe(installation, system)) printLine(line)
  if (installation.parts.some(({ found, optional }) => found === null && !optional)) process.exitCode = 1
}

function describe(
  { parts, engine }: Installation,
  system: { readonly node: string; readonly cores: number },
): string[] {
  const lines: string[] = []
  for (const [group, title] of Object.entries(titles)) {
    lines.push(title)
    for (const part of parts) if (part.group === group) lines.push(partLine(part))
  }
  const used = engine === null ? 'no engine works' : `--ocr uses ${engine}`
  return [...lines, '', `${used}; Node.js ${system.node}, ${system.cores} ${system.cores === 1 ? 'core' : 'cores'}.`]
}

function partLine({ name, found, optional, purpose }: InstalledPart): string {
  const state = found ?? (optional ? 'not there (optional)' : 'MISSING')
  return `  ${name.padEnd(8)} ${state}\n           ${purpose}`
}
