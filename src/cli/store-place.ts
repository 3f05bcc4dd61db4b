import { existsSync } from 'node:fs'
import { Option } from 'commander'
import { Obstacle } from '../bulk/obstacle.ts'
import { ledgerPath, takeOutFolder } from '../bulk/out-folder.ts'
import { makeRecordsFolder } from '../pipeline/write-record.ts'
import { isPostgresUrl, openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { printTrouble } from './printing.ts'
import { UsageError } from './usage-error.ts'

/** Where the ledger is: an output folder's own, or a PostgreSQL database. */
export interface Place {
  readonly store: Store
  close(): Promise<void>
}

/** What the command line gives for it. */
export interface PlaceOptions {
  readonly out?: string
  readonly database?: string
}

export function outOption(): Option {
  return new Option('--out <folder>', 'output folder of the run')
}

export function databaseOption(): Option {
  return new Option('--database <url>', 'postgres://… shared by many machines, instead of the ledger in the folder')
}

/** For commands that work: an output folder's own ledger is theirs alone until they end. */
export async function takePlace(outDir: string, database: string | undefined): Promise<Place> {
  if (database !== undefined) {
    await makeRecordsFolder(outDir).catch((error: unknown) => {
      throw new UsageError(`The folder ${outDir} cannot be used: ${messageOf(error)}`)
    })
    return openPlace({ database })
  }
  const lock = await takeOutFolder(outDir).catch((error: unknown) => {
    throw error instanceof Obstacle ? new UsageError(error.message) : error
  })
  const store = await openStore(ledgerPath(outDir), { onAway: printTrouble })
  return {
    store,
    close: async () => {
      await store.close()
      lock.release()
    },
  }
}

/** For commands that look or give orders; others may be at work meanwhile. */
export async function openPlace({ out: outDir, database }: PlaceOptions): Promise<Place> {
  if (database !== undefined) {
    if (!isPostgresUrl(database)) throw new UsageError('--database must be a URL that begins with postgres://')
    try {
      const store = await openStore(database, { onAway: printTrouble })
      return { store, close: () => store.close() }
    } catch (error) {
      throw new UsageError(`The database cannot be used: ${messageOf(error)}`)
    }
  }
  if (outDir === undefined) throw new UsageError('Say where the ledger is: --out or --database')
  if (!existsSync(ledgerPath(outDir))) throw new UsageError(`There is no ledger in ${outDir}: no run has been there.`)
  const store = await openStore(ledgerPath(outDir))
  return { store, close: () => store.close() }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
