import { legacyEncodings, type Encoding, type LegacyEncoding } from './encodings.ts'
import { syllableScore } from './syllables.ts'
import { encodingOfFont, isSymbolFont } from './font-names.ts'
import { likeliestPath } from './likeliest-path.ts'
import { viqrSign, type SentenceEnds } from './viqr.ts'
import { scoreWord, type Scores } from './word-scores.ts'

/** A word as it stands in the source, with the name of its font ('' where none is known). */
export interface CodedToken {
  readonly raw: string
  readonly font: string
}

type Lines = readonly (readonly CodedToken[])[]

// All numbers are natural logarithms of likelihoods, or differences of such. They were set so that all documents of
// test/text/encodings-documents.test.ts come out whole and none of test/text/encodings-false.test.ts changes.

/** Another encoding from one word to the next of a line in one font; two of these are what a phrase has to gain. */
const changeInside = 9
/** Fewer changes inside lines are chance; many make another one cheaper, down to this. */
const habit = 5
const leastChange = 6
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
/** The same for a label whose words all say so. */
const leastGainOfLabel = 5
const longestLabel = 40

/** A font's words tell what it holds. They do not speak independently of each other, so their shares count double. */
const trust = 2
const highestPrior = 30
/** Words of a font that are as good as its name. */
const nameWeight = 2
/** By so much a word must speak for an encoding to be counted. */
const telling = 2
const passes = 2

const states: readonly Encoding[] = ['unicode', ...legacyEncodings]

/** What the words of a document tell, in order. */
interface Evidence {
  /** For each font, the encoding that its name stands for. */
  readonly hints: readonly (LegacyEncoding | null)[]
  /** What it costs to begin in each state by the fonts' names alone: a row of states for each font. */
  readonly priors: Float64Array
  readonly scores: readonly Scores[]
  /** Per word, the number of its font. */
  readonly fontOf: Uint32Array
  /** Where a line or a font begins: indices of words. */
  readonly stretches: readonly number[]
  readonly isLabel: boolean
}

/**
 * The encoding of every word: the likeliest way through the document's words where the encoding seldom changes inside a
 * line of one font, and where all words of a font speak for each other. Lines hold words in order.
 */
export function decideEncodings(lines: Lines, mayEnd: SentenceEnds): Encoding[][] {
  const evidence = gather(lines, mayEnd)
  let path = walk(evidence, evidence.priors)
  for (let pass = 0; pass < passes; pass++)
    path = walk(evidence, learnPriors(evidence, path), learnChange(evidence, path))
  let at = 0
  return lines.map((line) => line.map(() => states[path[at++]!]!))
}

/** Whether any of the words may be legacy as far as they tell themselves: a cheaper question, answered with yes too often. */
export function mayHoldLegacy(lines: Lines): boolean {
  const evidence = gather(lines, () => true)
  return walk(evidence, evidence.priors).some((state) => state > 0)
}

function gather(lines: Lines, mayEnd: SentenceEnds): Evidence {
  const viqr = lines.some((line) => line.some(({ raw }) => viqrSign.test(raw)))
  const fonts = new Map<string, number>()
  const scores: Scores[] = []
  const fontOf = new Uint32Array(lines.reduce((count, line) => count + line.length, 0))
  const stretches: number[] = []
  let number = 0
  for (const line of lines)
    for (const [index, { raw, font }] of line.entries()) {
      if (index === 0 || font !== line[index - 1]!.font) {
        stretches.push(scores.length)
        if (!fonts.has(font)) fonts.set(font, fonts.size)
        number = fonts.get(font)!
      }
      fontOf[scores.length] = number
      scores.push(scoreWord(raw, viqr, viqr && mayEnd(line[index + 1]?.raw)))
    }
  const names = [...fonts.keys()]
  return {
    hints: names.map(encodingOfFont),
    priors: firstPriors(names),
    scores,
    fontOf,
    stretches,
    isLabel: isLabel(lines),
  }
}

/**
 * A cover, a sheet's corner: few words, one or more in a font of an old set, the ASCII among them Vietnamese and nothing else
 * Vietnamese as it is. Its fonts' names count for more.
 */
export function isLabel(lines: Lines): boolean {
  const words = lines.reduce((count, line) => count + line.length, 0)
  if (words > longestLabel || !lines.some((line) => line.some(({ font }) => encodingOfFont(font) !== null)))
    return false
  return lines.every((line) => line.every(({ raw }) => fitsLabel(raw)))
}

