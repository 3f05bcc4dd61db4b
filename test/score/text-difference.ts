/** A stretch in which two texts differ: the words of each, joined by spaces. */
export interface TextDifference {
  readonly expected: string
  readonly found: string
  /** Levenshtein distance of the two. */
  readonly errors: number
}

export interface TextComparison {
  /** Characters of the expected text, each run of white space counted as one. */
  readonly characters: number
  readonly errors: number
  readonly differences: readonly TextDifference[]
}

/** How one text differs from what it should be: words first (Myers 1986), letters where words differ. */
export function compareTexts(expected: string, found: string): TextComparison {
  const [a, b] = [wordsOf(expected), wordsOf(found)]
  const differences = differingStretches(a, b).map(({ from, to, fromOther, toOther }): TextDifference => {
    const [one, other] = [a.slice(from, to).join(' '), b.slice(fromOther, toOther).join(' ')]
    return { expected: one, found: other, errors: distance(Array.from(one), Array.from(other)) }
  })
  const characters = a.reduce((sum, word) => sum + Array.from(word).length + 1, 0)
  return { characters, errors: differences.reduce((sum, { errors }) => sum + errors, 0), differences }
}

function wordsOf(text: string): string[] {
  return text.normalize('NFC').split(/\s+/u).filter(Boolean)
}

interface Stretch {
  from: number
  to: number
  fromOther: number
  toOther: number
}

function differingStretches(a: readonly string[], b: readonly string[]): Stretch[] {
  const stretches: Stretch[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...commonWords(a, b), [a.length, b.length] as const]) {
    if (x > i || y > j) stretches.push({ from: i, to: x, fromOther: j, toOther: y })
    ;[i, j] = [x + 1, y + 1]
  }
  return stretches
}

/** Places of the words both have in common, in order; as many as there can be. */
function commonWords(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const offset = a.length + b.length + 1
  let furthest = new Int32Array(2 * offset + 1)
  const trace: Int32Array[] = []
  for (let d = 0; d < offset; d++) {
    trace.push(furthest)
    furthest = furthest.slice()
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!)
      let x = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      furthest[offset + k] = x
      if (x >= a.length && x - k >= b.length) return walkBack(trace, offset, a.length, b.length)
    }
  }
  return []
}

function walkBack(trace: readonly Int32Array[], offset: number, x: number, y: number): [number, number][] {
  const common: [number, number][] = []
  for (let d = trace.length - 1; d >= 0; d--) {
    const before = trace[d]!
    const k = x - y
    const down = k === -d || (k !== d && before[offset + k - 1]! < before[offset + k + 1]!)
    const other = down ? k + 1 : k - 1
    const startX = d === 0 ? 0 : before[offset + other]!
    const startY = d === 0 ? 0 : startX - other
    const reached = d === 0 ? 0 : down ? startX : startX + 1
    while (x > reached) common.push([--x, --y])
    ;[x, y] = [startX, startY]
  }
  return common.reverse()
}

function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries())
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
