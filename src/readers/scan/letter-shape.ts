/** Descender of g, p, y, in em. */
export const descent = 0.217
/** What a word whose letters are unknown is taken for: capitals or small letters with a mark. */
export const usualHeight = 0.69

/**
 * How far letters reach above the baseline, in hundredths of an em: as in Tinos, which has the measures of Times New Roman,
 * the face Decree 30/2020 prescribes. Other faces differ by a tenth.
 */
const heights: Readonly<Record<number, string>> = {
  46: 'uvwụxzyỵ',
  47: ':;aceosạẹọmnrp',
  48: 'q',
  51: 'g',
  56: 't',
  57: 'ơượự',
  65: '5!UJ7#BDĐEHIKLMNPRTXYFZẸỊỤỴVW',
  66: '124iA369?/\\CGOSịẠỌjQ',
  67: '08%&ảãẽõỡũữ@ặỉĩỹñ',
  68: 'ă',
  69: '()[]{}|ỷbdđẻỏởủửhklf',
  70: 'àáâèéêòóôờớùúừứậệộỳýìí',
  71: 'ƠƯỢỰ',
  72: 'ằắẳầấẩềếểồốổ',
  74: 'ẵẫễỗ',
  84: 'ÃẼĨÕỠŨỮỸ',
  85: 'ẢĂẺỈỶẶỎỞỦỬ',
  86: 'ÀÁÂÈÉÊÌÍỲÝẬỆỘÒÓÔỜỚÙÚỪỨ',
  89: 'ẰẮẲẴẦẤẨẪỀẾỂỒỐỔỖ',
  91: 'Ễ',
}

const heightOf = new Map<string, number>()
for (const [height, letters] of Object.entries(heights)) {
  for (const letter of Array.from(letters)) heightOf.set(letter, Number(height) / 100)
}

/** Letters and signs that reach below the baseline, and signs that stand off it. */
const offBaseline = /[gjpqyQ,;()[\]{}|@\u0323]|^[-–—+=~"'“”‘’*^°]+$/u

/** How high the tallest letter of a word is, in em; null where one is unknown. */
export function heightOfWord(text: string): number | null {
  let most = 0
  for (const letter of text) {
    const height = heightOf.get(letter)
    if (height !== undefined) most = Math.max(most, height)
    else if (/[\p{L}\d]/u.test(letter)) return null
  }
  return most === 0 ? null : most
}

/** Whether the bottom of a word's box is its baseline. */
export function standsOnBaseline(text: string): boolean {
  return !offBaseline.test(text.normalize('NFD'))
}
