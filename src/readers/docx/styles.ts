import type { Paragraph } from '../../domain/document.ts'
import type { RunLook } from '../flow/run-look.ts'
import { readRunProperties, type RunProperties, type ThemeFonts } from './run-properties.ts'
import { child, children, integer, value, type XmlElement } from './xml.ts'

export interface ParagraphStyle {
  readonly align: Paragraph['align']
  readonly numbering: NumberingReference
}

/** w:numPr: either half may come from a style. `numberingId` '0' switches numbering off. */
export interface NumberingReference {
  readonly numberingId?: string
  readonly level?: number
}

interface Style {
  readonly id: string
  readonly basedOn: string | undefined
  readonly run: RunProperties
  readonly element: XmlElement
}

/** Ecma-376 17.3.2.38 (w:sz): without any setting text is 10 points. */
const defaultSize = 10
const defaultFont = 'Times New Roman'

const alignments: Readonly<Partial<Record<string, Paragraph['align']>>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
  thaiDistribute: 'justify',
  lowKashida: 'justify',
  mediumKashida: 'justify',
  highKashida: 'justify',
}

export function readAlign(paragraphProperties: XmlElement | undefined): Paragraph['align'] {
  return alignments[value(paragraphProperties, 'w:jc') ?? ''] ?? null
}

export function readNumberingReference(paragraphProperties: XmlElement | undefined): NumberingReference {
  const properties = child(paragraphProperties, 'w:numPr')
  const numberingId = value(properties, 'w:numId')
  const level = integer(value(properties, 'w:ilvl'))
  return { ...(numberingId !== undefined && { numberingId }), ...(level !== undefined && { level }) }
}

/** word/styles.xml, with the inheritance of Ecma-376 17.7.2 worked out on demand. */
export class StyleSheet {
  readonly #styles = new Map<string, Style>()
  readonly #defaults: RunProperties
  readonly #theme: ThemeFonts
  readonly #defaultParagraphStyle: string | undefined
  readonly #defaultTableStyle: string | undefined
  readonly #merged = new Map<string, RunProperties>()
  readonly #looks = new Map<string, RunLook>()
  readonly #paragraphs = new Map<string, ParagraphStyle>()

  constructor(root: XmlElement | undefined, theme: ThemeFonts) {
    this.#theme = theme
    const defaults = child(child(child(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr')
    this.#defaults = readRunProperties(defaults, theme)
    for (const element of children(root, 'w:style')) {
      const id = element.attributes['w:styleId']
      if (id === undefined || this.#styles.has(id)) continue
      const run = readRunProperties(child(element, 'w:rPr'), theme)
      this.#styles.set(id, { id, basedOn: value(element, 'w:basedOn'), run, element })
      const byDefault = /^(1|true|on)$/.test(element.attributes['w:default'] ?? '')
      const type = element.attributes['w:type']
      if (byDefault && type === 'paragraph') this.#defaultParagraphStyle ??= id
      if (byDefault && type === 'table') this.#defaultTableStyle ??= id
    }
  }

  /** The look of a run, from the styles of its table, paragraph and run and from its own w:rPr. */
  look(paragraph: string | undefined, table: string | undefined, properties: XmlElement | undefined): RunLook {
    const character = value(properties, 'w:rStyle')
    const base = this.#styledLook(paragraph, table, character)
    if (!properties) return base
    const own = readRunProperties(properties, this.#theme)
    return { ...base, ...own }
  }

  paragraph(id: string | undefined): ParagraphStyle {
    const known = id !== undefined && this.#styles.has(id) ? id : this.#defaultParagraphStyle
    if (known === undefined) return { align: null, numbering: {} }
    const cached = this.#paragraphs.get(known)
    if (cached) return cached
    let align: Paragraph['align'] = null
    let numbering: NumberingReference = {}
    for (const style of this.#chain(known)) {
      const properties = child(style.element, 'w:pPr')
      align ??= readAlign(properties)
      numbering = { ...readNumberingReference(properties), ...numbering }
    }
    const result = { align, numbering }
    this.#paragraphs.set(known, result)
    return result
  }

  /** w:tblBorders of a table style, or of the nearest style it is based on that has some. */
  tableBorders(id: string | undefined): XmlElement | undefined {
    for (const style of this.#chain(id ?? this.#defaultTableStyle)) {
      const borders = child(child(style.element, 'w:tblPr'), 'w:tblBorders')
      if (borders) return borders
    }
    return undefined
  }

  /** w:numId of a numbering style: where w:numStyleLink leads. */
  numberingOf(id: string): string | undefined {
    return readNumberingReference(child(this.#styles.get(id)?.element, 'w:pPr')).numberingId
  }

  /** A style and what it is based on, nearest first; a circle ends where it closes. */
  #chain(id: string | undefined): Style[] {
    const chain: Style[] = []
    for (let next = id; next !== undefined;) {
      const style = this.#styles.get(next)
      if (!style || chain.includes(style)) break
      chain.push(style)
      next = style.basedOn
    }
    return chain
  }

  #mergedRun(id: string | undefined): RunProperties {
    if (id === undefined) return {}
    let merged = this.#merged.get(id)
    if (!merged) {
      merged = this.#chain(id).reduce<RunProperties>((near, far) => ({ ...far.run, ...near }), {})
      this.#merged.set(id, merged)
    }
    return merged
  }

  #styledLook(paragraphId: string | undefined, tableId: string | undefined, characterId: string | undefined): RunLook {
    const key = `${paragraphId ?? ''}|${tableId ?? ''}|${characterId ?? ''}`
    const cached = this.#looks.get(key)
    if (cached) return cached
    const defaults = this.#defaults
    const table = this.#mergedRun(tableId ?? this.#defaultTableStyle)
    const known = paragraphId !== undefined && this.#styles.has(paragraphId)
    const paragraph = this.#mergedRun(known ? paragraphId : this.#defaultParagraphStyle)
    const character = this.#mergedRun(characterId)
    // Toggles of several styles cancel each other out (17.7.3); only a run's own setting is absolute.
    const toggled = (key: 'bold' | 'italic' | 'hidden' | 'capitals') =>
      defaults[key] === true || [table, paragraph, character].filter((style) => style[key]).length % 2 === 1
    const merged = { ...defaults, ...table, ...paragraph, ...character }
    const look: RunLook = {
      ascii: merged.ascii ?? defaultFont,
      highAnsi: merged.highAnsi ?? merged.ascii ?? defaultFont,
      size: merged.size ?? defaultSize,
      bold: toggled('bold'),
      italic: toggled('italic'),
      hidden: toggled('hidden'),
      capitals: toggled('capitals'),
    }
    this.#looks.set(key, look)
    return look
  }
}
