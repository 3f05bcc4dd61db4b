import { batch, computed, signal } from '@preact/signals'
import type { Evidence, Finding } from '../../domain/record.ts'
import type { Flow, Letters, ReviewDocument, ReviewItem } from '../../domain/review-api.ts'
import { openPdf } from '../pages/pdf-source.ts'
import { openPictures } from '../pages/picture-source.ts'
import type { PageSize, PageSource } from '../pages/page-source.ts'
import { addressOf, get } from '../talk/ask.ts'
import { isDoubtful, isOpen } from './doubt.ts'

/** What the left side shows. */
export type Sight =
  | { readonly form: 'pages'; readonly source: PageSource; readonly sizes: readonly PageSize[] }
  | { readonly form: 'flow'; readonly flow: Flow }
  | { readonly form: 'none'; readonly why: string | null }

/** The document in hand; its items with what was decided here but is not confirmed yet. */
export const opened = signal<ReviewDocument | null>(null)
export const items = signal<readonly ReviewItem[]>([])
export const activeId = signal<string | null>(null)
export const sight = signal<Sight | null>(null)

/** A place in the text somebody came for, as long as they have not gone on to another item. */
const soughtPlace = signal<{ readonly evidence: Evidence; readonly item: string | null } | null>(null)
export const place = computed(() => (soughtPlace.value?.item === activeId.value ? soughtPlace.value : null))

export const active = computed(() => items.value.find(({ id }) => id === activeId.value) ?? null)
export const doubtful = computed(() => items.value.filter((item) => isDoubtful(item)))
export const openCount = computed(() => items.value.filter(isOpen).length)
export const findingsById = computed(
  () => new Map<string, Finding>(opened.value?.findings.map((finding) => [finding.id, finding]) ?? []),
)

export function replaceItem(item: ReviewItem): void {
  const known = items.value.some(({ id }) => id === item.id)
  items.value = known ? items.value.map((one) => (one.id === item.id ? item : one)) : [...items.value, item]
}

export function itemOf(id: string): ReviewItem | null {
  return items.value.find((item) => item.id === id) ?? null
}

/** Documents asked for before they are needed. */
const fetched = new Map<string, Promise<ReviewDocument>>()
const sights = new Map<string, Promise<Sight>>()
/** Documents whose pages are kept open: the one in hand, the one before, the one to come. */
const keptOpen = 3

function fetchDocument(id: string): Promise<ReviewDocument> {
  const known = fetched.get(id)
  if (known !== undefined) return known
  const asked = get<ReviewDocument>(`/documents/${id}`)
  fetched.set(id, asked)
  asked.catch(() => fetched.delete(id))
  return asked
}

/** Fetches a document and opens its pages, so that going there takes no time. */
export async function prefetchDocument(id: string): Promise<void> {
  const document = await fetchDocument(id)
  const shown = await sightOf(document)
  if (shown.form === 'pages') await shown.source.bitmap(1, 2)
}

/** The document last asked into view. */
let wanted: string | null = null

/** Brings a document into view. What is prefetched is used once: decisions fall in the meantime. */
export async function showDocument(id: string, item: string | null): Promise<void> {
  wanted = id
  const document = await fetchDocument(id)
  fetched.delete(id)
  // Who has gone on to another document meanwhile keeps that one, whichever answer comes last.
  if (wanted !== id) return
  batch(() => {
    opened.value = document
    items.value = document.items
    activeId.value = firstItem(document, item)
    sight.value = null
    soughtPlace.value = null
  })
  const shown = await sightOf(document)
  if (opened.value?.document.id === id) sight.value = shown
}

/** Brings a place of the document in hand into view: 'start-end', offsets into its text. */
export async function showPlace(id: string, at: string): Promise<void> {
  const [start, end] = at.split('-')
  const evidence = await get<Evidence>(`/documents/${id}/place`, { start: start ?? '', end: end ?? '' })
  if (opened.value?.document.id === id) soughtPlace.value = { evidence, item: activeId.value }
}

/** Asks again for the items, after others have decided. */
export async function refreshItems(): Promise<void> {
  const before = opened.value
  if (before === null) return
  fetched.delete(before.document.id)
  const document = await get<ReviewDocument>(`/documents/${before.document.id}`)
  if (opened.value?.document.id !== document.document.id) return
  batch(() => {
    opened.value = document
    items.value = document.items
  })
}

function firstItem(document: ReviewDocument, wanted: string | null): string | null {
  const named = document.items.find(({ id }) => id === wanted)
  return (named ?? document.items.find((one) => isDoubtful(one)) ?? document.items[0])?.id ?? null
}

function sightOf(document: ReviewDocument): Promise<Sight> {
  const { id } = document.document
  const known = sights.get(id)
  const asked = known ?? openSight(document)
  // Asked for last, kept longest.
  sights.delete(id)
  sights.set(id, asked)
  for (const [oldest, closing] of sights) {
    if (sights.size <= keptOpen) break
    sights.delete(oldest)
    closing.then((one) => one.form === 'pages' && one.source.close()).catch(() => undefined)
  }
  asked.catch(() => sights.delete(id))
  return asked
}

async function openSight({ document, pages, record }: ReviewDocument): Promise<Sight> {
  const { id } = document
  if (pages.form === 'none') return { form: 'none', why: pages.missing }
  if (pages.form === 'flow' || (pages.form === 'image' && pages.sizes.length === 0)) return flowOf(id)
  if (pages.form === 'image') {
    const source = openPictures((page) => addressOf(`/documents/${id}/pages/${page}.png`), pages.sizes)
    return { form: 'pages', source, sizes: pages.sizes }
  }
  try {
    const old = record.extraction.encodings.some((encoding) => encoding !== 'unicode')
    const { words } = old ? await get<Letters>(`/documents/${id}/letters`) : { words: [] }
    const source = await openPdf(addressOf(`/documents/${id}/source`), words)
    return { form: 'pages', source, sizes: await sizesOf(source) }
  } catch {
    return flowOf(id)
  }
}

async function flowOf(id: string): Promise<Sight> {
  return { form: 'flow', flow: await get<Flow>(`/documents/${id}/flow`) }
}

/** Sizes of all pages; a long document's later pages are taken to be as large as its first. */
async function sizesOf(source: PageSource): Promise<PageSize[]> {
  const measured = 60
  const first = await source.size(1)
  const pages = Array.from({ length: source.count }, (_, index) => index + 1)
  const sizes = await Promise.all(pages.slice(0, measured).map((page) => source.size(page)))
  return pages.map((page) => sizes[page - 1] ?? first)
}
