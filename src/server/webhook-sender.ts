import { createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { settleDelivery, takeDeliveries } from '../store/outbox.ts'
import type { Delivery, DeliveryResult } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'

/** What is sent stands in these headers: kind, a number that stays the same when it is sent again, time and signature. */
export const webhookHeaders = {
  type: 'boctach-event',
  id: 'boctach-event-id',
  signature: 'boctach-signature',
} as const

const answerTimeoutMs = 10_000
/** A sender that dies leaves what it took to be taken again. */
const holdMs = 60_000
const atOnce = 20
const pauseMs = 1_000
/** 10 s, 20 s, 40 s … up to an hour: given up after about half a day. */
const firstRetryMs = 10_000
const longestRetryMs = 3_600_000
const mostAttempts = 20

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of 'SECONDS.BODY' under the address's secret. */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Sends what waits in the outbox until it is stopped. */
export async function sendWebhooks(store: Store, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sent = await sendDue(store, Date.now())
    if (sent < atOnce) await delay(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Sends what is due at `now`; gives how many deliveries were tried. */
export async function sendDue(store: Store, now: number): Promise<number> {
  const deliveries = await takeDeliveries(store, now, atOnce, holdMs)
  await Promise.all(
    deliveries.map(async (delivery) =>
      settleDelivery(store, delivery, resultOf(delivery, await send(delivery, now), now)),
    ),
  )
  return deliveries.length
}

interface Answer {
  readonly taken: boolean
  readonly text: string
}

async function send({ url, secret, eventId, type, payload, at, sha256 }: Delivery, now: number): Promise<Answer> {
  const more = JSON.parse(payload) as object
  const body = JSON.stringify({ id: eventId, type, at, document: sha256, ...more })
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [webhookHeaders.type]: type,
        [webhookHeaders.id]: String(eventId),
        [webhookHeaders.signature]: signatureOf(secret, Math.floor(now / 1000), body),
      },
      body,
      // Nobody but the operator says where anything is sent.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    return { taken: ok, text: String(status) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { taken: false, text: cause instanceof Error ? cause.message.slice(0, 200) : 'no answer' }
  }
}

function resultOf({ attempts }: Delivery, { taken, text }: Answer, now: number): DeliveryResult {
  if (taken) return { state: 'sent', answer: text, nextAt: now }
  if (attempts + 1 >= mostAttempts) return { state: 'failed', answer: text, nextAt: now }
  return { state: 'waiting', answer: text, nextAt: now + Math.min(firstRetryMs * 2 ** attempts, longestRetryMs) }
}
