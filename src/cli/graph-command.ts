import { Command, Option } from 'commander'
import { buildCitationGraph } from '../export/graph/citation-graph.ts'
import type { CitationGraph, Unresolved } from '../export/graph/citation-graph.ts'
import { drawGraph } from '../export/graph/draw-graph.ts'
import { gatherDocuments } from '../export/graph/gather-documents.ts'
import { graphJson } from '../export/graph/graph-json.ts'
import { toGraphMl } from '../export/graph/graph-ml.ts'
import { nodeLabel, nodeOrigin } from '../export/graph/node-label.ts'
import { parseCount } from './options.ts'
import { count, printable } from './printing.ts'
import { openRecords, selectionOptions, toSelection } from './record-source.ts'
import type { SelectionOptions } from './record-source.ts'
import { put } from './series-command.ts'
import { databaseOption, outOption } from './store-place.ts'

interface GraphOptions extends SelectionOptions {
  readonly as: 'list' | 'json' | 'graphml' | 'svg'
  readonly into?: string
  readonly most: number
}

const help = `
A citation and a document are joined by number, type, issuer and day; what contradicts is never joined. Without a day, the
year in the number must fit, or the document must be of the citing report's year; where several fit, none is taken. The list
tells the cited documents that are not among those read, the most cited first.

Examples:
  $ boctach graph --out out
  $ boctach graph --out out --as graphml --into citations.graphml
  $ boctach graph --out out --as svg --into citations.svg --most 40`

export function graphCommand(): Command {
  const command = new Command('graph')
    .summary('which document cites which')
    .description('Joins citations to the documents they mean: JSON, GraphML, a picture, or what is missing.')
    .addOption(outOption())
    .addOption(databaseOption())
    .addOption(new Option('--as <form>', 'the form').choices(['list', 'json', 'graphml', 'svg']).default('list'))
    .option('--into <file>', 'write to a file instead of standard output')
    .addOption(new Option('--most <number>', 'documents in the picture').argParser(parseCount).default(60))
  for (const option of selectionOptions()) command.addOption(option)
  return command.addHelpText('after', help).action(showGraph)
}

async function showGraph(options: GraphOptions): Promise<void> {
  const source = await openRecords(options)
  try {
    const graph = buildCitationGraph(await gatherDocuments(source.records, toSelection(options)))
    await put(formatted(graph, options), options.into)
  } finally {
    await source.close()
  }
}

function formatted(graph: CitationGraph, { as, most }: GraphOptions): string | Iterable<string> {
  switch (as) {
    case 'json':
      return graphJson(graph)
    case 'graphml':
      return toGraphMl(graph)
    case 'svg':
      return drawGraph(graph, most)
    case 'list':
      return `${listLines(graph).map(printable).join('\n')}\n`
  }
}

function listLines({ nodes, edges, unresolved, vague }: CitationGraph): string[] {
  const documents = nodes.filter(({ kind }) => kind === 'document').length
  const missing = unresolved.length
  const resolved = edges.length - unresolved.reduce((sum, { citedBy }) => sum + citedBy.length, 0)
  return [
    `${count(documents, 'document')}, ${count(resolved, 'citation')} among them; ${count(missing, 'cited document')} not found; ${count(vague, 'mention')} too vague.`,
    ...(missing > 0 ? ['', 'mentions  by  cited document'] : []),
    ...unresolved.map(lineOf),
  ]
}

function lineOf(one: Unresolved): string {
  const origin = nodeOrigin(one)
  const several = one.reason === 'several-fit' ? `  [one of ${one.candidates.length} documents]` : ''
  const numbers = `${String(one.mentions).padStart(8)}${String(one.citedBy.length).padStart(4)}`
  return `${numbers}  ${nodeLabel(one)}${origin === '' ? '' : ` (${origin})`}${several}`
}
