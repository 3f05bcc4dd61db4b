import { readdirSync, readFileSync } from 'node:fs'
import type { Document } from '../../src/domain/document.ts'
import { decode } from '../../src/text/encodings/encodings.ts'
import { syllableScore } from '../../src/text/encodings/syllables.ts'
import { encode } from '../text/encode.ts'

// What the transcripts of the documents in old fonts say otherwise than the documents do. Each difference is taken out of
// both sides, so that what is left of a comparison is ours.

/** The text read and the transcript, on their way to be compared. */
interface Pair {
  readonly got: string
  readonly truth: string
}

interface Difference {
  readonly why: string
  /** Names of the documents; all where there are none. */
  readonly of?: readonly string[]
  readonly settle: (pair: Pair, document: Document) => Pair
}

const pdfs = [
  '2005-1ADDZ_Ke_hoach_2005__QH_lan_6_25-10',
  '2006-16EZE_TT01.06GopvonDNNVV',
  '2006-19412_QD115.04TTg_BLTch_DNNVV',
]

const onBoth = (change: (text: string) => string) => (pair: Pair) => ({
  got: change(pair.got),
  truth: change(pair.truth),
})
const inTruth = (change: (text: string) => string) => (pair: Pair) => ({ ...pair, truth: change(pair.truth) })

const differences: readonly Difference[] = [
  {
    why: 'the order of text boxes is that of the file, not of their anchors; page numbers and boxes stand after all else',
    of: ['2004-duanLD9820'],
    settle: ({ truth }, document) => ({
      got: textOf(document, 'body'),
      truth: truth.slice(0, truth.search(/\sPAGE\s+\d/u)),
    }),
  },
  {
    why: 'codes of fields are transcribed',
    settle: inTruth((text) => text.replace(/(?:PAGE\s+)+\d*|EMBED \S+|=SUM\(ABOVE\)|formtext|[\x01-\x08]/gu, ' ')),
  },
  {
    why: 'page numbers are transcribed',
    of: pdfs,
    settle: inTruth((text) => text.replace(/^\s*\d{1,3}\s*$/gmu, '')),
  },
  {
    why: 'footnotes stand inside the paragraph that their page ends in',
    of: pdfs,
    settle: ({ truth }, document) => ({
      got: textOf(document, 'body'),
      truth: textsOf(document, 'footnote').reduce(withoutNote, truth),
    }),
  },
  {
    why: 'spaces inside words and figures, where the pen moves without a space (ch ỉ, 1 66,9)',
    of: pdfs,
    settle: onBoth((text) =>
      text
        .replace(/(?<!\p{L})([bcdđghklmnpqrstvx]{1,3}|gi|qu|kho|dư|lu|ngu|trư) (?=(?![đĐ])[\u00c0-\u1ef9])/giu, '$1')
        .replace(/(?<!\p{L})(IC|HI|G) (?=OR|V\/|DP)/gu, '$1')
        .replace(/\s+(?=[\d;:,.%‰)])|(?<=\()\s+|(?<=\d)\s+(?=\d)/gu, ''),
    ),
  },
  {
    why: 'passages in VNI are transcribed as if in TCVN3 (ủụn vũ for đơn vị)',
    of: ['2004-duanLD9820'],
    settle: inTruth(fromVni),
  },
  {
    why: 'aë of VNI is transcribed as ẵ (hoẵc for hoặc)',
    of: ['2006-quydinhkiemtra02', '2009-download'],
    settle: onBoth((text) => text.replace(/ẵ/gu, 'ặ')),
  },
  {
    why: 'fonts that draw capitals are transcribed in small letters, and Số before a symbol in capitals',
    settle: onBoth((text) => text.toLowerCase()),
  },
]

/** Both texts without what the transcript has otherwise than the document. */
export function settleDifferences(name: string, truth: string, document: Document): Pair {
  const pair: Pair = { got: document.text.normalize('NFC'), truth: truth.normalize('NFC') }
  return differences.reduce(
    (settled, { of, settle }) => (of && !of.includes(name) ? settled : settle(settled, document)),
    pair,
  )
}

function textsOf({ blocks, text }: Document, role: Document['blocks'][number]['role']): string[] {
  return blocks.filter((block) => block.role === role).map(({ start, end }) => text.slice(start, end))
}

function textOf(document: Document, role: Document['blocks'][number]['role']): string {
  return textsOf(document, role).join('\n')
}

/** A note is taken out only where it stands letter by letter, whatever its spaces. */
function withoutNote(text: string, note: string): string {
  const letters = Array.from(note.replace(/\s/gu, ''), (letter) => letter.replace(/[\^$*+?.()|[\]{}/]/u, '\\$&'))
  return text.replace(new RegExp(letters.join('\\s*'), 'iu'), ' ')
}

/** Words that are no syllables as transcribed, and those that follow them, where they are ones in VNI. */
function fromVni(text: string): string {
  const isSyllable = (word: string) => syllableScore(word.toLowerCase()) > -Infinity
  let goesOn = false
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const read = decode(encode(word, 'tcvn3'), 'vni', false).text
    goesOn = isSyllable(read) && (goesOn || !isSyllable(word))
    return goesOn ? read : word
  })
}

const corpus = new URL('../../../shared/corpus/', import.meta.url)

export function legacyFiles(): string[] {
  return readdirSync(new URL('legacy/', corpus))
}

export function legacyFile(name: string): Uint8Array {
  return readFileSync(new URL(`legacy/${name}`, corpus))
}

export function transcript(name: string): string {
  return readFileSync(new URL(`transcripts/${name}.txt`, corpus), 'utf8')
}
