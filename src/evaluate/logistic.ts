/** So many trials with the same features, and how many of them came out. */
export interface Trials {
  /** Value of each feature. */
  readonly features: readonly number[]
  /** Log-odds that stand fixed. */
  readonly offset: number
  readonly count: number
  readonly hits: number
}

/** What is thought of a weight before anything was seen: a normal distribution. */
export interface Prior {
  readonly mean: number
  readonly deviation: number
}

const mostSteps = 100
const smallestStep = 1e-9

/**
 * Weights of a logistic regression at the maximum of likelihood times priors (MAP), by Newton's method with halved steps.
 * The priors make the maximum one and finite, also where all trials hit. Deterministic.
 */
export function fitLogistic(trials: readonly Trials[], priors: readonly Prior[]): number[] {
  let weights = priors.map(({ mean }) => mean)
  let loss = lossOf(weights, trials, priors)
  for (let turn = 0; turn < mostSteps; turn++) {
    const step = newtonStep(weights, trials, priors)
    let share = 1
    let next = weights
    let nextLoss = loss
    for (; share > 1e-6; share /= 2) {
      next = weights.map((weight, at) => weight - share * step[at]!)
      nextLoss = lossOf(next, trials, priors)
      if (nextLoss <= loss) break
    }
    if (nextLoss > loss) break
    const moved = Math.max(...step.map((one) => Math.abs(one * share)))
    weights = next
    loss = nextLoss
    if (moved < smallestStep) break
  }
  return weights
}

export function logOddsOf(
  { features, offset }: Pick<Trials, 'features' | 'offset'>,
  weights: readonly number[],
): number {
  return features.reduce((sum, feature, at) => sum + feature * weights[at]!, offset)
}

function lossOf(weights: readonly number[], trials: readonly Trials[], priors: readonly Prior[]): number {
  let loss = 0
  for (const trial of trials) {
    const odds = logOddsOf(trial, weights)
    // ln(1 + e^x) without overflow.
    const softplus = Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds)))
    loss += trial.count * softplus - trial.hits * odds
  }
  for (const [at, { mean, deviation }] of priors.entries()) loss += ((weights[at]! - mean) / deviation) ** 2 / 2
  return loss
}

/** Gradient over curvature. */
function newtonStep(weights: readonly number[], trials: readonly Trials[], priors: readonly Prior[]): number[] {
  const size = weights.length
  const gradient = priors.map(({ mean, deviation }, at) => (weights[at]! - mean) / deviation ** 2)
  const curvature = priors.map(({ deviation }, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? 1 / deviation ** 2 : 0)),
  )
  for (const trial of trials) {
    const probability = 1 / (1 + Math.exp(-logOddsOf(trial, weights)))
    const slope = trial.count * probability - trial.hits
    const bend = trial.count * probability * (1 - probability)
    const present = trial.features.flatMap((feature, at) => (feature === 0 ? [] : [at]))
    for (const row of present) {
      gradient[row]! += slope * trial.features[row]!
      for (const column of present) curvature[row]![column]! += bend * trial.features[row]! * trial.features[column]!
    }
  }
  return solve(curvature, gradient)
}

/** Solves matrix · x = right by elimination; the matrix is symmetric and positive. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    const row = rows[pivot]!
    for (let below = pivot + 1; below < size; below++) {
      const other = rows[below]!
      const factor = other[pivot]! / row[pivot]!
      if (factor === 0) continue
      for (let column = pivot; column <= size; column++) other[column]! -= factor * row[column]!
    }
  }
  const x = new Array<number>(size).fill(0)
  for (let at = size - 1; at >= 0; at--) {
    const row = rows[at]!
    let sum = row[size]!
    for (let column = at + 1; column < size; column++) sum -= row[column]! * x[column]!
    x[at] = sum / row[at]!
  }
  return x
}
