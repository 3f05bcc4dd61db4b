import { createHash } from 'node:crypto'
import type { Standing } from '../selection.ts'
import { datesAgree, issuersAgree, looseKey, typesAgree, yearOfNumber } from './citation-key.ts'
import type { CitationKey } from './citation-key.ts'

/** A document as its heading tells it, and what it cites. */
export interface CitingDocument extends CitationKey {
  readonly id: string
  readonly name: string
  readonly citations: readonly Citation[]
}

export interface Citation extends CitationKey {
  readonly item: string
  readonly raw: string
  readonly page: number | null
  readonly status: Standing
  readonly confidence: number
}

export interface GraphNode extends CitationKey {
  readonly id: string
  /** `cited`: not among the documents. */
  readonly kind: 'document' | 'cited'
  /** Contents that are this document: copies in several formats are one. */
  readonly documents: readonly string[]
}

export type Basis = 'number' | 'type' | 'date' | 'issuer' | 'year-of-number' | 'year-of-report' | 'subject'

export interface GraphEdge {
  readonly from: string
  readonly to: string
  /** Of copies of the citing document, the most that one has. */
  readonly mentions: number
  /** What citation and heading agree in; the weakest of all mentions. */
  readonly basis: readonly Basis[]
  /** The first mentions, by which the others are found. */
  readonly items: readonly (Pick<Citation, 'item' | 'page'> & { readonly document: string })[]
}

export interface Unresolved extends CitationKey {
  /** The node it has in the graph. */
  readonly node: string
  readonly mentions: number
  readonly reason: 'not-among-the-documents' | 'several-fit'
  /** Documents it may be, where several fit. */
  readonly candidates: readonly string[]
  readonly citedBy: readonly string[]
}

export interface CitationGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** Cited documents that are not among the documents or may be several of them; the most cited first. */
  readonly unresolved: readonly Unresolved[]
  /** Citations that say too little to mean a certain document. */
  readonly vague: number
}

const mostItems = 5

interface MutableEdge {
  /** By content: copies of a document say the same again. */
  readonly mentions: Map<string, number>
  basis: readonly Basis[]
  readonly items: GraphEdge['items'][number][]
}

/**
 * Joins citations to documents by number, type, issuer and day. What contradicts is never joined; a number alone joins only
 * where the year fits too (its own, else that of the citing document) and one document fits.
 */
export function buildCitationGraph(documents: readonly CitingDocument[]): CitationGraph {
  return new GraphBuilder(documents).build()
}

