import { describe, expect, test } from 'vitest'
import type { Document } from '../src/domain/document.ts'
import { defaultLimits, type Reader } from '../src/readers/reader.ts'

export interface ReaderCase {
  readonly name: string
  readonly bytes: () => Uint8Array | Promise<Uint8Array>
}

/** Rounding to hundredths of a point may carry a box this far over the page's edge. */
const edge = 0.02

/** What holds for every document of every reader. */
export function describeReader(name: string, reader: Reader, cases: readonly ReaderCase[]): void {
  describe(`${name} keeps the contract of readers`, () => {
    test.each(cases)('$name', async ({ bytes }) => {
      const source = await bytes()
      const document = await reader(source, defaultLimits)
      expect(document.blocks.length).toBeGreaterThan(0)
      expectText(document)
      expectWords(document)
      expectBlocks(document)
      expectTables(document)
      expectBoxes(document)
      expect(JSON.parse(JSON.stringify(document))).toEqual(document)
      expect(await reader(source, defaultLimits)).toEqual(document)
    })
  })
}

function expectText({ text }: Document): void {
  expect(text).toBe(text.normalize('NFC'))
  expect(text.endsWith('\n')).toBe(true)
}

/** Words are ordered, apart, made of visible characters, and together hold every visible character of the text. */
function expectWords(document: Document): void {
  const { text, words, styles } = document
  let end = 0
  for (const word of words) {
    expect(word.start).toBeGreaterThanOrEqual(end)
    expect(word.end).toBeGreaterThan(word.start)
    expect(text.slice(end, word.start).trim()).toBe('')
    expect(text.slice(word.start, word.end)).toMatch(/^\S+$/u)
    expect(word.raw).not.toBe('')
    expect(styles[word.style]).toBeDefined()
    expectRaw(document, word)
    end = word.end
  }
  expect(text.slice(end).trim()).toBe('')
}

function expectRaw({ text }: Document, word: Document['words'][number]): void {
  if (!word.rawOffsets) {
    expect(word.raw).toBe(text.slice(word.start, word.end))
    return
  }
  expect(word.rawOffsets).toHaveLength(word.end - word.start)
  let before = 0
  for (const offset of word.rawOffsets) {
    expect(offset).toBeGreaterThanOrEqual(before)
    expect(offset).toBeLessThan(word.raw.length)
    before = offset
  }
}

/** Blocks are ordered, apart, and every word lies inside one. Body first, whatever stands apart after it. */
function expectBlocks({ text, words, blocks }: Document): void {
  let end = 0
  let bodyEnded = false
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end)
    expect(block.end).toBeGreaterThanOrEqual(block.start)
    expect(block.end).toBeLessThan(text.length)
    expect(text[block.end]).toBe('\n')
    if (block.kind === 'paragraph') expect(text.slice(block.start, block.end).trim()).not.toBe('')
    if (block.role !== 'body') bodyEnded = true
    else expect(bodyEnded).toBe(false)
    end = block.end
  }
  let at = 0
  for (const word of words) {
    while (blocks[at] && blocks[at]!.end < word.end) at++
    expect(blocks[at]).toBeDefined()
    expect(word.start).toBeGreaterThanOrEqual(blocks[at]!.start)
  }
}

/** Every place of the grid belongs to exactly one cell; cells are in order and their text lies in the table's. */
function expectTables({ blocks }: Document): void {
  for (const table of blocks) {
    if (table.kind !== 'table') continue
    const taken = new Set<string>()
    let end = table.start
    for (const cell of table.cells) {
      expect(cell.start).toBeGreaterThanOrEqual(end)
      expect(cell.end).toBeGreaterThanOrEqual(cell.start)
      expect(cell.end).toBeLessThanOrEqual(table.end)
      end = cell.end
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
          expect(taken).not.toContain(`${row},${column}`)
          taken.add(`${row},${column}`)
          expect(row).toBeLessThan(table.rows)
          expect(column).toBeLessThan(table.columns)
        }
      }
    }
    expect(table.headerRows).toBeLessThanOrEqual(table.rows)
  }
}

function expectBoxes({ pages, words }: Document): void {
  const byNumber = new Map(pages.map((page) => [page.number, page]))
  for (const { page: number, box } of words) {
    if (number === null || box === null) {
      expect(pages).toHaveLength(0)
      continue
    }
    const page = byNumber.get(number)
    expect(page).toBeDefined()
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.y).toBeGreaterThanOrEqual(0)
    expect(box.width).toBeGreaterThanOrEqual(0)
    expect(box.height).toBeGreaterThan(0)
    expect(box.x + box.width).toBeLessThanOrEqual(page!.width + edge)
    expect(box.y + box.height).toBeLessThanOrEqual(page!.height + edge)
  }
}
