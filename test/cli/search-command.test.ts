import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRecord, makeRecordsFolder } from '../../src/pipeline/write-record.ts'
import { makeRecord } from '../search/made-record.ts'
import { emptyFolder, runBoctach } from './run-boctach.ts'

test('search goes through the records of extract, with places, and says what is wrong', async () => {
  const out = join(await emptyFolder(), 'out')
  await makeRecordsFolder(out)
  const text = 'Kết quả giải quyết hồ sơ đúng hạn'
  const record = makeRecord({ name: 'a.pdf', type: 'Báo cáo', number: '1/BC-UBND', text })
  await writeRecord(record, out)
  const found = await runBoctach(['search', 'ho so', '--out', out, '--json'])
  const [document, summary] = found.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(summary).toEqual({ status: 'summary', found: 1, shown: 1 })
  const hits = [text.indexOf('hồ'), text.indexOf('sơ')].map((start) => ({ start, end: start + 2 }))
  expect(document).toMatchObject({
    sha256: record.id,
    number: '1/BC-UBND',
    hits: 2,
    snippets: [{ start: 0, text, hits }],
  })
  expect(await runBoctach(['search', '-x', '--out', out])).toMatchObject({ code: 2 })
}, 60_000)
