import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testRules, type RuleFailure } from '../../src/extract/examples.ts'
import { splitPattern } from '../../src/extract/pattern-elements.ts'
import { builtInRules, loadRules } from '../../src/rules/load.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import { hashPattern, readPassed } from '../../src/rules/safety.ts'
import { makeRule, makeRuleFolder } from './rule-folders.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await loadRules([builtInRules], false)
})

function readable({ kind, rule, file, example, variant, expected, found }: RuleFailure): string {
  return `${rule} (${file}) ${kind}: ${example} (${variant}) — expected ${expected}, found ${found}`
}

test('the examples of every built-in rule and fragment hold', () => {
  expect(rules.rules.length).toBeGreaterThan(80)
  expect(rules.fragments.length).toBeGreaterThan(30)
  expect(testRules(rules).map(readable)).toEqual([])
})

test('the rule shown in rules/README.md loads and its examples hold', async () => {
  const [block] = /(?<=```yaml\n)- id: [^]*?(?=```)/u.exec(readFileSync(join(builtInRules, 'README.md'), 'utf8')) ?? []
  const folder = await makeRuleFolder({ 'shown.yaml': block ?? '' })
  const shown = await loadRules([builtInRules, folder], false)
  expect(shown.rules.filter((rule) => rule.file === 'shown.yaml')).toHaveLength(1)
  expect(testRules(shown).filter((failure) => failure.file === 'shown.yaml')).toEqual([])
})

test('every built-in pattern is on the list of checked ones', () => {
  const passed = readPassed(join(builtInRules, 'checked.json'))
  const missing = rules.rules.filter((rule) => rule.judged.some((source) => !passed.has(hashPattern(source))))
  expect(missing.map((rule) => rule.id)).toEqual([])
})

test('every built-in pattern splits into elements that are it again', () => {
  const patterns = rules.rules.flatMap((rule) => rule.pattern ?? [])
  expect(patterns.length).toBeGreaterThan(80)
  for (const pattern of patterns) {
    const branches = splitPattern(pattern)
    expect(branches.map((elements) => elements.join('')).join('|')).toBe(pattern)
  }
})

/** Examples that hold in `makeRule`, and one change each that must be seen. */
test.each<[string, RuleFailure['kind'], Record<string, unknown>, string]>([
  ['a span found elsewhere', 'wrong-span', { examples: [{ text: 'theo [[Sổ]] 12' }] }, '"Sổ 12"'],
  ['a second place found', 'wrong-span', { examples: [{ text: 'theo [[Sổ 12]], Sổ 13' }] }, '"Sổ 12", "Sổ 13"'],
  ['a place not found', 'wrong-span', { examples: [{ text: 'theo [[Sổ tay]]' }] }, 'nothing'],
  ['another value', 'wrong-value', { examples: [{ text: '[[Sổ 12]]', takes: { number: '13' } }] }, 'number: "12"'],
  [
    'a value where null is asked',
    'wrong-value',
    { examples: [{ text: '[[Sổ 12]]', takes: { number: null } }] },
    '"12"',
  ],
  [
    'null where a value is asked',
    'wrong-value',
    { examples: [{ text: '[[Sổ 12]]', takes: { issuer: 'xã' } }] },
    'null',
  ],
  ['no marks', 'unmarked', { examples: [{ text: 'theo Sổ 12' }] }, 'none'],
  ['a mark left open', 'unmarked', { examples: [{ text: 'theo [[Sổ 12' }] }, 'do not pair'],
  ['a counterexample', 'counterexample', { counterexamples: [{ text: 'Sổ 12', why: 'x' }] }, '"Sổ 12"'],
])('a test of examples sees %s', async (_, kind, change, found) => {
  const second = { text: '[[Sổ 7]]' }
  const examples = 'examples' in change ? [...(change.examples as object[]), second] : [second, second]
  const folder = await makeRuleFolder({ 'references/made.yaml': [makeRule({ ...change, examples })] })
  const failures = testRules(await loadRules([folder], false))
  expect(failures.map((failure) => [failure.kind, failure.rule, failure.file])).toEqual([
    [kind, 'reference.made', join('references', 'made.yaml')],
  ])
  expect(failures[0]!.found).toContain(found)
})

