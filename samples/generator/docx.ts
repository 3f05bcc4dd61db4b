import {
  AlignmentType,
  BorderStyle,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  Header,
  type IRunOptions,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  Textbox,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Inline } from './inline.ts'
import type { Align, Block, ListLevel, Sample, SampleTable } from './model.ts'
import { fixPackage } from './docx-package.ts'

/** Twentieths of a point: A4 with the margins of Nghị định 30/2020, Phụ lục I, mục I.2. */
const page = { width: 11906, height: 16838, top: 1134, bottom: 1134, left: 1701, right: 1021 }
const contentWidth = page.width - page.left - page.right
const firstLine = 720
const changed = { author: 'Văn thư', date: '2024-01-01T00:00:00Z' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

interface Look {
  /** Points. */
  readonly size: number
  readonly bold?: boolean
  readonly italic?: boolean
}

export async function makeDocx(sample: Sample, title: string): Promise<Buffer> {
  const writer = new DocxWriter(sample.size)
  const children = [
    ...sample.marks.filter((mark) => mark.at === 'top').map((mark) => markBox(mark.text)),
    letterhead(sample),
    ...sample.marks.filter((mark) => mark.at === 'number').map((mark) => markBox(mark.text)),
    ...titleLines(writer, sample),
    ...sample.body.flatMap((block) => writer.block(block)),
    signature(sample),
    ...sample.annex.flatMap((block) => writer.block(block)),
  ]
  const document = new Document({
    title,
    creator: 'boctach samples',
    lastModifiedBy: 'boctach samples',
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: half(sample.size), language: { value: 'vi-VN' } } },
      },
    },
    numbering: { config: [{ reference: 'outline', levels: outlineLevels }] },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.top, bottom: page.bottom, left: page.left, right: page.right },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
              }),
            ],
          }),
          first: new Header({ children: [new Paragraph('')] }),
        },
        children,
      },
    ],
  })
  return fixPackage(await Packer.toBuffer(document))
}

const depthOf: Record<ListLevel, number> = { I: 0, '1': 1, a: 2, '-': 3 }
const outlineLevels = (
  [
    [LevelFormat.UPPER_ROMAN, '%1.', true],
    [LevelFormat.DECIMAL, '%2.', false],
    [LevelFormat.LOWER_LETTER, '%3)', false],
    [LevelFormat.BULLET, '-', false],
  ] as const
).map(([format, text, bold], level) => ({
  level,
  format,
  text,
  alignment: AlignmentType.LEFT,
  style: { run: { bold, font: 'Times New Roman' }, paragraph: { indent: { left: 0, firstLine } } },
}))

class DocxWriter {
  private changes = 0
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  block(block: Block): (Paragraph | Table)[] {
    const { size } = this
    switch (block.kind) {
      case 'page-break':
        return [new Paragraph({ children: [new PageBreak()] })]
      case 'table':
        return this.table(block.table)
      case 'heading':
        return [this.paragraph(block.content, { size, bold: true, italic: block.italic }, { keepNext: true })]
      case 'centred':
        return [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 60, after: 60 },
            children: this.runs(block.content, { size, bold: true }),
          }),
        ]
      case 'basis':
        return [this.paragraph(block.content, { size, italic: true })]
      case 'item':
        return [
          new Paragraph({
            alignment: AlignmentType.JUSTIFIED,
            spacing: { before: 60, after: 60 },
            numbering: { reference: 'outline', level: depthOf[block.level], instance: block.instance },
            children: this.runs(block.content, { size, bold: block.level === 'I' }),
          }),
        ]
      case 'paragraph':
        return [this.paragraph(block.content, { size })]
    }
  }

  paragraph(content: readonly Inline[], look: Look, options: { keepNext?: boolean } = {}): Paragraph {
    return new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      spacing: { before: 60, after: 60 },
      indent: { firstLine },
      ...options,
      children: this.runs(content, look),
    })
  }

  runs(content: readonly Inline[], look: Look): ParagraphChild[] {
    return content.map((run) => {
      const bold = look.bold === true || run.bold === true
      const italic = look.italic === true || run.italic === true
      const options = runOptions(run.text, { size: look.size, bold, italic })
      if (run.footnote !== undefined)
        return new FootnoteReferenceRun({
          children: [new Paragraph({ children: [new TextRun({ text: run.footnote, size: 21 })] })],
        })
      if (run.link !== undefined)
        return new ExternalHyperlink({
          link: run.link,
          children: [new TextRun({ ...options, color: '0563C1', underline: { type: UnderlineType.SINGLE } })],
        })
      if (run.change === undefined) return new TextRun(options)
      this.changes += 1
      const change = { ...options, ...changed, id: this.changes }
      return run.change === 'inserted' ? new InsertedTextRun(change) : new DeletedTextRun(change)
    })
  }

  private table(table: SampleTable): (Paragraph | Table)[] {
    const widths = table.widths.map((share) => Math.round(share * contentWidth))
    const caption = table.caption.map(
      (line) =>
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [textRun(line, { size: table.size + 1, bold: true })],
        }),
    )
    if (table.note !== undefined)
      caption.push(
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          keepNext: true,
          children: [textRun(table.note, { size: table.size - 0.5, italic: true })],
        }),
      )
    const rows = Array.from(
      { length: table.rowCount },
      (_, row) =>
        new TableRow({
          cantSplit: true,
          ...(row < table.headerRows ? { tableHeader: true } : {}),
          children: table.cells.filter((cell) => cell.row === row).map((cell) => this.cell(cell, table.size, widths)),
        }),
    )
    return [
      ...caption,
      new Table({
        width: { size: contentWidth, type: WidthType.DXA },
        columnWidths: widths,
        layout: TableLayoutType.FIXED,
        alignment: AlignmentType.CENTER,
        rows,
      }),
      new Paragraph({ children: [] }),
    ]
  }

  private cell(cell: SampleTable['cells'][number], size: number, widths: readonly number[]): TableCell {
    const width = widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, one) => sum + one, 0)
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      columnSpan: cell.columnSpan,
      rowSpan: cell.rowSpan,
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      children: cell.lines.map(
        (line) =>
          new Paragraph({
            alignment: alignments[cell.align],
            children: this.runs(line, cell.bold ? { size, bold: true } : { size }),
          }),
      ),
    })
  }
}

