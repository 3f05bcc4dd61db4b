import { describe, expect, test } from 'vitest'
import { font, hidden, numbered, p, r, read, row, sprm, u16, type DocContent, type DocParagraph } from './doc-files.ts'

/** The labels before the x of every paragraph. */
async function labels(content: Omit<DocContent, 'body'>, body: readonly DocParagraph[]): Promise<string[]> {
  const { text } = await read({ ...content, body })
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ ?x$/, ''))
}

const item = (list: number, level = 0) => p('x', numbered(list, level))
const report: DocContent['lists'] = [
  {
    id: 7,
    levels: [{ format: 1, text: '\0.' }, { text: '\x01.' }, { text: '\x01.\x02.' }, { format: 4, text: '\x03)' }],
  },
]

describe('lists', () => {
  test.each<[string, Omit<DocContent, 'body'>, DocParagraph[], string[]]>([
    [
      'levels of a report',
      { lists: report, overrides: [{ list: 7 }] },
      [item(1), item(1, 1), item(1, 2), item(1, 3), item(1, 3), item(1, 2), item(1, 1), item(1), item(1, 1)],
      ['I.', '1.', '1.1.', 'a)', 'b)', '1.2.', '2.', 'II.', '1.'],
    ],
    [
      'two overrides of one list count on',
      { lists: report, overrides: [{ list: 7 }, { list: 7 }] },
      [item(1), item(2)],
      ['I.', 'II.'],
    ],
    [
      'a start of its own begins again, once',
      { lists: report, overrides: [{ list: 7 }, { list: 7, levels: [{ level: 0, start: 1 }] }] },
      [item(1), item(2), item(2)],
      ['I.', 'I.', 'II.'],
    ],
    [
      'a level of its own',
      { lists: report, overrides: [{ list: 7, levels: [{ level: 0, own: { text: 'Điều \0.' } }] }, { list: 7 }] },
      [item(1), item(2)],
      ['Điều 1.', 'II.'],
    ],
    [
      'a level of its own with a start',
      { lists: report, overrides: [{ list: 7, levels: [{ level: 0, start: 9, own: { start: 5, text: '\0' } }] }] },
      [item(1), item(1)],
      ['5', '6'],
    ],
    [
      'a simple list before another',
      { lists: [{ id: 3, levels: [{ start: 4, text: '\0)' }] }, ...report], overrides: [{ list: 3 }, { list: 7 }] },
      [item(1), item(2), item(1)],
      ['4)', 'I.', '5)'],
    ],
    [
      'never begins again',
      { lists: [{ id: 7, levels: [{ text: '\0' }, { text: '\x01', restart: 0 }] }], overrides: [{ list: 7 }] },
      [item(1), item(1, 1), item(1), item(1, 1)],
      ['1', '1', '2', '2'],
    ],
    [
      'legal style',
      {
        lists: [
          {
            id: 7,
            levels: [
              { format: 1, text: '\0' },
              { text: '\0.\x01', legal: true },
            ],
          },
        ],
        overrides: [{ list: 7 }],
      },
      [item(1), item(1, 1)],
      ['I', '1.1'],
    ],
    ['switched off', { lists: report, overrides: [{ list: 7 }] }, [item(1), item(0), item(1)], ['I.', '', 'II.']],
    ['a list that is not there', { lists: report, overrides: [{ list: 8 }] }, [item(1), item(5)], ['', '']],
    [
      'from the style',
      { lists: report, overrides: [{ list: 7 }], styles: [{ kind: 1, papx: numbered(1, 1) }] },
      [{ ...p('x'), style: 1 }],
      ['1.'],
    ],
    [
      'keeping indents of its own',
      { lists: report, overrides: [{ list: 7 }, { list: 7 }] },
      [p('x', sprm(0x460b, 0xfe, 0xff))],
      ['I.'],
    ],
    [
      'no list, with the indents of one',
      { lists: report, overrides: [{ list: 7 }] },
      [p('x', sprm(0x460b, 0x01, 0xf8))],
      [''],
    ],
    [
      'nothing after the label',
      { lists: [{ id: 7, levels: [{ text: '\0)', follow: 2 }] }], overrides: [{ list: 7 }] },
      [item(1)],
      ['1)'],
    ],
    [
      'hidden label',
      { lists: [{ id: 7, levels: [{ text: '\0)', chpx: hidden }] }], overrides: [{ list: 7 }] },
      [item(1)],
      [''],
    ],
    [
      'bullet of a symbol font',
      {
        fonts: [['Arial'], ['Symbol', 2]],
        lists: [{ id: 7, levels: [{ format: 23, text: '\xb7', chpx: font(1) }] }],
        overrides: [{ list: 7 }],
      },
      [item(1)],
      ['-'],
    ],
    [
      'bullet as typed',
      { lists: [{ id: 7, levels: [{ format: 23, text: '+' }] }], overrides: [{ list: 7 }] },
      [item(1)],
      ['+'],
    ],
    [
      'bullet as a picture',
      { lists: [{ id: 7, levels: [{ format: 23, text: 'o', chpx: sprm(0x4888, 1, 0) }] }], overrides: [{ list: 7 }] },
      [item(1)],
      ['-'],
    ],
  ])('%s', async (_, content, body, expected) => {
    expect(await labels(content, body)).toEqual(expected)
  })

  test('a label in a legacy font', async () => {
    const lists = [{ id: 7, levels: [{ text: '\xa7iÒu \0.' }] }]
    const body = [p([r('Ph¹m vi ®iÒu chØnh', font(1))], numbered(1))]
    const document = await read({
      lists,
      overrides: [{ list: 7 }],
      fonts: [['Arial'], ['.VnTime']],
      body: body.map((one) => ({ ...one, mark: font(1) })),
    })
    expect(document.text).toBe('Điều 1. Phạm vi điều chỉnh\n')
  })

  test('a run-in heading keeps its own number', async () => {
    const body = [{ ...p('Tên. ', numbered(1)), mark: hidden }, item(1)]
    const { text } = await read({ lists: report, overrides: [{ list: 7 }], body })
    expect(text).toBe('I. Tên. x\n')
  })

  test('cells of a table that hold a label alone', async () => {
    const cell = [p('', numbered(1))]
    const body = [...row(['STT', 'Tên']), ...row([cell, 'a']), ...row([cell, 'b'])]
    const { text } = await read({ lists: [{ id: 7, levels: [{ text: '\0' }] }], overrides: [{ list: 7 }], body })
    expect(text).toBe('STT\tTên\n1\ta\n2\tb\n')
  })

  test('a cell hidden by a merge does not count', async () => {
    const cell = [p('', numbered(1))]
    const body = [
      ...row(['STT', 'Tên']),
      ...row([cell, 'a'], { merges: [0x60, 0] }),
      ...row([cell, 'b'], { merges: [0x20, 0] }),
      ...row([cell, 'c']),
    ]
    const { text } = await read({ lists: [{ id: 7, levels: [{ text: '\0' }] }], overrides: [{ list: 7 }], body })
    expect(text).toBe('STT\tTên\n1\ta\nb\n2\tc\n')
  })
})

