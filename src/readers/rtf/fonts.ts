import { encodingOfFont } from '../../text/encodings/font-names.ts'
import { codePage, codePageOfCharset, type CodePage } from '../flow/code-pages.ts'
import type { RunLook } from '../flow/run-look.ts'
import { isSymbolFont } from '../flow/symbols.ts'
import type { Destination, RunProperties, State } from './state.ts'

interface Font {
  name: string
  /** {\*\falt}: what to take where this font is missing. */
  alternative: string
  /** Windows number; null where the document's own counts. */
  codePage: number | null
  finished: boolean
}

const defaultCharset = 1

/** Word gives a font one entry for each charset it is used with and writes the charset behind the name. */
const charsetName = / (?:CE|Cyr|Greek|Tur|Baltic|Thai|\((?:Hebrew|Arabic|Vietnamese|Thai)\))$/

const utf8 = 65001

const defaultFont = 'Times New Roman'
/** RTF 1.9.1, \fs: 24 half-points. */
const defaultSize = 24

/** {\fonttbl}, and what it means for a run. */
export class FontTable implements Destination {
  /** Names are of this page: what a font's own bytes mean is not known yet. */
  readonly page = codePage(1252)
  readonly #fonts = new Map<number, Font>()
  readonly #pages = new Map<number, CodePage>()
  readonly #looks = new Map<string, RunLook>()
  /** \deff */
  defaultNumber = 0
  /** \ansicpg */
  documentPage = 1252

  text(text: string, state: State): void {
    const end = text.indexOf(';')
    const font = this.#open(state)
    font.name += end < 0 ? text : text.slice(0, end)
    font.finished = end >= 0
  }

  charset(state: State, charset: number): void {
    this.#open(state).codePage = charset === defaultCharset ? null : codePageOfCharset(charset)
  }

  codePage(state: State, number: number): void {
    this.#open(state).codePage = number
  }

  /** {\*\falt …} */
  readonly alternative: Destination = {
    text: (text, state) => void (this.#open(state).alternative += text),
  }

  nameOf(number: number | null): string {
    const font = this.#fonts.get(number ?? this.defaultNumber)
    const name = (font?.name.trim() ?? '') || (font?.alternative.trim() ?? '')
    return name.replace(charsetName, '') || defaultFont
  }

  look(run: RunProperties): RunLook {
    const { font, highFont, size, bold, italic, hidden, capitals } = run
    const key = `${font}|${highFont}|${size}|${bold}|${italic}|${hidden}|${capitals}`
    let look = this.#looks.get(key)
    if (!look) {
      look = {
        ascii: this.nameOf(font),
        highAnsi: this.nameOf(highFont ?? font),
        size: (size ?? defaultSize) / 2,
        bold: bold === true,
        italic: italic === true,
        hidden: hidden === true,
        capitals: capitals === true,
      }
      this.#looks.set(key, look)
    }
    return look
  }

  /** How the bytes of a run are read. */
  pageOf({ font, highFont }: RunProperties): CodePage {
    const number = highFont ?? font ?? this.defaultNumber
    let page = this.#pages.get(number)
    if (!page) this.#pages.set(number, (page = this.#readPage(number)))
    return page
  }

  #readPage(number: number): CodePage {
    const name = this.nameOf(number)
    if (isSymbolFont(name)) return symbolPage
    // Fonts from before Unicode, whatever set they claim: what their bytes stand for is decided later. Some have letters
    // among the control characters.
    if (encodingOfFont(name) !== null) return codePage(1252)
    const own = this.#fonts.get(number)?.codePage ?? this.documentPage
    // A document in UTF-8 says so once; its fonts go on saying ANSI.
    return withoutControls(codePage(own === 1252 && this.documentPage === utf8 ? utf8 : own))
  }

  #open({ run }: State): Font {
    const number = run.font ?? this.defaultNumber
    let font = this.#fonts.get(number)
    if (!font || font.finished) {
      this.#pages.delete(number)
      font = { name: '', alternative: '', codePage: null, finished: false }
      this.#fonts.set(number, font)
    }
    return font
  }
}

/** Word keeps characters of symbol fonts at U+F000 + their code. */
const symbolPage: CodePage = withoutControls({
  table: Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x20 ? byte : 0xf000 + byte)),
})

/** Careless writers leave control characters in the text; a tab is white space. */
function withoutControls(page: CodePage): CodePage {
  if (!page.table) return page
  const table = page.table.map((code) => (code === 0x7f || (code < 0x20 && code !== 0x09) ? 0 : code))
  return { ...page, table }
}
