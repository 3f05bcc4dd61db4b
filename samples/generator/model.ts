import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { plainText, type Inline, parseInline } from './inline.ts'

const lines = z.array(z.string()).default([])

const tableSchema = z.strictObject({
  caption: lines.describe('Centred bold lines above the table.'),
  note: z.string().optional().describe('Right-aligned italic line above the table (unit of measure).'),
  widths: z.array(z.number().positive()).min(2).describe('Relative column widths.'),
  align: z.string().describe("One letter a column: 'l', 'c' or 'r'."),
  header: z.string().default(''),
  rows: z.string(),
  size: z.number().default(12),
})

/**
 * One source document. `body` and `annex` are light markup, one paragraph a line:
 *
 * `# ` bold heading · `## ` bold italic heading · `^ ` centred · `~ ` italic (căn cứ lines) · `%I `, `%1 `, `%a `, `%- `
 * automatically numbered levels (`%1!` begins anew) · `@table NAME` · `@page` page break · anything else a justified
 * paragraph. Inside a line: `**bold**`, `__italic__`, `[text](address)`, `^[footnote]`, `{+inserted+}`, `{-deleted-}`
 * (tracked changes in Word; the PDF shows them accepted).
 *
 * Table lines are cells separated by `|`; a cell `<` belongs to the one on its left, `^` to the one above, `//` breaks
 * the line in a cell and a line that begins with `*` is bold.
 */
const sourceSchema = z.strictObject({
  letterhead: z.strictObject({
    system: z.enum(['state', 'party']),
    parent: lines,
    issuer: lines,
    number: z.string(),
    date: z.string(),
  }),
  marks: z
    .array(z.strictObject({ text: z.string(), at: z.enum(['number', 'top']).default('number') }))
    .default([])
    .describe('Boxed marks: secrecy, urgency, draft. In Word a text box.'),
  letterSubject: lines.describe('Trích yếu of an official letter, under the number.'),
  type: z.string().optional(),
  subject: lines,
  authorityLine: z.string().optional().describe('The line that names who decides, between subject and body.'),
  addressees: lines,
  body: z.string(),
  signature: z.strictObject({ lines, name: z.string() }),
  recipients: lines,
  annex: z.string().default(''),
  tables: z.record(z.string(), tableSchema).default({}),
  size: z.number().default(13.5),
})

export type Align = 'left' | 'center' | 'right'

export interface TableCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly lines: readonly (readonly Inline[])[]
  readonly bold: boolean
  readonly align: Align
}

export interface SampleTable {
  readonly caption: readonly string[]
  readonly note: string | undefined
  /** Sum to 1. */
  readonly widths: readonly number[]
  readonly headerRows: number
  readonly rowCount: number
  readonly cells: readonly TableCell[]
  readonly size: number
}

export type ListLevel = 'I' | '1' | 'a' | '-'

export type Block =
  | { readonly kind: 'heading'; readonly italic: boolean; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'centred' | 'basis'; readonly content: readonly Inline[] }
  | {
      readonly kind: 'item'
      readonly level: ListLevel
      /** Which run of numbering the item belongs to: items of one level count on within it. */
      readonly instance: number
      readonly marker: string
      readonly content: readonly Inline[]
    }
  | { readonly kind: 'table'; readonly table: SampleTable }
  | { readonly kind: 'page-break' }

export type Source = z.infer<typeof sourceSchema>

export interface Sample extends Omit<Source, 'body' | 'annex' | 'tables'> {
  readonly body: readonly Block[]
  readonly annex: readonly Block[]
}

/** Throws where the YAML does not fit the schema or names a table that is not there. */
export function readSample(path: string): Sample {
  const { body, annex, tables, ...rest } = sourceSchema.parse(parse(readFileSync(path, 'utf8')))
  const named = new Map(Object.entries(tables).map(([name, table]) => [name, buildTable(table)]))
  return { ...rest, body: parseBlocks(body, named), annex: parseBlocks(annex, named) }
}

