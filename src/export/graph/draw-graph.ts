import { Graph, layout } from '@dagrejs/dagre'
import { escapeText } from '../plots.ts'
import type { CitationGraph, GraphEdge, GraphNode } from './citation-graph.ts'
import { nodeLabel, nodeOrigin } from './node-label.ts'

const box = { width: 264, height: 44 }
const columnGap = 90
const margin = 24
const headHeight = 64
const longestLine = 32

const style =
  'svg{font:12px system-ui,sans-serif}text{fill:#1d2328}.title{font-size:16px;font-weight:600}.small{fill:#555;font-size:11px}' +
  '.document{fill:#dbe8f5;stroke:#0072b2}.cited{fill:#fff;stroke:#888;stroke-dasharray:4 3}' +
  '.edge{fill:none;stroke:#8a94a0}.head{fill:#8a94a0}'

/**
 * Who cites whom, from left to right, as an SVG file that stands alone: at most `most` documents, those with the most
 * citations; the picture says how many there are.
 */
export function drawGraph(graph: CitationGraph, most: number): string {
  const nodes = mostConnected(graph, most)
  const shown = new Set(nodes.map(({ id }) => id))
  const edges = graph.edges.filter(({ from, to }) => shown.has(from) && shown.has(to))
  const placed = place(nodes, edges)
  const size = { width: Math.max(placed.width, 560) + 2 * margin, height: placed.height + 2 * margin + headHeight }
  const counted =
    nodes.length < graph.nodes.length
      ? `${nodes.length} trong ${graph.nodes.length} văn bản, được dẫn chiếu nhiều nhất`
      : `${nodes.length} văn bản`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${size.width} ${size.height}" `,
    `width="${size.width}" height="${size.height}"><title>Dẫn chiếu giữa các văn bản</title><style>${style}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">',
    '<path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    `<text class="title" x="${margin}" y="28">Dẫn chiếu giữa các văn bản</text>`,
    `<text class="small" x="${margin}" y="48">${counted}. Nền xanh: có trong kho; viền đứt: chỉ được dẫn chiếu.</text>`,
    `<g transform="translate(${margin} ${margin + headHeight})">`,
    ...placed.edges,
    ...nodes.map((node) => nodeXml(node, placed.centre(node.id))),
    '</g></svg>\n',
  ].join('')
}

function mostConnected({ nodes, edges }: CitationGraph, most: number): GraphNode[] {
  const degrees = new Map<string, number>()
  for (const { from, to, mentions } of edges) {
    for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + mentions)
  }
  const degree = ({ id }: GraphNode) => degrees.get(id) ?? 0
  const ordered = [...nodes]
    .filter((node) => degree(node) > 0)
    .sort((a, b) => degree(b) - degree(a) || (a.id < b.id ? -1 : 1))
  // A box whose citations all lead out of the picture tells nothing: the next with one inside has its place.
  const first = new Set(ordered.slice(0, most).map(({ id }) => id))
  const joined = joinedTo(first, edges)
  const kept = ordered.filter(({ id }, index) => index === 0 || (first.has(id) && joined.has(id)))
  const reached = joinedTo(new Set(kept.map(({ id }) => id)), edges)
  const next = ordered.filter(({ id }) => !first.has(id) && reached.has(id))
  return [...kept, ...next.slice(0, most - kept.length)]
}

/** What cites one of these, or is cited by it. */
function joinedTo(ids: ReadonlySet<string>, edges: readonly GraphEdge[]): ReadonlySet<string> {
  return new Set(edges.flatMap(({ from, to }) => [...(ids.has(from) ? [to] : []), ...(ids.has(to) ? [from] : [])]))
}

interface Point {
  readonly x: number
  readonly y: number
}

/** What is used of dagre's graph, whose own types cannot be resolved under Node's rules for modules. */
interface Drawing {
  setGraph(look: object): void
  setNode(id: string, size: typeof box): void
  setEdge(from: string, to: string, label: { readonly weight: number }): void
  graph(): { readonly width?: number; readonly height?: number }
  node(id: string): Point
  edge(from: string, to: string): { readonly points?: readonly Point[] }
}
const newDrawing = Graph as unknown as new () => Drawing
const layOut = layout as unknown as (drawing: Drawing) => void

interface Placed {
  readonly width: number
  readonly height: number
  readonly centre: (id: string) => Point
  readonly edges: readonly string[]
}

function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Placed {
  const drawing = new newDrawing()
  drawing.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: columnGap, ranker: 'tight-tree' })
  for (const { id } of nodes) drawing.setNode(id, { ...box })
  for (const { from, to, mentions } of edges) drawing.setEdge(from, to, { weight: mentions })
  if (nodes.length > 0) layOut(drawing)
  const { width = 0, height = 0 } = drawing.graph()
  return {
    width: Math.round(width),
    height: Math.round(height),
    centre: (id) => drawing.node(id),
    edges: edges.map((edge) => {
      const [from, to] = [drawing.node(edge.from), drawing.node(edge.to)]
      // The first point and the last are where straight lines would meet the boxes, mostly above and below; what is kept
      // free is past the boxes of columns between.
      const way = (drawing.edge(edge.from, edge.to).points ?? []).slice(1, -1)
      const areNeighbours = Math.abs(to.x - from.x) <= box.width + columnGap
      return edgeXml(edge, edgePath(from, to, areNeighbours ? [] : way))
    }),
  }
}

/** Out of the right side of the citing box and into the left side of the cited one, by the way that was kept free between. */
function edgePath(from: Point, to: Point, way: readonly Point[]): string {
  const sideways = from.x <= to.x ? box.width / 2 : -box.width / 2
  const points = [{ x: from.x + sideways, y: from.y }, ...way, { x: to.x - sideways, y: to.y }]
  const [first, ...rest] = points.map(({ x, y }) => ({ x: round(x), y: round(y) }))
  const bends = rest.map(({ x, y }, index) => {
    const before = index === 0 ? first! : rest[index - 1]!
    const middle = round((before.x + x) / 2)
    return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`
  })
  return `M${first!.x} ${first!.y}${bends.join('')}`
}

function edgeXml({ mentions }: GraphEdge, path: string): string {
  const width = Math.min(1 + Math.log2(mentions) / 2, 4)
  return `<path class="edge" stroke-width="${round(width)}" marker-end="url(#head)" d="${path}"><title>${mentions} lần</title></path>`
}

function nodeXml(node: GraphNode, { x, y }: { readonly x: number; readonly y: number }): string {
  const [label, origin] = [nodeLabel(node), nodeOrigin(node)]
  const [left, top] = [round(x - box.width / 2), round(y - box.height / 2)]
  return [
    `<g><title>${escapeText([label, origin].filter(Boolean).join('\n'))}</title>`,
    `<rect class="${node.kind}" x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="4"/>`,
    `<text x="${left + 10}" y="${top + 18}">${escapeText(shorten(label))}</text>`,
    `<text class="small" x="${left + 10}" y="${top + 34}">${escapeText(shorten(origin))}</text></g>`,
  ].join('')
}

function shorten(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
