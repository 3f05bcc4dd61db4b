import nlp from 'compromise/one'
import { unmask, readSyntax, type Repeat, type SyntaxItem } from './phrase-syntax.ts'
import { builtInTags, PhraseLexicon, tagTokens, type TaggedTokens, type Token } from './phrase-tokens.ts'
import { searchPhrase, type Step, type TokenSpan } from './phrase-walk.ts'

/** UTF-16 offsets into the sentence, end exclusive. */
export interface PhraseSpan {
  readonly start: number
  readonly end: number
}

export interface PhraseMatch extends PhraseSpan {
  /** Groups that took something, by name; those without a name are '0', '1', … in their order. */
  readonly groups: Readonly<Record<string, PhraseSpan>>
}

/** A compiled phrase; belongs to the matcher that compiled it. */
export interface Phrase {
  readonly source: string
  readonly steps: readonly Step[]
  /** What each step of kind term or tag asks of a token, by the step's name. */
  readonly tests: ReadonlyMap<string, Element>
  /** The regular expressions in the phrase: each sees one token, which can be as long as the sentence. */
  readonly expressions: readonly RegExp[]
  /** A sentence that has none of one of these (words, or tags with '#') has no match. */
  readonly required: readonly (readonly string[])[]
}

/** A sentence, tokenised and tagged once for any number of phrases. */
export interface PhraseSentence {
  readonly text: string
  readonly tokens: readonly (PhraseSpan & { readonly text: string; readonly tags: ReadonlySet<string> })[]
  /** Matches from left to right; none overlap, none are empty. */
  match(phrase: Phrase): PhraseMatch[]
}

export interface PhraseMatcher {
  /** Every tag a phrase may name, without '#'. */
  readonly tags: ReadonlySet<string>
  /** Throws an Error that says what is wrong with the phrase, and where. */
  compile(source: string): Phrase
  sentence(text: string): PhraseSentence
  match(text: string, phrase: Phrase): PhraseMatch[]
}

/** What compromise makes of one element of match syntax; the fields we read. */
interface Element {
  readonly word?: string
  readonly tag?: string
  readonly regex?: RegExp
  readonly fastOr?: ReadonlySet<string>
  readonly choices?: readonly (readonly Element[])[]
  readonly operator?: 'or' | 'and'
  readonly anything?: true
  readonly negative?: true
  readonly greedy?: true
  readonly optional?: true
  readonly start?: true
  readonly end?: true
  readonly group?: string
}

/** A word as compromise tests it: words are compared with `machine`, regular expressions see `normal`. */
interface Term {
  readonly text: string
  readonly normal: string
  readonly machine: string
  readonly pre: ''
  readonly post: ''
  readonly tags: ReadonlySet<string>
}

interface Engine {
  parseMatch(source: string, options: object, world: object): Element[]
  match(documents: readonly (readonly Term[])[], todo: { readonly regs: readonly Element[] }): { ptrs: [number][] }
}

const engine = (nlp.methods() as { one: Engine }).one
/** All that the parser looks at in a world: no English prefixes, no inflection. */
const world = { model: { one: { prefixes: {} } }, methods: { one: {}, two: {} } }

/**
 * Matches phrases in compromise's match syntax over Vietnamese sentences. `lexicon` gives the tags beyond the built-in ones
 * (#Number #Percent #Integer #Ratio #NumberWord #Document #Date #Masked #Word #TitleCase #UpperCase #Punctuation): name → words
 * and phrases. Throws where a name is built in or cannot be written, or a phrase is empty.
 *
 * Tokens: a syllable, a number with its % (so `#Number %` never matches; ask for #Percent), a run of one mask character, or one
 * sign. Words are equal in any case, tone placement (hóa, hoá), i or y (tỷ, tỉ) and normal form; never without their marks.
 *
 * Syntax, where `x` is a word, #Tag, `.` (any token), /expression/ on one token in small letters, (a b|c) or (#A && !#B):
 * `x?` `x+` `x*` `x{2,4}`, `!x` one token that is not x, `!x?` the next token is not x (takes nothing), `^x` at the beginning,
 * `x$` at the end, `[<name>x y]` a group, `\x` the sign itself: `\.` `\(`. As in compromise, `.+?` is `.*`: none or more.
 * A repetition takes as few as it can if a required element follows, else as many as it can; `x?` takes x if it can.
 *
 * A tag of several syllables or signs (hồ sơ; cán bộ, công chức; 09/12) is one `#Tag`. Its syllables stay tokens, so words match
 * inside it, but `#Tag` matches only the whole run, leftmost and longest first; `!#Tag` refuses each of its tokens.
 *
 * compromise reads the syntax and tests tokens. The order of elements is ours, because its own walk never goes back: `số .+ là?
 * #Number` finds nothing without 'là', `.+ #Number #Unit` gives up at the first number, and a tag is one term. Not expressible:
 * looking behind (a `!x` in front takes a token, so it fails at the beginning); inside parentheses: parentheses, groups, `x+`, `x*`.
 * Refused, because they serve English only or would ignore tone marks: ~x~ @method {root} <chunk> %switch%.
 *
 * Its functions are called with a world of our own: other users of compromise in the process neither see nor disturb this.
 */
export function createPhraseMatcher(lexicon: ReadonlyMap<string, readonly string[]>): PhraseMatcher {
  const words = new PhraseLexicon(lexicon)
  const tags = new Set<string>([...builtInTags, ...words.tags])
  const sentence = (text: string): PhraseSentence => new TaggedSentence(text, tagTokens(text, words))
  return {
    tags,
    compile: (source) => compilePhrase(source, tags),
    sentence,
    match: (text, phrase) => sentence(text).match(phrase),
  }
}

