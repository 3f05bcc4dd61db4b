import { DocumentBuilder } from '../../layout/document-builder.ts'
import { Fields } from '../flow/fields.ts'
import type { Block } from '../flow/blocks.ts'
import { bulletText } from '../flow/list-counter.ts'
import { Notices } from '../flow/notices.ts'
import { PageFlow } from './page-flow.ts'
import { itemLabel, openList, type OpenList } from './page-lists.ts'
import { initialLook, lookOf, stylesOf, type PageLook } from './page-look.ts'
import { cellsOf, drawsCells, isBordered, isScaffold, PageGrid, rowsOf } from './page-table.ts'
import { attribute, elementsNamed, isElement, textContent, type PageElement } from './page-tree.ts'
import { StyleRules, type Declarations } from './style-rules.ts'

/** Where the walk stands. */
interface Place {
  readonly flow: PageFlow
  readonly look: PageLook
  readonly list: OpenList | null
  readonly fields: Fields
  /** Tables around. */
  readonly depth: number
}

/** Tables in tables in …: pages laid out with tables stop at six, and every level is gone through again. */
const maxNesting = 10

/** Nothing in these is text of the page. `xml` is what Word keeps for itself. */
const skipped = new Set(
  ['head', 'script', 'noscript', 'template', 'iframe', 'object', 'embed', 'applet', 'audio', 'video', 'canvas'].concat([
    'style',
    'title',
    'svg',
    'select',
    'option',
    'datalist',
    'textarea',
    'button',
    'input',
    'map',
    'xml',
    'frameset',
  ]),
)
const pictures = new Set(['img', 'image', 'v:imagedata', 'picture', 'object', 'embed'])

const blocks = new Set(
  ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'center', 'address', 'form', 'fieldset'].concat(
    ['section', 'article', 'header', 'footer', 'main', 'nav', 'aside', 'figure', 'figcaption', 'caption', 'hr', 'dl'],
    [
      'dt',
      'dd',
      'legend',
      'details',
      'summary',
      'ul',
      'ol',
      'dir',
      'menu',
      'li',
      'body',
      'listing',
      'xmp',
      'plaintext',
    ],
  ),
)

/** Classes of what refers to notes and comments, by Word and by LibreOffice. */
const marks = new Set(
  ['msofootnotereference', 'msoendnotereference', 'msocommentreference', 'msocomanchor', 'msocomoff'].concat([
    'sdfootnoteanc',
    'sdfootnotesym',
    'sdendnoteanc',
    'sdendnotesym',
  ]),
)
const noteAnchor = /^#?_(?:ftn|edn)(?:ref)?\d+$/

type Apart = 'footnotes' | 'endnotes' | 'comments' | 'header' | 'footer'

/** mso-element of a part of the page → where it belongs; null for what only separates notes. */
const parts: Readonly<Partial<Record<string, Apart | null>>> = {
  footnote: 'footnotes',
  endnote: 'endnotes',
  comment: 'comments',
  header: 'header',
  'even-header': 'header',
  'first-header': 'header',
  footer: 'footer',
  'even-footer': 'footer',
  'first-footer': 'footer',
  'footnote-separator': null,
  'footnote-continuation-separator': null,
  'footnote-continuation-notice': null,
  'endnote-separator': null,
  'endnote-continuation-separator': null,
  'endnote-continuation-notice': null,
}

/** Walks over pages and keeps what stands in them. */
export class PageReader {
  readonly builder = new DocumentBuilder()
  readonly notices = new Notices()
  readonly apart: Readonly<Record<Apart, Block[][]>> = {
    footnotes: [],
    endnotes: [],
    comments: [],
    header: [],
    footer: [],
  }
  images = 0
  #rules = new StyleRules()

  /** The blocks of the page's body; notes, comments, headers and footers go apart. */
  read(root: PageElement): Block[] {
    this.#rules = new StyleRules()
    for (const sheet of elementsNamed(root, new Set(['style']))) this.#rules.add(textContent(sheet))
    const flow = new PageFlow('body', this.builder, this.notices)
    this.#element(root, { flow, look: initialLook, list: null, fields: new Fields(false), depth: 0 })
    flow.endParagraph()
    return flow.blocks
  }

