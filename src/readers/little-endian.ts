/** Numbers of binary formats. Places outside the bytes read as 0, so no position in a file can make reading fail. */

export function u16(bytes: Uint8Array, at: number): number {
  return at + 2 <= bytes.length ? bytes[at]! | (bytes[at + 1]! << 8) : 0
}

export function i16(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) << 16) >> 16
}

export function u32(bytes: Uint8Array, at: number): number {
  return i32(bytes, at) >>> 0
}

export function i32(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) return 0
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}
