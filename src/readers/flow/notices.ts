import type { Issue } from '../../domain/issue.ts'

const messages = {
  'tracked-changes': ['info', 'The document has tracked changes: it was read as if all were accepted.'],
  'hidden-text': ['info', 'Hidden text was left out.'],
  'nested-table': ['info', 'A table inside a table cell was read as text of that cell.'],
  'embedded-document': ['warning', 'Another document is embedded in this one; it was not read.'],
  'chart-text': ['info', 'Text inside charts and SmartArt was not read.'],
  'unknown-symbol': ['info', 'A character of a symbol font has no known equivalent and was left out.'],
  'text-layer-cut': [
    'error',
    'The codes of its letters were cut to one byte, so that several stand for the same: the text is not what was written.',
  ],
  'text-layer-foreign-ocr': [
    'error',
    'Its text was recognised or typed without the marks of Vietnamese; it was read as it stands.',
  ],
  'text-layer-substituted': [
    'error',
    'Other signs stand for letters, as in encodings that are not known here; the text was read as it stands.',
  ],
  'cut-short': ['error', 'The file ends in the middle: what followed is missing.'],
  'text-behind-end': ['warning', 'The file goes on behind the end of the document; what follows was not read.'],
  'damaged-part': [
    'warning',
    'A part of the document (styles, numbering, notes, header …) is broken and was left out.',
  ],
} as const satisfies Record<string, readonly [Issue['severity'], string]>

export type NoticeCode = keyof typeof messages

/** What a reader has to say about a document, each thing once. */
export class Notices {
  readonly #seen = new Set<NoticeCode>()

  add(code: NoticeCode): void {
    this.#seen.add(code)
  }

  issues(): Issue[] {
    return [...this.#seen].sort().map((code) => ({ code, severity: messages[code][0], message: messages[code][1] }))
  }
}
