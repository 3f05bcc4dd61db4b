import { TextDecoder } from 'node:util'

/** How bytes of text become characters. */
export type CodePage =
  /** One byte a character: the UTF-16 unit of every byte; 0 where it stands for nothing. */
  { readonly table: Uint16Array } | { readonly table: null; readonly decoder: TextDecoder }

/** 0x80–0x9F of windows-1252, which Node 20 decodes as Latin-1; bytes without a character keep their code. */
const windows1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/** Windows code page number → label of the Encoding Standard. */
const labels: Readonly<Partial<Record<number, string>>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  20866: 'koi8-r',
  65001: 'utf-8',
}

/** Windows character sets, as fonts name them → code page. Others, and ANSI (0), are windows-1252. */
const charsets: Readonly<Partial<Record<number, number>>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}
/** Number of the code page of a font's character set. */
export function codePageOfCharset(charset: number): number {
  return charsets[charset] ?? 1252
}

const severalBytes = new Set([932, 936, 949, 950, 65001])
const latin: CodePage & { table: Uint16Array } = {
  table: Uint16Array.from({ length: 256 }, (_, byte) =>
    byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80]! : byte,
  ),
}
const known = new Map<number, CodePage>()

/** The code page with this Windows number; windows-1252 where it is none known here. */
export function codePage(number: number): CodePage {
  const label = labels[number]
  if (label === undefined) return latin
  let page = known.get(number)
  if (!page) {
    const decoder = new TextDecoder(label)
    page = severalBytes.has(number) ? { table: null, decoder } : { table: tableOf(decoder) }
    known.set(number, page)
  }
  return page
}

function tableOf(decoder: TextDecoder): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)).charCodeAt(0))
}

/** Text in windows-1252, whole. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(Uint16Array.from(bytes, (byte) => latin.table[byte]!).buffer).toString('utf16le')
}
