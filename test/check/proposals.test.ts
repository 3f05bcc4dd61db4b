import { expect, test } from 'vitest'
import { formatNumber } from '../../src/check/amounts.ts'
import { buildReport } from '../../src/pipeline/check-examples.ts'
import { toRecord } from '../../src/pipeline/to-record.ts'
import { loadRules } from '../../src/rules/load.ts'

const rules = await loadRules()

interface Taken {
  readonly values: Readonly<Record<string, unknown>>
  readonly written: string
}

/** What the item proposed for holds once the proposal is taken; null where nothing is proposed. */
function takeProposal(check: string, text: string): Taken | null {
  const lines = `ỦY BAN NHÂN DÂN XÃ TÂN LỘC\nSố: 900/BC-UBND\nTân Lộc, ngày 30 tháng 12 năm 2034\nBÁO CÁO\nCông tác năm 2034\n${text}`
  const { document } = buildReport(lines, [])
  const source = { name: 'report', mediaType: document.mediaType, bytes: 0, sha256: '0'.repeat(64) }
  const { findings, metrics, references } = toRecord(document, source, rules)
  const proposed = findings.find((finding) => finding.check === check)!.proposed
  if (proposed === undefined) return null
  const item = [...metrics, ...references].find(({ id }) => id === proposed.item)!
  return { values: { ...item, [proposed.field]: proposed.value, ...proposed.with }, written: proposed.written }
}

test.each([
  [
    'đồng among triệu đồng',
    '(Trong đó: nguồn cải cách tiền lương: 615,4 triệu đồng; nguồn cấp bổ sung: 48.000.000 đồng; nguồn tăng thu: 37,2 triệu đồng)',
  ],
  ['tỷ for triệu', 'Tổng kinh phí 950 triệu đồng, gồm ngân sách huyện 700 triệu đồng và ngân sách xã 250 tỷ đồng.'],
])('%s: amount and unit change together', (_, text) => {
  const { values, written } = takeProposal('unit.scale', text)!
  expect(`${formatNumber(values['value'] as number)} ${String(values['unit'])}`).toBe(written)
})

test('the number of another law comes with that law’s date', () => {
  const { values, written } = takeProposal(
    'law.number',
    'Thực hiện Nghị định số 20/2018/NĐ-CP ngày 14/02/2018 của Chính phủ về tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính.',
  )!
  expect(written).toBe('20/2008/NĐ-CP ngày 14/02/2008')
  expect(values).toMatchObject({ number: '20/2008/NĐ-CP', date: '2008-02-14' })
})
