import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Record } from '../../src/domain/record.ts'
import { compareFolders, printDrift } from '../../src/evaluate/drift.ts'
import { evaluate } from '../../src/evaluate/evaluation.ts'
import { drawEvaluation } from '../../src/evaluate/evaluation-svg.ts'
import { printEvaluation } from '../../src/evaluate/evaluation-text.ts'
import { judgeFolder } from '../../src/evaluate/read-folders.ts'
import { makeField, makeRecord, noHeader } from '../pipeline/sample-record.ts'

type Day = readonly [id: string, day: string, confidence: number]

function withDays(...days: readonly Day[]): Record {
  const dates = days.map(([id, day, confidence]) => {
    const { value: raw, ...item } = makeField(day, confidence)
    return { ...item, raw, id, kind: 'date' as const, start: day, end: day }
  })
  return { ...makeRecord(), header: { ...noHeader, type: makeField('Báo cáo', 0.99) }, dates }
}

async function writeFolder(...files: readonly (readonly [name: string, content: unknown])[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'boctach-eval-'))
  await mkdir(folder, { recursive: true })
  for (const [name, content] of files) await writeFile(join(folder, name), JSON.stringify(content))
  return folder
}

const record = withDays(['a', '2024-01-01', 0.99], ['b', '2024-02-02', 0.9], ['c', '2024-03-03', 0.3])
const day = (iso: string | null, optional = false) => ({ quote: iso ?? 'x', optional, start_iso: iso, end_iso: iso })
const gold = {
  id: record.id,
  header: { type: 'Báo cáo', number: '12/BC-UBND' },
  dates: [day('2024-01-01'), day('2024-02-02'), day('2024-04-04'), day('2024-05-05', true)],
  metrics: null,
}

test('what is right, wrong and missing is counted by kind', async () => {
  const records = await writeFolder(['a.json', record])
  const judged = await judgeFolder(records, [await writeFolder(['a.json', gold])])
  const evaluation = evaluate(judged, 0.005)
  const counts = evaluation.tallies.map(({ kind, gold: all, right, wrong, missing }) => [
    kind,
    all,
    right,
    wrong,
    missing,
  ])
  expect(counts).toEqual([
    ['dates', 3, 2, 1, 1],
    ['header.type', 1, 1, 0, 0],
    ['header.number', 1, 0, 0, 1],
  ])
  expect(evaluation.tallies[0]!.worth).toBeCloseTo((2 - 5) / 3, 12)
  expect(evaluation.confidence).toMatchObject({ values: 4, right: 3 })
  expect(evaluation.automation.threshold).toMatchObject({ threshold: 0.9, accepted: 3, errors: 0 })
  expect(evaluation.wrong.map(({ id }) => id)).toEqual(['c'])
  const text = printEvaluation(evaluation, true)
  expect(text).toMatch(/dates +3 +2 +1 +1 +66\.7 % \[20\.8–93\.9\]/)
  expect(text).toContain('missing header.number')
  expect(drawEvaluation(evaluation)).toMatch(/^<svg [^]*<polyline class="data"[^]*<\/svg>\n$/)
})

test('where only a part was annotated, what is besides is no error, and confidences are not judged by it', async () => {
  const records = await writeFolder(['a.json', record])
  const partial = { ...gold, header: null, scope: { dates: [1, 9] } }
  const evaluation = evaluate(await judgeFolder(records, [await writeFolder(['a.json', partial])]), 0.005)
  expect(evaluation.tallies).toMatchObject([{ kind: 'dates', right: 2, wrong: 0, missing: 1, precision: null }])
  expect(evaluation.confidence.values).toBe(0)
})

test('gold without a record is missed whole; gold that is none is refused by name', async () => {
  const records = await writeFolder(['a.json', record])
  const other = { ...gold, id: 'f'.repeat(64) }
  const evaluation = evaluate(await judgeFolder(records, [await writeFolder(['b.json', other])]), 0.005)
  expect(evaluation).toMatchObject({ documents: 1, unjudged: 1, lost: ['f'.repeat(64)] })
  expect(evaluation.tallies[0]).toMatchObject({ kind: 'dates', gold: 3, right: 0, missing: 3 })
  const bad = await writeFolder(['c.json', { dates: [] }])
  await expect(judgeFolder(records, [bad])).rejects.toThrow(/c\.json is no gold/)
})

test('drift says which values were gained, lost and changed', async () => {
  const changed = withDays(['a', '2024-01-01', 0.5], ['b', '2024-02-20', 0.9], ['d', '2024-06-06', 0.9])
  const drift = await compareFolders(await writeFolder(['a.json', record]), await writeFolder(['a.json', changed]))
  expect(drift).toMatchObject({ documents: 1, changedDocuments: 1, onlyBefore: [], onlyAfter: [] })
  expect(drift.sections).toEqual({ dates: { added: 1, removed: 1, changed: 1 } })
  expect(drift.changes.map(({ what, id }) => `${what} ${id}`).sort()).toEqual(['added d', 'changed b', 'removed c'])
  expect(printDrift(drift, true)).toMatch(/changed dates .*2024-02-02.*2024-02-20/)
})
