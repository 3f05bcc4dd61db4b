import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { EngineWord, OcrEngine, Part } from './engine.ts'
import { findProgram } from './find-program.ts'
import { parseTsv, toPgm } from './tesseract-tsv.ts'
import { readVietnameseData, segmentation, settings, vietnameseData } from './tesseract-wasm.ts'

const run = promisify(execFile)

/** Versions below have no LSTM recogniser. */
const minVersion = 4
/** A page takes seconds; a program that hangs is ended. */
const longestCall = 300_000
/** TSV of a page is some 100 kB. */
const maxOutput = 64 * 1024 * 1024

/** Program and data, or null where no `tesseract` that will do is found on PATH. */
export async function describeNativeTesseract(): Promise<string | null> {
  const program = await findProgram('tesseract')
  if (program === null) return null
  try {
    const { stdout, stderr } = await run(program, ['--version'], { timeout: 10_000 })
    const version = /^tesseract v?(\d+)\.(\S+)/mu.exec(stdout + stderr)
    if (!version || Number(version[1]) < minVersion) return null
    return `tesseract ${version[1]}.${version[2]}, ${vietnameseData}`
  } catch {
    return null
  }
}

/**
 * The `tesseract` program of this machine, with the Vietnamese data that comes with this one: so that both engines
 * differ in speed and hardly in what they read. One thread a call (more only slow it down), pages go through files.
 */
export async function openNativeTesseract(): Promise<OcrEngine> {
  const [program, id] = [await findProgram('tesseract'), await describeNativeTesseract()]
  if (program === null || id === null) throw new Error('The program tesseract is not installed.')
  const folder = await mkdtemp(join(tmpdir(), 'boctach-ocr-'))
  await writeFile(join(folder, 'vie.traineddata'), readVietnameseData())
  return {
    id,
    read: (parts) => readParts(program, folder, parts),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** One call of the program for all parts of one layout and resolution: starting it costs as much as ten cells. */
async function readParts(program: string, folder: string, parts: readonly Part[]): Promise<EngineWord[][]> {
  const words: EngineWord[][] = parts.map(() => [])
  const groups = new Map<string, number[]>()
  for (const [i, { layout, dpi }] of parts.entries()) {
    const key = `${layout} ${dpi}`
    groups.set(key, [...(groups.get(key) ?? []), i])
  }
  for (const members of groups.values()) {
    const files = members.map((i) => join(folder, `${i}.pgm`))
    for (const [k, file] of files.entries()) await writeFile(file, toPgm(parts[members[k]!]!.image))
    const list = join(folder, 'list.txt')
    await writeFile(list, files.map((file) => `${file}\n`).join(''))
    const read = parseTsv(await callProgram(program, folder, list, parts[members[0]!]!), members.length)
    for (const [k, i] of members.entries()) words[i] = read[k]!
  }
  return words
}

async function callProgram(program: string, folder: string, list: string, { layout, dpi }: Part): Promise<string> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const data = ['--tessdata-dir', folder, '-l', 'vie', '--oem', '1']
  const picture = ['--psm', String(segmentation[layout]), '--dpi', String(Math.round(dpi))]
  const { stdout } = await run(
    program,
    [list, 'stdout', ...data, ...picture, ...options, '-c', 'tessedit_create_tsv=1'],
    { timeout: longestCall, maxBuffer: maxOutput, env: { ...process.env, OMP_THREAD_LIMIT: '1' } },
  )
  return stdout
}
