import sharp from 'sharp'
import type { Region, Sharp } from 'sharp'
import type { Document, Page } from '../../domain/document.ts'
import type { BoxOnPage, Evidence } from '../../domain/record.ts'
import type { Flow, Letters, Recognised, ReviewDocument } from '../../domain/review-api.ts'
import type { PageImage } from '../../readers/scan/raster.ts'
import type { Recogniser } from '../../readers/scan/recogniser.ts'
import { EvidenceFinder } from '../../resolve/evidence.ts'
import type { Reviewer } from '../../store/reviewers.ts'
import { encodingOfFont } from '../../text/encodings/font-names.ts'
import { findPersonalNumbers, maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { ReadingThread } from './reading-thread.ts'
import type { ShelvedRecord } from './record-shelf.ts'
import type { LayerCache } from '../../bulk/layer-cache.ts'
import type { SourceLibrary } from '../../bulk/source-library.ts'

const pdf = 'application/pdf'
/** Raw pictures and documents kept at hand. */
const mostPictures = 8
const mostDocuments = 16
/** Around a drawn box and a crop, in points: letters are not cut. */
const margin = 3

/** What a reviewer sees of a source: its bytes, its pages as pictures, places cut out of them, its text as a flow. */
export class PageSource {
  readonly #library: SourceLibrary
  readonly #thread: ReadingThread
  readonly #layers: LayerCache | null
  readonly #openOcr: () => Promise<Recogniser | null>
  #ocr: Promise<Recogniser | null> | null = null
  readonly #pictures = new Map<string, Promise<PageImage>>()
  readonly #sizes = new Map<string, Promise<readonly Page[]>>()
  readonly #documents = new Map<string, Promise<Document>>()

  /** `layers`: documents as a run read them, of scans with their words; null where there are none. */
  constructor(
    library: SourceLibrary,
    thread: ReadingThread,
    layers: LayerCache | null,
    openOcr: () => Promise<Recogniser | null>,
  ) {
    this.#library = library
    this.#thread = thread
    this.#layers = layers
    this.#openOcr = openOcr
  }

  async close(): Promise<void> {
    await this.#thread.close()
    await (await this.#ocr)?.close()
  }

  async describe(shelved: ShelvedRecord, reviewer: Reviewer): Promise<ReviewDocument['pages']> {
    const { mediaType, pages: count } = shelved.record.source
    const bytes = await this.#bytes(shelved)
    if (!bytes) {
      const missing = 'Không tìm thấy tệp nguồn (hoặc tệp đã thay đổi). Mở lại với --sources và thư mục chứa tệp.'
      return { form: 'flow', count, sizes: [], missing }
    }
    const paged = mediaType === pdf || mediaType.startsWith('image/')
    if (!paged) return { form: 'flow', count, sizes: [], missing: null }
    const form = mediaType === pdf && !this.#hides(shelved, reviewer) ? 'pdf' : 'image'
    const measured = this.#pageSizes(shelved, bytes).catch(() => [])
    // PDF.js measures for itself; a picture has no place on the page without its size.
    const sizes = form === 'pdf' ? await soon(measured) : await measured
    return { form, count, sizes: [...(sizes ?? [])], missing: null }
  }

  /** A PDF as it is. Throws where something in it is not for this reviewer's eyes. */
  async pdf(shelved: ShelvedRecord, reviewer: Reviewer): Promise<Uint8Array> {
    if (shelved.record.source.mediaType !== pdf) throw notFound('The source is no PDF.')
    if (this.#hides(shelved, reviewer)) throw withheld()
    return this.#demandBytes(shelved)
  }

  /** A page as PNG, `width` pixels wide. */
  async page(shelved: ShelvedRecord, reviewer: Reviewer, number: number, width: number): Promise<Buffer> {
    const picture = await this.#picture(shelved, reviewer, number)
    return toSharp(picture)
      .resize({ width: Math.min(width, 2 * picture.width) })
      .png()
      .toBuffer()
  }

  /** A place on a page as PNG, alone or marked among what stands around it; `scale` pixels a point. */
  async crop(
    shelved: ShelvedRecord,
    reviewer: Reviewer,
    box: BoxOnPage,
    scale: number,
    around = false,
  ): Promise<Buffer> {
    const picture = await this.#picture(shelved, reviewer, box.page)
    const place = await this.#region(shelved, picture, box)
    const region = around ? await this.#region(shelved, picture, withSurroundings(box)) : place
    const points = (region.width / picture.width) * (await this.#size(shelved, box.page)).width
    const { data, info } = await toSharp(picture)
      .extract(region)
      .resize({ width: Math.max(1, Math.round(points * scale)) })
      .png()
      .toBuffer({ resolveWithObject: true })
    return around ? marked(data, place, region, info.width / region.width) : data
  }

  /** Where a span of the record's text stands; without boxes where the source cannot be read as it was. */
  async locate(shelved: ShelvedRecord, start: number, end: number): Promise<Evidence> {
    const { text } = shelved.record
    if (start >= end || end > text.length) throw notFound('The text has no such place.')
    const document = await this.#document(shelved).catch(() => null)
    if (document?.text !== text) return { start, end, page: null, boxes: [], path: null }
    return new EvidenceFinder(document).find(start, end)
  }

  /** The document as a flow; without its source, its text by lines. */
  async flow(shelved: ShelvedRecord): Promise<Flow> {
    const { text } = shelved.record
    const document = await this.#document(shelved).catch(() => null)
    // By another version of the program, the offsets may be others.
    if (document?.text !== text) return plainFlow(text)
    return {
      blocks: document.blocks.map((block) => {
        if (block.kind === 'table') {
          const { start, end, role, rows, columns, headerRows } = block
          const cells = block.cells.map(({ path: _, ...cell }) => cell)
          return { kind: 'table', start, end, role, rows, columns, headerRows, cells }
        }
        const { start, end, role, align, bold, italic, size, side } = block
        return { kind: 'paragraph', start, end, role, align, bold, italic, size, side: side && { ...side } }
      }),
    }
  }

  /**
   * Words of a PDF that are written in an old encoding and so may look like others on its pages: their font is none of that
   * encoding, or may not be in the file. Empty where the text is not as it was when the record was made.
   */
  async letters(shelved: ShelvedRecord, reviewer: Reviewer): Promise<Letters> {
    // Pages that come as pictures are drawn here, with their letters, and covered.
    return { words: this.#hides(shelved, reviewer) ? [] : await this.#codedWords(shelved) }
  }

  async #codedWords(shelved: ShelvedRecord): Promise<Letters['words']> {
    const { source, text, extraction } = shelved.record
    const old = extraction.encodings.some((encoding) => encoding !== 'unicode')
    if (source.mediaType !== pdf || !old) return []
    const document = await this.#document(shelved).catch(() => null)
    if (document?.text !== text) return []
    return document.words.flatMap(({ start, end, raw, page, box, style }) => {
      const written = text.slice(start, end)
      if (page === null || box === null || raw.normalize('NFC') === written) return []
      const font = document.styles[style]?.font ?? ''
      return [{ box: { page, ...box }, text: written, font, coded: encodingOfFont(font) !== null }]
    })
  }

  /** What stands in a drawn box: the words of the text where there are any, else recognised. */
  async recognise(shelved: ShelvedRecord, reviewer: Reviewer, box: BoxOnPage): Promise<Recognised> {
    const native = await this.#wordsIn(shelved, reviewer, box)
    if (native) return native
    const evidence = { start: 0, end: 0, page: box.page, boxes: [box], path: null }
    this.#ocr ??= this.#openOcr()
    const ocr = await this.#ocr
    if (!ocr)
      throw new ProblemError(503, 'no-ocr', 'There is no text in this box, and no engine to recognise it is installed.')
    const picture = await this.#picture(shelved, reviewer, box.page)
    const image = await cutOut(picture, await this.#region(shelved, picture, box))
    const { words } = await ocr.recognise(image)
    const lines = new Map<number, string[]>()
    for (const { line, text } of words) lines.set(line, [...(lines.get(line) ?? []), text])
    const letters = words.reduce((sum, { text }) => sum + text.length, 0)
    const confidence = words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / Math.max(1, letters)
    const text = [...lines.values()].map((line) => line.join(' ')).join(' ')
    return { text: text.normalize('NFC'), confidence, engine: ocr.engine, evidence }
  }

  async #wordsIn(shelved: ShelvedRecord, reviewer: Reviewer, box: BoxOnPage): Promise<Recognised | null> {
    const { page, x, y, width, height } = box
    const document = await this.#document(shelved).catch(() => null)
    if (document?.text !== shelved.record.text) return null
    const inside = document.words.filter(({ page: on, box }) => {
      if (on !== page || !box) return false
      const [middle, centre] = [box.x + box.width / 2, box.y + box.height / 2]
      return middle >= x && middle <= x + width && centre >= y && centre <= y + height
    })
    const [first] = inside
    const last = inside.at(-1)
    if (!first || !last) return null
    // Masked as a whole: of half a number nobody could tell that it is one.
    const shown = this.#hides(shelved, reviewer) ? maskPersonalNumbers(document.text, shelved.personal) : document.text
    const text = inside.map(({ start, end }) => shown.slice(start, end)).join(' ')
    const evidence = new EvidenceFinder(document).find(first.start, last.end)
    return { text, confidence: 1, engine: null, evidence }
  }

  #hides({ personal }: ShelvedRecord, { personalNumbers }: Reviewer): boolean {
    return !personalNumbers && personal.size > 0
  }

  async #picture(shelved: ShelvedRecord, reviewer: Reviewer, page: number): Promise<PageImage> {
    const { mediaType, pages } = shelved.record.source
    const paged = mediaType === pdf || mediaType.startsWith('image/')
    if (!paged || page < 1 || page > (pages ?? 1)) throw notFound('There is no such page.')
    const bytes = await this.#demandBytes(shelved)
    const picture = await remember(this.#pictures, mostPictures, `${shelved.record.id}/${page}`, async () => {
      const words = (await this.#codedWords(shelved)).filter(({ box }) => box.page === page)
      return this.#thread.do({ kind: 'page', bytes, mediaType, page, words })
    }).catch((error: unknown) => {
      throw new ProblemError(503, 'withheld', error instanceof Error ? error.message : 'The page cannot be drawn.')
    })
    return this.#hides(shelved, reviewer) ? this.#blackened(shelved, picture, page) : picture
  }

  /** With personal numbers painted over; nothing at all where it is not known where they stand. */
  async #blackened(shelved: ShelvedRecord, picture: PageImage, page: number): Promise<PageImage> {
    const boxes = await this.#personalBoxes(shelved)
    const data = new Uint8Array(picture.data)
    for (const box of boxes.filter((one) => one.page === page)) {
      const { left, top, width, height } = await this.#region(shelved, picture, box)
      for (let y = top; y < top + height; y++) {
        const from = (y * picture.width + left) * picture.channels
        data.fill(0, from, from + width * picture.channels)
      }
    }
    return { ...picture, data }
  }

  async #personalBoxes(shelved: ShelvedRecord): Promise<BoxOnPage[]> {
    const { record, items } = shelved
    const document = await this.#document(shelved).catch(() => null)
    const finder = document?.text === record.text ? new EvidenceFinder(document) : null
    return findPersonalNumbers(record.text).flatMap(({ start, end }) => {
      const evidence = finder ? [finder.find(start, end)] : items.flatMap(({ item }) => item.evidence)
      const around = evidence.filter((one) => one.start <= start && end <= one.end)
      const boxes = around.flatMap((one) => one.boxes)
      if (boxes.length === 0) throw withheld()
      return boxes
    })
  }

  async #region(shelved: ShelvedRecord, picture: PageImage, box: BoxOnPage) {
    const size = await this.#size(shelved, box.page)
    const [across, down] = [picture.width / size.width, picture.height / size.height]
    const left = clamp(Math.floor((box.x - margin) * across), 0, picture.width - 1)
    const top = clamp(Math.floor((box.y - margin) * down), 0, picture.height - 1)
    const right = clamp(Math.ceil((box.x + box.width + margin) * across), left + 1, picture.width)
    const bottom = clamp(Math.ceil((box.y + box.height + margin) * down), top + 1, picture.height)
    return { left, top, width: right - left, height: bottom - top }
  }

  async #size(shelved: ShelvedRecord, page: number): Promise<Page> {
    const size = (await this.#pageSizes(shelved, await this.#demandBytes(shelved))).find(
      ({ number }) => number === page,
    )
    if (!size) throw notFound('There is no such page.')
    return size
  }

  #pageSizes({ record }: ShelvedRecord, bytes: Uint8Array): Promise<readonly Page[]> {
    const { mediaType } = record.source
    return remember(this.#sizes, mostDocuments * 10, record.id, () =>
      this.#thread.do({ kind: 'sizes', bytes, mediaType }),
    )
  }

  #document(shelved: ShelvedRecord): Promise<Document> {
    const { id, text } = shelved.record
    return remember(
      this.#documents,
      mostDocuments,
      id,
      async () =>
        (await this.#layers?.findText(id, text)) ??
        this.#thread.do({ kind: 'document', bytes: await this.#demandBytes(shelved) }),
    )
  }

  async #demandBytes(shelved: ShelvedRecord): Promise<Uint8Array> {
    const bytes = await this.#bytes(shelved)
    if (!bytes) throw notFound('The source is not there any more; see --sources.')
    return bytes
  }

  #bytes({ record }: ShelvedRecord): Promise<Uint8Array | null> {
    return this.#library.read(record.id, record.source.bytes)
  }
}

