import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findOutdatedFiles, findStrayQuotes, readTruth } from '../samples/check-truth.ts'
import { listCases, samplesFolder } from '../samples/generate.ts'

const cases = listCases()

test('there are at least six cases, each with source, files and truth', () => {
  expect(cases.length).toBeGreaterThanOrEqual(6)
  for (const name of cases)
    for (const file of ['document.yaml', 'source.pdf', 'source.docx', 'truth.json'])
      expect(existsSync(`${samplesFolder}${name}/${file}`), `${name}/${file}`).toBe(true)
})

describe.each(cases)('%s', (name) => {
  test('truth.json has the form truth-schema.ts describes', () => {
    expect(readTruth(name).dates.length).toBeGreaterThan(0)
  })

  test('every quote stands in the document as often as it is listed', () => {
    expect(findStrayQuotes(name)).toEqual([])
  })

  test('the files are what the generator makes of document.yaml', async () => {
    expect(await findOutdatedFiles(name)).toEqual([])
  })
})
