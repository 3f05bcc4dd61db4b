import { Document, Packer, Paragraph } from 'docx'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Record } from '../../src/domain/record.ts'
import { goldSchema } from '../../src/evaluate/gold.ts'
import { judgeRecord } from '../../src/evaluate/judge.ts'
import { readGold } from '../../src/evaluate/read-folders.ts'
import { compareCorpus } from '../../src/learn/corpus-difference.ts'
import { addEntry, diffOf, editRules } from '../../src/learn/edit-rules.ts'
import { learn } from '../../src/learn/learn.ts'
import type { Learnt } from '../../src/learn/learn.ts'
import { writeGold } from '../../src/learn/write-gold.ts'
import { extract, loadRuleSet } from '../../src/pipeline/extract.ts'
import { indexNewRecords } from '../../src/server/review/indexing.ts'
import { parseRuleFile } from '../../src/rules/files.ts'
import { builtInRules } from '../../src/rules/load.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import { emptyFolder } from '../cli/run-boctach.ts'
import { adopt, newKey, openWorld } from '../server/review-world.ts'
import type { Browser, World } from '../server/review-world.ts'

const lines = [
  'Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2024 của UBND huyện, đơn vị đã hoàn thành 96/98 nhiệm vụ.',
  'Cuộc họp ngày 05/6/2024 đã kết luận các nội dung trên.',
  'Đoàn ở phòng 12/2024 của nhà khách.',
  'Liên hệ ông An, điện thoại 0912 345 678 trước ngày 20/3/2024 để nhận tài liệu.',
  'Đã cấp 350 giấy phép và 12 chứng chỉ.',
  'Sẽ hẹn lại ngày 9 tháng 7 năm tới.',
]

async function read(name: string, texts: readonly string[]): Promise<Record> {
  const bytes = await Packer.toBuffer(
    new Document({ sections: [{ children: texts.map((text) => new Paragraph(text)) }] }),
  )
  const result = await extract(new Uint8Array(bytes), { name })
  if (!result.ok) throw new Error(result.failure.message)
  await writeFile(join(sources, name), bytes)
  return result.record
}

let sources: string
let open: Record
let secret: Record
let world: World
let lan: Browser
let rules: RuleSet
/** Of all that is marked, with the rules as they are. */
let learnt: Learnt

beforeAll(async () => {
  sources = await mkdtemp(join(tmpdir(), 'boctach-learn-'))
  open = await read('hop.docx', lines)
  secret = await read('mat.docx', ['MẬT', 'Cuộc họp ngày 07/8/2024 đã kết luận các nội dung trên.'])
  rules = await loadRuleSet([])
  world = await openWorld([open, secret], join(sources, 'ledger.db'))
  lan = await world.signIn({ name: 'lan', role: 'reviewer' })
  await world.admin.ask('PUT', `/documents/${secret.id}/access`, { users: ['lan', 'admin'] })
})

afterAll(async () => {
  await world.close()
  await rm(sources, { recursive: true, force: true })
})

/** The id of what was found in these words. */
function found(raw: string, record = open): string {
  const items = [...record.references, ...record.dates, ...record.metrics]
  return items.find((item) => item.raw.trim() === raw)!.id
}

async function decide(item: string, action: string, more: object = {}, document = open.id): Promise<void> {
  const decision = { document, item, action, revision: 0, ...more }
  const answer = await lan.ask('POST', '/decisions', { key: newKey(), decisions: [decision] })
  expect(answer.json(), answer.body).toMatchObject({ results: [{ outcome: 'done' }] })
}

async function mark(item: string, as = 'rule-example', document = open.id, on = true): Promise<number> {
  return (await lan.ask('POST', '/examples', { document, item, as, on })).statusCode
}

const missedDate = 'ngày 9 tháng 7 năm tới'

