import { escapeText } from '../plots.ts'
import type { CitationGraph } from './citation-graph.ts'
import { nodeLabel } from './node-label.ts'

const nodeKeys = ['label', 'kind', 'type', 'number', 'date', 'issuer', 'subject', 'documents'] as const

/** GraphML with the nodes' and edges' facts as attributes, as Gephi, yEd and Cytoscape read it. */
export function toGraphMl({ nodes, edges }: CitationGraph): string {
  const keys = [
    ...nodeKeys.map((key) => `<key id="${key}" for="node" attr.name="${key}" attr.type="string"/>`),
    '<key id="mentions" for="edge" attr.name="mentions" attr.type="int"/>',
    '<key id="basis" for="edge" attr.name="basis" attr.type="string"/>',
  ]
  const nodeLines = nodes.map((node) => {
    const values = { ...node, label: nodeLabel(node), documents: node.documents.join(' ') }
    const data = nodeKeys.map((key) => dataXml(key, values[key]))
    return `<node id="${escapeText(node.id)}">${data.join('')}</node>`
  })
  const edgeLines = edges.map(
    ({ from, to, mentions, basis }) =>
      `<edge source="${escapeText(from)}" target="${escapeText(to)}">` +
      `${dataXml('mentions', String(mentions))}${dataXml('basis', basis.join(' '))}</edge>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="directed">',
    ...nodeLines,
    ...edgeLines,
    '</graph>',
    '</graphml>\n',
  ].join('\n')
}

function dataXml(key: string, value: string | null): string {
  return value === null || value === '' ? '' : `<data key="${key}">${escapeText(value)}</data>`
}