test('a test of examples names the rule that takes a place away', async () => {
  const longer = makeRule({ id: 'reference.longer', pattern: String.raw`[Tt]heo Sổ (?<number>\d+)` })
  const examples = [{ text: 'là [[theo Sổ 1]]' }, { text: '[[Theo Sổ 2]]' }]
  const folder = await makeRuleFolder({ 'all.yaml': [makeRule(), { ...longer, examples }] })
  const failures = testRules(await loadRules([folder], false))
  expect(failures.map(({ kind, rule, found }) => [kind, rule, found])).toEqual([
    ['shadowed', 'reference.made', 'reference.longer "theo Sổ 12"'],
  ])
})

test('a test of examples breaks lines inside the span as a page does', async () => {
  const pattern = String.raw`Sổ (?<number>\d+/ \d+)`
  const examples = [{ text: '[[Sổ 1/ 2]]' }, { text: 'ở [[Sổ 3/ 4]]' }]
  const folder = await makeRuleFolder({ 'all.yaml': [makeRule({ pattern, examples })] })
  const failures = testRules(await loadRules([folder], false))
  expect(failures.map(({ variant, expected, found }) => [variant, expected, found])).toEqual([
    ['line wrapped', '"Sổ 1/2"', 'nothing'],
    ['line wrapped', '"Sổ 3/4"', 'nothing'],
  ])
})

test('examples of fragments are tested from end to end', async () => {
  const fragment = { pattern: 'a+', examples: ['aa', 'ab'], counterexamples: ['b', 'a'] }
  const folder = await makeRuleFolder({ 'fragments.yaml': { made: fragment } })
  const failures = testRules(await loadRules([folder], false))
  expect(failures.map(({ kind, rule, example }) => [kind, rule, example])).toEqual([
    ['fragment-example', '{{made}}', 'ab'],
    ['fragment-example', '{{made}}', 'a'],
  ])
})

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    'a pattern that hangs',
    { 'a.yaml': [makeRule({ pattern: '(a+)+$', take: {} })] },
    /a\.yaml: rule reference\.made is refused: it is exponential; it hangs on/,
  ],
  [
    'an anchor that hangs',
    { 'a.yaml': [makeRule({ anchor: '(a+)+$' })] },
    /reference\.made is refused: it is exponential/,
  ],
  [
    'a pattern that does not compile',
    { 'a.yaml': [makeRule({ pattern: '(a' })] },
    /a\.yaml: rule reference\.made: .*group/,
  ],
  [
    'an unknown fragment',
    { 'a.yaml': [makeRule({ pattern: '{{nothing}}' })] },
    /a\.yaml: rule reference\.made: there is no fragment \{\{nothing\}\}/,
  ],
  [
    'fragments in a circle',
    {
      'a.yaml': [makeRule({ pattern: '{{one}}' })],
      'fragments.yaml': {
        one: { pattern: '{{two}}', examples: ['a'] },
        two: { pattern: '{{one}}', examples: ['a'] },
      },
    },
    /\{\{one\}\} contains itself/,
  ],
  [
    'a lexicon that is not there',
    { 'a.yaml': [makeRule({ pattern: '{{w}}' })], 'fragments.yaml': { w: { words: 'no' } } },
    /no lexicon no\.yaml/,
  ],
  [
    'one example',
    { 'a.yaml': [makeRule({ examples: [{ text: '[[Sổ 1]]' }] })] },
    /a\.yaml: 0\.examples \(reference\.made\)/,
  ],
  [
    'no counterexample',
    { 'a.yaml': [makeRule({ counterexamples: [] })] },
    /a\.yaml: 0\.counterexamples \(reference\.made\)/,
  ],
  [
    'a fragment without examples',
    { 'fragments.yaml': { one: { pattern: 'a', examples: [] } } },
    /fragments\.yaml: one/,
  ],
  ['an id twice', { 'a.yaml': [makeRule()], 'b.yaml': [makeRule()] }, /b\.yaml: there are two rules reference\.made/],
  [
    'an id of no family',
    { 'a.yaml': [makeRule({ id: 'thing.made' })] },
    /a\.yaml: rule thing\.made: its id begins with none of/,
  ],
  ['a key it does not know', { 'a.yaml': [makeRule({ patern: 'x' })] }, /a\.yaml: 0 \(reference\.made\): .*patern/],
  ['neither pattern nor phrase', { 'a.yaml': [makeRule({ pattern: undefined })] }, /needs either pattern or phrase/],
  ['bad YAML', { 'a.yaml': '- id: [' }, /^a\.yaml: .*, line 2$/],
  [
    'a group that is not there',
    { 'a.yaml': [makeRule({ take: { number: 'nr' } })] },
    /takes group nr, which its pattern lacks/,
  ],
  [
    'an unknown tag in a phrase',
    { 'a.yaml': [makeRule({ id: 'metric.made', pattern: undefined, phrase: 'có #Nothing', take: {} })] },
    /a\.yaml: rule metric\.made: .*Nothing/,
  ],
])('loading refuses %s', async (_, files, message) => {
  const folder = await makeRuleFolder(files)
  const error: unknown = await loadRules([folder]).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'RuleError', message: expect.stringMatching(message) as string })
})

