import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DocumentBuilder } from '../../src/layout/document-builder.ts'
import { Notices } from '../../src/readers/flow/notices.ts'
import { readDoc, readStories } from '../../src/readers/doc/read-doc.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

const rounds = 30

function median(times: readonly number[]): number {
  const later = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b)
  return later[Math.floor(later.length / 2)] ?? 0
}

/**
 * Old Word files: what reading them costs with structure, numbers and fonts, and with the encodings before Unicode told
 * apart and decoded, against the text alone by word-extractor. Words met before are remembered, as in a run over many files.
 * `peerTime` measures a peer on a file.
 */
export async function benchOldWord(
  files: readonly string[],
  peerTime: (peer: string, file: string) => number | null,
): Promise<void> {
  const total = { structure: 0, document: 0, peer: 0 }
  let measured = true
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file))
    const structure: number[] = []
    const document: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      readStories(bytes, new DocumentBuilder(), new Notices())
      const middle = performance.now()
      await readDoc(bytes, defaultLimits)
      structure.push(middle - start)
      document.push(performance.now() - middle)
    }
    const peer = peerTime('word-extractor', file)
    measured &&= peer !== null
    total.structure += median(structure)
    total.document += median(document)
    total.peer += peer ?? 0
    console.log(
      `${basename(file)}: ${bytes.length} bytes, structure and fonts ${median(structure).toFixed(1)} ms, document ${median(document).toFixed(1)} ms; ÷ word-extractor ${ratio(median(structure), peer)} and ${ratio(median(document), peer)}`,
    )
  }
  const all = measured ? total.peer : null
  console.log(
    `${files.length} old Word files: structure and fonts ÷ word-extractor ${ratio(total.structure, all)}, document ÷ word-extractor ${ratio(total.document, all)}; ${((1000 * files.length) / total.document).toFixed(0)} documents a second on one core`,
  )
}

function ratio(ours: number, theirs: number | null): string {
  return theirs === null ? 'not installed' : (ours / theirs).toFixed(2)
}
