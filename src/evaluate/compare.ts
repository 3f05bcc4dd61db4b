/** Text as two careful people may both have written it: composed, spaces and dashes alike, case left aside. */
export function comparable(text: string | null): string {
  return (text ?? '')
    .normalize('NFC')
    .replace(/\p{Dash_Punctuation}|\u2212/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/o([àáảãạ])/g, (_, vowel: string) => 'òóỏõọ'['àáảãạ'.indexOf(vowel)]! + 'a')
    .replace(/u([ỳýỷỹỵ])/g, (_, vowel: string) => 'ùúủũụ'['ỳýỷỹỵ'.indexOf(vowel)]! + 'y')
}

export function sameText(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : comparable(one) === comparable(other)
}

/** A document number without 'số', spaces and the mark that follows it in a sentence. */
export function comparableNumber(number: string | null): string {
  return comparable(number)
    .replace(/\s/g, '')
    .replace(/^số:?/, '')
    .replace(/[.,;:]+$/, '')
}

export function sameNumber(one: number | null | undefined, other: number | null | undefined): boolean {
  if (one == null || other == null) return one == null && other == null
  return Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one))
}

/** Dice coefficient of the sets of words: 0 nothing in common, 1 the same words. */
export function likeness(one: string | null, other: string | null): number {
  const a = wordsOf(one)
  const b = wordsOf(other)
  if (a.size === 0 || b.size === 0) return 0
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size)
}

function wordsOf(text: string | null): Set<string> {
  return new Set(comparable(text).match(/[\p{L}\p{N}]+/gu))
}
