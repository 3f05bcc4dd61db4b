import { decideEncodings, isLabel, mayHoldLegacy, type CodedToken } from './decide.ts'
import type { Decoded } from './decoded.ts'
import { decode, type Encoding } from './encodings.ts'
import { glance } from './quick-look.ts'
import { sentenceEnds } from './viqr.ts'

export interface DecodedToken {
  readonly encoding: Encoding
  /** What the word stands for; absent for words in Unicode. Words that are the same share it. */
  readonly decoded?: Decoded
}

/** Where a smaller part of the lines holds odd characters, only those are asked first. */
const fewOf = 0.2
const asItIs: DecodedToken = { encoding: 'unicode' }

/** Every word of a document in the encoding that is the likeliest for it there. Lines hold words in order. */
export function decodeLines(lines: readonly (readonly CodedToken[])[]): DecodedToken[][] {
  const odd = lines.filter((line) => line.some(({ raw }) => glance(raw).legacy))
  if (odd.length < fewOf * lines.length && !isLabel(lines) && !mayHoldLegacy(odd))
    return lines.map((line) => line.map(() => asItIs))
  const mayEnd = sentenceEnds(words(lines))
  const encodings = decideEncodings(lines, mayEnd)
  const known = new Map<string, DecodedToken>()
  return lines.map((line, row) =>
    line.map(({ raw }, index) => {
      const encoding = encodings[row]![index]!
      const ends = encoding === 'viqr' && mayEnd(line[index + 1]?.raw)
      const key = `${encoding} ${ends ? '.' : ''} ${raw}`
      let token = known.get(key)
      if (!token) {
        token = encoding === 'unicode' ? asItIs : { encoding, decoded: decode(raw, encoding, ends) }
        known.set(key, token)
      }
      return token
    }),
  )
}

function* words(lines: readonly (readonly CodedToken[])[]): Iterable<string> {
  for (const line of lines) for (const { raw } of line) yield raw
}
