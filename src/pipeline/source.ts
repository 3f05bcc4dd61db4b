import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { DocumentError } from '../domain/issue.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { headBytes, openArchive } from './archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import { tooLarge } from './failure.ts'
import type { ListedFile } from './list-files.ts'

/** Where bytes lie: a file, or a member of an archive (in an archive …) that is a file. Survives being written down. */
export interface Location {
  readonly file: string
  /** Place of the member in each archive on the way, outermost first; empty for the file itself. */
  readonly members: readonly number[]
}

/** Bytes that can be had, on disk or in an archive. Nothing is read until it is asked for. */
export interface Source {
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly explicit: boolean
  readonly location: Location
  /** Changes when the bytes do, as far as can be told without reading them. */
  readonly fingerprint: string
  /** Path for archives on disk, so that they need not be held in memory. */
  readonly file: string | null
  head(): Promise<Uint8Array>
  read(): Promise<Uint8Array>
  sha256(): Promise<string>
}

/** An entry that unpacks to this much and by this factor is no document: deflate does at most 1032, text about 10. */
const bombBytes = 16 * 1024 * 1024
const bombFactor = 200

export function onDisk(listed: ListedFile & { kind: 'file' }): Source {
  const { path, bytes, explicit } = listed
  return {
    name: basename(path),
    path,
    bytes,
    explicit,
    location: { file: path, members: [] },
    fingerprint: fingerprintOf(listed),
    file: path,
    head: () => readHead(path),
    read: async () => new Uint8Array(await readFile(path)),
    sha256: () => hashFile(path),
  }
}

export function fingerprintOf({ bytes, modified }: ListedFile & { kind: 'file' }): string {
  return `${bytes}.${modified}`
}

/** `index`: the member's place in the archive. */
export function inArchive(archive: Source, member: ArchiveMember, index: number): Source {
  const read = async () => (guard(member), member.read())
  const { file, members } = archive.location
  return {
    name: `${archive.name}/${member.name}`,
    path: `${archive.path}/${member.name}`,
    bytes: member.bytes,
    explicit: false,
    location: { file, members: [...members, index] },
    fingerprint: `${archive.fingerprint}/${index}`,
    file: null,
    head: async () => (guard(member), member.head()),
    read,
    sha256: async () => sha256Of(await read()),
  }
}

function guard(member: ArchiveMember): void {
  if (member.encrypted) throw new DocumentError('encrypted', 'It is protected by a password inside its archive.')
  if (member.bytes > bombBytes && member.bytes > bombFactor * member.packedBytes) {
    throw new DocumentError('zip-bomb', `It unpacks from ${member.packedBytes} to ${member.bytes} bytes.`)
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Of a file, piece by piece: it need not fit into memory. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
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

/**
 * Reads what locations point to. Documents of one archive mostly follow each other: the archives last opened stay open.
 * Throws system errors, or `DocumentError` where the archive is not what it was.
 */
export class LocationReader {
  readonly #limits: ReadLimits
  /** From the outermost inwards; each with the location it was opened at. */
  readonly #open: { readonly key: string; readonly archive: Archive }[] = []

  constructor(limits: ReadLimits) {
    this.#limits = limits
  }

  async read(location: Location): Promise<Uint8Array> {
    const { file, members } = location
    const last = members.at(-1)
    if (last === undefined) return new Uint8Array(await readFile(file))
    const archive = await this.#archiveOf({ file, members: members.slice(0, -1) })
    return this.#readMember(archive, last)
  }

  close(): void {
    for (const { archive } of this.#open.splice(0)) archive.close()
  }

  /** The archive at a location, opened through those around it where it is not open. */
  async #archiveOf(location: Location): Promise<Archive> {
    const { file, members } = location
    const depth = members.length
    const key = JSON.stringify(location)
    if (this.#open[depth]?.key === key) return this.#open[depth].archive
    const last = members.at(-1)
    const source =
      last === undefined
        ? file
        : await this.#readMember(await this.#archiveOf({ file, members: members.slice(0, -1) }), last)
    for (const { archive } of this.#open.splice(depth)) archive.close()
    const archive = await openArchive(source)
    this.#open.push({ key, archive })
    return archive
  }

  #readMember({ members }: Archive, index: number): Promise<Uint8Array> {
    const member = members[index]
    if (!member) throw new DocumentError('not-found', 'It is no longer in its archive.')
    guard(member)
    if (member.bytes > this.#limits.maxBytes) throw tooLarge(member.bytes, this.#limits.maxBytes)
    return member.read()
  }
}
