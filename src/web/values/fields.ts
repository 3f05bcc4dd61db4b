/** What can be corrected of an item of each kind, in the order it is read, and what form it has. */
export type FieldForm = 'text' | 'long-text' | 'number' | 'day' | 'interval' | 'list' | 'date-kind'

export interface ValueField {
  readonly key: string
  readonly form: FieldForm
  /** Shown even where it holds nothing. */
  readonly always?: boolean
}

export const isoDateFields: ReadonlySet<string> = new Set(['issuedOn'])
export const isoIntervalFields: ReadonlySet<string> = new Set(['period'])

const text = (key: string, always = false): ValueField => ({ key, form: 'text', always })
const number = (key: string, always = false): ValueField => ({ key, form: 'number', always })

const byKind: Readonly<Record<string, readonly ValueField[]>> = {
  signer: [text('name', true), text('position', true), { key: 'authority', form: 'list' }],
  reference: [
    text('type', true),
    text('number', true),
    { key: 'date', form: 'day', always: true },
    text('issuer'),
    { key: 'subject', form: 'long-text' },
  ],
  date: [
    { key: 'start', form: 'day', always: true },
    { key: 'end', form: 'day', always: true },
    { key: 'kind', form: 'date-kind', always: true },
  ],
  metric: [
    number('value', true),
    text('unit', true),
    number('denominator'),
    number('percent'),
    number('from'),
    number('to'),
    number('change'),
    text('comparison'),
    { key: 'period', form: 'interval' },
    { key: 'label', form: 'long-text', always: true },
  ],
  'form-row': [
    number('value', true),
    text('unit', true),
    text('stt'),
    { key: 'indicator', form: 'long-text', always: true },
    text('note'),
  ],
}

/** `name` is the header's own key: number, issuedOn, subject, … */
export function fieldsOf(kind: string, name: string | null): readonly ValueField[] {
  const own = byKind[kind]
  if (own !== undefined) return own
  const form =
    name !== null && isoDateFields.has(name)
      ? 'day'
      : name !== null && isoIntervalFields.has(name)
        ? 'interval'
        : name === 'subject'
          ? 'long-text'
          : 'text'
  return [{ key: 'value', form, always: true }]
}
