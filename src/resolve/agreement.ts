import type { Extracted, Finding, Metric, Reason, Record, Reference } from '../domain/record.ts'
import { Surroundings } from './surroundings.ts'

type Unscored = Omit<Record, 'findings'>

/** Deltas are estimates until the model has been fitted. */
const estimates = {
  again: 0.02,
  otherwise: -0.05,
  inForm: 0.02,
  /** What stands in a finding is nearly always read as written; the report is what is wrong. */
  check: -0.01,
}

/**
 * Reasons that only the whole record tells, by item id: what the words around say, whether other places of the document
 * say the same, whether the figures of the forms agree with the prose, and what the checks found.
 */
export function gatherReasons(record: Unscored, findings: readonly Finding[]): ReadonlyMap<string, readonly Reason[]> {
  const reasons = new Map<string, Reason[]>()
  const add = ({ id }: Pick<Extracted, 'id'>, more: readonly Reason[]): void => {
    if (more.length > 0) reasons.set(id, [...(reasons.get(id) ?? []), ...more])
  }
  const around = new Surroundings(record.text)
  for (const item of record.references) add(item, around.ofReference(item))
  for (const item of record.dates) add(item, around.ofDate(item))
  for (const item of record.metrics) add(item, around.ofMetric(item))
  for (const { rows } of record.forms) for (const row of rows) add(row, around.ofRow(row))
  addRepeats(record.references, add)
  addFormFigures(record, add)
  addFindings(findings, add)
  addOutside(record, add)
  return reasons
}

type Add = (item: Pick<Extracted, 'id'>, reasons: readonly Reason[]) => void

/** A document cited again with the same date, or with another. */
function addRepeats(references: readonly Reference[], add: Add): void {
  const groups = new Map<string, Reference[]>()
  for (const reference of references) {
    if (reference.number === null || reference.date === null) continue
    const key = `${reference.type ?? ''} ${reference.number}`
    groups.set(key, [...(groups.get(key) ?? []), reference])
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const days = new Set(group.flatMap(({ date }) => date ?? []))
    const isOne = days.size < 2
    for (const item of group)
      add(item, [
        isOne ? { code: 'said-again', delta: estimates.again } : { code: 'said-otherwise', delta: estimates.otherwise },
      ])
  }
}

/** A small number stands in many rows by chance. */
const leastTelling = 13

/** A figure of the prose that a form states too. */
function addFormFigures({ metrics, forms }: Unscored, add: Add): void {
  const stated = new Set(forms.flatMap(({ rows }) => rows.flatMap(({ value }) => value ?? [])))
  const told = new Set(metrics.flatMap(numbersOf))
  const isTelling = (value: number): boolean => value >= leastTelling && value !== 100
  for (const metric of metrics)
    if (numbersOf(metric).some((value) => isTelling(value) && stated.has(value)))
      add(metric, [{ code: 'form-agrees', delta: estimates.inForm }])
  for (const { rows } of forms)
    for (const row of rows)
      if (row.value !== null && isTelling(row.value) && told.has(row.value))
        add(row, [{ code: 'prose-agrees', delta: estimates.inForm }])
}

function numbersOf({ value, percent, denominator }: Metric): number[] {
  return [value, percent, denominator].flatMap((one) => one ?? [])
}

function addFindings(findings: readonly Finding[], add: Add): void {
  const seen = new Set<string>()
  for (const { check, items } of findings)
    for (const id of items) {
      const code = `check-${check.split('.')[0]!}`
      if (seen.has(`${id} ${code}`)) continue
      seen.add(`${id} ${code}`)
      add({ id }, [{ code, delta: estimates.check }])
    }
}

/** Footnotes, text boxes, page headers: read apart from the running text. */
function addOutside({ regions, references, dates, metrics }: Unscored, add: Add): void {
  if (regions.length === 0) return
  for (const item of [...references, ...dates, ...metrics]) {
    const { start } = item.evidence[0]!
    const region = regions.find((one) => one.start <= start && start < one.end)
    if (region) add(item, [{ code: `in-${region.role}`, delta: 0 }])
  }
}
