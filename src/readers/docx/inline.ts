import type { LineCollector } from '../flow/line-collector.ts'
import type { Notices } from '../flow/notices.ts'
import type { RunLook } from '../flow/run-look.ts'
import { replacePrivateUse, symbolCharacter } from '../flow/symbols.ts'
import { child, textOf, type XmlElement, type XmlNode } from './xml.ts'

/** A field that has begun and not ended: {instruction | result}. */
interface Field {
  instruction: string
  inResult: boolean
  /** Text inside is not shown: it is the instruction, or a page number in a header. */
  mute: boolean
}

/** What the inline walk needs from the paragraph it is in. */
export interface InlineSurroundings {
  readonly collector: LineCollector
  readonly look: (runProperties: XmlElement | undefined) => RunLook
  readonly textBox: (content: XmlElement) => void
  /** Text drawn as a picture (WordArt, watermark). */
  readonly drawnText: (text: string) => void
}

/** Counted, not text: the references met on the way. */
export interface Encounters {
  readonly notices: Notices
  readonly footnotes: Set<string>
  readonly endnotes: Set<string>
  images: number
}

/** Removed by a tracked change, or properties: nothing below them is text of the document. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:smartTagPr',
  'w:customXmlPr',
  'w:fldData',
  'w:rt',
])

const pageNumberField = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i

/** No XML, but careless writers leave them in; tab and line ends are white space. */
const control = /[\0-\x08\x0e-\x1f\x7f]/g

/** The text of paragraphs. One per story: fields may begin in one paragraph and end in another. */
export class InlineReader {
  readonly #met: Encounters
  readonly #dropPageNumbers: boolean
  readonly #fields: Field[] = []
  #muteFields = 0

  constructor(met: Encounters, dropPageNumbers: boolean) {
    this.#met = met
    this.#dropPageNumbers = dropPageNumbers
  }

  read(nodes: readonly XmlNode[], around: InlineSurroundings): void {
    for (const node of nodes) if (typeof node !== 'string') this.#element(node, around)
  }

  /** An instruction left open at a paragraph's end would swallow all that follows: damaged files have those. */
  endParagraph(): void {
    if (this.#muteFields === 0) return
    const open = this.#fields.findIndex(({ inResult }) => !inResult)
    while (open >= 0 && this.#fields.length > open) this.#endField()
  }

  #element(element: XmlElement, around: InlineSurroundings): void {
    if (element.name === 'w:del' || element.name === 'w:ins' || element.name.startsWith('w:move'))
      this.#met.notices.add('tracked-changes')
    if (skipped.has(element.name)) return
    if (element.name === 'w:r') return this.#run(element, around)
    if (element.name === 'm:t') return around.collector.text(textOf(element), around.look(undefined))
    if (element.name === 'w:fldSimple' && this.#dropPageNumbers)
      if (pageNumberField.test(element.attributes['w:instr'] ?? '')) return
    this.read(element.children, around)
  }

  #run(run: XmlElement, around: InlineSurroundings): void {
    const look = around.look(child(run, 'w:rPr'))
    for (const node of run.children) {
      if (typeof node === 'string') continue
      if (node.name === 'w:fldChar') this.#fieldCharacter(node)
      else if (node.name === 'w:instrText') this.#instruction(node)
      else if (look.hidden) this.#hidden(node)
      else if (this.#muteFields === 0) this.#content(node, look, around)
    }
  }

  #hidden(node: XmlElement): void {
    if (node.name === 'w:t') this.#met.notices.add('hidden-text')
  }

  #content(node: XmlElement, look: RunLook, around: InlineSurroundings): void {
    const { collector } = around
    switch (node.name) {
      case 'w:t':
        return collector.text(shownText(node, look), look)
      case 'w:tab':
      case 'w:ptab':
        return collector.space()
      case 'w:br':
        return /^(page|column)$/.test(node.attributes['w:type'] ?? '') ? collector.space() : collector.lineBreak()
      case 'w:cr':
        return collector.lineBreak()
      case 'w:noBreakHyphen':
        return collector.text('-', look)
      case 'w:softHyphen':
        return collector.text('\u00ad', look)
      case 'w:sym':
        return this.#symbol(node, look, collector)
      case 'w:footnoteReference':
        return void this.#met.footnotes.add(node.attributes['w:id'] ?? '')
      case 'w:endnoteReference':
        return void this.#met.endnotes.add(node.attributes['w:id'] ?? '')
      case 'w:ruby':
        return this.read(child(node, 'w:rubyBase')?.children ?? [], around)
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return this.#graphic(node, around)
    }
  }

  #symbol(node: XmlElement, look: RunLook, collector: LineCollector): void {
    const code = Number.parseInt(node.attributes['w:char'] ?? '', 16)
    const font = node.attributes['w:font'] ?? ''
    const character = Number.isNaN(code) ? null : symbolCharacter(font, code)
    if (character === null) this.#met.notices.add('unknown-symbol')
    else collector.text(character, { ...look, ascii: font, highAnsi: font })
  }

  #graphic(element: XmlElement, around: InlineSurroundings): void {
    for (const node of element.children) {
      if (typeof node === 'string') continue
      if (node.name === 'w:txbxContent') around.textBox(node)
      else if (node.name === 'v:textpath') around.drawnText(node.attributes['string'] ?? '')
      else {
        if (node.name === 'a:blip' || node.name === 'v:imagedata') this.#met.images++
        if (node.name === 'c:chart' || node.name === 'dgm:relIds') this.#met.notices.add('chart-text')
        if (node.name === 'o:OLEObject') this.#met.notices.add('embedded-document')
        this.#graphic(node, around)
      }
    }
  }

  #fieldCharacter(node: XmlElement): void {
    const type = node.attributes['w:fldCharType']
    if (type === 'begin') {
      this.#fields.push({ instruction: '', inResult: false, mute: true })
      this.#muteFields++
    } else if (type === 'separate') this.#beginResult()
    else if (type === 'end') this.#endField()
  }

  #beginResult(): void {
    const field = this.#fields.at(-1)
    if (!field || field.inResult) return
    field.inResult = true
    if (this.#dropPageNumbers && pageNumberField.test(field.instruction)) return
    field.mute = false
    this.#muteFields--
  }

  #endField(): void {
    if (this.#fields.pop()?.mute) this.#muteFields--
  }

  #instruction(node: XmlElement): void {
    const field = this.#fields.at(-1)
    if (field) field.instruction += textOf(node)
  }
}

function shownText(element: XmlElement, look: RunLook): string {
  let text = textOf(element)
  if (element.attributes['xml:space'] !== 'preserve') text = text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')
  return replacePrivateUse(text.replace(control, ''), look.highAnsi)
}
