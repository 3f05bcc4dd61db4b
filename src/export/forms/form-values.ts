import type { FormSource } from '../../domain/export-form.ts'
import type { Field, Record } from '../../domain/record.ts'
import type { DocumentFacts } from '../column.ts'

/** Why there is no value, where that is more than that none was found. */
export type Absence = 'not-enclosed' | 'source-gone' | 'incomplete'

/** What a record has for a form's field. `doubtful`: it has more, which is not selected. */
export interface FormValues {
  readonly values: readonly string[]
  readonly doubtful: boolean
  readonly absence?: { readonly reason: Absence; readonly found: string | null }
}

export type ValuesOf = (source: FormSource) => FormValues

/** The values of a record that are selected. `content`: the source in base64; null: gone; undefined: not to be enclosed. */
export function valuesOfRecord(facts: DocumentFacts, content: string | null | undefined): ValuesOf {
  const { record, isSelected } = facts
  const { header, source, extraction } = record
  const fields = (items: readonly (Field | null)[]): FormValues => {
    const found = items.filter((item) => item !== null)
    const selected = found.filter((item) => isSelected(item))
    return { values: selected.map(({ value }) => value), doubtful: selected.length < found.length }
  }
  const signers = header.signers.filter((signer) => isSelected(signer))
  const ofSigners = (values: readonly string[]) => ({ values, doubtful: signers.length < header.signers.length })
  const forms = record.forms.filter(({ rows }) => rows.some((row) => isSelected(row)))
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
      case 'forms':
        return {
          values: forms.map(titleOf).filter((title) => title !== ''),
          doubtful: forms.length < record.forms.length,
        }
      case 'pages':
        return known(source.pages)
      case 'text':
        return known(extraction.text)
      case 'document':
        return known(record.id)
      case 'file':
        return known(source.name)
      case 'mediaType':
        return known(source.mediaType)
      case 'content':
        return content === undefined || content === null ? absent(content) : known(content)
      case 'firstIssuedOn':
      case 'lastIssuedOn':
      case 'documents':
      case 'allPages':
        return known(null)
      default:
        return fields([header[name]])
    }
  }
}

function titleOf({ number, title }: Record['forms'][number]): string {
  return [number, title].filter((part) => part !== null).join('. ')
}

function absent(content: null | undefined): FormValues {
  const reason = content === null ? 'source-gone' : 'not-enclosed'
  return { values: [], doubtful: false, absence: { reason, found: null } }
}
