import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FlowBlock } from '../../domain/review-api.ts'
import { say } from '../words/speak.ts'
import { cutIntoPieces, type Mark } from './marks.ts'
import { zoom } from './zoom.ts'

type Block = FlowBlock
type Paragraph = Extract<FlowBlock, { kind: 'paragraph' }>
type Table = Extract<FlowBlock, { kind: 'table' }>
type Cell = Table['cells'][number]

interface Props {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly marks: readonly Mark[]
  readonly active: string | null
  readonly onPick: (id: string) => void
  readonly onSelected: (start: number, end: number) => void
}

/** A document without pages as its paragraphs and tables, the items' places marked in the text. */
export function FlowPane({ text, blocks, marks, active, onPick, onSelected }: Props) {
  const desk = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = desk.current?.querySelector('.piece.active')
    if (place) showPiece(desk.current!, place)
  }, [active, blocks])
  const shared = { text, marks, active, onPick }
  return (
    <div
      class="desk flow-desk"
      ref={desk}
      tabIndex={0}
      role="region"
      aria-label={say('pages')}
      onMouseUp={() => {
        const range = selectedRange(desk.current!)
        if (range !== null) onSelected(range.start, range.end)
      }}
    >
      <article class="flow" lang="vi" style={{ fontSize: `${15 * zoom.value}px` }}>
        {rowsOf(blocks).map((row, index) =>
          Array.isArray(row) ? (
            <div class="flow-side" key={index}>
              {columnsOf(row).map((column, place) => (
                <div key={place}>
                  {column.map((block) => (
                    <FlowParagraph key={block.start} block={block} {...shared} />
                  ))}
                </div>
              ))}
            </div>
          ) : row.kind === 'table' ? (
            <FlowTable key={index} table={row} {...shared} />
          ) : (
            <FlowParagraph key={index} block={row} {...shared} />
          ),
        )}
      </article>
    </div>
  )
}

type Shared = Pick<Props, 'text' | 'marks' | 'active' | 'onPick'>

function FlowParagraph({ block, ...shared }: Shared & { readonly block: Paragraph }) {
  const looks = [`align-${block.align ?? 'left'}`, `role-${block.role}`, block.bold && 'bold', block.italic && 'italic']
  return (
    <p class={`flow-p ${looks.filter(Boolean).join(' ')}`}>
      <Pieces start={block.start} end={block.end} {...shared} />
    </p>
  )
}

function FlowTable({ table, ...shared }: Shared & { readonly table: Table }) {
  const rows = Map.groupBy(table.cells, ({ row }) => row)
  return (
    <div class="flow-table">
      <table class={isLetterhead(table) ? 'plain' : 'ruled'}>
        <tbody>
          {[...rows].map(([row, cells]) => (
            <tr key={row} class={row < table.headerRows ? 'head' : ''}>
              {cells.map((cell) => (
                <FlowCell key={cell.column} cell={cell} {...shared} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Letterheads and signatures are set in Word as small tables whose lines nobody sees. */
function isLetterhead({ columns, rows, headerRows }: Table): boolean {
  return columns === 2 && rows <= 4 && headerRows === 0
}

function FlowCell({ cell, ...shared }: Shared & { readonly cell: Cell }) {
  return (
    <td rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
      <Pieces start={cell.start} end={cell.end} {...shared} />
    </td>
  )
}

function Pieces({
  start,
  end,
  text,
  marks,
  active,
  onPick,
}: Shared & { readonly start: number; readonly end: number }) {
  return (
    <>
      {cutIntoPieces(start, end, marks).map((piece) => {
        const own = piece.marks.find(({ id }) => id === active)
        const nearest = piece.marks.at(-1)
        const looks = nearest === undefined ? 'piece' : `piece marked ${(own ?? nearest).tone}${own ? ' active' : ''}`
        return (
          <span
            key={piece.start}
            class={looks}
            data-start={piece.start}
            onClick={nearest && (() => onPick(nearest.id))}
          >
            {text.slice(piece.start, piece.end)}
          </span>
        )
      })}
    </>
  )
}

/** Neighbouring paragraphs of one region, which stand side by side, as one row. */
function rowsOf(blocks: readonly Block[]): (Block | Paragraph[])[] {
  const rows: (Block | Paragraph[])[] = []
  for (const block of blocks) {
    const last = rows.at(-1)
    if (block.kind === 'table' || block.side === null) rows.push(block)
    else if (Array.isArray(last) && last[0]?.side?.region === block.side.region) last.push(block)
    else rows.push([block])
  }
  return rows
}

function columnsOf(row: readonly Paragraph[]): Paragraph[][] {
  return [...Map.groupBy(row, ({ side }) => side?.column ?? 0)].sort(([a], [b]) => a - b).map(([, column]) => column)
}

function showPiece(desk: HTMLElement, piece: Element): void {
  const place = piece.getBoundingClientRect()
  const frame = desk.getBoundingClientRect()
  if (place.top < frame.top + 40 || place.bottom > frame.bottom - 60) {
    desk.scrollTop += place.top - frame.top - frame.height / 3
  }
}

/** Offsets of what is selected in an element, or null if that is nothing. */
function selectedRange(within: HTMLElement): { readonly start: number; readonly end: number } | null {
  const selection = getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!within.contains(range.commonAncestorContainer)) return null
  const start = offsetOf(range.startContainer, range.startOffset)
  const end = offsetOf(range.endContainer, range.endOffset)
  return start === null || end === null || end <= start ? null : { start, end }
}

function offsetOf(node: Node, offset: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  const start = piece?.dataset['start']
  return start === undefined ? null : Number(start) + (node instanceof Element ? 0 : offset)
}
