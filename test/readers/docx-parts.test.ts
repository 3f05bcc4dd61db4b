import { describe, expect, test } from 'vitest'
import type { DocumentError } from '../../src/domain/issue.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { docxEntries, makeDocx, p, r, read, relationships, textOfRole, zip } from './docx-files.ts'

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: unknown) => (error as DocumentError).code,
  )
const mark = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
const header = (type: string, id: string, kind = 'header') => `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`
const section = (inner: string) => `<w:sectPr>${inner}</w:sectPr>`
const page =
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

describe('notes and comments', () => {
  test('footnotes follow the text in the order of their marks; marks leave the figures alone', async () => {
    const document = await read({
      body: `<w:p>${r('có 298')}${mark('footnote', 5)}${r(' hồ sơ')}${mark('footnote', 2)}</w:p>`,
      footnotes: `<w:footnote w:type="separator" w:id="0">${p('---')}</w:footnote><w:footnote w:id="2">${p('hai')}</w:footnote><w:footnote w:id="5">${p('một')}</w:footnote><w:footnote w:id="9">${p('ẩn')}</w:footnote>`,
    })
    expect(document.text).toBe('có 298 hồ sơ\nmột\nhai\n')
    expect(document.blocks.map(({ role, path }) => `${role} ${path}`)).toEqual([
      'body body/p[1]',
      'footnote footnotes/note[1]/p[1]',
      'footnote footnotes/note[2]/p[1]',
    ])
  })

  test('endnotes', async () => {
    const endnotes = `<w:endnote w:id="1">${p('cuối')}</w:endnote>`
    const { blocks } = await read({ body: `<w:p>${r('a')}${mark('endnote', 1)}</w:p>`, endnotes })
    expect(blocks[1]).toMatchObject({ role: 'footnote', path: 'endnotes/note[1]/p[1]' })
  })

  test('comments', async () => {
    const comments = `<w:comment w:id="0">${p('kiểm tra')}${p('lại')}</w:comment>`
    const document = await read({ body: p('a'), comments })
    expect(textOfRole(document, 'comment')).toEqual(['kiểm tra', 'lại'])
    expect(document.blocks.at(-1)?.path).toBe('comments/comment[1]/p[2]')
  })
})

describe('headers and footers', () => {
  test('each text once, page numbers dropped', async () => {
    const document = await read({
      body:
        `<w:p><w:pPr>${section(header('default', 'header1') + header('default', 'footer1', 'footer'))}</w:pPr>${r('a')}</w:p>` +
        section(header('default', 'header2') + header('default', 'footer2', 'footer')),
      header1: p('Báo cáo số 61'),
      header2: p('Báo cáo số 61'),
      footer1: `<w:p>${r('Trang ')}${page}</w:p>`,
      footer2: `<w:p>${r('Mật, trang ')}${page}</w:p>`,
    })
    expect(textOfRole(document, 'page-header')).toEqual(['Báo cáo số 61'])
    expect(textOfRole(document, 'page-footer')).toEqual(['Mật, trang'])
    expect(document.blocks.at(-1)?.path).toBe('footer[2]/p[1]')
  })

  test.each([
    ['first page, where the section has one', header('first', 'header1') + '<w:titlePg/>', '', ['x']],
    ['first page, where it has none', header('first', 'header1'), '', []],
    ['even pages, where they differ', header('even', 'header1'), '<w:evenAndOddHeaders/>', ['x']],
    ['even pages, where they do not', header('even', 'header1'), '', []],
    ['a header that does not exist', header('default', 'header7'), '', []],
  ])('%s', async (_, references, settings, expected) => {
    const document = await read({ body: p('a') + section(references), header1: p('x'), settings })
    expect(textOfRole(document, 'page-header')).toEqual(expected)
  })

  test.each([
    ['a field', `<w:p>${page}</w:p>`],
    ['a simple field', `<w:p><w:fldSimple w:instr=" PAGE ">${r('3')}</w:fldSimple></w:p>`],
    ['of all', `<w:p>${page}${r('/')}<w:fldSimple w:instr="NUMPAGES">${r('9')}</w:fldSimple></w:p>`],
    ['between dashes', `<w:p>${r('- ')}${page}${r(' -')}</w:p>`],
    ['typed', p('Trang 3/9')],
    [
      'in a text box',
      `<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p>${page}</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>`,
    ],
  ])('bare page number: %s', async (_, header1) => {
    const document = await read({ body: p('a') + section(header('default', 'header1')), header1 })
    expect(document.text).toBe('a\n')
  })
})

