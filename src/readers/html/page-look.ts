import type { Paragraph } from '../../domain/document.ts'
import type { RunLook } from '../flow/run-look.ts'
import { attribute, type PageElement } from './page-tree.ts'
import type { Declarations, StyleRules } from './style-rules.ts'

/** What an element hands down to what is in it. */
export interface PageLook {
  readonly run: RunLook
  readonly align: Paragraph['align']
  /** Line ends of the source are line ends. */
  readonly preformatted: boolean
}

export const initialLook: PageLook = {
  run: {
    ascii: 'Times New Roman',
    highAnsi: 'Times New Roman',
    size: 12,
    bold: false,
    italic: false,
    hidden: false,
    capitals: false,
  },
  align: 'left',
  preformatted: false,
}

/** <font size>, and names of sizes in CSS: what browsers make of them, in points. */
const fontSizes = [7.5, 10, 12, 13.5, 18, 24, 36]
const middleFontSize = 3
const sizeNames = ['x-small', 'small', 'medium', 'large', 'x-large', 'xx-large', 'xxx-large']

/** HTML Standard, 15.3: headings in relation to text. */
const headingSizes: Readonly<Partial<Record<string, number>>> = { h1: 2, h2: 1.5, h3: 1.17, h4: 1, h5: 0.83, h6: 0.67 }
const boldTags = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const italicTags = new Set(['i', 'em', 'cite', 'dfn', 'var', 'address'])
const centeredTags = new Set(['center', 'th', 'caption'])
const larger = 1.2

const pointsOf: Readonly<Partial<Record<string, number>>> = {
  pt: 1,
  px: 0.75,
  pc: 12,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
}

const alignments: Readonly<Partial<Record<string, Paragraph['align']>>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  middle: 'center',
  right: 'right',
  end: 'right',
  justify: 'justify',
}

/** The look inside an element: what it inherits, its tag, its attributes, the page's rules, its own style. */
export function lookOf(element: PageElement, styles: Declarations, outer: PageLook): PageLook {
  const { tagName } = element
  const own: OpenLook = {}
  tagLook(element, outer.run.size, own)
  styleLook(styles, outer.run.size, own)
  const align =
    alignOf(element, styles) ?? (centeredTags.has(tagName) ? 'center' : tagName === 'table' ? 'left' : outer.align)
  const space = styles.get('white-space')
  const preformatted = space === undefined ? outer.preformatted || tagName === 'pre' : /^pre/i.test(space)
  const same = Object.keys(own).length === 0
  if (same && align === outer.align && preformatted === outer.preformatted) return outer
  return { run: same ? outer.run : { ...outer.run, ...own }, align, preformatted }
}

/** What is said at the element itself counts before the page's rules: LibreOffice writes a rule for all paragraphs. */
function alignOf(element: PageElement, styles: Declarations): Paragraph['align'] {
  const own = /text-align\s*:/i.test(attribute(element, 'style') ?? '') ? undefined : attribute(element, 'align')
  const value = own ?? styles.get('text-align') ?? ''
  return (
    alignments[
      value
        .trim()
        .toLowerCase()
        .replace(/^-\w+-/, '')
    ] ?? null
  )
}

type OpenLook = { -readonly [key in keyof RunLook]?: RunLook[key] }

function tagLook(element: PageElement, outerSize: number, own: OpenLook): void {
  const { tagName } = element
  if (boldTags.has(tagName)) own.bold = true
  if (italicTags.has(tagName)) own.italic = true
  const heading = headingSizes[tagName]
  if (heading !== undefined) own.size = tenths(initialLook.run.size * heading)
  if (tagName === 'big') own.size = tenths(outerSize * larger)
  if (tagName === 'small') own.size = tenths(outerSize / larger)
  if (attribute(element, 'hidden') !== undefined) own.hidden = true
  if (tagName !== 'font' && tagName !== 'basefont') return
  setFont(attribute(element, 'face'), own)
  const size = fontSize(attribute(element, 'size'))
  if (size !== undefined) own.size = size
}

