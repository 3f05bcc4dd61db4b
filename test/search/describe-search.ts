import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findHits } from '../../src/search/find-hits.ts'
import { indexLedger } from '../../src/search/index-records.ts'
import { parseQuery } from '../../src/search/query.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { makeEntry } from '../../src/search/record-entry.ts'
import { countFound, searchDocuments } from '../../src/search/search-documents.ts'
import type { SearchPlace } from '../../src/search/search-documents.ts'
import { openEdition } from '../../src/store/edition.ts'
import { packRecord } from '../../src/store/record-content.ts'
import { registerPaths } from '../../src/store/register.ts'
import { settle } from '../../src/store/settle.ts'
import type { Result } from '../../src/store/settle.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { claimWaiting } from '../../src/store/work.ts'
import { addWorker } from '../../src/store/workers.ts'
import { makeRecord } from './made-record.ts'
import type { MadeRecord } from './made-record.ts'

/** Settles made records one by one in a ledger; `indexed: false` as a version without search would have. */
export async function fillLedger(store: Store, records: readonly MadeRecord[], indexed = true): Promise<void> {
  const { id: editionId } = await openEdition(store, 'rules', '1', 1)
  const workerId = await addWorker(store, { host: 'h', pid: 1, jobs: 1, editionId })
  const paths = records.map(({ name, ...rest }) => ({ name, sha256: makeRecord({ name, ...rest }).id }))
  await registerPaths(
    store,
    { editionId, runId: 1, now: 1 },
    paths.map(({ name, sha256 }) => ({
      path: `/archive/${name}`,
      container: null,
      location: JSON.stringify({ file: `/archive/${name}`, members: [] }),
      fingerprint: name,
      status: 'document',
      document: { sha256, bytes: 10, name },
      code: null,
      message: null,
    })),
  )
  const claims = await claimWaiting(store, { editionId, lane: 'fast', limit: records.length, workerId, now: 2 })
  for (const claim of claims) {
    const made = records.find((one) => one.name === claim.name)!
    await settle(store, claim, resultOf(made, indexed), 3)
  }
}

function resultOf(made: MadeRecord, indexed: boolean): Result & { readonly kind: 'done' } {
  const record = makeRecord(made)
  return {
    kind: 'done',
    quality: 'ok',
    record: packRecord(Buffer.from(JSON.stringify(record))),
    recordSha256: 'f'.repeat(64),
    pages: 1,
    doubtful: 0,
    findings: record.findings.length,
    readMs: 1,
    extractMs: 1,
    facts: '{}',
    difference: null,
    ...(indexed && { entry: makeEntry(record) }),
  }
}

export function queryOf(text: string, spelling: 'auto' | 'marked' | 'plain' = 'auto'): SearchQuery {
  const parsed = parseQuery(text, spelling)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.query
}

const archive: readonly MadeRecord[] = [
  {
    name: 'a',
    type: 'Báo cáo',
    number: '86/BC-UBND',
    issuer: 'UBND xã Hòa Thủy',
    subject: 'Kết quả cải cách hành chính quý I',
    issuedOn: '2024-03-15',
    text: 'Kết quả cải cách hành chính quý I. Đã giải quyết 296/298 hồ sơ, đạt 98,33%. Ủy ban nhân dân xã Hoà Thuỷ',
  },
  {
    name: 'b',
    type: 'Quyết định',
    number: '18/QĐ-UBND',
    issuer: 'UBND huyện Đông Sơn',
    subject: 'Phê duyệt kế hoạch',
    issuedOn: '2023-12-31',
    text: 'Căn cứ báo cáo về cải cách; hồ ly, hổ, sở tài chính; tỉ lệ 3.811triệu đồng',
  },
  { name: 'c', type: 'Công văn', number: null, issuer: null, subject: null, issuedOn: null, text: 'hồ sơ đúng hạn' },
  { name: 'secret', secrecy: 'Mật', issuedOn: '2024-01-01', text: 'hồ sơ mật' },
]

