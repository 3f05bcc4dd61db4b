import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reviewedRecord } from '../../src/bulk/reviewed-records.ts'
import type { Decision, ItemState } from '../../src/domain/decision.ts'
import type { Field, Finding, Metric, Record } from '../../src/domain/record.ts'
import { kindNames } from '../../src/export/column.ts'
import { exportRows } from '../../src/export/export-rows.ts'
import { openSink } from '../../src/export/formats.ts'
import { kinds } from '../../src/export/kinds.ts'
import { defaultSelection, heldStandings, standings } from '../../src/export/selection.ts'
import type { ReviewedRecord, Selection } from '../../src/export/selection.ts'
import { csvText, readCsvText } from '../../src/export/csv-cell.ts'
import { editableValues } from '../../src/resolve/record-items.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'
import { makeForm, makeMetric, makeReference } from './made-reports.ts'

const field = (value: string, confidence = 0.95): Field => makeField(value, confidence)

function metric(label: string, confidence: number): Metric {
  return makeMetric(label, { value: 1, confidence })
}

function makeFinding(name: string): Finding {
  const evidence = [{ start: 0, end: 1, page: 1, boxes: [], path: null }]
  const said = { check: 'sum', severity: 'low', message: name, expected: null, found: null } as const
  return { id: `finding-${name}`, ...said, items: [], evidence }
}

function report(changes: Partial<Record['header']>, metrics: readonly Metric[] = []): ReviewedRecord {
  const header = { ...noHeader, type: field('Báo cáo'), issuer: field('ỦY BAN NHÂN DÂN XÃ AN PHÚ'), ...changes }
  return { record: makeRecord({ header, metrics: [...metrics] }), reviews: new Map() }
}

async function exported(records: readonly ReviewedRecord[], selection: Partial<Selection>) {
  const path = join(await emptyFolder(), 'rows.jsonl')
  const sink = await openSink('jsonl', path, kinds)
  const sums = await exportRows(records, sink, kinds, { ...defaultSelection, ...selection }, null)
  const lines = (await readFile(path, 'utf8')).trim().split('\n').filter(Boolean)
  return { sums, rows: lines.map((line) => JSON.parse(line) as { readonly [key: string]: unknown }) }
}

test('only reviewed values and sure ones are written, with their status', async () => {
  const metrics = ['sure', 'unsure', 'accepted', 'rejected', 'corrected'].map((label) =>
    metric(label, label === 'sure' ? 0.9 : 0.5),
  )
  const reviewed: ReviewedRecord = {
    ...report({}, metrics),
    reviews: new Map([
      ['metric-accepted', 'accepted'],
      ['metric-rejected', 'rejected'],
      ['metric-corrected', 'corrected'],
    ]),
  }
  const statuses = async (selection: Partial<Selection>) => {
    const { rows } = await exported([reviewed], selection)
    return rows.filter(({ kind }) => kind === 'metrics').map(({ label, status }) => [label, status])
  }
  const trusted = [
    ['sure', 'auto'],
    ['accepted', 'accepted'],
    ['corrected', 'corrected'],
  ]
  expect(await statuses({})).toEqual(trusted)
  expect((await exported([reviewed], {})).sums).toMatchObject({ documents: 1, leftOut: 2 })
  expect(await statuses({ threshold: 0.95 })).toEqual(trusted.slice(1))
  expect(await statuses({ minConfidence: 0.9 })).toEqual(trusted.slice(0, 1))
  expect(await statuses({ standings: new Set(['rejected']) })).toEqual([['rejected', 'rejected']])
  expect(await statuses({ standings: new Set(standings) })).toHaveLength(5)
})

test('a filter by status leaves the trusted heading in every row, so that its document can be told', async () => {
  const reviewed: ReviewedRecord = {
    ...report({ number: field('12/BC-UBND'), place: field('An Phú', 0.4) }, [metric('auto', 1), metric('mended', 0.5)]),
    reviews: new Map([['metric-mended', 'corrected']]),
  }
  const { rows } = await exported([reviewed], { standings: new Set(['corrected']) })
  expect(rows).toEqual([
    expect.objectContaining({ kind: 'documents', document_number: '12/BC-UBND', place: null }),
    expect.objectContaining({ kind: 'metrics', document_number: '12/BC-UBND', label: 'mended', status: 'corrected' }),
  ])
})

