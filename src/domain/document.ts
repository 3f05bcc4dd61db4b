import type { Issue } from './issue.ts'

/** A rectangle on a page. PDF points (1/72 inch), origin top left, y grows downwards, page rotation already applied. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Page {
  /** 1-based. */
  readonly number: number
  /** Points, as displayed (rotation applied). */
  readonly width: number
  readonly height: number
}

/** How a run of text looks. Interned: documents hold few, words point to them by index. */
export interface Style {
  /** Font name without the PDF subset tag; '' if unknown. */
  readonly font: string
  /** Points. */
  readonly size: number
  readonly bold: boolean
  readonly italic: boolean
}

/**
 * A maximal run of non-space characters. `document.text.slice(start, end)` is its normalised form, `raw` its source
 * characters. `rawOffsets[i]` is where character `start + i` begins in `raw`; absent when both are the same string.
 */
export interface Word {
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly rawOffsets?: readonly number[]
  /** 1-based page, null where the source has no pages. */
  readonly page: number | null
  readonly box: Box | null
  /** Index into `document.styles`. */
  readonly style: number
  /** 0..1 where the text was recognised (OCR). */
  readonly confidence?: number
}

/**
 * Where a block belongs. Everything but `body` is kept, marked, and out of the running text: the footnotes of a page stand
 * after the paragraph or table in which it ends, all else and the notes of sources without pages after the body.
 * `page-header` and `page-footer` are read once however many pages repeat them; bare page numbers are dropped.
 */
export type Role = 'body' | 'footnote' | 'text-box' | 'comment' | 'page-header' | 'page-footer'

/**
 * Paragraphs that stand side by side on the page (letterhead, signature beside recipients) share `region`;
 * `column` counts them from the left (0, 1, …). They follow each other in the text column by column.
 */
export interface SideBySide {
  readonly region: number
  readonly column: number
}

/** `text.slice(start, end)` is the paragraph without its line end; wrapped lines are joined by one space (none after a hyphen or slash that ends a line). */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly start: number
  readonly end: number
  readonly role: Role
  /** 'body/p[3]' (1-based) for flow documents, null for paged ones. */
  readonly path: string | null
  readonly side: SideBySide | null
  readonly align: 'left' | 'center' | 'right' | 'justify' | null
  /** Most of its letters are bold / italic. */
  readonly bold: boolean
  readonly italic: boolean
  /** Most frequent size in points; 0 if unknown. */
  readonly size: number
}

export interface Cell {
  /** 0-based place of the cell's top left corner in the grid. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Empty cells have start === end. A cell's paragraphs and wrapped lines are joined by one space. */
  readonly start: number
  readonly end: number
  /** 'body/table[2]/row[3]/cell[1]' (1-based) for flow documents. */
  readonly path: string | null
}

/** In the text every row is a line, its cells separated by a tab. Rows repeated at the top of continuation pages are dropped. */
export interface Table {
  readonly kind: 'table'
  readonly start: number
  readonly end: number
  readonly role: Role
  readonly path: string | null
  readonly rows: number
  readonly columns: number
  /** How many rows at the top are column heads (0 if it cannot be told from the layout). */
  readonly headerRows: number
  /** Row by row, left to right; a spanned place has no cell of its own. */
  readonly cells: readonly Cell[]
  /** Found from ruling lines or a word processor's table (true), or from whitespace alone (false). */
  readonly ruled: boolean
}

export type Block = Paragraph | Table

/** What every reader makes and every extractor reads. Blocks and words are in text order and do not overlap. */
export interface Document {
  readonly mediaType: string
  /** NFC; paragraphs end in '\n'; every offset anywhere is into this string (UTF-16 units). */
  readonly text: string
  /** Empty where the source has no pages. */
  readonly pages: readonly Page[]
  readonly styles: readonly Style[]
  readonly words: readonly Word[]
  readonly blocks: readonly Block[]
  readonly origin: 'native' | 'ocr' | 'mixed'
  /** Encodings found, sorted: 'unicode', 'tcvn3', 'vni', … */
  readonly encodings: readonly string[]
  readonly issues: readonly Issue[]
}
