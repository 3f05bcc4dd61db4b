import { itemKinds } from '../../domain/item-kinds.ts'

/** Findings have a view of their own. */
export const valueKinds = itemKinds.filter((kind) => kind !== 'finding')
