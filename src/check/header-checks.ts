import type { Evidence, Finding } from '../domain/record.ts'

interface Place {
  id: (kind: string, start: number) => string
  evidence: (start: number, end: number) => Evidence
}

interface Blank {
  readonly field: 'number' | 'issuedOn'
  readonly span: { readonly start: number; readonly end: number }
}

const messages = {
  number: 'Số của văn bản để trống: chưa có số, chỉ có ký hiệu.',
  issuedOn: 'Ngày ban hành để trống: chưa điền ngày hoặc tháng.',
} as const

/** A number or date of the letterhead that was left blank is no value, but a finding (domain check C19). */
export function checkHeader(blanks: readonly Blank[], place: Place): Finding[] {
  return blanks.map(({ field, span }) => ({
    id: place.id('finding', span.start),
    check: `header.blank-${field === 'number' ? 'number' : 'date'}`,
    severity: 'medium',
    message: messages[field],
    expected: null,
    found: null,
    items: [],
    evidence: [place.evidence(span.start, span.end)],
  }))
}
