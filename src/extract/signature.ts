import type { Candidate } from './candidate.ts'
import { cutLine, type HeaderLine } from './header-lines.ts'
import type { LineRules } from './line-rules.ts'
import type { Span } from './match.ts'
import { findRecipients, isRecipientsHead } from './recipients.ts'

export interface SignerValue {
  readonly name: string
  readonly position: string | null
  readonly authority: readonly string[]
}

export interface Signatures {
  readonly signers: readonly Candidate<SignerValue>[]
  readonly recipients: readonly Candidate<string>[]
}

/** From the first line of a signature to the name there are at most so many lines. */
const signatureReach = 10
/** From the first recipient to the last, or to the name beside them, there are at most so many lines. */
const recipientsReach = 40

/** Authority and position stand so closely above the recipients. */
const linesAbove = 4

/** Who signed, and who receives the document: at the end, or before its annexes. */
export function readSignatures(rules: LineRules, lines: readonly HeaderLine[]): Signatures {
  const head = lines.findLastIndex((line) => isRecipientsHead(line.text))
  const side = lines[head]?.paragraph.side ?? null
  if (side) {
    const region = lines.filter((line) => line.paragraph.side?.region === side.region)
    const left = region.filter((line) => line.paragraph.side!.column === side.column)
    const right = region.filter((line) => line.paragraph.side!.column !== side.column)
    const signers = readSigners(rules, right)
    // The signature may stand above or below the table of the recipients.
    return {
      signers: signers.length > 0 ? signers : readSigners(rules, signatureLines(rules, lines)),
      recipients: findRecipients(left, rules),
    }
  }
  if (head < 0) return { signers: readSigners(rules, signatureLines(rules, lines)), recipients: [] }
  // Typed side by side, with spaces between: recipients at the left, the signature at the right.
  const halves = lines.slice(head, head + recipientsReach).flatMap((line) => cutAtSignature(rules, line))
  const left = halves.filter((line) => line.half !== 'right' && !isSignatureLine(rules, line))
  const right = halves.filter((line) => line.half === 'right' || isSignatureLine(rules, line))
  // The authority may stand above 'Nơi nhận', with only the name beside.
  const above = lines.slice(Math.max(head - linesAbove, 0), head).filter((line) => isSignatureLine(rules, line))
  const beside = readSigners(rules, [...above, ...right])
  return {
    signers: beside.length > 0 ? beside : readSigners(rules, signatureLines(rules, lines)),
    recipients: findRecipients(left, rules),
  }
}

/** Cuts a line where the authority, the position, a note of the signature or a name begins at its right. */
function cutAtSignature(rules: LineRules, line: HeaderLine): HeaderLine[] {
  const match = rules.find('header.signature-beside', line.text)
  return match ? cutLine(line, match.index) : [line]
}

function isSignatureLine(rules: LineRules, { text }: HeaderLine): boolean {
  return ['header.authority', 'header.position', 'header.signed', 'header.person'].some((id) => rules.test(id, text))
}

/** The lines from the last authority or position on; in the last two thirds, for annexes follow. */
function signatureLines(rules: LineRules, lines: readonly HeaderLine[]): HeaderLine[] {
  const tail = lines.slice(Math.floor(lines.length / 3))
  const starts = tail.flatMap((line, index) => (rules.test('header.authority', line.text) ? [index] : []))
  const first =
    starts.find((index) => starts.at(-1)! - index <= signatureReach) ??
    tail.findLastIndex((line, index) => rules.test('header.position', line.text) && isSigned(rules, tail, index))
  if (first < 0) return []
  return tail
    .slice(first, first + signatureReach + 4)
    .filter((line) => !isRecipientsHead(line.text) && !/^[\-+*]/u.test(line.text))
}

/** A position is a signature's only if a name follows it closely. */
function isSigned(rules: LineRules, lines: readonly HeaderLine[], at: number): boolean {
  return lines.slice(at + 1, at + 4).some((line) => rules.test('header.person', line.text))
}

