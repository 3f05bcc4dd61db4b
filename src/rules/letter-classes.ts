/**
 * Blocks in which letters, marks and figures are told apart exactly: what is written in Vietnamese and beside it, Latin,
 * Greek and Russian letters, their signs and wide forms. \p{L} has 650 ranges, half of them beyond the BMP, and each of its
 * places in a pattern costs V8 some 3 ms when it is first used: 3.8 s for the patterns here, 0.3 s with classes of these
 * blocks (measured with their first use on one text). They are written as letters, not as escapes, and are few, for V8 does
 * not optimise a pattern longer than 20,480 characters: the citation of a document ran five times as long.
 */
const blocks: readonly (readonly [from: number, to: number])[] = [
  [0x0000, 0x017f],
  [0x01a0, 0x01b0],
  [0x0300, 0x036f],
  [0x0386, 0x0386],
  [0x0388, 0x03ce],
  [0x0400, 0x045f],
  [0x1ea0, 0x1ef9],
  [0x2070, 0x209c],
  [0x2150, 0x2182],
  [0x2460, 0x249b],
  [0xff10, 0xff5a],
]
/** Letters of other scripts and rare ones of these, in whole blocks; they are neither capitals nor small. */
const otherLetters =
  '\u0180-\u019f\u01b1-\u02ff\u03cf-\u03ff\u0460-\u0482\u048a-\u1aaf\u1b00-\u1dbf\u1e00-\u1e9f\u1efa-\u1fff\u2c00-\u2dff\u3040-\ua48c\ua4d0-\uabff\uac00-\ud7a3\uf900-\ufdff'

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
      ranges += range(first, last)
      first = last
    }
  }
  return ranges
}

function range(first: number, last: number): string {
  const [from, to] = [String.fromCharCode(first), String.fromCharCode(last)]
  if (first === last) return from
  return last === first + 1 ? from + to : `${from}-${to}`
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
