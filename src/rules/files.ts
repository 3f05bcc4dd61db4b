import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import { z } from 'zod'
import { checkSchema, type Check } from '../domain/check.ts'
import { confidenceModelSchema, type ConfidenceModel } from '../domain/confidence.ts'
import { fragmentFileSchema, ruleSchema, type Fragment, type Rule } from '../domain/rule.ts'
import { RuleError } from './rule-error.ts'
import type { LexiconEntry } from './rule-set.ts'

const lexiconSchema = z.array(
  z.union([z.string(), z.looseObject({ name: z.string(), aliases: z.array(z.string()).default([]) })]),
)

/** A rule of a later folder with the same id replaces one; `remove: true` takes it out. */
const removalSchema = z.strictObject({ id: z.string(), remove: z.literal(true) })
const ruleFileSchema = z.array(z.union([removalSchema, ruleSchema]))
const checkFileSchema = z.array(z.unknown())

type Removal = z.infer<typeof removalSchema>
export type RuleEntry = Rule | Removal
export type CheckEntry = Check | Removal

export interface RuleFolder {
  readonly rules: readonly { readonly file: string; readonly entry: RuleEntry }[]
  readonly checks: readonly { readonly file: string; readonly entry: CheckEntry }[]
  readonly fragments: ReadonlyMap<string, Fragment>
  readonly lexicons: ReadonlyMap<string, readonly LexiconEntry[]>
  /** Null where the folder has no confidence.yaml. */
  readonly confidence: ConfidenceModel | null
  /** Path of the list of patterns already checked; need not exist. */
  readonly checked: string
}

/** Folders whose files are read by other parts of the program. */
const otherFolders = new Set(['exports'])

/** What series are made by; it changes no record, so it is no part of the rule set and its hash. */
export const indicatorsFile = join('lexicon', 'indicators.yaml')

export const confidenceFile = 'confidence.yaml'

/** Reads one folder of rules. Throws RuleError with file and place on the first thing that is wrong. */
export async function readRuleFolder(folder: string): Promise<RuleFolder> {
  const rules: { file: string; entry: RuleEntry }[] = []
  const checks: { file: string; entry: CheckEntry }[] = []
  const fragments = new Map<string, Fragment>()
  const lexicons = new Map<string, readonly LexiconEntry[]>()
  let confidence: ConfidenceModel | null = null
  for (const file of await listYaml(folder)) {
    const [top = '', name = ''] = file.split(sep)
    if (otherFolders.has(top) || file === indicatorsFile) continue
    const data = parseYaml(await readFile(join(folder, file), 'utf8'), file)
    if (file === confidenceFile) confidence = check(confidenceModelSchema, data, file)
    else if (file === 'fragments.yaml' || top === 'fragments') {
      for (const [key, value] of Object.entries(check(fragmentFileSchema, data, file))) fragments.set(key, value)
    } else if (top === 'lexicon') {
      lexicons.set(name.replace(/\.yaml$/, ''), check(lexiconSchema, data, file).map(toLexiconEntry))
    } else if (top === 'checks') {
      for (const entry of readChecks(data, file)) checks.push({ file, entry })
    } else {
      for (const entry of check(ruleFileSchema, data, file)) rules.push({ file, entry })
    }
  }
  return { rules, checks, fragments, lexicons, confidence, checked: join(folder, 'checked.json') }
}

/** The rules in the text of one file. Throws RuleError as above. */
export function parseRuleFile(text: string, file: string): RuleEntry[] {
  return check(ruleFileSchema, parseYaml(text, file), file)
}

async function listYaml(folder: string): Promise<string[]> {
  let names: string[]
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    names = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  } catch (error) {
    throw new RuleError(`${folder}: the rule folder cannot be read`, { cause: error })
  }
  return names.sort()
}

/** Throws RuleError with the line. */
export function parseYaml(text: string, file: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    throw new RuleError(`${file}: ${error.reason}, line ${error.mark.line + 1}`, { cause: error })
  }
}

/** Throws RuleError with the first place that is wrong. */
export function check<T>(schema: z.ZodType<T>, data: unknown, file: string): T {
  const result = schema.safeParse(data ?? [])
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue?.path ?? []
  const [index] = place
  const id: unknown =
    Array.isArray(data) && typeof index === 'number' ? (data[index] as { id?: unknown } | null)?.id : null
  const named = typeof id === 'string' ? ` (${id})` : ''
  throw new RuleError(`${file}: ${place.join('.')}${named}: ${z.prettifyError(result.error).split('\n')[0] ?? ''}`)
}

/** Entry by entry: what an entry must have depends on its kind. */
function readChecks(data: unknown, file: string): CheckEntry[] {
  return check(checkFileSchema, data, file).map((entry) => {
    const removal = removalSchema.safeParse(entry)
    return removal.success ? removal.data : check(z.tuple([checkSchema]), [entry], file)[0]
  })
}

function toLexiconEntry(entry: z.infer<typeof lexiconSchema>[number]): LexiconEntry {
  if (typeof entry === 'string') return { name: entry, aliases: [], facts: {} }
  const { name, aliases, ...facts } = entry
  return { name, aliases, facts }
}
