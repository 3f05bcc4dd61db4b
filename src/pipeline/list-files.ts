import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import type { Failure } from './failure.ts'
import { toFailure } from './failure.ts'

/** A regular file, or a path that gave none. `explicit`: named by the user, not met in a folder or by a pattern. */
export type ListedFile =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly bytes: number
      /** When it was last written to, in milliseconds since 1970. */
      readonly modified: number
      readonly explicit: boolean
    }
  | { readonly kind: 'failed'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }

interface Walk {
  /** Real paths of the folders gone through: ends symlink loops and overlaps. */
  readonly folders: Set<string>
  /** Own paths of files that were not met in a folder, so that both names of a link are still said. */
  readonly files: Set<string>
  /** Real path of a folder that is never entered: our own output. */
  readonly exclude: string | null
}

/**
 * The files behind paths, folders (recursive, by name) and glob patterns, in a fixed order, found as they are asked for.
 * Dot-files met on the way are left out without a word. A path that exists is never read as a pattern. What it remembers grows
 * with the folders and patterns, not with the files in folders.
 */
export async function* listFiles(paths: readonly string[], exclude: string | null = null): AsyncGenerator<ListedFile> {
  const walk: Walk = {
    folders: new Set(),
    files: new Set(),
    exclude: exclude === null ? null : await realPathOf(exclude),
  }
  for (const path of paths) {
    if (isDynamicPattern(path) && !(await exists(path))) yield* listPattern(path, walk)
    else yield* listPath(path, true, walk)
  }
}

async function* listPattern(pattern: string, walk: Walk): AsyncGenerator<ListedFile> {
  const found = await glob(pattern.replaceAll('\\', '/'), {
    expandDirectories: false,
    onlyFiles: false,
    followSymbolicLinks: false,
    absolute: isAbsolute(pattern),
  })
  if (found.length === 0) {
    yield { kind: 'failed', path: pattern, failure: { code: 'not-found', message: 'No file matches this pattern.' } }
  }
  for (const path of found.sort()) yield* listPath(path.replace(/\/$/, ''), false, walk)
}

/** `parent`: real path of the folder it was met in. A link from there to a folder above is not followed. */
async function* listPath(path: string, explicit: boolean, walk: Walk, parent?: string): AsyncGenerator<ListedFile> {
  try {
    const status = await stat(path)
    if (status.isDirectory()) {
      const place = await realpath(path)
      const leadsUp = parent?.startsWith(place.endsWith(sep) ? place : place + sep) ?? false
      if (leadsUp || place === walk.exclude || walk.folders.has(place)) return
      walk.folders.add(place)
      yield* listFolder(path, place, walk)
    } else if (await isNew(path, walk, parent)) {
      const { size: bytes, mtimeMs: modified } = status
      if (status.isFile()) yield { kind: 'file', path, bytes, modified, explicit }
      else if (!explicit) yield { kind: 'skipped', path, reason: 'not a regular file' }
      else yield { kind: 'failed', path, failure: { code: 'unsupported', message: 'It is not a regular file.' } }
    }
  } catch (error) {
    yield { kind: 'failed', path, failure: toFailure(error, true) }
  }
}

/** Whether a file was not given before, by its own path or as one of a folder's. */
async function isNew(path: string, walk: Walk, parent: string | undefined): Promise<boolean> {
  const place = resolve(path)
  if (walk.files.has(place)) return false
  if (parent !== undefined) return true
  walk.files.add(place)
  return basename(place).startsWith('.') || !walk.folders.has(await realPathOf(dirname(place)))
}

async function* listFolder(folder: string, real: string, walk: Walk): AsyncGenerator<ListedFile> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  for (const name of names) yield* listPath(join(folder, name), false, walk, real)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** The real path, or the path itself where nothing stands there yet. */
async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
