import { readdirSync, writeFileSync } from 'node:fs'
import { makeDocx } from './generator/docx.ts'
import { readSample } from './generator/model.ts'
import { makePdf } from './generator/pdf.ts'

export const samplesFolder = new URL('.', import.meta.url).pathname

export function listCases(): string[] {
  return readdirSync(samplesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generator')
    .map((entry) => entry.name)
    .sort()
}

export async function generate(name: string): Promise<{ readonly pdf: Buffer; readonly docx: Buffer }> {
  const sample = readSample(`${samplesFolder}${name}/document.yaml`)
  return { pdf: await makePdf(sample, name), docx: await makeDocx(sample, name) }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const name of process.argv.length > 2 ? process.argv.slice(2) : listCases()) {
    const { pdf, docx } = await generate(name)
    writeFileSync(`${samplesFolder}${name}/source.pdf`, pdf)
    writeFileSync(`${samplesFolder}${name}/source.docx`, docx)
    console.log(`${name}: pdf ${pdf.length} bytes, docx ${docx.length} bytes`)
  }
}
