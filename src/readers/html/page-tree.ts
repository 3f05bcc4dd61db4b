import {
  defaultTreeAdapter,
  Parser,
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  type Token,
} from 'parse5'
import { DocumentError } from '../../domain/issue.ts'

export type PageElement = DefaultTreeAdapterTypes.Element
export type PageNode = DefaultTreeAdapterTypes.ChildNode

/** A report saved by Word has about 20 000 elements; each costs some hundred bytes. */
const maxElements = 2_000_000

/**
 * Elements inside one another. Careless pages open a font on every line and close none: from the first limit on they are
 * left out (their text is not), from the second all are. What walks over the tree recurses.
 */
const maxInlineDepth = 400
const maxDepth = 600

const inline = new Set(
  [
    'a',
    'abbr',
    'acronym',
    'b',
    'bdo',
    'big',
    'blink',
    'cite',
    'code',
    'em',
    'font',
    'i',
    'ins',
    'nobr',
    's',
    'small',
  ].concat(['span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u']),
)

/** Elements of XHTML without content, which in HTML would begin text up to the end of the file. */
const emptyRawText = /<(script|style|title|textarea|iframe|noscript)(\s[^<>]*)?\/>/gi

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    const depth = this.openElements.stackTop
    if (depth < maxInlineDepth || (depth < maxDepth && !inline.has(token.tagName))) super.onStartTag(token)
  }
}

/** The tree that a browser would build, as far as memory allows. Throws DocumentError 'too-large'. */
export function parsePage(html: string): PageElement {
  let elements = 0
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement: (name, namespace, attributes) => {
      if (++elements > maxElements)
        throw new DocumentError('too-large', `The page has more than ${maxElements} elements.`)
      return defaultTreeAdapter.createElement(name, namespace, attributes)
    },
  }
  const source = html.trimStart().startsWith('<?xml') ? html.replace(emptyRawText, '<$1$2></$1>') : html
  const { childNodes } = BoundedParser.parse(source, { treeAdapter })
  const root = childNodes.find(isElement)
  if (!root) throw new DocumentError('empty', 'The page is empty.')
  return root
}

export function isElement(node: PageNode): node is PageElement {
  return 'tagName' in node
}

export function attribute({ attrs }: PageElement, name: string): string | undefined {
  for (const attr of attrs) if (attr.name === name) return attr.value
  return undefined
}

/** All text inside, scripts and the like too. */
export function textContent(element: PageElement): string {
  let text = ''
  for (const node of element.childNodes) {
    if (isElement(node)) text += textContent(node)
    else if ('value' in node) text += node.value
  }
  return text
}

/** The elements with one of these names below, in order; not those inside one another. */
export function elementsNamed(element: PageElement, names: ReadonlySet<string>): PageElement[] {
  return element.childNodes
    .filter(isElement)
    .flatMap((child) => (names.has(child.tagName) ? [child] : elementsNamed(child, names)))
}
