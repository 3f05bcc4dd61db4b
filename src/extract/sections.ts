import type { Document } from '../domain/document.ts'
import type { CompiledRule } from '../rules/rule-set.ts'
import { matchRules, withoutOverlaps } from './match.ts'
import type { Passage } from './passages.ts'

export interface SectionValue {
  readonly number: string | null
  readonly title: string
  readonly level: number
  /** Of the heading's paragraph. */
  readonly start: number
  /** Where the next section of its level or above begins, or the body ends. */
  readonly end: number
}

const longestTitle = 200

/** The outline: numbered headings of the body, each running to the next of its level or above. */
export function findSections(
  rules: readonly CompiledRule[],
  document: Document,
  view: string,
  passages: readonly Passage[],
): SectionValue[] {
  const body = passages.filter(
    (passage) => passage.block.kind === 'paragraph' && passage.block.role === 'body' && !passage.block.side,
  )
  const heads = withoutOverlaps(matchRules(rules, view, body)).filter((match) => match.start === match.passage.start)
  const end = document.blocks.filter((block) => block.role === 'body').at(-1)?.end ?? 0
  return heads.map((match, index) => {
    const level = Number(match.rule.set.level)
    const next = heads.slice(index + 1).find((other) => Number(other.rule.set.level) <= level)
    const title = match.groups.title ?? { start: match.end, end: match.passage.end }
    const number = match.groups.number
    return {
      number: number ? document.text.slice(number.start, number.end) : null,
      title: shorten(document.text.slice(title.start, title.end)),
      level,
      start: match.passage.start,
      end: next?.passage.start ?? end,
    }
  })
}

/** A heading runs to its colon or first full stop. */
function shorten(text: string): string {
  const stop = /:|\.(?=\s+\p{Lu})|\n/u.exec(text)
  const head = (stop ? text.slice(0, stop.index) : text).trim().replace(/[.:;]+$/u, '')
  if (head.length <= longestTitle) return head
  return head.slice(0, Math.max(head.lastIndexOf(' ', longestTitle), 1)).trim()
}
