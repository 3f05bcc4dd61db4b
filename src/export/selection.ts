import { itemStatuses } from '../domain/decision.ts'
import type { ItemStatus, Values } from '../domain/decision.ts'
import type { Record } from '../domain/record.ts'
import { abbreviatedBodies } from '../text/bodies.ts'
import { hasMarks, plainKey } from '../text/search-words.ts'
import { foldTone } from '../text/vietnamese.ts'

/**
 * What a value is worth: what a reviewer made of it, or `auto`: nobody looked at it, its confidence reaches the threshold;
 * `open`: nobody looked at it and it does not.
 */
export type Standing = ItemStatus | 'auto'
export const standings: readonly Standing[] = ['auto', ...itemStatuses]

/** What people took out: it leaves only where it is asked for by name. */
export const rejectedStandings: ReadonlySet<Standing> = new Set(['rejected', 'not-in-document', 'unreadable'])

/** What is held to be a value, whoever is how sure of it. */
export const heldStandings: readonly Standing[] = standings.filter((one) => !rejectedStandings.has(one))

/** What leaves the house unless asked otherwise. */
export const trustedStandings: ReadonlySet<Standing> = new Set(['auto', 'accepted', 'corrected', 'added'])

/**
 * From this confidence on a value that nobody looked at counts as accepted. A confidence is the probability that the value is
 * right: of values let through at 0.9 and above, fewer than one in ten may be wrong.
 */
export const defaultThreshold = 0.9

/** A record with its reviewers' decisions applied. */
export interface ReviewedRecord {
  readonly record: Record
  /** By item id; an item that is not in it was not looked at. */
  readonly reviews: ReadonlyMap<string, ItemStatus>
  /** By item id, what the program had found where a person corrected it. */
  readonly originals?: ReadonlyMap<string, Values>
  /** The record with what people rejected still in it, as the program found it. */
  readonly withRejected?: () => Record
}

export interface Selection {
  /** Document types as a word ('Báo cáo'), in any spelling; empty: all. */
  readonly types: readonly string[]
  /** Part of the issuer's name, in any spelling. */
  readonly issuer: string | null
  /** ISO days the document was issued between, both inclusive. */
  readonly from: string | null
  readonly to: string | null
  readonly standings: ReadonlySet<Standing>
  /** From which confidence on a value counts as accepted without review. */
  readonly threshold: number
  /** Items below are left out, whatever their standing. */
  readonly minConfidence: number
}

export const defaultSelection: Selection = {
  types: [],
  issuer: null,
  from: null,
  to: null,
  standings: trustedStandings,
  threshold: defaultThreshold,
  minConfidence: 0,
}

export function standingOf(review: ItemStatus | undefined, confidence: number, threshold: number): Standing {
  if (review !== undefined && review !== 'open') return review
  return confidence >= threshold ? 'auto' : 'open'
}

export function isSelected(standing: Standing, confidence: number, selection: Selection): boolean {
  return selection.standings.has(standing) && confidence >= selection.minConfidence
}

/** Whether a document is asked for. One whose type, issuer or day is not known is not where that is asked for. */
export function selectsDocument({ header }: Record, { types, issuer, from, to }: Selection): boolean {
  const type = header.type?.value
  if (types.length > 0 && (type === undefined || !types.some((one) => isNamed(one, type)))) return false
  if (issuer !== null && !namesOf(header).some((name) => isNamed(issuer, name, true))) return false
  const day = header.issuedOn?.value
  if (from !== null && (day === undefined || day < from)) return false
  return to === null || (day !== undefined && day <= to)
}

/** Who writes no marks means all spellings, as in a search; who writes some means what is written so. */
function isNamed(asked: string, name: string, orPart = false): boolean {
  const key = hasMarks(asked) ? foldText : plainName
  return orPart ? key(name).includes(key(asked)) : key(name) === key(asked)
}

function plainName(name: string): string {
  return plainBodies.reduce((text, { full, short }) => text.replaceAll(full, short), plainKey(foldText(name)))
}

/** The issuer alone and with the body above it: 'UBND xã An Phú', 'UBND huyện Long Điền'. */
function namesOf({ issuer, parentIssuer }: Record['header']): string[] {
  return [issuer?.value, parentIssuer?.value].flatMap((name) => (name === undefined ? [] : [name]))
}

/** A key under which spellings of a name are equal: case, tone placement, spaces, 'UBND' and 'Ủy ban nhân dân'. */
export function foldText(text: string): string {
  const folded = foldTone(text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  return bodies.reduce((name, { full, short }) => name.replaceAll(full, short), folded)
}

const bodies = abbreviatedBodies.map(({ full, short }) => ({ full: foldTone(full), short: foldTone(short) }))
const plainBodies = abbreviatedBodies.map(({ full, short }) => ({ full: plainKey(full), short: plainKey(short) }))
