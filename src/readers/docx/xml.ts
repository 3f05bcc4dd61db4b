import { SaxesParser } from 'saxes'
import { DocumentError } from '../../domain/issue.ts'

export interface XmlElement {
  /** With the usual prefix of its namespace ('w:p'), whatever prefix the file itself uses. */
  readonly name: string
  readonly attributes: Readonly<Partial<Record<string, string>>>
  readonly children: readonly XmlNode[]
}

export type XmlNode = XmlElement | string

interface OpenElement extends XmlElement {
  readonly children: XmlNode[]
}

/** Namespaces of the transitional and the strict form of Office Open XML → the prefix that Word writes. */
const usualPrefix: Readonly<Partial<Record<string, string>>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'urn:schemas-microsoft-com:vml': 'v',
}

/** Real documents stay under 60; recursion over the tree must stay far from the stack's end. */
const maxDepth = 400

/** Word declares about 35; every scope that adds one copies the others. */
const maxPrefixes = 200

/** Errors saxes reports but can go on after: careless writers leave control characters in the text. */
const harmless = /disallowed character\.$|duplicate attribute|in char data/

type Prefixes = ReadonlyMap<string, string>

export interface ParseOptions {
  /** Children of elements with this name go to `take` as soon as they are complete and are not kept: flat memory. */
  readonly stream?: { readonly parent: string; readonly take: (child: XmlElement) => void }
}

/**
 * One XML part → its root element. Of every mc:AlternateContent one branch stays, in the place of the whole. Throws
 * DocumentError 'damaged' on malformed XML, on a document type declaration (so no entity is ever defined) and on depth.
 */
export function parseXml(bytes: Uint8Array, options: ParseOptions = {}): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const stack: OpenElement[] = []
  const scopes: Prefixes[] = [new Map()]
  let root: OpenElement | undefined
  parser.on('error', (error) => {
    if (!harmless.test(error.message)) throw error
  })
  parser.on('doctype', () => {
    throw new Error('it declares a document type')
  })
  parser.on('opentag', (tag) => {
    if (stack.length >= maxDepth) throw new Error(`more than ${maxDepth} elements inside one another`)
    const scope = declaredPrefixes(tag.attributes, scopes.at(-1)!)
    scopes.push(scope)
    const attributes = withSpace(usualAttributes(tag.attributes, scope), stack.at(-1))
    stack.push({ name: usualName(tag.name, scope), attributes, children: [] })
    root ??= stack[0]
  })
  parser.on('closetag', () => {
    const element = stack.pop()!
    scopes.pop()
    const parent = stack.at(-1)
    if (!parent) return
    if (options.stream && parent.name === options.stream.parent) closeStreamed(element, options.stream.take)
    else if (element.name === 'mc:AlternateContent')
      for (const node of chosenBranch(element)) parent.children.push(node)
    else parent.children.push(element)
  })
  const onText = (text: string) => void stack.at(-1)?.children.push(text)
  parser.on('text', onText)
  parser.on('cdata', onText)
  try {
    parser.write(decode(bytes)).close()
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw new DocumentError('damaged', `The XML in the document is broken: ${(error as Error).message}`, {
      cause: error,
    })
  }
  if (!root) throw new DocumentError('damaged', 'A part of the document holds no XML.')
  return root
}

function closeStreamed(element: XmlElement, take: (child: XmlElement) => void): void {
  if (element.name !== 'mc:AlternateContent') return take(element)
  for (const child of chosenBranch(element)) if (typeof child !== 'string') take(child)
}

/** The first choice, unless only the fallback has text: both hold the same content for different Word versions. */
function chosenBranch(alternatives: XmlElement): readonly XmlNode[] {
  const choice = child(alternatives, 'mc:Choice')
  const fallback = child(alternatives, 'mc:Fallback')
  if (!choice) return fallback?.children ?? []
  return fallback && !contains(choice, 'w:t') && contains(fallback, 'w:t') ? fallback.children : choice.children
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

function declaredPrefixes(attributes: Readonly<Record<string, string>>, outer: Prefixes): Prefixes {
  let scope: Map<string, string> | undefined
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue
    const own = name === 'xmlns' ? '' : name.slice(6)
    const usual = usualPrefix[attributes[name]!]
    if (own === usual || (usual === undefined && !outer.has(own))) continue
    if (outer.size > maxPrefixes) continue
    scope ??= new Map(outer)
    scope.set(own, usual ?? own)
  }
  return scope ?? outer
}

function usualName(name: string, scope: Prefixes): string {
  if (scope.size === 0) return name
  const colon = name.indexOf(':')
  const usual = scope.get(colon < 0 ? '' : name.slice(0, colon))
  return usual === undefined || usual === '' ? name : `${usual}:${name.slice(colon + 1)}`
}

function usualAttributes(attributes: Readonly<Record<string, string>>, scope: Prefixes): Record<string, string> {
  if (scope.size === 0) return attributes
  const result: Record<string, string> = {}
  // An attribute without prefix has no namespace, whatever the default one is.
  for (const name in attributes) result[name.includes(':') ? usualName(name, scope) : name] = attributes[name]!
  return result
}

/** `xml:space` holds for all that is inside (XML 1.0 §2.10); other writers than Word say it once, at the root. */
function withSpace(attributes: XmlElement['attributes'], parent: XmlElement | undefined): XmlElement['attributes'] {
  const outer = parent?.attributes['xml:space']
  if (outer === undefined || attributes['xml:space'] !== undefined) return attributes
  return { ...attributes, 'xml:space': outer }
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined
  for (const node of element.children) if (typeof node !== 'string' && node.name === name) return node
  return undefined
}

export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = []
  for (const node of element?.children ?? []) if (typeof node !== 'string' && node.name === name) found.push(node)
  return found
}

/** `w:val` of the named child. */
export function value(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val']
}

/** A switch such as w:b: on where it stands without a value; undefined where it does not stand. */
export function flag(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name)
  if (!found) return undefined
  const set = found.attributes['w:val']
  return set !== '0' && set !== 'false' && set !== 'off' && set !== 'none'
}

/** A whole number, or undefined where there is none. */
export function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Whether an element of this name stands anywhere inside. */
export function contains(element: XmlElement, name: string): boolean {
  return element.children.some((node) => typeof node !== 'string' && (node.name === name || contains(node, name)))
}

/** All text inside an element. */
export function textOf(element: XmlElement): string {
  let text = ''
  for (const node of element.children) text += typeof node === 'string' ? node : textOf(node)
  return text
}
