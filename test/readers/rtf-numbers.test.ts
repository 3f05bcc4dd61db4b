import { describe, expect, test } from 'vitest'
import { read, row } from './rtf-files.ts'

/** A level: format, text (its numbers as \'00 …), more words. */
const level = (format: number, text: string, rest = '') =>
  `{\\listlevel\\levelnfc${format}\\leveljc0\\levelfollow0\\levelstartat1{\\leveltext\\leveltemplateid1\\'${length(text)}${text};}{\\levelnumbers\\'01;}${rest}}`
const length = (text: string) =>
  text
    .replace(/\\'[0-9a-f]{2}|\\u-?\d+\??/g, 'x')
    .length.toString(16)
    .padStart(2, '0')
const list = (id: number, ...levels: string[]) =>
  `{\\list\\listtemplateid${id}${levels.join('')}{\\listname ;}\\listid${id}}`
const override = (ls: number, id: number, levels = '') =>
  `{\\listoverride\\listid${id}\\listoverridecount0${levels}\\ls${ls}}`
const tables = (lists: string, overrides: string) => `{\\*\\listtable${lists}}{\\*\\listoverridetable${overrides}}`
const item = (ls: number, ilvl: number) => `\\pard\\plain\\ls${ls}\\ilvl${ilvl} x\\par\n`

/** The labels before the x of every paragraph. */
async function labels(body: string, head = ''): Promise<string[]> {
  const { text } = await read(body, head)
  return text
    .trimEnd()
    .split(/[\n\t]/)
    .map((line) => line.replace(/ ?x$/, ''))
}

const report = list(7, level(1, "\\'00."), level(0, "\\'01."), level(0, "\\'01.\\'02."), level(4, "\\'03)"))

describe('numbers counted', () => {
  test.each<[string, string, string, string[]]>([
    [
      'levels of a report',
      tables(report, override(1, 7)),
      [0, 1, 2, 3, 3, 2, 1, 0, 1].map((ilvl) => item(1, ilvl)).join(''),
      ['I.', '1.', '1.1.', 'a)', 'b)', '1.2.', '2.', 'II.', '1.'],
    ],
    [
      'two lists of one definition count on',
      tables(report, override(1, 7) + override(2, 7)),
      item(1, 0) + item(2, 0),
      ['I.', 'II.'],
    ],
    [
      'start override begins again, once',
      tables(report, override(1, 7) + override(2, 7, '{\\lfolevel\\listoverridestartat\\levelstartat5}')),
      item(1, 0) + item(2, 0) + item(2, 0),
      ['I.', 'V.', 'VI.'],
    ],
    [
      'level override, of the second level',
      tables(report, override(1, 7, `{\\lfolevel}{\\lfolevel\\listoverrideformat${level(3, "\\'01/")}}`)),
      item(1, 0) + item(1, 1),
      ['I.', 'A/'],
    ],
    ['start', tables(list(7, level(0, "\\'00.", '\\levelstartat4')), override(1, 7)), item(1, 0), ['4.']],
    [
      'legal style',
      tables(list(7, level(1, "\\'00"), level(0, "\\'00.\\'01", '\\levellegal1')), override(1, 7)),
      item(1, 0) + item(1, 1),
      ['I', '1.1'],
    ],
    [
      'a level that never begins again',
      tables(list(7, level(0, "\\'00"), level(0, "\\'01", '\\levelnorestart1')), override(1, 7)),
      item(1, 0) + item(1, 1) + item(1, 0) + item(1, 1),
      ['1', '1', '2', '2'],
    ],
    [
      'words in the label',
      tables(list(7, level(0, "\\u272?i\\u7873?u \\'00.")), override(1, 7)),
      item(1, 0),
      ['Điều 1.'],
    ],
    ['zero before', tables(list(7, level(22, "\\'00")), override(1, 7)), item(1, 0), ['01']],
    ['a bullet of Symbol', tables(list(7, level(23, "\\'b7", '\\f3')), override(1, 7)), item(1, 0), ['-']],
    ['a private bullet', tables(list(7, level(23, '\\u-3913?')), override(1, 7)), item(1, 0), ['-']],
    ['a bullet that is a letter', tables(list(7, level(23, '+')), override(1, 7)), item(1, 0), ['+']],
    ['a picture', tables(list(7, level(23, 'x', '\\levelpicture1')), override(1, 7)), item(1, 0), ['-']],
    ['no number', tables(list(7, level(255, '')), override(1, 7)), item(1, 0), ['']],
    [
      '\\ls0, an unknown list, an unknown level',
      tables(report, override(1, 7)),
      item(0, 0) + item(9, 0) + item(1, 8),
      ['', '', ''],
    ],
    [
      'lists named before they are defined',
      `{\\*\\listoverridetable}${tables(report, override(1, 7))}`,
      item(1, 0),
      ['I.'],
    ],
    [
      'nothing follows the number',
      tables(list(7, level(0, "\\'00.", '\\levelfollow2')), override(1, 7)),
      item(1, 0),
      ['1.'],
    ],
    [
      'in cells',
      tables(report, override(1, 7)),
      row(['\\ls1\\ilvl1 x', 'x']) + row(['\\ls1\\ilvl1 x', 'x']),
      ['1.', '', '2.', ''],
    ],
    [
      'of a style that is only named',
      `${tables(report, override(1, 7))}{\\stylesheet{\\s4\\ls1\\ilvl1 x;}}`,
      '\\pard\\plain\\s4 x\\par\\pard\\plain\\s4 x\\par',
      ['1.', '2.'],
    ],
    [
      'a hostile length of the label',
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc0{\\leveltext\\'1f\\'00.;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}}",
      item(1, 0),
      ['1.;'],
    ],
    [
      'a label without a length',
      '{\\*\\listtable{\\list{\\listlevel\\levelnfc0{\\leveltext No;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}}',
      item(1, 0),
      ['No'],
    ],
  ])('%s', async (_, head, body, expected) => {
    expect(await labels(body, head)).toEqual(expected)
  })

  test('a number without a space sticks to the text', async () => {
    const head = tables(list(7, level(0, "\\'00.", '\\levelfollow2')), override(1, 7))
    expect((await read(item(1, 0), head)).text).toBe('1.x\n')
  })
})

