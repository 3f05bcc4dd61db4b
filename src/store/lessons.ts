import type { LearningTable } from './review-tables.ts'
import type { Store } from './store.ts'

/** Marks a decision as an example for rules or a case of the gold. */
export async function addLesson(store: Store, lesson: LearningTable): Promise<void> {
  await store.query((db) =>
    db
      .insertInto('learning')
      .values(lesson)
      .onConflict((conflict) => conflict.columns(['seq', 'purpose']).doNothing())
      .execute(),
  )
}

/** What was marked, in the order of the decisions. */
export function listLessons(store: Store) {
  return store.query((db) =>
    db
      .selectFrom('learning')
      .innerJoin('decision', 'decision.seq', 'learning.seq')
      .innerJoin('reviewer', 'reviewer.id', 'learning.reviewerId')
      .select(['learning.seq', 'purpose', 'learning.at', 'reviewer.name', 'document', 'item'])
      .orderBy('learning.seq')
      .execute(),
  )
}
