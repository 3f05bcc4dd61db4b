import type { Paragraph } from '../../domain/document.ts'
import type { CodePage } from '../flow/code-pages.ts'
import type { OldNumber } from './old-numbers.ts'

/** What control words say about text; null where they leave it open. */
export interface RunProperties {
  /** Number in the font table. */
  readonly font: number | null
  /** Font of characters beyond ASCII where it is another one (\hich\af). */
  readonly highFont: number | null
  /** Half-points. */
  readonly size: number | null
  readonly bold: boolean | null
  readonly italic: boolean | null
  readonly hidden: boolean | null
  readonly capitals: boolean | null
  readonly deleted: boolean | null
  readonly inserted: boolean | null
  /** Which characters \af speaks of; \f speaks of all unless \hich\af has just named the others. */
  readonly associated: 'low' | 'high' | 'high-named' | 'other' | null
}

export interface ParagraphProperties {
  readonly align: Paragraph['align']
  readonly inTable: boolean | null
  /** \itap: how many tables the paragraph is in. */
  readonly nesting: number | null
  /** \ls, \ilvl */
  readonly list: number | null
  readonly listLevel: number | null
  /** Numbering of Word 6. */
  readonly oldNumber: OldNumber | null
}

export const plainRun: RunProperties = {
  font: null,
  highFont: null,
  size: null,
  bold: null,
  italic: null,
  hidden: null,
  capitals: null,
  deleted: null,
  inserted: null,
  associated: null,
}

export const plainParagraph: ParagraphProperties = {
  align: null,
  inTable: null,
  nesting: null,
  list: null,
  listLevel: null,
  oldNumber: null,
}

/** Where the text of a group goes. */
export interface Destination {
  text(text: string, state: State): void
  /** Its bytes are of this code page, whatever the font. */
  readonly page?: CodePage
  /** The group that began it ends; `outer` is the group around. */
  end?(state: State, outer: State): void
}

/** Takes no text. */
export const silent: Destination = { text: () => undefined }

/** A field while its group is open. */
export interface Field {
  instruction: string
  /** It showed something itself. */
  shown: boolean
}

/** What a group inherits and leaves again at its end. */
export class State {
  run: RunProperties = plainRun
  paragraph: ParagraphProperties = plainParagraph
  destination: Destination
  /** Bytes that stand after \u for readers without Unicode. */
  fallbackBytes = 1
  field: Field | null = null
  /** What stood here before a style was applied: comes back where the paragraph lists its formatting itself. */
  unstyledRun: RunProperties | null = null
  unstyledParagraph: ParagraphProperties | null = null
  /** Inside {\*\nesttableprops}: row properties are those of the nested table. */
  nestedRow = false
  /** Directly inside {\upr}: only the Unicode form counts. */
  twoForms = false
  /** The destination that this very group began. */
  began: Destination | null = null
  /** The field that this very group is. */
  beganField = false

  constructor(destination: Destination) {
    this.destination = destination
  }

  /** The state a group begins with. */
  inner(): State {
    const state = new State(this.destination)
    state.run = this.run.associated === null ? this.run : { ...this.run, associated: null }
    state.paragraph = this.paragraph
    state.fallbackBytes = this.fallbackBytes
    state.field = this.field
    state.nestedRow = this.nestedRow
    return state
  }

  /** A style has had its say: what follows comes on top of it. */
  settleStyle(): void {
    this.unstyledRun = null
    this.unstyledParagraph = null
  }

  /** From here to the group's end text goes elsewhere. */
  begin(destination: Destination): void {
    this.destination = destination
    this.began = destination
  }
}
