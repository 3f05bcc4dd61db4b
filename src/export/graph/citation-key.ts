import { remembered } from '../../text/remembered.ts'
import { foldText as fold } from '../selection.ts'

const mostRemembered = 100_000
const foldText = remembered(mostRemembered, fold)

/** What identifies a document, as its own heading or a citation of it states it; null where that is not said. */
export interface CitationKey {
  readonly type: string | null
  readonly number: string | null
  /** ISO day. */
  readonly date: string | null
  readonly issuer: string | null
  /** Only for documents without a number: 'Đất đai' of 'Luật Đất đai'. */
  readonly subject: string | null
}

/** Numbers that are the same however they were typed: spaces, capitals, zeros in front, kinds of hyphens and slashes. */
export function foldNumber(number: string): string {
  return foldText(number)
    .replace(/\s+/gu, '')
    .replace(/[‐-―−]/gu, '-')
    .replace(/^0+(?=\d)/u, '')
}

/** The year a number states itself: 2018 of 20/2018/NĐ-CP; null where it states none. */
export function yearOfNumber(number: string): string | null {
  return /^\d+\p{Ll}?\/((?:19[4-9]|20)\d{2})(?:\/|$)/u.exec(number)?.[1] ?? null
}

/**
 * What mentions of one document have in common, before days and issuers are looked at. Null where too little is said: a
 * type alone ('Quyết định này') means no certain document.
 */
export function looseKey({ type, number, subject }: CitationKey): string | null {
  if (number !== null) return foldNumber(number)
  if (type === null || subject === null) return null
  return `${foldText(type)} ${foldText(subject)}`
}

export type Agreement = 'agrees' | 'contradicts' | 'unknown'

export function typesAgree(a: string | null, b: string | null): Agreement {
  if (a === null || b === null) return 'unknown'
  return foldText(a) === foldText(b) ? 'agrees' : 'contradicts'
}

/** 'UBND tỉnh' may be 'UBND tỉnh An Giang'; it cannot be 'UBND huyện Chợ Mới'. */
export function issuersAgree(a: string | null, b: string | null): Agreement {
  if (a === null || b === null) return 'unknown'
  const [one, other] = [foldText(a), foldText(b)]
  return one.includes(other) || other.includes(one) ? 'agrees' : 'contradicts'
}

export function datesAgree(a: string | null, b: string | null): Agreement {
  if (a === null || b === null) return 'unknown'
  return a === b ? 'agrees' : 'contradicts'
}
