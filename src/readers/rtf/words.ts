import { actions } from './actions.ts'
import { destinations, skippedDestinations } from './destinations.ts'
import type { Interpreter } from './interpreter.ts'
import { otherParagraphWords, otherRunWords, paragraphWords, runWords } from './properties.ts'
import { rowWords, type RowBuilder } from './row.ts'
import type { ParagraphProperties, RunProperties } from './state.ts'
import { WordTrie } from './word-trie.ts'

/** What a control word does. */
export type Word =
  | { readonly kind: 'character'; readonly text: string }
  | { readonly kind: 'unicode' }
  | { readonly kind: 'run'; readonly change: (run: RunProperties, parameter: number | null) => RunProperties }
  | {
      readonly kind: 'paragraph'
      readonly change: (paragraph: ParagraphProperties, parameter: number | null) => ParagraphProperties
    }
  | { readonly kind: 'row'; readonly change: (row: RowBuilder, parameter: number | null) => void }
  | { readonly kind: 'action' | 'destination'; readonly act: (reader: Interpreter, parameter: number | null) => void }

/** Control words that are characters, or white space like one. */
const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  page: ' ',
  column: ' ',
  softpage: ' ',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

function entries<Value>(table: Readonly<Record<string, Value>>, make: (value: Value) => Word): [string, Word][] {
  return Object.entries(table).map(([name, value]) => [name, make(value)])
}

export const words = new WordTrie<Word>([
  ['u', { kind: 'unicode' }],
  ...entries(characters, (text) => ({ kind: 'character', text })),
  ...entries(runWords, (change) => ({ kind: 'run', change })),
  ...otherRunWords.map((name): [string, Word] => [name, { kind: 'run', change: (run) => run }]),
  ...entries(paragraphWords, (change) => ({ kind: 'paragraph', change })),
  ...otherParagraphWords.map((name): [string, Word] => [name, { kind: 'paragraph', change: (paragraph) => paragraph }]),
  ...entries(rowWords, (change) => ({ kind: 'row', change })),
  ...entries(actions, (act) => ({ kind: 'action', act })),
  ...entries(destinations, (act) => ({ kind: 'destination', act })),
  ...skippedDestinations.map((name): [string, Word] => [
    name,
    { kind: 'destination', act: (reader) => reader.skipGroup() },
  ]),
])
