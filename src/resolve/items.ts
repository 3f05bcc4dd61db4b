import { hash } from 'node:crypto'
import type { Document } from '../domain/document.ts'
import type { Evidence, Extracted, Reason } from '../domain/record.ts'
import { EvidenceFinder } from './evidence.ts'
import { recognitionReasons } from './recognition.ts'

interface Found {
  readonly spans: readonly [
    { readonly start: number; readonly end: number },
    ...{ readonly start: number; readonly end: number }[],
  ]
  readonly rule: string
  readonly confidence: number
  readonly reasons: readonly Reason[]
  readonly alternatives?: readonly {
    readonly rule: string
    readonly start: number
    readonly end: number
    readonly values: Readonly<globalThis.Record<string, string | number | null>>
  }[]
  readonly unreadable?: readonly string[]
}

/**
 * Turns what extractors found into items: id, raw text, evidence, and the reasons a confidence is made of once the whole
 * record is known (`scoreItems`). One for each document.
 */
export class ItemMaker {
  readonly #source: string
  readonly #document: Document
  readonly #evidence: EvidenceFinder
  readonly #seen = new Map<string, number>()

  /** `source` is the document's id: same source, same place, same kind ⇒ same item id. */
  constructor(source: string, document: Document) {
    this.#source = source
    this.#document = document
    this.#evidence = new EvidenceFinder(document)
  }

  item(kind: string, found: Found): Extracted {
    const [first] = found.spans
    const words = this.#evidence.words(first.start, first.end)
    const reasons = [
      { code: 'rule', delta: found.confidence },
      ...found.reasons,
      ...recognitionReasons(words, this.#document.text),
    ]
    const { unreadable = [] } = found
    const alternatives = (found.alternatives ?? []).map(({ rule, start, end, values }) => ({
      ...{ rule, raw: this.#document.text.slice(start, end), start, end, values: { ...values } },
    }))
    return {
      id: this.id(kind, first.start),
      raw: this.#document.text.slice(first.start, first.end),
      confidence: found.confidence,
      reasons,
      rule: found.rule,
      evidence: found.spans.map((span) => this.evidence(span.start, span.end)),
      ...(alternatives.length > 0 && { alternatives }),
      ...(unreadable.length > 0 && { unreadable: [...unreadable] }),
    }
  }

  evidence(start: number, end: number): Evidence {
    return this.#evidence.find(start, end)
  }

  /** An id made of kind and place, so that changed rules keep it: the word's corner on the page, or path and offset. */
  id(kind: string, start: number): string {
    const place = `${kind}|${this.#place(start)}`
    const count = this.#seen.get(place) ?? 0
    this.#seen.set(place, count + 1)
    return `${kind}-${hash('sha256', `${this.#source}|${place}|${count}`, 'hex').slice(0, 16)}`
  }

  #place(start: number): string {
    const [word] = this.#evidence.words(start, start + 1)
    if (word?.box && word.page !== null) {
      return `${word.page}|${word.box.x.toFixed(1)}|${word.box.y.toFixed(1)}|${start - word.start}`
    }
    const path = this.#evidence.path(start)
    const block = this.#evidence.block(start)
    return path !== null && block ? `${path}|${start - block.start}` : String(start)
  }
}
