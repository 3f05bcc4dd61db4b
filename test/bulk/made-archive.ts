import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeDocx, makePdf, makeZip } from '../cli/made-files.ts'
import { docxEntries, p, zip } from '../readers/docx-files.ts'

/** Small Word files that differ in one sentence; made in a few milliseconds, read in some more. */
export async function makeSmallDocx(mark: string | number): Promise<Uint8Array> {
  const lines = [
    'BÁO CÁO',
    'Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2024, đã giải quyết 296/298 hồ sơ, đạt 99,3%.',
    `Mẫu số ${mark}`,
  ]
  return zip(docxEntries({ body: lines.map((line) => p(line)).join('') }))
}

export interface MadeArchive {
  readonly folder: string
  /** Different contents that give a record. */
  readonly readable: number
  readonly unreadable: number
}

/**
 * A folder as archives are: `documents` (two or more) Word files, some in subfolders, a PDF, copies under other names, a delivery as .zip
 * with another inside, what is broken, locked or no document at all.
 */
export async function makeArchive(folder: string, documents: number): Promise<MadeArchive> {
  const write = async (path: string, content: Uint8Array | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const [first, second] = [await makeSmallDocx(0), await makeSmallDocx(1)]
  for (let n = 0; n < documents; n++) {
    const bytes = [first, second][n] ?? (await makeSmallDocx(n))
    await write(`${n % 7}/${String(n).padStart(5, '0')}.docx`, bytes)
  }
  await write('copies/bản sao.docx', first)
  await write('copies/b/again.docx', first)
  await write('report.pdf', await makePdf({ mark: 'Bản in' }))
  const inner = await makeZip({ 'c.docx': await makeSmallDocx('in the inner one') })
  await write(
    'delivery.zip',
    await makeZip({ 'a.docx': await makeDocx('packed'), 'x/b.docx': second, 'inner.zip': inner, 'note.txt': 'x' }),
  )
  await write('broken.pdf', '%PDF-1.4 and nothing more')
  await write('locked.pdf', await makePdf({ userPassword: 'x' }))
  await write('empty.docx', '')
  await write('table.xlsx', 'x')
  return { folder, readable: documents + 3, unreadable: 3 }
}
