import type { ItemKind } from '../../domain/item-kinds.ts'

/** Kinds a person can add; rows belong to a form, findings to a check. */
export type AddKind = Exclude<ItemKind, 'form-row' | 'finding'>
