// Text of one PDF or .doc by a peer library, some rounds; prints the median of the later ones in milliseconds.
// getTextContent: pdf.js itself, the version and build this program reads with, as it comes.
// node peer.mjs getTextContent|officeparser|unpdf|word-extractor FILE ROUNDS
import { readFileSync } from 'node:fs'

const [name, file, rounds] = process.argv.slice(2)
const bytes = readFileSync(file)

const run = {
  async getTextContent() {
    const { getDocument, VerbosityLevel } = await import('../../../node_modules/pdfjs-dist/legacy/build/pdf.mjs')
    return async () => {
      const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS })
      const document = await task.promise
      for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent()
      await task.destroy()
    }
  },
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