test('every row of every kind has its document, status and evidence', async () => {
  const { record } = report({}, [metric('a', 0.5)])
  const full: Record = {
    ...record,
    references: [makeReference({ number: '1/KH-UBND' })],
    dates: [{ ...field('2024'), kind: 'year', start: '2024-01-01', end: '2024-12-31' }],
    forms: [makeForm([{ indicator: 'a' }])],
    findings: [makeFinding('a')],
  }
  const { rows } = await exported([{ record: full, reviews: new Map() }], { standings: new Set(standings) })
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kindNames))
  for (const row of rows) {
    expect(row).toMatchObject({ document: full.id, status: expect.any(String) as string })
    expect(row['evidence']).not.toEqual([])
  }
})

test('a finding is auto until somebody confirms it, and is chosen by its status', async () => {
  const findings = ['a', 'b'].map(makeFinding)
  const reviewed: ReviewedRecord = {
    record: { ...report({}).record, findings },
    reviews: new Map([['finding-b', 'accepted']]),
  }
  const statuses = async (selection: Partial<Selection>) => {
    const { rows } = await exported([reviewed], selection)
    return rows.filter(({ kind }) => kind === 'findings').map(({ item, status }) => [item, status])
  }
  const both = [
    ['finding-a', 'auto'],
    ['finding-b', 'accepted'],
  ]
  expect(await statuses({})).toEqual(both)
  expect(await statuses({ threshold: 1, minConfidence: 1 })).toEqual(both)
  expect(await statuses({ standings: new Set(['accepted']) })).toEqual(both.slice(1))
  expect(await statuses({ standings: new Set(['open']) })).toEqual([])
})

test('a document has the status of the least certain field of its heading, and the places of all', async () => {
  const statusOf = async (changes: Partial<Record['header']>, reviews: ReviewedRecord['reviews'], all = false) => {
    const { rows } = await exported([{ ...report(changes), reviews }], all ? { standings: new Set(standings) } : {})
    return rows[0]!
  }
  const { type, issuer } = report({}).record.header
  const reviews = new Map([type!, issuer!].map(({ id }) => [id, 'accepted'] as const))
  expect(await statusOf({}, new Map())).toMatchObject({ status: 'auto' })
  expect(await statusOf({}, reviews)).toMatchObject({ status: 'accepted' })
  expect(await statusOf({ place: field('An Phú', 0.4) }, reviews)).toMatchObject({ status: 'accepted', place: null })
  expect(await statusOf({ place: field('An Phú', 0.4) }, reviews, true)).toMatchObject({ status: 'open' })
  expect(await statusOf({ type: null, issuer: null }, reviews)).toMatchObject({ status: 'open', evidence: [] })
  expect((await statusOf({}, reviews))['evidence']).toEqual([
    expect.objectContaining({ field: 'type', start: 0 }),
    expect.objectContaining({ field: 'issuer', start: 0 }),
  ])
})

test('a doubtful heading does not reach the rows of other items', async () => {
  const { rows } = await exported([report({ number: field('12/BC-UBND', 0.4) }, [metric('a', 1)])], {})
  expect(rows.filter(({ document_number: number }) => number !== null)).toEqual([])
  expect(rows[0]).toMatchObject({ kind: 'documents', document_type: 'Báo cáo' })
})

