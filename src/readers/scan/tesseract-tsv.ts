import type { EngineWord } from './engine.ts'

/** Columns of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const columns = 12
const wordLevel = '5'

/** Words of Tesseract's TSV output, page by page; pages without words are empty lists up to `pages`. */
export function parseTsv(tsv: string, pages: number): EngineWord[][] {
  const words: EngineWord[][] = Array.from({ length: pages }, () => [])
  let [line, lastLine] = [-1, '']
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    if (cells[0] !== wordLevel || cells.length < columns) continue
    const text = cells
      .slice(columns - 1)
      .join(' ')
      .trim()
    const into = words[Number(cells[1]) - 1]
    if (text === '' || !into) continue
    const key = cells.slice(1, 5).join()
    if (key !== lastLine) [line, lastLine] = [line + 1, key]
    const [x0, y0, width, height, confidence] = cells.slice(6, 11).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ]
    into.push({
      text,
      x0,
      y0,
      x1: x0 + width,
      y1: y0 + height,
      confidence: Math.min(1, Math.max(0, confidence / 100)),
      line,
    })
  }
  return words
}

/** A portable grey map, the one picture form that costs nothing to write and every Tesseract reads. */
export function toPgm({
  width,
  height,
  data,
}: {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const file = new Uint8Array(head.length + data.length)
  file.set(head)
  file.set(data, head.length)
  return file
}
