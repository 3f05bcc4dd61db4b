import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '../../store/store.ts'
import { differenceLines } from './difference-lines.ts'
import { gatherReport } from './gather-report.ts'
import type { Report } from './gather-report.ts'
import { escapeText } from '../../export/plots.ts'
import { number, sectionsOf, time } from './sections.ts'
import type { Section } from './sections.ts'

/**
 * Writes `report.html`, which stands alone, and `report.md` into a folder, and where records differ from those before
 * `differences.jsonl`. Gives the path of the first.
 */
export async function writeReport(store: Store, editionId: number, folder: string): Promise<string> {
  const report = await gatherReport(store, editionId)
  const sections = sectionsOf(report)
  await writeWhole(join(folder, 'report.md'), toMarkdown(report, sections))
  if (report.differences) await writeWhole(join(folder, 'differences.jsonl'), differenceLines(store, editionId))
  const path = join(folder, 'report.html')
  await writeWhole(path, toHtml(report, sections))
  return path
}

async function writeWhole(path: string, content: string | AsyncIterable<string>): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  await writeFile(temporary, content)
  await rename(temporary, path)
}

function summaryOf({ pages, findings, times, version, rules, firstAt, lastAt }: Report): string {
  const when = firstAt === null || lastAt === null ? '' : ` between ${time(firstAt)} and ${time(lastAt)} (UTC)`
  return (
    `${number(times.documents)} documents read, ${number(pages)} pages, ${number(findings)} findings, ` +
    `by version ${version} with rules ${rules.slice(0, 12)}${when}.`
  )
}

const style = `
:root { color-scheme: light dark; --ink: #1d2328; --paper: #fff; --faint: #667; --rule: #dde1e6; --bar: #3b6ea5 }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e6ea; --paper: #16191d; --faint: #9aa3ad; --rule: #333a42; --bar: #6ea3d8 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2.5rem }
p { color: var(--faint) } svg { max-width: 100%; height: auto; font-size: 12px }
.bar { fill: var(--bar) } .line { stroke: var(--rule) } text { fill: var(--ink); dominant-baseline: middle }
.label { text-anchor: end } .axis { fill: var(--faint) }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem } th { text-align: left; color: var(--faint); font-weight: 500 }
td, th { border-bottom: 1px solid var(--rule); padding: .2rem .8rem .2rem 0; vertical-align: top; overflow-wrap: anywhere }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
summary { color: var(--faint); cursor: pointer }`

function toHtml(report: Report, sections: readonly Section[]): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>boctach: run report</title>
<style>${style}</style>
<h1>Run report</h1>
<p>${escapeText(summaryOf(report))}</p>
${sections.map(htmlSection).join('\n')}
</html>
`
}

function htmlSection({ title, note, plot, head, rows }: Section): string {
  const heads = head.map((cell) => `<th>${escapeText(cell)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`).join('\n')
  const table = `<table>\n<tr>${heads}</tr>\n${body}\n</table>`
  return [
    `<h2>${escapeText(title)}</h2>`,
    ...(note === null ? [] : [`<p>${escapeText(note)}</p>`]),
    ...(plot === null ? [table] : [plot, `<details><summary>as a table</summary>${table}</details>`]),
  ].join('\n')
}

function htmlCell(text: string): string {
  return `<td${/^\d[\d.,]*(?: %| ms| s)?$/.test(text) ? ' class="number"' : ''}>${escapeText(text)}</td>`
}

function toMarkdown(report: Report, sections: readonly Section[]): string {
  const parts = sections.map(({ title, note, head, rows }) =>
    [
      `## ${title}`,
      '',
      ...(note === null ? [] : [note, '']),
      markdownRow(head),
      markdownRow(head.map(() => '---')),
      ...rows.map(markdownRow),
      '',
    ].join('\n'),
  )
  return `# Run report\n\n${summaryOf(report)}\n\n${parts.join('\n')}`
}

/** Text from outside cannot leave its cell or become markup. */
function markdownRow(cells: readonly string[]): string {
  const escaped = cells.map((cell) =>
    escapeText(cell)
      .replace(/[|\\`*_[\]]/g, '\\$&')
      .replace(/[\r\n\t]+/g, ' '),
  )
  return `| ${escaped.join(' | ')} |`
}
