import type { Truth } from '../../samples/truth-schema.ts'

/** Cells are marked text; a cell '<' belongs to the one on its left. */
export interface ReportTable {
  readonly caption: readonly string[]
  /** Relative widths. */
  readonly widths: readonly number[]
  /** One letter a column: 'l', 'c' or 'r'. */
  readonly align: string
  readonly head: readonly (readonly string[])[]
  readonly rows: readonly (readonly string[])[]
}

export type ReportBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'basis'; readonly text: string }
  | { readonly kind: 'table'; readonly table: ReportTable }

/** A report in the order in which it is read. Every text may hold marks: `truth` and `faults` say what they stand for. */
export interface Report {
  readonly seed: string
  readonly letterhead: {
    readonly parent: readonly string[]
    readonly issuer: readonly string[]
    readonly number: string
    readonly date: string
  }
  readonly type: string
  readonly subject: readonly string[]
  readonly body: readonly ReportBlock[]
  readonly recipients: readonly string[]
  readonly signature: { readonly lines: readonly string[]; readonly name: string }
  readonly annex: readonly ReportBlock[]
  readonly truth: Truth
  /** Marks of the places that were put wrong; none in a clean report. */
  readonly faultMarks: ReadonlySet<number>
  /** How many places a fault of each kind could have been put at. */
  readonly sites: ReadonlyMap<string, number>
}

/** Every text of a report, in reading order. */
export function textsOf(report: Report): string[] {
  const blockTexts = (block: ReportBlock): readonly string[] =>
    block.kind === 'table'
      ? [...block.table.caption, ...block.table.head.flat(), ...block.table.rows.flat()]
      : [block.text]
  const { letterhead, signature } = report
  return [
    ...letterhead.parent,
    ...letterhead.issuer,
    letterhead.number,
    letterhead.date,
    report.type,
    ...report.subject,
    ...report.body.flatMap(blockTexts),
    ...report.recipients,
    ...signature.lines,
    signature.name,
    ...report.annex.flatMap(blockTexts),
  ]
}
