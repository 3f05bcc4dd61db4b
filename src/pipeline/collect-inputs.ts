import { extname } from 'node:path'
import type { ReadLimits } from '../readers/reader.ts'
import { DocumentError } from '../domain/issue.ts'
import { openArchive } from './archive.ts'
import type { Archive } from './archive.ts'
import type { Failure } from './failure.ts'
import { tooLarge, toFailure } from './failure.ts'
import { isMeantAsDocument, kindOf, skippedKind } from './file-kinds.ts'
import { listFiles } from './list-files.ts'
import type { ListedFile } from './list-files.ts'
import { inArchive, onDisk } from './source.ts'
import type { Source } from './source.ts'

/** One document's bytes and what it is called. */
export interface Input {
  /** `source.name`: base name, or 'archive.zip/inner/a.pdf' for an archive member. */
  readonly name: string
  /** As people find it: the path given, archive members below their archive. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** `source` of a document can be read until the next one is asked for. */
export type Found =
  | { readonly kind: 'document'; readonly source: Source }
  | { readonly kind: 'passed-over'; readonly outcome: PassedOver }

export type PassedOver =
  | { readonly status: 'failed'; readonly path: string; readonly failure: Failure }
  | { readonly status: 'skipped'; readonly path: string; readonly reason: string }

/** What is looked for, and how far. */
export interface Looking {
  readonly limits: ReadLimits
  /** Pictures in folders and archives are pages of documents: where they are recognised, or counted. */
  readonly pictures: boolean
}

/** Archives inside archives; deeper ones are reported, not opened. */
const maxDepth = 3
/** All of an archive's members together may unpack to `maxUnpackedBytes`, or to this times its size if that is more. */
const archiveFactor = 25

/**
 * The documents behind paths, folders, patterns and archives, in a fixed order, found as they are asked for. What cannot
 * be read or is no document comes out as such; nothing is thrown.
 */
export async function* collectInputs(
  paths: readonly string[],
  looking: Looking,
  exclude: string | null = null,
): AsyncGenerator<Found> {
  for await (const listed of listFiles(paths, exclude)) yield* collectFile(listed, looking)
}

/** The document a file is, or those it holds if it is an archive. */
export async function* collectFile(listed: ListedFile, looking: Looking): AsyncGenerator<Found> {
  if (listed.kind === 'file') yield* fromSource(onDisk(listed), looking, 0)
  else if (listed.kind === 'failed') yield failed(listed.path, listed.failure)
  else yield skipped(listed.path, listed.reason)
}

/** A found document's bytes, or why they cannot be had. */
export async function readFound({ source }: Found & { kind: 'document' }): Promise<Input | PassedOver> {
  try {
    return { name: source.name, path: source.path, bytes: await source.read() }
  } catch (error) {
    return { status: 'failed', path: source.path, failure: toFailure(error, true) }
  }
}

async function* fromSource(source: Source, looking: Looking, depth: number): AsyncGenerator<Found> {
  const { limits, pictures } = looking
  try {
    if (!source.explicit && !(await isMeantAsDocument(source.path, pictures, () => source.head()))) {
      yield skipped(source.path, skippedKind(source.name))
      return
    }
    if (kindOf(await source.head()) === 'archive-or-package') {
      const archive = await openIfArchive(source, limits)
      if (archive) {
        try {
          yield* fromArchive(source, archive, looking, depth + 1)
        } finally {
          archive.close()
        }
        return
      }
    }
    checkSize(source, limits)
    yield { kind: 'document', source }
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

async function* fromArchive(source: Source, archive: Archive, looking: Looking, depth: number): AsyncGenerator<Found> {
  if (depth > maxDepth) {
    throw new DocumentError('zip-bomb', `Archives nested more than ${maxDepth} deep are not opened.`)
  }
  let left = Math.max(looking.limits.maxUnpackedBytes, archiveFactor * source.bytes)
  let documents = 0
  for (const [index, member] of archive.members.entries()) {
    if (isHidden(member.name)) continue
    left -= member.bytes
    if (left < 0)
      throw new DocumentError('zip-bomb', 'The archive unpacks to far more than its size; the rest was left.')
    for await (const found of fromSource(inArchive(source, member, index), looking, depth)) {
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
