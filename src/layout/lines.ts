import { groupRows } from './rows.ts'
import { textOf, type PlacedWord } from './words.ts'

/** Words that stand on one baseline, left to right, raised marks among them. */
export interface TextLine {
  readonly words: readonly PlacedWord[]
  readonly x0: number
  readonly x1: number
  /** Baseline of the largest type. */
  readonly y: number
  /** Largest type. */
  readonly size: number
  /** Words joined by spaces; for looking at, the document's text is made from the words. */
  readonly text: string
}

/** Baselines of one line may differ by this much (em): mixed fonts, and the two halves of a letterhead. */
const lineTolerance = 0.25
/** Raised or lowered type is at most this large compared with its line… */
const scriptSize = 0.8
/** …its baseline at most this far (em of the line) above or below… */
const scriptRise = 0.65
const scriptDrop = 0.35
/** …and it stands at most this far (em) from a word of the line. */
const scriptReach = 0.6

/** Units that an exponent belongs to: m², km³. */
const measure = /(?:^|[^\p{L}])(?:m|km|cm|dm|mm|hm)$/u

/** What goes on behind a mark as if it were not there: 'đồng²,' */
const closing = /^[.,;:!?)\]”»]/u

/** Words → lines, top to bottom. */
export function buildLines(words: readonly PlacedWord[]): TextLine[] {
  const rows = groupRows(words, lineTolerance)
  const merged = attachScripts(rows)
  return merged.map(toLine)
}

export function textOfWords(words: readonly PlacedWord[]): string {
  return words.map(textOf).join(' ')
}

function toLine(words: PlacedWord[]): TextLine {
  words.sort((a, b) => a.x0 - b.x0 || a.x1 - b.x1)
  let [x1, size, y] = [-Infinity, 0, 0]
  for (const word of words) {
    x1 = Math.max(x1, word.x1)
    if (word.size > size) [size, y] = [word.size, word.y]
  }
  return { words: markScripts(words, y, size), x0: words[0]!.x0, x1, y, size, text: textOfWords(words) }
}

/** Moves rows of small raised (lowered) type to the line they belong to. */
function attachScripts(rows: readonly PlacedWord[][]): PlacedWord[][] {
  const largest = rows.map((row) => row.reduce((size, word) => Math.max(size, word.size), 0))
  for (const [i, row] of rows.entries()) {
    const near = [i + 1, i - 1, i + 2, i - 2].filter((k) => largest[k] !== undefined)
    const limit = scriptSize * Math.max(...near.map((k) => largest[k]!))
    for (let k = row.length - 1; k >= 0; k--) {
      const word = row[k]!
      if (word.size > limit) continue
      const host = near.find((other) => hosts(rows[other]!, word))
      if (host === undefined) continue
      row.splice(k, 1)
      rows[host]!.push(word)
    }
  }
  return rows.filter((row) => row.length > 0)
}

function hosts(line: readonly PlacedWord[], word: PlacedWord): boolean {
  return line.some((other) => {
    if (word.size > scriptSize * other.size) return false
    const rise = other.y - word.y
    if (rise > scriptRise * other.size || rise < -scriptDrop * other.size) return false
    const reach = scriptReach * other.size
    return word.x0 < other.x1 + reach && word.x1 > other.x0 - reach
  })
}

function markScripts(words: readonly PlacedWord[], y: number, size: number): readonly PlacedWord[] {
  if (words.every((word) => word.size > scriptSize * size)) return words
  const isScript = (word: PlacedWord) => word.size <= scriptSize * size && Math.abs(word.y - y) >= 0.05 * size
  return words.map((word, i) => {
    const before = words[i - 1]
    const adjacent = before !== undefined && word.x0 - before.x1 < 0.1 * size
    if (!isScript(word))
      return adjacent && isScript(before) && closing.test(textOf(word)) ? { ...word, glued: true } : word
    const script = word.y < y ? 'super' : 'sub'
    const glued = adjacent && (script === 'sub' || (measure.test(before.raw) && /^[23]$/.test(word.raw)))
    return { ...word, script, ...(glued && { glued: true }) }
  })
}
