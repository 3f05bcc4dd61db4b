import { leastUsual, usualSyllables } from './usual-syllables.ts'

/**
 * How usual a syllable is in administrative Vietnamese: every rime that can be written, with a class for each tone (none,
 * huyền, sắc, hỏi, ngã, nặng); '.' is no syllable (only sắc and nặng stand before c, ch, p, t). Class = log2(count + 1) × 0.75,
 * rounded, counted in 137,210 syllables of 26 government documents of 1998–2024.
 */
const rimeClasses = `
  a:897785 ac:..9..4 ach:..7..6 ai:766757 ak:..0..0 am:665616 an:857836 ang:676647 anh:686456 ao:777727 ap:..7..3
  at:..7..6 au:632000 ay:677213 ăc:..5..5 ăk:..0..0 ăm:755000 ăn:704033 ăng:853323 ăp:..5..3 ăt:..5..6 âc:..0..4
  âm:644604 ân:876367 âng:650000 âp:..7..7 ât:..7..6 âu:576643 ây:745504 e:421553 ec:..0..0 em:543000 en:422002
  eng:010000 eo:743200 ep:..5..2 et:..5..0 ê:578738 êch:..0..2 êm:550000 ên:756000 êng:000000 ênh:410005 êp:..4..0
  êt:..6..3 êu:435000 i:867648 ia:413056 ich:..6..6 iêc:..5..7 iêm:545727 iên:767758 iêng:403000 iêp:..6..7
  iêt:..7..6 iêu:675527 im:420013 in:755010 inh:778758 ip:..1..4 it:..4..1 iu:000004 o:838443 oa:547301 oac:..0..1
  oach:..0..6 oai:062006 oam:000000 oan:266515 oang:113500 oanh:700000 oao:000000 oap:..0..0 oat:..5..6 oay:000000
  oc:..5..7 oe:000400 oen:000000 oeo:000000 oet:..0..0 oi:325335 om:404010 on:463004 ong:865306 ooc:..0..0
  oong:000000 op:..5..4 ot:..1..1 oăc:..0..6 oăm:000000 oăn:000000 oăng:000000 oăt:..0..0 ô:568758 ôc:..6..5
  ôi:557657 ôm:252000 ôn:546410 ông:977707 ôp:..1..5 ôt:..5..7 ơ:841736 ơi:568405 ơm:203000 ơn:705001 ơp:..4..8
  ơt:..2..2 u:754758 ua:523801 uân:334505 uâng:000000 uât:..7..7 uây:000000 uc:..5..7 uê:407003 uêch:..0..0
  uênh:000000 ui:124221 um:212003 un:210000 ung:765457 uôc:..3..6 uôi:404420 uôm:000001 uôn:363001 uông:114000
  uôt:..2..1 up:..4..1 ut:..4..2 uy:632731 uya:000100 uych:..0..0 uyên:765726 uyêt:..2..4 uynh:000000 uyt:..1..0
  uyu:000000 uơ:000000 ư:765768 ưa:643554 ưc:..8..8 ưi:100400 ưm:000000 ưn:000000 ưng:567066 ưt:..0..0 ưu:605242
  ươc:..7..7 ươi:375010 ươm:010000 ươn:212000 ương:876646 ươp:..0..0 ươt:..1..4 ươu:000001 y:758661 ych:..0..0
  yên:160000 yêm:000000 yêng:000000 yêt:..7..0 yêu:505000 yn:000000 ynh:000000 yp:..0..3 yt:..0..0`

/** Initial consonants per thousand syllables, counted in the same documents; q alone stands before 'úy' and the like. */
const onsetShares = `
  c:100 t:88 đ:86 v:68 th:65 h:62 tr:46 ch:45 l:42 b:36 s:36 d:34 ph:33 :32 qu:30 n:28 m:27 nh:26 k:22 kh:20 x:20
  ng:18 gi:15 ngh:12 r:5 g:4 p:1 gh:0.6 q:0.05`

/** Words of one letter: how often each was met. */
const loneLetters = 'ở:251 ý:130 a:108 i:84 y:65 á:10 ô:9 o:6 u:3 à:2 ơ:2 ú:1'

