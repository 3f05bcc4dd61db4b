import type { Document, Paragraph } from '../domain/document.ts'

/** A heading stands among so many paragraphs, or there is none. */
const opening = 40
const longestTitle = 200
const mostLines = 6

/** The motto and what stands beside it, where they are not set in columns; marks of haste and secrecy. */
const letterhead =
  /cộng h(?:oà|òa) xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập\s*[-–]\s*tự do|^(?:dự thảo|(?:hỏa|hoả) tốc.*|(?:thượng )?khẩn|(?:tối |tuyệt )?mật)$/iu
/** What begins the text below a heading. */
const beginsText = /^(?:\(|kính g[ửở]i|căn cứ|chương|điều|mục|phần|[ivx]+\s*[.)]|\d+\s*[.)])/iu
/** How letters, which have no heading, say what they are about. */
const about = /^(?:V\/v|Về việc)(?!\p{L})/iu

/** Of lines that may be of a heading. */
interface Line {
  readonly text: string
  readonly paragraph: Paragraph
}

/**
 * The heading a document opens with, by its looks alone: centred lines, bold or in capitals, below the letterhead ('BÁO CÁO
 * Kết quả …'), or bold ones that begin in capitals; of a letter the line that says what it is about. null where nothing looks so.
 */
export function titleOf({ text, blocks }: Document): string | null {
  const lines = blocks
    .filter((block): block is Paragraph => block.kind === 'paragraph' && block.role === 'body')
    .slice(0, opening)
    .map((paragraph) => ({ text: text.slice(paragraph.start, paragraph.end).replace(/\s+/gu, ' ').trim(), paragraph }))
  const title =
    findTitle(lines, isCentred, ({ text: line, paragraph }) => paragraph.bold || isCapitals(line)) ??
    findSubject(lines) ??
    findTitle(lines, isBold, ({ text: line }) => isCapitals(line))
  return title !== null && title.length > longestTitle ? `${title.slice(0, longestTitle - 1).trimEnd()}…` : title
}

function findTitle(
  lines: readonly Line[],
  belongs: (line: Line) => boolean,
  opens: (line: Line) => boolean,
): string | null {
  const first = lines.findIndex((line) => belongs(line) && !isOther(line) && opens(line))
  if (first < 0) return null
  const parts = [lines[first]!.text]
  for (const line of lines.slice(first + 1, first + mostLines)) {
    // Who decides stands in capitals below what is decided.
    const isAuthority = isCapitals(line.text) && !parts.every(isCapitals)
    if (!belongs(line) || isOther(line) || isAuthority) break
    parts.push(line.text)
  }
  return parts.join(' ')
}

function findSubject(lines: readonly Line[]): string | null {
  const at = lines.findIndex(({ text }) => about.test(text))
  if (at < 0) return null
  const subject = lines[at]!.text
  const next = lines[at + 1]
  return subject.endsWith(',') && next ? `${subject} ${next.text}` : subject
}

function isOther({ text }: Line): boolean {
  return !/\p{L}{2}/u.test(text) || letterhead.test(text) || beginsText.test(text)
}

function isCentred({ paragraph }: Line): boolean {
  return paragraph.side === null && paragraph.align === 'center'
}

function isBold({ paragraph }: Line): boolean {
  return paragraph.side === null && paragraph.bold
}

function isCapitals(line: string): boolean {
  return line === line.toUpperCase()
}
