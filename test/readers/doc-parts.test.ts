import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/domain/issue.ts'
import { readDoc } from '../../src/readers/doc/read-doc.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { describeReader } from '../contract.ts'
import {
  bold,
  center,
  deleted,
  field,
  font,
  hidden,
  numbered,
  p,
  r,
  read,
  row,
  special,
  sprm,
  tableHeader,
  textOfRole,
  u16,
  u32,
  type DocContent,
  type DocParagraph,
} from './doc-files.ts'
import { shapeRecord } from './doc-structures.ts'
import { docStreams, writeContainer, writeDoc } from './doc-writer.ts'

const mark = (code: string) => r(code, special)
const noteMark = mark('\x02')
const drawing = mark('\x08')
const page = field(' PAGE ', '3')
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof DocumentError ? error.code : error),
  )

describe('notes and comments', () => {
  test('footnotes follow the text in the order of their marks; marks leave the figures alone', async () => {
    const document = await read({
      body: [p([r('có 298'), noteMark, r(' hồ sơ'), noteMark])],
      footnotes: [[p([noteMark, r(' một')])], [p([noteMark, r(' hai')]), p('tiếp')]],
    })
    expect(document.text).toBe('có 298 hồ sơ\nmột\nhai\ntiếp\n')
    expect(document.blocks.map(({ role, path }) => `${role} ${path}`)).toEqual([
      'body body/p[1]',
      'footnote footnotes/note[1]/p[1]',
      'footnote footnotes/note[2]/p[1]',
      'footnote footnotes/note[2]/p[2]',
    ])
  })

  test('endnotes come after footnotes', async () => {
    const document = await read({
      body: [p([r('a'), noteMark, r('b'), noteMark])],
      footnotes: [[p('chân')]],
      endnotes: [[p('cuối')]],
    })
    expect(textOfRole(document, 'footnote')).toEqual(['chân', 'cuối'])
    expect(document.blocks[2]?.path).toBe('endnotes/note[1]/p[1]')
  })

  test.each([
    ['deleted', deleted],
    ['hidden', hidden],
  ])('a note whose mark is %s is not shown', async (_, property) => {
    const body = [p([r('a'), r('\x02', special, property), noteMark])]
    expect((await read({ body, footnotes: [[p('một')], [p('hai')]] })).text).toBe('a\nhai\n')
  })

  test('comments', async () => {
    const document = await read({ body: [p([r('a'), mark('\x05')])], comments: [[p('kiểm tra'), p('lại')]] })
    expect(textOfRole(document, 'comment')).toEqual(['kiểm tra', 'lại'])
    expect(document.blocks.at(-1)?.path).toBe('comments/comment[1]/p[2]')
  })

  test('the mark of a comment is no letter of an old font', async () => {
    const document = await read({
      fonts: [['Times New Roman'], ['.VnTime']],
      body: [p([r('h¹n 131', font(1)), r('\x05', special, font(1))])],
      comments: [[p('a')]],
    })
    expect(document.text).toBe('hạn 131\na\n')
  })
})

