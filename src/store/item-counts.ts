import { sql } from 'kysely'
import type { ItemCountTable, ItemFateTable, ItemTable } from './review-tables.ts'
import type { Transaction } from './store.ts'
import type { Tables } from './tables.ts'

type Counted = Pick<
  ItemTable,
  'kind' | 'slot' | 'checkName' | 'status' | 'doubt' | 'batchId' | 'type' | 'secret' | 'rule' | 'confidence'
>

/** Doubt and belief are kept in 1/10000 and counted in tenths. */
export const doubtUnit = 10_000
const steps = 10

/** The batch whose counts are those of all batches together: most questions are about these few rows. */
export const everyBatch = 0

function stepOf(share: number): number {
  return Math.min(steps - 1, Math.floor((share * steps) / doubtUnit))
}

/** Collects by how much the counts of items change. */
export class CountChanges {
  readonly #counts = new Map<string, ItemCountTable>()
  readonly #fates = new Map<string, ItemFateTable>()

  add(item: Counted, items: 1 | -1): void {
    const { kind, slot, checkName, status, doubt, batchId, type, secret, rule, confidence } = item
    const same = { secret, kind, slot, checkName, status, type, step: stepOf(doubt) }
    for (const row of [
      { batchId, ...same },
      { batchId: everyBatch, ...same },
    ]) {
      const key = JSON.stringify(Object.values(row))
      this.#counts.set(key, { ...row, items: (this.#counts.get(key)?.items ?? 0) + items })
    }
    if (kind === 'finding') return
    const belief = Math.floor(confidence * doubtUnit + 0.5)
    const fate = { rule, status, bin: stepOf(belief) }
    const key = JSON.stringify(Object.values(fate))
    const before = this.#fates.get(key) ?? { items: 0, belief: 0 }
    this.#fates.set(key, { ...fate, items: before.items + items, belief: before.belief + items * belief })
  }

  async write(tx: Transaction<Tables>): Promise<void> {
    const counts = inOrder(this.#counts).filter(({ items }) => items !== 0)
    for (let i = 0; i < counts.length; i += rowsAtOnce) {
      await tx
        .insertInto('itemCount')
        .values(counts.slice(i, i + rowsAtOnce))
        .onConflict((conflict) =>
          conflict
            .columns(['batchId', 'secret', 'kind', 'slot', 'checkName', 'status', 'type', 'step'])
            .doUpdateSet({ items: sql`item_count.items + excluded.items` }),
        )
        .execute()
    }
    const fates = inOrder(this.#fates).filter(({ items, belief }) => items !== 0 || belief !== 0)
    for (let i = 0; i < fates.length; i += rowsAtOnce) {
      await tx
        .insertInto('itemFate')
        .values(fates.slice(i, i + rowsAtOnce))
        .onConflict((conflict) =>
          conflict.columns(['rule', 'status', 'bin']).doUpdateSet({
            items: sql`item_fate.items + excluded.items`,
            belief: sql`item_fate.belief + excluded.belief`,
          }),
        )
        .execute()
    }
    if (counts.length > 0) await tx.deleteFrom('itemCount').where('items', '=', sql.lit(0)).execute()
    if (fates.length > 0) await tx.deleteFrom('itemFate').where('items', '=', sql.lit(0)).execute()
  }
}

const rowsAtOnce = 200

/** In one order everywhere: two writers never wait for each other. */
function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