function withheld(): ProblemError {
  return new ProblemError(503, 'withheld', 'It holds personal numbers, and it is not known where to cover them.')
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function toSharp({ width, height, channels, data }: PageImage): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
}

/** Of the surroundings in points: what is shown is at least this wide, with the lines above and below. */
const surroundings = { width: 160, side: 24, line: 9 }

function withSurroundings({ page, x, y, width, height }: BoxOnPage): BoxOnPage {
  const { side, line } = surroundings
  const beside = Math.max(side, (surroundings.width - width) / 2)
  return { page, x: x - beside, y: y - line, width: width + 2 * beside, height: height + 2 * line }
}

/** The place coloured as the page colours it: `zoom` pixels of the cutting for one of the picture. */
function marked(png: Buffer, place: Region, { left, top }: Region, zoom: number): Promise<Buffer> {
  const across = (pixels: number) => Math.max(1, Math.round(pixels * zoom))
  const mark = { width: across(place.width), height: across(place.height), channels: 3, background: '#ffe9a8' } as const
  const at = { left: Math.round((place.left - left) * zoom), top: Math.round((place.top - top) * zoom) }
  return sharp(png)
    .composite([{ input: { create: mark }, ...at, blend: 'multiply' }])
    .png()
    .toBuffer()
}

/** Enough for the engine, however small the scan. */
const readingDpi = 300

