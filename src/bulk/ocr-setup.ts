import type { EngineName } from '../readers/scan/engine-names.ts'
import type { OcrSetup } from './messages.ts'

/** How the processes of a run recognise pages: by the engine asked for, or the fastest that is there. Throws where it is not. */
export async function chooseOcr(engine: EngineName | undefined, cache: string | null): Promise<OcrSetup> {
  const { chooseEngine, describeEngine } = await import('../readers/scan/engines.ts')
  const name = engine ?? (await chooseEngine())
  const id = await describeEngine(name)
  if (id === null) throw new Error(`The engine ${name} is not installed.`)
  return { engine: name, id, cache }
}
