import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findHits, makeSnippets } from '../../src/search/find-hits.ts'
import { indexFolder } from '../../src/search/index-records.ts'
import { parseQuery } from '../../src/search/query.ts'
import { issuerKeysOf } from '../../src/search/record-entry.ts'
import { countFound } from '../../src/search/search-documents.ts'
import { openStore } from '../../src/store/store.ts'
import { hasMarks, plainKey, searchWords } from '../../src/text/search-words.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { queryOf } from './describe-search.ts'
import { makeRecord } from './made-record.ts'

test.each([
  ['Hòa', 'hoà', true],
  ['Tỷ', 'tỉ', true],
  ['ĐỒNG', 'đồng', true],
  ['đồng', 'dồng', false],
  ['hô', 'hơ', false],
  ['má', 'mà', false],
])('%s and %s are written alike: %s', (one, other, alike) => {
  const marked = (text: string) => searchWords(text).map((word) => word.marked)
  for (const form of ['NFC', 'NFD']) {
    expect(marked(one.normalize(form)).join() === marked(other.normalize('NFC')).join()).toBe(alike)
    expect(plainKey(one.normalize(form)) === plainKey(other)).toBe(true)
  }
})

test.each([
  ['UBND xã An Phú', ['ubnd xa an phu', 'uy ban nhan dan xa an phu']],
  ['Uỷ ban nhân dân xã An Phú', ['uy ban nhan dan xa an phu', 'ubnd xa an phu']],
  ['Thường trực HĐND', ['thuong truc hdnd', 'thuong truc hoi dong nhan dan']],
  ['Sở Y tế', ['so y te']],
  ['hội đồng nhân', ['hoi dong nhan']],
])('the issuer %s is looked for as %j', (name, keys) => expect(issuerKeysOf(name)).toEqual(keys))

test('words lie where they stand, and letters and digits are apart', () => {
  const text = 'ngày15/3, 98,33% (3.811triệu)'
  expect(searchWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'ngày',
    '15',
    '3',
    '98',
    '33',
    '3',
    '811',
    'triệu',
  ])
  expect([
    hasMarks('ho so'),
    hasMarks('hồ sơ'),
    hasMarks('hồ'.normalize('NFD')),
    hasMarks('DA'),
    hasMarks('ĐA'),
  ]).toEqual([false, true, true, false, true])
})

test.each([
  ['', 'Say what'],
  ['   ', 'Say what'],
  ['-hồ', 'Say what'],
  ['date:hôm nay', 'No day'],
  ['date:2024-13', 'No day'],
  ['date:2024..2023', 'No day'],
  ['x '.repeat(20), 'at most 16'],
  [`"${'x '.repeat(40)}"`, 'at most 32'],
  ['x'.repeat(501), 'at most 500'],
])('%j is no question: %s', (text, message) => {
  expect(parseQuery(text)).toMatchObject({ ok: false, message: expect.stringContaining(message) as string })
})

test('no text breaks the parser', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(typeof parseQuery(text).ok).toBe('boolean')
    }),
    { numRuns: 100 },
  )
})

test('a snippet is a piece of the text, its hits lie in it, and the fullest come first', () => {
  const text = `hạnh phúc. ${'lời dẫn dài '.repeat(30)}cải cách hành chính ${'lời kết '.repeat(40)} chính`
  const hits = findHits(text, queryOf('cai cach hanh chinh'))
  expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual([
    'hạnh',
    'cải',
    'cách',
    'hành',
    'chính',
    'chính',
  ])
  const [snippet, ...more] = makeSnippets(text, hits, 1)
  expect(more).toEqual([])
  expect(snippet!.text).toBe(text.slice(snippet!.start, snippet!.end))
  expect(snippet!.text).toMatch(/^\S.*cải cách hành chính.*\S$/)
  expect(snippet!.hits).toHaveLength(4)
})

test('a folder of records is indexed, and again where files changed or went', async () => {
  const folder = await emptyFolder()
  await mkdir(join(folder, 'records'))
  const write = async (name: string, text: string) => {
    const record = makeRecord({ name, text })
    const path = join(folder, 'records', `${record.id}.json`)
    await writeFile(path, JSON.stringify(record))
    return path
  }
  const first = await write('a', 'hồ sơ')
  await write('b', 'hồ nước')
  const broken = join(folder, 'records', `${'0'.repeat(64)}.json`)
  await writeFile(broken, '{')
  const store = await openStore(join(folder, 'search.db'))
  try {
    const index = () => indexFolder(store, join(folder, 'records'))
    expect(await index()).toEqual({ indexed: 2, unreadable: [broken] })
    expect(await countFound(store, queryOf('hồ'))).toBe(2)
    expect(await index()).toMatchObject({ indexed: 0 })
    await write('b', 'sông nước, nay dài hơn')
    await rm(first)
    expect(await index()).toMatchObject({ indexed: 1 })
    expect([await countFound(store, queryOf('hồ')), await countFound(store, queryOf('sông'))]).toEqual([0, 1])
    await write('a', 'hồ sơ')
    expect(await index()).toMatchObject({ indexed: 1 })
    expect(await countFound(store, queryOf('hồ'))).toBe(1)
  } finally {
    await store.close()
  }
})
