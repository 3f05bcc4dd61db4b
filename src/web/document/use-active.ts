import { useComputed } from '@preact/signals'
import { activeId } from './opened.ts'

/** Whether an item is the one in hand: of a thousand rows only the two concerned are drawn again when that changes. */
export function useIsActive(id: string): boolean {
  return useComputed(() => activeId.value === id).value
}
