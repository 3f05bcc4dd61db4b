import type { Style } from '../../domain/document.ts'
import { DocumentError, type Issue } from '../../domain/issue.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import type { PageText } from '../../layout/page-layout.ts'
import { legibleWords } from './legible-words.ts'
import { pageTextOf } from './page-text.ts'
import { placeWords } from './place-words.ts'
import type { PageImage } from './raster.ts'
import type { Recogniser } from './recogniser.ts'
import type { RecognisedPage } from './recognise-page.ts'
import { repairAbbreviations } from './repair-abbreviations.ts'
import { repairDates } from './repair-dates.ts'
import { repairFigures } from './repair-figures.ts'
import { repairNumerals } from './repair-numerals.ts'
import { repairOrdinals } from './repair-ordinals.ts'
import { repairTones } from './repair-tones.ts'
import { repairWords } from './repair-words.ts'

const pointsPerInch = 72
/** Pages whose words are believed less than this on average are worth a second look by a person. */
const poorConfidence = 0.7

/** A page to be recognised. */
export interface PageSource {
  /** 1-based. */
  readonly number: number
  /** Decodes its picture; DocumentError where that cannot be done. */
  readonly load: () => Promise<PageImage>
}

interface ReadPage {
  readonly number: number
  /** Without the words that are not legible. */
  readonly page: RecognisedPage
  readonly dropped: number
  /** Points, as displayed. */
  readonly width: number
  readonly height: number
}

export interface RecognisedText {
  /** In the order of the sources, without those that could not be read. */
  readonly pages: readonly PageText[]
  readonly issues: readonly Issue[]
}

/** Recognises pages, as many at once as there are threads, and lays out their words. Styles go into `styles` and `builder`. */
export async function recognisePages(
  sources: readonly PageSource[],
  ocr: Recogniser,
  builder: DocumentBuilder,
  styles: Style[],
): Promise<RecognisedText> {
  const issues: Issue[] = []
  const read: ReadPage[] = []
  const running: Promise<void>[] = []
  const recognise = async ({ number, load }: PageSource) => {
    const result = await tryPage(number, load, ocr)
    if ('width' in result) read.push(result)
    else issues.push(result)
  }
  for (const source of sources) {
    // One picture more than there are threads is kept ready.
    while (running.length > ocr.threads) await running.shift()
    running.push(recognise(source))
  }
  await Promise.all(running)
  read.sort((a, b) => a.number - b.number)
  const placedWords = placeWords(
    read.map(({ page }) => ({ page, scale: pointsPerInch / page.dpi })),
    (size, bold) => {
      const style = { font: '', size, bold, italic: false }
      const index = builder.style(style)
      styles[index] = style
      return index
    },
  )
  const placed = read.map(({ page, number, width, height }, i) =>
    pageTextOf(page, placedWords[i]!, pointsPerInch / page.dpi, { number, width, height }),
  )
  // Twice: a syllable put right tells about its neighbours.
  const words = repairTones(repairTones(repairAbbreviations(repairDates(repairWords(placed)))))
  const pages = repairNumerals(repairFigures(repairOrdinals(words, styles)), styles)
  if (ocr.onPage) for (const page of pages) ocr.onPage(page)
  issues.push(...read.flatMap(poorIssue), ...read.flatMap(droppedIssue))
  if (read.length > 0) issues.push(recognisedIssue(read, ocr.engine))
  return { pages, issues: issues.sort((a, b) => (a.page ?? 0) - (b.page ?? 0)) }
}

async function tryPage(number: number, load: () => Promise<PageImage>, ocr: Recogniser): Promise<ReadPage | Issue> {
  try {
    const image = await load()
    const { width, height, dpi } = image
    const scale = pointsPerInch / dpi
    const page = await ocr.recognise(image)
    const { words, dropped } = legibleWords(page.words, page.width)
    return { number, page: { ...page, words }, dropped, width: width * scale, height: height * scale }
  } catch (error) {
    const reason = error instanceof DocumentError || error instanceof Error ? error.message : String(error)
    return {
      code: 'page-unreadable',
      severity: 'error',
      message: `Page ${number} could not be recognised and was left out: ${reason}`,
      page: number,
    }
  }
}

function poorIssue({ number, page: { words } }: ReadPage): Issue[] {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  const mean = words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters
  if (letters === 0 || mean >= poorConfidence) return []
  const percent = Math.round(100 * mean)
  return [
    {
      code: 'poorly-legible',
      severity: 'warning',
      message: `Page ${number} is hard to read: its words were recognised with ${percent} % confidence on average.`,
      page: number,
    },
  ]
}

function droppedIssue({ number, dropped }: ReadPage): Issue[] {
  if (dropped === 0) return []
  const words = dropped === 1 ? '1 word' : `${dropped} words`
  const message = `Page ${number} has ${words} that could not be read (handwriting, stamps, stains); left out, not guessed.`
  return [{ code: 'unreadable-words', severity: 'warning', message, page: number }]
}

function recognisedIssue(read: readonly ReadPage[], engine: string): Issue {
  const pages = read.length === 1 ? `page ${read[0]!.number}` : `${read.length} pages`
  return {
    code: 'text-recognised',
    severity: 'info',
    message: `The text of ${pages} was recognised from pictures by ${engine}.`,
  }
}
