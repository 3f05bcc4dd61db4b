import type { Structure } from './fib.ts'
import { readPlc } from './plc.ts'
import { splitPart, type TextRange } from './text-ranges.ts'
import { structureOf, type WordFile } from './word-file.ts'

const noteMarkBytes = 2

/** The notes of one kind: where their marks stand in the body, and where their text is. */
export class Notes {
  /** Position of a mark in the body → index of its note. */
  readonly marks: ReadonlyMap<number, number>
  readonly #texts: readonly (TextRange | null)[]

  /** `part` is the part of the text that holds the notes. */
  constructor(file: WordFile, marks: Structure, texts: Structure, part: TextRange) {
    const { positions, count } = readPlc(structureOf(file, marks), noteMarkBytes)
    this.marks = new Map(positions.slice(0, count).map((position, index) => [position, index]))
    this.#texts = noteTexts(structureOf(file, texts), part)
  }

  text(index: number): TextRange | null {
    return this.#texts[index] ?? null
  }
}

/** The last text of the table is none: it only ends the part. */
export function noteTexts(table: Uint8Array, part: TextRange): (TextRange | null)[] {
  return splitPart(part, readPlc(table, 0).positions).slice(0, -1)
}
