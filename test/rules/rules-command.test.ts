import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeDocx } from '../cli/made-files.ts'
import { emptyFolder, runBoctach } from '../cli/run-boctach.ts'
import { makeRule, makeRuleFolder } from './rule-folders.ts'

test('rules test names what fails and ends with 1', async () => {
  const examples = [{ text: 'theo [[Sổ]] 12' }, { text: '[[Sổ 7]]' }]
  const folder = await makeRuleFolder({ 'mine.yaml': [makeRule({ examples })] })
  const { code, stdout, stderr } = await runBoctach(['rules', 'test', '--rules', folder])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^(?:boctach: checking .*\n)+$/)
  expect(stdout).toContain(
    'reference.made  mine.yaml  example: other places found\n    "theo [[Sổ]] 12" (as written)\n',
  )
  expect(stdout).toMatch(
    / {4}expected: "Sổ"\n {4}found: {4}"Sổ 12"\n\n\d+ rules, \d+ fragments, .*: \d+ failures?\.\n$/,
  )
})

test('rules test says so when all hold', async () => {
  const { code, stdout } = await runBoctach(['rules', 'test'])
  expect(stdout).toMatch(/^\d+ rules, \d+ fragments, \d+ checks, \d+ examples, \d+ counterexamples: all hold\.\n$/)
  expect(code).toBe(0)
})

test('rules check refuses a pattern that hangs and ends with 1', async () => {
  const folder = await makeRuleFolder({ 'mine.yaml': [makeRule({ pattern: '(a+)+$', take: {} })] })
  const { code, stdout } = await runBoctach(['rules', 'check', '--rules', folder])
  expect(stdout).toMatch(
    /checking reference\.made …\nreference\.made is refused: it is exponential; .*\n\d+ rules, 1 checked now: 1 refused\.\n$/,
  )
  expect(code).toBe(1)
})

test('rules check --write notes what passed, so that it is not checked again', async () => {
  const folder = await makeRuleFolder({ 'mine.yaml': [makeRule()] })
  const first = await runBoctach(['rules', 'check', '--rules', folder, '--write'])
  expect(first.stdout).toMatch(/checking reference\.made …\n\d+ rules, 1 checked now: none refused\.\n$/)
  const second = await runBoctach(['rules', 'check', '--rules', folder])
  expect(second.stdout).toMatch(/^\d+ rules, 0 checked now: none refused\.\n$/)
  expect([first.code, second.code]).toEqual([0, 0])
})

test('rules explain shows matches and where others stopped', async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'a.docx'), await makeDocx())
  const { code, stdout, stderr } = await runBoctach(['rules', 'explain', 'metric.ratio-percent', 'a.docx'], folder)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/"296\/298 hồ sơ, đạt 99,3%" {2}kept\n {4}shape: "ratio", value: "296"/)
  expect(stdout).toContain('1 match, 1 kept.\n')
})

test.each([
  [
    'a rule that is not there',
    ['no.rule', 'a.docx'],
    2,
    /There is no rule no\.rule; 'boctach rules list' names them all\./,
  ],
  [
    'a file that is not there',
    ['metric.count', 'a.docx'],
    1,
    /a\.docx {2}not-found: There is no such file or folder\./,
  ],
])('rules explain of %s says so', async (_, args, code, message) => {
  const run = await runBoctach(['rules', 'explain', ...args], await emptyFolder())
  expect(run).toMatchObject({ code, stdout: '' })
  expect(run.stderr).toMatch(message)
})
