import { DocumentError } from '../../domain/issue.ts'
import { CompoundFile } from '../compound-file.ts'
import type { Notices } from '../flow/notices.ts'
import { locate, readFib, type Fib, type Structure } from './fib.ts'

const nothing = new Uint8Array()

/** The streams of a Word file. */
export interface WordFile {
  readonly fib: Fib
  /** Text and pages of formatting. */
  readonly main: Uint8Array
  /** Everything the FIB names; the main stream itself in Word 6 and 95. */
  readonly table: Uint8Array
  /** Properties too long for a page of formatting. */
  readonly data: Uint8Array
  readonly notices: Notices
}

/** Throws DocumentError 'damaged', 'encrypted' or 'unsupported'. */
export function openWordFile(bytes: Uint8Array, notices: Notices): WordFile {
  const container = new CompoundFile(bytes)
  const main = container.stream('WordDocument')
  if (!main) throw new DocumentError('damaged', 'The container holds no Word document.')
  const fib = readFib(main)
  if (fib.tableStream === null) return { fib, main, table: main, data: main, notices }
  // Only one of the two tables is valid, but where just the other is there it is the one.
  const table =
    container.stream(fib.tableStream) ?? container.stream(fib.tableStream === '1Table' ? '0Table' : '1Table')
  if (!table) throw new DocumentError('damaged', 'The Word file has lost its tables: no text can be told from it.')
  return { fib, main, table, data: container.stream('Data') ?? nothing, notices }
}

/** The bytes of a structure; empty where it is not there, and with a notice where it lies outside its stream. */
export function structureOf({ fib, main, table, notices }: WordFile, structure: Structure): Uint8Array {
  const { offset, length } = locate(main, fib, structure)
  if (offset + length <= table.length) return table.subarray(offset, offset + length)
  notices.add('damaged-part')
  return nothing
}
