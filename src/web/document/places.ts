import type { ReviewItem } from '../../domain/review-api.ts'

interface Place {
  readonly start: number
  readonly end: number
}

/** More are not gone through one by one. */
const most = 500

/** Where words stand in a text, in whatever case; not inside other words or figures where they stand by themselves too. */
export function placesOf(words: string, text: string): Place[] {
  const wanted = words.normalize('NFC').trim().toLowerCase()
  if (wanted === '') return []
  const within = text.toLowerCase()
  const places: Place[] = []
  for (let at = within.indexOf(wanted); at >= 0 && places.length < most; at = within.indexOf(wanted, at + 1)) {
    places.push({ start: at, end: at + wanted.length })
  }
  const whole = places.filter((place) => isWhole(text, place))
  return whole.length > 0 ? whole : places
}

function isWhole(text: string, { start, end }: Place): boolean {
  return !isInside(text, start) && !isInside(text, end)
}

function isInside(text: string, at: number): boolean {
  return (
    /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1)) ||
    /^\d[.,]\d/.test(text.slice(at - 1, at + 2)) ||
    /^\d[.,]\d/.test(text.slice(at - 2, at + 1))
  )
}

/** The first place where nothing was found: what is added was missed. */
export function firstFree(places: readonly Place[], items: readonly Pick<ReviewItem, 'evidence'>[]): number {
  const taken = items.flatMap(({ evidence }) => evidence)
  const free = places.findIndex(({ start, end }) => !taken.some((one) => one.start < end && start < one.end))
  return Math.max(0, free)
}
