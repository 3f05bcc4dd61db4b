import { computed, signal } from '@preact/signals'
import type { ReviewDocument, ReviewItem } from '../../domain/review-api.ts'
import { isDoubtful, isOpen } from './doubt.ts'
import { activeId, items, opened } from './opened.ts'

export interface Group {
  readonly key: 'finding' | 'header' | 'reference' | 'date' | 'metric' | 'form'
  /** Of a form, its id in the record. */
  readonly form: string | null
  readonly items: readonly ReviewItem[]
}

/** Whether settled and undoubted items are in the list too. */
export const showAll = signal(true)

/** Items as the list shows them: by kind, a form each, every finding below the first item it speaks of. */
export const groups = computed<readonly Group[]>(() => groupItems(items.value, opened.value))

export const listed = computed<readonly ReviewItem[]>(() => groups.value.flatMap((group) => group.items))

export function groupItems(all: readonly ReviewItem[], document: ReviewDocument | null): Group[] {
  const place = new Map<string, ReviewItem[]>()
  const loose: ReviewItem[] = []
  const known = new Set(all.map(({ id }) => id))
  for (const item of all.filter(({ kind }) => kind === 'finding')) {
    const about = document?.findings.find(({ id }) => id === item.id)?.items.find((id) => known.has(id))
    if (about === undefined) loose.push(item)
    else place.set(about, [...(place.get(about) ?? []), item])
  }
  const withFindings = (own: readonly ReviewItem[]) => own.flatMap((item) => [item, ...(place.get(item.id) ?? [])])
  const of = (...kinds: readonly ReviewItem['kind'][]) => withFindings(all.filter(({ kind }) => kinds.includes(kind)))
  const forms = [...new Set(all.filter(({ kind }) => kind === 'form-row').map(({ form }) => form))]
  const made: Group[] = [
    { key: 'finding', form: null, items: loose },
    { key: 'header', form: null, items: of('header', 'signer', 'recipient') },
    { key: 'reference', form: null, items: of('reference') },
    { key: 'date', form: null, items: of('date') },
    { key: 'metric', form: null, items: of('metric') },
    ...forms.map((form): Group => {
      const rows = all.filter((item) => item.kind === 'form-row' && item.form === form)
      return { key: 'form', form, items: withFindings(rows) }
    }),
  ]
  return made.filter((group) => group.items.length > 0)
}

/** The next item after the active one that `wanted` is true of, from the end on to the beginning; null if there is none. */
export function neighbour(step: 1 | -1, wanted: (item: ReviewItem) => boolean): string | null {
  const all = listed.value
  const at = all.findIndex(({ id }) => id === activeId.value)
  for (let distance = 1; distance <= all.length; distance++) {
    const item = all[(at + step * distance + all.length * 2) % all.length]
    if (item !== undefined && item.id !== activeId.value && wanted(item)) return item.id
  }
  return null
}

export const nextDoubtful = (step: 1 | -1 = 1) => neighbour(step, (item) => isDoubtful(item))
export const nextOpen = (step: 1 | -1 = 1) => neighbour(step, isOpen)

/** First item of the group before or after that of the active one. */
export function neighbourGroup(step: 1 | -1): string | null {
  const at = groups.value.findIndex((group) => group.items.some(({ id }) => id === activeId.value))
  return groups.value[at + step]?.items[0]?.id ?? null
}
