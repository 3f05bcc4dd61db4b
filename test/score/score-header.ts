import type { Header } from '../../src/domain/record.ts'
import type { Truth } from '../../samples/truth-schema.ts'
import { comparableNumber, sameText } from '../../src/evaluate/compare.ts'
import type { Miss, Score, Tally } from './tally.ts'

/** Every key of the header is one item, also where there is nothing to find: null is then the right answer. */
export function scoreHeader(gold: Truth['header'], found: Header, name: string): Score {
  const tallies = new Map<string, Tally>()
  const misses: Miss[] = []
  for (const { field, want, got, right } of compareHeaders(gold, found)) {
    const kind = `header.${field}`
    tallies.set(kind, { gold: 1, right: right ? 1 : 0, wrong: right ? 0 : 1 })
    if (!right) misses.push({ kind, text: `${name} ${kind}: ${JSON.stringify(want)} → ${JSON.stringify(got)}` })
  }
  return { tallies, misses }
}

interface ComparedField {
  readonly field: string
  readonly want: unknown
  readonly got: unknown
  readonly right: boolean
}

function compareHeaders(gold: Truth['header'], found: Header): ComparedField[] {
  const plain = ['type', 'place', 'issuer', 'parentIssuer', 'subject', 'period', 'secrecy', 'urgency'] as const
  const fields = plain.map((field) => {
    const [want, got] = [gold[field], found[field]?.value ?? null]
    return { field, want, got, right: sameText(want, got) }
  })
  const [number, date] = [found.number?.value ?? null, found.issuedOn?.value ?? null]
  const sameNumber =
    (number === null) === (gold.number === null) && comparableNumber(number) === comparableNumber(gold.number)
  const signers = found.signers.map(({ name, position, authority }) => ({ name, position, authority }))
  const recipients = found.recipients.map(({ value }) => value)
  return [
    ...fields,
    { field: 'number', want: gold.number, got: number, right: sameNumber },
    { field: 'issuedOn', want: gold.date, got: date, right: gold.date === date },
    { field: 'signers', want: gold.signers, got: signers, right: sameSigners(gold.signers, signers) },
    { field: 'recipients', want: gold.recipients, got: recipients, right: sameTexts(gold.recipients, recipients) },
  ]
}

type Signer = Truth['header']['signers'][number]

function sameSigners(gold: readonly Signer[], found: readonly Signer[]): boolean {
  const same = (one: Signer, other: Signer): boolean =>
    sameText(one.name, other.name) &&
    sameText(one.position, other.position) &&
    sameTexts(one.authority.map(markOf), other.authority.map(markOf))
  return gold.length === found.length && gold.every((signer, i) => same(signer, found[i]!))
}

/** 'T/M', 'TM.' and 'TM' are one mark in three spellings. */
function markOf(authority: string): string {
  return authority.replace(/[^\p{L}]/gu, '')
}

function sameTexts(gold: readonly string[], found: readonly string[]): boolean {
  return gold.length === found.length && gold.every((text, i) => sameText(text, found[i]!))
}
