import { ListCounter, type ListLevel, type NumberedList } from '../flow/list-counter.ts'
import type { NumberingReference, StyleSheet } from './styles.ts'
import { child, children, flag, integer, value, type XmlElement } from './xml.ts'

/** The number Word writes before a paragraph. */
export interface Label {
  readonly text: string
  /** The text follows without a space (w:suff nothing). */
  readonly glued: boolean
  /** w:rPr of the list level, over the paragraph's own look. */
  readonly properties: XmlElement | undefined
}

interface Level extends ListLevel {
  readonly paragraphStyle: string | undefined
  readonly properties: XmlElement | undefined
}

/** Word's own limit of a level's text. */
const maxLabel = 255

/** word/numbering.xml, and where every list of the document has counted to. Ask in document order. */
export class ListNumbers {
  readonly #numberings = new Map<string, NumberedList<Level>>()
  readonly #counter = new ListCounter()

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
    if (!level) return null
    const text = this.#counter.next(id, numbering, index)
    return text === '' ? null : { text, glued: level.glued, properties: level.properties }
  }
}

function readNumbering(abstractId: string, abstract: XmlElement, instance: XmlElement): NumberedList<Level> {
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
  return { definition: abstractId, levels, startOverrides }
}

function addLevel(levels: Map<number, Level>, element: XmlElement, place?: number): void {
  const index = integer(element.attributes['w:ilvl']) ?? place
  if (index === undefined) return
  const format = child(element, 'w:numFmt')?.attributes
  const properties = child(element, 'w:rPr')
  const font = child(properties, 'w:rFonts')?.attributes
  levels.set(index, {
    start: integer(value(element, 'w:start')) ?? 0,
    format: format?.['w:val'] ?? 'decimal',
    custom: format?.['w:format'],
    text: (value(element, 'w:lvlText') ?? '').slice(0, maxLabel),
    glued: value(element, 'w:suff') === 'nothing',
    legal: flag(element, 'w:isLgl') === true,
    restart: integer(value(element, 'w:lvlRestart')),
    paragraphStyle: value(element, 'w:pStyle'),
    properties,
    font: font?.['w:ascii'] ?? font?.['w:hAnsi'] ?? '',
    pictured: child(element, 'w:lvlPicBulletId') !== undefined,
  })
}
