/** A word as the file has it, and what it is taken for. */
export interface JudgedWord {
  readonly raw: string
  /** What `raw` stands for, where that is not `raw` itself. */
  readonly shown?: { readonly text: string }
}

/** What a word says, NFC. */
export function judgedText({ raw, shown }: JudgedWord): string {
  return (shown?.text ?? raw).normalize('NFC')
}

/** Signs that stand before and after words. */
const around = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu

/** A word without the signs around it. */
export function bareWord(word: string): string {
  return word.replace(around, '')
}
