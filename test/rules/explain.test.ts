import { expect, test } from 'vitest'
import { explainRule, type Explanation } from '../../src/extract/explain.ts'
import { splitPattern } from '../../src/extract/pattern-elements.ts'
import { documentFromText } from '../../src/layout/plain-document.ts'
import { loadRules } from '../../src/rules/load.ts'
import { makeRule, makeRuleFolder } from './rule-folders.ts'

async function explain(
  text: string,
  changes: Record<string, unknown> = {},
  others: object[] = [],
): Promise<Explanation> {
  const folder = await makeRuleFolder({
    'a.yaml': [makeRule(changes), ...others],
    'fragments.yaml': { so: { pattern: '[Ss]ố', examples: ['số'] } },
  })
  const rules = await loadRules([folder], false)
  return explainRule(documentFromText(text), rules, rules.rules[0]!)
}

test('a match says where it is, what it took and that it was kept', async () => {
  const { matches, near } = await explain('Theo Sổ 12 của xã')
  expect(matches).toEqual([
    { start: 5, end: 10, text: 'Sổ 12', values: { number: '12' }, outcome: 'kept', winners: [] },
  ])
  expect(near).toEqual([])
})

test('a match that lost names the rule that won', async () => {
  const longer = makeRule({ id: 'reference.longer', pattern: String.raw`Theo Sổ (?<number>\d+)` })
  const { matches } = await explain('Theo Sổ 12 của xã', {}, [longer])
  expect(matches.map(({ outcome, winners }) => [outcome, winners])).toEqual([['lost', ['reference.longer']]])
})

test('a match without a value is left out', async () => {
  const pattern = String.raw`(?<day>\d+)/(?<month>\d+)/(?<year>\d{4})`
  const take = { day: 'day', month: 'month', year: 'year' }
  const { matches } = await explain('từ 31/2/2024', { id: 'date.made', pattern, take, set: { kind: 'date' } })
  expect(matches.map(({ text, outcome }) => [text, outcome])).toEqual([['31/2/2024', 'left out']])
})

test.each([
  [
    'before a class',
    'Theo Sổ tay',
    { text: 'Sổ ', stoppedAt: String.raw`(?<number>\d{1,4})`, reached: 2, elements: 3 },
    {},
  ],
  [
    'before a fragment',
    'Sổ tay',
    { text: 'Sổ ', stoppedAt: '{{so}}', reached: 1 },
    { pattern: String.raw`Sổ {{so}}\d+`, take: {} },
  ],
  [
    'at a look ahead',
    'Sổ 12%',
    { text: 'Sổ 12', stoppedAt: '(?!%)', reached: 2 },
    { pattern: String.raw`Sổ \d{2}(?!%)`, take: {} },
  ],
  [
    'in the nearer alternative',
    'mục b',
    { text: 'mục ', stoppedAt: 'a' },
    { pattern: 'mục[ ]a|(?:mục)[ ][ ]?[ ]{9}x', take: {} },
  ],
  ['for want of its anchor', 'Sổ 12', { text: 'Sổ 12', stoppedAt: 'anchor: Quyển' }, { anchor: 'Quyển' }],
  ['for its scope', 'Sổ 12', { text: 'Sổ 12', stoppedAt: 'scope: cell' }, { scope: 'cell' }],
])('a partial match stops %s', async (_, text, expected, changes) => {
  const { matches, near } = await explain(text, changes)
  expect(matches).toEqual([])
  expect(near).toMatchObject([expected])
})

test('of partial matches the nearest come first, at most ten, and none that reads nothing', async () => {
  const text = [...Array.from({ length: 12 }, (_, i) => `Sổ tay ${i}`), 'Sổ 1 xã', 'không'].join('\n')
  const { near } = await explain(text, { pattern: String.raw`Sổ[ ](?<number>\d)[ ]phường` })
  expect(near).toHaveLength(10)
  expect(near[0]).toMatchObject({ text: 'Sổ 1 ', stoppedAt: 'phường' })
})

test.each([
  ['letters and a quantifier', 'abc+d', [['ab', 'c+', 'd']]],
  ['alternatives', 'a|b[|]c|(?:d|e)', [['a'], ['b', '[|]', 'c'], ['(?:d|e)']]],
  ['fragments', String.raw`{{a.b}}{{c}}?x{2,3}?`, [['{{a.b}}', '{{c}}?', 'x{2,3}?']]],
  [
    'brackets in classes and escapes',
    String.raw`([)\]]a\))[(]\(\p{Lu}*`,
    [[String.raw`([)\]]a\))`, '[(]', String.raw`\(`, String.raw`\p{Lu}*`]],
  ],
  [
    'escapes of many letters',
    String.raw`\uE001+\u{E000}\k<a>`,
    [[String.raw`\uE001+`, String.raw`\u{E000}`, String.raw`\k<a>`]],
  ],
  ['a group within a group', '(?<a>(?=b(c)))?$', [['(?<a>(?=b(c)))?', '$']]],
])('a pattern is split: %s', (_, pattern, branches) => {
  expect(splitPattern(pattern)).toEqual(branches)
})