describe('text boxes', () => {
  const box = (inner: string) => `<w:txbxContent>${inner}</w:txbxContent>`
  const vml = (inner: string) => `<w:pict><v:shape><v:textbox>${box(inner)}</v:textbox></v:shape></w:pict>`
  const drawing = (inner: string) => `<w:drawing><a:graphic>${box(inner)}</a:graphic></w:drawing>`
  const both = `<mc:AlternateContent><mc:Choice Requires="wps">${drawing(p('MẬT'))}</mc:Choice><mc:Fallback>${vml(p('MẬT'))}</mc:Fallback></mc:AlternateContent>`

  test.each([
    ['VML', vml(p('MẬT'))],
    ['DrawingML', drawing(p('MẬT'))],
    ['both: once', both],
    ['WordArt', '<w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict>'],
  ])('%s', async (_, inner) => {
    const document = await read(`<w:p>${r('a')}<w:r>${inner}</w:r>${r('b')}</w:p>` + p('c'))
    expect(document.text).toBe('ab\nc\nMẬT\n')
    expect(document.blocks[2]).toMatchObject({ role: 'text-box' })
    expect(document.blocks[2]?.path).toMatch(/^body\/p\[1\]\/textbox\[1\]/)
  })

  test('in a deleted run there is none', async () => {
    expect((await read(`<w:p>${r('a')}<w:del><w:r>${vml(p('x'))}</w:r></w:del></w:p>`)).text).toBe('a\n')
  })
})

describe('the package', () => {
  test('a main part in another place, names in another case', async () => {
    const entries = docxEntries({ body: p('a', '', '<w:rStyle w:val="B"/>') })
    entries.set('_rels/.rels', relationships([['x', 'officeDocument', '/Doc/Main.xml']]))
    entries.set('doc/main.xml', entries.get('word/document.xml')!)
    entries.delete('word/document.xml')
    expect((await readDocx(await zip(entries), defaultLimits)).text).toBe('a\n')
  })

  test.each(['word/styles.xml', 'word/numbering.xml', 'word/_rels/document.xml.rels', '_rels/.rels'])(
    'a broken %s is left out and said',
    async (name) => {
      const entries = docxEntries({ body: p('a'), styles: '', numbering: '' }).set(name, '<broken')
      const document = await readDocx(await zip(entries), defaultLimits)
      expect(document.text).toBe('a\n')
      expect(document.issues.map(({ code }) => code)).toEqual(['damaged-part'])
    },
  )

  test.each([
    ['no text', p(''), 'empty'],
    ['only a picture', '<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>', 'needs-ocr'],
    ['broken XML', '<w:p>', 'damaged'],
  ])('%s', async (_, body, code) => {
    expect(await failure(read(body))).toBe(code)
  })

  test('no document in it', async () => {
    const entries = docxEntries({ body: '' })
    entries.delete('word/document.xml')
    expect(await failure(readDocx(await zip(entries), defaultLimits))).toBe('damaged')
  })

  test('UTF-16 parts', async () => {
    const entries = new Map<string, string | Uint8Array>(docxEntries({ body: p('Tỷ lệ') }))
    const xml = docxEntries({ body: p('Tỷ lệ') })
      .get('word/document.xml')!
      .replace('UTF-8', 'UTF-16')
    entries.set('word/document.xml', Buffer.from(`\ufeff${xml}`, 'utf16le'))
    expect((await readDocx(await zip(entries), defaultLimits)).text).toBe('Tỷ lệ\n')
  })

  test('the same bytes give the same document', async () => {
    const bytes = await makeDocx({ body: p('a') })
    expect(await readDocx(bytes, defaultLimits)).toEqual(await readDocx(bytes, defaultLimits))
  })
})
