import { toMatchView } from './normalise.ts'
import { digitNumber, numberWords, parseNumberWords } from './numbers.ts'
import { foldTone } from './vietnamese.ts'

/** One token of a sentence, `text === sentence.slice(start, end)`. White space between tokens belongs to none. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  /** What equal words share: see `foldTone`; dashes and quotes folded. */
  readonly key: string
  /** Every tag that covers the token, also as part of a longer run. */
  readonly tags: Set<string>
}

/** The runs of one tag: index of the first token → index after the last. They never overlap. */
export type Runs = ReadonlyMap<number, number>

export interface TaggedTokens {
  readonly tokens: readonly Token[]
  /** Tags whose runs can be longer than a token. All other tags stand on single tokens. */
  readonly runs: ReadonlyMap<string, Runs>
}

/** Tags that need no lexicon. */
export const builtInTags = [
  'Number', // 3.232,311 and 98,33%; 2 600 where a #Unit follows
  'Percent', // 98,33% and 98,33 %
  'Integer', // 05, 52.000.000
  'Ratio', // 09/12: three tokens
  'NumberWord', // hai mươi mốt
  'Document', // U+E000
  'Date', // U+E001
  'Masked', // U+E002
  'Word',
  'TitleCase',
  'UpperCase',
  'Punctuation',
] as const

const masks: Readonly<Record<string, string>> = { '\ue000': 'Document', '\ue001': 'Date', '\ue002': 'Masked' }

/**
 * In this order: a mask, a number with its percent sign, a unit or code that ends in digits (m2, H1N1), letters, anything else.
 * Other digits do not belong to the letters before them: 'đạt38,5%', 'ngày15'.
 */
const token =
  /([\ue000-\ue002])\1*|(\d+(?:[.,]\d+)*(?:[ \u00a0]?[%‰])?)|([cdkm]?m[23](?![\p{L}\p{M}\d])|[A-Z]{1,3}\d+(?:[A-Z]+\d*)*(?![\p{L}\p{M}])|[\p{L}\p{M}]+[²³]?)|\S/gu

const wholeNumber = new RegExp(`^${digitNumber}[%‰]?$`, 'u')
const integer = /^(?:\d+|\d{1,3}(?:\.\d{3})+)$/u
const spaces = /[ \u00a0]/gu

function numberTags(text: string): Set<string> {
  const tags = new Set<string>()
  if (!wholeNumber.test(text)) return tags // 1.2.3: a place in a list
  tags.add('Number')
  if (/[%‰]$/u.test(text)) tags.add('Percent')
  else if (integer.test(text)) tags.add('Integer')
  return tags
}

function wordTags(text: string): Set<string> {
  const tags = new Set(['Word'])
  const small = text.toLowerCase()
  if (text === small) return tags
  if (text.length > 1 && text === text.toUpperCase()) tags.add('UpperCase')
  else if (text.slice(0, 1) !== small.slice(0, 1)) tags.add('TitleCase')
  return tags
}

/** Tokens with the tags they have by themselves. */
export function tokenise(sentence: string): Token[] {
  const tokens: Token[] = []
  for (const match of sentence.matchAll(token)) {
    const [text, mask, number, word] = match
    const place = { text, start: match.index, end: match.index + text.length }
    if (mask !== undefined) tokens.push({ ...place, key: mask, tags: new Set([masks[mask]!]) })
    else if (number !== undefined) {
      const key = number.replace(spaces, '')
      tokens.push({ ...place, key, tags: numberTags(key) })
    } else if (word !== undefined) tokens.push({ ...place, key: foldTone(word), tags: wordTags(word) })
    else tokens.push({ ...place, key: toMatchView(text), tags: new Set(['Punctuation']) })
  }
  return tokens
}

interface LexiconNode {
  readonly next: Map<string, LexiconNode>
  readonly tags: Set<string>
}

/** Finds the phrases of a lexicon in tokens. */
export class PhraseLexicon {
  readonly tags: readonly string[]
  readonly #root: LexiconNode = { next: new Map(), tags: new Set() }

  /** Throws where a tag has a name that match syntax cannot spell or that is built in, or a phrase is empty. */
  constructor(lexicon: ReadonlyMap<string, readonly string[]>) {
    this.tags = [...lexicon.keys()].map(tagName)
    for (const [name, phrases] of lexicon) for (const phrase of phrases) this.#add(tagName(name), phrase)
  }

