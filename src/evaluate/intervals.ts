/** A share with the bounds it lies between 19 times of 20. */
export interface Share {
  /** Null where there was nothing to count. */
  readonly value: number | null
  readonly low: number
  readonly high: number
}

/** Two-sided 95 %: the 97.5th percentile of the normal distribution. */
const z95 = 1.959963984540054

/**
 * Wilson's score interval for `hits` of `trials` (E. B. Wilson, JASA 22, 1927): unlike the plain ± it stays within 0 and 1
 * and says something also where all or none hit.
 */
export function wilson(hits: number, trials: number, z = z95): Share {
  if (trials === 0) return { value: null, low: 0, high: 1 }
  const p = hits / trials
  const middle = (p + (z * z) / (2 * trials)) / (1 + (z * z) / trials)
  const half = (z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials))) / (1 + (z * z) / trials)
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * F1 with its interval. With J = right / (right + wrong + missing), a share of trials, F1 is 2J / (1 + J), which grows with
 * J: so the bounds of J give those of F1.
 */
export function f1Share(right: number, wrong: number, missing: number): Share {
  const { value, low, high } = wilson(right, right + wrong + missing)
  const toF1 = (share: number): number => (2 * share) / (1 + share)
  return { value: value === null ? null : toF1(value), low: toF1(low), high: toF1(high) }
}
