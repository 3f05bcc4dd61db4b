import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { unfittedModel, type ConfidenceModel } from '../domain/confidence.ts'
import { families, type Family, type Fragment } from '../domain/rule.ts'
import { createPhraseMatcher, type PhraseMatcher } from '../text/tokens.ts'
import { digitNumber, numberWords } from '../text/numbers.ts'
import { compileUnits } from '../text/units.ts'
import { UnitFinder } from '../text/unit-finder.ts'
import { variants } from '../text/vietnamese.ts'
import { readRuleFolder, type CheckEntry, type RuleEntry } from './files.ts'
import { FragmentExpander, type MadeFragment } from './fragments.ts'
import { writeOutClasses } from './letter-classes.ts'
import { RuleError } from './rule-error.ts'
import type { CompiledRule, LexiconEntry, LoadedCheck, RuleSet } from './rule-set.ts'
import { checkPattern, hashPattern, readPassed } from './safety.ts'

/** The rules that come with the program. */
export const builtInRules = fileURLToPath(new URL('../../rules', import.meta.url))

interface Placed<T> {
  readonly file: string
  readonly entry: T
}

/**
 * Rule folders as they were read, the later ones over the earlier: plain data, for `compileRules` here or in another process,
 * which then need not read them again.
 */
export interface RuleSource {
  readonly rules: Map<string, Placed<RuleEntry>>
  readonly checks: Map<string, Placed<CheckEntry>>
  readonly fragments: Map<string, Fragment>
  readonly lexicons: Map<string, readonly LexiconEntry[]>
  readonly passed: Set<string>
  confidence: ConfidenceModel
}

/**
 * Loads, checks and compiles rule folders, the later ones over the earlier: same id, fragment or lexicon name replaces.
 * Throws RuleError with the file and rule on anything that is wrong, above all on a pattern that could hang (`checked: false`
 * leaves that to the caller). A pattern not known to be safe takes seconds to check: `onCheck` hears of its rule before.
 */
export async function loadRules(
  folders: readonly string[] = [builtInRules],
  checked = true,
  onCheck: (rule: CompiledRule) => void = () => undefined,
): Promise<RuleSet> {
  const source = await readRules(folders)
  const compiled = compileRules(source)
  if (checked) for (const rule of compiled.rules) await ensureSafe(rule, source.passed, onCheck)
  return compiled
}

/** Throws RuleError on what is wrong in a pattern or phrase, but says nothing about patterns that could hang. */
export function compileRules(gathered: RuleSource): RuleSet {
  const expander = new FragmentExpander(gathered.fragments, (fragment) => makeFragment(fragment, gathered))
  const abbreviated = new FragmentExpander(gathered.fragments, (fragment) => abbreviate(fragment, gathered))
  const phrases = createPhraseMatcher(tagWords(gathered))
  const rules = [...gathered.rules.values()].flatMap(({ file, entry }) =>
    'remove' in entry ? [] : [compile(file, entry, expander, abbreviated, phrases)],
  )
  const byFamily = Object.fromEntries(
    families.map((family) => [family, rules.filter((rule) => rule.family === family)]),
  ) as Record<Family, CompiledRule[]>
  const fragment = (name: string) => expander.expand(`{{${name}}}`, 'program')
  const units = new UnitFinder(gathered.lexicons.get('units') ?? [])
  const checks = [...gathered.checks.values()].flatMap(({ file, entry }) =>
    'remove' in entry ? [] : [{ ...entry, file }],
  )
  return {
    rules,
    byFamily,
    checks,
    lexicons: gathered.lexicons,
    fragment,
    fragments: [...gathered.fragments].flatMap(([name, made]) => ('pattern' in made ? { name, ...made } : [])),
    phrases,
    units,
    confidence: gathered.confidence,
    hash: hashRules(rules, checks, gathered),
    source: gathered,
  }
}

/** Throws RuleError on the first thing that is wrong in a file. */
export async function readRules(folders: readonly string[]): Promise<RuleSource> {
  const all: RuleSource = {
    rules: new Map(),
    checks: new Map(),
    fragments: new Map(),
    lexicons: new Map(),
    passed: new Set(),
    confidence: unfittedModel,
  }
  for (const folder of folders) {
    const seen = new Set<string>()
    const read = await readRuleFolder(folder)
    const enter = <T extends { readonly id: string }>(into: Map<string, Placed<T>>, placed: Placed<T>): void => {
      const { id } = placed.entry
      if (seen.has(id)) throw new RuleError(`${placed.file}: there are two rules ${id}`)
      seen.add(id)
      into.set(id, placed)
    }
    for (const rule of read.rules) enter(all.rules, rule)
    for (const check of read.checks) enter(all.checks, check)
    for (const [name, fragment] of read.fragments) all.fragments.set(name, fragment)
    for (const [name, lexicon] of read.lexicons) all.lexicons.set(name, lexicon)
    if (read.confidence) all.confidence = read.confidence
    for (const hash of readPassed(read.checked)) all.passed.add(hash)
  }
  return all
}

