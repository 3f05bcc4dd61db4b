import type { Check } from '../../domain/check.ts'
import type { Signer } from '../../domain/record.ts'
import type { Blank, Suspicion } from '../draft.ts'
import type { Facts } from '../facts.ts'
import { phrasesOf, wordKey } from '../word-key.ts'

function blanksOf({ blanks }: Facts, field: Blank['field']): Suspicion[] {
  return blanks
    .filter((blank) => blank.field === field)
    .map(({ span }) => ({ values: {}, spans: [span], items: [], expected: null, found: null }))
}

/** C19: the number line has a symbol and no number. */
export function checkBlankNumber(facts: Facts): Suspicion[] {
  return blanksOf(facts, 'number')
}

/** C19: the dateline has no day or no month. */
export function checkBlankDate(facts: Facts): Suspicion[] {
  return blanksOf(facts, 'issuedOn')
}

/** How far into the text a letterhead reaches, and how far from its end a signature may stand. */
const headReach = 2000
const tailReach = 3000

/** Traces of a part in the text: it is there, though it was not read. */
const traces: readonly RegExp[] = [
  /(?:^|\n|\t)[^\n]{0,40}(?<!\p{L})số\s*:/iu,
  /(?:^|\n|\t)(?:[^\n\t]{0,40},)?\s*ngày\s.{0,12}tháng\s.{0,8}năm|(?:^|\n|\t)[^\n\t,]{2,40},\s*\p{L}{3,6}\s?\d{1,2}\s?\p{L}{4,7}\s?\d{1,2}\s?\p{L}{3,5}\s?\d{4}/iu,
  /(?:^|\n)[^\n]*(?:ủy ban|uỷ ban|bộ |sở |phòng |đảng |chính phủ|quốc hội|hội đồng|ban )/iu,
  /(?:^|\n|\t)\s*(?:T\.?M|K\.?T|T\.?L|T\.?U\.?Q|Q|T\/M|K\/T|T\/L)[./]\s*\p{L}|(?:^|\n|\t)\s*(?:chủ tịch|giám đốc|trưởng phòng|bí thư|hiệu trưởng|chánh văn phòng|tổng giám đốc|bộ trưởng)/iu,
]

/** C19: a document with a title and without number, date, issuer or signer. */
export function checkMissingHeader(facts: Facts, { labels, dateless }: Check<'header-missing'>): Suspicion[] {
  const { header } = facts.draft
  if (!header.type) return []
  const { start, end } = header.type.evidence[0]!
  if (isAnnexed(facts, end)) return []
  const blank = new Set(facts.blanks.map(({ field }) => field))
  const head = facts.text.slice(0, headReach)
  const tail = facts.text.slice(-tailReach)
  const present = [
    header.number !== null || blank.has('number') || traces[0]!.test(head),
    header.issuedOn !== null || blank.has('issuedOn') || traces[1]!.test(head) || dateless.includes(header.type.value),
    header.issuer !== null || traces[2]!.test(facts.text.slice(0, start)),
    header.signers.length > 0 || traces[3]!.test(tail),
  ]
  const parts = present.flatMap((there, index) => (there ? [] : [labels[index] ?? '']))
  if (parts.length === 0) return []
  const missing = parts.join(', ')
  return [
    { values: { parts: missing }, spans: [{ start, end }], items: [header.type.id], expected: missing, found: null },
  ]
}

/** '(Ban hành kèm theo Quyết định …)' under the title: its number and signature are the decision's. */
function isAnnexed({ text }: Facts, title: number): boolean {
  return /^[^]{0,300}?\(?\s*(?:[Bb]an hành\s+)?[Kk]èm theo/u.test(text.slice(title, title + annexReach))
}

const annexReach = 320

/** C19: 'KT. CHỦ TỊCH' over 'CHỦ TỊCH', or a deputy who signs without KT. */
export function checkAuthority(facts: Facts, { deputies, bodies }: Check<'header-authority'>): Suspicion[] {
  return facts.draft.header.signers.flatMap((signer) => {
    const expected = expectedAuthority(facts, signer, deputies, bodies)
    if (expected === null || signer.position === null) return []
    const authority = signer.authority.join(' ')
    const spans = signer.evidence.map(({ start, end }) => ({ start, end }))
    return [
      {
        values: { authority: authority === '' ? '-' : authority, position: signer.position, expected },
        spans: [spans[0]!, ...spans.slice(1)],
        items: [signer.id],
        expected,
        found: `${authority} ${signer.position}`.trim(),
      },
    ]
  })
}

function expectedAuthority(
  facts: Facts,
  signer: Signer,
  deputies: readonly string[],
  bodies: readonly string[],
): string | null {
  const { position, authority, raw } = signer
  if (position !== null && isUnderPrincipal(position, deputies)) return authority.some(isForAnother) ? null : 'KT.'
  if (
    position === null ||
    !hasOwnLine(facts, signer) ||
    position.includes('\n') ||
    /\//u.test(`${authority.join(' ')}${raw}`)
  )
    return null
  const deputy = phrasesOf(deputies).begin(wordKey(position))
  const forAnother = authority.some(isForAnother)
  if (forAnother && !deputy) return deputies[0] ?? null
  // One who signs by order or as acting head needs no KT., nor a member of a board.
  const issuer = facts.draft.header.issuer?.value ?? ''
  if (!deputy || !phrasesOf(bodies).begin(wordKey(issuer))) return null
  return authority.every((mark) => /^T\.?M/u.test(mark)) && !hasTrace(facts, signer) ? 'KT.' : null
}

function isForAnother(mark: string): boolean {
  return /^K[./]?\s?T/u.test(mark)
}

/** 'CHỦ TỊCH', and under it 'PHÓ CHỦ TỊCH': the deputy signs for the first. */
function isUnderPrincipal(position: string, deputies: readonly string[]): boolean {
  const key = wordKey(position)
  return deputies.some((deputy) => {
    const [principal = '', title, ...others] = key.split(wordKey(deputy))
    return others.length === 0 && principal.trim() !== '' && principal.trim() === title?.trim()
  })
}

/** KT stands before the position all the same, in a form that was not read. */
function hasTrace({ text }: Facts, { evidence }: Signer): boolean {
  const start = Math.min(...evidence.map((place) => place.start))
  return /(?<!\p{L})(?:K[.\s]?T|T[.\s]?L|Q|T[.\s]?U[.\s]?Q)[.\s/]/u.test(
    text.slice(Math.max(0, start - markReach), start),
  )
}

/** The lines above a position, beside whatever stands left of them. */
const markReach = 120

/** The position stands on a line of its own: in 'KT. CHỦ TỊCH' alone it is the one signed for. */
function hasOwnLine(facts: Facts, { evidence, position }: Signer): boolean {
  return evidence.some((place) => wordKey(facts.slice(place)) === wordKey(position ?? ''))
}
