import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { CORE_SCHEMA, load } from 'js-yaml'
import { isMap, isSeq, parseDocument } from 'yaml'
import type { YAMLMap, YAMLSeq } from 'yaml'
import { parseRuleFile, readRuleFolder } from '../rules/files.ts'
import { RuleError } from '../rules/rule-error.ts'
import type { Proposal } from './propose.ts'

/** A file of rules as it is and as it is to be. */
export interface RuleEdit {
  readonly folder: string
  /** Below the folder. */
  readonly file: string
  readonly before: string
  readonly after: string
}

type Entry = Proposal['entry']

/**
 * Files of `into` with the proposals in them; the rest of each file stays as it is, to the letter. `folders`: all there are,
 * the later ones over the earlier. A rule that stands in another folder is copied to the same file of `into` with all it has:
 * there it takes the other's place.
 */
export async function editRules(
  proposals: readonly Proposal[],
  folders: readonly string[],
  into: string,
): Promise<RuleEdit[]> {
  const homes = await findHomes(folders)
  const edits = new Map<string, { before: string; after: string }>()
  for (const { rule, entry } of proposals) {
    const home = homes.get(rule)
    if (!home) throw new RuleError(`${rule}: its file cannot be found`)
    const { file } = home
    const before = edits.get(file)?.before ?? (await readText(join(into, file)))
    let text = edits.get(file)?.after ?? before
    if (home.folder !== into && !ruleIds(text, file).includes(rule))
      text += copyOf(await readText(join(home.folder, file)), rule, text)
    edits.set(file, { before, after: addEntry(text, file, rule, entry) })
  }
  return [...edits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, texts]) => ({ folder: into, file, ...texts }))
}

/** As `diff -u` and `patch` know it. */
export function diffOf({ file, before, after }: RuleEdit): string {
  const path = file.replaceAll('\\', '/')
  const patch = createTwoFilesPatch(
    before === '' ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    before,
    after,
    undefined,
    undefined,
    { context: 3 },
  )
  return patch.replace(/^=+\n/u, '').trimEnd()
}

async function findHomes(folders: readonly string[]): Promise<ReadonlyMap<string, { folder: string; file: string }>> {
  const homes = new Map<string, { folder: string; file: string }>()
  for (const folder of folders) {
    for (const { file, entry } of (await readRuleFolder(folder)).rules) {
      if (!('remove' in entry)) homes.set(entry.id, { folder, file })
    }
  }
  return homes
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function ruleIds(text: string, file: string): string[] {
  return parseRuleFile(text, file).map(({ id }) => id)
}

/** The lines of one rule, with the comments in it. */
function copyOf(source: string, rule: string, target: string): string {
  const [start, , end] = findRule(source, rule).range!
  const from = source.lastIndexOf('\n', start - 1) + 1
  const lines = source.slice(from, end).trimEnd()
  return `${target === '' || target.endsWith('\n\n') ? '' : target.endsWith('\n') ? '\n' : '\n\n'}${lines}\n`
}

function findRule(text: string, rule: string): YAMLMap {
  const contents: unknown = parseDocument(text).contents
  const rules: readonly unknown[] = isSeq(contents) ? contents.items : []
  const node = rules.find((one) => isMap(one) && one.get('id') === rule)
  if (!isMap(node) || !node.range) throw new RuleError(`${rule}: it is not in its file`)
  return node
}

/** The text with one more example; checked to say that and nothing else. */
export function addEntry(text: string, file: string, rule: string, { list, example }: Entry): string {
  const seq = findRule(text, rule).get(list, true)
  const last = isSeq(seq) ? seq.items.at(-1) : null
  if (!isSeq(seq) || !isMap(last) || !last.range || !seq.range)
    throw new RuleError(`${file}: ${rule}: it has no ${list}`)
  const added = seq.flow === true ? intoFlow(text, seq, example) : afterItem(text, last, example)
  ensureOnlyAdded(text, added, file, rule, { list, example } as Entry)
  return added
}

function afterItem(text: string, last: YAMLMap, example: object): string {
  const newLine = text.includes('\r\n') ? '\r\n' : '\n'
  const [start, end] = last.range!
  const dash = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const lineEnd = text[end - 1] === '\n' ? end - newLine.length : text.indexOf(newLine, end)
  const at = lineEnd < 0 ? text.length : lineEnd
  const indent = dash.replace('-', ' ')
  const pairs = Object.entries(example).filter(([, value]) => !isEmpty(value))
  const lines = last.flow === true ? [writeFlow(example)] : pairs.map(([key, value]) => `${key}: ${writeFlow(value)}`)
  const item = lines.map((line, index) => `${newLine}${index === 0 ? dash : indent}${line}`).join('')
  return text.slice(0, at) + item + (lineEnd < 0 ? newLine : '') + text.slice(at)
}

function intoFlow(text: string, { range }: YAMLSeq, example: object): string {
  const close = range![1] - 1
  const inner = text.slice(0, close).trimEnd()
  return `${inner}${inner.endsWith(',') ? '' : ','} ${writeFlow(example)}${text.slice(inner.length)}`
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (value !== null && typeof value === 'object' && Object.keys(value).length === 0)
}

/** In the way rules are written: texts in single quotes, values in one line. */
function writeFlow(value: unknown): string {
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).filter(([, one]) => !isEmpty(one))
    return `{ ${pairs.map(([key, one]) => `${key}: ${key === 'text' ? quote(String(one)) : writeFlow(one)}`).join(', ')} }`
  }
  return typeof value === 'string' ? writeText(value) : String(value)
}

/** Without quotes where YAML reads the same from it. */
function writeText(text: string): string {
  const isPlain =
    /^[\p{L}\d](?:[\p{L}\p{M}\d /.-]*[\p{L}\p{M}\d])?$/u.test(text) && load(text, { schema: CORE_SCHEMA }) === text
  return isPlain ? text : quote(text)
}

function quote(text: string): string {
  return /[\n\t\u0000-\u001f]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`
}

function ensureOnlyAdded(before: string, after: string, file: string, rule: string, { list, example }: Entry): void {
  const wanted = parseRuleFile(before, file).map((one) =>
    'remove' in one || one.id !== rule ? one : { ...one, [list]: [...one[list], example] },
  )
  if (JSON.stringify(parseRuleFile(after, file)) !== JSON.stringify(wanted))
    throw new RuleError(`${file}: ${rule}: an example cannot be added; add it by hand`)
}
