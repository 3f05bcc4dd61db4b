import type { Document } from '../domain/document.ts'
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts'
import { foldTone } from '../text/vietnamese.ts'
import type { Candidate } from './candidate.ts'
import type { DateValue } from './dates.ts'
import { listLines, type HeaderLine } from './header-lines.ts'
import { vocabularyOf, type TypeLexicon } from './lexicon.ts'
import type { Span } from './match.ts'
import { cleanNumber } from './references.ts'
import { findRecipients, findSigners, type SignerValue } from './signature.ts'

type FieldCandidate = Candidate<string>

export interface HeaderValue {
  readonly type: FieldCandidate | null
  readonly number: FieldCandidate | null
  readonly issuedOn: FieldCandidate | null
  readonly place: FieldCandidate | null
  readonly issuer: FieldCandidate | null
  readonly parentIssuer: FieldCandidate | null
  readonly subject: FieldCandidate | null
  readonly period: FieldCandidate | null
  readonly secrecy: FieldCandidate | null
  readonly urgency: FieldCandidate | null
  readonly signers: readonly Candidate<SignerValue>[]
  readonly recipients: readonly FieldCandidate[]
  /** Number lines and datelines that were left blank. */
  readonly blanks: readonly { readonly field: 'number' | 'issuedOn'; readonly span: Span }[]
}

export interface HeaderInput {
  readonly document: Document
  readonly rules: RuleSet
  readonly types: TypeLexicon
  /** The text with dates masked. */
  readonly view: string
  readonly dates: readonly Candidate<DateValue>[]
  readonly blankDates: readonly Span[]
}

/** The title stands within the first lines. */
const titleReach = 45
/** A subject runs over so many lines at most. */
const longestSubject = 6

/** The document's own identity, from the letterhead, the title and the signature block. */
export function findHeader(input: HeaderInput): HeaderValue {
  return new HeaderReader(input).read()
}

class HeaderReader {
  readonly #input: HeaderInput
  readonly #lines: readonly HeaderLine[]
  readonly #top: readonly HeaderLine[]
  readonly #rules: ReadonlyMap<string, { readonly regex: RegExp; readonly confidence: number }>
  readonly #heads: readonly string[]