describe('headers and footers', () => {
  const kinds = (texts: Partial<Record<number, string>>): DocParagraph[][] =>
    Array.from({ length: 6 }, (_, kind) => (texts[kind] === undefined ? [] : [p(texts[kind])]))
  const titlePage = sprm(0x300a, 1)

  test.each<[string, Partial<DocContent>, string[]]>([
    ['of all pages', { sections: [{ headers: kinds({ 1: 'x' }) }] }, ['x']],
    [
      'of the first page, where the section has one',
      { sections: [{ sepx: titlePage, headers: kinds({ 4: 'x' }) }] },
      ['x'],
    ],
    ['of the first page, where it has none', { sections: [{ headers: kinds({ 4: 'x' }) }] }, []],
    ['of even pages, where they differ', { facingPages: true, sections: [{ headers: kinds({ 0: 'x' }) }] }, ['x']],
    ['of even pages, where they do not', { sections: [{ headers: kinds({ 0: 'x' }) }] }, []],
  ])('%s', async (_, content, expected) => {
    expect(textOfRole(await read({ ...content, body: [p('a')] }), 'page-header')).toEqual(expected)
  })

  test('a section without one has that of the section before, said once', async () => {
    const body: DocParagraph[] = [{ ...p('a'), end: '\f' }, p('b')]
    const sections = [{ headers: kinds({ 1: 'một', 3: 'chân', 4: 'đầu' }) }, { sepx: titlePage, headers: kinds({}) }]
    const document = await read({ body, sections })
    expect(textOfRole(document, 'page-header')).toEqual(['một', 'đầu'])
    expect(textOfRole(document, 'page-footer')).toEqual(['chân'])
    expect(document.blocks.at(-1)?.path).toBe('footer[1]/p[1]')
  })

  test('page numbers are dropped', async () => {
    const header = [p([r('Mật, trang '), ...page])]
    const footer = [p([r('- '), ...page, r(' -')])]
    const document = await read({ body: [p('a')], sections: [{ headers: [[], header, [], footer] }] })
    expect(document.text).toBe('a\nMật, trang\n')
  })
})

describe('text boxes and pictures', () => {
  test('a box stands after the text, at the place of its anchor', async () => {
    const document = await read({
      body: [p([r('a'), drawing, r('b')]), p('c')],
      textBoxes: [{ anchor: 0, shape: 1026, content: [p('MẬT'), p('KHẨN')] }],
    })
    expect(document.text).toBe('ab\nc\nMẬT\nKHẨN\n')
    expect(document.blocks.slice(2)).toMatchObject([
      { role: 'text-box', path: 'body/p[1]/textbox[1]/p[1]' },
      { role: 'text-box', path: 'body/p[1]/textbox[1]/p[2]' },
    ])
  })

  test('boxes of one group, anchored together', async () => {
    const document = await read({
      body: [p([r('a'), drawing])],
      textBoxes: [
        { anchor: 0, shape: 1030, group: 1028, content: [p('một')] },
        { anchor: 0, shape: 1031, group: 1028, content: [p('hai')] },
      ],
    })
    expect(document.blocks.map(({ path }) => path)).toEqual([
      'body/p[1]',
      'body/p[1]/textbox[1]/p[1]',
      'body/p[1]/textbox[2]/p[1]',
    ])
  })

  test('a box whose anchor is deleted is not there', async () => {
    const body = [p([r('a'), r('\x08', special, deleted)])]
    expect((await read({ body, textBoxes: [{ anchor: 0, shape: 1026, content: [p('x')] }] })).text).toBe('a\n')
  })

  test('text drawn as a shape', async () => {
    const body = [p([r('a'), drawing])]
    const document = await read({ body, drawnTexts: [{ anchor: 0, shape: 1026, text: 'DỰ THẢO' }] })
    expect(textOfRole(document, 'text-box')).toEqual(['DỰ THẢO'])
  })

  test('text drawn in a picture of the text', async () => {
    const shape = shapeRecord(1026, 'MẬT')
    const data = Buffer.from([
      ...u32(68 + shape.length),
      ...u16(68),
      ...u16(100),
      ...Array<number>(60).fill(0),
      ...shape,
    ])
    const document = await read({ body: [p([r('a'), r('\x01', special, sprm(0x6a03, ...u32(0)))])], data })
    expect(textOfRole(document, 'text-box')).toEqual(['MẬT'])
  })

  test.each<[string, DocParagraph[], string]>([
    ['a picture alone', [p([mark('\x01')])], 'needs-ocr'],
    ['a drawing alone', [p([drawing])], 'needs-ocr'],
    ['data of a form field alone', [p([r('\x01', special, sprm(0x0806, 1))])], 'empty'],
    ['nothing', [p('')], 'empty'],
    ['hidden text alone', [p([r('a', hidden)])], 'empty'],
  ])('%s', async (_, body, expected) => {
    expect(await code(read(body))).toBe(expected)
  })
})