  #add(tag: string, phrase: string): void {
    const tokens = tokenise(phrase)
    if (tokens.length === 0) throw new Error(`lexicon of #${tag}: a phrase is empty`)
    let node = this.#root
    for (const { key } of tokens) {
      let next = node.next.get(key)
      if (!next) node.next.set(key, (next = { next: new Map(), tags: new Set() }))
      node = next
    }
    node.tags.add(tag)
  }

  /** Runs of every tag, leftmost first and then longest: no run begins inside another of the same tag. */
  find(tokens: readonly Token[]): Map<string, Map<number, number>> {
    const runs = new Map(this.tags.map((tag) => [tag, new Map<number, number>()]))
    const free = new Map<string, number>()
    for (let start = 0; start < tokens.length; start++) {
      const longest = this.#longest(tokens, start)
      for (const [tag, end] of longest ?? []) {
        if (start < (free.get(tag) ?? 0)) continue
        free.set(tag, end)
        runs.get(tag)!.set(start, end)
      }
    }
    return runs
  }

  #longest(tokens: readonly Token[], start: number): Map<string, number> | undefined {
    let found: Map<string, number> | undefined
    let node: LexiconNode | undefined = this.#root
    for (let at = start; at < tokens.length;) {
      node = node.next.get(tokens[at]!.key)
      if (!node) break
      at++
      for (const tag of node.tags) (found ??= new Map<string, number>()).set(tag, at)
    }
    return found
  }
}

/** Match syntax makes the first letter of a tag a capital. */
function tagName(name: string): string {
  const tag = name.charAt(0).toUpperCase() + name.slice(1)
  if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(tag)) throw new Error(`'${name}' cannot be a tag: letters, digits and _ only`)
  if (builtInTags.some((builtIn) => builtIn === tag)) throw new Error(`#${tag} is built in, a lexicon cannot define it`)
  return tag
}

/** Words that mean something else far more often than 5 and 0, unless they repeat a figure: '05 (năm) ngày'. */
const notAlone = new Set(['năm', 'không'].map(foldTone))
/** Three digits take five words; four such groups with their scales, 'chín trăm … tỷ', take this many. */
const maxNumberWords = 24
const numberRun = new RegExp(numberWords, 'gv')

function findNumberWords(tokens: readonly Token[]): Runs {
  const runs = new Map<number, number>()
  const words = tokens.map(({ text }) => text.normalize('NFC').toLowerCase())
  const indexAt = new Map<number, number>()
  let length = 0
  for (const [index, word] of words.entries()) {
    indexAt.set(length, index)
    length += word.length + 1
  }
  for (const match of words.join(' ').matchAll(numberRun)) {
    const start = indexAt.get(match.index)
    if (start !== undefined) addNumberWords(runs, tokens, words, start, start + match[0].split(' ').length)
  }
  return runs
}

/** Within the run [start, limit): the longest number from its start, then what follows it. */
function addNumberWords(
  runs: Map<number, number>,
  tokens: readonly Token[],
  words: readonly string[],
  start: number,
  limit: number,
): void {
  for (let at = start; at < limit;) {
    let end = Math.min(limit, at + maxNumberWords)
    while (end > at && parseNumberWords(words.slice(at, end).join(' ')) === null) end--
    const bracketed = tokens[at - 1]?.key === '(' && tokens[end]?.key === ')'
    const stands = end > at + 1 || (end > at && (bracketed || !notAlone.has(tokens[at]!.key)))
    if (stands) runs.set(at, end)
    at = stands ? end : at + 1
  }
}

/** Two whole numbers and the slash between them, unless the slashes go on (31/12/2024, 12/KH-UBND). */
function findRatios(tokens: readonly Token[]): Runs {
  const runs = new Map<number, number>()
  const isInteger = (at: number): boolean => tokens[at]?.tags.has('Integer') ?? false
  for (const [at, { key }] of tokens.entries()) {
    if (key !== '/' || !isInteger(at - 1) || !isInteger(at + 1)) continue
    if (tokens[at - 2]?.key !== '/' && tokens[at + 2]?.key !== '/') runs.set(at - 1, at + 2)
  }
  return runs
}

/** Numbers; digits in groups of three with spaces are one where a unit follows: '2 600 USD', '263 158 USD'. */
function findNumbers(tokens: readonly Token[], units: Runs | undefined): Runs {
  const runs = new Map<number, number>()
  const groupEnd = (from: number): number => {
    let end = from + 1
    if (!/^\d{1,3}$/u.test(tokens[from]!.text)) return end
    while (/^\d{3}$/u.test(tokens[end]?.text ?? '') && tokens[end]!.start === tokens[end - 1]!.end + 1) end++
    return units?.has(end) ? end : from + 1
  }
  for (let at = 0; at < tokens.length; at++) {
    if (!tokens[at]!.tags.has('Number')) continue
    const end = groupEnd(at)
    runs.set(at, end)
    at = end - 1
  }
  return runs
}

/** Tokens with all their tags. */
export function tagTokens(sentence: string, lexicon: PhraseLexicon): TaggedTokens {
  const tokens = tokenise(sentence)
  const runs = new Map<string, Runs>(lexicon.find(tokens))
  runs.set('Number', findNumbers(tokens, runs.get('Unit')))
  runs.set('Ratio', findRatios(tokens))
  runs.set('NumberWord', findNumberWords(tokens))
  for (const [tag, places] of runs) {
    for (const [start, end] of places) for (let i = start; i < end; i++) tokens[i]!.tags.add(tag)
  }
  return { tokens, runs }
}
