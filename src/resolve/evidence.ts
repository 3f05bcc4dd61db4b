import { firstIndex } from '../text/first-index.ts'
import type { Block, Document, Word } from '../domain/document.ts'
import type { BoxOnPage, Evidence } from '../domain/record.ts'

/** Two boxes stand on one line if they share this part of the lower one's height. */
const sameLineShare = 0.5

/** Finds where a span of the text stands: its words' boxes, joined line by line, or its path. */
export class EvidenceFinder {
  readonly #words: readonly Word[]
  readonly #blocks: readonly Block[]

  constructor(document: Document) {
    this.#words = document.words
    this.#blocks = document.blocks
  }

  find(start: number, end: number): Evidence {
    const words = this.words(start, end)
    return {
      start,
      end,
      page: words.find((word) => word.page !== null)?.page ?? null,
      boxes: joinBoxes(words),
      path: this.path(start),
    }
  }

  /** The words a span touches, in text order. */
  words(start: number, end: number): readonly Word[] {
    const first = firstAfter(this.#words, start)
    let last = first
    while (last < this.#words.length && this.#words[last]!.start < end) last++
    return this.#words.slice(first, last)
  }

  path(offset: number): string | null {
    const block = this.block(offset)
    if (!block) return null
    if (block.kind === 'paragraph') return block.path
    return block.cells.find((cell) => cell.start <= offset && offset < cell.end)?.path ?? block.path
  }

  block(offset: number): Block | undefined {
    const block = this.#blocks[firstAfter(this.#blocks, offset)]
    return block && block.start <= offset ? block : undefined
  }
}

/** Index of the first span that ends after `offset`; spans are in order and disjoint. */
function firstAfter(spans: readonly { readonly end: number }[], offset: number): number {
  return firstIndex(spans.length, (at) => spans[at]!.end > offset)
}

function joinBoxes(words: readonly Word[]): BoxOnPage[] {
  const boxes: BoxOnPage[] = []
  for (const { page, box } of words) {
    if (page === null || box === null) continue
    const last = boxes.at(-1)
    const overlap = last ? Math.min(last.y + last.height, box.y + box.height) - Math.max(last.y, box.y) : 0
    const onLine =
      last?.page === page && overlap > sameLineShare * Math.min(last.height, box.height) && box.x >= last.x - 1
    if (!onLine) {
      boxes.push({ page, ...box })
      continue
    }
    const x = Math.min(last.x, box.x)
    const y = Math.min(last.y, box.y)
    boxes[boxes.length - 1] = {
      page,
      x,
      y,
      width: Math.max(last.x + last.width, box.x + box.width) - x,
      height: Math.max(last.y + last.height, box.y + box.height) - y,
    }
  }
  return boxes.map(roundBox)
}

/** A hundredth of a point is finer than any page; outwards, so that the box still holds its words. */
function roundBox({ page, x, y, width, height }: BoxOnPage): BoxOnPage {
  const left = Math.floor(x * 100) / 100
  const top = Math.floor(y * 100) / 100
  return {
    page,
    x: left,
    y: top,
    width: Math.ceil((x + width - left) * 100) / 100,
    height: Math.ceil((y + height - top) * 100) / 100,
  }
}
