import type { Reason } from '../domain/record.ts'
import type { Span } from './match.ts'

/** One thing an extractor found: a value, where it stands and why it is believed. */
export interface Candidate<T> {
  /** The first span is the item's `raw`; further ones (label, subject) are places that also bear it out. */
  readonly spans: readonly [Span, ...Span[]]
  readonly rule: string
  /** The rule's own confidence. */
  readonly confidence: number
  /** What speaks for and against it, beyond the rule. */
  readonly reasons: readonly Reason[]
  readonly value: T
  /** What else the place could say, best first. */
  readonly alternatives?: readonly Alternative[]
  /** Keys of the value that are stated but could not be read. */
  readonly unreadable?: readonly string[]
}

/** A reading that lost: keys of the value and what they would be. */
export interface Alternative extends Span {
  readonly rule: string
  readonly values: Readonly<Record<string, string | number | null>>
}
