import type { Section } from '../../domain/record.ts'
import { parseRoman } from '../../text/numbers.ts'
import type { Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { lineAt } from '../figures.ts'

interface Heading {
  readonly section: Section
  readonly prefix: string
  readonly number: number
  readonly style: 'roman' | 'arabic' | 'letter' | 'capital'
}

interface Break {
  readonly before: Heading
  readonly heading: Heading
}

/** C15: 'III' twice under one heading. */
export function checkRepeatedHeadings(facts: Facts): Suspicion[] {
  return breaksOf(facts)
    .filter(({ before, heading }) => heading.number === before.number)
    .map(({ before, heading }) => ({
      ...describe(heading, nextNumber(before)),
      spans: [titleSpan(facts, heading), titleSpan(facts, before)],
      items: [heading.section.id, before.section.id],
    }))
}

/** C15: II, then IV. */
export function checkSkippedHeadings(facts: Facts): Suspicion[] {
  return breaksOf(facts)
    .filter(({ before, heading }) => isGap(before, heading) && !isWritten(facts, before, heading))
    .map(({ before, heading }) => ({
      ...describe(heading, nextNumber(before)),
      spans: [titleSpan(facts, heading), titleSpan(facts, before)],
      items: [heading.section.id, before.section.id],
    }))
}

/** More than a few numbers at once are not skipped: the line only looks like a heading. */
const widestGap = 3

function isGap(before: Heading, heading: Heading): boolean {
  const step = heading.number - before.number
  return step > 1 && step <= widestGap
}

function nextNumber({ number }: Heading): number {
  return Math.floor(number) + 1
}

function describe(heading: Heading, expected: number): Pick<Suspicion, 'values' | 'expected' | 'found'> {
  const number = heading.section.number ?? ''
  const wanted = `${heading.prefix}${writeNumber(expected, heading.style)}`
  return { values: { number, expected: wanted }, expected: wanted, found: number }
}

/** Headings that do not follow the one before them at their level. A number that begins anew begins another list. */
function breaksOf(facts: Facts): Break[] {
  return facts.keep(breaksOf, () => {
    const found: Break[] = []
    const last = new Map<number, Heading>()
    for (const section of facts.draft.sections) {
      for (const level of last.keys()) if (level > section.level) last.delete(level)
      const heading = readHeading(section)
      if (!heading) {
        last.delete(section.level)
        continue
      }
      const before = last.get(section.level)
      const goesOn = before && before.style === heading.style && before.prefix === heading.prefix
      if (goesOn && heading.number > 1 && !follows(before, heading)) found.push({ before, heading })
      last.set(section.level, heading)
    }
    return found
  })
}

/** The next number, or one before: that begins another list. Half a step is a letter that may be left out. */
function follows(before: Heading, heading: Heading): boolean {
  const step = heading.number - before.number
  return step < 0 || (step > 0 && step <= 1)
}

/** Letters every list of headings has, and those some leave out: they count half a step. */
const alphabet = 'abcdeghiklmnopqrstuvxy'
const optionalLetters: Readonly<Record<string, number>> = { đ: 4.5, f: 5.5, j: 9.5, w: 20.5, z: 22.5 }

function readHeading(section: Section): Heading | null {
  const written = section.number ?? ''
  // 'II.2. Mục tiêu' is numbered below II, '25/2/1968' not at all.
  if (/^\s*\d/u.test(section.title)) return null
  const [, prefix = '', last = ''] = /^((?:\d+\.)*|\D+\s)(\d+|[IVX]+|[a-zđA-ZĐ])$/u.exec(written) ?? []
  if (last === '') return null
  if (/^\d/u.test(last)) return { section, prefix, number: Number(last), style: 'arabic' }
  const roman = /^[IVX]+$/u.test(last) ? parseRoman(last) : null
  if (roman !== null) return { section, prefix, number: roman, style: 'roman' }
  const letter = last.toLowerCase()
  const number = optionalLetters[letter] ?? alphabet.indexOf(letter) + 1
  return { section, prefix, number, style: last === letter ? 'letter' : 'capital' }
}

function writeNumber(number: number, style: Heading['style']): string {
  if (style === 'arabic') return String(number)
  if (style === 'letter') return alphabet[number - 1] ?? '?'
  if (style === 'capital') return alphabet[number - 1]?.toUpperCase() ?? '?'
  const tens = 'X'.repeat(Math.floor(number / 10))
  return tens + (['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][number % 10] ?? '')
}

/** A heading that was not recognised as one is written all the same. */
function isWritten({ text }: Facts, before: Heading, heading: Heading): boolean {
  const skipped = writeNumber(nextNumber(before), heading.style)
  const between = text.slice(before.section.start, heading.section.start)
  const wanted = `${heading.prefix}${skipped}`.replaceAll('.', String.raw`\.`)
  const mark = String.raw`\s*(?:[.):](?!\d)|[/-]\s)`
  const begins = String.raw`(?:^|\n)\s*${wanted}${mark}`
  // Within a line a title follows it; behind a colon or at the line's end it is a figure: 'số phiếu chưa hài lòng: 3.'
  const within = String.raw`(?:(?<!:)\s|;|[^\d\s]\.)${wanted}${mark}[^\S\n]*[\p{L}"“]`
  return new RegExp(`${begins}|${within}`, 'u').test(between)
}

function titleSpan({ text }: Facts, { section }: Heading): { start: number; end: number } {
  return { start: section.start, end: Math.min(lineAt(text, section.start).end, section.start + longestTitle) }
}

/** A heading's paragraph may run on into text. */
const longestTitle = 200
