import type { Decoded } from './decoded.ts'
import { decodePairs, letterPairs } from './marked-letters.ts'

const tones = { ù: "'", ø: '`', û: '?', õ: '~', ï: '.' }
const circumflex = { â: '^', á: "^'", à: '^`', å: '^?', ã: '^~', ä: '^.' }
const breve = { ê: '(', é: "('", è: '(`', ú: '(?', ü: '(~', ë: '(.' }

/** VNI-Windows: what the fonts VNI-Times and their kin draw. */
export const vni = letterPairs({
  single: { ñ: 'dd', ô: 'o+', ö: 'u+', í: "i'", ì: 'i`', æ: 'i?', ó: 'i~', ò: 'i.', î: 'y.' },
  marks: [
    // On i, and the dot below y, the keyboard has letters of their own; converters write the pairs too.
    { on: 'aeiouyôö', marks: tones },
    { on: 'aeo', marks: circumflex },
    { on: 'a', marks: breve },
  ],
})

export function decodeVni(raw: string): Decoded {
  return decodePairs(raw, vni)
}
