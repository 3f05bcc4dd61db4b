import { legacyEncodings, type Encoding, type LegacyEncoding } from './encodings.ts'
import { encodingOfFont, isSymbolFont } from './font-names.ts'
import { likeliestPath } from './likeliest-path.ts'
import { viqrSign, type SentenceEnds } from './viqr.ts'
import { scoreWord } from './word-scores.ts'

/** A word as it stands in the source, with the name of its font ('' where none is known). */
export interface CodedToken {
  readonly raw: string
  readonly font: string
}

// All numbers are natural logarithms of likelihoods, or differences of such.

/** Another encoding from one word to the next of a line in one font; two of these are what a phrase has to gain. */
const changeInside = 9
/** Another encoding where the line or the font changes. */
const changeBetween = 1.5

/** What it costs to begin in an encoding that the font does not name, before anything is known of the document. */
const unnamed: Readonly<Record<LegacyEncoding, number>> = {
  tcvn3: 9,
  vni: 9,
  viscii: 11,
  // Its letters stand at the codes of VISCII's: without a font only long texts can tell.
  vps: 40,
  bkhcm2: 12,
  cp1258: 12,
  mojibake: 7,
  viqr: 14,
}
/** The same where the font names it. */
const named = 0.5

/** What a document must gain from an encoding as a whole. Less is chance: où, dû and thé are syllables in VNI or TCVN3. */
const leastGain = { named: 12, unnamed: 22 }

/** A font's words tell what it holds. They do not speak independently of each other, so their shares count double. */
const trust = 2
const highestPrior = 30
/** Words of a font that are as good as its name. */
const nameWeight = 2
/** By so much a word must speak for an encoding to be counted. */
const telling = 2
const passes = 2

const states: readonly Encoding[] = ['unicode', ...legacyEncodings]

/**
 * The encoding of every word: the likeliest way through the document's words where the encoding seldom changes inside a
 * line of one font, and where all words of a font speak for each other. Lines hold words in order.
 */
export function decideEncodings(lines: readonly (readonly CodedToken[])[], mayEnd: SentenceEnds): Encoding[][] {
  const evidence = gather(lines, mayEnd)
  let priors = evidence.fonts.map(firstPrior)
  let path = walk(evidence, priors)
  for (let pass = 0; pass < passes; pass++) {
    const banned = unlikely(evidence, path)
    priors = learnPriors(evidence, path).map((prior) =>
      prior.map((cost, state) => (banned.has(state) ? Infinity : cost)),
    )
    path = walk(evidence, priors)
  }
  let at = 0
  return lines.map((line) => line.map(() => states[path[at++]!]!))
}

/** Whether any of the words may be legacy, as far as they tell it themselves: a cheaper question, answered too often with yes. */
export function mayHoldLegacy(lines: readonly (readonly CodedToken[])[]): boolean {
  const evidence = gather(lines, () => true)
  return walk(evidence, evidence.fonts.map(firstPrior)).some((state) => state > 0)
}

interface Evidence {
  readonly fonts: readonly string[]
  /** Per word. */
  readonly scores: readonly (Float64Array | null)[]
  readonly fontOf: Uint32Array
  readonly stretches: readonly number[]
}

function gather(lines: readonly (readonly CodedToken[])[], mayEnd: SentenceEnds): Evidence {
  const fonts = new Map<string, number>()
  for (const line of lines) for (const { font } of line) if (!fonts.has(font)) fonts.set(font, fonts.size)
  const allowed = new Set<LegacyEncoding>(legacyEncodings)
  if (!lines.some((line) => line.some(({ raw }) => viqrSign.test(raw)))) allowed.delete('viqr')

  const known = new Map<string, Float64Array | null>()
  const scores: (Float64Array | null)[] = []
  const fontOf = new Uint32Array(lines.reduce((count, line) => count + line.length, 0))
  const stretches: number[] = []
  for (const line of lines)
    for (const [index, { raw, font }] of line.entries()) {
      const ends = allowed.has('viqr') && mayEnd(line[index + 1]?.raw)
      const key = ends ? `${raw}\n` : raw
      let score = known.get(key)
      if (score === undefined) known.set(key, (score = scoreWord(raw, ends, allowed)))
      if (index === 0 || font !== line[index - 1]!.font) stretches.push(scores.length)
      fontOf[scores.length] = fonts.get(font)!
      scores.push(score)
    }
  return { fonts: [...fonts.keys()], scores, fontOf, stretches }
}

function walk({ scores, stretches, fontOf }: Evidence, priorOf: readonly Float64Array[]): Uint8Array {
  const priors = stretches.map((word) => priorOf[fontOf[word]!]!)
  return likeliestPath({ scores, stretches, priors, changeInside, changeBetween })
}

function firstPrior(font: string): Float64Array {
  const hint = encodingOfFont(font)
  if (isSymbolFont(font)) return new Float64Array(states.length).fill(Infinity).fill(0, 0, 1)
  const costs = legacyEncodings.map((encoding) => (encoding === hint ? named : unnamed[encoding]))
  return new Float64Array([0, ...costs])
}

/** Costs from the share that each state has of a font's telling words, the font's name counted in. */
function learnPriors({ fonts, scores, fontOf }: Evidence, path: Uint8Array): Float64Array[] {
  const counts = fonts.map(() => new Float64Array(states.length))
  scores.forEach((score, word) => {
    if (score && isTelling(score, path[word]!)) counts[fontOf[word]!]![path[word]!]!++
  })
  return fonts.map((font, index) => {
    const first = firstPrior(font)
    const count = counts[index]!
    const total = count.reduce((sum, n) => sum + n, nameWeight)
    return first.map((cost, state) => {
      const share = (count[state]! + nameWeight * Math.exp(-cost)) / total
      return cost === Infinity ? Infinity : Math.min(highestPrior, -trust * Math.log(share))
    })
  })
}

/** Whether a word speaks for a state itself: against Unicode, or for Unicode against all others. */
function isTelling(score: Float64Array, state: number): boolean {
  const others = state === 0 ? Math.max(...score.subarray(1)) : score[0]!
  return score[state]! - others >= telling
}

/** Encodings from which the whole document gains too little. */
function unlikely({ fonts, scores }: Evidence, path: Uint8Array): Set<number> {
  const gains = new Float64Array(states.length)
  scores.forEach((score, word) => {
    if (score) gains[path[word]!]! += score[path[word]!]! - score[0]!
  })
  const banned = new Set<number>()
  legacyEncodings.forEach((encoding, index) => {
    const isNamed = fonts.some((font) => encodingOfFont(font) === encoding)
    if (gains[index + 1]! < (isNamed ? leastGain.named : leastGain.unnamed)) banned.add(index + 1)
  })
  return banned
}
