import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import type { Block, Document } from '../../src/domain/document.ts'
import { titleOf } from '../../src/layout/opening.ts'
import { readDocument } from '../../src/readers/registry.ts'

interface Described {
  readonly type?: string
  readonly subject?: readonly string[]
  readonly letterhead?: { readonly subject?: readonly string[] }
}

const samples = new URL('../../samples/', import.meta.url)
const names = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'generator')
  .map(({ name }) => name)

test('there are samples', () => {
  expect(names.length).toBeGreaterThan(5)
})

describe.each(names)('%s', (name) => {
  const { type, subject } = parse(readFileSync(new URL(`${name}/document.yaml`, samples), 'utf8')) as Described
  const wanted = type === undefined ? /^V\/v / : `${type} ${subject!.join(' ')}`.replace(/[*_]/gu, '')

  test.each(['pdf', 'docx'])('as %s opens with its type and subject', async (extension) => {
    const bytes = new Uint8Array(readFileSync(new URL(`${name}/source.${extension}`, samples)))
    const title = titleOf(await readDocument(bytes))
    if (typeof wanted === 'string') expect(title).toBe(wanted)
    else expect(title).toMatch(wanted)
  })
})

type Line = readonly [text: string, look?: { bold?: boolean; align?: 'left' | 'center'; column?: number }]

function opening(lines: readonly Line[]): Document {
  let text = ''
  const blocks = lines.map(([line, { bold = false, align, column } = {}]): Block => {
    const start = text.length
    text += `${line}\n`
    const side = column === undefined ? null : { region: 0, column }
    return {
      kind: 'paragraph',
      start,
      end: text.length - 1,
      role: 'body',
      path: null,
      side,
      align: align ?? 'center',
      bold,
      italic: false,
      size: 13,
    } as const
  })
  return { mediaType: '', text, pages: [], styles: [], words: [], blocks, origin: 'native', encodings: [], issues: [] }
}

const motto: Line = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }]

test.each<readonly [string, readonly Line[], string | null]>([
  ['nothing', [], null],
  ['prose alone', [['Căn cứ Luật Đất đai;', { align: 'left' }]], null],
  ['a letterhead alone', [['UBND TỈNH', { column: 0 }], motto, ['Độc lập - Tự do - Hạnh phúc', { bold: true }]], null],
  ['a heading in bold below the motto', [motto, ['Báo cáo', { bold: true }], ['tổng kết năm']], 'Báo cáo tổng kết năm'],
  [
    'up to who decides',
    [['QUYẾT ĐỊNH', {}], ['Về việc khen thưởng'], ['CHỦ TỊCH ỦY BAN NHÂN DÂN']],
    'QUYẾT ĐỊNH Về việc khen thưởng',
  ],
  ['up to the text', [['THÔNG BÁO', {}], ['(Ban hành kèm theo)'], ['Căn cứ']], 'THÔNG BÁO'],
  [
    'bold at the left',
    [
      ['BÁO CÁO', { bold: true, align: 'left' }],
      ['Kết quả', { bold: true, align: 'left' }],
      ['Thực hiện', { align: 'left' }],
    ],
    'BÁO CÁO Kết quả',
  ],
  [
    'what a letter is about',
    [
      ['V/v giải trình,', { column: 0 }],
      ['tiếp thu', { column: 0 }],
      ['Kính gửi: Sở', { align: 'left' }],
    ],
    'V/v giải trình, tiếp thu',
  ],
  [
    'marks of haste and drafts',
    [
      ['HỎA TỐC', { bold: true }],
      ['DỰ THẢO', { bold: true }],
      ['BÁO CÁO', {}],
    ],
    'BÁO CÁO',
  ],
  ['lines of signs', [['-----'], ['***', { bold: true }]], null],
])('%s', (_, lines, title) => {
  expect(titleOf(opening(lines))).toBe(title)
})

test('a title has an end', () => {
  expect(titleOf(opening([['BÁO CÁO'], ['x'.repeat(1000)]]))).toHaveLength(200)
})