describe('what cannot be read', () => {
  const body = [p('Báo cáo')]

  test.each([
    ['locked (XOR or RC4)', 0x0100],
    ['locked and obfuscated', 0x8100],
  ])('%s', async (_, flags) => {
    expect(await code(readDocument(writeDoc({ body, flags })))).toBe('encrypted')
  })

  test('a locked file of Word 6', async () => {
    expect(await code(readDocument(writeDoc({ body, flags: 0x0100, generation: 'word6' })))).toBe('encrypted')
  })

  test.each([
    ['Word 2', 'dba52d00'],
    ['Word 1', '9ba52100'],
    ['Write', '31be000000ab0000'],
  ])('%s, which is no compound file', async (_, start) => {
    const bytes = Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(600)])
    expect(await code(readDocument(bytes))).toBe('unsupported')
  })

  test('Word 2 in a container', async () => {
    const streams = docStreams({ body })
    Buffer.from(streams.get('WordDocument')!.buffer).writeUInt16LE(45, streams.get('WordDocument')!.byteOffset + 2)
    expect(await code(readDocument(writeContainer(streams)))).toBe('unsupported')
  })

  test.each<[string, (streams: Map<string, Uint8Array>) => void]>([
    ['no main stream', (streams) => void streams.delete('WordDocument')],
    ['no tables', (streams) => void streams.delete('1Table')],
    ['the text cut off', (streams) => void streams.set('WordDocument', streams.get('WordDocument')!.slice(0, 0x802))],
    [
      'another file in place of the main stream',
      (streams) => void streams.set('WordDocument', Buffer.alloc(5000, 'x')),
    ],
  ])('damaged: %s', async (_, change) => {
    const streams = docStreams({ body })
    change(streams)
    expect(await code(readDoc(writeContainer(streams), defaultLimits))).toBe('damaged')
  })

  test('a file cut anywhere is read whole, said to be damaged, or refused', async () => {
    const whole = writeDoc({ body: Array.from({ length: 300 }, (_, index) => p(`Mục ${index}`, numbered(1))) })
    const text = (await readDoc(whole, defaultLimits)).text
    for (let length = 0; length < whole.length; length += 97) {
      const found = await readDoc(whole.subarray(0, length), defaultLimits).catch((error: unknown) => error)
      if (found instanceof DocumentError) expect(found.code).toBe('damaged')
      else expect(found).toMatchObject({ text })
    }
  })

  test('a structure outside its stream is left out and said', async () => {
    const streams = docStreams({ body: [p([r('a', bold)])], styles: [{ kind: 1 }] })
    const main = Buffer.from(streams.get('WordDocument')!)
    main.writeUInt32LE(0x7fffffff, 154 + 8)
    const document = await readDoc(writeContainer(streams.set('WordDocument', main)), defaultLimits)
    expect(document.text).toBe('a\n')
    expect(document.issues.map((issue) => issue.code)).toEqual(['damaged-part'])
  })
})

const everything: DocContent = {
  body: [
    ...row(['UBND XÃ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']),
    p([r('Báo cáo ', bold), r('B¸o c¸o', font(1)), noteMark], center),
    p('Mục', numbered(1)),
    ...row(['STT', 'Tên', 'Số'], { more: tableHeader }),
    ...row(['1', 'a', '2'], { edges: [0, 2000, 5000, 9000] }),
    p([r('hộp'), drawing, ...field(' DATE ', '12/5')]),
  ],
  fonts: [['Times New Roman'], ['.VnTime']],
  lists: [{ id: 7, levels: [{ format: 1, text: '\0.' }] }],
  overrides: [{ list: 7 }],
  footnotes: [[p('chú thích')]],
  comments: [[p('nhận xét')]],
  textBoxes: [{ anchor: 0, shape: 1026, content: [p('hộp')] }],
  sections: [{ headers: [[], [p('đầu trang')], [], [p('chân trang')]] }],
}

describeReader('.doc', readDoc, [
  { name: 'everything', bytes: () => writeDoc(everything) },
  { name: 'fast-saved', bytes: () => writeDoc({ ...everything, fastSaved: {} }) },
  { name: 'Word 6', bytes: () => writeDoc({ generation: 'word6', body: [p('Bao cao'), p('so 61')] }) },
])
