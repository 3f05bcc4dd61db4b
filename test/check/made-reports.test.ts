import { expect, test } from 'vitest'
import type { Record } from '../../src/domain/record.ts'
import { loadRules } from '../../src/rules/load.ts'
import { allFaultKinds, type FaultKind } from '../generator/faults.ts'
import { isThorough } from '../fuzz/runs.ts'
import { generateFaulty, generateReport, generateRough } from '../generator/generate-report.ts'
import { readReport } from '../generator/read-report.ts'
import type { Place } from '../generator/to-document.ts'

const cleanReports = isThorough ? 1000 : 15
const damagedReports = isThorough ? 400 : 15
/** Findings that are none, in a damaged report. */
const mostUnfounded = 0.02
const reportsPerKind = isThorough ? 100 : 1
/** Of each kind of fault. */
const shareFound = 0.99
/** A kind has a place in one report of so many at least. */
const seedsPerReport = 40
const rules = await loadRules()
const time = isThorough ? 3_600_000 : 120_000

test(`${cleanReports} reports in which all adds up: no finding`, { timeout: time }, async () => {
  const findings: string[] = []
  for (let at = 0; at < cleanReports; at++) {
    const { record } = await readReport(generateReport(`clean-${at}`), rules)
    findings.push(...record.findings.map(({ check, message }) => `clean-${at} ${check}: ${message}`))
  }
  expect(findings).toEqual([])
})

test(
  'reports that were damaged on the way: their slips of typing, hardly anything else',
  { timeout: time },
  async () => {
    const findings: string[] = []
    let all = 0
    for (let at = 0; all < damagedReports; at++) {
      const report = generateRough(`rough-${at}`)
      if (report.faultMarks.size > 0) continue
      all++
      const { record } = await readReport(report, rules)
      const others = record.findings.filter(({ check }) => check !== 'label.typing')
      findings.push(...others.map(({ check, message }) => `rough-${at} ${check}: ${message}`))
    }
    expect(findings.length / all, findings.join('\n')).toBeLessThanOrEqual(mostUnfounded)
  },
)

test('reports with one thing wrong: found at its place', { timeout: time }, async () => {
  for (const kind of allFaultKinds) {
    const results = await seekFaults(kind)
    expect(results.length, `${kind}: no report has a place for it`).toBe(reportsPerKind)
    const missed = results.filter((result) => result !== null)
    expect.soft(1 - missed.length / results.length, missed.join('\n')).toBeGreaterThanOrEqual(shareFound)
  }
})

/** For each report null if its fault was found, else which was missed. */
async function seekFaults(kind: FaultKind): Promise<(string | null)[]> {
  const results: (string | null)[] = []
  for (let at = 0; at < seedsPerReport * reportsPerKind && results.length < reportsPerKind; at++) {
    const report = generateFaulty(`fault-${at}`, kind)
    if (!report) continue
    const { record, faults } = await readReport(report, rules)
    results.push(isFound(record, faults) ? null : `${kind} fault-${at}: ${textAt(record, faults)}`)
  }
  return results
}

function isFound({ findings }: Record, faults: readonly Place[]): boolean {
  const places = findings.flatMap(({ evidence }) => evidence)
  return places.some((place) => faults.some(({ start, end }) => start < place.end && place.start < end))
}

function textAt({ text }: Record, places: readonly Place[]): string {
  return places.map(({ start, end }) => text.slice(start, end)).join(' ')
}
