import type { Paragraph } from '../../domain/document.ts'
import type { ParagraphProperties, RunProperties } from './state.ts'

type Change<Properties> = (before: Properties, parameter: number | null) => Properties

/** 1638 points: Word's largest size. */
const maxHalfPoints = 3276

function toggle(key: 'bold' | 'italic' | 'hidden' | 'capitals' | 'deleted' | 'inserted'): Change<RunProperties> {
  return (run, parameter) => ({ ...run, [key]: parameter !== 0 })
}

/** Character formatting. What it says of other scripts (\rtlch, \dbch) is read past. */
export const runWords: Readonly<Record<string, Change<RunProperties>>> = {
  f: (run, n) =>
    run.associated === 'high-named'
      ? { ...run, font: n, associated: null }
      : { ...run, font: n, highFont: null, associated: null },
  af: (run, n) => {
    if (run.associated === 'low') return { ...run, font: n, highFont: run.highFont ?? run.font }
    return run.associated === 'high' ? { ...run, highFont: n, associated: 'high-named' } : run
  },
  loch: (run) => (run.associated === 'high-named' ? run : { ...run, associated: 'low' }),
  hich: (run) => ({ ...run, associated: 'high' }),
  dbch: (run) => (run.associated === 'high-named' ? run : { ...run, associated: 'other' }),
  rtlch: (run) => ({ ...run, associated: 'other' }),
  ltrch: (run) => ({ ...run, associated: null }),
  fs: (run, n) => (n !== null && n > 0 && n <= maxHalfPoints ? { ...run, size: n } : run),
  b: toggle('bold'),
  i: toggle('italic'),
  v: toggle('hidden'),
  spv: toggle('hidden'),
  caps: toggle('capitals'),
  scaps: toggle('capitals'),
  deleted: toggle('deleted'),
  mvf: toggle('deleted'),
  revised: toggle('inserted'),
  mvt: toggle('inserted'),
}

function aligned(align: Paragraph['align']): Change<ParagraphProperties> {
  return (paragraph) => ({ ...paragraph, align })
}

export const paragraphWords: Readonly<Record<string, Change<ParagraphProperties>>> = {
  ql: aligned('left'),
  qc: aligned('center'),
  qr: aligned('right'),
  qj: aligned('justify'),
  qd: aligned('justify'),
  qk: aligned('justify'),
  qt: aligned('justify'),
  intbl: (paragraph) => ({ ...paragraph, inTable: true }),
  itap: (paragraph, n) => ({ ...paragraph, nesting: n }),
  ls: (paragraph, n) => ({ ...paragraph, list: n }),
  ilvl: (paragraph, n) => ({ ...paragraph, listLevel: n ?? 0 }),
}

/** Formatting that changes nothing here, but shows that a paragraph lists its own and does not lean on its style. */
export const otherRunWords = ['cgrid', 'fcs', 'insrsid', 'charrsid']
export const otherParagraphWords = [
  'li',
  'fi',
  'ri',
  'sb',
  'sa',
  'sl',
  'widctlpar',
  'nowidctlpar',
  'keepn',
  'adjustright',
]