  constructor(input: HeaderInput) {
    this.#input = input
    this.#lines = listLines(input.document)
    this.#top = this.#lines.slice(0, titleReach)
    this.#rules = new Map(
      input.rules.byFamily.header.map((rule) => [rule.id, { regex: lineRegex(rule), confidence: rule.confidence }]),
    )
    this.#heads = vocabularyOf(input.rules).issuerHeads
  }

  read(): HeaderValue {
    const title = this.#findTitle()
    const letterhead = this.#letterhead(title)
    const number = this.#first('header.number', letterhead, (text) => cleanNumber(text))
    const type = title ? this.#titleField(title) : this.#letterType(number)
    const dateline = this.#dateline(letterhead)
    const { issuer, parent } = this.#issuers(letterhead)
    const subject = this.#subject(title, letterhead)
    return {
      type,
      number,
      ...dateline,
      issuer,
      parentIssuer: parent,
      subject,
      period: this.#period(subject, type),
      secrecy: this.#mark('header.secrecy'),
      urgency: this.#mark('header.urgency'),
      signers: findSigners(this.#lines, this.#rule('header.authority'), this.#rule('header.person')),
      recipients: findRecipients(this.#lines, this.#rule('header.recipients')),
      blanks: this.#blanks(letterhead, number, dateline.issuedOn),
    }
  }

  #rule(id: string): { readonly regex: RegExp; readonly confidence: number } {
    return this.#rules.get(id) ?? { regex: /(?!)/u, confidence: 0 }
  }

  /** The line that is a type word alone ('BÁO CÁO'), or begins with one in capitals. */
  #findTitle(): HeaderLine | null {
    const rule = this.#rule('header.title').regex
    const candidates = this.#top.filter((line) => {
      const match = rule.exec(line.text)
      return match !== null && this.#input.types.fromWord(match.groups?.type ?? '') !== null
    })
    const score = (line: HeaderLine): number => {
      const capitals = line.text === line.text.toUpperCase() ? 2 : 0
      return capitals + (line.paragraph.bold ? 1 : 0) + (line.paragraph.align === 'center' ? 1 : 0)
    }
    const best = Math.max(...candidates.map(score), 0)
    return candidates.find((line) => score(line) === best) ?? null
  }

  #titleField(title: HeaderLine): FieldCandidate | null {
    const { regex, confidence } = this.#rule('header.title')
    const match = regex.exec(title.text)
    const indices = match?.indices?.groups?.type
    const type = this.#input.types.fromWord(match?.groups?.type ?? '')
    if (!indices || type === null) return null
    return field('header.title', confidence, title.start + indices[0], title.start + indices[1], type)
  }

  /** A numbered letterhead without a title is an official letter. */
  #letterType(number: FieldCandidate | null): FieldCandidate | null {
    const subject = this.#first('header.letter-subject', this.#top)
    const from = subject ?? number
    if (!from || (!subject && !this.#top.some((line) => this.#rule('header.addressee').regex.test(line.text))))
      return null
    return { ...from, rule: 'header.letter', confidence: 0.9, value: 'Công văn' }
  }

  /** Lines before the title; for a letter, before its body. */
  #letterhead(title: HeaderLine | null): HeaderLine[] {
    const beside = (line: HeaderLine) =>
      line.paragraph.side !== null && line.paragraph.side.region === this.#top[0]?.paragraph.side?.region
    const addressee = this.#top.findIndex((line) => this.#rule('header.addressee').regex.test(line.text))
    const end = title ? this.#top.indexOf(title) : addressee >= 0 ? addressee : 16
    return this.#top.filter((line, index) => index < end || (index !== end && beside(line)))
  }

  #first(id: string, lines: readonly HeaderLine[], clean = (text: string) => text.trim()): FieldCandidate | null {
    const { regex, confidence } = this.#rule(id)
    for (const line of lines) {
      const match = regex.exec(this.#input.view.slice(line.start, line.end))
      const indices = match?.indices?.groups?.value
      if (!indices) continue
      const start = line.start + indices[0]
      const end = line.start + indices[1]
      const value = clean(this.#input.document.text.slice(start, end))
      if (value !== '') return field(id, confidence, start, end, value)
    }
    return null
  }

  #dateline(letterhead: readonly HeaderLine[]): { place: FieldCandidate | null; issuedOn: FieldCandidate | null } {
    const { regex, confidence } = this.#rule('header.dateline')
    for (const line of letterhead) {
      const match = regex.exec(this.#input.view.slice(line.start, line.end))
      const place = match?.indices?.groups?.place
      const date = match?.indices?.groups?.date
      if (!date) continue
      const start = line.start + date[0]
      const day = this.#input.dates.find((candidate) => candidate.spans[0].start === start)
      const named = place
        ? field(
            'header.dateline',
            confidence,
            line.start + place[0],
            line.start + place[1],
            this.#input.document.text.slice(line.start + place[0], line.start + place[1]).trim(),
          )
        : null
      if (day?.value.kind === 'date' && day.value.start !== null) {
        return {
          place: named,
          issuedOn: field('header.dateline', confidence, day.spans[0].start, day.spans[0].end, day.value.start),
        }
      }
      if (named) return { place: named, issuedOn: null }
    }
    return { place: null, issuedOn: null }
  }

  /** The issuer is the last name in the letterhead's left column, its parent the one before. */
  #issuers(letterhead: readonly HeaderLine[]): { issuer: FieldCandidate | null; parent: FieldCandidate | null } {
    const names: HeaderLine[][] = []
    for (const line of this.#issuerLines(letterhead)) {
      const last = names.at(-1)?.at(-1)
      if (last && !this.#beginsName(line, last)) names.at(-1)!.push(line)
      else names.push([line])
    }
    const issuer = names.at(-1)
    const parent = names.at(-2)
    return {
      issuer: issuer ? joinLines('header.issuer', 0.93, issuer) : null,
      parent: parent ? joinLines('header.issuer', 0.9, parent) : null,
    }
  }

  #issuerLines(letterhead: readonly HeaderLine[]): HeaderLine[] {
    const noise = [
      'header.motto',
      'header.number',
      'header.number-blank',
      'header.dateline',
      'header.secrecy',
      'header.urgency',
      'header.ornament',
      'header.letter-subject',
      'header.draft',
    ]
    const isNoise = (line: HeaderLine) =>
      noise.some((id) => this.#rule(id).regex.test(this.#input.view.slice(line.start, line.end))) ||
      this.#isBlankDate(line)
    const mottoSide =
      letterhead.find((line) => this.#rule('header.motto').regex.test(line.text))?.paragraph.side ?? null
    const lines: HeaderLine[] = []
    for (const line of letterhead) {
      const { side, role } = line.paragraph
      if (role === 'text-box') continue
      if (mottoSide && (side === null || side.column >= mottoSide.column)) continue
      if (this.#rule('header.number').regex.test(this.#input.view.slice(line.start, line.end)) && lines.length > 0)
        break
      if (this.#rule('header.letter-subject').regex.test(line.text)) break
      if (!isNoise(line)) lines.push(line)
    }
    return lines
  }

  #beginsName(line: HeaderLine, before: HeaderLine): boolean {
    const text = key(line.text)
    const isHead = this.#heads.some((head) => text === head || text.startsWith(`${head} `))
    if (line.block !== before.block && line.paragraph.bold !== before.paragraph.bold) return true
    return (
      isHead && !/^(?:t[ỉi]nh|th[àa]nh ph[ốo]|huy[ệe]n|qu[ậa]n|ph[ườu]+ng|x[ãa]|th[ịi]) /u.test(line.text.toLowerCase())
    )
  }

  #subject(title: HeaderLine | null, letterhead: readonly HeaderLine[]): FieldCandidate | null {
    if (!title) return this.#letterSubject(letterhead)
    const match = this.#rule('header.title').regex.exec(title.text)
    const inline = match?.indices?.groups?.rest
    const parts: Span[] = inline ? [{ start: title.start + inline[0], end: title.start + inline[1] }] : []
    const stop = this.#rule('header.subject-end').regex
    const ornament = this.#rule('header.ornament').regex
    const from = this.#lines.indexOf(title) + 1
    const following = this.#lines.slice(from, from + longestSubject)
    const first = following.find((line) => !ornament.test(line.text))
    for (const line of following) {
      if (ornament.test(line.text)) continue
      if (stop.test(line.text) || line.paragraph.side !== title.paragraph.side) break
      if (line !== first && !this.#looksAlike(line, first!)) break
      if (line === first && !this.#looksLikeTitle(line)) break
      parts.push(line)
    }
    return this.#joinSubject(parts)
  }

  /** A line of a subject: centred, bold, or opening with về. */
  #looksLikeTitle(line: HeaderLine): boolean {
    const { align, bold } = line.paragraph
    return bold || align === 'center' || line.text.length < 160 || /^(?:V\/v|Về)\s/u.test(line.text)
  }

  #looksAlike(line: HeaderLine, first: HeaderLine): boolean {
    if (line.block === first.block) return true
    const { align, bold } = first.paragraph
    if (align !== 'center' && !bold) return false
    return line.paragraph.align === align && line.paragraph.bold === bold
  }

  #letterSubject(letterhead: readonly HeaderLine[]): FieldCandidate | null {
    const lines = letterhead.length > 0 ? letterhead : this.#top
    const at = lines.findIndex((line) => this.#rule('header.letter-subject').regex.test(line.text))
    if (at < 0) return null
    const first = lines[at]!
    const parts = [first]
    for (const line of lines.slice(at + 1)) {
      const same =
        line.paragraph.side?.region === first.paragraph.side?.region &&
        line.paragraph.side?.column === first.paragraph.side?.column
      if (
        !same ||
        !first.paragraph.side ||
        line.paragraph.size !== first.paragraph.size ||
        line.paragraph.bold !== first.paragraph.bold ||
        this.#isBlankDate(line)
      )
        break
      if (this.#rule('header.urgency').regex.test(line.text) || this.#rule('header.secrecy').regex.test(line.text))
        break
      parts.push(line)
    }
    return this.#joinSubject(parts)
  }

  #joinSubject(parts: readonly Span[]): FieldCandidate | null {
    const [first, ...rest] = parts
    if (!first) return null
    const value = parts
      .map((part) => this.#input.document.text.slice(part.start, part.end).trim())
      .join(' ')
      .replace(/^(?:V\/v|Về việc|VỀ VIỆC|Về|VỀ)\s*:?\s+/u, '')
      .replace(/[\s|]+$/u, '')
      .trim()
    if (value === '') return null
    return { spans: [first, ...rest], rule: 'header.subject', confidence: 0.93, reasons: [], value }
  }

  /** The reporting period as the subject names it. */
  #period(subject: FieldCandidate | null, type: FieldCandidate | null): FieldCandidate | null {
    if (!subject) return null
    const inside = this.#input.dates.filter(({ spans: [span], value }) => {
      const interval = value.start !== null && value.end !== null && value.kind !== 'date'
      return interval && subject.spans.some((part) => part.start <= span.start && span.end <= part.end)
    })
    const isReport = type?.value === 'Báo cáo'
    const [first] = inside
    if (!first) return null
    // A plan for a year and for the years around it covers the years; a report on a half-year covers that.
    const covers = ({ value }: Candidate<DateValue>) =>
      value.start! <= first.value.start! && value.end! >= first.value.end!
    const date = isReport ? first : (inside.findLast(covers) ?? first)
    const [span] = date.spans
    return field(
      'header.period',
      isReport ? 0.93 : 0.8,
      span.start,
      span.end,
      `${date.value.start ?? ''}/${date.value.end ?? ''}`,
    )
  }

  #mark(id: string): FieldCandidate | null {
    const boxes = this.#lines.filter((line) => line.paragraph.role === 'text-box')
    return this.#first(id, [...this.#top, ...boxes], (text) => text.trim().toUpperCase())
  }

  #isBlankDate(line: HeaderLine): boolean {
    return this.#input.blankDates.some((span) => span.start < line.end && line.start < span.end)
  }

  #blanks(
    letterhead: readonly HeaderLine[],
    number: FieldCandidate | null,
    issuedOn: FieldCandidate | null,
  ): HeaderValue['blanks'] {
    const blanks: { field: 'number' | 'issuedOn'; span: Span }[] = []
    const blankNumber = letterhead.find((line) => this.#rule('header.number-blank').regex.test(line.text))
    if (!number && blankNumber)
      blanks.push({ field: 'number', span: { start: blankNumber.start, end: blankNumber.end } })
    const blankDate = this.#input.blankDates.find((span) =>
      letterhead.some((line) => span.start < line.end && line.start < span.end),
    )
    if (!issuedOn && blankDate) blanks.push({ field: 'issuedOn', span: blankDate })
    return blanks
  }
}

function field(rule: string, confidence: number, start: number, end: number, value: string): FieldCandidate {
  return { spans: [{ start, end }], rule, confidence, reasons: [], value }
}

function joinLines(rule: string, confidence: number, lines: readonly HeaderLine[]): FieldCandidate {
  const [first, ...rest] = lines
  const value = lines.map((line) => line.text.trim()).join(' ')
  return {
    spans: [first!, ...rest].map(({ start, end }) => ({ start, end })) as [Span, ...Span[]],
    rule,
    confidence,
    reasons: [],
    value,
  }
}

function key(text: string): string {
  return foldTone(text.replace(/\s+/gu, ' ').trim())
}

const lineRegexes = new WeakMap<CompiledRule, RegExp>()

/** A rule's pattern for single lines: without the flag that remembers a place. */
function lineRegex(rule: CompiledRule): RegExp {
  let regex = lineRegexes.get(rule)
  if (!regex) {
    regex = new RegExp(rule.regex?.source ?? '(?!)', 'du')
    lineRegexes.set(rule, regex)
  }
  return regex
}
