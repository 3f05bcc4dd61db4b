import type { Decoded } from './decoded.ts'
import { decodePairs, letterPairs } from './marked-letters.ts'

/** The set of the university Bách Khoa in Hồ Chí Minh City, second version: base and mark. */
export const bkhcm2 = letterPairs({
  single: {
    à: 'dd',
    ê: 'a^',
    ù: 'a(',
    ï: 'e^',
    ö: 'o^',
    ú: 'o+',
    û: 'u+',
    ñ: "i'",
    ò: 'i`',
    ó: 'i?',
    ô: 'i~',
    õ: 'i.',
  },
  marks: [
    { on: 'aeouyúû', marks: { á: "'", â: '`', ã: '?', ä: '~', å: '.' } },
    { on: 'êïö', marks: { ë: "'", ì: '`', í: '?', î: '~', å: '.' } },
    { on: 'ù', marks: { æ: "'", ç: '`', è: '?', é: '~', å: '.' } },
  ],
})

export function decodeBkhcm2(raw: string): Decoded {
  return decodePairs(raw, bkhcm2)
}