/** An ANLD: format, before and after the number, start. */
function old(
  level: number,
  format: number,
  before: string,
  after: string,
  more: { start?: number; previous?: boolean } = {},
) {
  const { start = 1, previous = false } = more
  const settings = [
    format,
    before.length,
    after.length,
    previous ? 4 : 0,
    0,
    0,
    ...u16(0),
    ...u16(0),
    ...u16(start),
    ...u16(0),
    ...u16(0),
    0,
    0,
    0,
    0,
  ]
  const letters = Buffer.alloc(32)
  letters.write(before + after, 'latin1')
  return [12, settings.length + 32, ...settings, ...letters, 13, level]
}

describe('numbers of Word 6', () => {
  test.each<[string, DocParagraph[], string[]]>([
    ['plain', [p('x', old(10, 0, '', ')')), p('x', old(10, 0, '', ')'))], ['1)', '2)']],
    ['begin again after text', [p('x', old(10, 4, '', '.')), p('x'), p('x', old(10, 4, '', '.'))], ['a.', '', 'a.']],
    [
      'go on after a pause',
      [p('x', old(10, 0, '', '.')), p('x', old(12, 0, '', '.')), p('x', old(10, 0, '', '.'))],
      ['1.', '', '2.'],
    ],
    ['start where they say', [p('x', old(10, 1, 'Ch ', '', { start: 3 }))], ['Ch III']],
    ['bullets', [p('x', old(11, 0, '+', ''))], ['+']],
    [
      'outline',
      [
        p('x', old(1, 1, '', '.')),
        p('x', old(2, 0, '', '.', { previous: true })),
        p('x', old(2, 0, '', '.', { previous: true })),
        p('x', old(1, 1, '', '.')),
      ],
      ['I.', 'I.1.', 'I.2.', 'II.'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await labels({ generation: 'word6' }, body)).toEqual(expected)
  })
})