/** What stands between ASCII signs and figures. */
const parts = /[A-Za-z\x80-\uffff]+/gu

function fitsLabel(raw: string): boolean {
  return (raw.normalize('NFC').match(parts) ?? []).every((part) => {
    const isAscii = /^[A-Za-z]+$/u.test(part)
    if (isAscii && (part.length === 1 || /^[A-Z]+$/u.test(part))) return true
    return isAscii === syllableScore(part.toLowerCase()) > -Infinity
  })
}

function firstPriors(fonts: readonly string[]): Float64Array {
  const priors = new Float64Array(fonts.length * states.length)
  fonts.forEach((font, row) => {
    const hint = encodingOfFont(font)
    const isSymbol = isSymbolFont(font)
    legacyEncodings.forEach((encoding, index) => {
      const cost = isSymbol ? Infinity : encoding === hint ? named : unnamed[encoding]
      priors[row * states.length + index + 1] = cost
    })
  })
  return priors
}

function walk({ scores, stretches, fontOf }: Evidence, priors: Float64Array, change = changeInside): Uint8Array {
  return likeliestPath({
    scores,
    stretches,
    fontOf,
    priors,
    states: states.length,
    changeInside: change,
    changeBetween,
  })
}

/** The more often a document changes inside lines, the less another change says. */
function learnChange({ scores, stretches }: Evidence, path: Uint8Array): number {
  const begins = new Set(stretches)
  let changes = 0
  for (let word = 1; word < path.length; word++)
    if (path[word] !== path[word - 1] && scores[word] && scores[word - 1] && !begins.has(word)) changes++
  return changes < habit
    ? changeInside
    : Math.min(changeInside, Math.max(leastChange, -Math.log(changes / path.length)))
}

/**
 * Costs from the share that each state has of a font's telling words. The font's name counts in, by what the document's
 * fonts named for the same set hold.
 */
function learnPriors(evidence: Evidence, path: Uint8Array): Float64Array {
  const { hints, priors } = evidence
  const chance = chanceEncodings(evidence, path)
  const own = countTelling(evidence, path)
  const ofHint = new Map(hints.map((hint) => [hint, new Float64Array(states.length)]))
  own.forEach((count, index) => {
    ofHint.get(hints[Math.floor(index / states.length)]!)![index % states.length]! += count
  })
  const share = (counts: Float64Array, state: number, expected: number) =>
    (counts[state]! + nameWeight * expected) / (counts.reduce((sum, count) => sum + count, 0) + nameWeight)
  return priors.map((cost, index) => {
    const state = index % states.length
    if (cost === Infinity || chance.has(state)) return Infinity
    const font = Math.floor(index / states.length)
    const hint = hints[font] ?? null
    const named = Math.exp(-cost)
    const expected = hint === null ? named : share(ofHint.get(hint)!, state, named)
    const counts = own.subarray(font * states.length, (font + 1) * states.length)
    return Math.min(highestPrior, -trust * Math.log(share(counts, state, expected)))
  })
}

/** Telling words of each state in each font. */
function countTelling({ scores, fontOf, priors }: Evidence, path: Uint8Array): Float64Array {
  const counts = new Float64Array(priors.length)
  scores.forEach((score, word) => {
    const state = path[word]!
    if (score && isTelling(score, state)) counts[fontOf[word]! * states.length + state]!++
  })
  return counts
}
/** Whether a word speaks for a state itself: against Unicode, or for Unicode against all others. */
function isTelling(score: Readonly<Float64Array>, state: number): boolean {
  const others = state === 0 ? Math.max(...score.subarray(1)) : score[0]!
  return score[state]! - others >= telling
}

/** States from which the whole document gains so little that it may be chance. */
function chanceEncodings({ hints, scores, isLabel }: Evidence, path: Uint8Array): Set<number> {
  const gains = new Float64Array(states.length)
  scores.forEach((score, word) => {
    if (score) gains[path[word]!]! += score[path[word]!]! - score[0]!
  })
  const hinted = new Set<Encoding | null>(hints)
  const agreed = (state: number) => isLabel && scores.every((score) => !score || isTelling(score, state))
  const least = (state: number) => {
    if (!hinted.has(states[state]!)) return leastGain.unnamed
    return agreed(state) ? leastGainOfLabel : leastGain.named
  }
  return new Set(Array.from(states.keys()).filter((state) => state > 0 && gains[state]! < least(state)))
}
