/** CSS properties in lower case → values as written. */
export type Declarations = ReadonlyMap<string, string>

interface Rule {
  /** Order in the page, above that how closely it names its elements. */
  weight: number
  readonly declarations: Map<string, string>
}

/** Nothing else is asked for: a page cannot make this grow. */
const properties = new Set(
  ['text-align', 'white-space', 'text-transform', 'display', 'visibility', 'list-style', 'list-style-type'].concat(
    ['font', 'font-family', 'font-size', 'font-weight', 'font-style', 'font-variant', 'background', 'background-color'],
    [
      'border',
      'border-style',
      'border-width',
      'border-color',
      'page-break-before',
      'mso-hide',
      'mso-element',
      'mso-list',
    ],
    ['mso-break-type', 'mso-footnote-id', 'mso-endnote-id', 'mso-comment-reference'],
    ['top', 'right', 'bottom', 'left'].flatMap((side) =>
      ['', '-style', '-width', '-color'].map((part) => `border-${side}${part}`),
    ),
  ),
)

/** 'p.MsoNormal', '.MsoNormal', 'p', '#id': all that Word and its like need. */
const simpleSelector = /^([a-z][\w:-]*|\*)?(?:([.#])([\w-]+))?$/i

const tagWeight = 1_000_000
const classWeight = 2_000_000
const idWeight = 8_000_000

/** An element with more classes is no paragraph of a report; a longer value no name of a font. */
const maxClasses = 16
const maxValue = 256

const nothing: Declarations = new Map()

/** The rules of a page's <style> elements, as far as they name elements simply. What rules import is never read. */
export class StyleRules {
  /** By what they name: later rules for the same are put over earlier ones. */
  readonly #rules = new Map<string, Rule>()
  readonly #merged = new Map<string, Declarations>()
  /** What rules say → an element's own style → both: Word writes the same few over and over. */
  readonly #merges = new Map<Declarations, Map<string, Declarations>>()
  #count = 0

  /** The text of a <style> element. */
  add(sheet: string): void {
    for (const { selectors, body } of blocksOf(withoutComments(sheet))) {
      const declarations = parseDeclarations(body)
      if (declarations.size === 0) continue
      for (const selector of selectors.split(',')) this.#addRule(selector.trim(), declarations)
    }
  }

  /** What rules and the element's own style say; the style wins. */
  of(tag: string, classes: string, id: string, style: string | undefined): Declarations {
    const fromRules = this.#fromRules(tag, classes, id)
    if (style === undefined) return fromRules
    let merges = this.#merges.get(fromRules)
    if (!merges) this.#merges.set(fromRules, (merges = new Map<string, Declarations>()))
    let merged = merges.get(style)
    if (!merged) merges.set(style, (merged = new Map([...fromRules, ...parseDeclarations(style)])))
    return merged
  }

  #addRule(selector: string, declarations: Declarations): void {
    const parts = simpleSelector.exec(selector)
    if (!parts) return
    const [, tag = '', kind = '', name = ''] = parts
    const key = (tag === '*' ? '' : tag.toLowerCase()) + kind + name.toLowerCase()
    const weight =
      this.#count++ +
      (tag === '' || tag === '*' ? 0 : tagWeight) +
      (kind === '.' ? classWeight : kind === '#' ? idWeight : 0)
    const rule = this.#rules.get(key)
    if (!rule) this.#rules.set(key, { weight, declarations: new Map(declarations) })
    else {
      rule.weight = weight
      for (const [property, value] of declarations) rule.declarations.set(property, value)
    }
  }

  #fromRules(tag: string, classes: string, id: string): Declarations {
    if (this.#rules.size === 0) return nothing
    const key = `${tag} ${classes} #${id}`
    let merged = this.#merged.get(key)
    if (!merged) this.#merged.set(key, (merged = this.#merge(tag, classes, id)))
    return merged
  }

  #merge(tag: string, classes: string, id: string): Declarations {
    const names = classes
      .toLowerCase()
      .split(/\s+/)
      .slice(0, maxClasses)
      .map((name) => `.${name}`)
    if (id !== '') names.push(`#${id.toLowerCase()}`)
    const rules = ['', tag, ...names, ...names.map((name) => tag + name)]
      .map((key) => this.#rules.get(key))
      .filter((rule) => rule !== undefined)
      .sort((a, b) => a.weight - b.weight)
    return new Map(rules.flatMap(({ declarations }) => [...declarations]))
  }
}

/** 'a: b; c: d' → a, c, as far as they matter. A later one wins; !important is not weighed. */
function parseDeclarations(text: string): Declarations {
  const found = new Map<string, string>()
  let begin = 0
  while (begin < text.length) {
    const end = endOfDeclaration(text, begin)
    const colon = text.indexOf(':', begin)
    if (colon >= 0 && colon < end) {
      const name = text.slice(begin, colon).trim().toLowerCase()
      const value = text.slice(colon + 1, Math.min(end, colon + maxValue))
      if (properties.has(name)) found.set(name, value.replace(/!\s*important/i, '').trim())
    }
    begin = end + 1
  }
  return found
}

/** The next semicolon that stands in no quotes. */
function endOfDeclaration(text: string, begin: number): number {
  let quote = ''
  for (let at = begin; at < text.length; at++) {
    const character = text[at]!
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === ';') return at
    else if (character === '"' || character === "'") quote = character
  }
  return text.length
}

/** Rules at the top of a sheet; what stands inside @media and the like is left out. */
function* blocksOf(sheet: string): Generator<{ readonly selectors: string; readonly body: string }> {
  let at = 0
  while (at < sheet.length) {
    const open = sheet.indexOf('{', at)
    if (open < 0) return
    const selectors = sheet.slice(at, open)
    const isAtRule = selectors.includes('@')
    const close = isAtRule ? behindBlock(sheet, open) : sheet.indexOf('}', open)
    const end = close < 0 ? sheet.length : close
    if (!isAtRule) yield { selectors, body: sheet.slice(open + 1, end) }
    at = end + 1
  }
}

/** Where the braces that open at `open` are closed again. */
function behindBlock(sheet: string, open: number): number {
  let depth = 0
  for (let at = open; at < sheet.length; at++) {
    const character = sheet[at]
    if (character === '{') depth++
    else if (character === '}' && --depth === 0) return at
  }
  return sheet.length
}

function withoutComments(sheet: string): string {
  let text = ''
  let at = 0
  for (let begin = sheet.indexOf('/*'); begin >= 0; begin = sheet.indexOf('/*', at)) {
    text += sheet.slice(at, begin)
    const end = sheet.indexOf('*/', begin + 2)
    at = end < 0 ? sheet.length : end + 2
  }
  return (text + sheet.slice(at)).replace(/<!--|-->/g, ' ')
}
