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
      ...describe(heading, before.number + 1),
      spans: [titleSpan(facts, heading), titleSpan(facts, before)],
      items: [heading.section.id, before.section.id],
    }))
}

/** C15: II, then IV. */
export function checkSkippedHeadings(facts: Facts): Suspicion[] {
  return breaksOf(facts)
    .filter(({ before, heading }) => isGap(before, heading) && !isWritten(facts, before, heading))
    .map(({ before, heading }) => ({
      ...describe(heading, before.number + 1),
      spans: [titleSpan(facts, heading), titleSpan(facts, before)],
      items: [heading.section.id, before.section.id],
    }))
}

/** More than a few numbers at once are not skipped: the line only looks like a heading. */
const widestGap = 3

function isGap(before: Heading, heading: Heading): boolean {
  return heading.number > before.number + 1 && heading.number <= before.number + widestGap
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
      if (goesOn && heading.number !== before.number + 1 && heading.number >= before.number && heading.number > 1)
        found.push({ before, heading })
      last.set(section.level, heading)
    }
    return found
  })
}

const alphabet = 'abcdđeghiklmnopqrstuvxy'

function readHeading(section: Section): Heading | null {
  const written = section.number ?? ''
  // 'II.2. Mục tiêu' is numbered below II, '25/2/1968' not at all.
  if (/^\s*\d/u.test(section.title)) return null
  const [, prefix = '', last = ''] = /^((?:\d+\.)*|\D+\s)(\d+|[IVX]+|[a-zđ]|[A-ZĐ])$/u.exec(written) ?? []
  if (last === '') return null
  if (/^\d+$/u.test(last)) return { section, prefix, number: Number(last), style: 'arabic' }
  const roman = /^[IVX]+$/u.test(last) ? parseRoman(last) : null
  if (roman !== null) return { section, prefix, number: roman, style: 'roman' }
  const letter = alphabet.indexOf(last.toLowerCase())
  if (letter < 0) return null
  return { section, prefix, number: letter + 1, style: last === last.toLowerCase() ? 'letter' : 'capital' }
}

function writeNumber(number: number, style: Heading['style']): string {
  if (style === 'arabic') return String(number)
  if (style === 'letter') return alphabet[number - 1] ?? '?'
  if (style === 'capital') return alphabet[number - 1]?.toUpperCase() ?? '?'
  const tens = 'X'.repeat(Math.floor(number / 10))
  return tens + (['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][number % 10] ?? '')
}

/** A heading that was not recognised as one is written all the same; đ is often left out. */
function isWritten({ text }: Facts, before: Heading, heading: Heading): boolean {
  const skipped = writeNumber(before.number + 1, heading.style)
  if (heading.number === before.number + 2 && skipped.toLowerCase() === 'đ') return true
  const between = text.slice(before.section.start, heading.section.start)
  const wanted = `${heading.prefix}${skipped}`.replaceAll('.', String.raw`\.`)
  return new RegExp(String.raw`(?:^|[\s;:]|[^\d\s]\.)${wanted}\s*(?:[.):](?!\d)|[/-]\s)`, 'u').test(between)
}

function titleSpan({ text }: Facts, { section }: Heading): { start: number; end: number } {
  return { start: section.start, end: Math.min(lineAt(text, section.start).end, section.start + longestTitle) }
}

/** A heading's paragraph may run on into text. */
const longestTitle = 200
