/**
 * What a citation graph costs: `npm run bench:graph -- [documents] [cited by each]`. Made records, one at a time, each of which
 * cites every document twice: a few decrees all cite, one in ten of the made ones, and plans of bodies outside. Each form of
 * the graph is made and thrown away.
 */
import { buildCitationGraph } from '../../src/export/graph/citation-graph.ts'
import { drawGraph } from '../../src/export/graph/draw-graph.ts'
import { gatherDocuments } from '../../src/export/graph/gather-documents.ts'
import { toGraphMl } from '../../src/export/graph/graph-ml.ts'
import { graphJson } from '../../src/export/graph/graph-json.ts'
import { defaultSelection } from '../../src/export/selection.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { makeReference, makeReport } from '../export/made-reports.ts'

const communes = 500
const dayMs = 86_400_000

function dayOf(n: number): string {
  return new Date(Date.UTC(2015, 0, 1) + (n % 3650) * dayMs).toISOString().slice(0, 10)
}

/** Number, day and issuer of the n-th document; numbers begin anew in each commune. */
function heading(n: number) {
  const commune = n % communes
  return {
    type: 'Báo cáo',
    number: `${Math.floor(n / communes) + 1}/BC-UBND`,
    issuedOn: dayOf(n),
    issuer: `UBND xã ${commune}`,
  }
}

function cited(n: number, k: number, documents: number) {
  const other = (n * 7919 + k * 104_729) % documents
  const { type, number, issuedOn: date, issuer } = heading(other)
  if (k % 10 === 0) return { type, number, date, issuer }
  if (k % 10 < 3) return { type: 'Nghị định', number: `${10 + (k % 20)}/2018/NĐ-CP`, issuer: 'Chính phủ' }
  return { type: 'Kế hoạch', number: `${(other % 900) + 1}/KH-UBND`, date, issuer: `UBND huyện ${other % 60}` }
}

function* records(documents: number, citations: number): Generator<ReviewedRecord> {
  for (let n = 0; n < documents; n++) {
    const references = Array.from({ length: 2 * citations }, (_, i) => ({
      ...makeReference(cited(n, i % citations, documents)),
      id: `reference-${n}-${i}`,
    }))
    yield makeReport(n.toString(36).padStart(8, '0'), heading(n), { references })
  }
}

const [documents = 100_000, citations = 12] = process.argv.slice(2).map(Number)
let last = performance.now()
function tell(step: string): void {
  const now = performance.now()
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(`${step.padEnd(10)} ${((now - last) / 1000).toFixed(1).padStart(6)} s, at most ${memory} MB so far`)
  last = now
}
const gathered = await gatherDocuments(records(documents, citations), defaultSelection)
tell('gathered')
const graph = buildCitationGraph(gathered)
tell('joined')
console.log(
  `${documents} documents with ${citations} cited by each: ${graph.nodes.length} nodes, ${graph.edges.length} edges`,
)
const count = (pieces: Iterable<string>) =>
  Array.from(pieces, (piece) => piece.length).reduce((sum, one) => sum + one, 0)
console.log(`json ${count(graphJson(graph))} characters`)
tell('json')
console.log(`graphml ${count(toGraphMl(graph))} characters`)
tell('graphml')
drawGraph(graph, 60)
tell('svg')
