import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Record } from '../domain/record.ts'
import type { SearchEntry } from '../store/search-entry.ts'
import { plainKey, plainOf, searchWords } from '../text/search-words.ts'
import type { SearchWord } from '../text/search-words.ts'
import { waysToWrite } from './issuer-names.ts'

/** What can be asked for: the whole text, or one field of the header. */
export const searchFields = ['text', 'type', 'number', 'issuer', 'subject'] as const
export type SearchField = (typeof searchFields)[number]
/** Whether marks count. */
export type Spelling = 'marked' | 'plain'

const fieldLetters: Readonly<{ [Field in SearchField]: string }> = {
  text: '',
  type: 't',
  number: 'n',
  issuer: 'i',
  subject: 's',
}

/** A word as the database knows it: field and spelling stand before it, so that all are words of one text. */
export function storedWord(field: SearchField, spelling: Spelling, word: SearchWord): string {
  return fieldLetters[field] + spelling[0]! + word[spelling]
}

/** A text is found by so many words: far more than a report has, and few enough for a database's own limits. */
const mostWords = 200_000
const mostDistinctBytes = 400_000
/** Of a header field: what is longer was not read right. */
const longestField = 2_000
const longestKey = 200
/** On a report's text: 3 takes a quarter of the time of 4 and leaves 1 % more. */
const textQuality = 3

/** What a record is found by. */
export function makeEntry({ header, text }: Pick<Record, 'header' | 'text'>): SearchEntry {
  const type = valueOf(header.type)
  const number = valueOf(header.number)
  const issuer = valueOf(header.issuer)
  const subject = valueOf(header.subject)
  const fields = { type, number, issuer, subject }
  const words = [
    ...Object.entries(fields).flatMap(([field, value]) =>
      value === null ? [] : spell(field as SearchField, searchWords(value)),
    ),
    ...spell('text', bounded(searchWords(text))),
  ]
  return {
    ...fields,
    typeKey: keyOf(fields.type),
    numberKey: keyOf(fields.number),
    issuerKey: keyOf(fields.issuer),
    issuedOn: valueOf(header.issuedOn),
    secrecy: valueOf(header.secrecy),
    text: packText(text),
    words: words.join(' '),
  }
}

function spell(field: SearchField, words: readonly SearchWord[]): string[] {
  return (['plain', 'marked'] as const).flatMap((spelling) => words.map((word) => storedWord(field, spelling, word)))
}

/** PostgreSQL refuses NUL and halves of characters. */
function valueOf(field: { readonly value: string } | null): string | null {
  return field === null ? null : field.value.replaceAll('\0', '').slice(0, longestField).toWellFormed()
}

/** A value of a field for comparing; lists are filtered by it. */
export function keyOf(value: string | null): string | null {
  return value === null ? null : plainKey(value).slice(0, longestKey)
}

/** The keys an issuer's name may have. */
export function issuerKeysOf(name: string): string[] {
  return waysToWrite(searchWords(name)).map((words) => plainOf(words).slice(0, longestKey))
}

function bounded(words: readonly SearchWord[]): readonly SearchWord[] {
  const seen = new Set<string>()
  let bytes = 0
  for (const [i, { marked, plain }] of words.entries()) {
    if (!seen.has(marked)) {
      seen.add(marked)
      bytes += Buffer.byteLength(marked) + Buffer.byteLength(plain)
    }
    if (bytes > mostDistinctBytes || i === mostWords) return words.slice(0, i)
  }
  return words
}

function packText(text: string): Uint8Array {
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: textQuality, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  })
}

/** The text an entry was made from. */
export function unpackText(packed: Uint8Array): string {
  return brotliDecompressSync(packed).toString('utf8')
}
