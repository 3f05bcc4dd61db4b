import { fromUtf8Text, toUtf8Text } from './lossless-text.ts'

/**
 * Signs after which a spreadsheet may take a cell for a formula, at its beginning or after white space that some skip; the
 * wide forms too, which some read as the narrow ones. The apostrophe is here so that what is put in can be taken out.
 */
const dangerous = /^[\s\u0000-\u001f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^['\t\r\n\ufeff]/u

/**
 * A text as a CSV cell that no spreadsheet takes for a formula: with an apostrophe in front where it could be one, and where
 * it begins with one itself or is empty (an empty cell is no value). Whoever reads it as data takes one apostrophe off the
 * front (`readCsvText`).
 */
export function csvText(text: string): string {
  const writable = toUtf8Text(text)
  return writable === '' || dangerous.test(writable) ? `'${writable}` : writable
}

/** Undoes `csvText`. */
export function readCsvText(cell: string): string {
  return fromUtf8Text(cell.startsWith("'") ? cell.slice(1) : cell)
}
