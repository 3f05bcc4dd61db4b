import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { inLanguageOf, inVietnamese } from '../../src/server/in-vietnamese.ts'
import { openWorld, report, shaOf } from './review-world.ts'

const server = fileURLToPath(new URL('../../src/server/', import.meta.url))
const files = [
  'build-server.ts',
  'problem.ts',
  'sign-in.ts',
  ...readdirSync(`${server}review`).map((name) => `review/${name}`),
]

/** Sentences the server says to people: what is thrown, refused or found wrong. `{…}` of templates stand as x. */
function sentencesOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(server + file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : templateOf(node)
    if (text !== null && isSaid(node) && /^[A-Za-z{x][^A-Z]{2,} .*[.?]$/u.test(text)) found.push(text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function templateOf(node: ts.Node): string | null {
  if (!ts.isTemplateExpression(node)) return null
  return node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join('')
}

function isSaid(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isReturnStatement(parent) || ts.isConditionalExpression(parent)) return true
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false
  return /^(?:ProblemError|notFound|refusal|sendProblem)$/.test(parent.expression.getText())
}

/** What no page hears: said on the command line, or of what cannot be; a template whose every filling has its translation. */
const elsewhere = new Set(['It is the record of another source.', 'It is no JSON.', 'Not here.', 'This is for ax x.'])

test('whatever the server says to people it says in Vietnamese, too', () => {
  const sentences = files.flatMap(sentencesOf)
  expect(sentences.length).toBeGreaterThan(35)
  const untold = sentences.filter((sentence) => inVietnamese(sentence) === null && !elsewhere.has(sentence))
  expect(untold).toEqual([])
})

test('keeps what differs, and leaves programs their English', () => {
  expect(inVietnamese('There is no user lan, huy.')).toBe('Không có người dùng lan, huy.')
  expect(inVietnamese('value: Invalid input: expected number')).toBe('Ô “value” có giá trị không đúng dạng.')
  expect(inLanguageOf('vi', 'Sign in first.')).toBe('Hãy đăng nhập trước.')
  expect(inLanguageOf('vi-VN,vi;q=0.9', 'Nobody foresaw this')).toBe('Nobody foresaw this')
  for (const language of [undefined, 'en', 'en,vi'])
    expect(inLanguageOf(language, 'Sign in first.')).toBe('Sign in first.')
})

test('errors and refusals come in the language of the page', async () => {
  const world = await openWorld([report(1, [5])])
  try {
    const vi = { 'accept-language': 'vi' }
    const missing = await world.admin.ask('GET', `/documents/${shaOf(9)}`, undefined, vi)
    expect(missing.json()).toMatchObject({ code: 'not-found', detail: 'Không có văn bản này.' })
    const decisions = [{ document: shaOf(1), item: 'metric-9-9', action: 'accept', revision: 0 }]
    const refused = await world.admin.ask('POST', '/decisions', { key: 'key-vietnam', decisions }, vi)
    expect(refused.json()).toMatchObject({ results: [{ detail: 'Văn bản không có giá trị này.' }] })
    const invalid = await world.admin.ask('GET', '/queue?status=nonsense', undefined, vi)
    expect(invalid.json()).toMatchObject({ detail: 'Dữ liệu gửi lên không đúng dạng.' })
  } finally {
    await world.close()
  }
})
