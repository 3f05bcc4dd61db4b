/** Text made from a source, and the way back. */
export interface MappedText {
  readonly text: string
  /** `offsets[i]` is the index in the source of what became character `i`; absent when text and source are the same. */
  readonly offsets?: readonly number[]
}

/** The way from the second text's characters to the first one's source: `second` was made from `first.text`. */
export function composeMaps(first: MappedText, second: MappedText): MappedText {
  const { offsets } = first
  if (!offsets) return second
  if (!second.offsets) return { text: second.text, offsets }
  return { text: second.text, offsets: second.offsets.map((at) => offsets[at]!) }
}