function compilePhrase(source: string, tags: ReadonlySet<string>): Phrase {
  const { items, expressions } = readSyntax(source, tags)
  const elements = engine.parseMatch(items.map((item) => item.source).join(' '), {}, world)
  if (elements.length !== items.length) throw new Error(`compromise cannot read the phrase: ${source}`)
  const tests = new Map<string, Element>()
  const steps = toSteps(elements, items, (element) => addTest(tests, clean(element, expressions)))
  return { source, steps, tests, expressions, required: steps.flatMap((step) => requiredNames(step, tests)) }
}

/** What of an element says which tokens it fits, with the words and expressions that `readSyntax` kept away from compromise. */
function clean({ word, tag, fastOr }: Element, expressions: readonly RegExp[]): Element {
  if (word !== undefined) return { word: unmask(word) }
  if (tag?.startsWith('=')) return { regex: expressions[Number(tag.slice(1))]! }
  if (tag !== undefined) return { tag }
  return { fastOr: new Set([...(fastOr ?? [])].map(unmask)) }
}

function addTest(tests: Map<string, Element>, test: Element): string {
  const { word, tag, regex, fastOr } = test
  // A tag's name begins with a letter, so the others cannot be taken for it.
  const name = tag ?? (regex ? `/${regex.source}/` : `=${word ?? [...(fastOr ?? [])].join('|')}`)
  tests.set(name, test)
  return name
}

function toSteps(
  elements: readonly Element[],
  items: readonly SyntaxItem[],
  addName: (element: Element) => string,
): Step[] {
  const steps: Step[] = []
  let followed = false
  for (let i = elements.length - 1; i >= 0; i--) {
    const step = toStep(elements[i]!, items[i]!, followed, addName)
    followed ||= step.min > 0
    steps.unshift(...splitEndless(step))
  }
  return steps
}

/** `x{3,}` as `x{2} x+`: only of a plain `x+` does the search know that it failed for good. */
function splitEndless(step: Step): Step[] {
  if (step.max < Infinity || step.min < 2) return [step]
  const fixed = step.min - 1
  return [
    { ...step, min: fixed, max: fixed, end: false },
    { ...step, min: 1, start: false },
  ]
}

function toStep(
  element: Element,
  { repeat, parts }: SyntaxItem,
  followed: boolean,
  addName: (element: Element) => string,
): Step {
  const kind = kindOf(element)
  const negative = element.negative === true
  const look = negative && element.optional === true && element.greedy !== true && repeat === null
  const { min, max } = look ? { min: 0, max: 1 } : (repeat ?? repeatOf(element))
  return {
    kind,
    name: kind === 'term' || kind === 'tag' ? addName(element) : '',
    choices: element.choices?.map((sequence, i) => toSteps(sequence, parts[i]!, addName)) ?? [],
    negative,
    look,
    min,
    max,
    lazy: followed && (max > 1 || kind === 'any'),
    start: element.start === true,
    end: element.end === true,
    group: element.group ?? null,
  }
}

function kindOf(element: Element): Step['kind'] {
  if (element.anything) return 'any'
  if (element.choices) return element.operator ?? 'or'
  return element.tag === undefined || element.tag.startsWith('=') ? 'term' : 'tag'
}

function repeatOf({ greedy, optional }: Element): Repeat {
  return { min: optional ? 0 : 1, max: greedy ? Infinity : 1 }
}

function requiredNames(step: Step, tests: ReadonlyMap<string, Element>): string[][] {
  if (step.min === 0 || step.negative) return []
  const { word, tag, fastOr } = tests.get(step.name) ?? {}
  if (tag !== undefined) return [[`#${tag}`]]
  if (word !== undefined) return [[word]]
  return fastOr ? [[...fastOr]] : []
}

class TaggedSentence implements PhraseSentence {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly #tagged: TaggedTokens
  /** Each token is a document of its own: in a long one, compromise copies all that follows a token to test it. */
  readonly #documents: readonly (readonly Term[])[]
  readonly #vocabulary = new Set<string>()
  readonly #columns = new Map<string, Uint8Array>()

  constructor(text: string, tagged: TaggedTokens) {
    this.text = text
    this.tokens = tagged.tokens
    this.#tagged = tagged
    this.#documents = tagged.tokens.map((token) => [toTerm(token)])
    for (const { key, tags } of tagged.tokens) {
      this.#vocabulary.add(key)
      for (const tag of tags) this.#vocabulary.add(`#${tag}`)
    }
  }

  match(phrase: Phrase): PhraseMatch[] {
    const has = (name: string): boolean => this.#vocabulary.has(name)
    if (!phrase.required.every((names) => names.some(has))) return []
    const view = {
      size: this.tokens.length,
      runs: this.#tagged.runs,
      fits: (step: Step) => this.#column(step.name, phrase.tests.get(step.name)!),
    }
    return searchPhrase(phrase.steps, view).map(({ groups, ...span }) => ({
      ...this.#toSpan(span),
      groups: Object.fromEntries([...groups].map(([name, taken]) => [name, this.#toSpan(taken)])),
    }))
  }

  #column(name: string, test: Element): Uint8Array {
    let column = this.#columns.get(name)
    if (!column) {
      column = new Uint8Array(this.tokens.length)
      for (const [index] of engine.match(this.#documents, { regs: [test] }).ptrs) column[index] = 1
      this.#columns.set(name, column)
    }
    return column
  }

  #toSpan({ from, to }: TokenSpan): PhraseSpan {
    return { start: this.tokens[from]!.start, end: this.tokens[to - 1]!.end }
  }
}

function toTerm({ text, key, tags }: Token): Term {
  const normal = tags.has('Word') ? text.normalize('NFC').toLowerCase() : key
  return { text, normal, machine: key, pre: '', post: '', tags }
}