function readSigners(rules: LineRules, lines: readonly HeaderLine[]): Candidate<SignerValue>[] {
  return groupColumns(lines).flatMap((column) =>
    jointSigners(rules, column).flatMap((part) => readSigner(rules, part) ?? []),
  )
}

/** Who signed jointly, where columns became lines: all positions first, then as many names in their order. */
function jointSigners(rules: LineRules, lines: readonly HeaderLine[]): (readonly HeaderLine[])[] {
  const said = lines.filter((line) => isOfSignature(rules, line.text))
  const named = said.findIndex((line) => isKnownPerson(rules, line))
  const names = said.slice(named)
  const starts = said.flatMap((line, at) => (at < named && rules.test('header.authority', line.text) ? [at] : []))
  if (names.length < 2 || starts.length !== names.length || !names.every((line) => isKnownPerson(rules, line)))
    return [lines]
  return names.map((name, index) => [...said.slice(starts[index], starts[index + 1] ?? named), name])
}

function isPerson(rules: LineRules, { text }: HeaderLine): boolean {
  return (
    rules.test('header.person', text) && !rules.test('header.authority', text) && !rules.test('header.position', text)
  )
}

function isKnownPerson(rules: LineRules, line: HeaderLine): boolean {
  return isPerson(rules, line) && rules.test('header.surname', line.text)
}

function groupColumns(lines: readonly HeaderLine[]): HeaderLine[][] {
  const columns = new Map<number, HeaderLine[]>()
  for (const line of lines) {
    const column = line.paragraph.side?.column ?? 0
    columns.set(column, [...(columns.get(column) ?? []), line])
  }
  return [...columns.values()]
}

function readSigner(rules: LineRules, lines: readonly HeaderLine[]): Candidate<SignerValue> | null {
  const known = lines.findLastIndex((line) => isKnownPerson(rules, line))
  const nameAt = known >= 0 ? known : lines.findLastIndex((line) => isPerson(rules, line))
  const name = lines[nameAt]
  if (!name) return null
  const above = lines.slice(0, nameAt).filter(({ text }) => isOfSignature(rules, text))
  const { authority, position } = readAuthority(rules, above)
  return {
    spans: [span(name), ...above.map(span)],
    rule: 'header.signer',
    confidence: rules.confidence('header.person'),
    reasons: authority.length > 0 ? [{ code: 'authority-stated', delta: 0.02 }] : [],
    value: { name: bareName(rules, name.text), position, authority },
  }
}

/** The name without 'đã ký', academic titles and ranks: 'Đại tá, ThS. Trần Văn Lâm' → 'Trần Văn Lâm'. */
function bareName(rules: LineRules, text: string): string {
  return rules.find('header.person', text)?.groups?.['name'] ?? text.trim()
}

/** Notes in parentheses, 'đã ký' and rules of dots say nothing of the signer. */
function isOfSignature(rules: LineRules, text: string): boolean {
  return !/^[(\[]/u.test(text) && /\p{L}{2}/u.test(text) && !rules.test('header.signed', text)
}

/** The prefixes in order, and the position: the lines under the last prefix, else what stands behind it. */
function readAuthority(
  rules: LineRules,
  lines: readonly HeaderLine[],
): { authority: readonly string[]; position: string | null } {
  const authority: string[] = []
  let behind: string | null = null
  let titles: string[] = []
  for (const { text } of lines) {
    const match = rules.find('header.authority', text)
    if (match?.groups?.prefix !== undefined) {
      authority.push(normalisePrefix(match.groups.prefix))
      behind = text.slice(match[0].length).trim()
      titles = []
    } else titles.push(text.trim())
  }
  return { authority, position: titles.length > 0 ? titles.join(' ') : behind }
}

function span(line: HeaderLine): Span {
  return { start: line.start, end: line.end }
}

/** 'T/M', 'TM', 'TM.' → 'TM.' */
function normalisePrefix(prefix: string): string {
  return `${prefix.replace(/[\s./]/gu, '').toUpperCase()}.`
}