function compile(
  file: string,
  entry: Exclude<RuleEntry, { remove: true }>,
  expander: FragmentExpander,
  abbreviated: FragmentExpander,
  phrases: PhraseMatcher,
): CompiledRule {
  const where = `${file}: rule ${entry.id}`
  const family = families.find((name) => entry.id.startsWith(`${name}.`))
  if (!family) throw new RuleError(`${where}: its id begins with none of ${families.join(', ')}`)
  const { pattern, phrase, anchor } = entry
  const compiledPhrase = phrase === undefined ? null : toPhrase(phrases, phrase, where)
  const compiled: CompiledRule = {
    ...entry,
    family,
    file,
    judged: [
      ...[pattern, anchor].flatMap((source) => (source === undefined ? [] : abbreviated.expand(source, where))),
      ...(compiledPhrase?.expressions.map((expression) => expression.source) ?? []),
    ],
    regex: pattern === undefined ? null : toRegex(expander.expand(pattern, where), 'dgu', where),
    compiledPhrase,
    anchorRegex: anchor === undefined ? null : toRegex(expander.expand(anchor, where), 'gu', where),
  }
  if (compiled.regex) checkGroups(compiled, compiled.regex, where)
  return compiled
}

function toRegex(source: string, flags: string, where: string): RegExp {
  try {
    return new RegExp(writeOutClasses(source), flags)
  } catch (error) {
    throw new RuleError(`${where}: ${error instanceof Error ? error.message.slice(-200) : 'bad pattern'}`, {
      cause: error,
    })
  }
}

function toPhrase(phrases: PhraseMatcher, phrase: string, where: string): CompiledRule['compiledPhrase'] {
  try {
    return phrases.compile(phrase)
  } catch (error) {
    throw new RuleError(`${where}: ${error instanceof Error ? error.message : 'bad phrase'}`, { cause: error })
  }
}

function checkGroups(rule: CompiledRule, regex: RegExp, where: string): void {
  for (const group of Object.values(rule.take)) {
    if (!regex.source.includes(`(?<${group}>`))
      throw new RuleError(`${where}: takes group ${group}, which its pattern lacks`)
  }
}

async function ensureSafe(
  rule: CompiledRule,
  passed: ReadonlySet<string>,
  onCheck: (rule: CompiledRule) => void,
): Promise<void> {
  for (const source of rule.judged) {
    if (passed.has(hashPattern(source))) continue
    onCheck(rule)
    const verdict = await checkPattern(source)
    if (!verdict.safe) throw new RuleError(`${rule.file}: rule ${rule.id} is refused: ${verdict.reason}`)
  }
}

function makeFragment(fragment: MadeFragment, gathered: RuleSource): string {
  if ('words' in fragment) return wordsPattern(fragment.words, gathered.lexicons)
  switch (fragment.builtIn) {
    case 'number':
      return digitNumber
    case 'number-words':
      return numberWords
    case 'unit':
      return compileUnits(gathered.lexicons.get('units') ?? [])
  }
}

/** A lexicon stood in for by its first words: an alternation of whole words is no danger, only long to check. */
const fewWords = 3

function abbreviate(fragment: MadeFragment, gathered: RuleSource): string {
  if ('words' in fragment) {
    const lexicon = gathered.lexicons.get(fragment.words)?.slice(0, fewWords) ?? []
    return wordsPattern(fragment.words, new Map([[fragment.words, lexicon]]))
  }
  if (fragment.builtIn === 'unit') return compileUnits((gathered.lexicons.get('units') ?? []).slice(0, fewWords))
  if (fragment.builtIn === 'number-words') return String.raw`(?:hai|ba|mười)(?:\s+(?:mươi|hai|trăm)){0,9}`
  return makeFragment(fragment, gathered)
}

const edgeBefore = String.raw`(?<![\p{L}\p{M}\d])`
const edgeAfter = String.raw`(?![\p{L}\p{M}])`

/** All names and aliases of a lexicon in every spelling, longest first, at word edges. */
function wordsPattern(name: string, lexicons: ReadonlyMap<string, readonly LexiconEntry[]>): string {
  const lexicon = lexicons.get(name)
  if (!lexicon) throw new RuleError(`there is no lexicon ${name}.yaml`)
  const words = lexicon.flatMap((entry) => [entry.name, ...entry.aliases]).sort((a, b) => b.length - a.length)
  return `${edgeBefore}(?:${words.map(variants).join('|')})${edgeAfter}`
}

/** Lexicons whose words phrase rules see as a tag. */
const tags: Readonly<Record<string, string>> = { Unit: 'units', Type: 'types', Agency: 'agencies' }

function tagWords({ lexicons }: RuleSource): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(tags).map(([tag, name]) => [
      tag,
      (lexicons.get(name) ?? []).flatMap((entry) => [entry.name, ...entry.aliases]),
    ]),
  )
}

function hashRules(
  rules: readonly CompiledRule[],
  checks: readonly LoadedCheck[],
  { lexicons, confidence: model }: Pick<RuleSource, 'lexicons' | 'confidence'>,
): string {
  const hash = createHash('sha256')
  for (const rule of [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { id, phrase, set, take, scope, confidence, priority } = rule
    hash.update(
      JSON.stringify([
        id,
        rule.regex?.source,
        phrase,
        rule.anchorRegex?.source,
        set,
        take,
        scope,
        confidence,
        priority,
      ]),
    )
  }
  for (const check of [...checks].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const told: ReadonlySet<string> = new Set(['why', 'examples', 'counterexamples', 'file'])
    hash.update(JSON.stringify(Object.entries(check).filter(([key]) => !told.has(key))))
  }
  hash.update(JSON.stringify([...lexicons].sort(([a], [b]) => (a < b ? -1 : 1))))
  hash.update(JSON.stringify(model))
  return hash.digest('hex')
}
