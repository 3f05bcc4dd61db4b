// Text of one PDF or .doc by a peer library, some rounds; prints the median of the later ones in milliseconds.
// node peer.mjs officeparser|unpdf|word-extractor FILE ROUNDS
import { readFileSync } from 'node:fs'

const [name, file, rounds] = process.argv.slice(2)
const bytes = readFileSync(file)

const run = {
  async officeparser() {
    const { OfficeParser, parseOfficeAsync, parseOffice } = await import('officeparser')
    const parse = OfficeParser?.parseOffice?.bind(OfficeParser) ?? parseOffice ?? parseOfficeAsync
    return () => parse(Buffer.from(bytes), { fileType: 'pdf' })
  },
  async unpdf() {
    const { extractText } = await import('unpdf')
    return () => extractText(new Uint8Array(bytes), { mergePages: true })
  },
  async 'word-extractor'() {
    const { default: WordExtractor } = await import('word-extractor')
    return async () => (await new WordExtractor().extract(bytes)).getBody()
  },
}[name]

const once = await run()
const times = []
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now()
  await once()
  times.push(performance.now() - start)
}
const later = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b)
console.log(later[Math.floor(later.length / 2)])
