import type { Role } from '../../domain/document.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import { assemble, type Stories } from '../flow/assemble.ts'
import type { Block } from '../flow/blocks.ts'
import { Notices } from '../flow/notices.ts'
import type { Reader } from '../reader.ts'
import { Drawings, Pictures } from './drawings.ts'
import { Formatting } from './formatting.ts'
import { shownHeaders } from './headers.ts'
import { ListTable } from './list-table.ts'
import { Notes, noteTexts } from './notes.ts'
import { OldNumbering } from './old-numbering.ts'
import { PieceTable } from './piece-table.ts'
import { Story, type DocContext } from './story.ts'
import { divideText, type TextRange } from './text-ranges.ts'
import { openWordFile, structureOf, type WordFile } from './word-file.ts'

type Parts = ReturnType<typeof divideText>

export const docMediaType = 'application/msword'

/**
 * .doc of Word 6, 95 and 97 to 2003 → Document ([MS-DOC]). Numbers that Word counts itself are written in, tracked changes
 * are taken as accepted, hidden text is left out. 8-bit text stays as its bytes read in Windows-1252, with its font.
 */
export const readDoc: Reader = (bytes) =>
  Promise.resolve().then(() => {
    const notices = new Notices()
    const builder = new DocumentBuilder()
    const { stories, images } = readStories(bytes, builder, notices)
    return assemble(stories, builder, { mediaType: docMediaType, notices, hasImages: images > 0 })
  })

/** All texts of the file, before it is told how their bytes are to be read and in what order they stand. */
export function readStories(
  bytes: Uint8Array,
  builder: DocumentBuilder,
  notices: Notices,
): { readonly stories: Stories; readonly images: number } {
  const file = openWordFile(bytes, notices)
  const pieces = new PieceTable(file)
  const parts = divideText(file.fib.parts, pieces.text.length)
  const formatting = new Formatting(file, pieces)
  const footnotes = new Notes(file, 'footnoteMarks', 'footnotes', parts.footnotes)
  const endnotes = new Notes(file, 'endnoteMarks', 'endnotes', parts.endnotes)
  const shown = { footnotes: new Set<number>(), endnotes: new Set<number>() }
  const note = (position: number) => {
    const [footnote, endnote] = [footnotes.marks.get(position), endnotes.marks.get(position)]
    if (footnote !== undefined) shown.footnotes.add(footnote)
    if (endnote !== undefined) shown.endnotes.add(endnote)
  }
  const fontName = (index: number) => formatting.fontName(index)
  const context: DocContext = {
    builder,
    pieces,
    formatting,
    lists: new ListTable(file, fontName),
    oldNumbers: new OldNumbering(file.fib.generation, fontName),
    met: { notices, note },
    textBoxes: [],
    pictures: new Pictures(file.data),
    images: 0,
  }
  const body = readStory(context, 'body', 'body', parts.body, new Drawings(file, 'body', parts.body, parts.textBoxes))
  const margins = readMargins(context, file, parts)
  const stories = {
    body,
    textBoxes: context.textBoxes,
    notes: [
      ...readNotes(
        context,
        'footnotes',
        [...shown.footnotes].map((index) => footnotes.text(index)),
      ),
      ...readNotes(
        context,
        'endnotes',
        [...shown.endnotes].map((index) => endnotes.text(index)),
      ),
    ],
    comments: noteTexts(structureOf(file, 'comments'), parts.comments).flatMap((text, index) =>
      text ? readStory(context, 'comment', `comments/comment[${index + 1}]`, text, null) : [],
    ),
    ...margins,
  }
  return { stories, images: context.images }
}

function readNotes(context: DocContext, kind: 'footnotes' | 'endnotes', texts: readonly (TextRange | null)[]): Block[] {
  return texts.flatMap((text, index) =>
    text ? readStory(context, 'footnote', `${kind}/note[${index + 1}]`, text, null) : [],
  )
}

/** Headers and footers that Word shows. */
function readMargins(context: DocContext, file: WordFile, parts: Parts): { headers: Block[][]; footers: Block[][] } {
  const drawings = new Drawings(file, 'headers', parts.headers, parts.headerTextBoxes)
  const { headers, footers } = shownHeaders(file, parts.headers)
  return {
    headers: headers.map((text, index) => readStory(context, 'page-header', `header[${index + 1}]`, text, drawings)),
    footers: footers.map((text, index) => readStory(context, 'page-footer', `footer[${index + 1}]`, text, drawings)),
  }
}

function readStory(context: DocContext, role: Role, path: string, text: TextRange, drawings: Drawings | null): Block[] {
  const blocks: Block[] = []
  new Story(context, role, path, drawings, (block) => void blocks.push(block)).read(text)
  return blocks
}
