import nlp from 'compromise/one'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPhraseMatcher, type PhraseMatch } from '../../src/text/tokens.ts'
import { processorMs } from '../processor-time.ts'

const matcher = createPhraseMatcher(
  new Map([
    [
      'Unit',
      ['hồ sơ', 'cán bộ', 'cán bộ, công chức', 'công chức', 'bài', 'bài tin', 'tin', 'video', 'đồng', 'tỷ đồng', 'USD'],
    ],
    ['Verb', ['hoá giải', 'hòa giải', 'đạt']],
    ['place', ['đ/c', 'm2', '%']],
    ['None', []],
  ]),
)

/** The matched text, and the groups that `start` and `end` cut out of the sentence. */
type Row = [name: string, sentence: string, phrase: string, ...found: [text: string, groups?: Record<string, string>][]]

function cut(sentence: string, matches: readonly PhraseMatch[]): [string, Record<string, string>][] {
  return matches.map(({ start, end, groups }) => [
    sentence.slice(start, end),
    Object.fromEntries(Object.entries(groups).map(([name, span]) => [name, sentence.slice(span.start, span.end)])),
  ])
}

const reached = '[<label>tổng? số .+?] (là|đạt)? [<value>#Number] [<unit>#Unit]'
const wide = { label: 'tổng số hồ sơ', value: '3.232', unit: 'hồ sơ' }

