import { hole, type Check, type CheckKind } from '../domain/check.ts'
import type { Finding } from '../domain/record.ts'
import type { CheckInput, Places, Suspicion } from './draft.ts'
import { Facts } from './facts.ts'
import { checkFutureDates, checkImpossibleDates, checkReversedRanges, checkWeekdays } from './kinds/dates.ts'
import { checkDirections } from './kinds/directions.ts'
import { checkFlows } from './kinds/flows.ts'
import {
  checkBlankRows,
  checkColumnRatios,
  checkRowParts,
  checkRowRatios,
  checkRowSums,
  checkRowUnits,
} from './kinds/form-arithmetic.ts'
import { checkFormValues, checkFormZeros } from './kinds/form-narrative.ts'
import { checkAuthority, checkBlankDate, checkBlankNumber, checkMissingHeader } from './kinds/headers.ts'
import { checkRepeatedHeadings, checkSkippedHeadings } from './kinds/headings.ts'
import { checkLabels } from './kinds/labels.ts'
import { checkLawDates, checkLawNumbers } from './kinds/laws.ts'
import { checkListCounts } from './kinds/list-counts.ts'
import { checkNumberOrder, checkRedatedNumbers, checkSharedNumbers } from './kinds/numbers.ts'
import { checkNamedRatios, checkRemainders, checkShares, checkStatedRatios } from './kinds/ratios.ts'
import { checkDigits, checkScales, checkSeparators } from './kinds/slips.ts'
import { checkParts, checkPartitions, checkPartsWithin, checkStatedParts } from './kinds/sums.ts'
import {
  checkMissingSymbols,
  checkReversedSymbols,
  checkShortSymbols,
  checkSymbolTypes,
  checkSymbolYears,
  checkUnknownSymbols,
  checkYearlessSymbols,
} from './kinds/symbols.ts'
import { checkWindows } from './kinds/windows.ts'

type Runner<K extends CheckKind> = (facts: Facts, check: Check<K>) => readonly Suspicion[]

const runners: { readonly [K in CheckKind]: Runner<K> } = {
  'ratio-stated': checkStatedRatios,
  'ratio-named': checkNamedRatios,
  'ratio-share': checkShares,
  'ratio-row': checkRowRatios,
  'ratio-column': checkColumnRatios,
  remainder: checkRemainders,
  'sum-parts': checkParts,
  'sum-partition': checkPartitions,
  'sum-rows': checkRowSums,
  'part-parts': checkPartsWithin,
  'part-stated': checkStatedParts,
  'part-rows': checkRowParts,
  flow: checkFlows,
  'form-value': checkFormValues,
  'form-zero': checkFormZeros,
  'list-count': checkListCounts,
  'number-shared': checkSharedNumbers,
  'number-redated': checkRedatedNumbers,
  'number-order': checkNumberOrder,
  'symbol-type': checkSymbolTypes,
  'symbol-reversed': checkReversedSymbols,
  'symbol-unknown': checkUnknownSymbols,
  'symbol-missing': checkMissingSymbols,
  'symbol-year': checkSymbolYears,
  'symbol-yearless': checkYearlessSymbols,
  'symbol-short': checkShortSymbols,
  'date-impossible': checkImpossibleDates,
  'date-future': checkFutureDates,
  'date-weekday': checkWeekdays,
  'date-reversed': checkReversedRanges,
  'number-separator': checkSeparators,
  'number-digit': checkDigits,
  'unit-scale': checkScales,
  'unit-row': checkRowUnits,
  'window-mixed': checkWindows,
  'heading-repeated': checkRepeatedHeadings,
  'heading-skipped': checkSkippedHeadings,
  'law-date': checkLawDates,
  'law-number': checkLawNumbers,
  'row-blank': checkBlankRows,
  'header-blank-number': checkBlankNumber,
  'header-blank-date': checkBlankDate,
  'header-missing': checkMissingHeader,
  'header-authority': checkAuthority,
  'label-typing': checkLabels,
  'change-direction': checkDirections,
}

/** Everything in a record that does not add up, in reading order. Nothing in the record is changed. */
export function checkRecord(input: CheckInput): Finding[] {
  const facts = new Facts(input)
  const found = input.checks.flatMap((check) =>
    runCheck(facts, check).map((suspicion) => ({ check, suspicion, start: suspicion.spans[0].start })),
  )
  found.sort((a, b) => a.start - b.start || (a.check.id < b.check.id ? -1 : 1))
  return found.map(({ check, suspicion }) => toFinding(check, suspicion, input.places))
}

function runCheck(facts: Facts, check: Check): readonly Suspicion[] {
  return (runners[check.kind] as Runner<CheckKind>)(facts, check)
}

function toFinding(check: Check, suspicion: Suspicion, places: Places): Finding {
  const { values, spans, items, expected, found, computation, proposed } = suspicion
  const distinct = spans.filter(
    ({ start, end }, index) => spans.findIndex((span) => span.start === start && span.end === end) === index,
  )
  const advice = proposed && check.advice !== undefined ? ` ${check.advice}` : ''
  return {
    id: places.id(`finding-${check.id}`, spans[0].start),
    check: check.id,
    severity: check.severity,
    message: fill(check.message + advice, { ...values, proposed: proposed?.written ?? '' }),
    expected,
    found,
    items: [...new Set(items)],
    evidence: distinct.map(({ start, end }) => places.evidence(start, end)),
    ...(computation !== undefined && { computation }),
    ...(proposed && { proposed }),
  }
}

function fill(template: string, values: Suspicion['values']): string {
  return template.replace(hole, (whole, name: string) => values[name] ?? whole).trimEnd()
}
