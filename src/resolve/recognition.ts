import type { Word } from '../domain/document.ts'
import type { Reason } from '../domain/record.ts'

/**
 * How often a word is right, by the confidence its engine gave it: [confidence, share]. Measured on the 9,280 words of the
 * scanned ward report against its Word file (Tesseract, Vietnamese best model); in between by proportion.
 */
const rightShare: readonly (readonly [number, number])[] = [
  [0, 0.3],
  [0.5, 0.55],
  [0.75, 0.8],
  [0.85, 0.92],
  [0.9, 0.98],
  [0.95, 0.993],
  [0.96, 0.9995],
  [1, 0.9995],
]
/** Less doubt than this changes nothing anyone would act on. */
const leastDoubt = 0.005
/** What it costs that letters were taken for the digits they look like. */
const repairCost = 0.02

/** What it costs that letters had to be put right: an old encoding, letters that were cut or stood for others. */
const changedCost = 0.005

/** What speaks against an item because of how its words were recognised, or because they say other letters than the file. */
export function recognitionReasons(words: readonly Word[], text: string): Reason[] {
  let certain = 1
  let repaired = false
  let changed = false
  for (const word of words) {
    if (word.confidence === undefined) {
      if (isRepaired(word, text)) changed = true
      continue
    }
    certain *= shareOf(word.confidence)
    if (isRepaired(word, text)) repaired = true
  }
  const reasons: Reason[] = []
  const doubt = 1 - certain
  if (doubt >= leastDoubt) reasons.push({ code: recognisedCode(doubt), delta: -Math.round(doubt * 1000) / 1000 })
  if (changed) reasons.push({ code: 'letters-converted', delta: -changedCost })
  if (repaired) reasons.push({ code: 'recognition-repaired', delta: -repairCost })
  return reasons
}

/** How doubtful, in steps, so that each can be fitted: 'recognised-well', 'recognised', 'recognised-badly'. */
function recognisedCode(doubt: number): string {
  if (doubt < 0.03) return 'recognised-well'
  return doubt < 0.15 ? 'recognised' : 'recognised-badly'
}

function shareOf(confidence: number): number {
  const above = Math.max(
    1,
    rightShare.findIndex(([limit]) => limit >= confidence),
  )
  const [[low, lowShare], [high, highShare]] = [rightShare[above - 1]!, rightShare[above]!]
  return lowShare + ((highShare - lowShare) * (confidence - low)) / (high - low)
}

/** The text says other letters than the engine gave. */
function isRepaired({ raw, start, end, rawOffsets }: Word, text: string): boolean {
  return rawOffsets !== undefined && raw.normalize('NFC') !== text.slice(start, end)
}
