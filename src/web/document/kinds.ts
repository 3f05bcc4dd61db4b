import type { ItemKind } from '../../domain/decision.ts'

/** As in domain/decision.ts, whose values zod would come along with. */
export const itemKinds: readonly ItemKind[] = [
  'header',
  'signer',
  'recipient',
  'reference',
  'date',
  'metric',
  'form-row',
]
