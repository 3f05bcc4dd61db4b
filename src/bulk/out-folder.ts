import { join } from 'node:path'
import { makeRecordsFolder } from '../pipeline/write-record.ts'
import { lockFile } from '../store/sqlite.ts'
import type { FileLock } from '../store/sqlite.ts'
import { Obstacle } from './obstacle.ts'

/** What lies where in an output folder, besides the records. */
export function ledgerPath(outDir: string): string {
  return join(outDir, 'boctach.db')
}

/** Makes the folder and takes it for this process. Throws `Obstacle` where it cannot be written to or another run has it. */
export async function takeOutFolder(outDir: string): Promise<FileLock> {
  let lock: FileLock | null
  try {
    await makeRecordsFolder(outDir)
    lock = lockFile(join(outDir, 'boctach.lock'))
  } catch (error) {
    throw new Obstacle(`The folder ${outDir} cannot be used: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!lock) throw new Obstacle(`Another boctach is at work in ${outDir}; 'boctach status' shows how far it is.`)
  return lock
}
