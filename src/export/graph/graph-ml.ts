import { escapeText } from '../plots.ts'
import type { CitationGraph } from './citation-graph.ts'
import { nodeLabel } from './node-label.ts'

const nodeKeys = ['label', 'kind', 'type', 'number', 'date', 'issuer', 'subject', 'documents'] as const

/** GraphML with the nodes' and edges' facts as attributes, as Gephi, yEd and Cytoscape read it; piece by piece. */
export function* toGraphMl({ nodes, edges }: CitationGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
  for (const key of nodeKeys) yield `<key id="${key}" for="node" attr.name="${key}" attr.type="string"/>\n`
  yield '<key id="mentions" for="edge" attr.name="mentions" attr.type="int"/>\n'
  yield '<key id="basis" for="edge" attr.name="basis" attr.type="string"/>\n<graph edgedefault="directed">\n'
  for (const node of nodes) {
    const values = { ...node, label: nodeLabel(node), documents: node.documents.join(' ') }
    yield `<node id="${escapeText(node.id)}">${nodeKeys.map((key) => dataXml(key, values[key])).join('')}</node>\n`
  }
  for (const { from, to, mentions, basis } of edges) {
    yield `<edge source="${escapeText(from)}" target="${escapeText(to)}">${dataXml('mentions', String(mentions))}`
    yield `${dataXml('basis', basis.join(' '))}</edge>\n`
  }
  yield '</graph>\n</graphml>\n'
}

function dataXml(key: string, value: string | null): string {
  return value === null || value === '' ? '' : `<data key="${key}">${escapeText(value)}</data>`
}
