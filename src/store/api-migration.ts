import type { Words } from './migrations.ts'

/** Tables of the API: programs that may ask, what they asked, and what they are told. */
export function apiStatements({ id }: Words): readonly string[] {
  return [
    `create table api_token (${id}, name text not null unique, hash text not null unique, scopes text not null,
      reviewer text,
      created_at bigint not null, expires_at bigint, revoked_at bigint)`,
    `create table api_request (token_id integer not null references api_token (id), key text not null,
      fingerprint text not null, answer text not null, created_at bigint not null, primary key (token_id, key))`,
    'create index api_request_by_time on api_request (created_at)',
    `create table event (${id}, type text not null, document_id integer not null references document (id),
      payload text not null, at bigint not null)`,
    `create table webhook (${id}, url text not null unique, secret text not null, events text not null,
      created_at bigint not null, active integer not null)`,
    `create table delivery (webhook_id integer not null references webhook (id),
      event_id integer not null references event (id), state text not null, attempts integer not null,
      next_at bigint not null, answer text, primary key (webhook_id, event_id))`,
    "create index delivery_waiting on delivery (next_at) where state = 'waiting'",
  ]
}
