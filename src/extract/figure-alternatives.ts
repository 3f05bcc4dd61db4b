import type { Alternative } from './candidate.ts'
import { readFigure, readNumber, type FigureValues } from './figure-values.ts'
import type { Match } from './match.ts'
import { mostAlternatives, weighRivals } from './rivals.ts'

/** What else a figure could say: its digits by another use of dot and comma, then what the rules that lost made of it. */
export function listAlternatives(match: Match, text: string, values: FigureValues): Alternative[] {
  const { alternatives } = weighRivals(match, statedOf(values), (rival) => {
    const other = readFigure(rival, text)
    return other && statedOf(other.values)
  })
  return [...otherReadings(match, text, values), ...alternatives].slice(0, mostAlternatives)
}

/** What a figure states, key by key. */
function statedOf(values: FigureValues): Alternative['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

/** 250.289 may be 250,289. */
function otherReadings(match: Match, text: string, { value, unit }: FigureValues): Alternative[] {
  const span = match.groups[match.rule.take.value ?? '']
  if (!span || value === null) return []
  const reading = readNumber(text.slice(span.start, span.end).trim(), unit)
  const others = reading?.candidates.map((candidate) => candidate.value).filter((other) => other !== value) ?? []
  return [...new Set(others)].map((other) => ({ rule: match.rule.id, ...span, values: { value: other } }))
}