/** What search must do in either database. */
export function describeSearch(newLocation: () => Promise<string>): void {
  describe('search', () => {
    async function withArchive(records: readonly MadeRecord[], work: (store: Store) => Promise<void>): Promise<void> {
      const store = await openStore(await newLocation())
      try {
        await fillLedger(store, records)
        await work(store)
      } finally {
        await store.close()
      }
    }

    const names = async (store: Store, query: SearchQuery) =>
      (await searchDocuments(store, query, { limit: 100 })).documents.map(({ name }) => name)

    test('finds by words, phrases, fields and days, with marks and without', () =>
      withArchive(archive, async (store) => {
        const cases: readonly (readonly [string, readonly string[]])[] = [
          ['ho so', ['a', 'b', 'c']],
          ['hồ sơ', ['a', 'c']],
          ['HỒ SƠ', ['a', 'c']],
          ['"hồ sơ đúng hạn"', ['c']],
          ['"hồ đúng"', []],
          ['cải cách', ['a', 'b']],
          ['hòa thủy', ['a']],
          ['hoà thuỷ', ['a']],
          ['tỷ lệ', ['b']],
          ['don*', ['b']],
          ['"nhân d*"', ['a']],
          ['hồ -"hồ sơ"', ['b']],
          ['hồ -text:sơ', ['b']],
          ['98,33%', ['a']],
          ['"triệu đồng"', ['b']],
          ['number:86/BC-UBND', ['a']],
          ['so:ubnd', ['a', 'b']],
          ['number:BC', ['a']],
          ['issuer:"dong son"', ['b']],
          ['issuer:"ủy ban nhân dân huyện Đông Sơn"', ['b']],
          ['issuer:"uy ban nhan dan xa hoa*"', ['a']],
          ['-issuer:"Uỷ ban nhân dân" báo', []],
          ['coquan:x', []],
          ['type:"báo cáo"', ['a']],
          ['loại:"quyet dinh"', ['b']],
          ['subject:"cải cách hành chính"', ['a']],
          ['date:2024', ['a']],
          ['date:2023-12..2024-03', ['a', 'b']],
          ['date:15/3/2024', ['a']],
          ['ho date:2023', ['b']],
          ['dong', ['b']],
          ['đông', []],
          ['đồng', ['b']],
        ]
        for (const [text, expected] of cases) {
          expect([text, (await names(store, queryOf(text))).sort()]).toEqual([text, expected])
          expect([text, (await names(store, queryOf(text.normalize('NFD')))).sort()]).toEqual([text, expected])
          expect([text, await countFound(store, queryOf(text))]).toEqual([text, expected.length])
        }
      }))

    test('keeps documents with a secrecy mark to those who may read them', () =>
      withArchive(archive, async (store) => {
        expect(await countFound(store, queryOf('mật'))).toBe(0)
        expect(await countFound(store, queryOf('mật'), true)).toBe(1)
        const { documents } = await searchDocuments(store, queryOf('mật'), { limit: 5, closedToo: true })
        expect(documents).toMatchObject([{ name: 'secret', secrecy: 'Mật' }])
      }))

    test('puts documents whose subject holds it first, then the newest, page by page', () => {
      const made = Array.from({ length: 23 }, (_, n) => ({
        name: `d${n}`,
        text: 'cải cách',
        ...(n % 5 !== 0 && { issuedOn: `2024-01-${String((n % 4) + 10)}` }),
        ...(n % 7 === 0 && { subject: 'Cải cách' }),
      }))
      return withArchive(made, async (store) => {
        const all = await names(store, queryOf('cải cách'))
        expect(new Set(all).size).toBe(23)
        expect(all.slice(0, 4).sort()).toEqual(['d0', 'd14', 'd21', 'd7'])
        const paged: string[] = []
        for (let after: SearchPlace | undefined; ;) {
          const { documents, next } = await searchDocuments(store, queryOf('cải cách'), {
            limit: 4,
            ...(after && { after }),
          })
          paged.push(...documents.map(({ name }) => name))
          if (!next) break
          after = next
        }
        expect(paged).toEqual(all)
      })
    })

    test('finds phrases anywhere in long and monotonous texts', () => {
      const long = Array.from({ length: 20_000 }, (_, n) => `w${n % 9_000}`).join(' ')
      const text = `${long} đích đến ở đây ${'0 '.repeat(2_000)} sau dãy số`
      return withArchive([{ name: 'long', text }], async (store) => {
        for (const phrase of ['"đích đến ở đây"', '"0 sau dãy số"', '"w 8999 w 0 w 1"', '"w 1999 đích đến"'])
          expect([phrase, await names(store, queryOf(phrase))]).toEqual([phrase, ['long']])
        expect(await names(store, queryOf('"đây đích"'))).toEqual([])
      })
    })

    test('takes texts that no database would', () => {
      const many = Array.from({ length: 12_000 }, (_, n) => `đ${n.toString(26).replace(/\d/g, 'ế')}${'ử'.repeat(45)}`)
      const odd = {
        name: 'odd',
        text: `'\\ \0 "x" \ud800 ${many.join(' ')}`,
        subject: '\0\ud800 x',
        issuer: 'y '.repeat(5_000),
      }
      return withArchive([odd], async (store) => {
        expect(await names(store, queryOf('x'))).toEqual(['odd'])
        expect(await names(store, queryOf('issuer:y'))).toEqual(['odd'])
      })
    })

    test('agrees with reading every text', async () => {
      const syllable = fc.constantFrom('ba', 'bá', 'bà', 'hồ', 'ho', 'sơ', 'đo', 'do', '12', 'hòa', 'hoà')
      const text = fc.array(syllable, { minLength: 0, maxLength: 8 }).map((words) => words.join(' '))
      const asked = fc
        .array(
          fc.tuple(
            fc.constantFrom('', '-'),
            text.filter((words) => words !== ''),
            fc.constantFrom('', '*'),
          ),
          {
            minLength: 1,
            maxLength: 3,
          },
        )
        .map((terms) =>
          terms.map(([minus, words, star]) => `${minus}"${words.split(' ').slice(0, 3).join(' ')}"${star}`).join(' '),
        )
      const records = fc.sample(text, 60).map((one, n) => ({ name: `r${n}`, text: one }))
      await withArchive(records, async (store) => {
        const property = fc.asyncProperty(
          asked,
          fc.constantFrom('auto', 'marked', 'plain'),
          async (written, spelling) => {
            const parsed = parseQuery(written, spelling)
            if (!parsed.ok) return
            const { query } = parsed
            const expected = records
              .filter((one) =>
                query.terms.every(
                  (term) =>
                    findHits(one.text, { ...query, terms: [{ ...term, negative: false }] }).length > 0 !==
                    term.negative,
                ),
              )
              .map(({ name }) => name)
            expect((await names(store, query)).sort()).toEqual(expected.sort())
          },
        )
        await fc.assert(property, { numRuns: 40 })
      })
    })

    test('is written in the transaction of the result, and follows the record', async () => {
      const store = await openStore(await newLocation())
      try {
        await fillLedger(store, archive.slice(0, 1), false)
        expect(await countFound(store, queryOf('hồ sơ'))).toBe(0)
        expect(await indexLedger(store)).toBe(1)
        expect(await indexLedger(store)).toBe(0)
        expect(await countFound(store, queryOf('hồ sơ'))).toBe(1)
        // Under another edition its text is another.
        const { id: editionId } = await openEdition(store, 'other rules', '1', 2)
        const workerId = await addWorker(store, { host: 'h', pid: 1, jobs: 1, editionId })
        await registerAgain(store, editionId)
        const [claim] = await claimWaiting(store, { editionId, lane: 'fast', limit: 1, workerId, now: 2 })
        const changed = resultOf({ ...archive[0]!, text: 'văn bản khác' }, true)
        const refuse = () => Promise.reject(new Error('refused'))
        await expect(settle(store, claim!, changed, 3, refuse)).rejects.toThrow('refused')
        expect([await countFound(store, queryOf('hồ sơ')), await countFound(store, queryOf('khác'))]).toEqual([1, 0])
        await settle(store, claim!, changed, 3)
        expect([await countFound(store, queryOf('hồ sơ')), await countFound(store, queryOf('khác'))]).toEqual([0, 1])
      } finally {
        await store.close()
      }
    })
  })
}

async function registerAgain(store: Store, editionId: number): Promise<void> {
  const { name } = archive[0]!
  await registerPaths(store, { editionId, runId: 2, now: 2 }, [
    {
      path: `/archive/${name}`,
      container: null,
      location: '{}',
      fingerprint: 'new',
      status: 'document',
      document: { sha256: makeRecord(archive[0]!).id, bytes: 10, name },
      code: null,
      message: null,
    },
  ])
}
