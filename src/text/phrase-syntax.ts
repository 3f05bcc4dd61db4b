import { tokenise } from './phrase-tokens.ts'

/** One element of a phrase in match syntax as compromise reads it without surprise, and what is kept away from it. */
export interface SyntaxItem {
  /** Words as keys (see `foldTone`), signs masked (see `unmask`), no braces. */
  readonly source: string
  /** `{m,n}`; null where the source says it itself. compromise takes braces in a parenthesis for the parenthesis's own. */
  readonly repeat: Repeat | null
  /** The elements of a parenthesis, alternative by alternative; empty for anything else. */
  readonly parts: readonly (readonly SyntaxItem[])[]
}

export interface Repeat {
  readonly min: number
  readonly max: number
}

export interface PhraseSyntax {
  readonly items: readonly SyntaxItem[]
  /** Regular expressions by the number in the tag that stands for them in the sources: `#=0`. */
  readonly expressions: readonly RegExp[]
}

/** Signs that match syntax could take for its own become characters of a private area that no sentence uses. */
const maskBase = 0xf100

function mask(key: string): string {
  return key.replace(/[!-/:-@[-`{-~]/gu, (sign) => String.fromCharCode(maskBase + sign.charCodeAt(0)))
}

export function unmask(word: string): string {
  return word.replace(/[\uf100-\uf17f]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - maskBase))
}

/** Checks a phrase and takes it apart. Throws an Error that says what is wrong, and where. */
export function readSyntax(source: string, tags: ReadonlySet<string>): PhraseSyntax {
  return new SyntaxReader(source.normalize('NFC'), tags).read()
}

interface Item {
  readonly before: string
  readonly atom: string
  readonly quantifier: string
  readonly repeat: Repeat | null
  readonly after: string
  readonly parts: readonly (readonly Item[])[]
  opens?: string
  closes?: string
}

/** What compromise has beyond this, and why it is of no use here. */
const refused: Readonly<Record<string, string>> = {
  '~': "'~word~' would ignore tone marks",
  '@': "'@method' sees no punctuation here; use #TitleCase, #UpperCase or the sign itself",
  '{': "'{root}' knows English words only",
  '<': "'<chunk>' knows English only, and a group's name stands right after '['",
  '>': "'>' closes only a group's name",
  '&': "'&&' stands only between the parts of a parenthesis",
  '|': "'|' stands only between the alternatives of a parenthesis",
  ')': "')' closes nothing",
  '}': "'}' closes nothing",
  '?': "'?' follows nothing",
  '+': "'+' follows nothing",
  '^': "'^' stands only before an element",
  $: "'$' stands only behind an element",
  '!': "'!' stands only before an element",
}

class SyntaxReader {
  readonly #text: string
  readonly #tags: ReadonlySet<string>
  readonly #expressions: RegExp[] = []
  readonly #names = new Set<string>()
  #at = 0

  constructor(text: string, tags: ReadonlySet<string>) {
    this.#text = text
    this.#tags = tags
  }

  read(): PhraseSyntax {
    const items: Item[] = []
    let group: { readonly first: number; readonly at: number; readonly before: string; readonly name: string } | null =
      null
    for (this.#skipSpace(); this.#at < this.#text.length; this.#skipSpace()) {
      const at = this.#at
      if (this.#eat(/\^?\[/uy)) {
        if (group) throw this.#error("a group '[' stands inside another", at)
        group = { first: items.length, at, before: this.#text[at] === '^' ? '^' : '', name: this.#groupName() }
      } else if (this.#text[at] === ']') {
        if (!group) throw this.#error("']' closes nothing", at)
        if (group.first === items.length) throw this.#error('a group is empty', group.at)
        this.#closeGroup(items, group)
        group = null
      } else items.push(...this.#element(false))
    }
    if (group) throw this.#error("'[' is not closed", group.at)
    if (items.length === 0) throw new Error('the phrase is empty')
    return { items: items.map(render), expressions: this.#expressions }
  }

  #groupName(): string {
    if (this.#text[this.#at] !== '<') return ''
    const name = this.#eat(/<\p{L}[\p{L}\p{N}_]*>/uy)
    if (!name) throw this.#error("a group's name is written <letters>")
    if (this.#names.has(name)) throw this.#error(`there are two groups ${name}`)
    this.#names.add(name)
    return name
  }

  #closeGroup(items: Item[], group: { readonly first: number; readonly before: string; readonly name: string }): void {
    const close = this.#eat(/\](?:\?\$?|\$)?/uy)!
    if (close.includes('?') && items.length > group.first + 1) {
      throw this.#error("']?' needs a group of one element: put '?' behind each, or parentheses inside the group")
    }
    items[group.first] = { ...items[group.first]!, opens: `[${group.name}` }
    items[group.first] = { ...items[group.first]!, before: group.before + items[group.first]!.before }
    items[items.length - 1] = { ...items.at(-1)!, closes: close }
  }

  /** One element, or a run of plain words and signs that were written without spaces ('hồ sơ,'). */
  #element(inside: boolean): Item[] {
    const at = this.#at
    const before = this.#eat(/\^?!?/uy) ?? ''
    const { atoms, parts } = this.#atoms(inside)
    const quantifier = this.#eat(/[?+*]\??/uy) ?? ''
    if (/^\?\?$/u.test(quantifier)) throw this.#error(`'${quantifier}' is doubled`)
    const repeat = quantifier === '' ? this.#braces() : null
    if (inside && (/^[+*]/u.test(quantifier) || repeat?.max === Infinity)) {
      // Else a phrase can take cubic time: every place in the sentence would be an end of every place.
      throw this.#error('inside parentheses a repetition needs a limit: {1,5}', at)
    }
    const after = this.#eat(/\$(?=[\s\])|]|$)/uy) ?? ''
    if (atoms.length > 1 && (before + quantifier + after !== '' || repeat)) {
      throw this.#error(
        `'${this.#text.slice(at, this.#at)}' is several tokens: put them in parentheses, with spaces`,
        at,
      )
    }
    return atoms.map((atom) => simplify({ before, atom, quantifier, repeat, after, parts }))
  }

  #braces(): Repeat | null {
    const at = this.#at
    if (this.#text[at] !== '{') return null
    const braces = this.#eat(/\{\s*\d*\s*(?:,\s*\d*\s*)?\}/uy)
    if (!braces) throw this.#error("'{' needs numbers and '}': {2}, {2,4}, {2,}, {,4}")
    const [low = '', high = low] = braces.slice(1, -1).split(',', 2)
    const min = Number(low)
    const max = high.trim() === '' ? Infinity : Number(high)
    if (!/\d/u.test(braces) || max < min || max === 0) throw this.#error(`'${braces}' is no range`, at)
    return { min, max }
  }

  #atoms(inside: boolean): { readonly atoms: readonly string[]; readonly parts: Item[][] } {
    const sign = this.#text[this.#at]
    if (sign === '(') {
      if (inside) throw this.#error('parentheses stand inside parentheses')
      return this.#parenthesis()
    }
    return { atoms: this.#plainAtoms(sign), parts: [] }
  }

  #plainAtoms(sign: string | undefined): string[] {
    if (sign === '[') throw this.#error("'[' stands inside parentheses or behind '!'")
    if (sign === '#') return [this.#tag()]
    if (sign === '/' && !this.#looking(/\/(?=[\s\])|?+*{$]|$)/uy)) return [this.#expression()]
    if (this.#eat(/\.(?=[\s\])|?+*{$&]|$)/uy)) return ['.']
    if (this.#looking(/\.(?!\d)/uy)) throw this.#error(String.raw`'.' takes any token; for a full stop write \.`)
    if (this.#looking(/\*(?=[\s\])|$]|$)/uy)) return ['.']
    return this.#words()
  }

  #words(): string[] {
    const at = this.#at
    const raw = this.#eat(/(?:[^\s()[\]|?+*{}$^<>~@#\\!&]|\\.|&(?!&)|(?<=.)\$(?![\s\])|]|$))+/uy)
    if (raw === null) {
      const sign = this.#text.slice(at, at + 1)
      if (sign === '\\') throw this.#error(String.raw`'\' stands at the end`)
      if (sign === '' || /\s/u.test(sign)) throw this.#error('an element is missing')
      const reason = refused[sign] ?? `'${sign}' is not expected`
      throw this.#error(String.raw`${reason} (for the sign itself write \${sign})`)
    }
    return tokenise(raw.replace(/\\(.)/gu, '$1')).map(({ key }) => mask(key))
  }

  #tag(): string {
    const at = this.#at
    const tag = this.#eat(/#\p{L}[\p{L}\p{N}_]*/uy)
    if (!tag) throw this.#error("'#' needs the name of a tag")
    const name = tag.charAt(1).toUpperCase() + tag.slice(2)
    if (!this.#tags.has(name)) {
      throw this.#error(`there is no tag #${name}; known: ${[...this.#tags].map((known) => `#${known}`).join(' ')}`, at)
    }
    return `#${name}`
  }

  #expression(): string {
    const at = this.#at
    const raw = this.#eat(/\/(?:[^/\\\n]|\\.)+\/(?=[\s\])|?+*{$&]|$)/uy)
    if (!raw) throw this.#error("a regular expression '/' is not closed", at)
    try {
      this.#expressions.push(new RegExp(raw.slice(1, -1), 'u'))
    } catch (error) {
      throw this.#error(error instanceof Error ? error.message : 'bad regular expression', at)
    }
    return `#=${this.#expressions.length - 1}`
  }

  #parenthesis(): { readonly atoms: readonly string[]; readonly parts: Item[][] } {
    const at = this.#at
    this.#at++
    const parts: Item[][] = [[]]
    let operator = ''
    for (this.#skipSpace(); !this.#eat(/\)/uy); this.#skipSpace()) {
      if (this.#at >= this.#text.length) throw this.#error("'(' is not closed", at)
      const found = this.#eat(/\||&&/uy)
      if (!found) {
        parts.at(-1)!.push(...this.#element(true))
        continue
      }
      if (operator !== '' && operator !== found) throw this.#error("'|' and '&&' stand in one parenthesis", at)
      operator = found
      parts.push([])
    }
    if (parts.some((part) => part.length === 0)) throw this.#error("a part of '(…)' is empty", at)
    const words = parts.flatMap((part) => (part.length === 1 && isPlainWord(part[0]!) ? part : []))
    if (operator !== '&&' && words.length === parts.length && words.some(({ repeat }) => repeat)) {
      throw this.#error('a single word is repeated inside the parenthesis: repeat the parenthesis', at)
    }
    const sources = parts.map((part) => part.map((item) => render(item).source).join(' '))
    return { atoms: [`(${sources.join(operator === '&&' ? ' && ' : '|')})`], parts }
  }

  #skipSpace(): void {
    this.#eat(/\s+/uy)
  }

  #eat(sticky: RegExp): string | null {
    sticky.lastIndex = this.#at
    const found = sticky.exec(this.#text)?.[0] ?? null
    this.#at += found?.length ?? 0
    return found
  }

  #looking(sticky: RegExp): boolean {
    sticky.lastIndex = this.#at
    return sticky.test(this.#text)
  }

  #error(message: string, at = this.#at): Error {
    return new Error(`${message}, at character ${at + 1} of the phrase: …${this.#text.slice(at, at + 20)}`)
  }
}

/** compromise takes `x*` for `x+`, and `*` alone for any tokens. */
function simplify(item: Item): Item {
  return item.quantifier.startsWith('*') ? { ...item, quantifier: '+?' } : item
}

/** Where all alternatives are such words, compromise packs them into a set and forgets how often each is to come. */
function isPlainWord({ before, atom, after }: Item): boolean {
  return before + after === '' && !/^[.#]/u.test(atom)
}

function render(item: Item): SyntaxItem {
  const { before, opens = '', atom, quantifier, closes = '', after, repeat, parts } = item
  const source = before + opens + atom + quantifier + closes + after
  return { source, repeat, parts: parts.map((part) => part.map(render)) }
}
