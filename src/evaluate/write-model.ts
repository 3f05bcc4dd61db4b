import { stringify } from 'yaml'
import type { ConfidenceModel } from '../domain/confidence.ts'

const preface = ` How sure we are: made by boctach calibrate, read with the rules. All numbers are log-odds (the natural logarithm of
 right : wrong). An item's are its rule's and those of each of its reasons added up; its confidence is the share they stand
 for, 1 / (1 + e^-sum), within least and most. A rule or a reason that is not listed was seen too seldom to be fitted and counts
 with the estimate written where it is made: the rule's confidence, the reason's delta.
`

/** The model as the file rules/confidence.yaml. The same model gives the same bytes. */
export function writeModel(model: ConfidenceModel, fittedTo: string): string {
  const comment = `${preface}\n ${fittedTo}`.replace(/^ ?/gm, '# ').replace(/ +$/gm, '')
  return `${comment}\n${stringify(model, { lineWidth: 0 })}`
}