/** Two borderless columns, as offices lay out the letterhead and the signature. */
function sideBySide(shares: readonly [number, number], left: Paragraph[], right: Paragraph[]): Table {
  const widths = shares.map((share) => Math.round(share * contentWidth))
  const cell = (children: Paragraph[], at: number): TableCell =>
    new TableCell({ borders: noBorders, width: { size: widths[at]!, type: WidthType.DXA }, children })
  return new Table({
    width: { size: contentWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [new TableRow({ children: [cell(left, 0), cell(right, 1)] })],
  })
}

function line(
  text: string,
  look: Look,
  align: Align = 'center',
  spacing: { before?: number; after?: number } = {},
): Paragraph {
  return new Paragraph({
    alignment: alignments[align],
    spacing,
    children: [textRun(text, look)],
  })
}

function letterhead(sample: Sample): Table {
  const { letterhead: head } = sample
  const party = head.system === 'party'
  const short = head.parent.length + head.issuer.length + (party ? 1 : 0) < 2
  const left = [
    ...head.parent.map((text) => line(text, { size: 12.5 })),
    ...head.issuer.map((text) => line(text, { size: 12.5, bold: true })),
    party ? line('*', { size: 12.5 }) : ruleBelow(1200),
    ...(short ? [line('', { size: 12.5 })] : []),
    line(head.number, { size: 13 }, 'center', { before: 60 }),
    ...sample.letterSubject.map((text) => line(text, { size: 12.5 })),
  ]
  const right = party
    ? [line('ĐẢNG CỘNG SẢN VIỆT NAM', { size: 14, bold: true }), ruleBelow(900)]
    : [
        line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12.5, bold: true }),
        line('Độc lập - Tự do - Hạnh phúc', { size: 13.5, bold: true }),
        ruleBelow(1000),
      ]
  right.push(line(head.date, { size: 13.5, italic: true }, 'center', { before: 60 }))
  return sideBySide([0.42, 0.58], left, right)
}

/** A short line: an empty paragraph with a top border between indents. */
function ruleBelow(indent: number): Paragraph {
  return new Paragraph({
    indent: { left: indent, right: indent },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { line: 120 },
    children: [],
  })
}

function markBox(text: string): Paragraph {
  return new Paragraph({
    children: [
      new Textbox({
        style: { width: '90pt', height: '22pt', position: 'relative', left: '20pt', wrapStyle: 'square' },
        children: [line(text, { size: 13, bold: true })],
      }),
    ],
  })
}

function titleLines(writer: DocxWriter, sample: Sample): Paragraph[] {
  const { size } = sample
  const out: Paragraph[] = []
  if (sample.type !== undefined) {
    out.push(line(sample.type, { size: size + 0.5, bold: true }, 'center', { before: 240 }))
    out.push(...sample.subject.map((text) => line(text, { size, bold: true })))
    out.push(sample.letterhead.system === 'state' ? ruleBelow(3700) : line('-----', { size }))
  }
  if (sample.authorityLine !== undefined)
    out.push(line(sample.authorityLine, { size, bold: true }, 'center', { after: 120 }))
  const [first, ...others] = sample.addressees
  if (first === undefined) return out
  if (others.length === 0) {
    out.push(line(`Kính gửi: ${first}`, { size }, 'center', { before: 200, after: 160 }))
    return out
  }
  const indented = (text: string, left: number): Paragraph =>
    new Paragraph({ indent: { left }, children: writer.runs([{ text }], { size }) })
  out.push(
    indented('Kính gửi:', 1400),
    ...sample.addressees.map((text) => indented(text, 2400)),
    new Paragraph({ children: [] }),
  )
  return out
}

function signature(sample: Sample): Table {
  const left = [
    new Paragraph({ children: [textRun('Nơi nhận:', { size: 12, bold: true, italic: true })] }),
    ...sample.recipients.map((text) => line(text, { size: 11 }, 'left')),
  ]
  const right = [
    ...sample.signature.lines.map((text) => line(text, { size: 13.5, bold: true })),
    ...Array.from({ length: 4 }, () => line('', { size: 13.5 })),
    line(sample.signature.name, { size: 13.5, bold: true }),
  ]
  return sideBySide([0.46, 0.54], left, right)
}

function textRun(text: string, look: Look): TextRun {
  return new TextRun(runOptions(text, look))
}

/** Marks that are off are left out, as Word does. */
function runOptions(text: string, look: Look): IRunOptions {
  return {
    text,
    size: half(look.size),
    ...(look.bold === true ? { bold: true } : {}),
    ...(look.italic === true ? { italics: true } : {}),
  }
}

function half(points: number): number {
  return Math.round(points * 2)
}