describe('what reviewers mark', () => {
  beforeAll(async () => {
    await decide(found('ngày 05/6/2024'), 'accept')
    await decide(found('12 chứng'), 'correct', { values: { unit: 'chứng chỉ' } })
    await decide(found('12/2024'), 'reject', { why: 'số phòng' })
    await decide(found('ngày 20/3/2024'), 'accept')
    const start = open.text.indexOf(missedDate)
    const evidence = [{ start, end: start + missedDate.length, page: null, boxes: [], path: null }]
    const values = { kind: 'date', start: '2025-07-09', end: '2025-07-09' }
    await decide('added-missed01', 'add', { kind: 'date', values, evidence })
  })

  test('is something that was decided, once, and can be taken away', async () => {
    expect(await mark(found('96/98 nhiệm vụ'))).toBe(409)
    for (const item of ['ngày 05/6/2024', '12 chứng', '12/2024', 'ngày 20/3/2024'].map((raw) => found(raw)))
      expect(await mark(item)).toBe(204)
    expect(await mark('added-missed01')).toBe(204)
    expect(await mark('added-missed01', 'gold')).toBe(204)
    expect(await mark(found('12/2024'), 'gold')).toBe(204)
    const lessons = async () => (await world.admin.get<{ lessons: object[] }>(`/documents/${open.id}`)).lessons
    expect(await lessons()).toHaveLength(7)
    expect(await mark(found('12/2024'), 'gold', open.id, false)).toBe(204)
    expect(await lessons()).not.toContainEqual({ item: found('12/2024'), as: 'gold' })
    expect((await world.admin.get<{ examples: object[] }>('/examples')).examples).toHaveLength(6)
  })

  test('nothing of a classified document, by whatever way', async () => {
    const item = found('ngày 07/8/2024', secret)
    await decide(item, 'accept', {}, secret.id)
    expect(await mark(item, 'rule-example', secret.id)).toBe(422)
    // Marked before it was classified.
    await world.store.query(async (db) => {
      const { seq } = await db.selectFrom('decision').select('seq').where('item', '=', item).executeTakeFirstOrThrow()
      await db.insertInto('learning').values({ seq, purpose: 'rule-example', reviewerId: 1, at: 1 }).execute()
      await db.insertInto('learning').values({ seq, purpose: 'gold', reviewerId: 1, at: 1 }).execute()
    })
    learnt = await learn(world.store, rules)
    expect(learnt.unteachable.map(({ reason }) => reason)).toEqual([expect.stringContaining('classified')])
    expect(JSON.stringify(learnt.holding)).not.toContain('07/8')
    expect(JSON.stringify(learnt.unteachable)).not.toContain('mat.docx')
    const folder = await emptyFolder()
    expect(await writeGold(world.store, folder, true)).toMatchObject({ documents: 1, closed: 1 })
    expect(await readdir(folder)).toEqual([`${open.id}.json`])
  })

  test('becomes examples with few words around, and says which hold', () => {
    const { holding, failing, broken } = learnt
    expect(broken).toEqual([])
    const texts = holding.map(({ rule, entry }) => [rule, entry.example] as const)
    // Ids, and with them the order, are another for every writing of the file.
    expect(texts.toSorted(([, a], [, b]) => (a.text < b.text ? -1 : 1))).toEqual([
      [
        'date.day.slash',
        {
          text: 'Cuộc họp [[ngày 05/6/2024]] đã kết luận',
          takes: { kind: 'date', start: '2024-06-05', end: '2024-06-05' },
        },
      ],
      [
        // Without the telephone number before it.
        'date.day.slash',
        {
          text: '[[ngày 20/3/2024]] để nhận tài',
          takes: { kind: 'date', start: '2024-03-20', end: '2024-03-20' },
        },
      ],
    ])
    const wanted = failing.map(({ proposal: { rule, entry }, failures }) => [rule, entry, failures[0]!.kind])
    expect(wanted).toContainEqual([
      'metric.ratio',
      { list: 'counterexamples', example: { text: 'Đoàn ở phòng 12/2024 của nhà khách.', why: 'số phòng' } },
      'counterexample',
    ])
    const unit = { text: 'giấy phép và [[12 chứng]] chỉ.', takes: { value: 12, unit: 'chứng chỉ' } }
    expect(wanted).toContainEqual(['metric.noun', { list: 'examples', example: unit }, 'wrong-value'])
    const missed = failing.find(({ proposal }) => proposal.lesson.says === 'missed')!
    expect(missed.proposal.rule).toMatch(/^date\./)
    expect(missed.proposal.entry.example.text).toBe(`Sẽ hẹn lại [[${missedDate}]].`)
  })
})

