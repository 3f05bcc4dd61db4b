import { ListCounter, type ListLevel, type NumberedList } from '../flow/list-counter.ts'
import type { CodePage } from '../flow/code-pages.ts'
import { formatOfCode } from '../flow/number-format.ts'
import type { FontTable } from './fonts.ts'
import { silent, type Destination } from './state.ts'

/** What stands before a paragraph's text. */
export interface Label {
  readonly text: string
  /** The text follows without a space. */
  readonly glued: boolean
}

type OpenLevel = { -readonly [key in keyof ListLevel]: ListLevel[key] }

interface Override {
  definition: number | null
  readonly levels: Map<number, OpenLevel>
  readonly startOverrides: Map<number, number>
  /** \lfolevel groups met so far: they name no level, their order does. */
  count: number
}

const levelsOfList = 9
const plainLevel: ListLevel = {
  start: 1,
  format: 'decimal',
  text: '',
  font: '',
  glued: false,
  legal: false,
  restart: undefined,
  pictured: false,
}

/** In \leveltext the codes 0–8 stand for the numbers of levels; kept apart from text (and from nothing at all) up here. */
const placeholders = 0xe000
const levelTextPage: CodePage = {
  table: Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x20 ? placeholders + byte : byte)),
}

/** {\*\listtable} and {\*\listoverridetable}: what \ls of a paragraph leads to, and where each list has counted to. */
export class ListTable {
  readonly #fonts: FontTable
  readonly #definitions = new Map<number, Map<number, OpenLevel>>()
  readonly #lists = new Map<number, NumberedList>()
  readonly #counter = new ListCounter()
  #levels = new Map<number, OpenLevel>()
  #level: OpenLevel | null = null
  #id: number | null = null
  #override: Override | null = null

  constructor(fonts: FontTable) {
    this.#fonts = fonts
  }

  /** Counts one paragraph; null if it shows no number. */
  next(list: number | null, level: number | null): Label | null {
    const found = list === null ? undefined : this.#lists.get(list)
    if (!found) return null
    const index = level ?? 0
    const text = this.#counter.next(String(list), found, index)
    return text === '' ? null : { text, glued: found.levels.get(index)?.glued === true }
  }

  /** {\list … \listidN} */
  readonly definition: Destination = {
    ...silent,
    end: () => {
      if (this.#id !== null) this.#definitions.set(this.#id, this.#levels)
      this.#levels = new Map()
      this.#id = null
    },
  }

  readonly #overrideEnd: Destination = {
    ...silent,
    end: ({ paragraph }) => {
      if (this.#override && paragraph.list !== null) this.#lists.set(paragraph.list, this.#listOf(this.#override))
      this.#override = null
    },
  }

  readonly #levelEnd: Destination = {
    ...silent,
    end: ({ run }) => {
      if (this.#level && run.font !== null) this.#level.font = this.#fonts.nameOf(run.font)
      this.#level = null
    },
  }

  /** {\leveltext …}: a character whose code is the length, the text, ';'. */
  readonly levelText: Destination = {
    page: levelTextPage,
    text: (text) => this.change((level) => void (level.text += text)),
    end: () => this.change((level) => void (level.text = labelText(level.text))),
  }

  /** {\listoverride \listidN … \lsN} */
  beginOverride(): Destination {
    this.#override = { definition: null, levels: new Map(), startOverrides: new Map(), count: 0 }
    return this.#overrideEnd
  }

  /** {\lfolevel …} */
  beginOverrideLevel(): Destination {
    if (this.#override) this.#override.count++
    return silent
  }

  /** {\listlevel …} */
  beginLevel(): Destination {
    const levels = this.#override?.levels ?? this.#levels
    const index = this.#override ? this.#override.count - 1 : levels.size
    this.#level = { ...plainLevel }
    if (index >= 0 && index < levelsOfList) levels.set(index, this.#level)
    return this.#levelEnd
  }

  id(number: number | null): void {
    if (this.#override) this.#override.definition = number
    else this.#id = number
  }

  startAt(number: number | null): void {
    if (this.#level) this.#level.start = number ?? 1
    else if (this.#override) this.#override.startOverrides.set(this.#override.count - 1, number ?? 1)
  }

  change(apply: (level: OpenLevel) => void): void {
    if (this.#level) apply(this.#level)
  }

  #listOf({ definition, levels, startOverrides }: Override): NumberedList {
    const defined = this.#definitions.get(definition ?? 0) ?? []
    return { definition: String(definition), levels: new Map([...defined, ...levels]), startOverrides }
  }
}

/** What control words say about a level. */
export const levelWords: Readonly<Record<string, (level: OpenLevel, parameter: number | null) => void>> = {
  levelnfc: (level, n) => void (level.format = formatOfCode(n ?? 0)),
  levelnfcn: (level, n) => void (level.format = formatOfCode(n ?? 0)),
  levelfollow: (level, n) => void (level.glued = n === 2),
  levellegal: (level, n) => void (level.legal = n !== 0),
  levelnorestart: (level, n) => void (level.restart = n === 0 ? undefined : 0),
  levelpicture: (level) => void (level.pictured = true),
}

function labelText(raw: string): string {
  const length = raw.charCodeAt(0) - placeholders
  const told = length >= 0 && length < 0x20
  const text = told ? raw.slice(1, length + 1) : raw.replace(/;$/, '')
  return text.replace(/[\ue000-\ue01f]/g, (character) => {
    const level = character.charCodeAt(0) - placeholders
    return level < levelsOfList ? `%${level + 1}` : ''
  })
}
