import type { Decision, Values } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import type { Evidence, Record } from '../domain/record.ts'
import { parseRecord } from '../pipeline/read-records.ts'
import { lastDecisions } from '../resolve/apply-decisions.ts'
import { recordItems } from '../resolve/record-items.ts'
import { decidedDocuments } from '../store/lessons.ts'
import type { DecidedDocument } from '../store/lessons.ts'
import type { Store } from '../store/store.ts'
import { findPersonalNumbers, personalDigits } from '../text/personal-numbers.ts'
import type { PersonalNumber } from '../text/personal-numbers.ts'

/** What a person said of one item, marked as an example for rules. */
export interface Lesson {
  readonly document: string
  readonly documentName: string
  readonly item: string
  readonly kind: ItemKind
  /** `right`: the values are these. `wrong`: there is no such value. `missed`: nothing was found there. */
  readonly says: 'right' | 'wrong' | 'missed'
  /** The rule that found it; null for what was missed. */
  readonly rule: string | null
  /** What holds; null for `wrong`. */
  readonly values: Values | null
  /** What the program had found. */
  readonly extracted: Values | null
  readonly evidence: readonly Evidence[]
  readonly why: string | null
  readonly text: string
  readonly header: Record['header']
  /** Digits that go nowhere, and where they stand in the text. */
  readonly personal: ReadonlySet<string>
  readonly personalNumbers: readonly PersonalNumber[]
}

/** A mark nothing can be learnt from, and why. */
export interface Unteachable {
  readonly documentName: string
  readonly item: string
  readonly reason: string
  /** The rules have it as an example already. */
  readonly known?: true
}

/** Every item that was marked for rules, as the last decision about it has it. */
export async function readLessons(store: Store): Promise<readonly (Lesson | Unteachable)[]> {
  const lessons: (Lesson | Unteachable)[] = []
  for await (const document of decidedDocuments(store, 'rule-example')) {
    const record = parseRecord(document.json, document.name)
    const last = lastDecisions(document.decisions)
    for (const { item, as } of document.marks) {
      if (as === 'rule-example') lessons.push(toLesson(document, record, item, last.get(item)))
    }
  }
  return lessons
}

export function isLesson(one: Lesson | Unteachable): one is Lesson {
  return 'says' in one
}

function toLesson(
  { sha256, name, open }: DecidedDocument,
  record: Record,
  item: string,
  decision: Decision | undefined,
): Lesson | Unteachable {
  if (!open || record.header.secrecy !== null) {
    // Not even its name leaves the ledger.
    return {
      documentName: sha256.slice(0, 12),
      item,
      reason: 'the document is classified: nothing of it goes into rules',
    }
  }
  const unteachable = (reason: string): Unteachable => ({ documentName: name, item, reason })
  if (!decision) return unteachable('what was decided about it was taken back')
  const { kind, after, extracted, evidence, why } = decision
  const found = recordItems(record).find(({ id }) => id === item) ?? null
  const about = {
    ...{ document: sha256, documentName: name, item, kind, extracted, why },
    ...{ text: record.text, header: record.header, personal: personalDigits(record.text) },
    personalNumbers: findPersonalNumbers(record.text),
  }
  if (extracted === null) return { ...about, says: 'missed', rule: null, values: after.values, evidence }
  if (!found) return unteachable('the rules as they are find nothing at its place any more')
  const { rule, evidence: places } = found.item
  if (after.status === 'rejected' || after.status === 'not-in-document')
    return { ...about, says: 'wrong', rule, values: null, evidence: places }
  if (after.values === null) return unteachable('nobody could read it')
  return { ...about, says: 'right', rule, values: after.values, evidence: places }
}
