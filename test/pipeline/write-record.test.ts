import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Record } from '../../src/domain/record.ts'
import { formatRecord, makeRecordsFolder, writeRecord } from '../../src/pipeline/write-record.ts'
import { makeField, makeRecord, noHeader } from './sample-record.ts'

let out: string

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'boctach-test-'))
  await makeRecordsFolder(out)
})

afterEach(() => rm(out, { recursive: true }))

const files = () => readdir(join(out, 'records'))

describe('a record', () => {
  test('is written under its hash, and nothing else is left', async () => {
    const record = makeRecord()
    const path = await writeRecord(record, out)
    expect(await files()).toEqual([`${record.id}.json`])
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(record)
  })

  test('replaces the one before', async () => {
    await writeRecord(makeRecord(), out)
    const path = await writeRecord(makeRecord({ text: 'Công văn\n' }), out)
    expect(await files()).toHaveLength(1)
    expect(await readFile(path, 'utf8')).toContain('Công văn')
  })

  test('has its keys in the order of the schema, whatever order it was put together in', () => {
    const record = makeRecord({ header: { ...noHeader, type: makeField('Báo cáo') } })
    const reversed = Object.fromEntries(Object.entries(record).reverse()) as Record
    expect(Object.keys(reversed)[0]).toBe('findings')
    expect(formatRecord(reversed)).toBe(formatRecord(record))
    expect(formatRecord(record)).toMatch(/^\{\n {2}"schemaVersion": "[^]+\}\n$/)
  })

  test.each<[string, Partial<Record>, string]>([
    ['an id that is no hash', { id: '../../evil' }, '"id"'],
    ['a confidence above 1', { header: { ...noHeader, type: makeField('Báo cáo', 1.5) } }, '"header.type.confidence"'],
    [
      'an item without evidence',
      { header: { ...noHeader, place: { ...makeField('Hà Nội'), evidence: [] } } },
      'evidence',
    ],
  ])('with %s is never written', async (_, changes, place) => {
    await expect(writeRecord(makeRecord(changes), out)).rejects.toMatchObject({
      code: 'invalid-record',
      message: expect.stringContaining(place) as string,
    })
    expect(await files()).toEqual([])
  })

  test('written many times at once is always whole for who reads it', async () => {
    const long = makeRecord({ text: 'x'.repeat(2_000_000) })
    const path = await writeRecord(long, out)
    const writes = Array.from({ length: 10 }, () => writeRecord(long, out))
    // Each write is followed by a read while others are under way.
    for (const write of writes) {
      await Promise.race([write, readFile(path)])
      expect(JSON.parse(await readFile(path, 'utf8'))).toHaveProperty('id', long.id)
    }
    await Promise.all(writes)
    expect(await files()).toHaveLength(1)
  })

  test('that cannot take its place leaves no temporary file', async () => {
    const record = makeRecord()
    await makeRecordsFolder(join(out, 'records', `${record.id}.json`))
    await expect(writeRecord(record, out)).rejects.toThrow()
    expect(await files()).toEqual([`${record.id}.json`])
  })
})
