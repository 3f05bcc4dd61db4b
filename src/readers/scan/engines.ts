import type { OcrEngine } from './engine.ts'
import { engineNames, type EngineName } from './engine-names.ts'
import { describeNativeTesseract, openNativeTesseract } from './tesseract-native.ts'
import { openWasmTesseract, wasmTesseractId } from './tesseract-wasm.ts'

interface EngineKind {
  /** What would be opened, in words; null where it is not there. */
  describe(): Promise<string | null>
  open(): Promise<OcrEngine>
}

const engines: Readonly<Record<EngineName, EngineKind>> = {
  native: { describe: describeNativeTesseract, open: openNativeTesseract },
  wasm: { describe: () => Promise.resolve(wasmTesseractId()), open: openWasmTesseract },
}

export function describeEngine(name: EngineName): Promise<string | null> {
  return engines[name].describe()
}

export function openEngine(name: EngineName): Promise<OcrEngine> {
  return engines[name].open()
}

/** The first engine that is there; the one compiled to WebAssembly always is. */
export async function chooseEngine(): Promise<EngineName> {
  for (const name of engineNames) if ((await describeEngine(name)) !== null) return name
  throw new Error('No engine for text recognition is installed.')
}
