import type { Amount } from './amounts.ts'
import type { Span } from './draft.ts'
import type { Facts } from './facts.ts'
import { lineAt, type Figure } from './figures.ts'
import { wordStart, wordEnd, variants } from '../text/vietnamese.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordKey } from './word-key.ts'

/** A whole and the figures it is said to hold: '865 giáo viên, trong đó 214 …, 389 …, 262 …'. */
export interface Enumeration {
  readonly whole: Figure & { readonly part: Amount }
  readonly parts: readonly (Figure & { readonly part: Amount })[]
  /** Said to be all there is ('gồm', 'chia ra'), not only some of it ('trong đó'). */
  readonly all: boolean
  /** Its word begins a sentence of its own: 'Trong đó' may be among an earlier whole. */
  readonly apart: boolean
  /** Figures of another unit, or another list within, stand among the parts. */
  readonly mixed: boolean
}

/** The word that opens an enumeration, and the paragraph it opens. */
interface Marker extends Span {
  readonly line: Span
  readonly all: boolean
  readonly apart: boolean
}

type Counted = Figure & { readonly part: Amount }

/** Two numbers in brackets may be anything. */
const fewestInBrackets = 3
/** The word that opens an enumeration stands this near behind its whole. */
const markerReach = 160

export function enumerationsOf(facts: Facts): readonly Enumeration[] {
  return facts.keep(EnumerationReader, () => new EnumerationReader(facts).read())
}

function isCounted(figure: Figure): figure is Counted {
  return figure.part !== null
}

class EnumerationReader {
  readonly #facts: Facts
  readonly #marker: RegExp

  constructor(facts: Facts) {
    this.#facts = facts
    this.#marker = facts.vocabulary.keep(EnumerationReader, () => markerOf(facts.vocabulary))
  }

