import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTruth } from '../../samples/check-truth.ts'
import { listCases, samplesFolder } from '../../samples/generate.ts'
import type { Record } from '../../src/domain/record.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { loadRules } from '../../src/rules/load.ts'
import { generateRough } from './generate-report.ts'
import { readReport } from './read-report.ts'

/**
 * tsx test/generator/write-reports.ts --out DIR --seed fit --count 400: DIR/records and DIR/gold of made reports, untidy ones.
 * With --samples, of the samples too.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: 'fit' },
    count: { type: 'string', default: '400' },
    samples: { type: 'boolean', default: false },
  },
})
if (values.out === undefined) throw new Error('--out DIR is needed')
const folders = { records: join(values.out, 'records'), gold: join(values.out, 'gold') }
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
const rules = await loadRules()

for (let at = 0; at < Number(values.count); at++) {
  const seed = `${values.seed}-${at}`
  const report = generateRough(seed)
  const { record } = await readReport(report, rules)
  write(record, report.truth, seed)
}

if (values.samples)
  for (const name of listCases())
    for (const file of ['source.pdf', 'source.docx']) {
      const result = await extract(`${samplesFolder}${name}/${file}`, { name: `${name}/${file}` })
      if (!result.ok) throw new Error(`${name}: ${result.failure.message}`)
      write(result.record, readTruth(name), `${name}-${file}`)
    }

function write(record: Record, truth: object, name: string): void {
  writeFileSync(join(folders.records, `${record.id}.json`), JSON.stringify(record))
  const gold = { id: record.id, source: record.source.name, ...truth }
  writeFileSync(join(folders.gold, `${name}.json`), JSON.stringify(gold))
}
