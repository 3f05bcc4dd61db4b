import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { recordSchema, type Record } from '../domain/record.ts'
import { goldSchema, type Gold } from './gold.ts'
import { judgeLost, judgeRecord, type Judgement } from './judge.ts'

/** A folder or file that cannot be used, in one sentence. */
export class FolderError extends Error {}

/** The records of a folder, one after another: `DIR/records` where there is such a folder, else `DIR` itself. */
export async function* readRecords(folder: string): AsyncGenerator<Record> {
  const inner = join(folder, 'records')
  const place = (await isFolder(inner)) ? inner : folder
  for (const name of await listJson(place)) {
    const result = recordSchema.safeParse(await readJson(join(place, name)))
    if (!result.success) throw new FolderError(`${join(place, name)} is no record.`)
    yield result.data
  }
}

/** Every gold file of the folders. */
export async function readGold(folders: readonly string[]): Promise<Gold[]> {
  const all: Gold[] = []
  for (const folder of folders)
    for (const name of await listJson(folder)) {
      const result = goldSchema.safeParse(await readJson(join(folder, name)))
      const issue = result.error?.issues[0]
      if (issue)
        throw new FolderError(
          `${join(folder, name)} is no gold: ${issue.path.map(String).join('.')}: ${issue.message}.`,
        )
      all.push(result.data!)
    }
  return all
}

export interface Judgements {
  /** By document, in the order of the records' file names; then the documents without a record. */
  readonly judgements: readonly Judgement[]
  readonly documents: number
  /** Gold that has no record. */
  readonly lost: readonly string[]
  /** Records nobody annotated. */
  readonly unjudged: number
}

/** Holds every record of a folder against its gold: by id, else by the name of its source. */
export async function judgeFolder(records: string, goldFolders: readonly string[]): Promise<Judgements> {
  const gold = await readGold(goldFolders)
  if (gold.length === 0) throw new FolderError(`${goldFolders.join(', ')}: there is no gold.`)
  const byId = new Map(gold.flatMap((one) => (one.id === undefined ? [] : [[one.id, one] as const])))
  const byName = new Map(gold.flatMap((one) => (one.id === undefined ? [[one.source!, one] as const] : [])))
  const used = new Set<Gold>()
  const judgements: Judgement[] = []
  let unjudged = 0
  for await (const record of readRecords(records)) {
    const own = byId.get(record.id) ?? byName.get(record.source.name)
    if (!own || used.has(own)) {
      unjudged++
      continue
    }
    used.add(own)
    judgements.push(judgeRecord(own, record))
  }
  const lost = gold.filter((one) => !used.has(one))
  return {
    judgements: [...judgements, ...lost.map(judgeLost)],
    documents: gold.length,
    lost: lost.map(({ source, id }) => source ?? id ?? ''),
    unjudged,
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function listJson(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort()
  } catch (error) {
    throw new FolderError(`${folder}: the folder cannot be read.`, { cause: error })
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new FolderError(`${path} is no JSON.`, { cause: error })
  }
}
