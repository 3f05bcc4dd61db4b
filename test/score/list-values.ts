import type { Record } from '../../src/domain/record.ts'

/** What a record says, without where it stands: two files of one document must say the same. One line a value, sorted. */
export function listValues(record: Record): ReadonlyMap<string, readonly string[]> {
  const { header, references, dates, metrics, forms } = record
  const rows = forms.flatMap((form) => form.rows.map(({ stt, value }) => ({ form: form.number, stt, value })))
  return new Map([
    ['header', headerValues(header)],
    ['references', lines(references.map(({ number, date }) => ({ number, date })))],
    ['dates', lines(dates.map(({ start, end }) => ({ start, end })))],
    [
      'metrics',
      lines(
        metrics.map(({ value, denominator, percent, from, to, change }) => {
          return { value, denominator, percent, from, to, change }
        }),
      ),
    ],
    ['forms', lines(rows)],
  ])
}

function headerValues({ signers, recipients, ...fields }: Record['header']): string[] {
  return lines([
    ...Object.entries(fields).map(([key, field]) => [key, field?.value ?? null]),
    ...signers.map(({ name, position, authority }) => ({ name, position, authority })),
    ...recipients.map(({ value }) => ({ recipient: value })),
  ])
}

function lines(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort()
}

/** Empty when both records hold the same values; repeats count. */
export function findDifferences(
  [oneName, one]: readonly [string, Record],
  [otherName, other]: readonly [string, Record],
): string[] {
  const others = listValues(other)
  return [...listValues(one)].flatMap(([kind, values]) => [
    ...without(values, others.get(kind)!).map((value) => `${kind} only in ${oneName}: ${value}`),
    ...without(others.get(kind)!, values).map((value) => `${kind} only in ${otherName}: ${value}`),
  ])
}

function without(values: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return values.filter((value) => {
    const at = left.indexOf(value)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
