import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import type { OcrEngine, Part, PartLayout } from './engine.ts'
import { parseTsv, toPgm } from './tesseract-tsv.ts'

/** What is used of the WebAssembly module and of TessBaseAPI (tesseract.js-core; baseapi.h of Tesseract 5). */
interface TessApi {
  /** 0 on success. `null` path: the data lies in the module's own file system. */
  Init(path: null, language: string, engineMode: number, configuration: null): number
  SetVariable(name: string, value: string): boolean
  SetPageSegMode(mode: number): void
  /** Reads '/input' of the module's file system; 0 on success. */
  SetImageFile(exif: number, angle: number): number
  SetSourceResolution(dpi: number): void
  Recognize(monitor: null): number
  GetTSVText(page: number): string
  Clear(): void
  End(): void
}

interface TessModule {
  readonly FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  readonly TessBaseAPI: new () => TessApi
}

type TessFactory = (options: object) => Promise<TessModule>

const require = createRequire(import.meta.url)

/** The LSTM recogniser alone; the data holds no other. */
const lstmOnly = 1

/** Tesseract's page segmentation modes. */
export const segmentation: Readonly<Record<PartLayout, number>> = { page: 3, block: 6, line: 7 }

/**
 * Settings that make a result depend on its picture alone: no words learnt from what was read before, no second try
 * with black and white swapped.
 */
export const settings: Readonly<Record<string, string>> = { tessedit_enable_doc_dict: '0', tessedit_do_invert: '0' }

/** Which instructions this processor has: `simd` in practice everywhere. Both cores give the same text. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
])

/** Node's types do not know it. */
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { validate(code: Uint8Array): boolean } }

/**
 * Tesseract compiled to WebAssembly, in this thread. The core of tesseract.js is driven directly, not through its own
 * workers: those fetch data when they find none, end the process when the engine fails, and choose "relaxed" SIMD where
 * there is some, whose results differ from processor to processor. Blocks the thread while it reads.
 */
export async function openWasmTesseract(): Promise<OcrEngine> {
  const core = wasm.validate(simdProbe) ? 'tesseract-core-simd-lstm' : 'tesseract-core-lstm'
  const create = require(`tesseract.js-core/${core}`) as TessFactory
  const silent = () => undefined
  const module = await create({ print: silent, printErr: silent, TesseractProgress: silent })
  module.FS.writeFile('vie.traineddata', readVietnameseData())
  const api = new module.TessBaseAPI()
  if (api.Init(null, 'vie', lstmOnly, null) !== 0) throw new Error('Tesseract does not accept its Vietnamese data.')
  for (const [name, value] of Object.entries(settings)) api.SetVariable(name, value)
  return {
    id: wasmTesseractId(),
    read: (parts) => Promise.resolve(parts.map((part) => readPart(module, api, part))),
    close: () => {
      api.End()
      return Promise.resolve()
    },
  }
}

function readPart(module: TessModule, api: TessApi, { image, layout, dpi }: Part) {
  module.FS.writeFile('/input', toPgm(image))
  if (api.SetImageFile(1, 0) !== 0) throw new Error('Tesseract cannot read the picture.')
  api.SetSourceResolution(dpi)
  api.SetPageSegMode(segmentation[layout])
  api.Recognize(null)
  const [words] = parseTsv(api.GetTSVText(0), 1)
  api.Clear()
  return words!
}

const dataPackage = '@tesseract.js-data/vie'
/** The float model rounded to bytes: 1.4 MB, as good as the larger one on the reports this project started from. */
const dataVariant = '4.0.0_best_int'

/** The Vietnamese model that comes with the program, unpacked. */
export function readVietnameseData(): Uint8Array {
  return gunzipSync(readFileSync(require.resolve(`${dataPackage}/${dataVariant}/vie.traineddata.gz`)))
}

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { readonly version: string }).version
}

/** Which model, in words. */
export const vietnameseData = `vie ${versionOf(dataPackage)}/${dataVariant}`

export function wasmTesseractId(): string {
  return `tesseract.js-core ${versionOf('tesseract.js-core')}, ${vietnameseData}`
}
