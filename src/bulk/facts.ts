import { extname } from 'node:path'
import type { Extracted, Record } from '../domain/record.ts'

/** What the run report counts of one record; small, for there are many. */
export interface Facts {
  /** Of the source: 'pdf', 'docx', … */
  readonly kind: string
  readonly text: Record['extraction']['text']
  readonly encodings: readonly string[]
  readonly type: string | null
  readonly issues: readonly string[]
  /** Items by section: how many there are. */
  readonly items: Readonly<globalThis.Record<string, number>>
  /** 'references.date' → how many of the items have it. */
  readonly filled: Readonly<globalThis.Record<string, number>>
  /** Items by confidence, in `confidenceBuckets` equal steps from 0 to 1. */
  readonly confidence: readonly number[]
}

export const confidenceBuckets = 20

/** Keys every item has, or whose absence says nothing. */
const unasked = new Set([
  'id',
  'raw',
  'confidence',
  'reasons',
  'rule',
  'evidence',
  'section',
  'parent',
  'cells',
  'kind',
])

export function gatherFacts(record: Record): Facts {
  const filled: globalThis.Record<string, number> = {}
  const confidence = new Array<number>(confidenceBuckets).fill(0)
  const count = (item: Extracted) => {
    confidence[Math.min(confidenceBuckets - 1, Math.floor(item.confidence * confidenceBuckets))]!++
  }
  const { signers, recipients, ...fields } = record.header
  for (const [key, field] of Object.entries(fields)) {
    filled[`header.${key}`] = field === null ? 0 : 1
    if (field) count(field)
  }
  filled['header.signers'] = signers.length > 0 ? 1 : 0
  filled['header.recipients'] = recipients.length > 0 ? 1 : 0
  const { references, dates, metrics, forms } = record
  const sections = { references, dates, metrics, formRows: forms.flatMap((form) => form.rows) }
  for (const item of [...signers, ...recipients]) count(item)
  for (const [section, items] of Object.entries(sections)) {
    for (const item of items) {
      count(item)
      for (const [key, value] of Object.entries(item)) {
        if (unasked.has(key)) continue
        const name = `${section}.${key}`
        filled[name] = (filled[name] ?? 0) + (value === null ? 0 : 1)
      }
    }
  }
  const { text, encodings, issues } = record.extraction
  return {
    kind: kindOf(record),
    text,
    encodings,
    type: record.header.type?.value ?? null,
    issues: [...new Set(issues.map(({ code }) => code))],
    items: Object.fromEntries(Object.entries(sections).map(([section, items]) => [section, items.length])),
    filled,
    confidence,
  }
}

const kinds: Readonly<globalThis.Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/rtf': 'rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

function kindOf({ source }: Record): string {
  return kinds[source.mediaType] ?? (extname(source.name).slice(1).toLowerCase() || source.mediaType)
}
