import { readFileSync } from 'node:fs'
import { checkRecord } from '../check/check-record.ts'
import type { Draft } from '../check/draft.ts'
import type { Document } from '../domain/document.ts'
import {
  schemaVersion,
  type DateMention,
  type Field,
  type Form,
  type Metric,
  type Record,
  type Region,
  type Section,
  type Signer,
} from '../domain/record.ts'
import type { Candidate } from '../extract/candidate.ts'
import { extractDocument, type Candidates } from '../extract/extract-document.ts'
import type { FormValue } from '../extract/forms.ts'
import type { HeaderValue } from '../extract/header.ts'
import { explainAbsences } from '../resolve/absence.ts'
import { gatherReasons } from '../resolve/agreement.ts'
import { scoreItems } from '../resolve/confidence.ts'
import { ItemMaker } from '../resolve/items.ts'
import type { RuleSet } from '../rules/rule-set.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export interface SourceFacts {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
}

/** A document's record: what was extracted, resolved to items with evidence and confidence, and checked. */
export function toRecord(document: Document, source: SourceFacts, rules: RuleSet): Record {
  const candidates = extractDocument(document, rules)
  const make = new ItemMaker(source.sha256, document)
  const sections = toSections(candidates, make)
  const header = toHeader(candidates.header, make)
  const draft: Draft = {
    schemaVersion,
    id: source.sha256,
    source: { ...source, pages: document.pages.length > 0 ? document.pages.length : null },
    extraction: {
      version,
      rules: rules.hash,
      text: document.origin,
      encodings: [...document.encodings],
      status: document.issues.some((issue) => issue.severity === 'error') ? 'partial' : 'ok',
      issues: [...document.issues],
    },
    text: document.text,
    regions: toRegions(document),
    header,
    absent: explainAbsences(header, candidates.header.blanks, document),
    sections,
    references: candidates.references.map((found) => ({ ...make.item('reference', found), ...found.value })),
    dates: candidates.dates.map((found): DateMention => ({ ...make.item('date', found), ...found.value })),
    metrics: candidates.metrics.map((found): Metric => ({
      ...make.item('metric', found),
      ...found.value,
      section: sectionAt(sections, found.spans[0].start),
    })),
    forms: candidates.forms.map((form) => toForm(form, make)),
  }
  const { checks, lexicons } = rules
  const { blanks } = candidates.header
  const findings = checkRecord({ draft, blanks, checks, lexicons, places: make })
  return { ...scoreItems(draft, rules.confidence, gatherReasons(draft, findings)), findings }
}

function toSections({ sections }: Candidates, make: ItemMaker): Section[] {
  return sections.map((section) => ({ id: make.id('section', section.start), ...section }))
}

/** The innermost section around an offset. */
function sectionAt(sections: readonly Section[], offset: number): string | null {
  return sections.findLast((section) => section.start <= offset && offset < section.end)?.id ?? null
}

function toHeader(header: HeaderValue, make: ItemMaker): Record['header'] {
  const field = (name: string, found: Candidate<string> | null): Field | null =>
    found && { ...make.item(`header-${name}`, found), value: found.value }
  return {
    type: field('type', header.type),
    number: field('number', header.number),
    issuedOn: field('issued-on', header.issuedOn),
    place: field('place', header.place),
    issuer: field('issuer', header.issuer),
    parentIssuer: field('parent-issuer', header.parentIssuer),
    subject: field('subject', header.subject),
    period: field('period', header.period),
    secrecy: field('secrecy', header.secrecy),
    urgency: field('urgency', header.urgency),
    signers: header.signers.map((found): Signer => ({
      ...make.item('signer', found),
      value: found.value.name,
      name: found.value.name,
      position: found.value.position,
      authority: [...found.value.authority],
    })),
    recipients: header.recipients.flatMap((found) => field('recipient', found) ?? []),
  }
}

function toForm(form: FormValue, make: ItemMaker): Form {
  const [span] = form.spans
  return {
    id: make.id('form', span.start),
    number: form.number,
    title: form.title,
    columns: [...form.columns],
    rows: form.rows.map((row) => ({ ...make.item('form-row', row), ...row.value, cells: [...row.value.cells] })),
    evidence: form.spans.map(({ start, end }) => make.evidence(start, end)),
  }
}

/** Text outside the running text, block after block of the same role as one region. */
function toRegions(document: Document): Region[] {
  const regions: Region[] = []
  for (const { role, start, end } of document.blocks) {
    if (role === 'body') continue
    regions.push({ role, start, end })
  }
  return regions
}
