import { judgeText, type TextFault } from '../text/faults/judge-text.ts'
import { findBrokenStyles, withoutStyles } from './broken-fonts.ts'
import type { TextLine } from './lines.ts'
import { linesOf, type PageText } from './page-layout.ts'
import { textOf } from './words.ts'

/** What was painted on a page besides the text. */
export interface PagePaint {
  /** The share of the page that pictures have together, at most 1: some scanners cut a page into strips. */
  readonly pictureShare: number
  /** Characters that are in the file and not to be seen, as text layers of scans are. */
  readonly invisibleGlyphs: number
}

/** Why the text of a page is not what stands on it; also the codes of issues. */
export type LayerFault =
  | 'text-layer-cut'
  | 'text-layer-foreign-ocr'
  | 'text-layer-substituted'
  | 'text-layer-stamp-only'
  | 'text-layer-furniture-only'
  | 'page-without-text'

export interface PageVerdict {
  readonly fault: LayerFault | null
  /** What stands on the page can be had from its looks; not so where they show what the text says. */
  readonly recognisable: boolean
  /** A picture as large as the page, and little text over it. */
  readonly mostlyPicture: boolean
  /** Words that cannot be used because of their fonts, where the others can. */
  readonly lostWords: number
}

const faultCodes: Readonly<Record<TextFault, LayerFault>> = {
  cut: 'text-layer-cut',
  'foreign-ocr': 'text-layer-foreign-ocr',
  substituted: 'text-layer-substituted',
}

/** A picture this large is the page, or what matters on it. Scans have 0.9 and more, some 0.5 on a larger sheet. */
const pageSized = 0.5
/** A page without text whose picture is smaller than this shows a logo or a line, and nothing to read. */
const leastPicture = 0.05
/** Over such a picture less text than this (characters) is no text layer: stamps of two signatures have up to 250. */
const layerCharacters = 300
/** Text that stands this near to an edge (share of the height) is furniture over a scan. */
const edgeShare = 0.08
/** A line that so many pages have is furniture wherever it stands. */
const repeats = 3
/** Pages with fewer words follow what is found on the others. */
const enoughWords = 40
/** So much of the others must be faulty in the same way. */
const mostPages = 2 / 3

/** What signing programs write: on a line of its own, with the signer, organisation, address and time below. */
const signed =
  /(?<!\p{L})(?:(?:được )?ký(?: số| điện tử)? bởi|người ký|thời gian ký|chữ ký (?:số|điện tử)|digitally signed|signed by|signature (?:not )?(?:valid|verified)|signing (?:date|time))(?!\p{L})/iu
/** What registries and scanners print on pages. */
const received =
  /^(?:(?:công văn|văn bản) )?đến(?:$| (?:số|giờ|ngày)| *[:.…])|scanned (?:with|by)|(?<!\p{L})(?:cam|tap)scanner(?!\p{L})/iu

export interface JudgedLayers {
  /** The pages given, without words whose fonts have no way back to Unicode. */
  readonly pages: readonly PageText[]
  /** One entry a page. */
  readonly verdicts: readonly PageVerdict[]
}

/**
 * Judges every page's text, in order, by itself and by what the others show. `paints` has one entry a page, `fontOf` names
 * the font of a style.
 */
export function judgeLayers(
  written: readonly PageText[],
  paints: readonly PagePaint[],
  fontOf: (style: number) => string,
): JudgedLayers {
  const broken = findBrokenStyles(written, fontOf)
  const pages = broken.size > 0 ? written.map((page) => withoutStyles(page, broken)) : written
  const layers = pages.map((page, i) => measureLayer(page, written[i]!))
  const faults = followMost(pages, layers)
  const repeated = paints.some(isPageSized) ? repeatedLines(pages) : new Set<string>()
  const verdicts = pages.map((page, i): PageVerdict => {
    const paint = paints[i]!
    const { characters, lostWords } = layers[i]!
    const mostlyPicture = isPageSized(paint) && paint.invisibleGlyphs === 0 && characters < layerCharacters
    const own = layers[i]!.fault
    const overlay = own === null && mostlyPicture && characters > 0 ? overlayFault(page, repeated) : null
    // What a page shows by itself comes before what it has from the others.
    const fault = overlay === null ? (faults[i] ?? null) : null
    if (fault) return { fault: faultCodes[fault], recognisable: isRecognisable(fault, paint), mostlyPicture, lostWords }
    const empty = paint.pictureShare >= leastPicture ? 'page-without-text' : null
    return { fault: characters === 0 ? empty : overlay, recognisable: true, mostlyPicture, lostWords }
  })
  return { pages, verdicts }
}

interface Layer {
  readonly fault: TextFault | null
  readonly words: number
  /** Without white space. */
  readonly characters: number
  /** Words that broken fonts have. */
  readonly lostWords: number
}

function measureLayer(page: PageText, written: PageText): Layer {
  const words = linesOf(page).flatMap(({ words: placed }) => placed)
  const lostWords = page === written ? 0 : countWords(written) - words.length
  const characters = words.reduce((sum, word) => sum + textOf(word).length, 0)
  return {
    fault: lostWords > words.length ? 'substituted' : judgeText(words),
    words: words.length,
    characters,
    lostWords,
  }
}

function countWords(page: PageText): number {
  return linesOf(page).reduce((sum, { words }) => sum + words.length, 0)
}

function isPageSized({ pictureShare }: PagePaint): boolean {
  return pictureShare >= pageSized
}

/** Misread marks are in what is drawn, too, where that is no picture. */
function isRecognisable(fault: TextFault, { pictureShare, invisibleGlyphs }: PagePaint): boolean {
  return fault !== 'foreign-ocr' || pictureShare >= pageSized || invisibleGlyphs > 0
}

function overlayFault(page: PageText, repeated: ReadonlySet<string>): LayerFault | null {
  const lines = linesOf(page)
  if (lines.some(({ text }) => signed.test(text) || received.test(text))) return 'text-layer-stamp-only'
  const { height } = page.frame
  const isFurniture = (line: TextLine) =>
    line.y < edgeShare * height || line.y - line.size > (1 - edgeShare) * height || repeated.has(shapeOf(line))
  return lines.every(isFurniture) ? 'text-layer-furniture-only' : null
}

function repeatedLines(pages: readonly PageText[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const shape of new Set(linesOf(page).map(shapeOf))) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count >= repeats).map(([shape]) => shape))
}

/** Figures may differ: page numbers, times of printing. */
function shapeOf({ text }: TextLine): string {
  return text.replace(/\d+/gu, '#')
}

/** Short pages say too little by themselves: they have the fault that most others have, or all short ones together. */
function followMost(pages: readonly PageText[], layers: readonly Layer[]): readonly (TextFault | null)[] {
  const isOpen = ({ fault, words }: Layer) => fault === null && words > 0 && words < enoughWords
  const faults = layers.map(({ fault }) => fault)
  if (!layers.some(isOpen)) return faults
  const long = layers.filter(({ words }) => words >= enoughWords).map(({ fault }) => fault)
  const common = long.length > 0 ? mostOf(long) : judgeText(pages.flatMap(linesOf).flatMap(({ words }) => words))
  return common ? layers.map((layer) => (isOpen(layer) ? common : layer.fault)) : faults
}

function mostOf(faults: readonly (TextFault | null)[]): TextFault | null {
  const counts = new Map<TextFault | null, number>()
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1)
  const most = [...counts].find(([, count]) => count >= mostPages * faults.length)
  return most?.[0] ?? null
}
