import type { Candidate } from './candidate.ts'
import type { HeaderLine } from './header-lines.ts'
import type { Span } from './match.ts'

export interface SignerValue {
  readonly name: string
  readonly position: string | null
  readonly authority: readonly string[]
}

interface LineRule {
  readonly regex: RegExp
  readonly confidence: number
}

/** From the first line of a signature to the name there are at most so many lines. */
const signatureReach = 10

/** Everyone who signed: authority lines (TM., KT., …), the position, and the name below them. */
export function findSigners(
  lines: readonly HeaderLine[],
  authority: LineRule,
  person: LineRule,
): Candidate<SignerValue>[] {
  const block = signatureLines(lines, authority)
  const signers: Candidate<SignerValue>[] = []
  for (const column of groupColumns(block)) {
    const signer = readSigner(column, authority, person)
    if (signer) signers.push(signer)
  }
  return signers
}

/** The lines beside 'Nơi nhận', or from the last authority or position line on. */
function signatureLines(lines: readonly HeaderLine[], authority: LineRule): HeaderLine[] {
  const recipients = lines.findLast((line) => isRecipientsHead(line.text))
  const side = recipients?.paragraph.side
  if (side)
    return lines.filter(
      (line) => line.paragraph.side?.region === side.region && line.paragraph.side.column !== side.column,
    )
  const tail = lines.slice(Math.floor(lines.length / 3))
  const starts = tail.flatMap((line, index) => (authority.regex.test(line.text) ? [index] : []))
  const first = starts.find((index) => starts.at(-1)! - index <= signatureReach)
  if (first !== undefined)
    return tail
      .slice(first, first + signatureReach + 4)
      .filter((line) => !isRecipientsHead(line.text) && !/^[\-+*]/u.test(line.text))
  return []
}

function groupColumns(lines: readonly HeaderLine[]): HeaderLine[][] {
  const columns = new Map<number, HeaderLine[]>()
  for (const line of lines) {
    const column = line.paragraph.side?.column ?? 0
    columns.set(column, [...(columns.get(column) ?? []), line])
  }
  return [...columns.values()]
}

function readSigner(
  lines: readonly HeaderLine[],
  authority: LineRule,
  person: LineRule,
): Candidate<SignerValue> | null {
  const nameAt = lines.findLastIndex((line) => person.regex.test(line.text) && !authority.regex.test(line.text))
  const name = lines[nameAt]
  if (!name) return null
  const above = lines.slice(0, nameAt).filter((line) => !/^[(\[]/u.test(line.text) && /\p{L}{2}/u.test(line.text))
  const prefixes: string[] = []
  const titles: HeaderLine[] = []
  for (const line of above) {
    const match = authority.regex.exec(line.text)
    if (match?.groups?.prefix !== undefined) {
      prefixes.push(normalisePrefix(match.groups.prefix))
      titles.length = 0
    } else titles.push(line)
  }
  const last = above.at(-1)
  const position =
    titles.length > 0 ? titles.map((line) => line.text).join(' ') : last ? withoutPrefix(last.text, authority) : null
  const spans: [Span, ...Span[]] = [span(name), ...above.map(span)]
  return {
    spans,
    rule: 'header.signer',
    confidence: person.confidence,
    reasons: prefixes.length > 0 ? [{ code: 'authority-stated', delta: 0.02 }] : [],
    value: { name: name.text.trim().replace(/^(?:\(?[Đđ]ã ký\)?:?)\s*/u, ''), position, authority: prefixes },
  }
}

function span(line: HeaderLine): Span {
  return { start: line.start, end: line.end }
}

/** 'T/M', 'TM', 'TM.' → 'TM.' */
function normalisePrefix(prefix: string): string {
  return `${prefix.replace(/[\s./]/gu, '').toUpperCase()}.`
}

function withoutPrefix(text: string, authority: LineRule): string {
  const match = authority.regex.exec(text)
  return match ? text.slice(match[0].length).trim() : text
}

/** The recipients under 'Nơi nhận:', without dashes and notes in parentheses. */
export function findRecipients(lines: readonly HeaderLine[], rule: LineRule): Candidate<string>[] {
  const at = lines.findLastIndex((line) => isRecipientsHead(line.text))
  const head = lines[at]
  if (!head) return []
  const found: Candidate<string>[] = []
  const side = head.paragraph.side
  const inline = head.text.slice(/^[^:]*:?/u.exec(head.text)![0].length)
  if (inline.trim() !== '') found.push(...splitRecipients(head, head.text.length - inline.length, rule))
  // Once recipients come with dashes, a line without one is no recipient.
  let dashed = false
  for (const line of lines.slice(at + 1)) {
    const beside = line.paragraph.side
    if (beside?.region !== side?.region || beside?.column !== side?.column) break
    if (!/^[\-+*•]|^Lưu/u.test(line.text) && (!side || dashed)) {
      if (found.length > 0) break
      continue
    }
    dashed ||= /^[\-+*•]/u.test(line.text)
    found.push(...splitRecipients(line, 0, rule))
  }
  return found
}

function isRecipientsHead(text: string): boolean {
  return /^N[ơo]i (?:nhận|gửi)\s*(?::|$)/iu.test(text.trim())
}

/** One recipient a line; several where a paragraph runs them together ('- A; - B;'). */
function* splitRecipients(line: HeaderLine, from: number, rule: LineRule): Generator<Candidate<string>> {
  const piece = /[^;]+(?:;(?!\s*[\-+*•])[^;]*)*/gu
  for (const match of line.text.slice(from).matchAll(piece)) {
    const lead = /^[\s\-+*•]*/u.exec(match[0])![0].length
    const raw = match[0].slice(lead)
    const value = cleanRecipient(raw)
    if (value === '' || !rule.regex.test(value)) continue
    const start = line.start + from + match.index + lead
    yield {
      spans: [{ start, end: start + raw.trimEnd().length }],
      rule: 'header.recipients',
      confidence: rule.confidence,
      reasons: [],
      value,
    }
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
