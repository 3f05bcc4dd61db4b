import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { describeReader } from '../contract.ts'
import { readHtml } from '../../src/readers/html/read-html.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { textOfRole } from './docx-files.ts'
import { archive, page, wordPage } from './html-files.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const textOf = async (bytes: Uint8Array) => (await readHtml(bytes, defaultLimits)).text
const meta = (charset: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`

describe('the characters of a page', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8 declared', Buffer.from(`${meta('utf-8')}<p>Số ố`), 'Số ố\n'],
    ['UTF-8 with a mark', Buffer.from('\ufeff<p>Số'), 'Số\n'],
    ['UTF-8 not declared', Buffer.from('<p>Số'), 'Số\n'],
    ['UTF-8 declared as something else', Buffer.from(`${meta('windows-1252')}<p>Số`), 'Số\n'],
    ['UTF-16', Buffer.from('\ufeff<p>Số', 'utf16le'), 'Số\n'],
    ['UTF-16, big end first', Buffer.from('\ufeff<p>Số', 'utf16le').swap16(), 'Số\n'],
    ['UTF-16 without a mark', Buffer.from('<p>So', 'utf16le'), 'So\n'],
    ['windows-1252', latin(`${meta('windows-1252')}<p>caf\xe9 \x93a\x94`), 'café “a”\n'],
    ['Latin-1 is windows-1252', latin(`${meta('iso-8859-1')}<p>caf\xe9 \x85`), 'café …\n'],
    ['windows-1258', latin(`${meta('windows-1258')}<p>s\xf4\xec \xd0\xfd`), 'số Đư\n'],
    ['a short form', latin('<meta charset="windows-1251"><p>\xef'), 'п\n'],
    [
      'declared by XML',
      latin('<?xml version="1.0" encoding="windows-1251"?><html><body><p>\xef</p></body></html>'),
      'п\n',
    ],
    ['not known', latin(`${meta('x-viet-foo')}<p>caf\xe9`), 'café\n'],
    ['UTF-16 declared in a page that is not', latin(`${meta('utf-16')}<p>caf\xe9`), 'café\n'],
    ['UTF-8 declared, and it is not at all', latin(`${meta('utf-8')}<p>\xe9\xe8 \xe0\xe9 \xea\xe8`), 'éè àé êè\n'],
    [
      'UTF-8 declared, one byte broken',
      latin(`${meta('utf-8')}<p>${'a'.repeat(200)} S\xe1\xbb\x91 \xe9`),
      `${'a'.repeat(200)} Số \ufffd\n`,
    ],
  ])('%s', async (_, bytes, text) => {
    expect(await textOf(bytes)).toBe(text)
  })
})

describe('web archives', () => {
  const html = 'Content-Type: text/html; charset="utf-8"'
  test.each<[string, Buffer, string]>([
    [
      'quoted-printable',
      archive([[`${html}\r\nContent-Transfer-Encoding: quoted-printable`, '<p class=3Dx>S=E1=BB=91 =\r\n12</p>']]),
      'Số 12\n',
    ],
    [
      'base64',
      archive([[`${html}\r\nContent-Transfer-Encoding: base64`, Buffer.from('<p>Số</p>').toString('base64')]]),
      'Số\n',
    ],
    ['as it is', archive([[html, Buffer.from('<p>Số</p>').toString('latin1')]]), 'Số\n'],
    ['the set of the part', archive([['Content-Type: text/html; charset=windows-1258', '<p>s\xf4\xec']]), 'số\n'],
    [
      'pictures first',
      archive([
        ['Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'iVBORw0K'],
        [html, '<p>a'],
      ]),
      'a\n',
    ],
    [
      'the second page is not read',
      archive([
        [html, '<p>a'],
        [html, '<p>b'],
      ]),
      'a\n',
    ],
    [
      'parts inside parts',
      archive([
        [
          'Content-Type: multipart/alternative; boundary=in',
          `--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\n${html}\r\n\r\n<p>a\r\n--in--`,
        ],
      ]),
      'a\n',
    ],
    [
      'line ends without returns',
      latin(
        archive([[html, '<p>a']])
          .toString('latin1')
          .replaceAll('\r', ''),
      ),
      'a\n',
    ],
    ['a page alone', latin(`From: x\r\nMIME-Version: 1.0\r\n${html}\r\n\r\n<p>a`), 'a\n'],
    ['the end is missing', archive([[html, '<p>a']]).subarray(0, -22), 'a\n'],
  ])('%s', async (_, bytes, text) => {
    expect(await textOf(bytes)).toBe(text)
  })

  test('the part named as the start comes first', async () => {
    const parts = archive([
      [`${html}\r\nContent-ID: <1>`, '<p>a'],
      [`${html}\r\nContent-ID: <2>`, '<p>b'],
    ])
    const file = parts.toString('latin1').replace('multipart/related;', 'multipart/related; start="<2>";')
    expect(await textOf(latin(file))).toBe('b\n')
  })

  test('Word keeps headers and footers in a page of their own', async () => {
    const margins =
      "<p>x</p><div style='mso-element:header' id=h1><p>a</p></div><div style='mso-element:footnote-separator'>y</div>"
    const file = archive([
      [`${html}\r\nContent-Location: file:///C:/1/report.htm`, '<p>body</p>'],
      [`${html}\r\nContent-Location: file:///C:/1/report_files/header.htm`, margins],
    ])
    const document = await readHtml(file, defaultLimits)
    expect(document.mediaType).toBe('multipart/related')
    expect(document.text).toBe('body\na\n')
    expect(textOfRole(document, 'page-header')).toEqual(['a'])
  })

  test('a page that speaks of mail is none', async () => {
    expect(await textOf(latin('<p>a\nMIME-Version: 1.0\n\nb'))).toBe('a MIME-Version: 1.0 b\n')
  })

  test.each<[string, Buffer, string]>([
    ['no page inside', archive([['Content-Type: image/png', 'x']]), 'damaged'],
    ['no parts at all', latin('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n'), 'damaged'],
  ])('%s', async (_, bytes, code) => {
    await expect(readHtml(bytes, defaultLimits)).rejects.toMatchObject({ name: 'DocumentError', code })
  })
})

test('XHTML, where empty elements end themselves', async () => {
  const file =
    '<?xml version="1.0" encoding="UTF-8"?><html xmlns="x"><head><title/><script src="y"/></head><body><p>a</p></body></html>'
  expect(await textOf(Buffer.from(file))).toBe('a\n')
})

test('nothing is fetched or run', async () => {
  const before = existsSync('/tmp/fetched')
  const body =
    '<link rel=stylesheet href="http://127.0.0.1:9/x.css"><style>@import url(http://127.0.0.1:9/y.css);</style><img src="http://127.0.0.1:9/z.png"><script>require("fs").writeFileSync("/tmp/fetched","")</script><p>a'
  expect(await textOf(Buffer.from(page(body)))).toBe('a\n')
  expect(existsSync('/tmp/fetched')).toBe(before)
})

describeReader('readHtml', readHtml, [
  {
    name: 'a letter',
    bytes: () => Buffer.from(page('<h1>Số: 1/BC-UBND</h1><table border=1><tr><th>STT<th>a<tr><td>1<td>b</table>')),
  },
  {
    name: 'of Word, in .VnTime',
    bytes: () => latin(wordPage('<p class=MsoNormal>C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam</p>')),
  },
])
