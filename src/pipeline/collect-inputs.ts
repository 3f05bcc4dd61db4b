import { open, readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { ReadLimits } from '../readers/reader.ts'
import { DocumentError } from '../domain/issue.ts'
import { headBytes, openArchive } from './archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import type { Failure } from './failure.ts'
import { tooLarge, toFailure } from './failure.ts'
import { isMeantAsDocument, kindOf, skippedKind } from './file-kinds.ts'
import { listFiles } from './list-files.ts'
import type { ListedFile } from './list-files.ts'

/** One document's bytes and what it is called. */
export interface Input {
  /** `source.name`: base name, or 'archive.zip/inner/a.pdf' for an archive member. */
  readonly name: string
  /** As people find it: the path given, archive members below their archive. */
  readonly path: string
  readonly bytes: Uint8Array
}

export type Found =
  { readonly kind: 'document'; readonly input: Input } | { readonly kind: 'passed-over'; readonly outcome: PassedOver }

export type PassedOver =
  | { readonly status: 'failed'; readonly path: string; readonly failure: Failure }
  | { readonly status: 'skipped'; readonly path: string; readonly reason: string }

/** Archives inside archives; deeper ones are reported, not opened. */
const maxDepth = 3
/** An entry that unpacks to this much and by this factor is no document: deflate does at most 1032, text about 10. */
const bombBytes = 16 * 1024 * 1024
const bombFactor = 200
/** All of an archive's members together may unpack to `maxUnpackedBytes`, or to this times its size if that is more. */
const archiveFactor = 25

/** Where a file's bytes come from, on disk or in an archive. */
interface Source {
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly explicit: boolean
  /** Path for archives on disk, so that they need not be held in memory. */
  readonly file: string | null
  head(): Promise<Uint8Array>
  read(): Promise<Uint8Array>
}

/**
 * The documents behind paths, folders, patterns and archives, in a fixed order, each read when it is asked for: only one
 * is in memory here at a time. What cannot be read or is no document comes out as such; nothing is thrown.
 */
export async function* collectInputs(
  paths: readonly string[],
  limits: ReadLimits,
  exclude: string | null = null,
): AsyncGenerator<Found> {
  for await (const listed of listFiles(paths, exclude)) {
    if (listed.kind === 'file') yield* fromSource(onDisk(listed), limits, 0)
    else if (listed.kind === 'failed') yield failed(listed.path, listed.failure)
    else yield skipped(listed.path, listed.reason)
  }
}

async function* fromSource(source: Source, limits: ReadLimits, depth: number): AsyncGenerator<Found> {
  try {
    if (!source.explicit && !(await isMeantAsDocument(source.name, () => source.head()))) {
      yield skipped(source.path, skippedKind(source.name))
      return
    }
    if (kindOf(await source.head()) === 'archive-or-package') {
      const archive = await openIfArchive(source, limits)
      if (archive) {
        try {
          yield* fromArchive(source, archive, limits, depth + 1)
        } finally {
          archive.close()
        }
        return
      }
    }
    checkSize(source, limits)
    yield { kind: 'document', input: { name: source.name, path: source.path, bytes: await source.read() } }
  } catch (error) {
    yield failed(source.path, toFailure(error, true))
  }
}

/** Null for a Word file and the like. What is broken but not called .zip is left to the reader, which knows better. */
async function openIfArchive(source: Source, limits: ReadLimits): Promise<Archive | null> {
  if (source.file === null) checkSize(source, limits)
  try {
    const archive = await openArchive(source.file ?? (await source.read()))
    if (!archive.isPackage) return archive
    archive.close()
    return null
  } catch (error) {
    if (extname(source.name).toLowerCase() === '.zip') throw error
    return null
  }
}

async function* fromArchive(
  source: Source,
  archive: Archive,
  limits: ReadLimits,
  depth: number,
): AsyncGenerator<Found> {
  if (depth > maxDepth) {
    throw new DocumentError('zip-bomb', `Archives nested more than ${maxDepth} deep are not opened.`)
  }
  const members = archive.members.filter((member) => !isHidden(member.name))
  let left = Math.max(limits.maxUnpackedBytes, archiveFactor * source.bytes)
  let documents = 0
  for (const member of members) {
    left -= member.bytes
    if (left < 0)
      throw new DocumentError('zip-bomb', 'The archive unpacks to far more than its size; the rest was left.')
    for await (const found of fromSource(inArchive(source, member), limits, depth)) {
      if (found.kind === 'document' || found.outcome.status === 'failed') documents++
      yield found
    }
  }
  if (documents > 0) return
  if (source.explicit) throw new DocumentError('unsupported', 'The archive holds no document that can be read.')
  yield skipped(source.path, 'archive without documents')
}

function checkSize(source: Source, limits: ReadLimits): void {
  if (source.bytes > limits.maxBytes) throw tooLarge(source.bytes, limits.maxBytes)
}

function onDisk(listed: ListedFile & { kind: 'file' }): Source {
  const { path, bytes, explicit } = listed
  return {
    name: basename(path),
    path,
    bytes,
    explicit,
    file: path,
    head: () => readHead(path),
    read: async () => new Uint8Array(await readFile(path)),
  }
}

function inArchive(archive: Source, member: ArchiveMember): Source {
  const guard = () => {
    if (member.encrypted) throw new DocumentError('encrypted', 'It is protected by a password inside its archive.')
    if (member.bytes > bombBytes && member.bytes > bombFactor * member.packedBytes) {
      throw new DocumentError('zip-bomb', `It unpacks from ${member.packedBytes} to ${member.bytes} bytes.`)
    }
  }
  return {
    name: `${archive.name}/${member.name}`,
    path: `${archive.path}/${member.name}`,
    bytes: member.bytes,
    explicit: false,
    file: null,
    head: async () => (guard(), member.head()),
    read: async () => (guard(), member.read()),
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Dot-files, and what macOS adds to archives. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}

function failed(path: string, failure: Failure): Found {
  return { kind: 'passed-over', outcome: { status: 'failed', path, failure } }
}

function skipped(path: string, reason: string): Found {
  return { kind: 'passed-over', outcome: { status: 'skipped', path, reason } }
}
