import type { Document } from '../domain/document.ts'
import type { Absence, Header } from '../domain/record.ts'

type FieldKey = Exclude<keyof Header, 'signers' | 'recipients'>

/** A letterhead stands within so many characters. */
const letterheadLength = 2500

/** Something stands where number and date are printed. */
const printed: Partial<Readonly<Record<FieldKey, RegExp>>> = {
  number: /^[ \t]*Số[ \t]*:[ \t]*(?=.*[\p{L}\d])\S/mu,
  issuedOn: /(?<!\p{L})ngày[ \t]*[^\s.…]{1,6}[ \t]*tháng[ \t]*[^\s.…]{1,6}[ \t]*năm/iu,
}

/**
 * Why each field of the header that has no value has none. Not stated and not readable are different answers: the first
 * needs no look, the second does. `blanks`: fields whose line is there and was left open.
 */
export function explainAbsences(
  header: Header,
  blanks: readonly { readonly field: FieldKey }[],
  { text, issues }: Pick<Document, 'text' | 'issues'>,
): Record<string, Absence> {
  const isFirstPageLost = issues.some(({ severity, page }) => severity === 'error' && (page ?? 1) === 1)
  const letterhead = text.slice(0, letterheadLength)
  const absences: Record<string, Absence> = {}
  for (const [key, value] of Object.entries(header) as [FieldKey, unknown][]) {
    if (value !== null) continue
    const isPrinted = printed[key]?.test(letterhead) === true
    if (blanks.some(({ field }) => field === key)) absences[key] = 'left-blank'
    else absences[key] = isPrinted || isFirstPageLost ? 'unreadable' : 'not-stated'
  }
  return absences
}
