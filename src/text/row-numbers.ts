import { parseRoman } from './numbers.ts'

/** How deep a row of a form stands by its number: A, B before I, II before 1, 2 before 1.1; a) and what has no number last. */
export function rankOfRowNumber(stt: string | null): number {
  const bare = stt?.trim() ?? ''
  if (/^\d+(?:\.\d+)*$/u.test(bare)) return 2 + bare.split('.').length
  if (/^[IVX]+$/u.test(bare) && parseRoman(bare) !== null) return 2
  if (/^[A-HK-Z]$/u.test(bare)) return 1
  return /^[a-zđ]$/u.test(bare) ? 20 : unnumbered
}

const unnumbered = 21
