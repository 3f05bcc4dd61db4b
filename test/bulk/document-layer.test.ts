import { readFileSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { packDocument, unpackDocument } from '../../src/bulk/document-layer.ts'
import { LayerCache, dropOldLayers, layerKey } from '../../src/bulk/layer-cache.ts'
import type { Document } from '../../src/domain/document.ts'
import { documentFromText } from '../../src/layout/plain-document.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { emptyFolder } from '../cli/run-boctach.ts'

const samples = fileURLToPath(new URL('../../samples/', import.meta.url))
const sources = globSync('*/source.*', { cwd: samples }).sort()

const asJson = (document: Document | null) => JSON.parse(JSON.stringify(document)) as unknown

describe('a document as it is kept', () => {
  test('there are samples', () => expect(sources.length).toBeGreaterThan(5))

  test.each(sources)('%s comes back as it was, from a tenth of its JSON', async (source) => {
    const document = await readDocument(new Uint8Array(readFileSync(samples + source)))
    const packed = packDocument(document)
    expect(asJson(unpackDocument(packed))).toEqual(asJson(document))
    expect(packed.length).toBeLessThan(JSON.stringify(document).length / 5)
  })

  test('comes back whatever its words hold', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(-0, 1e9, 0.005, 12.34),
    )
    const box = fc.option(fc.record({ x: number, y: number, width: number, height: number }))
    const word = fc.record(
      {
        word: fc.stringMatching(/^[a-zàđư0-9]{1,6}$/),
        raw: fc.option(fc.string()),
        rawOffsets: fc.array(fc.nat()),
        page: fc.option(fc.integer({ min: 1, max: 1e6 })),
        box,
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: ['word', 'raw', 'page', 'box'] },
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const plain = documentFromText(words.map(({ word: text }) => text).join(' '))
        const document: Document = {
          ...plain,
          words: plain.words.map((one, index) => {
            const { raw, page, box, ...others } = words[index]!
            const { rawOffsets, confidence } = others
            const more = { ...(rawOffsets && { rawOffsets }), ...(confidence !== undefined && { confidence }) }
            return { ...one, ...more, page, box, raw: raw ?? one.raw }
          }),
        }
        expect(asJson(unpackDocument(packDocument(document)))).toEqual(asJson(document))
      }),
    )
  })

  test('is not taken for whole when it is damaged', () => {
    const packed = packDocument(documentFromText('Báo cáo kết quả'))
    for (const length of [0, 3, 8, packed.length - 1]) expect(unpackDocument(packed.subarray(0, length))).toBeNull()
    for (let at = 8; at < packed.length; at++) {
      const damaged = Uint8Array.from(packed)
      damaged[at]! ^= 1
      expect(unpackDocument(damaged)).toBeNull()
    }
  })
})

describe('the cache', () => {
  const sha256 = 'ab'.repeat(32)
  const document = documentFromText('Báo cáo')

  test('gives back what was kept under the same key and variant only', async () => {
    const folder = await emptyFolder()
    const cache = new LayerCache(folder, 'key')
    expect(await cache.load(sha256, '')).toBeNull()
    await cache.keep(sha256, '', document)
    expect(asJson(await cache.load(sha256, ''))).toEqual(asJson(document))
    expect(await cache.load(sha256, 'tesseract')).toBeNull()
    expect(await new LayerCache(folder, 'other').load(sha256, '')).toBeNull()
    await dropOldLayers(folder, 'other')
    expect(await cache.load(sha256, '')).toBeNull()
    await dropOldLayers(join(folder, 'not there'), 'key')
  })

  test('reads a damaged file as none', async () => {
    const folder = await emptyFolder()
    const cache = new LayerCache(folder, 'key')
    await cache.keep(sha256, '', document)
    const [file] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.layer'))
    const path = join(folder, file!)
    await writeFile(path, (await readFile(path)).subarray(0, 20))
    expect(await cache.load(sha256, '')).toBeNull()
  })

  test('has another key for other limits', async () => {
    const key = await layerKey(defaultLimits)
    expect(key).toMatch(/^[0-9a-f]{16}$/)
    expect(await layerKey(defaultLimits)).toBe(key)
    expect(await layerKey({ ...defaultLimits, maxPages: 3 })).not.toBe(key)
  })
})
