import type { LexiconEntry } from './draft.ts'
import { syllableKeys } from './word-key.ts'

/** A law or decree whose number and date were seen in a source. */
export interface Law {
  readonly type: string
  readonly number: string
  /** ISO day. */
  readonly date: string
  readonly issuer: string
  readonly title: string
  readonly words: readonly string[]
  readonly distinct: ReadonlySet<string>
}

/** The register of laws and decrees that reports cite: rules/lexicon/laws.yaml. */
export class LawRegister {
  readonly #byNumber = new Map<string, Law[]>()
  readonly #laws: Law[] = []

  constructor(entries: readonly LexiconEntry[]) {
    for (const { name, facts } of entries) {
      const { type, number, date, issuer } = facts
      if (typeof type !== 'string' || typeof number !== 'string' || typeof date !== 'string') continue
      const words = syllableKeys(name)
      const law = {
        type,
        number,
        date,
        issuer: typeof issuer === 'string' ? issuer : '',
        title: name,
        words,
        distinct: new Set(words),
      }
      this.#byNumber.set(keyOf(number), [...(this.#byNumber.get(keyOf(number)) ?? []), law])
      this.#laws.push(law)
    }
  }

  /**
   * The law of a number. Numbers without a year come again every year: such a law is only found for a date of its own year,
   * and with no date not at all.
   */
  get(number: string, date: string | null): Law | null {
    const laws = this.#byNumber.get(keyOf(number)) ?? []
    if (/\/(?:19|20)\d\d\//u.test(number)) return laws[0] ?? null
    return laws.find((law) => law.date.slice(0, 4) === date?.slice(0, 4)) ?? null
  }

  /** The one law of a type whose number begins so: '151/2017' → 151/2017/NĐ-CP. */
  complete(type: string | null, short: string): Law | null {
    const found = this.#laws.filter((law) => law.type === type && keyOf(law.number).startsWith(`${keyOf(short)}/`))
    return found.length === 1 ? found[0]! : null
  }

  /** Laws of a type whose titles the words of a subject begin with. */
  withTitle(type: string | null, subject: readonly string[]): Law[] {
    return this.#laws.filter((law) => law.type === type && titleShare(subject, law) >= sameTitle)
  }

  /** Laws of a type and day. */
  issuedOn(type: string | null, date: string): Law[] {
    return this.#laws.filter((law) => law.type === type && law.date === date)
  }

  /** Whether a law of another day stands between two numbers of one counter: then the two cannot be of one day. */
  isApart(a: string, b: string, date: string): boolean {
    const [first, second] = [counterOf(a), counterOf(b)]
    if (!first || !second || first.key !== second.key) return false
    const [low, high] = first.sequence < second.sequence ? [first, second] : [second, first]
    return this.#laws.some((law) => {
      const other = counterOf(law.number)
      return (
        other?.key === low.key && low.sequence < other.sequence && other.sequence < high.sequence && law.date !== date
      )
    })
  }

  /** Laws of a type called so: 'Luật Đất đai' of 2013 and of 2024. */
  called(type: string | null, name: readonly string[]): Law[] {
    const wanted = name.join(' ')
    return this.#laws.filter((law) => law.type === type && law.words.join(' ') === wanted)
  }
}

/** A title of fewer words than this is shared by too many. */
const fewestWords = 5
/** The part of a title's words a subject must have: subjects are quoted with slips. */
const sameTitle = 0.8
/** How much further than the title's length its words may stand in the subject. */
const titleReach = 3

/** How much of a title's words a subject begins with; 0 for titles that many share. */
export function titleShare(subject: readonly string[], { words, distinct }: Pick<Law, 'words' | 'distinct'>): number {
  if (words.length < fewestWords || subject.length < sameTitle * words.length) return 0
  const found = new Set<string>()
  const reach = Math.min(subject.length, words.length + titleReach)
  for (let at = 0; at < reach; at++) if (distinct.has(subject[at]!)) found.add(subject[at]!)
  return found.size / distinct.size
}

/** '45/2020/NĐ-CP' is the 45th of its counter; null where the number does not hold the year. */
function counterOf(number: string): { readonly sequence: number; readonly key: string } | null {
  const [, sequence, key] = /^(\d+)(\/(?:19|20)\d\d\/.+)$/u.exec(keyOf(number)) ?? []
  return key === undefined ? null : { sequence: Number(sequence), key }
}

/** Capitals do not count, nor a zero before the number: 05/2018 and 5/2018 are one. */
function keyOf(number: string): string {
  return number.toUpperCase().replace(/^0+/u, '').replaceAll('Đ', 'D')
}
