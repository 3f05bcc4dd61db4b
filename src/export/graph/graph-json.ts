import type { CitationGraph } from './citation-graph.ts'

/** The graph as JSON, piece by piece: that of a large archive is longer than a string can be. */
export function* graphJson({ nodes, edges, unresolved, vague }: CitationGraph): Generator<string> {
  yield '{\n'
  yield* listJson('nodes', nodes)
  yield* listJson('edges', edges)
  yield* listJson('unresolved', unresolved)
  yield `  "vague": ${vague}\n}\n`
}

function* listJson(name: string, list: readonly object[]): Generator<string> {
  yield `  "${name}": [`
  for (const [index, one] of list.entries()) {
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(one, null, 2).replaceAll('\n', '\n    ')}`
  }
  yield `${list.length === 0 ? '' : '\n  '}],\n`
}
