/** A piece of a line in one style. `text` is '' for a footnote mark. */
export interface Inline {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly link?: string
  readonly footnote?: string
  readonly change?: 'inserted' | 'deleted'
}

const mark =
  /\*\*(?<bold>.+?)\*\*|__(?<italic>.+?)__|\[(?<label>[^\]]+)\]\((?<link>[^)]+)\)|\^\[(?<footnote>[^\]]+)\]|\{\+(?<inserted>.+?)\+\}|\{-(?<deleted>.+?)-\}/g

/** Marks do not nest. */
export function parseInline(line: string): Inline[] {
  const runs: Inline[] = []
  let end = 0
  for (const match of line.matchAll(mark)) {
    if (match.index > end) runs.push({ text: line.slice(end, match.index) })
    end = match.index + match[0].length
    const { bold, italic, label, link, footnote, inserted, deleted } = match.groups!
    if (bold !== undefined) runs.push({ text: bold, bold: true })
    else if (italic !== undefined) runs.push({ text: italic, italic: true })
    else if (link !== undefined) runs.push({ text: label!, link })
    else if (footnote !== undefined) runs.push({ text: '', footnote })
    else if (inserted !== undefined) runs.push({ text: inserted, change: 'inserted' })
    else runs.push({ text: deleted!, change: 'deleted' })
  }
  if (end < line.length) runs.push({ text: line.slice(end) })
  return runs
}

/** Without footnotes and with changes accepted. */
export function plainText(runs: readonly Inline[]): string {
  return runs
    .filter((run) => run.change !== 'deleted')
    .map((run) => run.text)
    .join('')
}
