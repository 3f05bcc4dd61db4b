/** A field that has begun and not ended: begin, instruction, separator, result, end. */
interface Field {
  instruction: string
  inResult: boolean
  /** Text inside is not shown: it is the instruction, or a page number in a header. */
  mute: boolean
}

/** Shows the number of a page or how many there are. */
export const pageNumberField = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i
const embeddedObject = /^\s*EMBED\b/i

/** What tells fields apart stands at their begin. */
const maxInstruction = 255

/** The fields of one story: they may begin in one paragraph and end in another. */
export class Fields {
  readonly #dropPageNumbers: boolean
  readonly #open: Field[] = []
  #mute = 0

  constructor(dropPageNumbers: boolean) {
    this.#dropPageNumbers = dropPageNumbers
  }

  /** Text met now is not shown. */
  get mute(): boolean {
    return this.#mute > 0
  }

  begin(): void {
    this.#open.push({ instruction: '', inResult: false, mute: true })
    this.#mute++
  }

  instruction(text: string): void {
    const field = this.#open.at(-1)
    if (field && !field.inResult && field.instruction.length < maxInstruction) field.instruction += text
  }

  /** Returns whether the field holds an object of another program. */
  separate(): boolean {
    const field = this.#open.at(-1)
    if (!field || field.inResult) return false
    field.inResult = true
    if (this.#dropPageNumbers && pageNumberField.test(field.instruction)) return false
    field.mute = false
    this.#mute--
    return embeddedObject.test(field.instruction)
  }

  end(): void {
    if (this.#open.pop()?.mute) this.#mute--
  }

  /** An instruction left open at a paragraph's end would swallow all that follows: damaged files have those. */
  endParagraph(): void {
    if (this.#mute === 0) return
    const open = this.#open.findIndex(({ inResult }) => !inResult)
    while (open >= 0 && this.#open.length > open) this.end()
  }
}
