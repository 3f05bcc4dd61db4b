import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { CORE_SCHEMA, load } from 'js-yaml'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { indicatorSchema } from '../../src/domain/indicator.ts'
import { defaultSelection } from '../../src/export/selection.ts'
import { gatherSeries } from '../../src/export/series/gather-series.ts'
import { IndicatorMatcher, indicatorsNamed, testIndicators } from '../../src/export/series/match-indicator.ts'
import { periodName } from '../../src/export/series/period-name.ts'
import { formatNumber, seriesCsv, seriesPlot, seriesTable } from '../../src/export/series/show-series.ts'
import { loadIndicators } from '../../src/rules/load-indicators.ts'
import { makeForm, makeMetric, makeReport } from './made-reports.ts'

const indicators = await loadIndicators([])
const matcher = (id: string) => new IndicatorMatcher(indicators.find((one) => one.id === id)!)

describe('the indicators', () => {
  test('hold their examples, and no figure is of two of them', () => {
    expect(indicators.length).toBeGreaterThanOrEqual(10)
    expect(testIndicators(indicators)).toEqual([])
  })

  test('shown in the guide of the rules hold theirs', () => {
    const guide = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8')
    const [, shown] = /```yaml\n(- id: settled-complaints\n[^]*?)```/.exec(guide)!
    const made = indicatorSchema.array().parse(load(shown!, { schema: CORE_SCHEMA }))
    expect(testIndicators([...indicators, ...made])).toEqual([])
  })

  test('that are wrong are told', () => {
    const first = indicators.find(({ id }) => id === 'satisfaction-rate')
    const found = testIndicators([{ ...first!, not: [] }])
    expect(found.map(({ expected }) => expected)).toContain('nothing: the contrary')
    expect(testIndicators([first!, { ...first!, id: 'twice' }])).not.toEqual([])
  })
})

test.each<[string, readonly string[]]>([
  ['poverty-rate', ['poverty-rate']],
  ['Tỷ lệ hồ sơ giải quyết đúng hạn', ['on-time-rate']],
  ['tỉ lệ hồ sơ đúng hạn', ['on-time-rate']],
  ['ty le ho so dung han', ['on-time-rate']],
  ['TY LE HO NGHEO', ['poverty-rate']],
  ['tỷ lệ hồ sơ dung hạn', []],
  ['hồ sơ tiếp nhận trực tuyến', ['online-filing-rate', 'files-filed-online']],
])('the name %s means %j', (name, ids) => {
  expect(indicatorsNamed(name, indicators).map(({ id }) => id)).toEqual(ids)
})

const stated = [
  ['2024-01-01/2024-03-31', 'ỦY BAN NHÂN DÂN XÃ AN PHÚ', 'Tỷ lệ hồ sơ giải quyết đúng hạn', 97.5],
  ['2024-04-01/2024-06-30', 'UBND xã An Phú', 'TỈ LỆ GIẢI QUYẾT HỒ SƠ TRƯỚC HẠN VÀ ĐÚNG HẠN', 99],
  ['2024-04-01/2024-06-30', 'UBND xã <Bình & An>', 'Tỷ lệ hồ sơ đúng hạn', 88],
] as const

const inProse = makeReport(
  'prose',
  { issuer: 'Uỷ ban nhân dân xã An Phú', period: '2024-04-01/2024-06-30' },
  { metrics: [makeMetric('hồ sơ giải quyết đúng hạn', { value: 147, denominator: 150, unit: 'hồ sơ' })] },
)
const reports = [
  inProse,
  ...stated.map(([period, issuer, indicator, value], index) =>
    makeReport(`form ${index}`, { issuer, period }, { forms: [makeForm([{ indicator, unit: '%', value }])] }),
  ),
]

const gather = () => gatherSeries(reports, matcher('on-time-rate'), defaultSelection, null)

