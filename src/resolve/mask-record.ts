import type { Record } from '../domain/record.ts'
import { maskDeep, maskPersonalNumbers } from '../text/personal-numbers.ts'

/**
 * The record with personal numbers masked wherever they stand, as • of the same length: offsets hold. `personal`: the digits
 * of the numbers in its text. Ids, hashes and offsets are no text: they stay as they are.
 */
export function maskRecord(record: Record, personal: ReadonlySet<string>): Record {
  const { id, schemaVersion, extraction, source, ...rest } = record
  const masked = maskDeep(rest, personal)
  const name = maskPersonalNumbers(source.name, personal)
  return { ...masked, id, schemaVersion, extraction, source: { ...source, name } }
}