const rows: Row[] = [
  ['label, value, unit', 'Có tổng số hồ sơ là 3.232 hồ sơ.', reached, ['tổng số hồ sơ là 3.232 hồ sơ', wide]],
  ['optional absent', 'tổng số hồ sơ 3.232 hồ sơ', reached, ['tổng số hồ sơ 3.232 hồ sơ', wide]],
  [
    'goes back over a number without unit',
    'số bài năm 2024 đạt 12 bài',
    reached,
    ['số bài năm 2024 đạt 12 bài', { label: 'số bài năm 2024', value: '12', unit: 'bài' }],
  ],
  ['.+? may take nothing', 'số 12 bài', reached, ['số 12 bài', { label: 'số', value: '12', unit: 'bài' }]],
  ['đông is not dòng', 'khu đông dân, dòng người', '(đông|dòng)', ['đông'], ['dòng']],
  ['đ is not d', 'dong đong đông', 'đông', ['đông']],
  ['tone marks count', 'ma má mà mả mã mạ', 'mả', ['mả']],
  ['case does not count', 'ĐÔNG Đông', 'đông', ['ĐÔNG'], ['Đông']],
  ['tone placement, i and y', 'hóa hoá HÓA tỷ tỉ', '(hoá|tỷ)', ['hóa'], ['hoá'], ['HÓA'], ['tỷ'], ['tỉ']],
  ['a phrase in NFD', 'đường', 'đường'.normalize('NFD'), ['đường']],
  ['percent is one token', 'đạt 98,33%, tăng', 'đạt [<p>#Number]', ['đạt 98,33%', { p: '98,33%' }]],
  ['percent with a space', '(98,33 %)', '#Percent', ['98,33 %']],
  ['percent is no integer', '98% và 98', '#Integer', ['98']],
  ['number but not percent', 'đạt 98% 12', '(#Number && !#Percent)', ['12']],
  [
    'written forms',
    '3.232,311 05 52.000.000 83.7 1,234.5',
    '#Number',
    ['3.232,311'],
    ['05'],
    ['52.000.000'],
    ['83.7'],
    ['1,234.5'],
  ],
  ['whole numbers', '3.232,311 05 52.000.000 83.7', '#Integer', ['05'], ['52.000.000']],
  ['a place in a list is no number', 'mục 1.2.3 có 5', '#Number', ['5']],
  ['spaces group digits before a unit', '2 600 USD và 2 600 cái', '#Number', ['2 600'], ['2'], ['600']],
  [
    'a slash is a token',
    'đạt 09/12 xã',
    '[<value>#Number] / [<of>#Number] xã',
    ['09/12 xã', { value: '09', of: '12' }],
  ],
  ['ratio', 'đạt 09/12 xã, ngày 31/12/2024, 15/KH-UBND', '#Ratio', ['09/12']],
  ['letters touch digits', 'đạt38,5%, số16, 100m2', '#Number', ['38,5%'], ['16'], ['100']],
  ['units with digits', '100m2 và m2', '#Number #Place', ['100m2']],
  [
    'units before punctuation',
    'đăng 18 bài tin, 04 video; 2 tin.',
    '[<n>#Number] [<u>#Unit]',
    ['18 bài tin', { n: '18', u: 'bài tin' }],
    ['04 video', { n: '04', u: 'video' }],
    ['2 tin', { n: '2', u: 'tin' }],
  ],
  [
    'longest phrase of a tag',
    '05 cán bộ, công chức',
    '#Number [#Unit]',
    ['05 cán bộ, công chức', { 0: 'cán bộ, công chức' }],
  ],
  ['a shorter one where it stands alone', '05 cán bộ, 2 công chức', '#Unit', ['cán bộ'], ['công chức']],
  ['no tag begins inside its own run', 'cán bộ, công chức', 'cán #Unit'],
  ['words match inside a run', '05 cán bộ, công chức', 'bộ , công', ['bộ, công']],
  ['a run in capitals, with line break', '05 HỒ\nSƠ', '#Number #Unit', ['05 HỒ\nSƠ']],
  ['a tag in both tone placements', 'hòa giải, hoà giải', '#Verb', ['hòa giải'], ['hoà giải']],
  ['a tag with a sign in it', 'các đ/c', '#Place', ['đ/c']],
  ['a run is no repetition', 'bài tin hồ sơ', '#Unit', ['bài tin'], ['hồ sơ']],
  ['a run is repeated', 'bài tin hồ sơ và', '#Unit+', ['bài tin hồ sơ']],
  ['a tag without phrases', 'hồ sơ', '#None'],
  ['tag in small letters', 'ở đ/c', '#place', ['đ/c']],
  [
    'number words, longest',
    'hai mươi mốt bài, mười hai tin',
    '#NumberWord #Unit',
    ['hai mươi mốt bài'],
    ['mười hai tin'],
  ],
  ['năm is a year', 'năm 2024, mười năm, 05 (năm) ngày', '#NumberWord', ['mười'], ['năm']],
  ['năm before a scale', 'năm trăm bài', '#NumberWord', ['năm trăm']],
  ['không is a negation', 'không có, hai nghìn không trăm linh năm', '#NumberWord', ['hai nghìn không trăm linh năm']],
  [
    'masks',
    'theo \ue000\ue000\ue000 ngày \ue001\ue001, \ue002',
    '[<d>#Document] ngày [<t>#Date] , [<m>#Masked]',
    ['\ue000\ue000\ue000 ngày \ue001\ue001, \ue002', { d: '\ue000\ue000\ue000', t: '\ue001\ue001', m: '\ue002' }],
  ],
  ['neighbouring masks', '\ue000\ue001\ue000', '#Document', ['\ue000'], ['\ue000']],
  ['a comma is not skipped', 'đạt, 12', 'đạt #Number'],
  ['a comma is asked for', 'đạt, 12', 'đạt , #Number', ['đạt, 12']],
  ['a comma written to a word', 'đạt, 12', 'đạt, #Number', ['đạt, 12']],
  ['signs as alternatives', 'a: 1; b, 2', '. (:|,) #Number', ['a: 1'], ['b, 2']],
  ['a label up to a sign', 'Trong kỳ, số bài: 12', '[<l>!#Punctuation+] : #Number', ['số bài: 12', { l: 'số bài' }]],
  ['parentheses', 'xử lý 3 (đạt 98%)', String.raw`\( đạt [#Percent] \)`, ['(đạt 98%)', { 0: '98%' }]],
  ['any quotes and dashes', '“Một cửa” – ‘hai’', '" một cửa " - \' hai \'', ['“Một cửa” – ‘hai’']],
  ['a full stop', 'xong. Hết', String.raw`xong \. hết`, ['xong. Hết']],
  ['a slash in a word', 'các đ/c dự', 'đ/c', ['đ/c']],
  ['ends of the sentence', 'a b a', '^a', ['a']],
  ['end of the sentence', 'a b a b', '[a .]$', ['a b', { 0: 'a b' }]],
  [
    'a phrase of syllables as alternative',
    'đã ban hành; đã xử lý',
    'đã (ban hành|xử lý)',
    ['đã ban hành'],
    ['đã xử lý'],
  ],
  ['a later alternative', 'a b d', '(a|a b) d', ['a b d']],
  ['an alternative after any tokens', 'x y b c', '.+ (z|b c)', ['x y b c']],
  ['optional parenthesis', 'tăng so với cùng kỳ 5', 'tăng (so với cùng kỳ)? #Number', ['tăng so với cùng kỳ 5']],
  [
    'optional group',
    'đạt 5, đạt 6 bài',
    'đạt [<n>#Number] [<u>#Unit]?',
    ['đạt 5', { n: '5' }],
    ['đạt 6 bài', { n: '6', u: 'bài' }],
  ],
  ['not this word', 'có bài không tin', '!không #Unit', ['có bài']],
  ['not next', '12 bài 13 hồ sơ', '#Number !bài?', ['13']],
  ['not next, of several', 'đạt 12 hồ sơ, đạt 13', 'đạt #Number !(hồ sơ|bài)?', ['đạt 13']],
  ['not the tag, inside its run', 'một hồ sơ mới', '!#Unit+', ['một'], ['mới']],
  ['not one of several', 'một hồ sơ , mới', '!(#Unit|,)+', ['một'], ['mới']],
  ['counted', 'a a a a b', 'a{2,3} b', ['a a a b']],
  ['repeated in an alternative', 'x a a b', '(a{1,9} b|c)', ['a a b']],
  ['counted parentheses', 'x a b a b', '(a b){2}', ['a b a b']],
  [
    'at most',
    'từ 5 hồ sơ lên đến 8',
    'từ [#Number] .{0,4} đến [#Number]',
    ['từ 5 hồ sơ lên đến 8', { 0: '5', 1: '8' }],
  ],
  ['too many', 'từ 5 hồ sơ lên đến 8', 'từ #Number .{,2} đến'],
  ['a regular expression', 'năm 2024 và 12', '[/^(19|20)[0-9]{2}$/]', ['2024', { 0: '2024' }]],
  ['two regular expressions', 'Đặng 12 ab', String.raw`/^\p{L}ặ/ /\d/ /a|b/`, ['Đặng 12 ab']],
  ['regular expressions as alternatives', 'b x3 c d 12', '(a /x/ b|b|c /[d|e]/ /1 ?2/)', ['b'], ['c d 12']],
  ['capitals', 'UBND phường Đông Hà', '#UpperCase . #TitleCase+', ['UBND phường Đông Hà']],
  ['any number of tokens', 'a x y', 'a *', ['a x y']],
  ['no match twice', 'a a a', 'a a', ['a a']],
  ['nothing to find', '', 'a'],
]

