import { Migrator, sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { apiStatements } from './api-migration.ts'
import { countStatements, reviewStatements } from './review-migration.ts'
import type { Tables } from './tables.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** The few words the two databases do not share. */
export interface Words {
  readonly kind: DatabaseKind
  /** A table's number of its own. */
  readonly id: string
  readonly bytes: string
}

const words: Readonly<Record<DatabaseKind, Words>> = {
  sqlite: { kind: 'sqlite', id: 'id integer primary key autoincrement', bytes: 'blob' },
  postgres: { kind: 'postgres', id: 'id integer primary key generated always as identity', bytes: 'bytea' },
}

/** By name, which is their order; one that was released is never changed, only followed by another. */
const migrations: Readonly<Record<string, (words: Words) => readonly string[]>> = {
  '0001-ledger': ({ id, bytes }) => [
    `create table edition (${id}, rules text not null, version text not null, created_at bigint not null,
      unique (rules, version))`,
    `create table document (${id}, sha256 text not null unique, bytes bigint not null, name text not null,
      created_at bigint not null, current_id integer)`,
    `create table path (${id}, path text not null unique, container text, location text not null,
      fingerprint text not null, status text not null, document_id integer references document (id),
      code text, message text, run_id integer, seen_at bigint not null)`,
    'create index path_by_document on path (document_id)',
    'create index path_by_container on path (container) where container is not null',
    "create index path_failed on path (run_id) where status = 'failed'",
    `create table extraction (${id}, document_id integer not null references document (id),
      edition_id integer not null references edition (id), lane text not null, state text not null,
      attempts integer not null default 0, troubles integer not null default 0, interruptions integer not null default 0,
      code text, message text, worker_id integer, job text, claimed_at bigint, finished_at bigint,
      quality text, record_sha256 text, pages integer, doubtful integer, findings integer,
      total_ms double precision, read_ms double precision, extract_ms double precision, facts text, difference text,
      unique (document_id, edition_id))`,
    "create index extraction_waiting on extraction (edition_id, lane, id) where state = 'waiting' and job is null",
    "create index extraction_working on extraction (worker_id) where state = 'working'",
    `create index extraction_unread on extraction (edition_id, state, code, id)
      where state in ('failed', 'quarantined')`,
    `create table record (extraction_id integer primary key references extraction (id), content ${bytes} not null)`,
    `create table attempt (${id}, extraction_id integer not null references extraction (id), worker_id integer not null,
      started_at bigint not null, ended_at bigint not null, outcome text not null, code text, message text)`,
    'create index attempt_by_extraction on attempt (extraction_id)',
    `create table worker (${id}, host text not null, pid integer not null, jobs integer not null, edition_id integer,
      started_at bigint not null, seen_at bigint not null, stopped_at bigint)`,
    `create table run (${id}, edition_id integer not null, worker_id integer not null, paths text not null,
      started_at bigint not null, ended_at bigint)`,
    `create table tally (${id}, edition_id integer not null, state text not null, detail text not null,
      documents bigint not null, pages bigint not null, doubtful bigint not null, findings bigint not null,
      busy_ms double precision not null)`,
  ],
  '0002-search': ({ kind, bytes }) => [
    `create table search_entry (document_id integer primary key references document (id),
      extraction_id integer references extraction (id), fingerprint text, type text, type_key text, number text,
      number_key text, issuer text, issuer_key text, subject text, issued_on text, secrecy text)`,
    `create table search_text (document_id integer primary key references document (id), text ${bytes} not null)`,
    'create index search_entry_by_type on search_entry (type_key, document_id)',
    'create index search_entry_by_number on search_entry (number_key, document_id)',
    'create index search_entry_by_issuer on search_entry (issuer_key, document_id)',
    'create index search_entry_by_day on search_entry (issued_on, document_id)',
    ...(kind === 'sqlite'
      ? [
          "create virtual table search_words using fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii')",
        ]
      : [
          `create table search_words (document_id integer primary key references document (id), words tsvector not null,
            pieces tsvector[] not null)`,
          'create index search_words_by_word on search_words using gin (words)',
        ]),
  ],
  '0003-review': reviewStatements,
  '0004-api': apiStatements,
  // One for each state, in the order of ids: lists are read page by page.
  '0005-unread': () => [
    'drop index extraction_unread',
    "create index extraction_failed on extraction (edition_id, id) where state = 'failed'",
    "create index extraction_quarantined on extraction (edition_id, id) where state = 'quarantined'",
  ],
  '0006-counts': countStatements,
  '0007-path-name': ({ kind }) => [
    "alter table path add column name text not null default ''",
    // What rtrim leaves ends with the last stroke: all other letters of the path are taken from its end.
    `update path set name = ${
      kind === 'sqlite' ? "replace(path, rtrim(path, replace(path, '/', '')), '')" : "regexp_replace(path, '^.*/', '')"
    }`,
    'create index path_by_name on path (name)',
  ],
}

/**
 * Brings the database to the form this program knows. Throws where it was made by a newer program, and where a step fails
 * (nothing of that step is left then).
 */
export async function migrate(db: Kysely<Tables>, kind: DatabaseKind): Promise<void> {
  const steps = Object.entries(migrations).map(([name, statementsOf]): [string, Migration] => [
    name,
    {
      async up(on) {
        for (const statement of statementsOf(words[kind])) await sql.raw(statement).execute(on)
      },
    },
  ])
  const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(steps)) }
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
  if (error === undefined) return
  const step = results?.find(({ status }) => status === 'Error')?.migrationName
  const message = error instanceof Error ? error.message : 'it failed'
  if (/previously executed migration .* is missing/.test(message)) {
    throw new Error('The database was made by a newer version of boctach.')
  }
  throw new Error(`The database cannot be brought up to date${step ? ` (${step})` : ''}: ${message}`, { cause: error })
}
