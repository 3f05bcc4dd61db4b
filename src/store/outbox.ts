import { sql } from 'kysely'
import type { EventType, WebhookTable } from './api-tables.ts'
import type { Store, Transaction } from './store.ts'
import type { Tables } from './tables.ts'

/** Writes an event down, and that it is to be sent to every address that asks for its kind. */
export async function writeEvent(
  tx: Transaction<Tables>,
  type: EventType,
  { documentId, ...payload }: { readonly documentId: number; readonly [more: string]: unknown },
  now: number,
): Promise<void> {
  const { id } = await tx
    .insertInto('event')
    .values({ type, documentId, payload: JSON.stringify(payload), at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into delivery (webhook_id, event_id, state, attempts, next_at)
    select id, ${sql.lit(id)}, 'waiting', 0, ${sql.lit(now)} from webhook
    where active = 1 and ' ' || events || ' ' like ${`% ${type} %`}`.execute(tx)
}

export interface Webhook extends Omit<WebhookTable, 'id' | 'events'> {
  readonly id: number
  readonly events: readonly EventType[]
}

/** Throws where the address is there already. */
export async function addWebhook(
  store: Store,
  { url, secret, events }: Pick<Webhook, 'url' | 'secret' | 'events'>,
  now: number,
): Promise<number> {
  const row = { url, secret, events: events.join(' '), createdAt: now, active: 1 }
  const added = await store.transaction((tx) =>
    tx
      .insertInto('webhook')
      .values(row)
      .onConflict((conflict) => conflict.column('url').doUpdateSet({ ...row }))
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return added.id
}

/** Nothing more is sent there; what waits is given up. False where there is no such address. */
export function removeWebhook(store: Store, id: number): Promise<boolean> {
  return store.transaction(async (tx) => {
    const row = await tx
      .updateTable('webhook')
      .set({ active: 0 })
      .where('id', '=', id)
      .where('active', '=', 1)
      .returning('id')
      .executeTakeFirst()
    await tx
      .updateTable('delivery')
      .set({ state: 'failed', answer: 'the address was removed' })
      .where('webhookId', '=', id)
      .where('state', '=', 'waiting')
      .execute()
    return row !== undefined
  })
}

export interface WebhookStatus extends Omit<Webhook, 'secret'> {
  readonly waiting: number
  readonly sent: number
  readonly failed: number
}

export async function listWebhooks(store: Store): Promise<WebhookStatus[]> {
  const counts = await store.query((db) =>
    db
      .selectFrom('delivery')
      .select(['webhookId', 'state'])
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .groupBy(['webhookId', 'state'])
      .execute(),
  )
  const hooks = await store.query((db) => db.selectFrom('webhook').selectAll().orderBy('id').execute())
  return hooks.map(({ secret: _, events, ...hook }) => {
    const of = (state: string) =>
      counts.find(({ webhookId, ...count }) => webhookId === hook.id && count.state === state)?.number ?? 0
    return { ...hook, events: typesOf(events), waiting: of('waiting'), sent: of('sent'), failed: of('failed') }
  })
}

function typesOf(text: string): EventType[] {
  return text.split(' ') as EventType[]
}

/**
 * Sends events again: all of its kinds that happened at `since` or later, or only those that were given up. Gives how many.
 */
export function replayDeliveries(
  store: Store,
  webhookId: number,
  { since, failedOnly, now }: { readonly since: number; readonly failedOnly: boolean; readonly now: number },
): Promise<number> {
  return store.transaction(async (tx) => {
    const { rows } = await sql<{ eventId: number }>`
      insert into delivery (webhook_id, event_id, state, attempts, next_at)
      select webhook.id, event.id, 'waiting', 0, ${sql.lit(now)} from event
        join webhook on ' ' || webhook.events || ' ' like '% ' || event.type || ' %'
      where webhook.id = ${webhookId} and active = 1 and event.at >= ${since} ${
        failedOnly
          ? sql`and exists (select 1 from delivery given_up where given_up.webhook_id = webhook.id
              and given_up.event_id = event.id and given_up.state = 'failed')`
          : sql``
      }
      on conflict (webhook_id, event_id) do update set state = 'waiting', attempts = 0, next_at = excluded.next_at
      returning event_id`.execute(tx)
    return rows.length
  })
}

/** An event on its way to an address. */
export interface Delivery {
  readonly webhookId: number
  readonly eventId: number
  readonly url: string
  readonly secret: string
  readonly attempts: number
  readonly type: EventType
  readonly payload: string
  readonly at: number
  readonly sha256: string
}

/**
 * Takes up to `limit` deliveries that are due, for `holdMs`: whoever takes them and does not come back leaves them to be
 * taken again.
 */
export function takeDeliveries(store: Store, now: number, limit: number, holdMs: number): Promise<Delivery[]> {
  return store.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('delivery')
      .innerJoin('webhook', 'webhook.id', 'webhookId')
      .innerJoin('event', 'event.id', 'eventId')
      .innerJoin('document', 'document.id', 'event.documentId')
      .select(['webhookId', 'eventId', 'url', 'webhook.secret', 'attempts', 'type', 'payload', 'at', 'sha256'])
      .where('delivery.state', '=', 'waiting')
      .where('nextAt', '<=', now)
      .orderBy('nextAt')
      .orderBy('eventId')
      .limit(limit)
      .$if(store.kind === 'postgres', (query) => query.forUpdate('delivery').skipLocked())
      .execute()
    for (const { webhookId, eventId } of rows) {
      await tx
        .updateTable('delivery')
        .set({ nextAt: now + holdMs })
        .where('webhookId', '=', webhookId)
        .where('eventId', '=', eventId)
        .execute()
    }
    return rows
  })
}

export interface DeliveryResult {
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly answer: string
  readonly nextAt: number
}

export async function settleDelivery(
  store: Store,
  { webhookId, eventId, attempts }: Delivery,
  result: DeliveryResult,
): Promise<void> {
  await store.query((db) =>
    db
      .updateTable('delivery')
      .set({ ...result, attempts: attempts + 1 })
      .where('webhookId', '=', webhookId)
      .where('eventId', '=', eventId)
      .where('state', '=', 'waiting')
      .execute(),
  )
}
