import { expect, test } from 'vitest'
import { recordSchema, type Record } from '../../src/domain/record.ts'
import { makeRecord } from '../../src/pipeline/extract.ts'
import { loadRules } from '../../src/rules/load.ts'
import { documentFromText } from '../../src/layout/plain-document.ts'

const rules = await loadRules()

async function read(text: string): Promise<Record> {
  const source = { name: 'made.txt', bytes: text.length, sha256: '0'.repeat(64) }
  const result = await makeRecord(source, () => Promise.resolve(documentFromText(text)), rules)
  if (!result.ok) throw new Error(result.failure.message)
  return result.record
}

test('the other reading of dot and comma is kept for the reviewer', async () => {
  const { metrics } = await read('Giải ngân vốn được 250.289 triệu đồng.')
  expect(metrics).toHaveLength(1)
  const [metric] = metrics
  const others = metric!.alternatives?.flatMap(({ values }) => values.value ?? []) ?? []
  expect([metric!.value, ...others]).toEqual(expect.arrayContaining([250289, 250.289]))
  expect(others).not.toContain(metric!.value)
})

test('what lost its place is kept, ranked, each once, at most five', async () => {
  const { dates } = await read('Họp ngày 05 tháng 6 năm 2024 tại trụ sở.')
  const [date] = dates
  expect(date).toMatchObject({ start: '2024-06-05', end: '2024-06-05' })
  const values = date!.alternatives!.map((one) => JSON.stringify(one.values))
  expect(values.length).toBeGreaterThan(0)
  expect(values.length).toBeLessThanOrEqual(5)
  expect(new Set(values).size).toBe(values.length)
  expect(date!.alternatives).toContainEqual(
    expect.objectContaining({ values: { kind: 'month', start: '2024-06-01', end: '2024-06-30' } }),
  )
  const six = Array.from({ length: 6 }, () => date!.alternatives![0]!)
  expect(recordSchema.shape.dates.safeParse([{ ...date, alternatives: six }]).success).toBe(false)
})

test.each([
  ['left blank', 'UBND XÃ A\nSố:      /BC-UBND\n', 'left-blank'],
  ['printed, and not to be read', 'UBND XÃ A\nSố: @@//##/x\n', 'unreadable'],
  ['not there', 'UBND XÃ A\nBÁO CÁO\n', 'not-stated'],
])('a number %s', async (_name, letterhead, why) => {
  const { header, absent } = await read(`${letterhead}Kết quả công tác.`)
  expect(header.number).toBeNull()
  expect(absent).toMatchObject({ number: why, urgency: 'not-stated' })
})
