import type { Document, Role } from '../../domain/document.ts'
import { DocumentError } from '../../domain/issue.ts'
import type { DocumentBuilder } from '../../layout/document-builder.ts'
import { decodeWords } from '../../layout/decode-words.ts'
import { judgeText } from '../../text/faults/judge-text.ts'
import { changeLines, paragraphsOf, plainText, type Block } from './blocks.ts'
import type { Notices } from './notices.ts'
import { BlockWriter } from './write-blocks.ts'

/** Everything a word processor's file holds, each story in its own order. */
export interface Stories {
  readonly body: readonly Block[]
  /** Text boxes in the order of their anchors. */
  readonly textBoxes: readonly Block[]
  /** Footnotes, then endnotes, in the order of their marks. */
  readonly notes: readonly Block[]
  readonly comments: readonly Block[]
  /** One list for each header that some page shows. */
  readonly headers: readonly (readonly Block[])[]
  readonly footers: readonly (readonly Block[])[]
}

/** A header or footer that holds nothing but this numbers pages. */
const bareNumber = /^(?:(?:trang|page|tr\.?)\s*)?[-–—\d/\s]*$/iu

/**
 * Stories → Document: body first, the rest after it and marked. Throws DocumentError 'needs-ocr' where there are only
 * pictures and 'empty' where there is nothing.
 */
export function assemble(
  stories: Stories,
  builder: DocumentBuilder,
  found: { readonly mediaType: string; readonly notices: Notices; readonly hasImages: boolean },
): Document {
  const writer = new BlockWriter(builder, found.notices)
  const { shown, encodings } = decodeStories(stories, builder, found.notices)
  const ordered: readonly (readonly [Role, readonly Block[]])[] = [
    ['body', shown.body],
    ['text-box', shown.textBoxes],
    ['footnote', shown.notes],
    ['comment', shown.comments],
    ['page-header', distinct(shown.headers)],
    ['page-footer', distinct(shown.footers)],
  ]
  for (const [role, blocks] of ordered) for (const block of blocks) writer.write(block, role)
  const document = builder.build({
    mediaType: found.mediaType,
    pages: [],
    origin: 'native',
    encodings,
    issues: found.notices.issues(),
  })
  if (document.words.length > 0) return document
  if (found.hasImages)
    throw new DocumentError('needs-ocr', 'This Word file holds only pictures: its text has to be recognised first.')
  throw new DocumentError('empty', 'This Word file holds no text.')
}

/** All stories with the words as they are shown: what their characters stand for is decided for the document as a whole. */
function decodeStories(stories: Stories, builder: DocumentBuilder, notices: Notices) {
  const { body, textBoxes, notes, comments, headers, footers } = stories
  const all = [body, textBoxes, notes, comments, ...headers, ...footers]
  const written = all.flatMap((blocks) => paragraphsOf(blocks).flatMap((paragraph) => paragraph.lines))
  const { lines, encodings } = decodeWords(written, (style) => builder.fontOf(style))
  const fault = judgeText(lines.flat())
  if (fault) notices.add(`text-layer-${fault}`)
  // Cut letters look like some old encoding.
  if (fault === 'cut') return { shown: stories, encodings: ['unicode'] }
  if (lines === written) return { shown: stories, encodings }
  let next = 0
  const change = (blocks: readonly Block[]): Block[] =>
    changeLines(blocks, (before) => lines.slice(next, (next += before.length)))
  const shown: Stories = {
    body: change(body),
    textBoxes: change(textBoxes),
    notes: change(notes),
    comments: change(comments),
    headers: headers.map(change),
    footers: footers.map(change),
  }
  return { shown, encodings }
}

/** Headers or footers, each text once, without bare page numbers. */
function distinct(parts: readonly (readonly Block[])[]): Block[] {
  const seen = new Set<string>()
  return parts.flatMap((part) => {
    const kept = part.filter((block) => !bareNumber.test(plainText([block])))
    const text = plainText(kept)
    if (seen.has(text)) return []
    seen.add(text)
    return kept
  })
}
