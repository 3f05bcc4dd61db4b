import type { Candidate } from './candidate.ts'
import type { HeaderLine } from './header-lines.ts'
import type { LineRules } from './line-rules.ts'
import type { Span } from './match.ts'

export function isRecipientsHead(text: string): boolean {
  return /^N[ơo]i (?:nhận|gửi)\s*(?::|$)/iu.test(text.trim())
}

const recipientRule = 'header.recipients'
const dash = /^\s*[\-+*•.]\s*/u

/**
 * The recipients under 'Nơi nhận:', the first of `lines`, without dashes and notes in parentheses. One whose name is
 * wrapped over typed lines is one.
 */
export function findRecipients(lines: readonly HeaderLine[], rules: LineRules): Candidate<string>[] {
  const at = lines.findIndex((line) => isRecipientsHead(line.text))
  const head = lines[at]
  if (!head) return []
  const inline = head.text.slice(/^[^:]*:?/u.exec(head.text)![0].length)
  const entries: HeaderLine[][] = inline.trim() === '' ? [] : [[tail(head, head.text.length - inline.length)]]
  // Once recipients come with dashes, a line without one is no recipient of its own.
  let dashed = false
  for (const line of lines.slice(at + 1)) {
    const last = entries.at(-1)
    const begins = dash.test(line.text) || /^Lưu/u.test(line.text)
    dashed ||= dash.test(line.text)
    if (begins || (!dashed && head.paragraph.side)) entries.push([line])
    else if (last && goesOn(line, last.at(-1)!)) last.push(line)
    else if (last) break
  }
  return entries.flatMap((entry) => [...readEntry(entry, rules)])
}

function tail(line: HeaderLine, from: number): HeaderLine {
  return { ...line, start: line.start + from, text: line.text.slice(from) }
}

/** A name goes on in small letters, or where the line before it ended openly. */
function goesOn(line: HeaderLine, before: HeaderLine): boolean {
  if (/^\(/u.test(line.text)) return false
  return /^\p{Ll}/u.test(line.text) || !/[;,.:]\s*$/u.test(before.text)
}

/** One recipient an entry; several where a paragraph runs them together ('- A; - B;'). */
function* readEntry(lines: readonly HeaderLine[], rules: LineRules): Generator<Candidate<string>> {
  const [first, ...rest] = lines
  const pieces = [...splitLine(first!)]
  for (const [index, piece] of pieces.entries()) {
    const more = index === pieces.length - 1 ? rest : []
    const value = cleanRecipient([piece.text, ...more.map((line) => line.text.trim())].join(' '))
    if (value === '' || !rules.test(recipientRule, value)) continue
    const spans: [Span, ...Span[]] = [piece.span, ...more.map(({ start, end }) => ({ start, end }))]
    yield { spans, rule: recipientRule, confidence: rules.confidence(recipientRule), reasons: [], value }
  }
}

function* splitLine(line: HeaderLine): Generator<{ text: string; span: Span }> {
  for (const match of line.text.matchAll(/[^;]+(?:;(?!\s*[\-+*•])[^;]*)*/gu)) {
    const lead = /^[\s\-+*•.]*/u.exec(match[0])![0].length
    const text = match[0].slice(lead).trimEnd()
    const start = line.start + match.index + lead
    yield { text, span: { start, end: start + text.length } }
  }
}

function cleanRecipient(text: string): string {
  const bare = text.trim().replace(/[;,.\s]+$/u, '')
  if (/^Lưu/u.test(bare)) return bare.replace(/\s*\(\d+\s*b(?:ản)?\)$/u, '')
  return bare
    .replace(/\s*\([^()]*\)\s*$/u, '')
    .replace(/[;,.\s]+$/u, '')
    .trim()
}
