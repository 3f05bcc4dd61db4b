import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluation.ts'
import { goldSchema } from '../../src/evaluate/gold.ts'
import { judgeRecord } from '../../src/evaluate/judge.ts'
import { extractRecord } from '../score/sample-records.ts'

const folder = new URL('hand-written/', import.meta.url)

/**
 * Reports, plans, decisions, letters and notices of many offices, written and annotated by people who knew neither rules nor
 * program. Rules were mended where those in seen/ were misread; for values, those in unseen/ were only measured.
 */
describe.each(['seen', 'unseen'])('documents written by others, %s', (part) => {
  const names = readdirSync(new URL(`${part}/`, folder)).filter((name) => name.endsWith('.json'))

  test('are read', { timeout: 120_000 }, async () => {
    const judgements = []
    for (const name of names) {
      const gold = goldSchema.parse(JSON.parse(readFileSync(new URL(`${part}/${name}`, folder), 'utf8')))
      judgements.push(judgeRecord(gold, await extractRecord(new URL(`${part}/${gold.source}`, folder).pathname)))
    }
    const { tallies, confidence, automation } = evaluate(
      { judgements, documents: names.length, lost: [], unjudged: 0 },
      0.005,
    )
    const f1 = Object.fromEntries(tallies.map((tally) => [tally.kind, tally.f1?.value ?? 0]))
    expect(f1['references']).toBeGreaterThanOrEqual(0.98)
    expect(f1['dates']).toBeGreaterThanOrEqual(0.97)
    expect(f1['metrics']).toBeGreaterThanOrEqual(0.97)
    expect(f1['metrics.full']).toBeGreaterThanOrEqual(0.85)
    expect(f1['forms.full']).toBe(1)
    for (const field of ['type', 'number', 'issuedOn', 'place', 'issuer', 'signers'])
      expect(f1[`header.${field}`]).toBe(1)
    expect(confidence.calibrationError).toBeLessThanOrEqual(0.03)
    expect(automation.threshold?.share).toBeGreaterThanOrEqual(0.85)
  })
})