describe('numbers written', () => {
  test.each<[string, string, string[]]>([
    ['before \\pard, as Word does', '{\\listtext\\pard\\plain 3.\\tab}\\pard\\plain\\ls1 x\\par', ['3.']],
    ['behind it, as others do', '\\pard\\plain{\\listtext\\pard\\plain  a)\\tab}\\ilvl0\\ls1 x\\par', ['a)']],
    ['of Word 6', '{\\pntext\\pard 3.\\tab}\\pard{\\*\\pn\\pnlvlbody\\pndec{\\pntxta .}}x\\par', ['3.']],
    ['both', '{\\listtext 3.\\tab}{\\pntext 4.\\tab}\\pard x\\par', ['3.']],
    ['a bullet of Symbol', "{\\listtext{\\f3\\'b7}\\tab}x\\par", ['-']],
    ['a private bullet', '{\\listtext\\f4\\u-3929?\\tab}x\\par', ['-']],
    ['figures set in Symbol', '{\\listtext\\f3 1.\\tab}x\\par', ['1.']],
    ['nothing', '{\\listtext\\tab}x\\par', ['']],
    ['in the next paragraph none', '{\\listtext 1.\\tab}x\\par x\\par', ['1.', '']],
    ['letters', '{\\listtext\\pard\\plain \\u272?i\\u7873?u 1. \\tab}x\\par', ['Điều 1.']],
  ])('%s', async (_, body, expected) => {
    expect(await labels(body)).toEqual(expected)
  })

  test('wins over what would be counted, and is counted all the same', async () => {
    const head = tables(report, override(1, 7))
    expect(await labels(`{\\listtext 1-\\tab}${item(1, 0)}${item(1, 0)}`, head)).toEqual(['1-', 'II.'])
  })
})

describe('numbers of Word 6', () => {
  const pn = (kind: string, after = '.') => `\\pard\\plain{\\*\\pn${kind}{\\pntxta ${after}}}`
  test.each<[string, string, string[]]>([
    ['count', `${pn('\\pnlvlbody\\pndec\\pnstart1')}x\\par x\\par x\\par`, ['1.', '2.', '3.']],
    ['begin where they say', `${pn('\\pnlvlbody\\pnucltr\\pnstart3', ')')}x\\par x\\par`, ['C)', 'D)']],
    ['begin again after text', `${pn('\\pnlvlbody')}x\\par\\pard x\\par${pn('\\pnlvlbody')}x\\par`, ['1.', '', '1.']],
    [
      'another look is another list',
      `${pn('\\pnlvlbody')}x\\par${pn('\\pnlvlbody\\pnlcltr', ')')}x\\par`,
      ['1.', 'a)'],
    ],
    ['Roman', `${pn('\\pnlvlbody\\pnucrm')}x\\par${pn('\\pnlvlbody\\pnlcrm')}x\\par`, ['I.', 'i.']],
    ['text before', '\\pard{\\*\\pn\\pnlvlbody{\\pntxtb (}{\\pntxta )}}x\\par', ['(1)']],
    ['bullet', "\\pard{\\*\\pn\\pnlvlblt\\pnf3{\\pntxtb\\'b7}}x\\par", ['-']],
    ['levels', [1, 2, 2, 1, 2].map((n) => `${pn(`\\pnlvl${n}`)}x\\par`).join(''), ['1.', '1.', '2.', '2.', '1.']],
    [
      'levels with those above',
      `${pn('\\pnlvl1')}x\\par${pn('\\pnlvl2\\pnprev')}x\\par${pn('\\pnlvl2\\pnprev')}x\\par`,
      ['1.', '1.1.', '1.2.'],
    ],
    [
      'go on without a number',
      `${pn('\\pnlvlbody')}x\\par${pn('\\pnlvlcont')}x\\par${pn('\\pnlvlbody')}x\\par`,
      ['1.', '', '2.'],
    ],
    [
      'down a column of a table',
      row(['{\\*\\pn\\pnlvlbody{\\pntxta .}}x', 'x']) + row(['{\\*\\pn\\pnlvlbody{\\pntxta .}}x', 'x']),
      ['1.', '', '2.', ''],
    ],
    ['levels of a section alone are none', '{\\*\\pnseclvl1\\pnucrm\\pnstart1{\\pntxta .}}\\pard x\\par', ['']],
    ['a hostile level', `${pn('\\pnlvl999999999')}x\\par`, ['1.']],
  ])('%s', async (_, body, expected) => {
    expect(await labels(body)).toEqual(expected)
  })
})
