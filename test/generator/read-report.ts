import { createHash } from 'node:crypto'
import type { Record } from '../../src/domain/record.ts'
import { makeRecord } from '../../src/pipeline/extract.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import type { Report } from './report.ts'
import { toDocument, type Place } from './to-document.ts'

/** The record of a made report, without the way over a file, and where its fault stands. */
export async function readReport(
  report: Report,
  rules: RuleSet,
): Promise<{ readonly record: Record; readonly faults: readonly Place[] }> {
  const { document, faults } = toDocument(report)
  const sha256 = createHash('sha256').update(`${report.seed}\n${document.text}`).digest('hex')
  const source = { name: `${report.seed}.txt`, bytes: document.text.length, sha256 }
  const result = await makeRecord(source, () => Promise.resolve(document), rules)
  if (!result.ok) throw new Error(`${report.seed}: ${result.failure.message}`)
  return { record: result.record, faults }
}
