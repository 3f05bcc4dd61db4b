import { extractDocument, type Candidates } from '../../src/extract/extract-document.ts'
import { documentFromText } from '../../src/layout/plain-document.ts'
import { loadRules } from '../../src/rules/load.ts'

const rules = await loadRules(undefined, false)

/** What the built-in rules find in plain text. */
export function extractText(text: string): Candidates {
  return extractDocument(documentFromText(text), rules)
}
