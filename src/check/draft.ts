import type { Check } from '../domain/check.ts'
import type { Evidence, Finding, Record } from '../domain/record.ts'

/** A record before its findings are known. */
export type Draft = Omit<Record, 'findings'>

export interface Span {
  readonly start: number
  readonly end: number
}

/** An entry of a word list, as the rules hand it on. */
export interface LexiconEntry {
  readonly name: string
  readonly aliases: readonly string[]
  readonly facts: Readonly<{ [key: string]: unknown }>
}

/** Makes stable ids and finds where a span of the text stands. */
export interface Places {
  readonly id: (kind: string, start: number) => string
  readonly evidence: (start: number, end: number) => Evidence
}

/** A number line or dateline of the letterhead that was left blank: no value, so the record does not show it. */
export interface Blank {
  readonly field: 'number' | 'issuedOn'
  readonly span: Span
}

export interface CheckInput {
  readonly draft: Draft
  readonly blanks: readonly Blank[]
  readonly checks: readonly Check[]
  readonly lexicons: ReadonlyMap<string, readonly LexiconEntry[]>
  readonly places: Places
}

/** Something that does not add up, before it is put into words. */
export interface Suspicion {
  /** What the message names in braces. */
  readonly values: Readonly<{ [name: string]: string }>
  /** Every place concerned, the one to correct first. */
  readonly spans: readonly [Span, ...Span[]]
  /** Ids of the items concerned. */
  readonly items: readonly string[]
  readonly expected: string | null
  readonly found: string | null
  /** The calculation, as a person would write it down. */
  readonly computation?: string
  readonly proposed?: NonNullable<Finding['proposed']>
}