test('a folder that is not there is refused by name', async () => {
  await expect(loadRules([join(builtInRules, 'nowhere')])).rejects.toThrow(/nowhere: the rule folder cannot be read/)
})

test('a later folder replaces and removes rules and replaces fragments and lexicons', async () => {
  const first = await makeRuleFolder({
    'references/a.yaml': [makeRule(), makeRule({ id: 'reference.other', pattern: '{{word}}', take: {} })],
    'fragments.yaml': { word: { pattern: 'xưa', examples: ['xưa'] } },
    'lexicon/types.yaml': ['Sổ'],
  })
  const second = await makeRuleFolder({
    'mine.yaml': [makeRule({ confidence: 0.5 })],
    'fragments.yaml': { word: { pattern: 'nay', examples: ['nay'] } },
    'lexicon/types.yaml': [{ name: 'Vở', aliases: ['Tập'] }],
  })
  const third = await makeRuleFolder({ 'out.yaml': [{ id: 'reference.made', remove: true }] })
  const both = await loadRules([first, second], false)
  expect(both.rules.map(({ id, confidence, file }) => [id, confidence, file])).toEqual([
    ['reference.made', 0.5, 'mine.yaml'],
    ['reference.other', 0.9, join('references', 'a.yaml')],
  ])
  expect(both.rules[1]!.regex!.source).toBe('(?:nay)')
  expect(both.lexicons.get('types')).toEqual([{ name: 'Vở', aliases: ['Tập'], facts: {} }])
  const all = await loadRules([first, second, third], false)
  expect(all.rules.map((rule) => rule.id)).toEqual(['reference.other'])
})

test('the hash changes with what rules do and with nothing else', async () => {
  const hashOf = async (files: Record<string, unknown>) => (await loadRules([await makeRuleFolder(files)], false)).hash
  const base = await hashOf({ 'a.yaml': [makeRule()] })
  const same = [
    { 'moved/b.yaml': [makeRule()] },
    { 'a.yaml': [makeRule({ why: 'Another reason to have this rule.' })] },
    { 'a.yaml': [makeRule({ counterexamples: [{ text: 'Sổ lớn', why: 'no number' }] })] },
  ]
  for (const files of same) expect(await hashOf(files)).toBe(base)
  const others = [
    { 'a.yaml': [makeRule({ pattern: String.raw`Sổ[ ]+(?<number>\d{1,5})` })] },
    { 'a.yaml': [makeRule({ anchor: 'Sổ' })] },
    { 'a.yaml': [makeRule({ take: {} })] },
    { 'a.yaml': [makeRule({ set: { type: 'Sổ' } })] },
    { 'a.yaml': [makeRule({ confidence: 0.8 })] },
    { 'a.yaml': [makeRule({ priority: 1 })] },
    { 'a.yaml': [makeRule({ scope: 'cell' })] },
    { 'a.yaml': [makeRule()], 'lexicon/types.yaml': ['Sổ'] },
    { 'a.yaml': [makeRule(), makeRule({ id: 'reference.second' })] },
    {},
  ]
  const hashes = await Promise.all(others.map(hashOf))
  expect(new Set([base, ...hashes]).size).toBe(others.length + 1)
})

test('the list of checked patterns holds patterns that are there', () => {
  const list = JSON.parse(readFileSync(join(builtInRules, 'checked.json'), 'utf8')) as { passed: string[] }
  const known = new Set(rules.rules.flatMap((rule) => rule.judged.map(hashPattern)))
  expect(list.passed.length).toBeGreaterThan(80)
  expect(list.passed.filter((hash) => !known.has(hash))).toEqual([])
})
