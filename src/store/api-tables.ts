import type { Generated } from 'kysely'

/** A key of another program. */
export interface ApiTokenTable {
  id: Generated<number>
  name: string
  /** sha256 of the token: who reads the database cannot use it. */
  hash: string
  /** With spaces between them. */
  scopes: string
  /** Under whose name and rights it decides. */
  reviewer: string | null
  createdAt: number
  expiresAt: number | null
  revokedAt: number | null
}

/** What was answered to a request with an idempotency key. */
export interface ApiRequestTable {
  tokenId: number
  key: string
  /** Of what was asked: the same key with something else is a mistake. */
  fingerprint: string
  answer: string
  createdAt: number
}

export const eventTypes = ['document.read', 'document.failed', 'decision.made'] as const
export type EventType = (typeof eventTypes)[number]

/** Something that happened, written in the transaction in which it did. */
export interface EventTable {
  id: Generated<number>
  type: EventType
  documentId: number
  /** JSON; nothing of the document's content. */
  payload: string
  at: number
}

/** Where events are sent. */
export interface WebhookTable {
  id: Generated<number>
  url: string
  /** What deliveries are signed with. */
  secret: string
  /** Types with spaces between them. */
  events: string
  createdAt: number
  /** 1: events are sent there. */
  active: number
}

/** An event for one address: waits until `nextAt`, was taken (`sent`) or given up (`failed`). */
export interface DeliveryTable {
  webhookId: number
  eventId: number
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  nextAt: number
  /** Status the last attempt was answered with, or why there was none. */
  answer: string | null
}

export interface ApiTables {
  apiToken: ApiTokenTable
  apiRequest: ApiRequestTable
  event: EventTable
  webhook: WebhookTable
  delivery: DeliveryTable
}
