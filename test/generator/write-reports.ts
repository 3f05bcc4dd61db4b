import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeRecord } from '../../src/pipeline/extract.ts'
import { loadRules } from '../../src/rules/load.ts'
import { generateReport } from './generate-report.ts'
import { toDocument } from './to-document.ts'

/** tsx test/generator/write-reports.ts --out DIR --seed fit --count 400: DIR/records and DIR/gold of made reports. */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: 'fit' },
    count: { type: 'string', default: '400' },
  },
})
if (values.out === undefined) throw new Error('--out DIR is needed')
const folders = { records: join(values.out, 'records'), gold: join(values.out, 'gold') }
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
const rules = await loadRules()

for (let at = 0; at < Number(values.count); at++) {
  const seed = `${values.seed}-${at}`
  const report = generateReport(seed)
  const { document } = toDocument(report)
  const sha256 = createHash('sha256').update(`${seed}\n${document.text}`).digest('hex')
  const source = { name: `${seed}.txt`, bytes: document.text.length, sha256 }
  const result = await makeRecord(source, () => Promise.resolve(document), rules)
  if (!result.ok) throw new Error(`${seed}: ${result.failure.message}`)
  writeFileSync(join(folders.records, `${sha256}.json`), JSON.stringify(result.record))
  writeFileSync(
    join(folders.gold, `${seed}.json`),
    JSON.stringify({ id: sha256, source: source.name, ...report.truth }),
  )
}
