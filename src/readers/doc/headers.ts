import { i16, u32 } from '../little-endian.ts'
import { forEachSprm, sprm } from './sprm.ts'
import { readPlc } from './plc.ts'
import { splitPart, type TextRange } from './text-ranges.ts'
import { structureOf, type WordFile } from './word-file.ts'

interface Section {
  /** The first page has headers of its own. */
  readonly titlePage: boolean
  /** Word 6: which of the six a section has; a bit each. */
  readonly kinds: number
}

/** What each text of a section is, in the order of the file. */
const kinds = ['even-header', 'header', 'even-footer', 'footer', 'first-header', 'first-footer'] as const

const allKinds = 0b111111
const sectionBytes = 12
/** Bytes; sections of 63 columns stay under a thousand. */
const maxSectionProperties = 2048
const noProperties = 0xffffffff
const facingPagesFlag = 1

/**
 * The headers and footers that some page shows, in the order of sections, each once: a section without one of a kind
 * has that of the section before. `part` is the part of the text with them.
 */
export function shownHeaders(file: WordFile, part: TextRange): { headers: TextRange[]; footers: TextRange[] } {
  const shown = new Map<TextRange, 'headers' | 'footers'>()
  const latest = new Map<string, TextRange>()
  const properties = structureOf(file, 'documentProperties')
  const evenToo = ((properties[0] ?? 0) & facingPagesFlag) !== 0
  const old = file.fib.generation === 'word6'
  const texts = splitPart(part, readPlc(structureOf(file, 'headers'), 0).positions)
  // Before those of sections come the separators of notes: six, in Word 6 those that a byte names.
  let index = countBits(old ? (properties[1] ?? 0) & allKinds : allKinds)
  for (const section of readSections(file)) {
    kinds.forEach((kind, bit) => {
      const own = !old || ((section.kinds >> bit) & 1) === 1 ? texts[index++] : undefined
      if (own && own.end > own.start) latest.set(kind, own)
      const text = latest.get(kind)
      if (text && isShown(kind, section, evenToo)) shown.set(text, kind.endsWith('header') ? 'headers' : 'footers')
    })
  }
  const of = (wanted: 'headers' | 'footers') =>
    // The last mark only ends the text.
    [...shown].filter(([, which]) => which === wanted).map(([{ start, end }]) => ({ start, end: end - 1 }))
  return { headers: of('headers'), footers: of('footers') }
}

function isShown(kind: (typeof kinds)[number], section: Section, evenToo: boolean): boolean {
  if (kind.startsWith('first')) return section.titlePage
  return kind.startsWith('even') ? evenToo : true
}

function countBits(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + countBits(bits >> 1)
}

function readSections(file: WordFile): Section[] {
  const { bytes, count, record } = readPlc(structureOf(file, 'sections'), sectionBytes)
  return Array.from({ length: count }, (_, index) => readSection(file, u32(bytes, record(index) + 2)))
}

function readSection({ main, fib }: WordFile, at: number): Section {
  let titlePage = false
  let grouped = 0
  const length = Math.min(Math.max(0, i16(main, at)), maxSectionProperties)
  if (at !== noProperties)
    forEachSprm(main, at + 2, at + 2 + length, fib.generation, (code, operand) => {
      if (code === sprm.titlePage) titlePage = main[operand] === 1
      if (code === sprm.headerKinds) grouped = main[operand]!
    })
  return { titlePage, kinds: grouped }
}