describe('the change of the rules', () => {
  test('adds lines and leaves all others as they are', async () => {
    const { holding, failing } = learnt
    const proposals = [...holding, ...failing.map(({ proposal }) => proposal)]
    const edits = await editRules(proposals, [builtInRules], builtInRules)
    expect(edits.map(({ file }) => file)).toContain(join('metrics', 'ratios.yaml'))
    for (const edit of edits) {
      const changed = diffOf(edit).split('\n').slice(2)
      expect(changed.filter((line) => line.startsWith('-'))).toEqual([])
      expect(edit.before).toBe(await readFile(join(builtInRules, edit.file), 'utf8'))
    }
    const day = edits.find(({ file }) => file === join('dates', 'day.yaml'))!
    expect(diffOf(day)).toContain(`+    - text: 'Cuộc họp [[ngày 05/6/2024]] đã kết luận'
+      takes: { kind: date, start: 2024-06-05, end: 2024-06-05 }`)
  })

  test('goes into a folder of one’s own, with a copy of the rule', async () => {
    const own = await emptyFolder()
    const { holding } = learnt
    const [edit] = await editRules(holding, [builtInRules, own], own)
    expect(edit).toMatchObject({ folder: own, file: join('dates', 'day.yaml'), before: '' })
    await mkdir(join(own, 'dates'))
    await writeFile(join(own, edit!.file), edit!.after)
    const over = await loadRuleSet([own])
    expect(over.hash).toBe(rules.hash)
    // What was written is known the next time.
    const again = await learn(world.store, over)
    expect(again.holding).toEqual([])
    expect(again.unteachable.map(({ reason }) => reason)).toContain('date.day.slash has this example already')
  })

  test.each([
    [
      "- id: x.y\n  why: some long reason # kept\n  pattern: a\n  confidence: 1\n  examples: [{ text: '[[a]]' }, { text: 'b[[a]]' }] # flow\n  counterexamples:\n    - { text: b, why: c }   # last\n",
    ],
    [
      '- id: x.y\r\n  why: some long reason\r\n  pattern: a\r\n  confidence: 1\r\n  examples:\r\n  - text: "[[a]]"\r\n  - text: "b[[a]]"\r\n  counterexamples:\r\n  - text: >-\r\n      folded\r\n      text\r\n    why: c',
    ],
  ])('in whatever form a file is: %j', (text) => {
    const example = { text: "l'[[a]] # x", takes: { n: 1, t: '1', d: '2024-01-05', s: 'a: b', u: null } }
    const counter = { text: 'hai\ndòng', why: 'cả: hai' }
    const once = addEntry(text, 'x.yaml', 'x.y', { list: 'examples', example })
    const twice = addEntry(once, 'x.yaml', 'x.y', { list: 'counterexamples', example: counter })
    expect(parseRuleFile(twice, 'x.yaml')).toMatchObject([
      { examples: [{}, {}, example], counterexamples: [{}, counter] },
    ])
    const kept = (lines: string) => lines.split(/\r?\n/).filter((line) => line !== '')
    const flowed = (line: string) => line.replace(/, \{ text: 'l''.*\}\]/u, ']')
    expect(kept(twice).map(flowed)).toEqual(expect.arrayContaining(kept(text)))
  })
})

test('other rules are held against the records in the store', async () => {
  const own = await emptyFolder()
  await writeFile(join(own, 'own.yaml'), '- { id: metric.ratio, remove: true }\n')
  const options = { outDir: null, sources: [sources], most: 10, first: [] }
  const { drift, unread } = await compareCorpus(world.store, await loadRuleSet([own]), options)
  expect(unread).toBe(0)
  // The classified one is passed over.
  expect(drift).toMatchObject({ documents: 1, changedDocuments: 1, otherTexts: 0 })
  expect(drift.sections['metrics']!.removed).toBeGreaterThan(0)
  expect(drift.changes).toContainEqual(expect.objectContaining({ what: 'removed', id: found('12/2024') }))
  const elsewhere = await compareCorpus(world.store, rules, { ...options, sources: [] })
  expect(elsewhere).toMatchObject({ unread: 1, drift: { documents: 0 } })
})

describe('gold', () => {
  test('says of a document what reviewers said, and of what they left nothing', async () => {
    const folder = await emptyFolder()
    expect(await writeGold(world.store, folder, false)).toEqual({ documents: 1, closed: 1, untold: 0 })
    const [gold] = await readGold([folder])
    const { items, missed } = judgeRecord(gold!, open)
    const verdicts = Object.fromEntries(items.map(({ item, right, full }) => [item.raw.trim(), [right, full]]))
    expect(verdicts).toEqual({
      'ngày 05/6/2024': [true, true],
      'ngày 20/3/2024': [true, true],
      // The figure is right, its unit is not.
      '12 chứng': [true, false],
      '12/2024': [false, false],
    })
    expect(missed.map(({ wanted }) => wanted)).toEqual([missedDate])
  })

  test('what was accepted unseen says nothing; what was settled to the end says all', async () => {
    const report = await read('moi.docx', ['Kế hoạch số 15/KH-UBND ngày 03/5/2024 của UBND xã.'])
    await adopt(world.store, report)
    await indexNewRecords(world.store)
    const above = { key: newKey(), threshold: 0 }
    expect((await lan.ask('POST', `/documents/${report.id}/accept-above`, above)).statusCode).toBe(200)
    const folder = await emptyFolder()
    await writeGold(world.store, folder, true)
    expect(await readdir(folder)).toEqual([`${open.id}.json`])
    const { items } = await lan.get<{ items: { id: string; revision: number; kind: string }[] }>(
      `/documents/${report.id}`,
    )
    for (const { id, revision } of items.filter(({ kind }) => kind === 'date'))
      await decide(id, 'reject', { revision }, report.id)
    await writeGold(world.store, folder, true)
    const gold = goldSchema.parse(JSON.parse(await readFile(join(folder, `${report.id}.json`), 'utf8')))
    expect(gold).toMatchObject({ scope: { dates: 'all' }, dates: [] })
    expect(gold.references).toBeUndefined()
    expect(judgeRecord(gold, report).items.map(({ kind, right }) => [kind, right])).toEqual([['dates', false]])
  })
})
