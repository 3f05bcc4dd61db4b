import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { checkSync } from 'recheck'
import { z } from 'zod'

/** Patterns that passed the checker before, by hash: checking takes about a second each. */
const passedSchema = z.strictObject({ checker: z.string(), passed: z.array(z.string()) })

export type Verdict = { readonly safe: true } | { readonly safe: false; readonly reason: string }

export function hashPattern(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 20)
}

/** The hashes in a `checked.json`; none where there is no such file. */
export function readPassed(path: string): ReadonlySet<string> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return new Set()
  }
  return new Set(passedSchema.parse(JSON.parse(text)).passed)
}

/** The automaton decides most patterns in a second; what it cannot decide, the fuzzer attacks for a while. */
const automatonTimeout = 10_000
const fuzzTimeout = 20_000

/**
 * Whether a pattern can hang: exponential or of degree ≥ 3 is refused. Quadratic ones are let through, since passages
 * are bounded (see `maxPassage`). Lexicons are to be abbreviated: they only lengthen the check.
 */
export function checkPattern(source: string): Verdict {
  const decided = checkSync(source, 'u', { timeout: automatonTimeout })
  const result =
    decided.status === 'unknown' ? checkSync(source, 'u', { checker: 'fuzz', timeout: fuzzTimeout }) : decided
  if (result.status === 'safe') return { safe: true }
  if (result.status === 'unknown') {
    // Attacked for the whole time and not brought to its knees.
    if (result.error.kind === 'timeout') return { safe: true }
    return { safe: false, reason: `the checker cannot read it (${result.error.kind})` }
  }
  if (result.complexity.type === 'polynomial' && result.complexity.degree < 3) return { safe: true }
  const degree = result.complexity.type === 'polynomial' ? `of degree ${result.complexity.degree}` : 'exponential'
  return { safe: false, reason: `it is ${degree}; it hangs on ${result.attack.pattern.slice(0, 120)}` }
}
