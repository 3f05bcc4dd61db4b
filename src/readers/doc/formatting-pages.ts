import { u16, u32 } from '../little-endian.ts'
import type { Extent, Fib } from './fib.ts'
import { lastNotAbove, readPlc } from './plc.ts'
import { structureOf, type WordFile } from './word-file.ts'

/** A run of bytes of the main stream with properties of its own. */
export interface FormattedRun {
  readonly start: number
  readonly end: number
  /** Where its property list is in the main stream; null where it has none. Runs with the same place are formatted alike. */
  readonly properties: Extent | null
  /** Paragraphs only: index of the style. */
  readonly style: number
}

const pageBytes = 512
const pageShift = 9
const pageNumberMask = 0x3fffff

/** Runs of one kind, characters or paragraphs, by their place in the main stream ([MS-DOC] 2.9.33, 2.9.175). */
export class FormattingPages {
  readonly #runs: readonly FormattedRun[]
  readonly #starts: readonly number[]
  #last = 0

  constructor(file: WordFile, kind: 'character' | 'paragraph') {
    const numbers = pageNumbers(file, kind)
    const runs = numbers.flatMap((page) => readPage(file, page << pageShift, kind))
    const ordered = runs.every(({ start }, index) => index === 0 || runs[index - 1]!.start <= start)
    this.#runs = ordered ? runs : runs.sort((a, b) => a.start - b.start)
    this.#starts = this.#runs.map(({ start }) => start)
  }

  /** The run that holds a byte; between runs one without properties, up to the next. */
  at(offset: number): FormattedRun {
    const last = this.#runs[this.#last]
    if (last && last.start <= offset && offset < last.end) return last
    const index = lastNotAbove(this.#starts, offset)
    const run = this.#runs[index]
    if (run && offset < run.end) {
      this.#last = index
      return run
    }
    return { start: offset, end: this.#starts[index + 1] ?? Number.MAX_SAFE_INTEGER, properties: null, style: 0 }
  }
}

/** Each page once: a real bin table never names one twice, and no more of them than the stream holds. */
function pageNumbers(file: WordFile, kind: 'character' | 'paragraph'): number[] {
  const old = file.fib.generation === 'word6'
  const { bytes, count, record } = readPlc(
    structureOf(file, kind === 'character' ? 'characterBins' : 'paragraphBins'),
    old ? 2 : 4,
  )
  const most = file.main.length >> pageShift
  const numbers = new Set<number>()
  for (let index = 0; index < count; index++) {
    const number = old ? u16(bytes, record(index)) : u32(bytes, record(index)) & pageNumberMask
    if (number < most) numbers.add(number)
  }
  // Word 6 may leave pages out of the bin table where memory was short; they follow one another.
  const { offset, length } = kind === 'character' ? file.fib.characterPages : file.fib.paragraphPages
  if (numbers.size < length && offset > 0)
    for (let number = offset; number < Math.min(offset + length, most); number++) numbers.add(number)
  return [...numbers]
}

function readPage({ fib, main }: WordFile, page: number, kind: 'character' | 'paragraph'): FormattedRun[] {
  const runs: FormattedRun[] = []
  const count = main[page + pageBytes - 1] ?? 0
  const recordBytes = kind === 'character' ? 1 : fib.generation === 'word6' ? 7 : 13
  for (let index = 0; index < count; index++) {
    const record = (count + 1) * 4 + index * recordBytes
    if (record >= pageBytes - 1) break
    const start = u32(main, page + index * 4)
    const end = u32(main, page + (index + 1) * 4)
    if (end <= start) continue
    const at = page + main[page + record]! * 2
    runs.push(
      at === page
        ? { start, end, properties: null, style: 0 }
        : {
            start,
            end,
            ...(kind === 'character' ? characterList(main, at) : paragraphList(main, at, page, fib.generation)),
          },
    )
  }
  return runs
}

function characterList(main: Uint8Array, at: number): Pick<FormattedRun, 'properties' | 'style'> {
  return { properties: { offset: at + 1, length: main[at]! }, style: 0 }
}

/**
 * Counted in 2 bytes. Since Word 97 the first pair holds the count too, or 0 where the byte after it holds the count.
 */
function paragraphList(
  main: Uint8Array,
  at: number,
  page: number,
  generation: Fib['generation'],
): Pick<FormattedRun, 'properties' | 'style'> {
  const short = main[at]! * 2
  const [start, bytes] =
    generation === 'word6' ? [at + 1, short] : short === 0 ? [at + 2, main[at + 1]! * 2] : [at + 1, short - 1]
  const length = Math.min(bytes, page + pageBytes - start) - 2
  if (length < 0) return { properties: null, style: 0 }
  return { properties: { offset: start + 2, length }, style: u16(main, start) }
}
