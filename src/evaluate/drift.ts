import type { Record } from '../domain/record.ts'
import { readRecords } from './read-folders.ts'
import { compareRecords, type Example, type SectionDifference } from './record-difference.ts'

/** How the records of a folder differ from those of another made of the same documents by other rules. */
export interface Drift {
  /** Documents that have a record in both folders. */
  readonly documents: number
  readonly changedDocuments: number
  /** Names of documents with a record in one of the folders only. */
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
  /** Rules of the records before and after. */
  readonly rules: readonly [before: readonly string[], after: readonly string[]]
  /** Documents whose text itself differs: what changed there may be the reader's doing. */
  readonly otherTexts: number
  readonly sections: Readonly<{ [section: string]: SectionDifference }>
  readonly changes: readonly (Example & { readonly document: string })[]
}

/** Items are the same by their ids, which rules do not change. */
export async function compareFolders(before: string, after: string): Promise<Drift> {
  const old = new Map<string, Record>()
  for await (const record of readRecords(before)) old.set(record.id, record)
  const seen = new Set<string>()
  const onlyAfter: string[] = []
  const changes: (Example & { document: string })[] = []
  const sections: { [section: string]: SectionDifference } = {}
  const rules = [new Set<string>(), new Set<string>()] as const
  let [otherTexts, changedDocuments] = [0, 0]
  for (const { extraction } of old.values()) rules[0].add(extraction.rules)
  for await (const record of readRecords(after)) {
    rules[1].add(record.extraction.rules)
    const other = old.get(record.id)
    if (!other) {
      onlyAfter.push(record.source.name)
      continue
    }
    seen.add(record.id)
    const difference = compareRecords(other, record, Infinity)
    if (difference.textChanged) otherTexts++
    if (difference.examples.length > 0) changedDocuments++
    changes.push(...difference.examples.map((change) => ({ document: record.source.name, ...change })))
    for (const [section, more] of Object.entries(difference.sections)) sections[section] = sum(sections[section], more)
  }
  return {
    ...{ documents: seen.size, changedDocuments, onlyAfter, otherTexts, sections, changes },
    onlyBefore: [...old.values()].flatMap(({ id, source }) => (seen.has(id) ? [] : [source.name])),
    rules: [[...rules[0]].sort(), [...rules[1]].sort()],
  }
}

function sum(one: SectionDifference | undefined, other: SectionDifference): SectionDifference {
  if (!one) return other
  const { added, removed, changed } = other
  return { added: one.added + added, removed: one.removed + removed, changed: one.changed + changed }
}

/** The drift as a person reads it; every change on a line of its own with `all`. */
export function printDrift(drift: Drift, all: boolean): string {
  const [before, after] = drift.rules.map((hashes) => hashes.map((hash) => hash.slice(0, 8)).join(', '))
  const lines = [
    `${drift.documents} documents in both folders, ${drift.changedDocuments} with other values. Rules ${before ?? ''} → ${after ?? ''}.`,
  ]
  if (drift.otherTexts > 0) lines.push(`${drift.otherTexts} were read with another text.`)
  for (const [names, where] of [
    [drift.onlyBefore, 'before'],
    [drift.onlyAfter, 'now'],
  ] as const)
    if (names.length > 0) lines.push(`${names.length} only ${where}: ${names.slice(0, 5).join(', ')}.`)
  for (const [section, { added, removed, changed }] of Object.entries(drift.sections))
    lines.push(`${section.padEnd(12)} ${added} gained, ${removed} lost, ${changed} changed`)
  const shown = all ? drift.changes : drift.changes.slice(0, mostShown)
  lines.push(...shown.map(changeLine))
  const left = drift.changes.length - shown.length
  if (left > 0) lines.push(`… and ${left} more (--misses lists all).`)
  return lines.map(oneLine).join('\n')
}

const mostShown = 40
const words = { added: 'gained', removed: 'lost', changed: 'changed' } as const

function changeLine({ document, section, what, raw, key, before, after }: Drift['changes'][number]): string {
  const how = key === undefined ? '' : ` ${key}: ${before ?? ''} → ${after ?? ''}`
  return `${words[what]} ${section} ${document}: ${raw}${how}`
}

/** No line end and no terminal control from a document. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}')
}
