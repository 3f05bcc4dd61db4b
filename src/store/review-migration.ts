import type { Words } from './migrations.ts'

/** Tables of the review: items to be decided, decisions, people. */
export function reviewStatements({ id, kind }: Words): readonly string[] {
  return [
    `create table reviewer (${id}, name text not null unique, full_name text not null, role text not null,
      personal_numbers integer not null, active integer not null, password text, created_at bigint not null)`,
    `create table session (${id}, token text not null unique, reviewer_id integer not null references reviewer (id),
      created_at bigint not null, seen_at bigint not null)`,
    `create table batch (${id}, name text not null unique)`,
    `create table review_document (document_id integer primary key references document (id),
      extraction_id integer not null, batch_id integer not null references batch (id), type text not null, number text,
      issued_on text, subject text, pages integer, secrecy text, open integer not null, settled integer not null,
      doubt integer not null, stale integer not null, found text not null)`,
    'create index review_document_by_doubt on review_document (doubt desc, document_id)',
    'create index review_document_secret on review_document (document_id) where secrecy is not null',
    'create index review_document_stale on review_document (document_id) where stale > 0',
    `create table item (${id}, document_id integer not null references document (id), item text not null, kind text not null,
      slot text not null, check_name text not null, status text not null, doubt integer not null, batch_id integer not null,
      type text not null, secret integer not null, stale integer not null, revision integer not null,
      confidence double precision not null, rule text not null, shown text not null, unique (document_id, item))`,
    `create index item_queue on item (status, doubt desc, id, kind, slot, check_name, batch_id, type, secret)`,
    `create index item_all on item (doubt desc, id, status, kind, slot, check_name, batch_id, type, secret)`,
    `create index item_by_check on item (check_name, status, doubt desc, id) where check_name <> ''`,
    `create index item_by_batch on item (batch_id, status, doubt desc, id)`,
    'create index item_stale on item (doubt desc, id) where stale > 0',
    `create table item_count (kind text not null, slot text not null, check_name text not null, status text not null,
      batch_id integer not null, type text not null, secret integer not null, step integer not null, items bigint not null,
      primary key (kind, slot, check_name, status, batch_id, type, secret, step))`,
    `create table decision (seq integer primary key, at bigint not null, reviewer_id integer, user_name text not null,
      document_id integer, document text not null, item text not null, kind text not null, slot text, action text not null,
      before text not null, after text not null, extracted text, evidence text not null, why text, group_key text,
      undoes integer, blind integer not null, request text unique, previous text not null, hash text not null)`,
    'create index decision_by_document on decision (document_id, seq)',
    'create index decision_by_reviewer on decision (reviewer_id, seq)',
    'create index decision_by_group on decision (group_key) where group_key is not null',
    `create table decision_head (id integer primary key, seq integer not null, hash text not null)`,
    `insert into decision_head (id, seq, hash) values (1, 0, '${'0'.repeat(64)}')`,
    ...appendOnly[kind],
    `create table keying (document_id integer not null, item text not null, reviewer_id integer not null, seq integer not null,
      state text not null, primary key (document_id, item, reviewer_id))`,
    `create table lease (document_id integer primary key, reviewer_id integer not null, since bigint not null,
      until bigint not null)`,
    'create table document_access (document_id integer not null, reviewer_id integer not null, primary key (document_id, reviewer_id))',
    `create table learning (seq integer not null, purpose text not null, reviewer_id integer not null, at bigint not null,
      primary key (seq, purpose))`,
    'create table review_setting (name text primary key, value text not null)',
  ]
}

/** Counts kept for all batches together beside those of each, and how what rules found has fared. */
export function countStatements({ kind }: Words): readonly string[] {
  const clustered = kind === 'sqlite' ? ' without rowid' : ''
  const step = 'case when doubt >= 10000 then 9 else doubt * 10 / 10000 end'
  const whole = (value: string) =>
    kind === 'sqlite' ? `cast(${value} as integer)` : `cast(floor(${value}) as integer)`
  const belief = whole('confidence * 10000 + 0.5')
  const counted = 'secret, kind, slot, check_name, status, type'
  return [
    'drop table item_count',
    `create table item_count (batch_id integer not null, secret integer not null, kind text not null, slot text not null,
      check_name text not null, status text not null, type text not null, step integer not null, items bigint not null,
      primary key (batch_id, secret, kind, slot, check_name, status, type, step))${clustered}`,
    'create index item_count_none on item_count (batch_id) where items = 0',
    ...['batch_id', '0'].map(
      (batch) => `insert into item_count (batch_id, ${counted}, step, items)
        select ${batch}, ${counted}, ${step} as step, count(*) from item group by ${batch === '0' ? '' : 'batch_id, '}${counted}, ${step}`,
    ),
    `create table item_fate (rule text not null, status text not null, bin integer not null, items bigint not null,
      belief bigint not null, primary key (rule, status, bin))${clustered}`,
    'create index item_fate_none on item_fate (rule) where items = 0',
    `insert into item_fate (rule, status, bin, items, belief)
      select rule, status, bin, count(*), sum(belief) from
        (select rule, status, case when ${belief} >= 10000 then 9 else ${belief} / 1000 end as bin, ${belief} as belief
          from item where kind <> 'finding') as fate
      group by rule, status, bin`,
    'create index keying_by_reviewer on keying (reviewer_id, document_id, item)',
  ]
}

/** The log is added to and nothing else, whoever holds the connection; the chain of hashes tells where that was got round. */
const appendOnly = {
  sqlite: ['update', 'delete'].map(
    (event) =>
      `create trigger decision_no_${event} before ${event} on decision
        begin select raise(abort, 'Decisions are never changed.'); end`,
  ),
  postgres: [
    `create function decision_is_kept() returns trigger language plpgsql as
      $$ begin raise exception 'Decisions are never changed.'; end $$`,
    `create trigger decision_kept before update or delete or truncate on decision
      for each statement execute function decision_is_kept()`,
  ],
} as const
