import { listCases, samplesFolder } from '../../samples/generate.ts'
import type { Record } from '../../src/domain/record.ts'
import { extract } from '../../src/index.ts'

export const sampleFiles = ['source.pdf', 'source.docx'] as const
export type SampleFile = (typeof sampleFiles)[number]

export interface SampleRecord {
  readonly name: string
  readonly file: SampleFile
  readonly path: string
  readonly record: Record
}

/** Every case in both its forms, PDF first. */
export async function extractSamples(): Promise<SampleRecord[]> {
  const records: SampleRecord[] = []
  for (const name of listCases())
    for (const file of sampleFiles) {
      const path = `${samplesFolder}${name}/${file}`
      records.push({ name, file, path, record: await extractRecord(path) })
    }
  return records
}

export async function extractRecord(path: string): Promise<Record> {
  const result = await extract(path)
  if (!result.ok) throw new Error(`${path}: ${result.failure.message}`)
  return result.record
}
