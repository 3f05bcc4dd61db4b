import { firstIndex } from '../../text/first-index.ts'
import { u32 } from '../little-endian.ts'

/** A PLC ([MS-DOC] 2.2.2): n + 1 positions, then n records; record i belongs to positions[i] up to positions[i + 1]. */
export interface Plc {
  readonly bytes: Uint8Array
  /** How many records; one less than positions. */
  readonly count: number
  readonly positions: readonly number[]
  /** Where record `index` begins in `bytes`. */
  readonly record: (index: number) => number
}

export function readPlc(bytes: Uint8Array, recordBytes: number): Plc {
  const count = Math.max(0, Math.floor((bytes.length - 4) / (4 + recordBytes)))
  const positions = Array.from({ length: bytes.length < 4 ? 0 : count + 1 }, (_, index) => u32(bytes, index * 4))
  return { bytes, count, positions, record: (index) => (count + 1) * 4 + index * recordBytes }
}

/** Index of the last element that is not above `value`; -1 where all are. `sorted` is in ascending order. */
export function lastNotAbove(sorted: readonly number[], value: number): number {
  return firstIndex(sorted.length, (at) => sorted[at]! > value) - 1
}
