import type { Document } from '../../src/domain/document.ts'
import type { Form, Record as Extract } from '../../src/domain/record.ts'
import { listValues } from './list-values.ts'
import { compareTexts, type TextComparison } from './text-difference.ts'

/** A document as read, and its record. */
export interface Twin {
  readonly document: Document
  readonly record: Extract
}

export interface Share {
  readonly all: number
  readonly right: number
}

/** How far a scan says what its digital twin says, the twin being taken for right. */
export interface TwinScore {
  /** Paragraphs, tables left aside. */
  readonly prose: TextComparison
  /** Equal values twice, over the values of both: F1. */
  readonly references: Share
  readonly dates: Share
  readonly figures: Share
  readonly header: Share
  /** Rows that the scan has in the same form at the same place with the same number. */
  readonly rows: Share
  /** …and of these, those with the same value. */
  readonly values: Share
  /** …and of these, every word of every cell. */
  readonly cells: TextComparison
  /** What is missing ('-') and what is too much ('+'). */
  readonly misses: readonly string[]
}

export function compareTwins(scan: Twin, digital: Twin): TwinScore {
  const misses: string[] = []
  const [found, wanted] = [listValues(scan.record), listValues(digital.record)]
  const f1 = (kind: string): Share => {
    const [a, b] = [wanted.get(kind)!, found.get(kind)!]
    const [missing, extra] = [without(a, b), without(b, a)]
    misses.push(...missing.map((value) => `- ${kind} ${value}`), ...extra.map((value) => `+ ${kind} ${value}`))
    return { all: a.length + b.length, right: 2 * (a.length - missing.length) }
  }
  return {
    prose: compareTexts(proseOf(digital.document), proseOf(scan.document)),
    references: f1('references'),
    dates: f1('dates'),
    figures: f1('metrics'),
    header: f1('header'),
    ...compareForms(scan.record.forms, digital.record.forms, misses),
    misses,
  }
}

export function shareOf({ all, right }: Share): number {
  return all === 0 ? 1 : right / all
}

export function errorRate({ characters, errors }: TextComparison): number {
  return characters === 0 ? 0 : errors / characters
}

function proseOf({ blocks, text }: Document): string {
  return blocks
    .filter(({ kind }) => kind === 'paragraph')
    .map(({ start, end }) => text.slice(start, end))
    .join('\n')
}

function compareForms(found: readonly Form[], wanted: readonly Form[], misses: string[]) {
  let [all, inPlace, right] = [0, 0, 0]
  const cells: [string, string][] = []
  for (const [i, form] of wanted.entries()) {
    for (const [k, row] of form.rows.entries()) {
      all++
      const other = found[i]?.rows[k]
      if (!other || other.stt !== row.stt) {
        misses.push(`- row ${form.number ?? ''}/${row.stt ?? ''}, found ${other?.stt ?? 'none'}`)
        continue
      }
      inPlace++
      cells.push([row.cells.join('\n'), other.cells.join('\n')])
      if (row.value === other.value) right++
      else misses.push(`- value ${form.number ?? ''}/${row.stt ?? ''} ${row.value}, found ${other.value}`)
    }
  }
  return {
    rows: { all, right: inPlace },
    values: { all, right },
    cells: compareTexts(cells.map(([one]) => one).join('\n'), cells.map(([, other]) => other).join('\n')),
  }
}

function without(values: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return values.filter((value) => {
    const at = left.indexOf(value)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
