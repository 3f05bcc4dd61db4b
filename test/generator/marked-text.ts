/** Text in which places are marked by characters for private use, so that passages are put together as plain strings. */
const open = '\uE000'
const named = '\uE001'
const close = '\uE002'

export interface MarkedPlace {
  readonly id: number
  readonly start: number
  readonly end: number
}

export function mark(id: number, text: string): string {
  return `${open}${id}${named}${text}${close}`
}

/** The text without marks and where they stood, in the order of their beginnings. */
export function readMarked(text: string): { readonly plain: string; readonly places: readonly MarkedPlace[] } {
  if (!text.includes(open)) return { plain: text, places: [] }
  const places: { id: number; start: number; end: number }[] = []
  const waiting: { id: number; start: number; end: number }[] = []
  let plain = ''
  for (const piece of text.split(/(\uE000\d+\uE001|\uE002)/u)) {
    if (piece === close) waiting.pop()!.end = plain.length
    else if (piece.startsWith(open)) {
      const place = { id: Number(piece.slice(1, -1)), start: plain.length, end: -1 }
      places.push(place)
      waiting.push(place)
    } else plain += piece
  }
  return { plain, places }
}

export function plainOf(text: string): string {
  return readMarked(text).plain
}

/** With a capital at the beginning of the sentence, marks or not. */
export function capitalised(text: string): string {
  return text.replace(
    /^((?:\uE000\d+\uE001)*)(\p{Ll})/u,
    (_, marks: string, letter: string) => marks + letter.toUpperCase(),
  )
}
