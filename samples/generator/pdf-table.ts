import type { SampleTable, TableCell } from './model.ts'
import { breakLines, type PdfLine, type TextStyle } from './pdf-text.ts'
import { contentLeft, contentWidth, type PdfWriter } from './pdf-writer.ts'

const padding = { x: 4, y: 3 }
const leading = 1.18

interface Laid {
  readonly cell: TableCell
  readonly style: TextStyle
  readonly lines: readonly PdfLine[]
  readonly height: number
}

/** Rows are never split; the header rows stand again at the top of every further page. */
export function drawTable(writer: PdfWriter, table: SampleTable): void {
  const { size } = table
  const edges = [0]
  for (const share of table.widths) edges.push(edges.at(-1)! + share * contentWidth)
  const laid = table.cells.map((cell) =>
    layCell(writer, cell, size, edges[cell.column + cell.columnSpan]! - edges[cell.column]!),
  )
  const heights = rowHeights(table, laid)
  const headerHeight = sum(heights.slice(0, table.headerRows))
  const header = laid.filter((one) => one.cell.row < table.headerRows)

  writer.need(
    table.caption.length * 18 + headerHeight + sum(heights.slice(table.headerRows, table.headerRows + 2)) + 20,
  )
  table.caption.forEach((line) =>
    writer.paragraph([{ text: line }], { size: size + 1, bold: true }, { align: 'center' }),
  )
  if (table.note !== undefined)
    writer.paragraph([{ text: table.note }], { size: size - 0.5, italic: true }, { align: 'right' })
  writer.y += 6
  drawRows(writer, header, heights, edges, 0)
  writer.y += headerHeight
  for (const group of rowGroups(table)) {
    const height = sum(heights.slice(group.from, group.to))
    if (writer.y + height > writer.bottom) {
      writer.newPage()
      drawRows(writer, header, heights, edges, 0)
      writer.y += headerHeight
    }
    const rows = laid.filter((one) => one.cell.row >= group.from && one.cell.row < group.to)
    drawRows(writer, rows, heights, edges, group.from)
    writer.y += height
  }
  writer.y += 10
}

function layCell(writer: PdfWriter, cell: TableCell, size: number, width: number): Laid {
  const style: TextStyle = cell.bold ? { size, bold: true } : { size }
  const lines = cell.lines.flatMap((line) => breakLines(line, style, width - 2 * padding.x, 0, writer.measure))
  return { cell, style, lines, height: lines.length * size * leading + 2 * padding.y }
}

function rowHeights(table: SampleTable, laid: readonly Laid[]): number[] {
  const heights = Array.from({ length: table.rowCount }, () => table.size * leading + 2 * padding.y)
  for (const { cell, height } of laid) if (cell.rowSpan === 1) heights[cell.row] = Math.max(heights[cell.row]!, height)
  for (const { cell, height } of laid) {
    const missing = height - sum(heights.slice(cell.row, cell.row + cell.rowSpan))
    if (missing > 0) heights[cell.row + cell.rowSpan - 1]! += missing
  }
  return heights
}

/** Body rows held together by a cell that spans them. */
function rowGroups(table: SampleTable): { from: number; to: number }[] {
  const groups: { from: number; to: number }[] = []
  let from = table.headerRows
  while (from < table.rowCount) {
    let to = from + 1
    for (const cell of table.cells) if (cell.row >= from && cell.row < to) to = Math.max(to, cell.row + cell.rowSpan)
    groups.push({ from, to })
    from = to
  }
  return groups
}

function drawRows(
  writer: PdfWriter,
  cells: readonly Laid[],
  heights: readonly number[],
  edges: readonly number[],
  first: number,
): void {
  for (const { cell, style, lines } of cells) {
    const x = contentLeft + edges[cell.column]!
    const width = edges[cell.column + cell.columnSpan]! - edges[cell.column]!
    const y = writer.y + sum(heights.slice(first, cell.row))
    const height = sum(heights.slice(cell.row, cell.row + cell.rowSpan))
    writer.rule(x, y, x + width, y, 0.5)
    writer.rule(x, y + height, x + width, y + height, 0.5)
    writer.rule(x, y, x, y + height, 0.5)
    writer.rule(x + width, y, x + width, y + height, 0.5)
    const step = style.size * leading
    const top = y + (height - lines.length * step) / 2
    lines.forEach((line, at) =>
      writer.drawLine(line, style, x + padding.x, width - 2 * padding.x, top + at * step, cell.align),
    )
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
