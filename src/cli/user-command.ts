import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { newPassword, roles, userName } from '../domain/review-api.ts'
import type { Role } from '../domain/review-api.ts'
import { hashPassword } from '../server/sign-in.ts'
import { addReviewer, changeReviewer, listReviewers } from '../store/reviewers.ts'
import type { ReviewerChange } from '../store/reviewers.ts'
import { printable, printLine } from './printing.ts'
import { openReviewPlace } from './review-command.ts'
import { databaseOption, outOption } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { UsageError } from './usage-error.ts'

interface UserOptions extends PlaceOptions {
  readonly role?: Role
  readonly fullName?: string
  readonly personalNumbers?: boolean
}

const help = `
A password is read from standard input, one line, never from the command line.

Examples:
  $ boctach user add lan --full-name "Trần Thị Lan" --role reviewer --out out
  $ boctach user change lan --role supervisor
  $ boctach user password lan
  $ boctach user disable lan
  $ boctach user list`

export function userCommand(): Command {
  const user = new Command('user')
    .summary('people who review')
    .description('Adds and changes people who review.')
    .addHelpText('after', help)
  const named = (name: string, description: string) =>
    user
      .command(`${name} <name>`)
      .description(description)
      .addOption(outOption().default('out'))
      .addOption(databaseOption())
  const rights = (command: Command) =>
    command
      .addOption(new Option('--role <role>', 'what they may do').choices(roles))
      .option('--full-name <name>', 'as shown to others')
      .option('--personal-numbers', 'may see personal numbers')
      .option('--no-personal-numbers', 'sees them masked')
  rights(named('add', 'Adds a person; reads their password.')).action(add)
  rights(named('change', 'Changes a person’s rights.')).action(change)
  named('password', 'Gives a person a new password; signs them out everywhere.').action(
    async (name: string, options: UserOptions) =>
      apply(name, options, { password: await hashPassword(await readPassword()) }),
  )
  named('disable', 'Lets a person in no more.').action((name: string, options: UserOptions) =>
    apply(name, options, { active: false }),
  )
  named('enable', 'Lets a person in again.').action((name: string, options: UserOptions) =>
    apply(name, options, { active: true }),
  )
  user
    .command('list')
    .description('Lists all.')
    .addOption(outOption().default('out'))
    .addOption(databaseOption())
    .action(list)
  return user
}

const author = () => ({ reviewerId: null, userName: 'command line', now: Date.now() })

async function add(name: string, options: UserOptions): Promise<void> {
  if (!userName.safeParse(name).success)
    throw new UsageError('A name has 2 to 40 small letters, digits, dots, dashes and underscores.')
  const password = await hashPassword(await readPassword())
  const { role = 'reviewer', fullName = name, personalNumbers = role !== 'reviewer' } = options
  const place = await openReviewPlace(options)
  try {
    const reviewer = { name, fullName, role, personalNumbers, active: true, password }
    const added = await addReviewer(place.store, author(), reviewer)
    if (!added) throw new UsageError(`There is a user ${name} already.`)
    printLine(`${name} was added as ${role}.`)
  } finally {
    await place.close()
  }
}

async function change(name: string, { role, fullName, personalNumbers, ...options }: UserOptions): Promise<void> {
  await apply(name, options, {
    ...(role === undefined ? {} : { role }),
    ...(fullName === undefined ? {} : { fullName }),
    ...(personalNumbers === undefined ? {} : { personalNumbers }),
  })
}

async function apply(name: string, options: UserOptions, changes: ReviewerChange): Promise<void> {
  const place = await openReviewPlace(options)
  try {
    const changed = await changeReviewer(place.store, author(), name, changes)
    if (!changed) throw new UsageError(`There is no user ${printable(name)}.`)
    printLine(`${name} was changed.`)
  } finally {
    await place.close()
  }
}

async function list(options: UserOptions): Promise<void> {
  const place = await openReviewPlace(options)
  try {
    for (const { name, fullName, role, active, personalNumbers } of await listReviewers(place.store)) {
      const notes = [personalNumbers ? 'sees personal numbers' : '', active ? '' : 'disabled'].filter(
        (note) => note !== '',
      )
      printLine([name, role, printable(fullName), ...notes].join('  '))
    }
  } finally {
    await place.close()
  }
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (shown as you type): ')
  for await (const line of createInterface({ input: process.stdin })) {
    const checked = newPassword.safeParse(line)
    if (!checked.success) throw new UsageError('A password has 10 to 200 characters.')
    return checked.data
  }
  throw new UsageError('No password was given on standard input.')
}
