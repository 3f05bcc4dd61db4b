import { sql } from 'kysely'
import type { ItemCountTable, ItemTable } from './review-tables.ts'
import type { Transaction } from './store.ts'
import type { Tables } from './tables.ts'

type Counted = Pick<ItemTable, 'kind' | 'slot' | 'checkName' | 'status' | 'doubt' | 'batchId' | 'type' | 'secret'>

/** Doubt is kept in 1/10000 and counted in tenths. */
export const doubtUnit = 10_000
const steps = 10

/** Collects by how much the counts of items change. */
export class CountChanges {
  readonly #rows = new Map<string, ItemCountTable>()

  add({ kind, slot, checkName, status, doubt, batchId, type, secret }: Counted, items: 1 | -1): void {
    const step = Math.min(steps - 1, Math.floor((doubt * steps) / doubtUnit))
    const row = { kind, slot, checkName, status, batchId, type, secret, step }
    const key = JSON.stringify(Object.values(row))
    const before = this.#rows.get(key)?.items ?? 0
    this.#rows.set(key, { ...row, items: before + items })
  }

  async write(tx: Transaction<Tables>): Promise<void> {
    // In one order everywhere: two writers never wait for each other.
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    const changed = rows.filter(({ items }) => items !== 0)
    for (let i = 0; i < changed.length; i += rowsAtOnce) {
      await tx
        .insertInto('itemCount')
        .values(changed.slice(i, i + rowsAtOnce))
        .onConflict((conflict) =>
          conflict
            .columns(['kind', 'slot', 'checkName', 'status', 'batchId', 'type', 'secret', 'step'])
            .doUpdateSet({ items: sql`item_count.items + excluded.items` }),
        )
        .execute()
    }
  }
}

const rowsAtOnce = 200
