import { DirectedGraph } from 'graphology'
import graphml from 'graphology-graphml'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Reference } from '../../src/domain/record.ts'
import { buildCitationGraph } from '../../src/export/graph/citation-graph.ts'
import type { Basis } from '../../src/export/graph/citation-graph.ts'
import { foldNumber, yearOfNumber } from '../../src/export/graph/citation-key.ts'
import { drawGraph } from '../../src/export/graph/draw-graph.ts'
import { gatherDocuments } from '../../src/export/graph/gather-documents.ts'
import { graphJson } from '../../src/export/graph/graph-json.ts'
import { toGraphMl } from '../../src/export/graph/graph-ml.ts'
import { defaultSelection } from '../../src/export/selection.ts'
import type { ReviewedRecord } from '../../src/export/selection.ts'
import { makeReference, makeReport } from './made-reports.ts'

const plan = makeReport('plan', {
  type: 'Kế hoạch',
  number: '12/KH-UBND',
  issuedOn: '2024-01-15',
  issuer: 'ỦY BAN NHÂN DÂN XÃ AN PHÚ',
})
const decree = makeReport('decree', { type: 'Nghị định', number: '20/2018/NĐ-CP', issuer: 'CHÍNH PHỦ' })

function citing(...references: readonly Partial<Reference>[]): ReviewedRecord {
  return makeReport(
    'report',
    { type: 'Báo cáo', number: '86/BC-UBND', issuedOn: '2024-06-14', issuer: 'UBND xã An Phú' },
    { references: references.map(makeReference) },
  )
}

async function graphOf(...records: readonly ReviewedRecord[]) {
  return buildCitationGraph(await gatherDocuments(records, defaultSelection))
}

const toPlan = { type: 'Kế hoạch', number: '12/KH-UBND' }

describe('a citation', () => {
  test.each<[string, Partial<Reference>, readonly Basis[]]>([
    ['of the same day', { ...toPlan, date: '2024-01-15' }, ['number', 'type', 'date']],
    ['typed otherwise', { type: 'kế hoạch', number: '012 / KH-UBND', date: '2024-01-15' }, ['number', 'type', 'date']],
    ['of the issuer', { ...toPlan, issuer: 'UBND xã' }, ['number', 'type', 'issuer', 'year-of-report']],
    ['with the number alone, of one year', { number: '12/KH-UBND' }, ['number', 'year-of-report']],
    [
      'with its year in the number',
      { type: 'Nghị định', number: '20/2018/NĐ-CP' },
      ['number', 'type', 'year-of-number'],
    ],
  ])('%s is joined', async (_, reference, basis) => {
    const { edges, unresolved } = await graphOf(plan, decree, citing(reference))
    expect(unresolved).toEqual([])
    expect(edges).toMatchObject([{ mentions: 1, basis }])
  })

  test.each<[string, Partial<Reference>]>([
    ['of another day', { ...toPlan, date: '2023-01-15' }],
    ['of another type', { type: 'Quyết định', number: '12/KH-UBND', date: '2024-01-15' }],
    ['of another issuer', { ...toPlan, date: '2024-01-15', issuer: 'UBND tỉnh' }],
    ['of another number', { ...toPlan, number: '120/KH-UBND' }],
  ])('%s is not joined, and listed', async (_, reference) => {
    const { edges, unresolved } = await graphOf(plan, decree, citing(reference))
    expect(unresolved).toMatchObject([{ reason: 'not-among-the-documents', mentions: 1 }])
    expect(edges.map(({ to }) => to)).toEqual([unresolved[0]!.node])
  })

  test('without a day is not joined to a document of another year', async () => {
    const older = makeReport('older', { type: 'Kế hoạch', number: '12/KH-UBND', issuedOn: '2019-01-15' })
    expect((await graphOf(older, citing(toPlan))).unresolved).toHaveLength(1)
  })

  test('that two documents fit is joined to neither', async () => {
    const other = makeReport('other', { ...toPlan, issuedOn: '2024-02-20', issuer: 'UBND xã Bình An' })
    const { unresolved } = await graphOf(plan, other, citing(toPlan))
    expect(unresolved).toMatchObject([{ reason: 'several-fit' }])
    expect(unresolved[0]!.candidates).toHaveLength(2)
  })

  test('of itself is none, one that names only a type is too vague', async () => {
    const graph = await graphOf(citing({ type: 'Báo cáo', number: '86/BC-UBND' }, { type: 'Quyết định' }))
    expect(graph).toMatchObject({ edges: [], vague: 1, unresolved: [] })
  })
})

test('mentions of one missing document are one node, however much each says', async () => {
  const { unresolved } = await graphOf(
    citing(
      { number: '5/QĐ-UBND' },
      { type: 'Quyết định', number: '05/QĐ-UBND', date: '2024-03-01' },
      { type: 'Quyết định', number: '05/QĐ-UBND', date: '2023-03-01' },
      { type: 'Luật', subject: 'Đất đai' },
      { type: 'luật', subject: 'ĐẤT ĐAI' },
    ),
  )
  expect(unresolved.map(({ type, date, mentions }) => [type, date, mentions])).toContainEqual(['Luật', null, 2])
  // Which of the two days the bare number means, nothing says.
  expect(
    unresolved
      .filter(({ number }) => number !== null)
      .map(({ date }) => date)
      .sort(),
  ).toEqual(['2023-03-01', '2024-03-01', null])
})

