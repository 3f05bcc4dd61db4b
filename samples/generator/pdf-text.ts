import type { Inline } from './inline.ts'

export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
  readonly italic?: boolean
}

export type FontName = 'regular' | 'bold' | 'italic' | 'bold-italic'

/** One stretch of non-space characters; it may change font on the way. */
export interface PdfWord {
  readonly parts: readonly {
    readonly text: string
    readonly font: FontName
    readonly width: number
    readonly link?: string
  }[]
  readonly width: number
  /** The footnotes whose marks follow the word. */
  readonly footnotes: readonly string[]
}

export interface PdfLine {
  readonly words: readonly PdfWord[]
  /** Of the words and one natural space between each two. */
  readonly width: number
  readonly indent: number
  readonly last: boolean
}

export type Measure = (text: string, font: FontName, size: number) => number

/** What a raised footnote number takes, in shares of the size of the text. */
export const footnoteMarkWidth = 0.35

export function fontOf(style: { bold?: boolean | undefined; italic?: boolean | undefined }): FontName {
  if (style.bold) return style.italic ? 'bold-italic' : 'bold'
  return style.italic ? 'italic' : 'regular'
}

/** Fills lines greedily, as word processors do. Hyphens and slashes are break places, as in Word: `16/KH-` + `UBND`. */
export function breakLines(
  runs: readonly Inline[],
  style: TextStyle,
  width: number,
  firstIndent: number,
  measure: Measure,
): PdfLine[] {
  const space = measure(' ', fontOf(style), style.size)
  const lines: PdfLine[] = []
  let words: PdfWord[] = []
  let used = 0
  const close = (last: boolean): void => {
    lines.push({ words, width: used, indent: lines.length === 0 ? firstIndent : 0, last })
    words = []
    used = 0
  }
  const room = (): number => width - (lines.length === 0 ? firstIndent : 0)
  for (const word of collectWords(runs, style, measure)) {
    const gap = words.length > 0 ? space : 0
    if (words.length > 0 && used + gap + word.width > room()) {
      const split = splitAtHyphen(word, room() - used - gap, style, measure)
      if (split) {
        words.push(split[0])
        used += gap + split[0].width
        close(false)
        words.push(split[1])
        used = split[1].width
        continue
      }
      close(false)
      words.push(word)
      used = word.width
    } else {
      words.push(word)
      used += gap + word.width
    }
  }
  close(true)
  return lines
}

function collectWords(runs: readonly Inline[], style: TextStyle, measure: Measure): PdfWord[] {
  const words: PdfWord[] = []
  let parts: PdfWord['parts'][number][] = []
  let footnotes: string[] = []
  const flush = (): void => {
    if (parts.length === 0) return
    const marks = footnotes.length * footnoteMarkWidth * style.size
    words.push({ parts, width: parts.reduce((sum, part) => sum + part.width, marks), footnotes })
    parts = []
    footnotes = []
  }
  for (const run of runs) {
    if (run.change === 'deleted') continue
    if (run.footnote !== undefined) {
      footnotes.push(run.footnote)
      continue
    }
    const font = fontOf({ bold: style.bold || run.bold, italic: style.italic || run.italic })
    run.text.split(/( +)/).forEach((piece) => {
      if (piece === '') return
      // A blank to be filled in, 'Số:     /BC-UBND', keeps its width; a single space is stretched.
      if (piece === ' ') return flush()
      const width = measure(piece, font, style.size)
      parts.push({ text: piece, font, width, ...(run.link === undefined ? {} : { link: run.link }) })
    })
  }
  flush()
  return words
}

function splitAtHyphen(word: PdfWord, room: number, style: TextStyle, measure: Measure): [PdfWord, PdfWord] | null {
  const only = word.parts[0]
  if (word.parts.length !== 1 || !only || only.link !== undefined) return null
  for (let at = only.text.length - 2; at > 1; at--) {
    if (only.text.charAt(at) !== '-') continue
    const head = only.text.slice(0, at + 1)
    const width = measure(head, only.font, style.size)
    if (width > room) continue
    const tail = only.text.slice(at + 1)
    const tailWidth = measure(tail, only.font, style.size)
    return [
      { parts: [{ ...only, text: head, width }], width, footnotes: [] },
      {
        parts: [{ ...only, text: tail, width: tailWidth }],
        width: tailWidth + word.width - only.width,
        footnotes: word.footnotes,
      },
    ]
  }
  return null
}
