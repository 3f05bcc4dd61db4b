import type { FormSource } from '../../domain/export-form.ts'
import type { Field } from '../../domain/record.ts'
import type { DocumentFacts } from '../column.ts'

/** What a record has for a form's field. `doubtful`: it has more, which is not selected. */
export interface FormValues {
  readonly values: readonly string[]
  readonly doubtful: boolean
}

export type ValuesOf = (source: FormSource) => FormValues

/** The values of a record that are selected. */
export function valuesOfRecord(facts: DocumentFacts): ValuesOf {
  const { record, isSelected } = facts
  const { header, source, extraction } = record
  const fields = (items: readonly (Field | null)[]): FormValues => {
    const found = items.filter((item) => item !== null)
    const selected = found.filter((item) => isSelected(item))
    return { values: selected.map(({ value }) => value), doubtful: selected.length < found.length }
  }
  const signers = header.signers.filter((signer) => isSelected(signer))
  const ofSigners = (values: readonly string[]) => ({ values, doubtful: signers.length < header.signers.length })
  const known = (value: string | number | null) => ({ values: value === null ? [] : [String(value)], doubtful: false })
  return (name) => {
    switch (name) {
      case 'signers.name':
        return ofSigners(signers.map((signer) => signer.name))
      case 'signers.position':
        return ofSigners(signers.flatMap(({ position }) => (position === null ? [] : [position])))
      case 'signers.authority':
        return ofSigners(signers.flatMap(({ authority }) => (authority.length > 0 ? [authority.join(' ')] : [])))
      case 'recipients':
        return fields(header.recipients)
      case 'pages':
        return known(source.pages)
      case 'text':
        return known(extraction.text)
      case 'document':
        return known(record.id)
      case 'file':
        return known(source.name)
      default:
        return fields([header[name]])
    }
  }
}
