import { createHash } from 'node:crypto'
import { datesAgree, issuersAgree, looseKey, typesAgree, yearOfNumber } from './citation-key.ts'
import type { CitationKey } from './citation-key.ts'

/** A document as its heading tells it, and what it cites. */
export interface CitingDocument extends CitationKey {
  readonly id: string
  readonly citations: readonly Citation[]
}

/** All that a document says of another in the same words. */
export interface Citation extends CitationKey {
  readonly mentions: number
  /** The first of them. */
  readonly items: readonly Mention[]
}

export interface Mention {
  readonly item: string
  readonly page: number | null
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
  readonly items: readonly (Mention & { readonly document: string })[]
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

/** Mentions that an edge tells. */
export const mostItems = 5

interface MutableEdge {
  /** By content: copies of a document say the same again. Hardly any document has copies, so there is a map only then. */
  mentions: number | Map<string, number>
  basis: readonly Basis[]
  readonly items: GraphEdge['items'][number][]
}

/** What has one key, by day: where a number is common, thousands have it. */
type ByDay = Map<string | null, GraphNode[]>

/**
 * Joins citations to documents by number, type, issuer and day. What contradicts is never joined; a number alone joins only
 * where the year fits too (its own, else that of the citing document) and one document fits.
 */
export function buildCitationGraph(documents: readonly CitingDocument[]): CitationGraph {
  return new GraphBuilder(documents).build()
}

class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>()
  readonly #byKey = new Map<string, ByDay>()
  readonly #nodeOf = new Map<string, string>()
  readonly #edges = new Map<string, Map<string, MutableEdge>>()
  readonly #cited = new Map<string, ByDay>()
  readonly #ambiguous = new Map<string, readonly string[]>()
  readonly #documents: readonly CitingDocument[]
  #vague = 0

  constructor(documents: readonly CitingDocument[]) {
    this.#documents = documents
    for (const document of documents) this.#addDocument(document)
  }

  build(): CitationGraph {
    // Mentions that state a day come first: those without one then find what they mean.
    for (const dated of [true, false]) {
      for (const document of this.#documents) {
        for (const citation of document.citations) {
          if ((citation.date !== null) === dated) this.#addCitation(document, citation)
        }
      }
    }
    const edges = [...this.#edges].flatMap(([from, targets]) =>
      Array.from(targets, ([to, edge]) => ({ from, to, ...edge, mentions: mostOf(edge.mentions) })),
    )
    edges.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to))
    const nodes = [...this.#nodes.values()].sort((a, b) => compare(a.id, b.id))
    return { nodes, edges, unresolved: this.#unresolved(edges), vague: this.#vague }
  }

  #addDocument({ id, type, number, date, issuer, subject }: CitingDocument): void {
    const own: CitationKey = { type, number, date, issuer, subject: number === null ? subject : null }
    const key = looseKey(own)
    const byDay = key === null ? null : entryOf(this.#byKey, key)
    const same = byDay?.get(date)?.find((node) => isSameHeading(node, own))
    const node: GraphNode = same
      ? { ...same, documents: [...same.documents, id] }
      : { ...own, id: `d:${id.slice(0, 16)}`, kind: 'document', documents: [id] }
    this.#nodes.set(node.id, node)
    this.#nodeOf.set(id, node.id)
    if (byDay === null) return
    if (same) removeFrom(byDay, same)
    addTo(byDay, node)
  }

  #addCitation(document: CitingDocument, citation: Citation): void {
    const from = this.#nodeOf.get(document.id)!
    const key = looseKey(citation)
    if (key === null) {
      this.#vague += citation.mentions
      return
    }
    const fitting = ofDay(entryOf(this.#byKey, key), citation.date).flatMap((node) => {
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
    const byDay = entryOf(this.#cited, key)
    const fitting = ofDay(byDay, date).filter((node) => !contradicts(node, mention))
    if (fitting.length === 1) return this.#fillIn(byDay, fitting[0]!, mention)
    const id = `c:${hashOf([type, key, date, issuer])}`
    const node: GraphNode = this.#nodes.get(id) ?? { ...mention, id, kind: 'cited', documents: [] }
    if (!this.#nodes.has(id)) addTo(byDay, node)
    this.#nodes.set(id, node)
    return node
  }

  #fillIn(byDay: ByDay, node: GraphNode, mention: CitationKey): GraphNode {
    const { type, date, issuer } = mention
    const filled = { ...node, type: node.type ?? type, date: node.date ?? date, issuer: node.issuer ?? issuer }
    if (filled.type === node.type && filled.date === node.date && filled.issuer === node.issuer) return node
    this.#nodes.set(node.id, filled)
    removeFrom(byDay, node)
    addTo(byDay, filled)
    return filled
  }

  #addEdge(from: string, to: string, basis: readonly Basis[], document: string, citation: Citation): void {
    const targets = this.#edges.get(from) ?? new Map<string, MutableEdge>()
    this.#edges.set(from, targets)
    const items = citation.items.map(({ item, page }) => ({ document, item, page }))
    const edge = targets.get(to)
    if (!edge) {
      targets.set(to, { mentions: citation.mentions, basis, items })
      return
    }
    this.#count(edge, document, citation.mentions)
    if (basis.length < edge.basis.length) edge.basis = basis
    edge.items.push(...items.slice(0, mostItems - edge.items.length))
  }

  #count(edge: MutableEdge, document: string, mentions: number): void {
    const first = edge.items[0]!.document
    if (typeof edge.mentions === 'number') {
      if (document === first) {
        edge.mentions += mentions
        return
      }
      edge.mentions = new Map([[first, edge.mentions]])
    }
    edge.mentions.set(document, (edge.mentions.get(document) ?? 0) + mentions)
  }

  #unresolved(edges: readonly GraphEdge[]): Unresolved[] {
    const citing = new Map<string, GraphEdge[]>()
    for (const edge of edges) {
      const into = citing.get(edge.to)
      if (into) into.push(edge)
      else citing.set(edge.to, [edge])
    }
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

function entryOf(index: Map<string, ByDay>, key: string): ByDay {
  const known = index.get(key)
  if (known) return known
  const made: ByDay = new Map()
  index.set(key, made)
  return made
}

/** A mention with a day can only mean a document of that day or one whose day is not known. */
function ofDay(byDay: ByDay, date: string | null): readonly GraphNode[] {
  if (date === null) return [...byDay.values()].flat()
  return [...(byDay.get(date) ?? []), ...(byDay.get(null) ?? [])]
}

function addTo(byDay: ByDay, node: GraphNode): void {
  const nodes = byDay.get(node.date)
  if (nodes) nodes.push(node)
  else byDay.set(node.date, [node])
}

function removeFrom(byDay: ByDay, node: GraphNode): void {
  const nodes = byDay.get(node.date)!
  nodes.splice(nodes.indexOf(node), 1)
}

function mostOf(mentions: MutableEdge['mentions']): number {
  return typeof mentions === 'number' ? mentions : Math.max(...mentions.values())
}

/** Copies of one document: nothing contradicts, and number, type and day are all known and the same. */
function isSameHeading(node: CitationKey, own: CitationKey): boolean {
  return (
    datesAgree(node.date, own.date) === 'agrees' &&
    typesAgree(node.type, own.type) === 'agrees' &&
    issuersAgree(node.issuer, own.issuer) !== 'contradicts'
  )
}

/** Days first: they cost least and tell most apart. */
function contradicts(node: CitationKey, mention: CitationKey): boolean {
  return (
    datesAgree(node.date, mention.date) === 'contradicts' ||
    typesAgree(node.type, mention.type) === 'contradicts' ||
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
