import type { Evidence } from '../../domain/record.ts'

/** An item's place as the page shows it; `tone` says what stands with it. */
export interface Mark {
  readonly id: string
  readonly evidence: readonly Evidence[]
  readonly tone: 'settled' | 'open' | 'doubt'
}

export interface MarkBox {
  readonly id: string
  readonly tone: Mark['tone']
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Points around a word that belong to its box. */
const margin = 1.5

export function boxesOf(marks: readonly Mark[]): MarkBox[] {
  return marks.flatMap(({ id, tone, evidence }) =>
    evidence.flatMap(({ boxes }) =>
      boxes.map(({ page, x, y, width, height }) => ({
        id,
        tone,
        page,
        x: x - margin,
        y: y - margin,
        width: width + 2 * margin,
        height: height + 2 * margin,
      })),
    ),
  )
}

/** A piece of text with the marks that cover all of it, the widest first. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly marks: readonly Mark[]
}

/** Cuts `start`..`end` where marks begin and end. */
export function cutIntoPieces(start: number, end: number, marks: readonly Mark[]): Piece[] {
  const inside = marks.flatMap((mark) =>
    mark.evidence.filter((one) => one.start < end && one.end > start).map((one) => ({ mark, ...one })),
  )
  const cuts = new Set([start, end])
  for (const one of inside) {
    if (one.start > start) cuts.add(one.start)
    if (one.end < end) cuts.add(one.end)
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(1).map((to, index) => {
    const from = places[index]!
    const covering = inside.filter((one) => one.start <= from && one.end >= to)
    covering.sort((a, b) => b.end - b.start - (a.end - a.start))
    return { start: from, end: to, marks: covering.map(({ mark }) => mark) }
  })
}
