import { DocumentError } from '../../domain/issue.ts'
import type { ReadLimits } from '../reader.ts'
import { readZip } from '../package.ts'
import type { Notices } from '../flow/notices.ts'
import { children, parseXml, type XmlElement } from './xml.ts'

interface Relationship {
  readonly id: string
  /** Last segment of the type: 'styles', 'header', … */
  readonly type: string
  /** Path inside the package. */
  readonly target: string
}

/** Parts that never hold text of the document; pictures are no XML and stay packed too. */
const uninteresting = /^(?:customXml|docProps|word\/(?:embeddings|media|activeX|charts|diagrams|webextensions))\//i

/** The parts of a .docx by what the main part calls them. Relationships that lead outside are never followed. */
export class Parts {
  /** By lower-case name: part names do not distinguish case (Ecma-376-2, 6.2.2.3). */
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #relationships: readonly Relationship[]
  readonly #notices: Notices
  readonly main: Uint8Array

  private constructor(files: ReadonlyMap<string, Uint8Array>, notices: Notices) {
    this.#files = files
    this.#notices = notices
    const root = this.#optional(() => relationships(files, '', '_rels/.rels'))?.find(
      ({ type }) => type === 'officeDocument',
    )
    const path = root && files.has(root.target) ? root.target : 'word/document.xml'
    const main = files.get(path)
    if (!main) throw new DocumentError('damaged', 'The Word package has no document in it.')
    this.main = main
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    this.#relationships =
      this.#optional(() => relationships(files, folder, `${folder}_rels/${path.slice(folder.length)}.rels`)) ?? []
  }

  static async read(bytes: Uint8Array, limits: ReadLimits, notices: Notices): Promise<Parts> {
    const wanted = (name: string) => /\.(?:xml|rels)$/i.test(name) && !uninteresting.test(name)
    const files = await readZip(bytes, limits, wanted)
    return new Parts(new Map([...files].map(([name, content]) => [name.toLowerCase(), content])), notices)
  }

  /** The part of this kind ('styles', 'footnotes'); undefined where there is none or it is broken. */
  ofType(type: string): XmlElement | undefined {
    return this.#part(this.#relationships.find((relationship) => relationship.type === type))
  }

  /** The parts that r:ids name, each once, in the order of the ids. */
  byIds(ids: readonly string[]): XmlElement[] {
    const known = new Map(this.#relationships.map((relationship) => [relationship.id, relationship]))
    const named = ids.map((id) => known.get(id)).filter((relationship) => relationship !== undefined)
    const distinct = new Map(named.map((relationship) => [relationship.target, relationship]))
    return [...distinct.values()].map((relationship) => this.#part(relationship)).filter((part) => part !== undefined)
  }

  #part(relationship: Relationship | undefined): XmlElement | undefined {
    const bytes = relationship && this.#files.get(relationship.target)
    return bytes && this.#optional(() => parseXml(bytes))
  }

  #optional<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      this.#notices.add('damaged-part')
      return undefined
    }
  }
}

function relationships(files: ReadonlyMap<string, Uint8Array>, folder: string, path: string): Relationship[] {
  const bytes = files.get(path)
  if (!bytes) return []
  return children(parseXml(bytes), 'Relationship')
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes['TargetMode'] !== 'External')
    .map((attributes) => ({
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').replace(/^.*\//, ''),
      target: resolvePath(folder, attributes['Target'] ?? ''),
    }))
}

function resolvePath(folder: string, target: string): string {
  const segments: string[] = []
  for (const segment of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/').toLowerCase()
}
