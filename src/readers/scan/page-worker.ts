import { parentPort, workerData } from 'node:worker_threads'
import type { EngineName } from './engine-names.ts'
import { openEngine } from './engines.ts'
import type { PageImage } from './raster.ts'
import { recognisePage, type RecognisedPage } from './recognise-page.ts'

export type PageAnswer = { readonly page: RecognisedPage } | { readonly error: string }

const port = parentPort
if (port) {
  const { engine: name } = workerData as { readonly engine: EngineName }
  const engine = openEngine(name)
  port.on('message', (image: PageImage | null) => {
    // null is the end: an engine may have files to take away.
    if (image === null) void engine.then((one) => one.close()).finally(() => port.close())
    else
      void engine
        .then((one) => recognisePage(image, one))
        .then(
          (page): PageAnswer => ({ page }),
          (error: unknown): PageAnswer => ({ error: error instanceof Error ? error.message : String(error) }),
        )
        .then((answer) => port.postMessage(answer))
  })
}
