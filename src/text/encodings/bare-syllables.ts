import { rimes, syllableScore } from './syllables.ts'
import { remembered } from '../remembered.ts'

const marks = /\p{M}+/gu

/** Small letters without marks; đ is d. */
export function bareLetters(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(marks, '').replaceAll('đ', 'd')
}

const rimesByLetters = new Map<string, string[]>()
for (const rime of rimes.keys()) {
  const bare = bareLetters(rime)
  const same = rimesByLetters.get(bare)
  if (same) same.push(rime)
  else rimesByLetters.set(bare, [rime])
}

const longestOnset = 3

/** The natural logarithm of the share that all syllables with these letters, whatever their marks, have of all text. */
export const bareScore = remembered(20_000, (bare) => Math.log(sumOfVariants(bare)))

function sumOfVariants(bare: string): number {
  const variants = new Set<string>()
  for (let length = Math.min(longestOnset, bare.length - 1); length >= 0; length--) {
    const onset = bare.slice(0, length)
    for (const rime of rimesByLetters.get(bare.slice(length)) ?? []) {
      variants.add(onset + rime)
      if (onset === 'd') variants.add(`đ${rime}`)
    }
  }
  let sum = 0
  for (const syllable of variants) sum += Math.exp(syllableScore(syllable))
  return sum
}
