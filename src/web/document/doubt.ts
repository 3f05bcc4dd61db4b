import { computed, signal } from '@preact/signals'
import type { ReviewItem } from '../../domain/review-api.ts'
import { remember, remembered } from '../remembered.ts'

/** Doubt from which a value is shown one by one. What is less doubtful is accepted together, or left as it is. */
const usualLevel = 0.1

const kept = Number(remembered('doubt') ?? Number.NaN)
export const doubtLevel = signal(kept >= 0 && kept <= 1 ? kept : usualLevel)

export function setDoubtLevel(level: number): void {
  doubtLevel.value = level
  remember('doubt', String(level))
}

export function isOpen({ state, stale }: ReviewItem): boolean {
  return state.status === 'open' || state.status === 'conflict' || stale !== null
}

export function isDoubtful(item: ReviewItem, level = doubtLevel.value): boolean {
  return isOpen(item) && (item.doubt >= level || item.state.status === 'conflict' || item.stale !== null)
}

export const levels: readonly number[] = [0, 0.05, 0.1, 0.2, 0.35]
export const levelText = computed(() => Math.round(doubtLevel.value * 100))
