import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { decodeWindows1252 } from '../flow/code-pages.ts'

/** Where <meta> has to stand; Word puts a long <html> tag and settings before it. */
const metaWindow = 16 * 1024

/** Of pages that declare UTF-8 and are not: above this share of broken characters they were never meant to be. */
const maxBroken = 0.02

/**
 * The characters of a page. A byte order mark decides, then what the bytes themselves prove (UTF-8 is not hit by
 * chance), then what is declared: by the mail around it, by <meta>, by XML. Everything else is windows-1252, whose
 * characters fonts from before Unicode are known by.
 */
export function decodePage(bytes: Uint8Array, declared: string | null): string {
  const wide = wideEncoding(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  const decoder = decoderOf(declared ?? declaredInside(bytes))
  if (!decoder) return decodeWindows1252(bytes)
  const text = decoder.decode(bytes)
  const broken = text.split('\ufffd').length - 1
  return broken > text.length * maxBroken ? decodeWindows1252(bytes) : text
}

/** Marks, and UTF-16 without one: every other byte of a page's tags is 0. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0) return 'utf-16le'
  return first === 0 && second === 0x3c ? 'utf-16be' : null
}

function declaredInside(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, metaWindow)).toString('latin1')
  const meta = /<meta\s[^<>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)
  return meta?.[1] ?? /^\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1] ?? null
}

/** null for windows-1252, for what is not known, and for UTF-16, which a page that can be read so far is not. */
function decoderOf(label: string | null): TextDecoder | null {
  if (label === null) return null
  try {
    const decoder = new TextDecoder(label)
    return /^(?:windows-1252|utf-16)/.test(decoder.encoding) ? null : decoder
  } catch {
    return null
  }
}
