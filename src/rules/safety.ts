import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
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

/** No passage that rules look at is longer (`maxPassage` in extract). */
const longestText = 20_000
/** An attack that takes longer on any length up to that is one. */
const patienceMs = 150

/**
 * Whether a pattern can hang. Exponential ones are refused. Polynomial ones are tried with the checker's own attack, grown
 * to the longest passage: many are slow only on texts no passage has. Lexicons are to be abbreviated: they only lengthen
 * the check.
 */
export async function checkPattern(source: string): Promise<Verdict> {
  // Loaded when needed: a fifth of the time a command takes to start, and nearly all patterns are known.
  const { checkSync } = await import('recheck')
  const decided = checkSync(source, 'u', { timeout: automatonTimeout })
  const result =
    decided.status === 'unknown' ? checkSync(source, 'u', { checker: 'fuzz', timeout: fuzzTimeout }) : decided
  if (result.status === 'safe') return { safe: true }
  if (result.status === 'unknown') {
    // Attacked for the whole time and not brought to its knees.
    if (result.error.kind === 'timeout') return { safe: true }
    return { safe: false, reason: `the checker cannot read it (${result.error.kind})` }
  }
  const { attack, complexity } = result
  const hangs = `it hangs on ${attack.pattern.slice(0, 120)}`
  if (complexity.type !== 'polynomial') return { safe: false, reason: `it is exponential; ${hangs}` }
  if (withstands(new RegExp(source, 'gu'), attack)) return { safe: true }
  return { safe: false, reason: `it is of degree ${complexity.degree}; ${hangs}` }
}

interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[]
  readonly suffix: string
}

/** Grows the attack step by step, so that a pattern that hangs is caught while it is only slow. */
function withstands(regex: RegExp, attack: Attack): boolean {
  for (let length = 100; length <= longestText; length *= 2) {
    const text = writeAttack(attack, length)
    const start = performance.now()
    regex.lastIndex = 0
    for (let match = regex.exec(text); match; match = regex.exec(text)) {
      if (match[0] === '') regex.lastIndex++
      if (performance.now() - start > patienceMs) return false
    }
    if (performance.now() - start > patienceMs) return false
  }
  return true
}

function writeAttack({ pumps, suffix }: Attack, length: number): string {
  const share = length / Math.max(pumps.length, 1)
  return (
    pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(share / Math.max(pump.length, 1)))).join('') + suffix
  )
}
