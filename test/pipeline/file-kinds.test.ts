import { describe, expect, test } from 'vitest'
import { isMeantAsDocument } from '../../src/pipeline/file-kinds.ts'

const meant = async (path: string, head = '', pictures = false) =>
  isMeantAsDocument(path, pictures, () => Promise.resolve(Buffer.from(head, 'latin1')))

describe('a file in a folder is meant as a document', () => {
  test.each([
    ['by its name', 'a/b.rtf', ''],
    ['in capitals', 'a/B.RTF', ''],
    ['a web page', 'a/b.html', ''],
    ['a web archive', 'a/b.mht', ''],
    ['a page among files', 'files/a.htm', ''],
    ['rich text without a name for it', 'a/b', '{\\rtf1\\ansi'],
    ['rich text after a mark', 'a/b.bak', '\xef\xbb\xbf{\\rtf1\\ansi'],
  ])('%s', async (_, path, head) => {
    expect(await meant(path, head)).toBe(true)
  })

  test.each([
    ['what belongs to a page of Word', 'a/report_files/header.htm', ''],
    ['the same, by Vietnamese Word', 'a/report.files/header.html', ''],
    ['a workbook', 'a/b.xls', '\xd0\xcf\x11\xe0'],
    ['a picture', 'a/b.tif', 'II*\0'],
    ['a text', 'a/b.txt', 'a text about {\\rtf1'],
  ])('not: %s', async (_, path, head) => {
    expect(await meant(path, head)).toBe(false)
  })

  test('a picture of a page, where pages are recognised', async () => {
    for (const name of ['a/b.tif', 'a/b.TIFF', 'a/b.png', 'a/b.jpg', 'a/b.jpeg'])
      expect(await meant(name, '', true)).toBe(true)
    expect(await meant('a/page_files/logo.png', '', true)).toBe(false)
    expect(await meant('a/b.gif', 'GIF89a', true)).toBe(false)
  })
})
