import type { Values } from '../domain/decision.ts'
import type { Extracted, Field, Record } from '../domain/record.ts'
import type { Standing } from './selection.ts'

/** What a cell holds. `json`: a value of parts; formats without such cells hold it as JSON text. `day`: an ISO day. */
export type CellType = 'text' | 'number' | 'integer' | 'day' | 'json'

/** JSON values; null where there is none. */
export type Value = string | number | boolean | null | readonly unknown[] | { readonly [key: string]: unknown }

/** One value a column, in their order. */
export type Row = readonly Value[]

/** What the rows of one document share. */
export interface DocumentFacts {
  readonly record: Record
  readonly number: string | null
  readonly type: string | null
  readonly issuer: string | null
  /** ISO day. */
  readonly issuedOn: string | null
  readonly standingOf: (item: Judged) => Standing
  readonly isSelected: (item: Judged) => boolean
  /** Whether a field of the heading stands in rows: where it can be trusted, or its status is asked for. */
  readonly inHeading: (field: Judged) => boolean
  /** The field's value where it does: what is in doubt does not reach other rows by the heading either. */
  readonly valueOf: (field: Field | null) => string | null
  /** What the program had found where a person corrected it; else null. */
  readonly originalOf: (item: Judged) => Values | null
  /** The address of an item on the review page; null where none was given. */
  readonly linkOf: (itemId: string | null) => string | null
}

/** By what an item is chosen. */
export type Judged = Pick<Extracted, 'id' | 'confidence'>

export interface Column<T = unknown> {
  /** For programs: the name in every format but a workbook. */
  readonly name: string
  /** For readers of a workbook: the field's name in Vietnamese. */
  readonly title: string
  readonly type: CellType
  /** Of a workbook's column, in characters. */
  readonly width: number
  of(item: T, document: DocumentFacts): Value
}

/** Kinds of rows: one file, sheet or table each. */
export const kindNames = [
  'documents',
  'header_fields',
  'references',
  'dates',
  'metrics',
  'form_rows',
  'findings',
] as const
export type KindName = (typeof kindNames)[number]

/** What a writer needs to know of a kind. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly Omit<Column, 'of'>[]
  /** Index of the column whose cells lead to the address in the column `link`. */
  readonly linked: number
}

export interface Kind<T = unknown> extends Table {
  readonly name: KindName
  readonly columns: readonly Column<T>[]
  /** Its items in a record, in reading order. */
  itemsOf(record: Record): Iterable<T>
  /** Id and confidence, by which it is chosen; null: always there where the document is. */
  judged(item: T): Judged | null
}