const countedSyllables = 137_210
const classesPerDoubling = 0.75
/** Stands for the count of what was not met but can be written. */
const unseen = 0.3

const toneMarks = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323']

function readRimes(): ReadonlyMap<string, number> {
  const scores = new Map<string, number>()
  for (const entry of rimeClasses.trim().split(/\s+/u)) {
    const [rime, classes] = entry.split(':') as [string, string]
    for (const [tone, mark] of toneMarks.entries()) {
      if (classes[tone] === '.') continue
      const count = Math.max(unseen, 2 ** (Number(classes[tone]) / classesPerDoubling) - 1)
      for (const place of tonePlaces(rime)) scores.set(putTone(rime, place, mark), Math.log(count / countedSyllables))
    }
  }
  return scores
}

function readLoneLetters(): ReadonlyMap<string, number> {
  const entries = loneLetters.split(' ').map((entry) => entry.split(':') as [string, string])
  return new Map(entries.map(([letter, count]) => [letter, Math.log(Number(count) / countedSyllables)]))
}

function putTone(rime: string, place: number, mark: string): string {
  return (rime.slice(0, place + 1) + mark + rime.slice(place + 1)).normalize('NFC')
}

/** On which letters of a rime a tone may stand: the vowel with a mark of its own; else by school or by habit (hoà, hòa). */
function tonePlaces(rime: string): readonly number[] {
  const marked = rime.search(/[ăâêôơ](?!.*[ăâêôơ])/u)
  if (marked >= 0) return [marked]
  if (rime.includes('ư')) return [rime.indexOf('ư')]
  if (/^(?:o[ae]|uy)(?![aeiouy])/u.test(rime)) return [0, 1]
  return /^[aeiouy]{3}|^oo/u.test(rime) ? [1] : [0]
}

/** What can stand after an onset, tone and all; values are natural logarithms of shares. */
export const rimes = readRimes()
const onsets: ReadonlyMap<string, number> = new Map(
  onsetShares
    .trim()
    .split(/\s+/u)
    .map((entry) => entry.split(':') as [string, string])
    .map(([onset, share]) => [onset, Math.log(Number(share) / 1000)]),
)
const longestOnset = 3
/** nghiêng */
export const longestSyllable = 7
const lone = readLoneLetters()
const mostUnusual = Math.log(leastUsual / countedSyllables)
const loneUnseen = Math.log(unseen / countedSyllables)

/** c, g, ng stand before a, ă, â, o, ô, ơ, u, ư; k, gh, ngh before the others. */
const softOnset = /^(?:k|gh|ngh)$/u
const hardOnset = /^(?:c|g|ng)$/u
const softVowel = /^[eêiyéèẻẽẹếềểễệíìỉĩịýỳỷỹỵ]/u
const startsWithU = /^[uúùủũụ]/u
const startsWithI = /^[iíìỉĩị]/u

/** The natural logarithm of a syllable's share of all text, `-Infinity` for what is none. Small letters, NFC. */
export function syllableScore(syllable: string): number {
  if (syllable.length > longestSyllable) return -Infinity
  const usual = usualSyllables.get(syllable)
  if (usual !== undefined) return usual * Math.LN2 - Math.log(countedSyllables)
  if (syllable.length === 1) return rimes.has(syllable) ? (lone.get(syllable) ?? loneUnseen) : -Infinity
  return Math.min(mostUnusual, composedScore(syllable))
}

/** Onset and rime as if they did not depend on each other. */
function composedScore(syllable: string): number {
  let best = -Infinity
  for (let length = Math.min(longestOnset, syllable.length - 1); length >= 0; length--) {
    const onset = onsets.get(syllable.slice(0, length))
    if (onset === undefined) continue
    const rest = syllable.slice(length)
    const rime = rimes.get(rest)
    if (rime !== undefined && fits(syllable.slice(0, length), rest)) best = Math.max(best, onset + rime)
  }
  return best
}

function fits(onset: string, rest: string): boolean {
  if (softOnset.test(onset)) return softVowel.test(rest)
  if (onset === 'q') return startsWithU.test(rest)
  if (onset === 'g' && startsWithI.test(rest)) return true
  return !hardOnset.test(onset) || !softVowel.test(rest)
}