describe('a phrase finds', () => {
  test.each(rows)('%s', (_name, sentence, phrase, ...found) => {
    expect(cut(sentence, matcher.match(sentence, matcher.compile(phrase)))).toEqual(
      found.map(([text, groups]): [string, unknown] => [text, groups ?? expect.anything()]),
    )
  })

  test.each(rows)('%s (NFD)', (_name, sentence, phrase, ...found) => {
    const text = sentence.normalize('NFD')
    const texts = matcher.match(text, matcher.compile(phrase)).map(({ start, end }) => text.slice(start, end))
    expect(texts).toEqual(found.map(([part]) => part.normalize('NFD')))
  })
})

test('offsets count UTF-16 units of the sentence', () => {
  const phrase = matcher.compile('[<n>#Number] [<u>#Unit]')
  expect(matcher.match('😀  12  hồ sơ', phrase)).toEqual([
    { start: 4, end: 13, groups: { n: { start: 4, end: 6 }, u: { start: 8, end: 13 } } },
  ])
})

test('one sentence serves many phrases', () => {
  const sentence = matcher.sentence('đạt 12 hồ sơ')
  expect(sentence.tokens.map(({ text }) => text)).toEqual(['đạt', '12', 'hồ', 'sơ'])
  expect([...sentence.tokens[1]!.tags].sort()).toEqual(['Integer', 'Number'])
  for (const phrase of ['#Number #Unit', 'đạt #Number', 'đạt']) {
    expect(sentence.match(matcher.compile(phrase))).toEqual(matcher.match(sentence.text, matcher.compile(phrase)))
  }
})

