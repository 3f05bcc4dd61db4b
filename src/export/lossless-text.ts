/**
 * What is lost on the way through UTF-8 stands as a sign of JSON's kind: halves of surrogate pairs, which it cannot hold, as
 * `\ud83d`; a byte order mark at the beginning, which decoders drop, as `\ufeff`. So that this can be undone, a backslash
 * that already stands before such a sign is written `\u005c`. All other text stays as it is.
 */
export function toUtf8Text(text: string): string {
  return !text.isWellFormed() || text.includes('\\u') || text.startsWith('\ufeff')
    ? text.replace(toEscape, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text
}

/** Undoes `toUtf8Text`. */
export function fromUtf8Text(text: string): string {
  return text.replace(escaped, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

const toEscape = /\p{Surrogate}|^\ufeff|\\(?=u(?:d[89a-f][0-9a-f]{2}|005c|feff))/gu
const escaped = /\\u(d[89a-f][0-9a-f]{2}|005c|feff)/gu
