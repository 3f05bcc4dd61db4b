import { makePdf } from '../../samples/generator/pdf.ts'
import { generateReport } from '../generator/generate-report.ts'
import { toSample } from '../generator/to-sample.ts'
import {
  bordered,
  faded,
  folded,
  noisy,
  sealed,
  signed,
  speckled,
  turned,
  unevenlyLit,
  type Damage,
} from './scan-damage.ts'
import { damaged, drawPages, samplePdf, scanPdf, scanTiff } from './scan-files.ts'

export interface MadeScan {
  readonly name: string
  /** The scan and the digital file it was made from. */
  readonly make: () => Promise<{ readonly scan: Uint8Array; readonly twin: Uint8Array }>
}

async function reportPdf(seed: string): Promise<Uint8Array> {
  return new Uint8Array(await makePdf(toSample(generateReport(seed)), seed))
}

/** One way to scan: resolution, damages, quality of JPEG; `fax` is a black and white TIFF. */
function made(
  name: string,
  pdf: () => Promise<Uint8Array>,
  { dpi = 200, quality = 75, fax = false }: { dpi?: number; quality?: number; fax?: boolean },
  ...damages: readonly Damage[]
): MadeScan {
  return {
    name,
    make: async () => {
      const twin = await pdf()
      const pages = (await drawPages(twin.slice(), dpi)).map((page) => damaged(page, ...damages))
      return { scan: fax ? await scanTiff(pages) : await scanPdf(pages, quality), twin }
    },
  }
}

const sample = (name: string) => () => Promise.resolve(samplePdf(name))
const report = (seed: string) => () => reportPdf(seed)

/** Samples and made reports, scanned in the ways offices do. The last four were made when all rules of repair were there. */
export const madeScans: readonly MadeScan[] = [
  made('report 1, 200 dpi, askew, noise', report('scan-1'), {}, turned(0.9), noisy(18)),
  made(
    'report 3, 300 dpi, seal, signature, faded',
    report('scan-3'),
    { dpi: 300 },
    sealed(0.66, 0.3),
    signed(0.7, 0.6),
    faded(),
    turned(-0.4),
  ),
  made('report 4, 150 dpi, noise', report('scan-4'), { dpi: 150, quality: 70 }, turned(-1.5), noisy(10)),
  made(
    'report 6, fold, lamp, seal, dust',
    report('scan-6'),
    {},
    sealed(0.3, 0.5),
    folded(0.4),
    unevenlyLit(),
    speckled(3),
    noisy(8),
  ),
  made(
    'figures, sideways, open lid',
    sample('bao-cao-so-lieu'),
    {},
    noisy(10),
    turned(0.7),
    bordered(0.02),
    turned(90),
  ),
  made('decision, upside down, fax', sample('quyet-dinh'), { fax: true }, turned(180.3)),
  made(
    'Party resolution, sideways',
    sample('nghi-quyet-dang'),
    { quality: 60 },
    faded(235, 60),
    noisy(12),
    turned(270),
  ),
  made(
    'letter, seal over the name',
    sample('cong-van'),
    {},
    sealed(0.62, 0.72),
    signed(0.72, 0.75),
    noisy(12),
    turned(-0.6),
  ),
  made('report 7, seal', report('fresh-1'), {}, sealed(0.7, 0.8), turned(-1.1), noisy(14)),
  made('report 8, 300 dpi, faded, lamp', report('fresh-2'), { dpi: 300 }, faded(), unevenlyLit(120), turned(0.5)),
  made('report 9, upside down, fold, dust', report('fresh-3'), {}, folded(0.5), speckled(2), noisy(10), turned(180.6)),
  made('report 10, 150 dpi', report('fresh-4'), { dpi: 150 }, noisy(8), turned(0.4)),
]
