import type { Check } from '../domain/check.ts'
import type { Document } from '../domain/document.ts'
import type { Finding } from '../domain/record.ts'
import { readMarks } from '../extract/example-text.ts'
import type { Span } from '../extract/match.ts'
import { DocumentBuilder, type CellSource, type SourceWord } from '../layout/document-builder.ts'
import type { LoadedCheck, RuleSet } from '../rules/rule-set.ts'
import { toRecord } from './to-record.ts'

export interface CheckFailure {
  readonly kind: 'check-example' | 'check-counterexample'
  readonly rule: string
  readonly file: string
  readonly example: string
  readonly expected: string
  readonly found: string
}

/** Runs the examples of every check as documents of their own; what is returned is wrong. */
export function testChecks(rules: RuleSet): CheckFailure[] {
  return rules.checks.flatMap((check) => [
    ...check.examples.flatMap((example) => testExample(check, example, rules)),
    ...check.counterexamples.flatMap(({ text, why }) => testCounterexample(check, text, why, rules)),
  ])
}

type Example = Check['examples'][number]

/** Examples are passages of a report, so that nothing in them is taken for its head; those with a title have their own. */
const letterhead = `ỦY BAN NHÂN DÂN XÃ TÂN LỘC
Số: 900/BC-UBND
Tân Lộc, ngày 30 tháng 12 năm 2034
BÁO CÁO
Công tác năm 2034
`
const signature = `
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đặng Hữu Khoát`
const title = /^(?:\[\[)?(?:BÁO CÁO|THÔNG BÁO|KẾ HOẠCH|QUYẾT ĐỊNH)/mu

function inReport(text: string): string {
  return title.test(text) ? text : letterhead + text + signature
}

function testExample(check: LoadedCheck, example: Example, rules: RuleSet): CheckFailure[] {
  const about = { kind: 'check-example', rule: check.id, file: check.file, example: example.text } as const
  const marked = readMarks(inReport(example.text))
  if (!marked || marked.spans.length === 0)
    return [{ ...about, expected: 'places between [[ and ]]', found: 'marks that do not pair, or none' }]
  const { document, spans } = buildReport(marked.plain, marked.spans)
  const findings = findingsOf(check, document, rules)
  const [finding] = findings
  if (!finding || findings.length > 1)
    return [{ ...about, expected: 'one finding', found: findings.map(({ message }) => message).join(' | ') || 'none' }]
  const quote = (places: readonly Span[]): string =>
    places.map(({ start, end }) => JSON.stringify(document.text.slice(start, end))).join(', ')
  if (!isSamePlaces(spans, finding.evidence))
    return [{ ...about, expected: quote(spans), found: quote(finding.evidence) }]
  const values = { expected: finding.expected, found: finding.found, proposed: finding.proposed?.written ?? null }
  const wrong = (['expected', 'found', 'proposed'] as const).filter(
    (name) => example[name] !== undefined && example[name] !== values[name],
  )
  return wrong.map((name) => ({ ...about, expected: `${name}: ${String(example[name])}`, found: String(values[name]) }))
}

function testCounterexample(check: LoadedCheck, text: string, why: string, rules: RuleSet): CheckFailure[] {
  const findings = findingsOf(check, buildReport(inReport(text), []).document, rules)
  return findings.map(({ message }) => ({
    kind: 'check-counterexample',
    rule: check.id,
    file: check.file,
    example: text,
    expected: `nothing (${why})`,
    found: message,
  }))
}

function findingsOf(check: LoadedCheck, document: Document, rules: RuleSet): Finding[] {
  const source = { name: check.id, mediaType: document.mediaType, bytes: 0, sha256: '0'.repeat(64) }
  return toRecord(document, source, rules).findings.filter((finding) => finding.check === check.id)
}

/** Each marked place has evidence, and all evidence stands in a marked place. */
function isSamePlaces(marks: readonly Span[], evidence: readonly Span[]): boolean {
  const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
  return (
    marks.every((mark) => evidence.some((place) => meets(mark, place))) &&
    evidence.every((place) => marks.some((mark) => meets(mark, place)))
  )
}

interface PlainWord extends Span {
  readonly raw: string
}

/** A report as an example writes it: a paragraph a line; lines of cells between | are a table whose first line is its head. */
export function buildReport(plain: string, marks: readonly Span[]): { document: Document; spans: Span[] } {
  const builder = new DocumentBuilder()
  const style = builder.style({ font: '', size: 0, bold: false, italic: false })
  const words: PlainWord[] = []
  const toWords = (text: string, offset: number): SourceWord[] =>
    Array.from(text.matchAll(/\S+/gu), (match) => {
      const start = offset + match.index
      words.push({ raw: match[0], start, end: start + match[0].length })
      return { raw: match[0], page: null, box: null, style }
    })
  let table: CellSource[] = []
  let rows = 0
  const endTable = (): void => {
    const columns = Math.max(0, ...table.map(({ column }) => column + 1))
    if (rows > 0) builder.table({ rows, columns, headerRows: 1, cells: table, role: 'body', path: null, ruled: true })
    table = []
    rows = 0
  }
  let offset = 0
  for (const line of plain.split('\n')) {
    if (/^\s*\|.*\|\s*$/u.test(line)) table.push(...cellsOf(line, offset, rows++, toWords))
    else {
      endTable()
      builder.paragraph({ lines: [toWords(line, offset)], role: 'body', path: null })
    }
    offset += line.length + 1
  }
  endTable()
  const document = builder.build({ mediaType: 'text/plain', pages: [], origin: 'native', encodings: [], issues: [] })
  return { document, spans: marks.map((mark) => placeIn(document, words, mark)) }
}

function cellsOf(
  line: string,
  offset: number,
  row: number,
  toWords: (text: string, offset: number) => SourceWord[],
): CellSource[] {
  let at = line.indexOf('|') + 1
  return line
    .slice(at, line.lastIndexOf('|'))
    .split('|')
    .map((text, column) => {
      const cell = { row, column, rowSpan: 1, columnSpan: 1, lines: [toWords(text, offset + at)], path: null }
      at += text.length + 1
      return cell
    })
}

/** A marked place by the words it touches: words stand in the document in the order of the text. */
function placeIn(document: Document, words: readonly PlainWord[], mark: Span): Span {
  const first = words.findIndex((word) => word.end > mark.start)
  const last = words.findLastIndex((word) => word.start < mark.end)
  const from = document.words[first]!
  const to = document.words[last]!
  return {
    start: from.start + Math.max(0, mark.start - words[first]!.start),
    end: to.end - Math.max(0, words[last]!.end - mark.end),
  }
}