class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>()
  readonly #byKey = new Map<string, GraphNode[]>()
  readonly #nodeOf = new Map<string, string>()
  readonly #edges = new Map<string, Map<string, MutableEdge>>()
  readonly #cited = new Map<string, GraphNode[]>()
  readonly #ambiguous = new Map<string, readonly string[]>()
  readonly #documents: readonly CitingDocument[]
  #vague = 0

  constructor(documents: readonly CitingDocument[]) {
    this.#documents = documents
    for (const document of documents) this.#addDocument(document)
  }

  build(): CitationGraph {
    // Mentions that state a day come first: those without one then find what they mean.
    const mentions = this.#documents.flatMap((document) =>
      document.citations.map((citation) => ({ document, citation })),
    )
    for (const dated of [true, false]) {
      for (const { document, citation } of mentions) {
        if ((citation.date !== null) === dated) this.#addCitation(document, citation)
      }
    }
    const edges = [...this.#edges].flatMap(([from, targets]) =>
      [...targets].map(([to, edge]) => ({ from, to, ...edge, mentions: Math.max(...edge.mentions.values()) })),
    )
    edges.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to))
    const nodes = [...this.#nodes.values()].sort((a, b) => compare(a.id, b.id))
    return { nodes, edges, unresolved: this.#unresolved(edges), vague: this.#vague }
  }

  #addDocument({ id, type, number, date, issuer, subject }: CitingDocument): void {
    const own: CitationKey = { type, number, date, issuer, subject: number === null ? subject : null }
    const key = looseKey(own)
    const same = key === null ? undefined : this.#byKey.get(key)?.find((node) => isSameHeading(node, own))
    const node: GraphNode = same
      ? { ...same, documents: [...same.documents, id] }
      : { ...own, id: `d:${id.slice(0, 16)}`, kind: 'document', documents: [id] }
    this.#nodes.set(node.id, node)
    this.#nodeOf.set(id, node.id)
    if (key !== null)
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []).filter(({ id: one }) => one !== node.id), node])
  }

  #addCitation(document: CitingDocument, citation: Citation): void {
    const from = this.#nodeOf.get(document.id)!
    const key = looseKey(citation)
    if (key === null) {
      this.#vague++
      return
    }
    const fitting = (this.#byKey.get(key) ?? []).flatMap((node) => {
      const basis = basisOf(node, citation, document)
      return basis ? [{ node, basis }] : []
    })
    const [found] = fitting
    if (found && fitting.length === 1) {
      if (found.node.id !== from) this.#addEdge(from, found.node.id, found.basis, document.id, citation)
      return
    }
    const node = this.#citedNode(key, citation)
    const candidates = fitting.map((one) => one.node.id)
    if (candidates.length > 0) this.#ambiguous.set(node.id, candidates)
    this.#addEdge(from, node.id, citation.number === null ? ['subject', 'type'] : ['number'], document.id, citation)
  }

  /** The node of a document that is only cited; mentions that say less join the one they can mean. */
  #citedNode(key: string, { type, number, date, issuer, subject }: Citation): GraphNode {
    const mention: CitationKey = { type, number, date, issuer, subject: number === null ? subject : null }
    const known = this.#cited.get(key) ?? []
    const fitting = known.filter((node) => !contradicts(node, mention))
    if (fitting.length === 1) return this.#fillIn(key, fitting[0]!, mention)
    const id = `c:${hashOf([type, key, date, issuer])}`
    const node: GraphNode = this.#nodes.get(id) ?? { ...mention, id, kind: 'cited', documents: [] }
    this.#nodes.set(id, node)
    this.#cited.set(key, [...known.filter((one) => one.id !== id), node])
    return node
  }

  #fillIn(key: string, node: GraphNode, mention: CitationKey): GraphNode {
    const { type, date, issuer } = mention
    const filled = { ...node, type: node.type ?? type, date: node.date ?? date, issuer: node.issuer ?? issuer }
    this.#nodes.set(node.id, filled)
    this.#cited.set(
      key,
      this.#cited.get(key)!.map((one) => (one.id === node.id ? filled : one)),
    )
    return filled
  }

  #addEdge(from: string, to: string, basis: readonly Basis[], document: string, { item, page }: Citation): void {
    const targets = this.#edges.get(from) ?? new Map<string, MutableEdge>()
    this.#edges.set(from, targets)
    const edge = targets.get(to)
    if (!edge) {
      targets.set(to, { mentions: new Map([[document, 1]]), basis, items: [{ document, item, page }] })
      return
    }
    edge.mentions.set(document, (edge.mentions.get(document) ?? 0) + 1)
    if (basis.length < edge.basis.length) edge.basis = basis
    if (edge.items.length < mostItems) edge.items.push({ document, item, page })
  }

  #unresolved(edges: readonly GraphEdge[]): Unresolved[] {
    const citing = new Map<string, GraphEdge[]>()
    for (const edge of edges) citing.set(edge.to, [...(citing.get(edge.to) ?? []), edge])
    return [...this.#nodes.values()]
      .filter(({ kind }) => kind === 'cited')
      .map(({ id, type, number, date, issuer, subject }) => {
        const into = citing.get(id) ?? []
        const candidates = this.#ambiguous.get(id) ?? []
        return {
          ...{ node: id, type, number, date, issuer, subject, candidates },
          mentions: into.reduce((sum, { mentions }) => sum + mentions, 0),
          reason: candidates.length > 0 ? ('several-fit' as const) : ('not-among-the-documents' as const),
          citedBy: into.map(({ from }) => from),
        }
      })
      .sort((a, b) => b.mentions - a.mentions || compare(a.node, b.node))
  }
}

/** Copies of one document: nothing contradicts, and number, type and day are all known and the same. */
function isSameHeading(node: CitationKey, own: CitationKey): boolean {
  return (
    typesAgree(node.type, own.type) === 'agrees' &&
    datesAgree(node.date, own.date) === 'agrees' &&
    issuersAgree(node.issuer, own.issuer) !== 'contradicts'
  )
}

function contradicts(node: CitationKey, mention: CitationKey): boolean {
  return (
    typesAgree(node.type, mention.type) === 'contradicts' ||
    datesAgree(node.date, mention.date) === 'contradicts' ||
    issuersAgree(node.issuer, mention.issuer) === 'contradicts'
  )
}

/** What joins a citation to a document of the same number; null where something contradicts or too little is known. */
function basisOf(node: GraphNode, citation: Citation, citing: CitingDocument): readonly Basis[] | null {
  if (contradicts(node, citation)) return null
  const basis: Basis[] = [citation.number === null ? 'subject' : 'number']
  if (typesAgree(node.type, citation.type) === 'agrees') basis.push('type')
  if (issuersAgree(node.issuer, citation.issuer) === 'agrees') basis.push('issuer')
  if (datesAgree(node.date, citation.date) === 'agrees') return [...basis, 'date']
  const ofNumber = citation.number === null ? null : yearOfNumber(citation.number)
  if (ofNumber !== null) return [...basis, 'year-of-number']
  // 'Kế hoạch số 12/KH-UBND' without a day: of the citing document's own year, or it may be any.
  const year = node.date?.slice(0, 4)
  return year !== undefined && year === citing.date?.slice(0, 4) ? [...basis, 'year-of-report'] : null
}

/** Texts of documents stand in no id: it has to survive every format. */
function hashOf(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
