import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { harmlessName, openArchive } from '../../src/pipeline/archive.ts'

async function zipOf(entries: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(entries)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

describe('the name of a member', () => {
  test.each([
    ['x/báo cáo.pdf', 'x/báo cáo.pdf'],
    ['../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\a.doc', 'Windows/a.doc'],
    ['..\\..\\a.doc', 'a.doc'],
    ['x//./y/../a.pdf', 'x/y/a.pdf'],
    ['a\u001b[2J\n.pdf', 'a_[2J_.pdf'],
    ['gnp\u202efdp.exe', 'gnp_fdp.exe'],
    ['../..', 'unnamed'],
  ])('%j becomes %j', (written, name) => expect(harmlessName(written)).toBe(name))
})

describe('an archive', () => {
  test('lists its files by name, without folders, and unpacks on demand', async () => {
    const archive = await openArchive(await zipOf({ 'b.txt': 'bb', 'a/c.txt': 'cc' }))
    expect(archive.members.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a/c.txt', 2],
      ['b.txt', 2],
    ])
    expect(Buffer.from(await archive.members[1]!.read()).toString()).toBe('bb')
    archive.close()
  })

  test('shows the head of a member without unpacking the rest', async () => {
    const archive = await openArchive(await zipOf({ 'a.txt': 'x'.repeat(1_000_000) }))
    expect(await archive.members[0]!.head()).toHaveLength(1024)
    archive.close()
  })

  test.each([
    ['a Word file', '[Content_Types].xml', true],
    ['an OpenDocument file', 'mimetype', true],
    ['a delivery', 'a.docx', false],
  ])('knows %s for what it is', async (_, entry, isPackage) => {
    expect((await openArchive(await zipOf({ [entry]: 'x' }))).isPackage).toBe(isPackage)
  })

  test('with a changed byte does not give the member it falls into', async () => {
    const zip = new JSZip().file('a.txt', 'không nén')
    const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'STORE' })
    const at = Buffer.from(bytes).indexOf('nén')
    bytes[at] = 'm'.charCodeAt(0)
    const archive = await openArchive(bytes)
    await expect(archive.members[0]!.read()).rejects.toMatchObject({ code: 'damaged' })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['something else', Buffer.from('xin chào')],
    ['an archive cut short', Buffer.from('PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')],
  ])('is damaged if it is %s', async (_, bytes) => {
    await expect(openArchive(bytes)).rejects.toMatchObject({ code: 'damaged' })
  })
})