test('spellings, forms and prose become one series; what contradicts is kept beside what holds', async () => {
  const points = (await gather()).filter(({ issuer }) => !issuer!.includes('Bình'))
  const byTime = [...points].sort((a, b) => Number(b.chosen) - Number(a.chosen) || (a.from! < b.from! ? -1 : 1))
  expect(
    byTime.map(({ from, value, source, chosen, disputed, computed }) => ({
      from,
      value,
      source,
      chosen,
      disputed,
      computed,
    })),
  ).toEqual([
    { from: '2024-01-01', value: 97.5, source: 'form', chosen: true, disputed: false, computed: false },
    { from: '2024-04-01', value: 99, source: 'form', chosen: true, disputed: true, computed: false },
    { from: '2024-04-01', value: 98, source: 'prose', chosen: false, disputed: true, computed: true },
  ])
  expect(new Set(points.map(({ issuer }) => issuer))).toEqual(new Set(['UBND xã An Phú']))
})

test('a reviewed statement holds before a form nobody looked at', async () => {
  const reviewed = { ...inProse, reviews: new Map([[inProse.record.metrics[0]!.id, 'accepted' as const]]) }
  const points = await gatherSeries([...reports.slice(1), reviewed], matcher('on-time-rate'), defaultSelection, null)
  const held = points.filter(({ chosen, from, issuer }) => chosen && from === '2024-04-01' && !issuer!.includes('Bình'))
  expect(held.map(({ value }) => value)).toEqual([98])
})

test('amounts come in the unit of the indicator', async () => {
  const report = makeReport(
    'budget',
    { issuer: 'UBND xã An Phú', issuedOn: '2024-07-01' },
    { forms: [makeForm([{ indicator: 'Tổng thu ngân sách xã', unit: 'Tỷ đồng', value: 1.2345 }])] },
  )
  const [point] = await gatherSeries([report], matcher('budget-revenue'), defaultSelection, null)
  expect(point).toMatchObject({
    value: 1234.5,
    unit: 'triệu đồng',
    computed: true,
    from: '2024-07-01',
    periodOf: 'issued',
  })
})

test('a series as a table, as CSV and as a plot', async () => {
  const points = await gather()
  const { indicator } = matcher('on-time-rate')
  const table = seriesTable(indicator, points).join('\n')
  expect(table).toContain('UBND xã An Phú\n    Quý I/2024')
  expect(table).toMatch(/Quý II\/2024 +98 .*\[nêu lại, các nơi nêu khác nhau, tính ra\]/)
  const rows = parse(Buffer.from(seriesCsv(points)), { bom: true, columns: true })
  expect(rows.map((row) => Number((row as { value: string }).value)).sort()).toEqual([88, 97.5, 98, 99])
  const svg = seriesPlot(indicator, points)
  expect(readXml(svg)).toBe('svg')
  expect(svg.match(/<circle/g)).toHaveLength(3)
  expect(readXml(seriesPlot(indicator, []))).toBe('svg')
})

/** The name of the root; throws on what is not well-formed. */
function readXml(text: string): string {
  let root = ''
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ name }) => (root ||= name))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return root
}

test.each([
  ['2024-01-01', '2024-12-31', 'Năm 2024'],
  ['2024-07-01', '2024-09-30', 'Quý III/2024'],
  ['2024-02-01', '2024-02-29', 'Tháng 2/2024'],
  ['2023-02-01', '2023-02-28', 'Tháng 2/2023'],
  ['2024-01-01', '2024-06-30', '6 tháng đầu năm 2024'],
  ['2024-01-01', '2024-09-30', '9 tháng đầu năm 2024'],
  ['2023-12-15', '2024-06-14', '15/12/2023 – 14/06/2024'],
  ['2024-03-05', '2024-03-05', '05/03/2024'],
  [null, null, 'không rõ kỳ'],
])('the time from %s to %s is called %s', (from, to, name) => expect(periodName(from, to)).toBe(name))

test.each([
  [1234567.5, '1.234.567,5'],
  [999, '999'],
  [-1000, '-1.000'],
])('%d is written %s', (value, text) => expect(formatNumber(value)).toBe(text))
