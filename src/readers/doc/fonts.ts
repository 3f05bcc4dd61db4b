import { u16 } from '../little-endian.ts'
import { structureOf, type WordFile } from './word-file.ts'

export interface Font {
  readonly name: string
  /** Windows character set of its 8-bit text: 0 ANSI, 2 symbols, 163 Vietnamese, 204 Cyrillic, … */
  readonly charset: number
}

/** [MS-DOC] 2.9.87: before the name stand pitch, weight, character set, alternate name, panose and signature. */
const nameOffset97 = 40
const nameOffset6 = 6
const charsetOffset = 4

/** The font table, in the order of its indices. */
export function readFonts(file: WordFile): Font[] {
  const bytes = structureOf(file, 'fonts')
  const old = file.fib.generation === 'word6'
  const fonts: Font[] = []
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = old ? 2 : 4; at < bytes.length;) {
    const end = Math.min(at + 1 + bytes[at]!, bytes.length)
    fonts.push({
      name: old ? narrowName(buffer, at + nameOffset6, end) : wideName(buffer, at + nameOffset97, end),
      charset: bytes[at + charsetOffset] ?? 0,
    })
    at = end
  }
  return fonts
}

/** An alternate name may follow after the zero. */
function narrowName(buffer: Buffer, start: number, end: number): string {
  const text = buffer.toString('latin1', Math.min(start, end), end)
  return text.split('\0', 1)[0]!
}

function wideName(buffer: Buffer, start: number, end: number): string {
  let stop = start
  while (stop + 2 <= end && u16(buffer, stop) !== 0) stop += 2
  return buffer.toString('utf16le', Math.min(start, stop), stop)
}
