import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkInstallation } from '../../src/pipeline/check-installation.ts'
import { chooseEngine, describeEngine, openEngine } from '../../src/readers/scan/engines.ts'
import { OcrCache } from '../../src/readers/scan/ocr-cache.ts'
import type { PageImage } from '../../src/readers/scan/raster.ts'
import { saidLines } from './said-pages.ts'

// The program tesseract is a system package that tests do not need: a stand-in says what it was told, in its form.

const image = { width: 30, height: 20, data: new Uint8Array(600).fill(200) }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boctach-engine-'))
  vi.stubEnv('PATH', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function install(version: string): string {
  const told = join(folder, 'told.json')
  const script = `#!${process.execPath}
const { readFileSync, existsSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
if (args[0] === '--version') {
  process.stdout.write(${JSON.stringify(version)})
  process.exit()
}
const files = readFileSync(args[0], 'utf8').trim().split('\\n')
const heads = files.map((file) => readFileSync(file, 'latin1').slice(0, 12))
const data = existsSync(args[args.indexOf('--tessdata-dir') + 1] + '/vie.traineddata')
writeFileSync(${JSON.stringify(told)}, JSON.stringify({ args: args.slice(1), limit: process.env.OMP_THREAD_LIMIT, heads, data }))
files.forEach((_, i) => console.log([5, i + 1, 1, 1, 1, 1, 2, 3, 10, 8, 91.5, 'từ' + i].join('\\t')))
`
  writeFileSync(join(folder, 'tesseract'), script)
  chmodSync(join(folder, 'tesseract'), 0o755)
  return told
}

describe('the program tesseract', () => {
  test('is used where it is found, on one thread, with the data that come along', async () => {
    const told = install('tesseract 5.3.0\n leptonica-1.82.0\n')
    expect(await chooseEngine()).toBe('native')
    expect(await describeEngine('native')).toMatch(/^tesseract 5\.3\.0, vie /u)
    const engine = await openEngine('native')
    const words = await engine.read([
      { image, layout: 'block', dpi: 200 },
      { image: { ...image, width: 20, height: 30 }, layout: 'block', dpi: 200 },
    ])
    await engine.close()
    expect(words).toEqual([
      [{ text: 'từ0', x0: 2, y0: 3, x1: 12, y1: 11, confidence: 0.915, line: 0 }],
      [{ text: 'từ1', x0: 2, y0: 3, x1: 12, y1: 11, confidence: 0.915, line: expect.any(Number) as number }],
    ])
    const { args, limit, heads, data } = JSON.parse(readFileSync(told, 'utf8')) as {
      args: string[]
      limit: string
      heads: string[]
      data: boolean
    }
    expect({ limit, data, heads }).toEqual({ limit: '1', data: true, heads: ['P5\n30 20\n255', 'P5\n20 30\n255'] })
    for (const [option, value] of [
      ['-l', 'vie'],
      ['--psm', '6'],
      ['--dpi', '200'],
    ] as const)
      expect(args[args.indexOf(option) + 1]).toBe(value)
  })

  test.each([
    ['too old', 'tesseract 3.04.01\n'],
    ['something else of that name', 'a game, version 5\n'],
  ])('is not used if it is %s', async (_, version) => {
    install(version)
    expect(await describeEngine('native')).toBeNull()
    expect(await chooseEngine()).toBe('wasm')
  })

  test('is not looked for in the current folder', async () => {
    install('tesseract 5.3.0\n')
    vi.stubEnv('PATH', '.:')
    expect(await describeEngine('native')).toBeNull()
  })

  test('that fails is an error with its reason', async () => {
    install('tesseract 5.3.0\n')
    const engine = await openEngine('native')
    writeFileSync(join(folder, 'tesseract'), `#!${process.execPath}\nconsole.error('no memory'); process.exit(1)\n`)
    await expect(engine.read([{ image, layout: 'line', dpi: 200 }])).rejects.toThrow('no memory')
    await engine.close()
  })
})

describe('doctor', () => {
  test('without programs of the system everything needed is there', async () => {
    const { parts, engine } = await checkInstallation()
    expect(engine).toBe('wasm')
    expect(parts.map(({ group }) => group)).toEqual(expect.arrayContaining(['recognition', 'pictures', 'fonts']))
    for (const part of parts) {
      if (part.name === 'native') expect(part).toMatchObject({ found: null, optional: true })
      else expect(part.found, part.name).not.toBeNull()
    }
  })

  test('with a tesseract it names it, and says that it is used', async () => {
    install('tesseract 5.3.0\n')
    const { parts, engine } = await checkInstallation()
    expect(engine).toBe('native')
    expect(parts.find(({ name }) => name === 'native')!.found).toMatch(/^tesseract 5\.3\.0/u)
  })
})

describe('what was recognised', () => {
  const page: PageImage = { width: 4, height: 2, channels: 1, data: new Uint8Array(8).fill(9), dpi: 200 }
  const result = saidLines('Trên đây là báo cáo.')

  test('is kept and found again', async () => {
    const cache = new OcrCache(folder, 'engine 1')
    await cache.put(cache.key(page), result)
    expect(await new OcrCache(folder, 'engine 1').get(cache.key(page))).toEqual(result)
  })

  test.each([
    ['another engine or version', 'engine 2', page],
    ['another picture', 'engine 1', { ...page, data: new Uint8Array(8).fill(8) }],
    ['another resolution', 'engine 1', { ...page, dpi: 300 }],
    ['other sides', 'engine 1', { ...page, width: 2, height: 4 }],
  ])('is none of %s', (_, engine, other) => {
    expect(new OcrCache(folder, engine).key(other)).not.toBe(new OcrCache(folder, 'engine 1').key(page))
  })

  test('and was damaged, or is none, is done again', async () => {
    const cache = new OcrCache(folder, 'engine 1')
    const key = cache.key(page)
    expect(await cache.get(key)).toBeNull()
    await cache.put(key, result)
    writeFileSync(join(folder, key.slice(0, 2), `${key}.json.gz`), 'damaged')
    expect(await cache.get(key)).toBeNull()
  })

  test('is not lost where the folder cannot be written to', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(new OcrCache(join(folder, 'file'), 'engine 1').put('ab', result)).resolves.toBeUndefined()
  })
})
