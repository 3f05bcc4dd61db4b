import type { Align, Block, Sample, SampleTable, TableCell } from '../../samples/generator/model.ts'
import { plainOf } from './marked-text.ts'
import type { Report, ReportBlock, ReportTable } from './report.ts'

/** A report as a source of Word and PDF files: see samples/generator/docx.ts and pdf.ts. */
export function toSample(report: Report): Sample {
  const { letterhead, signature } = report
  return {
    letterhead: {
      system: 'state',
      parent: [...letterhead.parent],
      issuer: [...letterhead.issuer],
      number: plainOf(letterhead.number),
      date: plainOf(letterhead.date),
    },
    marks: [],
    letterSubject: [],
    type: plainOf(report.type),
    subject: report.subject.map(plainOf),
    addressees: [],
    body: report.body.map(toBlock),
    signature: { lines: signature.lines.map(plainOf), name: signature.name },
    recipients: report.recipients.slice(1).map(plainOf),
    annex: report.annex.flatMap((block): Block[] => [{ kind: 'page-break' }, toBlock(block)]),
    size: 13.5,
  }
}

function toBlock(block: ReportBlock): Block {
  if (block.kind === 'table') return { kind: 'table', table: toTable(block.table) }
  const content = [{ text: plainOf(block.text) }]
  if (block.kind === 'heading') return { kind: 'heading', italic: false, content }
  return { kind: block.kind, content }
}

const aligns: Readonly<Record<string, Align>> = { l: 'left', c: 'center', r: 'right' }

function toTable({ caption, widths, align, head, rows }: ReportTable): SampleTable {
  const grid = [...head, ...rows]
  const sum = widths.reduce((total, width) => total + width, 0)
  const cells = grid.flatMap((row, at) =>
    row.flatMap((text, column): TableCell[] => {
      if (text === '<' || text === '^') return []
      let columnSpan = 1
      while (row[column + columnSpan] === '<') columnSpan += 1
      let rowSpan = 1
      while (grid[at + rowSpan]?.[column] === '^') rowSpan += 1
      const isHead = at < head.length
      const own = isHead ? 'center' : aligns[align.charAt(column)]!
      return [{ row: at, column, rowSpan, columnSpan, lines: [[{ text: plainOf(text) }]], bold: isHead, align: own }]
    }),
  )
  return {
    caption,
    note: undefined,
    widths: widths.map((width) => width / sum),
    headerRows: head.length,
    rowCount: grid.length,
    cells,
    size: 12,
  }
}