async function cutOut(picture: PageImage, region: Region): Promise<PageImage> {
  const factor = Math.max(1, readingDpi / picture.dpi)
  const { data, info } = await toSharp(picture)
    .extract(region)
    .resize({ width: Math.round(region.width * factor) })
    .extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#fff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const channels = info.channels === 1 ? 1 : 3
  return { width: info.width, height: info.height, channels, data: new Uint8Array(data), dpi: picture.dpi * factor }
}

function plainFlow(text: string): Flow {
  const blocks: Flow['blocks'] = []
  const look = { role: 'body', align: null, bold: false, italic: false, size: 0, side: null } as const
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start)
    const stop = end < 0 ? text.length : end
    blocks.push({ kind: 'paragraph', start, end: stop, ...look })
    start = stop + 1
  }
  return { blocks }
}

/** Nobody waits for what the page can do without. */
const patienceMs = 150

function soon<T>(value: Promise<T>): Promise<T | null> {
  return Promise.race([value, new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs).unref())])
}

/** The value by this key, made once; failures are not remembered, and the one used longest ago goes first. */
function remember<T>(kept: Map<string, Promise<T>>, most: number, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key)
  kept.delete(key)
  const value = known ?? make()
  kept.set(key, value)
  value.catch(() => kept.delete(key))
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  return value
}
