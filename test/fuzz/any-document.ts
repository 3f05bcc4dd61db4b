import fc from 'fast-check'
import type { Document } from '../../src/domain/document.ts'
import { DocumentError } from '../../src/domain/issue.ts'

/** What holds for every document, however odd its source. */
export function checkDocument({ text, words, blocks, styles }: Document): void {
  let last = 0
  for (const { start, end, style } of words) {
    if (start < last || end <= start || end > text.length || !(style in styles)) throw new Error('a word out of order')
    if (/\s/u.test(text.slice(start, end).replaceAll('\ufeff', ''))) throw new Error('white space in a word')
    last = end
  }
  last = 0
  for (const block of blocks) {
    if (block.start < last || block.end < block.start || block.end > text.length)
      throw new Error('a block out of order')
    last = block.end
    if (block.kind === 'table') checkGrid(block)
  }
  if (text.normalize('NFC') !== text) throw new Error('not NFC')
}

function checkGrid({ rows, columns, cells }: Extract<Document['blocks'][number], { kind: 'table' }>): void {
  const places = new Set<number>()
  for (const cell of cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const place = row * columns + column
        if (places.has(place) || row >= rows || column >= columns) throw new Error(`cells overlap at ${row},${column}`)
        places.add(place)
      }
}

/** Counts what became of every input; anything but a document or a DocumentError is thrown. */
export class Outcomes {
  read = 0
  readonly refused = new Map<string, number>()

  async of(work: () => Promise<Document>): Promise<void> {
    try {
      checkDocument(await work())
      this.read++
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      this.refused.set(error.code, (this.refused.get(error.code) ?? 0) + 1)
    }
  }
}

/** Even over the file; fc.double would nearly always draw its first byte. */
const share = fc.nat(999_999).map((n) => n / 1_000_000)

type Edit =
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'copy'; readonly at: number; readonly from: number; readonly length: number }

const edit = (pieces: readonly string[]): fc.Arbitrary<Edit> =>
  fc.oneof(
    fc.record({ kind: fc.constant('set' as const), at: share, byte: fc.nat(255) }),
    fc.record({ kind: fc.constant('insert' as const), at: share, text: fc.constantFrom(...pieces) }),
    fc.record({ kind: fc.constant('remove' as const), at: share, length: fc.nat(200) }),
    fc.record({ kind: fc.constant('copy' as const), at: share, from: share, length: fc.nat(200) }),
  )

/** A file with bytes changed, pieces of its own kind put in, stretches doubled or taken out, and perhaps its end cut. */
export function changed(source: Uint8Array, pieces: readonly string[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(
      fc.array(edit(pieces), { minLength: 1, maxLength: 12 }),
      fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: share, weight: 1 }),
    )
    .map(([edits, cut]) => {
      const bytes = edits.reduce<Uint8Array>(apply, source)
      return cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length))
    })
}

function apply(bytes: Uint8Array, edit: Edit): Uint8Array {
  const at = Math.floor(edit.at * bytes.length)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  if (edit.kind === 'insert') return Buffer.concat([before, Buffer.from(edit.text, 'latin1'), after])
  if (edit.kind === 'remove') return Buffer.concat([before, after.subarray(edit.length)])
  if (edit.kind === 'copy') {
    const from = Math.floor(edit.from * bytes.length)
    return Buffer.concat([before, bytes.subarray(from, from + edit.length), after])
  }
  const copy = Uint8Array.from(bytes)
  if (at < copy.length) copy[at] = edit.byte
  return copy
}