/** The document as a reader sees it, changes accepted, without automatic numbers: what the quotes of a truth file are checked against. */
export function sampleText(sample: Sample): string {
  const { letterhead } = sample
  const footnotes: string[] = []
  const blockText = (block: Block): string[] => {
    if (block.kind === 'page-break') return []
    if (block.kind === 'table')
      return [
        ...block.table.caption,
        block.table.note ?? '',
        ...block.table.cells.map((cell) => cell.lines.map(plainText).join(' ')),
      ]
    for (const run of block.content) if (run.footnote) footnotes.push(run.footnote)
    return [plainText(block.content)]
  }
  const body = sample.body.flatMap(blockText)
  const annex = sample.annex.flatMap(blockText)
  return [
    ...letterhead.parent,
    ...letterhead.issuer,
    letterhead.number,
    letterhead.date,
    ...sample.marks.map((mark) => mark.text),
    sample.letterSubject.join(' '),
    sample.type ?? '',
    sample.subject.join(' '),
    sample.authorityLine ?? '',
    ...sample.addressees,
    ...body,
    ...sample.signature.lines,
    sample.signature.name,
    ...sample.recipients,
    ...annex,
    ...footnotes,
  ].join('\n')
}

function parseBlocks(markup: string, tables: ReadonlyMap<string, SampleTable>): Block[] {
  const counters = new ListCounters()
  return markup
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): Block => {
      if (line === '@page') return { kind: 'page-break' }
      const [, directive, rest = ''] = /^(@table|##?|\^|~|%[I1a-]!?)\s+(.*)$/.exec(line) ?? []
      if (directive === '@table') {
        const table = tables.get(rest)
        if (!table) throw new Error(`no table called ${rest}`)
        return { kind: 'table', table }
      }
      if (directive === undefined) return { kind: 'paragraph', content: parseInline(line) }
      const content = parseInline(rest)
      if (directive.startsWith('#')) return { kind: 'heading', italic: directive === '##', content }
      if (directive === '^') return { kind: 'centred', content }
      if (directive === '~') return { kind: 'basis', content }
      return { kind: 'item', ...counters.next(directive.charAt(1) as ListLevel, directive.endsWith('!')), content }
    })
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII']
const levelOrder: readonly ListLevel[] = ['I', '1', 'a', '-']

/** Counts as Word does: an item begins its level anew when an item of a higher level came in between. */
class ListCounters {
  private instance = 0
  private counts = [0, 0, 0, 0]

  next(level: ListLevel, anew: boolean): { level: ListLevel; instance: number; marker: string } {
    const depth = levelOrder.indexOf(level)
    if (anew) {
      this.instance += 1
      this.counts = [0, 0, 0, 0]
    }
    this.counts = this.counts.map((count, at) => (at === depth ? count + 1 : at > depth ? 0 : count))
    const count = this.counts[depth]!
    const marker =
      level === 'I'
        ? `${romans[count - 1]!}.`
        : level === '1'
          ? `${count}.`
          : level === 'a'
            ? `${'abcd'.charAt(count - 1)})`
            : '-'
    return { level, instance: this.instance, marker }
  }
}

function buildTable(source: z.infer<typeof tableSchema>): SampleTable {
  const header = tableLines(source.header)
  const grid = [...header, ...tableLines(source.rows)]
  const width = source.widths.length
  for (const row of grid)
    if (row.cells.length !== width)
      throw new Error(`a table row has ${row.cells.length} cells, not ${width}: ${row.cells.join(' | ')}`)
  const total = source.widths.reduce((sum, part) => sum + part, 0)
  const at = (row: number, column: number): string | undefined => grid[row]?.cells[column]
  const cells: TableCell[] = []
  grid.forEach((line, row) => {
    line.cells.forEach((text, column) => {
      if (text === '<' || text === '^') return
      let columnSpan = 1
      while (at(row, column + columnSpan) === '<') columnSpan += 1
      let rowSpan = 1
      while (at(row + rowSpan, column) === '^') rowSpan += 1
      const isHeader = row < header.length
      const letter = source.align.charAt(column)
      const align = isHeader || letter === 'c' ? 'center' : letter === 'r' ? 'right' : 'left'
      const content = text.split(/\s*\/\/\s*/).map(parseInline)
      cells.push({ row, column, rowSpan, columnSpan, lines: content, bold: isHeader || line.bold, align })
    })
  })
  return {
    caption: source.caption,
    note: source.note,
    widths: source.widths.map((part) => part / total),
    headerRows: header.length,
    rowCount: grid.length,
    cells,
    size: source.size,
  }
}

function tableLines(text: string): { bold: boolean; cells: string[] }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({
      bold: line.startsWith('*'),
      cells: line
        .replace(/^\*/, '')
        .split('|')
        .map((cell) => cell.trim()),
    }))
}
