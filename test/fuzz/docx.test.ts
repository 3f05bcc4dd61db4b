import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import { DocumentError } from '../../src/domain/issue.ts'
import { readDocx } from '../../src/readers/docx/read-docx.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { readDocument } from '../../src/readers/registry.ts'
import { docxEntries, level, p, r, table, zip, type DocxParts } from '../readers/docx-files.ts'
import { runs } from './runs.ts'

const numPr = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const parts: DocxParts = {
  body:
    table([
      ['UBND', 'CỘNG HÒA XÃ HỘI'],
      ['Số: 1', 'ngày'],
    ]) +
    p('Báo cáo', numPr, '<w:b/><w:sz w:val="28"/>') +
    `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${field('begin')}${field('separate')}${r('a')}${field('end')}</w:p>` +
    `<w:p><w:ins>${r('b')}</w:ins><w:r><w:footnoteReference w:id="1"/><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>` +
    table([
      ['STT', 'Số'],
      ['1', `<w:tc>${table([['x', 'y']])}</w:tc>`],
    ]) +
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
  styles: '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:vanish/></w:rPr></w:style>',
  numbering: `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%1.%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
  footnotes: `<w:footnote w:id="1">${p('note')}</w:footnote>`,
  header1: p('header'),
}

/** What holds for every document, however odd its source. */
function checkDocument({ text, words, blocks, styles }: Document): void {
  let last = 0
  for (const { start, end, style } of words) {
    if (start < last || end <= start || end > text.length || !(style in styles)) throw new Error('a word out of order')
    if (/\s/u.test(text.slice(start, end).replaceAll('\ufeff', ''))) throw new Error('white space in a word')
    last = end
  }
  last = 0
  for (const block of blocks) {
    if (block.start < last || block.end < block.start || block.end > text.length)
      throw new Error('a block out of order')
    last = block.end
    if (block.kind === 'paragraph') continue
    const places = new Set<string>()
    for (const cell of block.cells)
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
          const place = `${row},${column}`
          if (places.has(place) || row >= block.rows || column >= block.columns)
            throw new Error(`cells overlap at ${place}`)
          places.add(place)
        }
  }
  if (text.normalize('NFC') !== text) throw new Error('not NFC')
}

/** Counts what became of every input; anything but a document or a DocumentError is thrown. */
class Outcomes {
  read = 0
  refused = 0

  async of(work: () => Promise<Document>): Promise<void> {
    try {
      checkDocument(await work())
      this.read++
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      this.refused++
    }
  }
}

/** Even over the file; fc.double would nearly always draw its first byte. */
const share = fc.nat(999_999).map((n) => n / 1_000_000)

const edits = fc.array(fc.tuple(share, fc.nat(255)), {
  minLength: 1,
  maxLength: 20,
})

/** XML hardly survives more, and some inputs are to be read still. */
const fewEdits = fc.array(fc.tuple(share, fc.nat(255)), {
  minLength: 1,
  maxLength: 2,
})

describe('a changed Word file is read or refused', () => {
  let whole: Uint8Array
  let entries: Map<string, string>
  beforeAll(async () => {
    entries = docxEntries(parts)
    whole = await zip(entries)
  })

  test('as it is, it is read', async () => {
    const document = await readDocx(whole, defaultLimits)
    checkDocument(document)
    expect(document.text).toContain('I.1. Báo cáo')
  })

  test('bytes of the package changed or cut', async () => {
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(edits, fc.option(share), async (changes, cut) => {
        const bytes = Uint8Array.from(whole)
        for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte
        const input = cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length))
        await outcomes.of(() => readDocument(input))
      }),
      { numRuns: runs(500) },
    )
    expect(outcomes.refused).toBeGreaterThan(runs(100) - 2)
  })

  test.each(['word/document.xml', 'word/numbering.xml', 'word/styles.xml', 'word/_rels/document.xml.rels'])(
    'bytes of %s changed',
    async (name) => {
      const outcomes = new Outcomes()
      await fc.assert(
        fc.asyncProperty(fewEdits, async (changes) => {
          const bytes = Buffer.from(entries.get(name)!)
          for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte
          const input = await zip(new Map<string, string | Uint8Array>([...entries, [name, bytes]]))
          await outcomes.of(() => readDocx(input, defaultLimits))
        }),
        { numRuns: runs(500) },
      )
      expect(outcomes.read).toBeGreaterThan(0)
    },
  )

  test('its elements in any order and nesting', async () => {
    const names = ['p', 'r', 't', 'tbl', 'tr', 'tc', 'sdt', 'sdtContent', 'ins', 'del', 'pPr', 'rPr', 'vMerge', 'tcPr']
    const flags = ['fldChar w:fldCharType="begin"', 'fldChar w:fldCharType="separate"', 'gridSpan w:val="3"', 'vanish']
    const { tree } = fc.letrec<{ tree: string; element: string; leaf: string }>((tie) => ({
      tree: fc.oneof({ maxDepth: 12, withCrossShrink: true }, tie('leaf'), tie('element')),
      leaf: fc.oneof(
        fc.constantFrom('a ', '1', 'Nơi nhận:'),
        fc.constantFrom(...flags).map((f) => `<w:${f}/>`),
      ),
      element: fc
        .tuple(fc.constantFrom(...names), fc.array(tie('tree'), { maxLength: 5 }))
        .map(([name, inner]) => `<w:${name}>${inner.join('')}</w:${name}>`),
    }))
    const outcomes = new Outcomes()
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 6 }), async (body) => {
        const input = await zip(docxEntries({ ...parts, body: body.join('') + parts.body }))
        await outcomes.of(() => readDocx(input, defaultLimits))
      }),
      { numRuns: runs(300) },
    )
    expect(outcomes.read).toBeGreaterThan(runs(200) - 2)
  })
})
