/** How far letters reach, in em, as in Times New Roman, which Decree 30/2020 prescribes; other faces differ by a tenth. */
export const capHeight = 0.676
export const xHeight = 0.455
/** Descender of g, p, y. */
export const descent = 0.217

/** What the letters of a word say about its box: how high its top lies, and whether its bottom is the baseline. */
export interface WordShape {
  /** Em above the baseline; null where the letters leave it open (two marks on a letter, marks on capitals). */
  readonly top: number | null
  readonly onBaseline: boolean
}

const descends = /[gjpqyQ,;()[\]{}|@_$/\\]|\u0323/u
/** Stands off the line: says nothing. */
const floating = /^[-–—+=~"'“”‘’*^°]+$/u
const tall = /[A-Zbdfhkl0-9đĐ]/u
const small = /^[acemnorsuvwxz]+$/u
/** One mark on a small letter reaches as high as a capital: grave, acute, circumflex, tilde, breve. */
const singleMark = /[a-z][\u0300-\u0303\u0306]/u
/** Two marks, a hook or a horn, and any mark on a capital reach higher, how high differs from face to face. */
const highMark =
  /[A-Z][\u0300-\u0309\u031b]|[a-z][\u0300-\u031b]*(?:\u0309|\u031b)|[a-z][\u0300-\u0308][\u0300-\u0309]/u

export function shapeOf(text: string): WordShape {
  const letters = text.normalize('NFD')
  const onBaseline = !descends.test(letters) && !floating.test(letters)
  return { top: topOf(letters), onBaseline }
}

function topOf(letters: string): number | null {
  if (highMark.test(letters)) return null
  const bare = letters.replace(/\u0323|[.,;:]/gu, '')
  if (tall.test(bare) || singleMark.test(bare)) return capHeight
  return small.test(bare.replace(/[gpqy]/gu, 'a')) ? xHeight : null
}