test.each<[string, Partial<Selection>, boolean]>([
  ['its type', { types: ['báo cáo'] }, true],
  ['another type', { types: ['Quyết định'] }, false],
  ['its issuer, abbreviated', { issuer: 'UBND xã An Phú' }, true],
  ['its issuer in another spelling', { issuer: 'uỷ ban nhân dân xã an phú' }, true],
  ['its issuer without marks', { issuer: 'uy ban nhan dan xa an phu' }, true],
  ['its issuer, abbreviated, without marks', { issuer: 'UBND xa An Phu' }, true],
  ['its type without marks', { types: ['bao cao'] }, true],
  ['its type with some marks alone', { types: ['Báo cao'] }, false],
  ['another issuer', { issuer: 'UBND xã Bình An' }, false],
  ['its day', { from: '2024-03-15', to: '2024-03-15' }, true],
  ['a later day', { from: '2024-03-16' }, false],
  ['an earlier day', { to: '2024-03-14' }, false],
])('a document is chosen by %s', async (_, selection, there) => {
  const { rows, sums } = await exported([report({ issuedOn: field('2024-03-15') })], selection)
  expect(rows.some(({ kind }) => kind === 'documents')).toBe(there)
  expect(sums.passedOver).toBe(there ? 0 : 1)
})

test('an export that fails leaves the file before it and nothing else', async () => {
  const folder = await emptyFolder()
  function* broken(): Generator<ReviewedRecord> {
    yield report({})
    throw new Error('the disk is gone')
  }
  for (const format of ['jsonl', 'xlsx', 'sqlite'] as const) {
    const path = join(folder, 'export')
    await writeFile(path, 'before')
    const sink = await openSink(format, path, kinds)
    await expect(exportRows(broken(), sink, kinds, defaultSelection, null)).rejects.toThrow('the disk is gone')
    expect(await readdir(folder)).toEqual(['export'])
    expect(await readFile(path, 'utf8')).toBe('before')
  }
  for (const format of ['csv', 'parquet'] as const) {
    const into = join(folder, format)
    await mkdir(into)
    const sink = await openSink(format, into, kinds)
    await expect(exportRows(broken(), sink, kinds, defaultSelection, null)).rejects.toThrow('the disk is gone')
    expect(await readdir(into)).toEqual([])
  }
})

test.each([
  ['12/BC-UBND', '12/BC-UBND'],
  ['=1+1', "'=1+1"],
  ['- Như trên', "'- Như trên"],
  ['+84', "'+84"],
  ['@a', "'@a"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ["'tháng", "''tháng"],
  ['', "'"],
  ['a\ud83db', 'a\\ud83db'],
  ['\\ud83d', '\\u005cud83d'],
])('%j stands in a CSV cell as %j and comes back', (text, cell) => {
  expect(csvText(text)).toBe(cell)
  expect(readCsvText(cell)).toBe(text)
})

test('a corrected value has what the program had found beside it; a rejected one comes where it is asked for', async () => {
  const metrics = ['kept', 'wrong', 'false'].map((label) => metric(label, 0.95))
  const { record } = report({}, metrics)
  const values = (label: string) =>
    editableValues(
      'metric',
      metrics.find((one) => one.label === label)!,
    )
  const decision = (seq: number, label: string, action: Decision['action'], after: ItemState): Decision => ({
    seq,
    at: seq,
    user: 'lan',
    document: record.id,
    item: `metric-${label}`,
    kind: 'metric',
    slot: null,
    action,
    before: { status: 'open', values: values(label) },
    after,
    extracted: values(label),
    evidence: [],
    why: null,
    group: null,
    undoes: null,
    blind: false,
  })
  const reviewed = reviewedRecord(record, [
    decision(1, 'wrong', 'correct', { status: 'corrected', values: { ...values('wrong'), value: 2 } }),
    decision(2, 'false', 'reject', { status: 'rejected', values: null }),
  ])
  const told = async (selection: Partial<Selection>) => {
    const { rows } = await exported([reviewed], selection)
    const own = rows.filter(({ kind }) => kind === 'metrics')
    return own.map(({ label, value, status, original }) => [label, value, status, original])
  }
  const held = [
    ['kept', 1, 'auto', null],
    ['wrong', 2, 'corrected', values('wrong')],
  ]
  expect(await told({})).toEqual(held)
  expect(await told({ standings: new Set(heldStandings) })).toEqual(held)
  expect(await told({ standings: new Set(['rejected']) })).toEqual([['false', 1, 'rejected', null]])
})
