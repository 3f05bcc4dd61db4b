import type { Role } from '../../domain/document.ts'
import { DocumentBuilder } from '../../layout/document-builder.ts'
import type { Reader } from '../reader.ts'
import { assemble } from '../flow/assemble.ts'
import type { Block } from '../flow/blocks.ts'
import { Notices } from '../flow/notices.ts'
import { ListNumbers } from './numbering.ts'
import { Parts } from './parts.ts'
import { readThemeFonts } from './run-properties.ts'
import { Story, type DocxContext } from './story.ts'
import { StyleSheet } from './styles.ts'
import { children, flag, parseXml, type XmlElement } from './xml.ts'

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * .docx, .docm → Document. Numbers that Word counts itself are written in, tracked changes are taken as accepted, hidden
 * text is left out. The XML is walked once; the body is never held as a whole tree.
 */
export const readDocx: Reader = async (bytes, limits) => {
  const notices = new Notices()
  const parts = await Parts.read(bytes, limits, notices)
  const builder = new DocumentBuilder()
  const styles = new StyleSheet(parts.ofType('styles'), readThemeFonts(parts.ofType('theme')))
  const met = { notices, footnotes: new Set<string>(), endnotes: new Set<string>(), images: 0 }
  const lists = new ListNumbers(parts.ofType('numbering'), styles)
  const context: DocxContext = { builder, styles, lists, met, sections: [], textBoxes: [] }

  const blocks: Block[] = []
  const body = new Story(context, 'body', 'body', (block) => void blocks.push(block))
  parseXml(parts.main, { stream: { parent: 'w:body', take: (child) => body.read([child]) } })
  body.end()
  const notes = [
    ...readNotes(context, parts, 'footnote', met.footnotes),
    ...readNotes(context, parts, 'endnote', met.endnotes),
  ]
  const stories = {
    body: blocks,
    textBoxes: context.textBoxes,
    notes,
    comments: readComments(context, parts),
    headers: readMargins(context, parts, 'header'),
    footers: readMargins(context, parts, 'footer'),
  }
  return assemble(stories, builder, { mediaType: docxMediaType, notices, hasImages: met.images > 0 })
}

/** Notes in the order of their marks in the text; notes without a mark are not shown by Word and not read. */
function readNotes(context: DocxContext, parts: Parts, kind: 'footnote' | 'endnote', marks: ReadonlySet<string>) {
  if (marks.size === 0) return []
  const notes = new Map(children(parts.ofType(`${kind}s`), `w:${kind}`).map((n) => [n.attributes['w:id'] ?? '', n]))
  return [...marks].flatMap((id, index) => {
    const note = notes.get(id)
    return note ? readStory(context, 'footnote', `${kind}s/note[${index + 1}]`, note) : []
  })
}

function readComments(context: DocxContext, parts: Parts): Block[] {
  return children(parts.ofType('comments'), 'w:comment').flatMap((comment, index) =>
    readStory(context, 'comment', `comments/comment[${index + 1}]`, comment),
  )
}

/** Headers or footers that Word shows. */
function readMargins(context: DocxContext, parts: Parts, kind: 'header' | 'footer'): Block[][] {
  const role: Role = kind === 'header' ? 'page-header' : 'page-footer'
  const evenToo = flag(parts.ofType('settings'), 'w:evenAndOddHeaders') === true
  const ids = context.sections.flatMap((section) =>
    children(section, `w:${kind}Reference`)
      .filter(({ attributes }) => isShown(attributes['w:type'], section, evenToo))
      .map(({ attributes }) => attributes['r:id'] ?? ''),
  )
  return parts.byIds(ids).map((part, index) => readStory(context, role, `${kind}[${index + 1}]`, part))
}

function isShown(type: string | undefined, section: XmlElement, evenToo: boolean): boolean {
  if (type === 'first') return flag(section, 'w:titlePg') === true
  return type === 'even' ? evenToo : true
}

function readStory(context: DocxContext, role: Role, path: string, element: XmlElement): Block[] {
  const blocks: Block[] = []
  const story = new Story(context, role, path, (block) => void blocks.push(block))
  story.read(element.children)
  story.end()
  return blocks
}
