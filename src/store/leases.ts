import type { Store } from './store.ts'

export interface HeldLease {
  readonly documentId: number
  readonly sha256: string
  readonly reviewerId: number
  readonly name: string
  readonly fullName: string
  readonly since: number
  readonly until: number
}

/** How long a document stays with a reviewer who does not say that they are there. */
export const leaseMs = 45_000

/** Takes or keeps a document, with `takeOver` from whoever has it; gives the lease that holds then, one's own or another's. */
export async function takeLease(
  store: Store,
  { documentId, reviewerId, now, takeOver }: { documentId: number; reviewerId: number; now: number; takeOver: boolean },
): Promise<HeldLease> {
  const until = now + leaseMs
  await store.query((db) =>
    db
      .insertInto('lease')
      .values({ documentId, reviewerId, since: now, until })
      .onConflict((conflict) =>
        conflict
          .column('documentId')
          .doUpdateSet((eb) => ({
            reviewerId,
            until,
            since: eb
              .case()
              .when(eb.and([eb('lease.reviewerId', '=', reviewerId), eb('lease.until', '>', now)]))
              .then(eb.ref('lease.since'))
              .else(now)
              .end(),
          }))
          .where((eb) =>
            takeOver ? eb.lit(true) : eb.or([eb('lease.reviewerId', '=', reviewerId), eb('lease.until', '<=', now)]),
          ),
      )
      .execute(),
  )
  const lease = await findLease(store, documentId, now)
  if (!lease) throw new Error('A lease that was just taken is gone.')
  return lease
}

function leases(store: Store, now: number, documentId: number | null, limit: number): Promise<HeldLease[]> {
  return store.query((db) =>
    db
      .selectFrom('lease')
      .innerJoin('reviewer', 'reviewer.id', 'lease.reviewerId')
      .innerJoin('document', 'document.id', 'lease.documentId')
      .select(['documentId', 'sha256', 'reviewerId', 'reviewer.name', 'fullName', 'since', 'until'])
      .where('until', '>', now)
      .$if(documentId !== null, (query) => query.where('documentId', '=', documentId!))
      .orderBy('since', 'desc')
      .limit(limit)
      .execute(),
  )
}

/** Who has a document now; null where nobody has. */
export async function findLease(store: Store, documentId: number, now: number): Promise<HeldLease | null> {
  return (await leases(store, now, documentId, 1))[0] ?? null
}

export function listLeases(store: Store, now: number): Promise<HeldLease[]> {
  return leases(store, now, null, 1000)
}

export async function dropLease(store: Store, documentId: number, reviewerId: number): Promise<void> {
  await store.query((db) =>
    db.deleteFrom('lease').where('documentId', '=', documentId).where('reviewerId', '=', reviewerId).execute(),
  )
}
