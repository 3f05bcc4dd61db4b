import { describe, expect, test } from 'vitest'
import type { AddKind } from '../../src/web/document/add-kinds.ts'
import { guessEntries, guessKind } from '../../src/web/values/guess-entry.ts'

describe.each(['NFC', 'NFD'] as const)('what missed words most likely say, %s', (form) => {
  test.each<[string, AddKind, Record<string, string>]>([
    ['298 hồ sơ.', 'metric', { value: '298', unit: 'hồ sơ', denominator: '', label: '' }],
    ['Số hóa kết quả: 296/298', 'metric', { value: '296', denominator: '298', unit: '', label: 'Số hóa kết quả' }],
    ['đạt 98,5%', 'metric', { value: '98,5', percent: '98,5', unit: '%', denominator: '', label: 'đạt' }],
    ['1.850,5 triệu đồng', 'metric', { value: '1.850,5', unit: 'triệu đồng', denominator: '', label: '' }],
    [
      '+ Kế hoạch số 16/KH-UBND ngày 07/02/2024',
      'reference',
      { type: 'Kế hoạch', number: '16/KH-UBND', date: '07/02/2024' },
    ],
    ['Nghị định số 30/2020/NĐ-CP', 'reference', { type: 'Nghị định', number: '30/2020/NĐ-CP' }],
    ['ngày 5 tháng 6 năm 2024', 'date', { start: '05/06/2024', end: '05/06/2024' }],
    ['năm 2024', 'date', { start: '01/01/2024', end: '31/12/2024' }],
    ['UBND xã', 'header', { value: 'UBND xã' }],
  ])('%s', (words, kind, entries) => {
    const selected = words.normalize(form)
    expect(guessKind(selected)).toBe(kind)
    expect(guessEntries(kind, kind === 'header' ? 'issuer' : null, selected)).toEqual(entries)
  })

  test('a day and a span of the heading are written as their inputs want them', () => {
    const words = 'Hải Sơn, ngày 17 tháng 5 năm 2003'.normalize(form)
    expect(guessEntries('header', 'issuedOn', words)).toEqual({ value: '17/05/2003' })
    expect(guessEntries('header', 'period', 'năm 2003'.normalize(form))).toEqual({ value: '01/01/2003 – 31/12/2003' })
  })
})
