import type { Interpreter } from './interpreter.ts'
import { levelWords } from './list-table.ts'
import { oldNumberWords } from './old-numbers.ts'
import { plainParagraph, plainRun } from './state.ts'

type Act = (reader: Interpreter, parameter: number | null) => void

/** Sizes of the fallback after \u that make sense; a larger one would swallow the text. */
const maxFallback = 8

/** Tables in tables: the least that \nestcell and \nestrow can mean. */
const innerNesting = 2

/** Documents, sections, definitions. */
const setting: Readonly<Record<string, Act>> = {
  deff: ({ contents }, n) => void (contents.fonts.defaultNumber = n ?? 0),
  ansicpg: ({ contents }, n) => void (contents.fonts.documentPage = n || 1252),
  mac: ({ contents }) => void (contents.fonts.documentPage = 10000),
  uc: ({ state }, n) => void (state.fallbackBytes = Math.min(Math.max(n ?? 1, 0), maxFallback)),
  facingp: ({ contents }) => void (contents.facingPages = true),
  sectd: ({ contents }) => void (contents.section = { titlePage: false }),
  titlepg: ({ contents }) => void (contents.section.titlePage = true),
  fcharset: ({ contents, state }, n) => contents.fonts.charset(state, n ?? 0),
  cpg: ({ contents, state }, n) => contents.fonts.codePage(state, n ?? 1252),
  red: ({ contents }, n) => contents.colors.part(n),
  green: ({ contents }, n) => contents.colors.part(n),
  blue: ({ contents }, n) => contents.colors.part(n),
  sbasedon: ({ contents }, n) => contents.styles.basedOn(n),
  listid: ({ contents }, n) => contents.lists.id(n),
  levelstartat: ({ contents }, n) => contents.lists.startAt(n),
}

const formatting: Readonly<Record<string, Act>> = {
  plain: ({ state }) => void (state.run = plainRun),
  pard: ({ state, row }) => {
    state.paragraph = plainParagraph
    row.leaveBorders()
  },
  s: ({ contents, state }, n) => {
    if (state.destination === contents.styles) contents.styles.name(n)
    else contents.styles.applyToParagraph(n, state)
  },
  cs: ({ contents, state }, n) => {
    if (state.destination === contents.styles) contents.styles.name(n)
    else contents.styles.applyToRun(n, state)
  },
  ts: ({ contents, state }, n) => {
    if (state.destination === contents.styles) contents.styles.name(n)
  },
  brdrcf: ({ contents, row }, n) => {
    if (contents.colors.isWhite(n)) row.invisible()
  },
}

/** Ends of lines, paragraphs, cells, rows and sections. */
const ends: Readonly<Record<string, Act>> = {
  line: ({ story, state }) => story?.lineBreak(state),
  lbr: ({ story, state }) => story?.lineBreak(state),
  par: ({ story, state }) => story?.endParagraph(state),
  cell: ({ story, state }) => story?.endCell(1, state),
  nestcell: ({ story, state }) => story?.endCell(Math.max(state.paragraph.nesting ?? 0, innerNesting), state),
  row: ({ story, state, row }) => story?.endRow(1, row.definition(), state),
  nestrow: ({ story, state, row }) =>
    story?.endRow(Math.max(state.paragraph.nesting ?? 0, innerNesting), row.definition(), state),
  sect: ({ story, state, contents }) => {
    story?.endText(state)
    contents.section = { ...contents.section }
  },
}

const defining: Readonly<Record<string, Act>> = Object.fromEntries([
  ...Object.entries(levelWords).map(([name, change]): [string, Act] => [
    name,
    ({ contents }, n) => contents.lists.change((level) => change(level, n)),
  ]),
  ...Object.entries(oldNumberWords).map(([name, change]): [string, Act] => [
    name,
    ({ contents }, n) => contents.oldNumbers.change((number) => change(number, n)),
  ]),
])

/** Control words that act on more than formatting. */
export const actions: Readonly<Record<string, Act>> = { ...setting, ...formatting, ...ends, ...defining }
