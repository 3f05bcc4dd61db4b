import type { ExportForm } from '../../domain/export-form.ts'
import { escapeText } from '../plots.ts'
import type { FilledForm } from './fill-form.ts'

interface Element {
  readonly name: string
  readonly children: Element[]
  text: string | null
}

/**
 * A filled form as an XML document: an element for each part of a field's path, fields below one path in one element. A path
 * that begins with '/' begins below the outermost element.
 */
export function formXml({ root = 'record', namespace }: ExportForm, { filled }: FilledForm): string {
  const [outer = 'record', ...inner] = root.split('/')
  const top: Element = { name: outer, children: [], text: null }
  for (const [path, values] of filled) {
    const steps = path.startsWith('/') ? path.slice(1).split('/') : [...inner, ...path.split('/')]
    const parent = steps.slice(0, -1).reduce(childOf, top)
    for (const text of values) parent.children.push({ name: steps.at(-1)!, children: [], text })
  }
  const attribute = namespace === undefined ? '' : ` xmlns="${escapeText(namespace)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementXml(top, attribute, '')}`
}

function childOf(parent: Element, name: string): Element {
  const known = parent.children.find((child) => child.name === name && child.text === null)
  if (known) return known
  const made: Element = { name, children: [], text: null }
  parent.children.push(made)
  return made
}

function elementXml({ name, children, text }: Element, attribute: string, indent: string): string {
  if (text !== null) return `${indent}<${name}${attribute}>${escapeText(text)}</${name}>\n`
  const inner = children.map((child) => elementXml(child, '', `${indent}  `)).join('')
  return `${indent}<${name}${attribute}>\n${inner}${indent}</${name}>\n`
}
