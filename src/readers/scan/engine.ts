import type { Gray, PixelBox } from './raster.ts'

/** How much of a layout the engine has to find in a picture for itself. */
export type PartLayout = 'page' | 'block' | 'line'

/** A picture to be read: a page, or a piece cut out of one. */
export interface Part {
  readonly image: Gray
  readonly layout: PartLayout
  /** Pixels an inch. */
  readonly dpi: number
}

/** What an engine made of one word. */
export interface EngineWord extends PixelBox {
  readonly text: string
  /** 0..1. */
  readonly confidence: number
  /** Words of one line share it; counted within the part. */
  readonly line: number
}

/** Recognises text. An engine is one file; `engines.ts` lists them. */
export interface OcrEngine {
  /** Program, version and data: what decides what is read. Part of every cache key. */
  readonly id: string
  /** The words of each part, in the engine's reading order; boxes in the part's pixels. */
  read(parts: readonly Part[]): Promise<readonly (readonly EngineWord[])[]>
  close(): Promise<void>
}
