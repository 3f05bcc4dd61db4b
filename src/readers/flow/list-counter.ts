import { formatNumber } from './number-format.ts'
import { isPrivateUse, isSymbolFont } from './symbols.ts'

/** One level of a list definition, whatever format it was read from. */
export interface ListLevel {
  readonly start: number
  /** 'decimal', 'bullet', …: the names of `formatNumber`, with its custom form. */
  readonly format: string
  readonly custom?: string | undefined
  /** The label with %1 … %9 where the numbers of levels go. */
  readonly text: string
  /** Font the level names for its label; '' where it names none. */
  readonly font: string
  /** The text follows without a space. */
  readonly glued: boolean
  /** Every number in the label is shown decimal (legal style). */
  readonly legal: boolean
  /** 0 never begins again, n after level n (1-based); undefined after any higher level. */
  readonly restart: number | undefined
  /** The bullet is a picture. */
  readonly pictured: boolean
}

export interface NumberedList<Level extends ListLevel = ListLevel> {
  /** Lists with the same definition count together. */
  readonly definition: string
  /** By 0-based index. */
  readonly levels: ReadonlyMap<number, Level>
  /** Where this list begins again at its first paragraph, by 0-based level. */
  readonly startOverrides: ReadonlyMap<number, number>
}

const lastLevel = 8

/** Where every list of a document has counted to. Ask in document order. */
export class ListCounter {
  readonly #counters = new Map<string, (number | undefined)[]>()
  readonly #startsDone = new Set<string>()

  /** Counts one paragraph of the list called `id` and gives its label; '' where it shows none. */
  next(id: string, list: NumberedList, index: number): string {
    const level = list.levels.get(index)
    if (!level || index > lastLevel) return ''
    this.#count(id, list, index, level)
    return this.#label(list, level)
  }

  #count(id: string, list: NumberedList, index: number, level: ListLevel): void {
    let counters = this.#counters.get(list.definition)
    if (!counters) this.#counters.set(list.definition, (counters = []))
    const override = list.startOverrides.get(index)
    const first = `${id}|${index}`
    if (override !== undefined && !this.#startsDone.has(first)) {
      this.#startsDone.add(first)
      counters[index] = override
    } else counters[index] = counters[index] === undefined ? level.start : counters[index] + 1
    for (let deeper = index + 1; deeper <= lastLevel; deeper++) {
      const restart = list.levels.get(deeper)?.restart
      if (restart === undefined || index < restart) counters[deeper] = undefined
    }
  }

  #label(list: NumberedList, level: ListLevel): string {
    if (level.format === 'bullet') return bulletText(level)
    const counters = this.#counters.get(list.definition)
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const shown = list.levels.get(index)
      const number = counters?.[index] ?? list.startOverrides.get(index) ?? shown?.start ?? 1
      if (!shown || (level.legal && shown.format !== 'none')) return String(number)
      return formatNumber(number, shown.format, shown.custom)
    })
  }
}

/** Bullets of symbol fonts are drawings, not letters: '-' stands for all of them. */
export function bulletText({ text, font, pictured }: Pick<ListLevel, 'text' | 'font' | 'pictured'>): string {
  if (pictured) return '-'
  return text !== '' && (isSymbolFont(font) || isPrivateUse(text)) ? '-' : text
}