  read(): Enumeration[] {
    const found: Enumeration[] = []
    this.#facts.figures.forEach((figure, index) => {
      if (!isCounted(figure)) return
      const marker = this.#markerBehind(figure, index)
      const list = marker && this.#parts(figure, marker)
      if (list && list.parts.length > 0) found.push({ whole: figure, all: marker.all, apart: marker.apart, ...list })
    })
    return found
  }

  #markerBehind(figure: Figure, index: number): Marker | null {
    const { figures, text } = this.#facts
    const line = this.#paragraph(figure)
    // '46 cuộc (34 cuộc theo kế hoạch, 12 cuộc đột xuất), trong đó': of the 46, past what stands in brackets.
    const bracket = /^[^\d,;:.()]*\(/u.test(text.slice(figure.end, line.end))
    let next = index + 1
    if (bracket && !this.#marker.test(text.slice(figure.end, figures[next]?.start)))
      while (next < figures.length && depthAt(text, figure.end, figures[next]!.start) > 0) next++
    const until = Math.min(figures[next]?.start ?? Infinity, line.end, figure.end + markerReach)
    const behind = text.slice(figure.end, until)
    const match = this.#marker.exec(behind)
    if (!match) return bracket ? this.#listInBrackets(figure, line) : null
    const between = behind.slice(0, match.index)
    if (between.includes(';') || closesParenthesis(between)) return null
    if (this.#facts.words('chosen').in(wordKey(behind))) return null
    const start = figure.end + match.index
    const word = wordKey(match.groups?.['word'] ?? '')
    const apart = /[.\n]\s*$/u.test(between)
    return { start, end: start + match[0].length, line, all: this.#facts.words('all').in(word), apart }
  }

  /** '214 vụ vi phạm (phá rừng 47 vụ; khai thác 38 vụ; vận chuyển 104 vụ)': three parts or more, and nothing else between. */
  #listInBrackets(figure: Figure, line: Span): Marker | null {
    const { text } = this.#facts
    const start = text.indexOf('(', figure.end) + 1
    const end = closingAt(text, start, line.end)
    const pieces = text.slice(start, end).split(';')
    let from = start
    const isList = pieces.every((piece) => {
      const inside = this.#figuresIn(from, from + piece.length)
      from += piece.length + 1
      return inside.length === 1 && this.#fits(inside[0]!, figure)
    })
    return isList && pieces.length >= fewestInBrackets ? { start, end: start, line, all: false, apart: false } : null
  }

  /** Its paragraph, with the next where that begins with what opens an enumeration: 'Đã nhận 298 hồ sơ.\nTrong đó …'. */
  #paragraph({ end, line }: Figure): Span {
    const { text } = this.#facts
    if (!/^[^\d;]*$/u.test(text.slice(end, line.end))) return line
    const next = lineAt(text, line.end + 1)
    const opened = this.#marker.exec(text.slice(next.start, next.end))
    return opened?.index === 0 ? { start: line.start, end: next.end } : line
  }

  #parts(whole: Counted, marker: Marker): Pick<Enumeration, 'parts' | 'mixed'> | null {
    const { text } = this.#facts
    const scopes = this.#scopes(whole, marker)
    const inside = scopes.flatMap((scope) => this.#firstLevel(scope))
    const fitting = inside.filter((figure) => isCounted(figure) && this.#fits(figure, whole)) as Counted[]
    const nested = scopes.some((scope) => {
      const from = scope.start === marker.end ? scope.start : scope.start + 1
      return this.#marker.test(withoutParentheses(text.slice(from, scope.end)))
    })
    const broken = scopes.some((scope) => isBrokenOff(text, scope.end) || (!scope.firstOnly && this.#hasUnread(scope)))
    return { parts: fitting, mixed: nested || broken || fitting.length < inside.length }
  }

  /** A count that was not read as a figure: 'gồm 18 kế hoạch và 7 thônng báo', 'l1 thông báo'. */
  #hasUnread({ start, end }: Span): boolean {
    const { draft, figures, text } = this.#facts
    const read = [
      ...figures,
      ...draft.dates.map(({ evidence }) => evidence[0]!),
      ...draft.references.map(({ evidence }) => evidence[0]!),
    ]
    return [...text.slice(start, end).matchAll(unreadCount)].some(({ index, 0: { length } }) => {
      const [from, to] = [start + index, start + index + length]
      return !read.some((span) => span.start < to && from < span.end)
    })
  }

  /** The same is counted, or kinds of it: 'đơn tố cáo' among 'đơn', 'kế hoạch' among 'văn bản'. */
  #fits(part: Figure, whole: Figure): boolean {
    if (part.unit === whole.unit) return true
    if (part.unit === '' || whole.unit === '') return false
    if (part.unit.startsWith(`${whole.unit} `) || whole.unit.startsWith(`${part.unit} `)) return true
    return this.#facts.vocabulary.isKind(part.unit, whole.unit)
  }

  /** The pieces of text the parts stand in: to the bracket, the semicolon or the end of the sentence, or the lines of a list. */
  #scopes(whole: Figure, marker: Marker): (Span & { readonly firstOnly: boolean })[] {
    const { text } = this.#facts
    const { line } = marker
    const rest = text.slice(marker.end, line.end)
    if (/^[^\d]*$/u.test(rest) && /[:.]?\s*$/u.test(rest) && rest.trim().length < 40) return this.#listLines(line)
    if (opensParenthesis(text.slice(whole.end, marker.start))) {
      return [{ start: marker.end, end: closingAt(text, marker.end, line.end), firstOnly: false }]
    }
    const sentence = this.#sentenceEnd(marker.end, line.end)
    const semicolon = this.#firstSemicolon(marker.end, sentence)
    const beforeIt = this.#figuresIn(marker.end, semicolon).filter((figure) => figure.part !== null)
    const inline = !/[.:]\s*$/u.test(text.slice(whole.end, marker.start))
    return [{ start: marker.end, end: inline && beforeIt.length > 1 ? semicolon : sentence, firstOnly: false }]
  }

  #listLines(line: Span): (Span & { readonly firstOnly: boolean })[] {
    const { text } = this.#facts
    const lines: (Span & { firstOnly: boolean })[] = []
    let mark = ''
    for (let at = line.end + 1; at < text.length; at = lines.at(-1)!.end + 1) {
      const next = lineAt(text, at)
      const bullet = /^\s*([-+*•])/u.exec(text.slice(next.start, next.end))?.[1]
      if (bullet === undefined || (mark !== '' && bullet !== mark)) break
      mark = bullet
      lines.push({ ...next, firstOnly: true })
    }
    return lines
  }

  #figuresIn(start: number, end: number): Figure[] {
    return this.#facts.figures.filter((figure) => figure.start >= start && figure.end <= end)
  }

  /** Figures of a scope that are not inside brackets of their own. */
  #firstLevel(scope: Span & { readonly firstOnly: boolean }): Figure[] {
    const figures = this.#figuresIn(scope.start, scope.end)
    if (scope.firstOnly) return figures.slice(0, 1)
    const { text } = this.#facts
    return figures.filter((figure) => depthAt(text, scope.start, figure.start) === 0)
  }

  #sentenceEnd(from: number, until: number): number {
    for (const match of this.#facts.text.slice(from, until).matchAll(/\.\s+(?=[\p{Lu}"“(])/gu)) {
      const at = from + match.index
      if (!this.#facts.figures.some((figure) => figure.start <= at && at < figure.end)) return at
    }
    return until
  }

  #firstSemicolon(from: number, until: number): number {
    const at = this.#facts.text.indexOf(';', from)
    return at < 0 || at > until ? until : at
  }
}

/** A number of up to four digits, some perhaps misread, before a word. */
const unreadCount = /(?<![\p{L}\d./,-])(?:[OIl]\d{1,3}|\d[\dOIl]{0,3})(?=\s+\p{L})/gu

/** The words after which what a whole consists of is told. */
function markerOf(vocabulary: Vocabulary): RegExp {
  const words = [...vocabulary.wordList('all'), ...vocabulary.wordList('some')].sort((a, b) => b.length - a.length)
  const any = words.length > 0 ? words.map(variants).join('|') : '(?!)'
  return new RegExp(`${wordStart}(?<word>${any})${wordEnd}(?:\\s+(?:có|là|gồm))?\\s*:?`, 'u')
}

/** The line ends here in the middle of a sentence, which goes on in small letters: 'nguồn tăng thu 720 triệu đồng; nguồn'. */
function isBrokenOff(text: string, end: number): boolean {
  return /[^.;:)\s/]$/u.test(text.slice(end - 1, end)) && /^\n\s*\p{Ll}/u.test(text.slice(end, end + 4))
}

function opensParenthesis(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')')
}

/** It leaves brackets it did not open. */
function closesParenthesis(text: string): boolean {
  let depth = 0
  for (const sign of text) {
    if (sign === '(') depth++
    else if (sign === ')' && --depth < 0) return true
  }
  return false
}

function closingAt(text: string, from: number, until: number): number {
  let depth = 1
  for (let at = from; at < until; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return at
  }
  return until
}

function depthAt(text: string, from: number, at: number): number {
  let depth = 0
  for (let i = from; i < at; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')') depth = Math.max(0, depth - 1)
  }
  return depth
}

function withoutParentheses(text: string): string {
  return text.replace(/\([^()]*\)/gu, '')
}
