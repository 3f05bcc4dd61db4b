import { plainKey, searchWords } from '../text/search-words.ts'
import type { SearchWord } from '../text/search-words.ts'
import type { SearchQuery, Term } from './query.ts'
import type { Spelling } from './record-entry.ts'

/** A place in a text: UTF-16 offsets, so that a page can be opened at it. */
export interface Hit {
  readonly start: number
  readonly end: number
}

/** A piece of a text around hits. */
export interface Snippet extends Hit {
  readonly text: string
  /** Offsets into the whole text too. */
  readonly hits: readonly Hit[]
}

/** Characters around a hit, cut between words. */
const around = 60
/** From the first hit of a piece to the last. */
const widest = 240

/** Where a text holds what is asked for, in reading order, overlapping places as one. */
export function findHits(text: string, { terms, spelling }: SearchQuery): Hit[] {
  const asked = terms.filter(({ negative, field }) => !negative && field === 'text')
  if (asked.length === 0) return []
  const words = searchWords(text)
  const places = asked.flatMap((term) => placesOf(words, term, spelling)).sort((a, b) => a.start - b.start)
  const hits: Hit[] = []
  for (const { start, end } of places) {
    const before = hits.at(-1)
    if (before && start < before.end) hits[hits.length - 1] = { start: before.start, end: Math.max(before.end, end) }
    else hits.push({ start, end })
  }
  return hits
}

function placesOf(words: readonly SearchWord[], { words: asked, prefix }: Term, spelling: Spelling): Hit[] {
  const places: Hit[] = []
  const last = asked.length - 1
  for (let i = 0; i + last < words.length; i++) {
    const together = asked.every((word, n) => {
      const there = words[i + n]![spelling]
      return prefix && n === last ? there.startsWith(word[spelling]) : there === word[spelling]
    })
    if (together) places.push({ start: words[i]!.start, end: words[i + last]!.end })
  }
  return places
}

/** The `most` pieces of a text that hold most of what is asked for, in reading order; hits close to each other share one. */
export function makeSnippets(text: string, hits: readonly Hit[], most: number): Snippet[] {
  const groups: Hit[][] = []
  for (const hit of hits) {
    const group = groups.at(-1)
    if (group && hit.start - group.at(-1)!.end <= around && hit.end - group[0]!.start <= widest) group.push(hit)
    else groups.push([hit])
  }
  return groups
    .map((group) => ({
      group,
      different: new Set(group.map(({ start, end }) => plainKey(text.slice(start, end)))).size,
    }))
    .sort((a, b) => b.different - a.different || a.group[0]!.start - b.group[0]!.start)
    .slice(0, most)
    .sort((a, b) => a.group[0]!.start - b.group[0]!.start)
    .map(({ group }) => snippetOf(text, group))
}

function snippetOf(text: string, hits: readonly Hit[]): Snippet {
  const from = Math.max(0, hits[0]!.start - around)
  const to = Math.min(text.length, hits.at(-1)!.end + around)
  const cutStart = from === 0 ? 0 : from + Math.max(0, text.slice(from, hits[0]!.start).search(/(?<=\s)\S/u))
  const cutEnd = to === text.length ? to : Math.max(hits.at(-1)!.end, to - trailing(text.slice(hits.at(-1)!.end, to)))
  return { start: cutStart, end: cutEnd, text: text.slice(cutStart, cutEnd), hits }
}

/** Characters of the word that was cut at the end, with the white space before it. */
function trailing(text: string): number {
  return /\s+\S*$/u.exec(text)?.[0].length ?? 0
}
