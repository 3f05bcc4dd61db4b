import { decodeBkhcm2 } from './bkhcm2.ts'
import { decodeCp1258 } from './cp1258.ts'
import type { Decoded } from './decoded.ts'
import { decodeMojibake } from './mojibake.ts'
import { glance } from './quick-look.ts'
import { decodeTcvn3 } from './tcvn3.ts'
import { decodeViqr } from './viqr.ts'
import { decodeViscii } from './viscii.ts'
import { decodeVni } from './vni.ts'
import { decodeVps } from './vps.ts'

/** Encodings that text can have beside Unicode, named as in records. */
export const legacyEncodings = ['tcvn3', 'vni', 'viscii', 'vps', 'bkhcm2', 'cp1258', 'mojibake', 'viqr'] as const

export type LegacyEncoding = (typeof legacyEncodings)[number]
export type Encoding = LegacyEncoding | 'unicode'

const decoders: Readonly<Record<LegacyEncoding, (raw: string, sentenceEnds: boolean) => Decoded>> = {
  tcvn3: decodeTcvn3,
  vni: decodeVni,
  viscii: decodeViscii,
  vps: decodeVps,
  bkhcm2: decodeBkhcm2,
  cp1258: decodeCp1258,
  mojibake: decodeMojibake,
  viqr: decodeViqr,
}

/**
 * What the source characters of a word stand for, as a reader gives them that takes them for Latin-1 or Windows-1252.
 * `sentenceEnds`: a full stop at the word's end is one, and no tone of VIQR.
 */
export function decode(raw: string, encoding: LegacyEncoding, sentenceEnds: boolean): Decoded {
  return decoders[encoding](raw, sentenceEnds)
}

/** Whether a text holds anything that makes it worth asking for its encoding. */
export function mayBeLegacy(text: string): boolean {
  return glance(text).legacy
}
