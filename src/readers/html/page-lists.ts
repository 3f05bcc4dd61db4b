import { formatNumber } from '../flow/number-format.ts'
import { attribute, type PageElement } from './page-tree.ts'
import type { Declarations } from './style-rules.ts'

/** A list that is open: where it has counted to. */
export interface OpenList {
  /** Name of `formatNumber`, 'bullet' or 'none'. */
  readonly format: string
  next: number
}

/** `type` of <ol> and <li> → format. */
const types: Readonly<Partial<Record<string, string>>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}

const styles: Readonly<Partial<Record<string, string>>> = {
  none: 'none',
  decimal: 'decimal',
  'decimal-leading-zero': 'decimalZero',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  disc: 'bullet',
  circle: 'bullet',
  square: 'bullet',
}

export function openList(element: PageElement, declarations: Declarations): OpenList {
  const format = formatOf(element, declarations) ?? (element.tagName === 'ol' ? 'decimal' : 'bullet')
  return { format, next: wholeNumber(attribute(element, 'start')) ?? 1 }
}

/** What stands before an item: '-' for all bullets, as for those of symbol fonts; '' where nothing does. */
export function itemLabel(item: PageElement, declarations: Declarations, list: OpenList | null): string {
  const format = formatOf(item, declarations) ?? list?.format ?? 'bullet'
  if (format === 'none') return ''
  if (format === 'bullet') return '-'
  const number = wholeNumber(attribute(item, 'value')) ?? list?.next ?? 1
  if (list) list.next = number + 1
  return `${formatNumber(number, format)}.`
}

function formatOf(element: PageElement, declarations: Declarations): string | undefined {
  const style = `${declarations.get('list-style-type') ?? ''} ${declarations.get('list-style') ?? ''}`
  for (const word of style.toLowerCase().split(/\s+/)) {
    const format = styles[word]
    if (format !== undefined) return format
  }
  const type = attribute(element, 'type')
  return type === undefined ? undefined : (types[type] ?? styles[type.toLowerCase()])
}

function wholeNumber(text: string | undefined): number | undefined {
  const digits = /^\s*(-?\d{1,9})/.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
