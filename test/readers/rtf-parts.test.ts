import { describe, expect, test } from 'vitest'
import { describeReader } from '../contract.ts'
import { readRtf } from '../../src/readers/rtf/read-rtf.ts'
import { textOfRole } from './docx-files.ts'
import { p, read, row, rtf, u } from './rtf-files.ts'

const page = '{\\field{\\*\\fldinst PAGE}{\\fldrslt 5}}'

describe('headers and footers', () => {
  test.each<[string, string, string, string[]]>([
    ['of all pages', '{\\header\\pard a\\par}', 'page-header', ['a']],
    ['without a paragraph end', '{\\header a}', 'page-header', ['a']],
    ['of right pages', '{\\headerr a}', 'page-header', ['a']],
    ['of left pages, not told apart', '{\\headerl a}{\\headerr b}', 'page-header', ['b']],
    ['of left pages, told apart', '\\facingp{\\headerl a}{\\headerr b}', 'page-header', ['a', 'b']],
    ['of a first page that has none of its own', '{\\headerf a}{\\header b}', 'page-header', ['b']],
    ['of a first page', '\\sectd\\titlepg{\\headerf a}{\\header b}', 'page-header', ['a', 'b']],
    ['of a first page, said later', '\\sectd{\\headerf a}\\titlepg ', 'page-header', ['a']],
    ['of a first page, in another section', '\\sectd\\titlepg x\\par\\sect\\sectd{\\headerf a}', 'page-header', []],
    ['the same in every section', '{\\header a}x\\par\\sect{\\header a}', 'page-header', ['a']],
    ['numbers of pages', `{\\header - ${page} -}{\\footer Trang ${page}}`, 'page-header', []],
    ['words beside a number of pages', `{\\footer B\\u225?o c\\u225?o ${page}}`, 'page-footer', ['Báo cáo']],
    ['the current number', '{\\footer a \\chpgn}', 'page-footer', ['a']],
    ['of page styles of another writer', '{\\*\\pgdsctbl{\\pgdsc0{\\header x}}}', 'page-header', []],
    ['a text box', '{\\header{\\shp{\\*\\shpinst{\\shptxt a\\par}}}}', 'page-header', ['a']],
    ['a watermark', '{\\header{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv N}}}}}', 'page-header', ['N']],
  ])('%s', async (_, head, role, texts) => {
    expect(textOfRole(await read(`${head}x\\par`), role)).toEqual(texts)
  })

  test('a field in the body keeps its page', async () => {
    expect((await read(`trang ${page}`)).text).toBe('trang 5\n')
  })

  test('stand behind the body, with paths', async () => {
    const { blocks } = await read('{\\header a}{\\footer b}x\\par')
    expect(blocks.map(({ path }) => path)).toEqual(['body/p[1]', 'header[1]/p[1]', 'footer[1]/p[1]'])
  })
})

describe('what stands apart from the body', () => {
  test.each<[string, string, string, string[]]>([
    ['footnote', 'x{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} a\\par b}y', 'footnote', ['a', 'b']],
    ['marked as unknown', 'x{\\*\\footnote\\chftn a}y', 'footnote', ['a']],
    ['endnotes after footnotes', 'x{\\footnote\\ftnalt a}{\\footnote b}', 'footnote', ['b', 'a']],
    ['separators of notes', '{\\ftnsep\\chftnsep}{\\*\\ftnsepc c}x{\\footnote a}', 'footnote', ['a']],
    ['comment', 'x{\\*\\atnid A}{\\*\\atnauthor B}\\chatn{\\*\\annotation{\\*\\atndate 1}a}', 'comment', ['a']],
    [
      'text box',
      'x{\\shp{\\*\\shpinst\\shpleft5{\\sp{\\sn a}{\\sv b}}{\\shptxt a\\par b\\par}}}y',
      'text-box',
      ['a', 'b'],
    ],
    [
      'its form for old readers',
      'x{\\shp{\\*\\shpinst{\\shptxt a}}{\\shprslt{\\*\\do{\\dptxbxtext a}}}}',
      'text-box',
      ['a'],
    ],
    ['text box of Word 6', 'x{\\*\\do\\dptxbx{\\dptxbxtext\\pard a\\par}\\dpx1}', 'text-box', ['a']],
    ['text boxes in a group', '{\\shpgrp{\\*\\shpinst{\\shp{\\*\\shpinst{\\shptxt a}}}}}x', 'text-box', ['a']],
    ['WordArt', 'x{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv D\\u7921? th\\u7843?o}}}}', 'text-box', ['Dự thảo']],
    ['a name with a value of another kind', 'x{\\shp{\\*\\shpinst{\\sp{\\sn wzName}{\\sv a}}}}', 'text-box', []],
  ])('%s', async (_, body, role, texts) => {
    expect(textOfRole(await read(body), role)).toEqual(texts)
  })

  test('leave the paragraph they are anchored in whole', async () => {
    const { text } = await read('x{\\footnote a}y{\\shp{\\*\\shpinst{\\shptxt b}}}z\\par')
    expect(text.split('\n')[0]).toBe('xyz')
  })

  test('have paths', async () => {
    const box = '{\\shp{\\*\\shpinst{\\shptxt b\\par}}}'
    const { blocks } = await read(
      p('x') + p(`y${box}${box}{\\footnote\\pard n}{\\footnote\\ftnalt e}{\\*\\annotation c}`),
    )
    expect(blocks.map(({ path }) => path)).toEqual([
      'body/p[1]',
      'body/p[2]',
      'body/p[2]/textbox[1]/p[1]',
      'body/p[2]/textbox[2]/p[1]',
      'footnotes/note[1]/p[1]',
      'endnotes/note[1]/p[1]',
      'comments/comment[1]/p[1]',
    ])
  })

  test('in a cell, the cell goes on', async () => {
    const { text, blocks } = await read(
      row(['a{\\footnote\\pard\\plain n}b', '{\\shp{\\*\\shpinst{\\shptxt\\pard x\\par}}}1']),
    )
    expect(text).toBe('ab\t1\nx\nn\n')
    expect(blocks[1]?.path).toBe('body/table[1]/row[1]/cell[2]/p[1]/textbox[1]/p[1]')
  })

  test('may hold tables', async () => {
    const { blocks } = await read(`x{\\shp{\\*\\shpinst{\\shptxt ${row(['a', '1']) + row(['b', '2'])}\\pard\\par}}}`)
    expect(blocks[1]).toMatchObject({ kind: 'table', role: 'text-box', path: 'body/p[1]/textbox[1]/table[1]' })
  })
})

describeReader('readRtf', readRtf, [
  { name: 'a letter', bytes: () => rtf(p(u('Số: 1/BC-UBND'), '\\qc\\b') + row(['STT', 'a']) + row(['1', 'b'])) },
  {
    name: 'everything at once',
    bytes: () =>
      rtf(
        `{\\header ${u('Mật')}}x{\\footnote n}{\\*\\annotation c}{\\shp{\\*\\shpinst{\\shptxt b}}}\\par` +
          row(['a', '', 'b'], { definition: ['\\clvmgf\\clmgf', '\\clmrg'] }) +
          row(['', 'c', 'd'], { definition: ['\\clvmrg'] }),
      ),
  },
])
