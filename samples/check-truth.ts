import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import JSZip from 'jszip'
import { readSample, sampleText } from './generator/model.ts'
import { generate, samplesFolder } from './generate.ts'
import { type Truth, truthSchema } from './truth-schema.ts'

export function readTruth(name: string): Truth {
  return truthSchema.parse(JSON.parse(readFileSync(`${samplesFolder}${name}/truth.json`, 'utf8')))
}

/** Quotes that the document does not hold, or not as often as the truth lists them in one kind, and header strings it does not hold. */
export function findStrayQuotes(name: string): string[] {
  const truth = readTruth(name)
  const text = flatten(sampleText(readSample(`${samplesFolder}${name}/document.yaml`)))
  const stray: string[] = []
  const kinds = { references: truth.references, dates: truth.dates, metrics: truth.metrics }
  for (const [kind, items] of Object.entries(kinds)) {
    const counts = new Map<string, number>()
    for (const { quote, optional } of items) {
      const seen = counts.get(flatten(quote)) ?? 0
      // Optional items may be other readings of the same words.
      counts.set(flatten(quote), optional ? Math.max(seen, 1) : seen + 1)
    }
    for (const [quote, count] of counts)
      if (text.split(quote).length - 1 < count) stray.push(`${kind}: ${quote} (${count}×)`)
  }
  const { header } = truth
  const fields = [header.place, header.issuer, header.parentIssuer, header.subject, header.signer]
  const number = header.number?.replace(/\s/g, '')
  if (number !== undefined && !text.replace(/\s/g, '').includes(number)) stray.push(`header: ${number}`)
  const strings = [...fields, ...header.recipients, header.secrecy, header.urgency]
  for (const value of strings)
    if (value !== null && !text.toLowerCase().includes(flatten(value).toLowerCase())) stray.push(`header: ${value}`)
  for (const form of truth.forms)
    for (const row of form.rows)
      for (const value of [form.title, row.indicator])
        if (value !== null && !text.includes(flatten(value))) stray.push(`forms: ${value}`)
  return stray
}

/** Which of the two files differs from what the generator makes of the source now. Compression is left out of account: zlib's output may differ by version. */
export async function findOutdatedFiles(name: string): Promise<string[]> {
  const made = await generate(name)
  const stored = (file: string): Buffer => readFileSync(`${samplesFolder}${name}/${file}`)
  const outdated: string[] = []
  if (inflatePdf(made.pdf) !== inflatePdf(stored('source.pdf'))) outdated.push('source.pdf')
  if ((await unzip(made.docx)) !== (await unzip(stored('source.docx')))) outdated.push('source.docx')
  return outdated
}

function flatten(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The objects of a file of ours with their streams inflated, without lengths and offsets. */
function inflatePdf(bytes: Buffer): string {
  const body = bytes.subarray(0, bytes.lastIndexOf('xref\n0 ')).toString('latin1')
  return body
    .replace(/\/Length \d+/g, '')
    .replace(/stream\n([\s\S]*?)\nendstream/g, (whole, content: string) =>
      content.startsWith('\x78') ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1') : whole,
    )
}

async function unzip(bytes: Buffer): Promise<string> {
  const files = Object.values((await JSZip.loadAsync(bytes)).files)
  const parts = await Promise.all(files.map(async (file) => `${file.name}\n${await file.async('string')}`))
  return parts.join('\n')
}