test('copies of a document are one, and what they cite is counted once', async () => {
  const copy = makeReport('copy', { ...toPlan, issuedOn: '2024-01-15', issuer: 'UBND xã An Phú' })
  const twin = citing(toPlan)
  const again = { ...twin, record: { ...twin.record, id: 'f'.repeat(64) } }
  const { nodes, edges } = await graphOf(plan, copy, twin, again)
  expect(nodes.map(({ documents }) => documents.length)).toEqual([2, 2])
  expect(edges).toMatchObject([{ mentions: 1 }])
})

test('GraphML is read back by another library, whatever stands in it', async () => {
  const hostile = '<&"\'>\u0000\u0001]]> 😀'
  const graph = await graphOf(plan, citing(toPlan, { type: 'Công văn', number: '7/CV', issuer: hostile }))
  const read = graphml.parse(DirectedGraph, [...toGraphMl(graph)].join(''))
  expect(read.order).toBe(graph.nodes.length)
  expect(read.size).toBe(graph.edges.length)
  for (const { id, kind, number } of graph.nodes) expect(read.getNodeAttributes(id)).toMatchObject({ kind, number })
  for (const { from, to, mentions } of graph.edges)
    expect(read.getEdgeAttribute(read.edge(from, to), 'mentions')).toBe(mentions)
})

test('JSON in pieces is what it would be in one', async () => {
  for (const graph of [await graphOf(), await graphOf(plan, citing(toPlan, { type: 'Công văn', number: '7/CV' }))]) {
    const pieces = [...graphJson(graph)]
    expect(pieces.join('')).toBe(`${JSON.stringify(graph, null, 2)}\n`)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1500)
  }
})

test('what is said again in the same words is one edge with so many mentions, the first of them told', async () => {
  const again = Array.from({ length: 7 }, () => toPlan)
  const { edges, vague } = await graphOf(plan, citing(...again, { ...toPlan, date: '2024-01-15' }, { type: 'Luật' }))
  expect(edges).toMatchObject([{ mentions: 8 }])
  expect(edges[0]!.items).toHaveLength(5)
  expect(vague).toBe(1)
})

test('the picture shows the documents with the most citations and says how many there are', async () => {
  const many = citing(...Array.from({ length: 30 }, (_, n) => ({ ...toPlan, number: `${n + 20}/KH-UBND` })))
  const graph = await graphOf(plan, many)
  const svg = drawGraph(graph, 10)
  const parser = new SaxesParser()
  let boxes = 0
  parser.on('opentag', ({ name, attributes }) => (boxes += name === 'rect' && attributes['class'] ? 1 : 0))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  expect(boxes).toBe(10)
  expect(svg).toContain(`10 trong ${graph.nodes.length} văn bản`)
  expect(drawGraph(await graphOf(), 10)).toContain('0 văn bản')
})

test('an arrow leaves a box at its right side and reaches the next at its left; no box is without one', async () => {
  const said = Array.from({ length: 12 }, (_, n) => ({ ...toPlan, number: `${20 + (n % 4)}/KH-UBND` }))
  const apart = Array.from({ length: 4 }, (_, n) => makeReference({ type: 'Quyết định', number: `${n + 1}/QĐ-BYT` }))
  const lonely = makeReport('lonely', { type: 'Công văn', number: '1/CV', issuer: 'Sở Y tế' }, { references: apart })
  const graph = await graphOf(citing(...said), lonely)
  const svg = drawGraph(graph, 3)
  const lefts = [...svg.matchAll(/<rect class="\w+" x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/g)].map(
    (found) => found.slice(1).map(Number) as [number, number, number, number],
  )
  const arrows = [...svg.matchAll(/ d="M([\d.]+) ([\d.]+)C.*? ([\d.]+) ([\d.]+)"><title>/g)].map((found) =>
    found.slice(1).map(Number),
  )
  expect(lefts).toHaveLength(3)
  const sides = (right: boolean) => lefts.map(([x, y, width, height]) => [right ? x + width : x, y + height / 2])
  expect(arrows).toHaveLength(2)
  for (const arrow of arrows) {
    expect(sides(true)).toContainEqual(arrow.slice(0, 2))
    expect(sides(false)).toContainEqual(arrow.slice(2))
  }
  expect(svg).not.toContain('Sở Y tế')
  expect(drawGraph(graph, 10)).toContain('Sở Y tế')
})

test.each([
  ['012/KH-UBND', '12/kh-ubnd'],
  ['12 / KH – UBND', '12/kh-ubnd'],
])('the number %s is compared as %s', (number, folded) => expect(foldNumber(number)).toBe(folded))

test.each([
  ['20/2018/NĐ-CP', '2018'],
  ['151/2017', '2017'],
  ['12/KH-UBND', null],
])('the number %s states the year %s', (number, year) => expect(yearOfNumber(number)).toBe(year))
