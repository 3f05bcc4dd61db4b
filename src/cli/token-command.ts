import { Command, InvalidArgumentError, Option } from 'commander'
import { createToken, listTokens, revokeToken, scopes } from '../store/access-tokens.ts'
import type { AccessToken, Scope } from '../store/access-tokens.ts'
import { findReviewer } from '../store/reviewers.ts'
import { parseCount } from './options.ts'
import { printable, printLine, printTrouble } from './printing.ts'
import { databaseOption, openPlace, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface CreateOptions extends PlaceOptions {
  readonly scope: readonly Scope[]
  readonly days?: number
  readonly as?: string
}

const help = `
A token may read what has no secrecy mark, with personal numbers masked; --scope closed reads also what has one, --scope
personal also personal numbers, --scope submit hands in files, --scope decide decides under the name and the rights of a
reviewer ('boctach user add').
It is shown once: the ledger keeps its hash alone.

Examples:
  $ boctach token create statistics --out out
  $ boctach token create scanner --scope read --scope submit --days 365 --out out
  $ boctach token create checker --scope read --scope decide --as lan --out out
  $ boctach token list --out out
  $ boctach token revoke scanner --out out`

export function tokenCommand(): Command {
  const command = new Command('token')
    .summary('let other programs in: create, list, revoke')
    .description('Makes, lists and revokes the tokens by which programs use the API.')
    .addHelpText('after', help)
  command.addCommand(
    withPlace(
      new Command('create').description('makes a token and prints it').argument('<name>', 'whose it is', parseName),
    )
      .addOption(
        new Option('--scope <scope>', `what it may do: ${scopes.join(', ')}; can be repeated`)
          .argParser(addScope)
          .default([], 'read'),
      )
      .addOption(new Option('--days <n>', 'how long it works; without it until it is revoked').argParser(parseCount))
      .addOption(new Option('--as <reviewer>', 'for the scope decide: in whose name'))
      .action(create),
  )
  command.addCommand(withPlace(new Command('list').description('shows the tokens there are')).action(list))
  command.addCommand(
    withPlace(new Command('revoke').description('makes a token work no more').argument('<name>', 'whose it is')).action(
      revoke,
    ),
  )
  return command
}

export function withPlace(command: Command): Command {
  return command.addOption(outOption()).addOption(databaseOption())
}

function parseName(name: string): string {
  if (!/^[\p{L}\p{N}._ -]{1,60}$/u.test(name)) throw new InvalidArgumentError('Letters, digits, spaces and . _ - only.')
  return name
}

function addScope(text: string, before: readonly Scope[]): readonly Scope[] {
  const scope = scopes.find((one) => one === text)
  if (scope === undefined) throw new InvalidArgumentError(`It must be one of ${scopes.join(', ')}.`)
  return [...before, scope]
}

const dayMs = 24 * 3_600_000

async function create(name: string, { scope, days, as: reviewer, ...options }: CreateOptions): Promise<void> {
  if (scope.includes('decide') !== (reviewer !== undefined)) {
    throw new UsageError('The scope decide and --as belong together.')
  }
  const place = await openPlace(options)
  try {
    if (reviewer !== undefined && !(await findReviewer(place.store, reviewer))) {
      throw new UsageError(`There is no such reviewer: ${reviewer}`)
    }
    const now = Date.now()
    const granted: readonly Scope[] = scope.length > 0 ? [...new Set(scope)] : ['read']
    const expiresAt = days === undefined ? null : now + days * dayMs
    const token = await createToken(place.store, { name, scopes: granted, expiresAt, reviewer: reviewer ?? null }, now)
    if (token === null) throw new UsageError(`There is a token of this name already: ${name}`)
    printLine(token)
    printTrouble(`This is shown once. It may: ${granted.join(', ')}.`)
  } finally {
    await place.close()
  }
}

async function list(options: PlaceOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    for (const token of await listTokens(place.store)) printLine(lineOf(token))
  } finally {
    await place.close()
  }
}

function lineOf({ name, scopes: granted, reviewer, createdAt, expiresAt, revokedAt }: AccessToken): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10)
  const until = revokedAt !== null ? `revoked ${day(revokedAt)}` : expiresAt === null ? '' : `until ${day(expiresAt)}`
  return printable(
    [name, granted.join(' '), reviewer === null ? '' : `as ${reviewer}`, `made ${day(createdAt)}`, until]
      .filter((part) => part !== '')
      .join(' · '),
  )
}

async function revoke(name: string, options: PlaceOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    if (!(await revokeToken(place.store, name, Date.now()))) throw new UsageError(`There is no such token: ${name}`)
    printLine(`${printable(name)} is revoked.`)
  } finally {
    await place.close()
  }
}
