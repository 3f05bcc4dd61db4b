import type { Check } from '../../domain/check.ts'
import type { Citation } from '../citations.ts'
import type { Span, Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { lineAt } from '../figures.ts'
import { countCommon, phrasesOf, syllableKeys, wordKey } from '../word-key.ts'
import { isCount, nameRow } from './form-arithmetic.ts'

/** A list of cited documents, one a line, and the line that leads into it. */
interface CitedList {
  readonly intro: Span
  readonly entries: readonly [Citation, ...Citation[]]
}

/** C14: a number of documents stated before their list, or in a form, and the list itself. */
export function checkListCounts(facts: Facts, check: Check<'list-count'>): Suspicion[] {
  return citedLists(facts).flatMap(({ intro, entries }) => {
    const key = wordKey(facts.slice(intro))
    if (!phrasesOf(check.all).in(key) || facts.words('chosen').in(key)) return []
    return [...statedBefore(facts, intro, entries, check), ...statedInForms(facts, key, entries, check)]
  })
}

/** Shorter lists are a few examples rather than all there are. */
const shortestList = 2

function citedLists(facts: Facts): CitedList[] {
  const lists: { intro: Span; entries: Citation[] }[] = []
  let previous: Span | null = null
  for (const citation of facts.citations) {
    const line = lineAt(facts.text, citation.start)
    if (!/^\s*[-+*•]\s*$/u.test(facts.text.slice(line.start, citation.start))) continue
    const last = lists.at(-1)
    if (last && previous && line.start === behindEntry(facts, previous)) last.entries.push(citation)
    else if (line.start > 0) lists.push({ intro: lineAt(facts.text, line.start - 1), entries: [citation] })
    previous = line
  }
  return lists.filter(
    (list) => list.entries.length >= shortestList && isWhole(facts, list.intro, list.entries),
  ) as unknown as CitedList[]
}

/** An entry that was broken into lines goes on in small letters. */
const furtherLines = /^(?:\s*\p{Ll}[^\n]*\n){0,2}/u
const longestFurther = 400

/** Where the line behind an entry begins. */
function behindEntry({ text }: Facts, { end }: Span): number {
  return end + 1 + furtherLines.exec(text.slice(end + 1, end + longestFurther))![0].length
}

/** No entry of the same mark goes before or behind: it would be one that was not read as a document. */
function isWhole(facts: Facts, intro: Span, entries: readonly Citation[]): boolean {
  const markOf = (line: Span): string | undefined => /^\s*([-+*•])/u.exec(facts.slice(line))?.[1]
  const [first, last] = [entries[0]!, entries.at(-1)!].map(({ start }) => lineAt(facts.text, start))
  if (markOf(intro) === markOf(first!)) return false
  let behind = lineAt(facts.text, Math.min(behindEntry(facts, last!), facts.text.length))
  if (markOf(behind) === undefined && !/[:.]\s*$/u.test(facts.slice(behind)))
    behind = lineAt(facts.text, Math.min(behind.end + 1, facts.text.length))
  return markOf(behind) !== markOf(last!)
}

function statedBefore(
  facts: Facts,
  intro: Span,
  entries: CitedList['entries'],
  { units }: Check<'list-count'>,
): Suspicion[] {
  const counted = units.map((unit) => wordKey(unit).trim())
  const stated = facts.figures.filter(
    ({ start, end, unit, part, whole }) =>
      start >= intro.start && end <= intro.end && part !== null && whole === null && counted.includes(unit),
  )
  const [figure] = stated
  if (!figure || stated.length > 1) return []
  const ofType = entries.filter(({ item }) => item.type !== null && wordKey(item.type).trim() === figure.unit)
  const count = ofType.length > 0 ? ofType.length : entries.length
  if (figure.part!.value === count) return []
  return [
    difference(
      String(figure.part!.value),
      count,
      figure.item.unit ?? '',
      [figure, ...entries],
      figure.item.id,
      entries,
    ),
  ]
}

/** Words a row of a form must share with the line that leads into a list, beyond those every such row has. */
const fewestCommon = 4

function statedInForms(
  facts: Facts,
  key: string,
  entries: CitedList['entries'],
  { units }: Check<'list-count'>,
): Suspicion[] {
  const intro = new Set(key.trim().split(' '))
  const counted = units.map((unit) => wordKey(unit).trim())
  return facts.forms
    .flatMap(({ rows }) => rows)
    .flatMap((row) => {
      if (!isCount(row) || !counted.includes(row.unit) || row.amount.value === entries.length) return []
      const label = new Set(syllableKeys(row.item.indicator))
      if (countCommon(label, intro) < Math.max(fewestCommon, 0.7 * label.size)) return []
      return [
        difference(String(row.amount.value), entries.length, nameRow(row), [row, ...entries], row.item.id, entries),
      ]
    })
}

function difference(
  stated: string,
  counted: number,
  of: string,
  spans: Suspicion['spans'],
  id: string,
  entries: CitedList['entries'],
): Suspicion {
  return {
    values: { stated, counted: String(counted), of },
    spans,
    items: [id, ...entries.map(({ item }) => item.id)],
    expected: String(counted),
    found: stated,
  }
}
