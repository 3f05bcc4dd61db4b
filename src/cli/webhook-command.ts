import { randomBytes } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { eventTypes } from '../store/api-tables.ts'
import type { EventType } from '../store/api-tables.ts'
import { addWebhook, listWebhooks, removeWebhook, replayDeliveries } from '../store/outbox.ts'
import { parseCount } from './options.ts'
import { count, printLine, printTrouble } from './printing.ts'
import { openPlace } from './store-place.ts'
import type { PlaceOptions } from './store-place.ts'
import { withPlace } from './token-command.ts'
import { UsageError } from './usage-error.ts'

interface AddOptions extends PlaceOptions {
  readonly event: readonly EventType[]
  readonly allowHost: readonly string[]
}

interface ReplayOptions extends PlaceOptions {
  readonly since?: string
  readonly failed?: true
}

const help = `
'boctach serve' sends an event to the address for every document that was read or could not be, signed with the secret that
'add' prints (once). Nothing is sent off this machine unless --allow-host names the other one. What is not taken is tried
again for about half a day.

Examples:
  $ boctach webhook add http://127.0.0.1:9000/boctach --out out
  $ boctach webhook add https://archive.local/boctach --allow-host archive.local --event document.read --out out
  $ boctach webhook list --out out
  $ boctach webhook replay 1 --failed --out out`

export function webhookCommand(): Command {
  const command = new Command('webhook')
    .summary('tell other programs what happens: add, list, remove, replay')
    .description('Says where events are sent, and sends them again.')
    .addHelpText('after', help)
  command.addCommand(
    withPlace(new Command('add').description('sends events to an address').argument('<url>', 'where to', parseUrl))
      .addOption(
        new Option('--event <type>', `only these: ${eventTypes.join(', ')}; can be repeated`)
          .argParser(addType)
          .default([], 'all'),
      )
      .addOption(
        new Option('--allow-host <name>', 'another machine that may be told')
          .argParser((host: string, before: readonly string[]) => [...before, host.toLowerCase()])
          .default([], 'none'),
      )
      .action(add),
  )
  command.addCommand(withPlace(new Command('list').description('shows addresses and what was sent')).action(list))
  command.addCommand(
    withPlace(
      new Command('remove').description('sends nothing more').argument('<id>', 'of the list', parseCount),
    ).action(remove),
  )
  command.addCommand(
    withPlace(new Command('replay').description('sends events again').argument('<id>', 'of the list', parseCount))
      .option('--since <day>', 'those of this day and later (2024-01-31); default: all')
      .option('--failed', 'only those that were given up')
      .action(replay),
  )
  return command
}

function addType(text: string, before: readonly EventType[]): readonly EventType[] {
  const type = eventTypes.find((one) => one === text)
  if (type === undefined) throw new InvalidArgumentError(`It must be one of ${eventTypes.join(', ')}.`)
  return [...before, type]
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new InvalidArgumentError('It must be an address that begins with http:// or https://, without a user.')
  }
  return url
}

const thisMachine = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

async function add(url: URL, { event, allowHost, ...options }: AddOptions): Promise<void> {
  if (!thisMachine.test(url.hostname) && !allowHost.includes(url.hostname)) {
    throw new UsageError(`Nothing is sent to other machines unless you say so: --allow-host ${url.hostname}`)
  }
  const place = await openPlace(options)
  try {
    const secret = randomBytes(32).toString('base64url')
    const events = event.length > 0 ? event : eventTypes
    const id = await addWebhook(place.store, { url: url.href, secret, events }, Date.now())
    printLine(secret)
    printTrouble(`Address ${id}. Its secret is shown once.`)
  } finally {
    await place.close()
  }
}

async function list(options: PlaceOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    for (const { id, url, events, active, waiting, sent, failed } of await listWebhooks(place.store)) {
      const state = active === 1 ? '' : ' · removed'
      printLine(`${id} · ${url} · ${events.join(' ')} · ${sent} sent, ${waiting} waiting, ${failed} given up${state}`)
    }
  } finally {
    await place.close()
  }
}

async function remove(id: number, options: PlaceOptions): Promise<void> {
  const place = await openPlace(options)
  try {
    if (!(await removeWebhook(place.store, id))) throw new UsageError(`There is no such address: ${id}`)
    printLine(`Nothing more is sent to address ${id}.`)
  } finally {
    await place.close()
  }
}

async function replay(id: number, { since, failed, ...options }: ReplayOptions): Promise<void> {
  const from = since === undefined ? 0 : Date.parse(`${since}T00:00:00`)
  if (Number.isNaN(from)) throw new UsageError('--since must be a day, such as 2024-01-31')
  const place = await openPlace(options)
  try {
    const again = { since: from, failedOnly: failed === true, now: Date.now() }
    printLine(`${count(await replayDeliveries(place.store, id, again), 'event')} will be sent again.`)
  } finally {
    await place.close()
  }
}
