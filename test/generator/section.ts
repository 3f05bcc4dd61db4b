/** A chapter of a report before it has its number. Texts are marked. */
export interface Section {
  readonly title: string
  readonly parts: readonly SectionPart[]
  readonly forms?: readonly FormDraft[]
  readonly table?: WideTable
}

export interface SectionPart {
  /** Null where the chapter is not divided. */
  readonly title: string | null
  readonly paragraphs: readonly string[]
}

export interface FormDraft {
  readonly title: string
  readonly rows: readonly FormRowDraft[]
}

export interface FormRowDraft {
  readonly stt: string
  readonly indicator: string
  readonly unit: string
  /** As printed. */
  readonly value: string
  /** What it means: null for group rows and blanks. */
  readonly truth: number | null
}

/** A table of several columns of figures: plan, actual, per cent. */
export interface WideTable {
  readonly caption: readonly string[]
  readonly widths: readonly number[]
  readonly align: string
  readonly head: readonly (readonly string[])[]
  readonly rows: readonly (readonly string[])[]
}
