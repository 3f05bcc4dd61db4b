/**
 * Blocks in which letters, marks and figures are told apart exactly: Latin, Greek, Cyrillic, their signs and wide forms. \p{L}
 * has 650 ranges, half of them beyond the BMP, and each of its places in a pattern costs V8 some 3 ms when it is first used:
 * 3.8 s for the patterns here, 0.3 s with classes of these blocks (measured with their first use on one text).
 */
const blocks: readonly (readonly [from: number, to: number])[] = [
  [0x0000, 0x036f],
  [0x0370, 0x052f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1eff],
  [0x2070, 0x218b],
  [0x2460, 0x249b],
  [0xff10, 0xff5a],
]
/** Letters of other scripts, in whole blocks. */
const otherLetters = String.raw`\u0531-\u1aaf\u1b00-\u1dbf\u1f00-\u1fff\u2c00-\u2dff\u3040-\ua48c\ua4d0-\uabff\uac00-\ud7a3\uf900-\ufdff`

const classes: Readonly<Record<string, string>> = {
  L: rangesOf(/\p{L}/u) + otherLetters,
  Lu: rangesOf(/\p{Lu}/u),
  Ll: rangesOf(/\p{Ll}/u),
  M: rangesOf(/\p{M}/u),
  N: rangesOf(/\p{N}/u),
}

function rangesOf(property: RegExp): string {
  let ranges = ''
  for (const [from, to] of blocks) {
    for (let first = from; first <= to; first++) {
      if (!property.test(String.fromCharCode(first))) continue
      let last = first
      while (last < to && property.test(String.fromCharCode(last + 1))) last++
      ranges += last === first ? escaped(first) : `${escaped(first)}-${escaped(last)}`
      first = last
    }
  }
  return ranges
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}

const piece = /\\p\{(\w+)\}|\\.|\[|\]|[^\\[\]]+/gsu

/** The source of a pattern with `\p{L}`, `\p{Lu}`, `\p{Ll}`, `\p{M}` and `\p{N}` written out for the scripts that occur here. */
export function writeOutClasses(source: string): string {
  let inClass = false
  return source.replace(piece, (written, property: string | undefined) => {
    if (written === '[') inClass = true
    else if (written === ']') inClass = false
    const ranges = property === undefined ? undefined : classes[property]
    if (ranges === undefined) return written
    return inClass ? ranges : `[${ranges}]`
  })
}