test.each([
  ['', 'empty'],
  ['số #Nmber', 'no tag #Nmber; known: #Number'],
  ['số (a|b', "'(' is not closed, at character 4"],
  ['số a)', "')' closes nothing"],
  ['[<x>số', "'[' is not closed"],
  ['số]', "']' closes nothing"],
  ['[<x>]', 'group is empty'],
  ['[a [b]]', 'inside another'],
  ['[<a b>c]', 'name is written'],
  ['[<x>a] [<x>b]', 'two groups <x>'],
  ['[a b]?', 'group of one element'],
  ['(a (b))', 'parentheses stand inside parentheses'],
  ['(a [b])', 'inside parentheses'],
  ['(a|)', 'is empty'],
  ['(a|b && c)', 'in one parenthesis'],
  ['(a{2}|b)', 'repeat the parenthesis'],
  ['(.+ b|c)', 'needs a limit'],
  ['(.{2,} b|c)', 'needs a limit'],
  ['a | b', 'between the alternatives'],
  ['~số~', 'tone marks'],
  ['@hasComma', '#TitleCase'],
  ['{go}', 'English'],
  ['a{2', "'{' needs numbers"],
  ['a{3,2}', 'no range'],
  ['a{}', 'no range'],
  ['+', 'follows nothing'],
  ['số ...', 'full stop'],
  ['đ/c?', 'several tokens'],
  ['/[/', 'egular expression'],
  ['/a', 'not closed'],
  ['số # a', 'name of a tag'],
  ['! a', 'missing'],
  ['a \\', 'at the end'],
])('the phrase %j is refused', (phrase, reason) => {
  expect(() => matcher.compile(phrase)).toThrow(reason)
})

test.each([
  [new Map([['Number', ['một']]]), 'built in'],
  [new Map([['hai từ', ['một']]]), 'cannot be a tag'],
  [new Map([['Unit', [' ']]]), 'empty'],
])('a wrong lexicon is refused', (lexicon, reason) => {
  expect(() => createPhraseMatcher(lexicon)).toThrow(reason)
})

test('compromise stays as it is for others', () => {
  const before = JSON.stringify(nlp.model())
  createPhraseMatcher(new Map([['Unit', ['walk']]])).match('walk', matcher.compile('#Unit'))
  expect(JSON.stringify(nlp.model())).toBe(before)
  expect(nlp('Björk walks').match('bjork').text()).toBe('Björk')
  expect(nlp('walk').has('#Unit')).toBe(false)
})

/** Elements over the letters a, b, c, in match syntax and as a regular expression over the letters without spaces. */
interface Pair {
  readonly syntax: string
  readonly regex: (followed: boolean) => string
  readonly required: boolean
}

const letter = fc.constantFrom('a', 'b', 'c')
const atom = fc.oneof(
  letter.map((a) => ({ syntax: a, regex: a, any: false })),
  fc.constant({ syntax: '.', regex: '.', any: true }),
  letter.map((a) => ({ syntax: `!${a}`, regex: `[^${a}]`, any: false })),
  fc.tuple(letter, letter).map(([a, b]) => ({ syntax: `(${a}|${b})`, regex: `[${a}${b}]`, any: false })),
)
const element: fc.Arbitrary<Pair> = fc.oneof(
  fc
    .tuple(atom, fc.constantFrom('', '+', '*', '+?', '{2}', '{1,2}', '{0,2}', '{2,}'))
    .map(([{ syntax, regex }, times]) => ({
      syntax: syntax + times,
      regex: (followed: boolean) => regex + (times === '+?' ? '*' : times) + (followed && times !== '' ? '?' : ''),
      required: !['*', '+?', '{0,2}'].includes(times),
    })),
  atom
    .filter(({ syntax }) => !syntax.startsWith('!'))
    .map(({ syntax, regex, any }) => ({
      syntax: `${syntax}?`,
      regex: (followed: boolean) => (followed && any ? `${regex}??` : `${regex}?`),
      required: false,
    })),
  letter.map((a) => ({ syntax: `!${a}?`, regex: () => `(?!${a})`, required: false })),
  fc.tuple(letter, letter, letter, letter).map(([a, b, c, d]) => ({
    syntax: `(${a}|${b}{1,2} ${c}|${d} !${a} .{0,2} ${b}?)`,
    regex: () => `(?:${a}|${b}{1,2}?${c}|${d}[^${a}].{0,2}${b}?)`,
    required: true,
  })),
)

