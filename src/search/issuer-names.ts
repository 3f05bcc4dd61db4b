import { abbreviatedBodies } from '../text/bodies.ts'
import { plainOf, searchWords } from '../text/search-words.ts'
import type { SearchWord } from '../text/search-words.ts'

const bodies = abbreviatedBodies.map(({ full, short }) => [searchWords(full), searchWords(short)] as const)

/** The ways a part of an issuer's name may be written, as it stands first: 'UBND xã An Phú', 'Ủy ban nhân dân xã An Phú'. */
export function waysToWrite(name: readonly SearchWord[]): (readonly SearchWord[])[] {
  const long = bodies.reduce((words, [full, short]) => replaced(words, short, full), name)
  const brief = bodies.reduce((words, [full, short]) => replaced(words, full, short), name)
  const keys = new Map([name, long, brief].map((words) => [plainOf(words), words]))
  return [...keys.values()]
}

function replaced(
  words: readonly SearchWord[],
  from: readonly SearchWord[],
  to: readonly SearchWord[],
): readonly SearchWord[] {
  const at = words.findIndex((_, start) => from.every(({ plain }, n) => words[start + n]?.plain === plain))
  return at < 0 ? words : [...words.slice(0, at), ...to, ...words.slice(at + from.length)]
}
