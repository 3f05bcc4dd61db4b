import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** What each folder of src may import directly; what those may import, it may too. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  text: ['domain'],
  layout: ['text'],
  readers: ['layout'],
  rules: ['text'],
  extract: ['rules', 'layout'],
  resolve: ['domain', 'text'],
  check: ['domain', 'text'],
  export: ['domain', 'text'],
  pipeline: ['domain', 'text', 'layout', 'readers', 'rules', 'extract', 'resolve', 'check', 'export'],
  evaluate: ['domain', 'text'],
  store: ['domain'],
  search: ['text', 'store'],
  bulk: ['pipeline', 'store', 'export', 'evaluate', 'search'],
  server: ['bulk', 'pipeline', 'store', 'export', 'search'],
  learn: ['bulk'],
  client: [],
  web: ['domain'],
  cli: ['bulk', 'server', 'evaluate', 'learn'],
}
/** src/index.ts: these and nothing below them. */
const allowedForIndex = ['pipeline', 'domain']

const bannedNames = /^(?:utils?|helpers?|common|managers?)$|(?:^|-)(?:utils?|helpers?|manager)$/
const onlyUserOf: Readonly<Record<string, string>> = { compromise: 'text/tokens.ts' }

/** Path below src → source. */
type Sources = ReadonlyMap<string, string>

const root = fileURLToPath(new URL('../src/', import.meta.url))
const sources: Sources = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:ts|tsx|mts)$/.test(path))
    .sort()
    .map((path) => [path, readFileSync(root + path, 'utf8')]),
)

function reachable(folder: string): Set<string> {
  const all = new Set([folder])
  for (const one of all) for (const next of allowed[one] ?? []) all.add(next)
  return all
}

function forbiddenEdges(files: Sources): string[] {
  return [...files].flatMap(([file, source]) => {
    const imports = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName)
    return imports.flatMap((specifier) => {
      const offence = specifier.startsWith('.') ? offenceOfPath(file, specifier) : offenceOfPackage(file, specifier)
      return offence === null ? [] : [`src/${file} imports ${specifier}: ${offence}`]
    })
  })
}

function offenceOfPath(file: string, specifier: string): string | null {
  const target = posix.join(dirname(file), specifier)
  if (target.startsWith('..')) return 'it leads out of src'
  const from = file.includes('/') ? file.split('/')[0]! : null
  const to = target.includes('/') ? target.split('/')[0]! : null
  if (to === null) return 'only folders of src are imported'
  const may = from === null ? new Set(allowedForIndex) : reachable(from)
  return may.has(to) ? null : `${from ?? 'src/index.ts'} may not import ${to}`
}

function offenceOfPackage(file: string, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const user = onlyUserOf[name]
  return user === undefined || user === file ? null : `only src/${user} may`
}

function misnamed(paths: Iterable<string>): string[] {
  return [...paths].flatMap((path) => {
    const parts = path.replace(/\.[a-z]+$/, '').split('/')
    const offences = parts
      .filter((part) => bannedNames.test(part))
      .map((part) => `src/${path}: nothing is called ${part}`)
    if (basename(path) === 'index.ts' && path !== 'index.ts') offences.push(`src/${path}: no barrel files`)
    return offences
  })
}

describe('the sources', () => {
  test('are found', () => {
    expect(sources.size).toBeGreaterThan(20)
    expect(sources.has('index.ts')).toBe(true)
  })

  test('import one way only', () => expect(forbiddenEdges(sources)).toEqual([]))

  test('lie in folders whose imports are settled', () => {
    const folders = new Set([...sources.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0]!))
    expect([...folders].filter((folder) => !(folder in allowed))).toEqual([])
  })

  test('have telling names and no barrels', () => expect(misnamed(sources.keys())).toEqual([]))
})

describe('the checks themselves find', () => {
  test.each([
    ['an upward import', 'text/a.ts', "import { x } from '../extract/b.ts'", 'text may not import extract'],
    ['a type import', 'domain/a.ts', "import type { X } from '../text/b.ts'", 'domain may not import text'],
    ['a re-export', 'readers/pdf/a.ts', "export { x } from '../../rules/b.ts'", 'readers may not import rules'],
    ['a dynamic import', 'store/a.ts', "await import('../text/b.ts')", 'store may not import text'],
    ['the API reaching below the pipeline', 'index.ts', "import './readers/a.ts'", 'may not import readers'],
    ['a way out of src', 'text/a.ts', "import '../../test/b.ts'", 'it leads out of src'],
    ['compromise elsewhere', 'extract/a.ts', "import nlp from 'compromise/one'", 'only src/text/tokens.ts may'],
  ])('%s', (_, file, source, offence) => {
    expect(forbiddenEdges(new Map([[file, source]])).join()).toContain(offence)
  })

  test.each([
    ['a step over several floors', 'readers/pdf/a.ts', "import { x } from '../../domain/b.ts'"],
    ['a neighbour', 'text/encodings/a.ts', "import { x } from '../normalise.ts'"],
    ['compromise in its place', 'text/tokens.ts', "import nlp from 'compromise/one'"],
  ])('nothing wrong with %s', (_, file, source) => {
    expect(forbiddenEdges(new Map([[file, source]]))).toEqual([])
  })

  test.each(['text/utils.ts', 'helpers/a.ts', 'common/a.ts', 'store/job-manager.ts', 'text/index.ts'])('%s', (path) => {
    expect(misnamed([path])).toHaveLength(1)
  })
})