test('elements match in the order and number a regular expression would', () => {
  const phrase = fc.array(element, { minLength: 1, maxLength: 5 })
  const letters = fc.array(letter, { maxLength: 12 })
  fc.assert(
    fc.property(phrase, fc.nat(4), letters, (elements, grouped, sentence) => {
      const index = grouped % elements.length
      const syntax = elements.map((e, i) => (i === index ? `[<g>${e.syntax}]` : e.syntax)).join(' ')
      const sources = elements.map((e, i) => e.regex(elements.slice(i + 1).some((later) => later.required)))
      const regex = new RegExp(sources.map((s, i) => (i === index ? `(?<g>${s})` : s)).join(''), 'dgu')
      const expected = [...sentence.join('').matchAll(regex)]
        .filter(([text]) => text !== '')
        .map((match) => {
          const [from, to] = match.indices!.groups!['g']!
          return { from: match.index, to: match.index + match[0].length, ...(to > from ? { g: [from, to] } : {}) }
        })
      // Letters stand at 0, 2, 4, … of the sentence.
      const found = matcher.match(sentence.join(' '), matcher.compile(syntax)).map(({ start, end, groups }) => ({
        from: start / 2,
        to: (end + 1) / 2,
        ...(groups['g'] ? { g: [groups['g'].start / 2, (groups['g'].end + 1) / 2] } : {}),
      }))
      expect(found).toEqual(expected)
    }),
    { numRuns: 3000 },
  )
})

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'hồ sơ',
        '05',
        '98,33%',
        ' ',
        ', ',
        '\ue000',
        '\ue001',
        'năm',
        'hai mươi',
        '\u0301',
        '/',
        '\ud83d',
        '.',
        '\n',
      ),
    )
    .map((parts) => parts.join('')),
)

test('tokens cut back to their text and leave only white space out', () => {
  fc.assert(
    fc.property(oddText, (text) => {
      let last = 0
      for (const token of matcher.sentence(text).tokens) {
        expect(text.slice(token.start, token.end)).toBe(token.text)
        expect(token.text.length).toBeGreaterThan(0)
        expect(text.slice(last, token.start)).toMatch(/^\s*$/u)
        last = token.end
      }
      expect(text.slice(last)).toMatch(/^\s*$/u)
    }),
  )
})

test('matches of odd text lie in it, in order, with their groups inside', () => {
  const phrases = [
    reached,
    '[<a>.+?] [<b>#Number] [<c>#Unit]?',
    '[!#Punctuation+] .',
    '#NumberWord',
    '(#Unit|#Date)+',
  ].map((phrase) => matcher.compile(phrase))
  fc.assert(
    fc.property(oddText, fc.constantFrom(...phrases), (text, phrase) => {
      let last = 0
      for (const match of matcher.match(text, phrase)) {
        expect(match.start).toBeGreaterThanOrEqual(last)
        expect(match.end).toBeGreaterThan(match.start)
        for (const { start, end } of Object.values(match.groups)) {
          expect([match.start, start, end, match.end]).toEqual(
            [match.start, start, end, match.end].sort((a, b) => a - b),
          )
        }
        last = match.end
      }
      expect(text.length).toBeGreaterThanOrEqual(last)
    }),
  )
})

test('odd phrases are compiled or refused with a message of ours', () => {
  const parts = [
    'a',
    '#Unit',
    '(',
    ')',
    '[',
    ']',
    '<x>',
    '|',
    '&&',
    '!',
    '?',
    '+',
    '*',
    '{1,2}',
    '$',
    '^',
    '/',
    '.',
    '\\',
    ' ',
    ' ',
    'đ/c',
    '98%',
  ]
  const odd = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.array(fc.constantFrom(...parts)).map((some) => some.join('')),
  )
  fc.assert(
    fc.property(odd, (source) => {
      try {
        matcher.match('a đ/c 98%', matcher.compile(source))
      } catch (error) {
        expect((error as Error).message).toMatch(/at character \d+ of the phrase|the phrase is empty/u)
      }
    }),
    { numRuns: 5000 },
  )
})

test('long sentences stay quick even where nothing matches', () => {
  const odd = ['số '.repeat(1666), '.'.repeat(5000), 'hai năm '.repeat(625), '5 hồ sơ, '.repeat(550)]
  const phrases = [
    '.+ .+ .+ hết hết',
    '.{2,} (. .{1,9} x|. .{0,9} hồ)+ !#Word$',
    reached,
    '(#Unit #Unit|!x|. .){2,} hết hết',
  ].map((phrase) => matcher.compile(phrase))
  const began = processorMs()
  for (const text of odd) for (const phrase of phrases) matcher.match(`${text} hồ hết .`, phrase)
  // A second or two where this was written; a cubic search took forty.
  expect(processorMs() - began).toBeLessThan(20_000)
})
