import { formatNumber } from '../flow/number-format.ts'
import type { NumberingReference, StyleSheet } from './styles.ts'
import { isPrivateUse } from '../flow/symbols.ts'
import { child, children, flag, integer, value, type XmlElement } from './xml.ts'

/** The number Word writes before a paragraph. */
export interface Label {
  readonly text: string
  /** The text follows without a space (w:suff nothing). */
  readonly glued: boolean
  /** w:rPr of the list level, over the paragraph's own look. */
  readonly properties: XmlElement | undefined
}

interface Level {
  readonly start: number
  readonly format: string
  readonly custom: string | undefined
  readonly text: string
  readonly glued: boolean
  /** Every number in the label is shown decimal (legal style). */
  readonly legal: boolean
  /** w:lvlRestart: 0 never, n after level n (1-based); undefined after any higher level. */
  readonly restart: number | undefined
  readonly paragraphStyle: string | undefined
  readonly properties: XmlElement | undefined
  readonly pictured: boolean
}

interface Numbering {
  /** Lists with the same abstract numbering count together. */
  readonly abstractId: string
  readonly levels: ReadonlyMap<number, Level>
  readonly startOverrides: ReadonlyMap<number, number>
}

const lastLevel = 8
/** Word's own limit of a level's text. */
const maxLabel = 255
const pictorialFonts = /^(symbol|wingdings|webdings|marlett|monotype sorts|zapf ?dingbats)/i

/** word/numbering.xml, and where every list of the document has counted to. Ask in document order. */
export class ListNumbers {
  readonly #numberings = new Map<string, Numbering>()
  readonly #counters = new Map<string, (number | undefined)[]>()
  readonly #startsDone = new Set<string>()

  constructor(root: XmlElement | undefined, styles: StyleSheet) {
    const abstracts = new Map(children(root, 'w:abstractNum').map((a) => [a.attributes['w:abstractNumId'] ?? '', a]))
    const instances = new Map(children(root, 'w:num').map((n) => [n.attributes['w:numId'] ?? '', n]))
    for (const [id, instance] of instances) {
      let abstractId = value(instance, 'w:abstractNumId') ?? ''
      const link = value(abstracts.get(abstractId), 'w:numStyleLink')
      const linked = link === undefined ? undefined : instances.get(styles.numberingOf(link) ?? '')
      if (linked) abstractId = value(linked, 'w:abstractNumId') ?? ''
      const abstract = abstracts.get(abstractId)
      if (abstract) this.#numberings.set(id, readNumbering(abstractId, abstract, instance))
    }
  }

  /** Counts one paragraph; null if it carries no number. `style` is the paragraph's style. */
  next(own: NumberingReference, fromStyle: NumberingReference, style: string | undefined): Label | null {
    const id = own.numberingId ?? fromStyle.numberingId
    const numbering = id === undefined ? undefined : this.#numberings.get(id)
    if (id === undefined || id === '0' || !numbering) return null
    const levelOfStyle = () =>
      [...numbering.levels].find(([, { paragraphStyle }]) => style !== undefined && paragraphStyle === style)?.[0]
    const index = own.level ?? (own.numberingId === undefined ? levelOfStyle() : undefined) ?? fromStyle.level ?? 0
    const level = numbering.levels.get(index)
    if (!level || index > lastLevel) return null
    this.#count(id, numbering, index, level)
    const text = this.#label(numbering, level)
    return text === '' ? null : { text, glued: level.glued, properties: level.properties }
  }

  #count(id: string, numbering: Numbering, index: number, level: Level): void {
    let counters = this.#counters.get(numbering.abstractId)
    if (!counters) this.#counters.set(numbering.abstractId, (counters = []))
    const override = numbering.startOverrides.get(index)
    const first = `${id}|${index}`
    if (override !== undefined && !this.#startsDone.has(first)) {
      this.#startsDone.add(first)
      counters[index] = override
    } else counters[index] = counters[index] === undefined ? level.start : counters[index] + 1
    for (let deeper = index + 1; deeper <= lastLevel; deeper++) {
      const restart = numbering.levels.get(deeper)?.restart
      if (restart === undefined || index < restart) counters[deeper] = undefined
    }
  }

  #label(numbering: Numbering, level: Level): string {
    if (level.format === 'bullet') return bulletText(level)
    const counters = this.#counters.get(numbering.abstractId)
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const shown = numbering.levels.get(index)
      const number = counters?.[index] ?? numbering.startOverrides.get(index) ?? shown?.start ?? 1
      if (!shown || (level.legal && shown.format !== 'none')) return String(number)
      return formatNumber(number, shown.format, shown.custom)
    })
  }
}

function bulletText(level: Level): string {
  if (level.pictured) return '-'
  const font = child(level.properties, 'w:rFonts')?.attributes
  const pictorial = pictorialFonts.test(font?.['w:ascii'] ?? font?.['w:hAnsi'] ?? '')
  return level.text !== '' && (pictorial || isPrivateUse(level.text)) ? '-' : level.text
}

function readNumbering(abstractId: string, abstract: XmlElement, instance: XmlElement): Numbering {
  const levels = new Map<number, Level>()
  const startOverrides = new Map<number, number>()
  for (const element of children(abstract, 'w:lvl')) addLevel(levels, element)
  for (const override of children(instance, 'w:lvlOverride')) {
    const index = integer(override.attributes['w:ilvl'])
    const own = child(override, 'w:lvl')
    if (own) addLevel(levels, own, index)
    const start = integer(value(override, 'w:startOverride'))
    if (start !== undefined && index !== undefined) startOverrides.set(index, start)
  }
  return { abstractId, levels, startOverrides }
}

function addLevel(levels: Map<number, Level>, element: XmlElement, place?: number): void {
  const index = integer(element.attributes['w:ilvl']) ?? place
  if (index === undefined) return
  const format = child(element, 'w:numFmt')?.attributes
  levels.set(index, {
    start: integer(value(element, 'w:start')) ?? 0,
    format: format?.['w:val'] ?? 'decimal',
    custom: format?.['w:format'],
    text: (value(element, 'w:lvlText') ?? '').slice(0, maxLabel),
    glued: value(element, 'w:suff') === 'nothing',
    legal: flag(element, 'w:isLgl') === true,
    restart: integer(value(element, 'w:lvlRestart')),
    paragraphStyle: value(element, 'w:pStyle'),
    properties: child(element, 'w:rPr'),
    pictured: child(element, 'w:lvlPicBulletId') !== undefined,
  })
}
