import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FoundPath } from '../../store/register.ts'
import { ProblemError } from '../problem.ts'

const longestName = 200

/** Keeps a file that was handed in under its hash, whatever it is called; gives it as a run would have found it. */
export async function receiveFile(folder: string, part: MultipartFile): Promise<FoundPath> {
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${randomUUID()}.tmp`)
  try {
    const { sha256, bytes } = await writeTemporary(temporary, part)
    const path = resolve(folder, sha256)
    await rename(temporary, path)
    const { mtimeMs } = await stat(path)
    return {
      path,
      container: null,
      location: JSON.stringify({ file: path, members: [] }),
      fingerprint: `${bytes}.${mtimeMs}`,
      status: 'document',
      document: { sha256, bytes, name: safeName(part.filename) },
      code: null,
      message: null,
    }
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeTemporary(path: string, { file }: MultipartFile): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measured = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(file, measured, createWriteStream(path, { flags: 'wx' }))
  if (file.truncated) throw new ProblemError(413, 'too-large', 'The file is larger than the server takes.')
  if (bytes === 0) throw new ProblemError(422, 'empty', 'The file has no bytes.')
  return { sha256: hash.digest('hex'), bytes }
}

/** Only shown; never a path. */
function safeName(name: string | undefined): string {
  const plain = basename((name ?? '').replaceAll('\\', '/')).replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
  return plain.normalize('NFC').slice(0, longestName).toWellFormed() || 'document'
}