  #children(element: PageElement, place: Place): void {
    for (const node of element.childNodes) {
      if (isElement(node)) this.#element(node, place)
      else if (node.nodeName === '#text') this.#text((node as { value: string }).value, place)
    }
  }

  #text(text: string, { flow, look, fields }: Place): void {
    if (fields.mute) fields.instruction(text)
    else flow.text(text, look)
  }

  #element(element: PageElement, outer: Place): void {
    const { tagName } = element
    if (pictures.has(tagName)) this.images++
    if (skipped.has(tagName) || isMark(element)) return
    const styles = stylesOf(element, this.#rules)
    const place = { ...outer, look: lookOf(element, styles, outer.look) }
    if (place.look.run.hidden) return this.#leaveOut(element, 'hidden-text')
    if (tagName === 'del') return this.#leaveOut(element, 'tracked-changes')
    if (tagName === 'ins' && textContent(element).trim() !== '') this.notices.add('tracked-changes')
    if (this.#standsApart(element, styles, place)) return
    if (tagName === 'br') return lineBreak(styles, place)
    if (tagName === 'table') return this.#table(element, styles, place)
    if (/^\s*ignore/i.test(styles.get('mso-list') ?? '')) return this.#writtenLabel(element, place)
    if (blocks.has(tagName)) this.#block(element, styles, place)
    else this.#children(element, place)
  }

  #block(element: PageElement, styles: Declarations, place: Place): void {
    const { flow, look, list, fields } = place
    const { tagName } = element
    flow.endParagraph()
    if (tagName === 'li') {
      flow.label(itemLabel(element, styles, list), look)
      this.#children(element, place)
    } else if (tagName === 'ol' || tagName === 'ul' || tagName === 'dir' || tagName === 'menu')
      this.#children(element, { ...place, list: openList(element, styles) })
    else this.#children(element, place)
    flow.endParagraph()
    if (tagName === 'li') flow.dropLabel()
    if (tagName === 'p') fields.endParagraph()
  }

  #leaveOut(element: PageElement, notice: 'hidden-text' | 'tracked-changes'): void {
    if (textContent(element).trim() !== '') this.notices.add(notice)
  }

  /** Parts that Word and LibreOffice mark as something else than the page's text, and Word's marks of fields. */
  #standsApart(element: PageElement, styles: Declarations, { look, fields }: Place): boolean {
    const part = styles.get('mso-element')?.toLowerCase()
    if (part === 'field-begin') fields.begin()
    if (part === 'field-separator') fields.separate()
    if (part === 'field-end') fields.end()
    const apart = part === undefined ? libreOfficePart(element) : parts[part]
    if (apart === undefined) return false
    if (apart === null) return true
    const all = this.apart[apart]
    const inMargin = apart === 'header' || apart === 'footer'
    const flow = new PageFlow(partPath(apart, all.length + 1), this.builder, this.notices)
    this.#children(element, { flow, look, list: null, fields: new Fields(inMargin), depth: 0 })
    flow.endParagraph()
    all.push(flow.blocks)
    return true
  }

  /** A number or bullet that Word wrote in: <span style='mso-list:Ignore'>. */
  #writtenLabel(element: PageElement, { flow, look }: Place): void {
    const raw = textContent(element).trim()
    const text = /\d/.test(raw) ? raw : bulletText({ text: raw, font: look.run.highAnsi, pictured: false })
    const { ascii, highAnsi } = initialLook.run
    flow.space()
    flow.text(`${text} `, text === raw ? look : { ...look, run: { ...look.run, ascii, highAnsi } })
  }

  #table(element: PageElement, styles: Declarations, place: Place): void {
    const { flow, look } = place
    if (place.depth >= maxNesting) return this.#tableText(element, place)
    for (const caption of element.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'caption'))
      this.#element(caption, place)
    const path = flow.beginTable()
    const grid = new PageGrid()
    const drawn = drawsCells(element, styles)
    rowsOf(element).forEach(({ element: row, header, left }, index) => {
      const rowLook = lookOf(row, stylesOf(row, this.#rules), look)
      if (rowLook.run.hidden) return this.#leaveOut(row, 'hidden-text')
      grid.beginRow(header)
      cellsOf(row).forEach((cell, number) => {
        const inner = flow.at(`${path}/row[${index + 1}]/cell[${number + 1}]`)
        const bordered = this.#cell(cell, inner, { ...place, look: rowLook }, drawn)
        grid.add(cell, left, { path: inner.path, blocks: inner.blocks, bordered })
      })
    })
    const table = grid.table(path)
    if (!isScaffold(table)) flow.blocks.push(table)
    else for (const { blocks: inner } of table.cells) flow.blocks.push(...inner)
  }

  /** Reads a cell; gives whether it is drawn. */
  #cell(cell: PageElement, flow: PageFlow, outer: Place, inherited: boolean): boolean {
    const styles = stylesOf(cell, this.#rules)
    const look = lookOf(cell, styles, outer.look)
    if (look.run.hidden) this.#leaveOut(cell, 'hidden-text')
    else this.#children(cell, { ...outer, flow, look, list: null, depth: outer.depth + 1 })
    flow.endParagraph()
    return isBordered(styles, inherited)
  }

  /** A table too deep inside others, as the paragraphs of its cells. */
  #tableText(element: PageElement, place: Place): void {
    for (const cell of elementsNamed(element, new Set(['td', 'th', 'caption']))) {
      this.#children(cell, place)
      place.flow.endParagraph()
    }
  }
}

/** A line break; one that only begins a page is white space, as in Word. */
function lineBreak(styles: Declarations, { flow, fields }: Place): void {
  if (fields.mute) return
  const newPage = styles.has('page-break-before') || styles.has('mso-break-type')
  if (newPage) flow.space()
  else flow.lineBreak()
}

function isMark(element: PageElement): boolean {
  if (element.tagName !== 'a' && element.tagName !== 'span') return false
  const classes = attribute(element, 'class')?.toLowerCase() ?? ''
  if (classes.split(/\s+/).some((name) => marks.has(name))) return true
  return element.tagName === 'a' && noteAnchor.test(attribute(element, 'href') ?? '')
}

function libreOfficePart(element: PageElement): Apart | undefined {
  if (element.tagName !== 'div') return undefined
  const title = attribute(element, 'title')
  if (title === 'header' || title === 'footer') return title
  const id = attribute(element, 'id') ?? ''
  return /^sdfootnote\d+$/.test(id) ? 'footnotes' : /^sdendnote\d+$/.test(id) ? 'endnotes' : undefined
}

function partPath(apart: Apart, number: number): string {
  if (apart === 'header' || apart === 'footer') return `${apart}[${number}]`
  return apart === 'comments' ? `comments/comment[${number}]` : `${apart}/note[${number}]`
}
