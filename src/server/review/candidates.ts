import { headerValueSchemas } from '../../domain/decision.ts'
import type { Values } from '../../domain/decision.ts'
import type { ItemKind } from '../../domain/item-kinds.ts'
import type { Extracted, Finding } from '../../domain/record.ts'
import type { ReviewCandidate } from '../../domain/review-api.ts'

interface About {
  readonly kind: ItemKind
  readonly slot: string | null
  readonly extracted: Values | null
  readonly current: Values | null
  readonly item: Extracted | null
  readonly findings: readonly Finding[]
}

const most = 9

/** What may stand there instead, the likeliest first: a key takes each. What holds already is no candidate. */
export function candidatesOf({ kind, slot, extracted, current, item, findings }: About): ReviewCandidate[] {
  const all = [
    ...findings.flatMap((finding) => proposals(finding, item?.id)),
    ...original(extracted),
    ...(item ? readings(kind, slot, item.raw, extracted) : []),
  ]
  const seen = new Set<string>()
  return all
    .filter(({ key, value }) => {
      const id = JSON.stringify([key, value])
      if (seen.has(id) || (current !== null && current[key] === value)) return false
      seen.add(id)
      return true
    })
    .slice(0, most)
}

function proposals({ id, proposed }: Finding, item: string | undefined): ReviewCandidate[] {
  if (!proposed || proposed.item !== item) return []
  const { field, value, written } = proposed
  const rest = proposed.with === undefined ? {} : { with: proposed.with }
  return [{ key: field, value, written, from: 'finding', finding: id, ...rest }]
}

function original(extracted: Values | null): ReviewCandidate[] {
  return Object.entries(extracted ?? {}).flatMap(([key, value]) =>
    value === null || Array.isArray(value) || key === 'cells'
      ? []
      : [{ key, value, written: String(value), from: 'extracted' as const, finding: null }],
  )
}

/** Figures with one separator can be read in two ways; words can be taken as they stand, but no days. */
function readings(kind: ItemKind, slot: string | null, raw: string, extracted: Values | null): ReviewCandidate[] {
  if (kind === 'header' || kind === 'recipient') {
    if (slot !== null && slot in headerValueSchemas) return []
    const written = raw.trim().replace(/\s+/gu, ' ')
    return written === '' ? [] : [{ key: 'value', value: written, written, from: 'raw', finding: null }]
  }
  if (kind !== 'metric' && kind !== 'form-row') return []
  return Object.entries(extracted ?? {}).flatMap(([key, value]) =>
    typeof value === 'number' ? otherReadings(raw, value).map((one) => toReading(key, one)) : [],
  )
}

function toReading(key: string, value: number): ReviewCandidate {
  return { key, value, written: String(value).replace('.', ','), from: 'reading', finding: null }
}

/** '1.234' as 1234 and as 1,234: whichever the program did not take. */
function otherReadings(raw: string, value: number): number[] {
  return Array.from(raw.matchAll(/\d+[.,]\d{3}(?![\d.,]\d)/gu), ([written]) => {
    const whole = Number(written.replace(/[.,]/u, ''))
    const part = Number(written.replace(',', '.'))
    return value === whole ? part : value === part ? whole : null
  }).filter((one) => one !== null)
}