function styleLook(styles: Declarations, outerSize: number, own: OpenLook): void {
  if (styles.size === 0) return
  shorthand(styles.get('font'), outerSize, own)
  setFont(styles.get('font-family'), own)
  const size = cssSize(styles.get('font-size'), outerSize)
  if (size !== undefined) own.size = size
  const weight = styles.get('font-weight')?.toLowerCase()
  if (weight !== undefined) own.bold = weight.startsWith('bold') || Number(weight) >= 600
  const style = styles.get('font-style')
  if (style !== undefined) own.italic = /^(?:italic|oblique)/i.test(style)
  const transform = styles.get('text-transform')
  if (transform !== undefined) own.capitals = /^uppercase/i.test(transform)
  if (/^small-caps/i.test(styles.get('font-variant') ?? '')) own.capitals = true
  if (isHidden(styles)) own.hidden = true
}

function isHidden(styles: Declarations): boolean {
  return (
    /^none/i.test(styles.get('display') ?? '') ||
    /^hidden/i.test(styles.get('visibility') ?? '') ||
    /^all/i.test(styles.get('mso-hide') ?? '')
  )
}

/** 'italic bold 7.0pt "Times New Roman"' */
function shorthand(value: string | undefined, outerSize: number, own: OpenLook): void {
  const parts = /^((?:[\w-]+\s+)*?)([\d.]+(?:[a-z]+|%)|(?:x?x-)?(?:small|large)|medium)(?:\/\S+)?\s+(\S.*)$/i.exec(
    value ?? '',
  )
  if (!parts) return
  own.bold = /\bbold/i.test(parts[1]!)
  own.italic = /\b(?:italic|oblique)\b/i.test(parts[1]!)
  const size = cssSize(parts[2], outerSize)
  if (size !== undefined) own.size = size
  setFont(parts[3], own)
}

/** The first font of a list. */
function setFont(list: string | undefined, own: OpenLook): void {
  const name = (list ?? '').split(',', 1)[0]!.replace(/["']/g, '').trim()
  if (name !== '' && !/^(?:inherit|initial|unset)$/i.test(name)) own.ascii = own.highAnsi = name
}

/** '3', '+1', '-2' */
function fontSize(value: string | undefined): number | undefined {
  const parts = /^\s*([+-]?)(\d)/.exec(value ?? '')
  if (!parts) return undefined
  const number = Number(parts[2])
  const step = parts[1] === '+' ? middleFontSize + number : parts[1] === '-' ? middleFontSize - number : number
  return fontSizes[Math.min(Math.max(step, 1), fontSizes.length) - 1]
}

/** Points, to a tenth; undefined where it says nothing usable. */
function cssSize(value: string | undefined, outerSize: number): number | undefined {
  const text = (value ?? '').trim().toLowerCase()
  const named = sizeNames.indexOf(text)
  if (named >= 0) return fontSizes[named]
  if (text === 'larger') return tenths(outerSize * larger)
  if (text === 'smaller') return tenths(outerSize / larger)
  const parts = /^(\d{0,4}(?:\.\d{1,9})?)(pt|px|pc|in|cm|mm|em|rem|%)/.exec(text)
  const number = Number(parts?.[1] || Number.NaN)
  if (!parts || !(number > 0)) return undefined
  const unit = parts[2]!
  const factor = pointsOf[unit] ?? (unit === '%' ? outerSize / 100 : unit === 'rem' ? initialLook.run.size : outerSize)
  return tenths(number * factor)
}

function tenths(points: number): number {
  return Math.round(points * 10) / 10
}

/** The declarations that hold for an element. */
export function stylesOf(element: PageElement, rules: StyleRules): Declarations {
  return rules.of(
    element.tagName,
    attribute(element, 'class') ?? '',
    attribute(element, 'id') ?? '',
    attribute(element, 'style'),
  )
}
