import { viqrSign } from './viqr.ts'

/** What a quick look at a word's characters shows. */
export interface Glance {
  /** The word may be in another encoding than Unicode. */
  readonly legacy: boolean
  /** It holds a no-break space (U+00A0, U+0085). */
  readonly spaces: boolean
}

const nothing: Glance = { legacy: false, spaces: false }
const onlyLegacy: Glance = { legacy: true, spaces: false }
const onlySpaces: Glance = { legacy: false, spaces: true }
const both: Glance = { legacy: true, spaces: true }

/** Marks of VIQR that few words of other texts hold; its others stand in ordinary text everywhere. */
const viqrMarks = '^`~+?'
/** Latin-1 that Unicode Vietnamese, figures and punctuation hold: all else there is where old encodings have letters. */
const ordinary = '«»©°±ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý'
/** Windows-1252's letters and lone accents, and what PDF readers give for codes of TCVN3. */
const windows1252 = 'ŒœŠšŽžŸƒˆ˜−∙μ\ufffd'

const ordinaryUnit = 0
const oddUnit = 1
const markUnit = 2
const spaceUnit = 3
const kinds = new Uint8Array(0x100)
for (let unit = 1; unit < 0x100; unit++) {
  const character = String.fromCharCode(unit)
  if (unit < 0x80) kinds[unit] = unit < 0x20 ? oddUnit : viqrMarks.includes(character) ? markUnit : ordinaryUnit
  else kinds[unit] = unit === 0x85 || unit === 0xa0 ? spaceUnit : ordinary.includes(character) ? ordinaryUnit : oddUnit
}

/** Marks of VNI and BKHCM2 that no vowel of Unicode Vietnamese stands before: aù, eá, oõ, uâ. */
const marksBehind: Readonly<Record<string, string>> = {
  a: ordinary,
  e: ordinary,
  o: 'ôÔõÕùÙâÂãÃ',
  u: 'ôÔõÕùÙ',
  y: ordinary,
}

/** Two letters that are ordinary each and that Vietnamese never has behind each other: aù of VNI, âì of Windows-1258. */
function isOddPair(before: number, unit: number): boolean {
  if (unit > 0xff) return false
  if (before >= 0xc0 && before <= 0xff) return true
  return marksBehind[String.fromCharCode(before | 0x20)]?.includes(String.fromCharCode(unit)) === true
}

/** Whether a word needs more than being taken as it is. Most words of most documents do not. */
export function glance(raw: string): Glance {
  let legacy = false
  let marks = false
  let spaces = false
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    const kind = unit < 0x100 ? kinds[unit]! : ordinaryUnit
    if (kind === oddUnit) legacy = true
    else if (kind === markUnit) marks = true
    else if (kind === spaceUnit) spaces = true
    else if (unit >= 0xc0 && i > 0 && isOddPair(raw.charCodeAt(i - 1), unit)) legacy = true
    else if (unit >= 0x100 && (unit < 0x400 || unit > 0x2200) && windows1252.includes(raw[i]!)) legacy = true
  }
  if (marks && viqrSign.test(raw)) legacy = true
  return legacy ? (spaces ? both : onlyLegacy) : spaces ? onlySpaces : nothing
}
