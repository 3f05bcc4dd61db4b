/**
 * What exports cost: `npm run bench:exports -- [items] [format…]`. Each format in a process of its own, from records as they
 * lie in a folder (parsed from JSON each time, 250 items a document), to a file that is deleted after.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportRows } from '../../src/export/export-rows.ts'
import { formatNames, openSink } from '../../src/export/formats.ts'
import type { FormatName } from '../../src/export/formats.ts'
import { kinds } from '../../src/export/kinds.ts'
import { defaultSelection } from '../../src/export/selection.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { parseRecord } from '../../src/pipeline/read-records.ts'
import { makeForm, makeMetric, makeReference, makeReport } from '../export/made-reports.ts'

const itemsOfDocument = { references: 50, metrics: 120, rows: 80 }
const itemsEach = 250

/** As large as the items of real reports are: about 1 kB each with boxes, reasons and their share of the text. */
function templateJson(): string {
  const evidence = [
    {
      start: 1200,
      end: 1260,
      page: 3,
      boxes: [{ page: 3, x: 85.04, y: 412.5, width: 396.2, height: 15.6 }],
      path: null,
    },
  ]
  const reasons = [
    { code: 'rule', delta: 0.92 },
    { code: 'unit', delta: 0.03 },
    { code: 'section', delta: 0.01 },
  ]
  const metrics = Array.from({ length: itemsOfDocument.metrics }, (_, n) => ({
    ...makeMetric(`hồ sơ thủ tục hành chính được giải quyết đúng hạn thứ ${n}`, {
      value: n * 3.7,
      unit: 'hồ sơ',
      percent: 97.5,
    }),
    ...{ evidence, reasons, period: '2024-01-01/2024-06-30' },
  }))
  const rows = Array.from({ length: itemsOfDocument.rows }, (_, n) => ({
    ...{ indicator: `Số văn bản quy phạm pháp luật đã rà soát trong kỳ báo cáo ${n}`, unit: 'Văn bản', value: n },
    ...{ cells: [String(n), 'Số văn bản', 'Văn bản', String(n), null], evidence, reasons },
  }))
  const references = Array.from({ length: itemsOfDocument.references }, (_, n) => ({
    ...makeReference({ type: 'Kế hoạch', number: `${n}/KH-UBND`, date: '2024-01-15', issuer: 'UBND huyện Long Điền' }),
    ...{ evidence, reasons },
  }))
  const heading = { type: 'Báo cáo', number: '86/BC-UBND', issuedOn: '2024-06-14', issuer: 'ỦY BAN NHÂN DÂN XÃ AN PHÚ' }
  const { record } = makeReport('0', heading, { metrics, references, forms: [makeForm(rows)] })
  return JSON.stringify({ ...record, text: 'Kết quả công tác cải cách hành chính. '.repeat(900) })
}

function* records(items: number): Generator<ReviewedRecord> {
  const template = templateJson()
  const id = (JSON.parse(template) as { id: string }).id
  for (let n = 0; n * itemsEach < items; n++) {
    const json = template.replaceAll(id, n.toString(16).padStart(64, '0'))
    yield { record: parseRecord(Buffer.from(json), 'made'), reviews: new Map() }
  }
}

async function measure(format: FormatName, items: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'boctach-bench-'))
  try {
    const start = performance.now()
    const sink = await openSink(format, join(folder, 'export'), kinds)
    const link = (document: string, item: string | null) => `http://localhost:8080/#/d/${document}?item=${item ?? ''}`
    const { rows } = await exportRows(records(items), sink, kinds, defaultSelection, link)
    const seconds = (performance.now() - start) / 1000
    const written = (rows.get('metrics') ?? 0) + (rows.get('references') ?? 0) + (rows.get('form_rows') ?? 0)
    const { user, system } = process.cpuUsage()
    const memory = process.resourceUsage().maxRSS / 1024
    const rate = (time: number) => Math.round(written / time).toLocaleString('en')
    console.log(
      `${format.padEnd(8)} ${written.toLocaleString('en')} items in ${seconds.toFixed(1)} s: ${rate(seconds)} a second ` +
        `(${rate((user + system) / 1e6)} a second of CPU), at most ${Math.round(memory)} MB`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const [items = '100000', ...wanted] = process.argv.slice(2)
const only = formatNames.find((name) => name === wanted[0])
if (only && wanted.length === 1) await measure(only, Number(items))
else {
  for (const format of formatNames.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), items, format], {
      stdio: 'inherit',
    })
  }
}
