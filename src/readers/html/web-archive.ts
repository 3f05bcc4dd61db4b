import { DocumentError } from '../../domain/issue.ts'

/** A part of a web archive: one file of the page. */
export interface ArchivedPage {
  readonly bytes: Uint8Array
  /** As its mail header says. */
  readonly charset: string | null
}

export interface WebArchive {
  readonly page: ArchivedPage
  /** Word keeps headers and footers in a page of their own. */
  readonly margins: ArchivedPage | null
}

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** Longer headers are none. */
const maxHeader = 64 * 1024
/** Parts inside parts: mail programs put a page and its plain text into one. */
const maxDepth = 4
const maxParts = 10_000

/**
 * A page with everything it shows in one file (RFC 2557) → its page; null if the bytes are none. Throws DocumentError
 * 'damaged' where there is no page in it.
 */
export function readWebArchive(bytes: Uint8Array): WebArchive | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = splitHeaders(file)
  if (!/^\s*[\w-]+:/.test(file.subarray(0, maxHeader).toString('latin1')) || !whole.headers.has('mime-version'))
    return null
  const pages = pagesOf(whole, 0)
  const [root] = pages
  if (!root) throw new DocumentError('damaged', 'The web archive has no page in it.')
  const margins = pages.find((page) => page !== root && /(?:^|[/\\])header\.html?$/i.test(locationOf(page)))
  return { page: contentOf(root), margins: margins ? contentOf(margins) : null }
}

/** The parts that are web pages, in order; the one named as the start first. */
function pagesOf(part: Part, depth: number): Part[] {
  const type = part.headers.get('content-type') ?? 'text/plain'
  if (/^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type)) return [part]
  const boundary = parameter(type, 'boundary')
  if (!/^\s*multipart\//i.test(type) || boundary === null || depth >= maxDepth) return []
  const pages = partsOf(part.body, boundary).flatMap((inner) => pagesOf(inner, depth + 1))
  const start = parameter(type, 'start')
  if (start === null) return pages
  const isStart = ({ headers }: Part) => headers.get('content-id')?.trim() === start.trim()
  return [...pages.filter(isStart), ...pages.filter((page) => !isStart(page))]
}

function partsOf(body: Buffer, boundary: string): Part[] {
  const parts: Part[] = []
  const delimiter = `--${boundary}`
  let begin = body.indexOf(delimiter)
  while (begin >= 0 && parts.length < maxParts) {
    const start = begin + delimiter.length
    const end = body.indexOf(`\n${delimiter}`, start)
    const content = body.subarray(start, end < 0 ? body.length : end)
    if (content.subarray(0, 2).toString('latin1') === '--') break
    const lineEnd = content.indexOf('\n')
    if (lineEnd >= 0) parts.push(splitHeaders(content.subarray(lineEnd + 1)))
    begin = end < 0 ? -1 : end + 1
  }
  return parts
}

/** Headers up to the first empty line, names in lower case, folded lines joined; the rest is the body. */
function splitHeaders(bytes: Buffer): Part {
  const head = bytes.subarray(0, maxHeader).toString('latin1')
  const end = /^\r?\n|\n\r?\n/.exec(head)
  const lines = head.slice(0, end ? end.index : head.length).replace(/\r?\n[ \t]+/g, ' ')
  const headers = new Map<string, string>()
  for (const line of lines.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end ? bytes.subarray(end.index + end[0].length) : bytes.subarray(bytes.length) }
}

function contentOf({ headers, body }: Part): ArchivedPage {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body.toString('latin1'), 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuotedPrintable(body)
        : body
  return { bytes, charset: parameter(headers.get('content-type') ?? '', 'charset') }
}

/** RFC 2045, 6.7: =hh is a byte, = at a line's end joins lines, blanks at a line's end are none. */
function decodeQuotedPrintable(body: Buffer): Uint8Array {
  const text = body.toString('latin1').replace(/=[ \t]*\r?\n/g, '')
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function locationOf({ headers }: Part): string {
  return headers.get('content-location') ?? ''
}

/** 'multipart/related; boundary="x"', 'boundary' → x */
function parameter(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value)
  return found?.[1] ?? found?.[2] ?? null
}
