/** Characters a cell can hold (Excel's specifications and limits). */
export const longestCell = 32_767

const mustEscape = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}|_x[0-9a-fA-F]{4}/u
const toEscape = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}|_(?=x[0-9a-fA-F]{4})/gu
const entities: Readonly<{ [sign: string]: string }> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * A text in a workbook's XML. What XML cannot hold stands as `_x001F_`, and an underscore that looks like the beginning of
 * such a sign, or would with the sign behind it, as `_x005F_` (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19), so that every text
 * comes back as it was.
 */
export function cellText(text: string): string {
  if (!mustEscape.test(text)) return text
  return text.replace(
    toEscape,
    (sign) => entities[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

/** The parts of a text that each fit into a cell; pairs of surrogates stay together. */
export function cellParts(text: string): string[] {
  if (text.length <= longestCell) return [text]
  const parts: string[] = []
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + longestCell, text.length)
    const last = text.charCodeAt(end - 1)
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end--
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}

const dayMs = 86_400_000
/** Before it a workbook counts a day that never was, 29 February 1900, and before 1900 it has no days at all. */
const firstDay = Date.UTC(1900, 2, 1)
const firstNumber = 61

/** An ISO day as a workbook counts days; null where it cannot, or where there is no such day. */
export function dayNumber(day: string): number | null {
  const time = Date.parse(`${day}T00:00:00Z`)
  const real = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  return real && time >= firstDay ? firstNumber + (time - firstDay) / dayMs : null
}

/** 0: 'A', 25: 'Z', 26: 'AA'. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
