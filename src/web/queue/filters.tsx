import type { Counts } from '../../domain/review-api.ts'
import { DocumentSearch } from './document-search.tsx'
import { goTo } from '../route.ts'
import { say, sayCode, sayNumber } from '../words/speak.ts'

type Query = Readonly<Record<string, string>>
type Facet = 'status' | 'kind' | 'slot' | 'finding' | 'type' | 'batch'

const facets: readonly Facet[] = ['status', 'kind', 'slot', 'finding', 'type', 'batch']
export const filterNames: ReadonlySet<string> = new Set([...facets, 'doubt', 'document'])
/** Values of a facet shown; the rest are rare. */
const mostShown = 9

interface Props {
  readonly query: Query
  readonly counts: Counts | null
}

/** Every facet with how many items it would leave. */
export function Filters({ query, counts }: Props) {
  return (
    <aside class="filters" aria-label={say('filters')} tabIndex={0}>
      <DocumentSearch />
      <DoubtSteps query={query} counts={counts} />
      {facets.map((facet) => {
        const values = valuesOf(facet, counts)
        const chosen = query[facet]
        if (values.length === 0 && chosen === undefined) return null
        const shown = values.slice(0, mostShown)
        if (chosen !== undefined && !shown.some(({ value }) => value === chosen))
          shown.unshift({ value: chosen, items: 0 })
        return (
          <section key={facet}>
            <h2 class="facet">{sayCode('facet', facet)}</h2>
            <ul>
              {shown.map(({ value, items }) => (
                <li key={value}>
                  <FacetButton query={query} facet={facet} value={value} items={items} chosen={chosen === value} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </aside>
  )
}

/** Of the slots only the header's: those of findings are their checks, which have a facet of their own. */
function valuesOf(facet: Facet, counts: Counts | null): Counts[Facet] {
  const values = counts?.[facet] ?? []
  return facet === 'slot' ? values.filter(({ value }) => !value.includes('.')) : values
}

interface FacetProps {
  readonly query: Query
  readonly facet: Facet
  readonly value: string
  readonly items: number
  readonly chosen: boolean
}

function FacetButton({ query, facet, value, items, chosen }: FacetProps) {
  const name = sayFacet(facet, value)
  return (
    <button
      type="button"
      class="facet-value"
      aria-pressed={chosen}
      title={name}
      onClick={() => filter(query, facet, chosen ? null : value)}
    >
      <span class="cut">{name}</span>
      <span class="soft">{chosen ? '✕' : sayNumber(items)}</span>
    </button>
  )
}

export function sayFacet(facet: Facet, value: string): string {
  const prefix = { status: 'status', kind: 'kind', slot: 'slot', finding: 'check', type: '', batch: '' }[facet]
  if (prefix === '') return value === '' ? '—' : value
  // A slot is a header's key or, of a finding, its check.
  return facet === 'slot' && value.includes('.') ? sayCode('check', value) : sayCode(prefix, value)
}

/** Ten steps of doubt as bars that are pressed: from there on. */
function DoubtSteps({ query, counts }: Props) {
  const steps = counts?.doubt ?? []
  const most = Math.max(1, ...steps.map(({ items }) => items))
  const from = Number(query['doubt'] ?? 0)
  return (
    <section>
      <h2 class="facet">{say('facet.doubt')}</h2>
      <ul class="doubt-steps">
        {steps.map(({ from: step, items }) => (
          <li key={step}>
            <button
              type="button"
              aria-pressed={Math.abs(from - step) < 0.001}
              aria-label={say('facet.doubt-step', { percent: Math.round(step * 100), count: items })}
              title={say('facet.doubt-step', { percent: Math.round(step * 100), count: items })}
              class={step + 0.1 > from ? 'in' : 'out'}
              onClick={() => filter(query, 'doubt', String(step))}
            >
              <svg viewBox="0 0 10 30" width="100%" height="30" preserveAspectRatio="none" aria-hidden="true">
                <rect x="1" width="8" y={30 - height(items, most)} height={height(items, most)} />
              </svg>
              <span aria-hidden="true">{Math.round(step * 100)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** By the root, so that the few doubtful ones are seen beside the many sure ones. */
function height(items: number, most: number): number {
  return items === 0 ? 0 : Math.max(2, Math.sqrt(items / most) * 29)
}

function filter(query: Query, name: string, value: string | null): void {
  const others = Object.entries(query).filter(([other]) => other !== name)
  goTo([], new URLSearchParams(value === null ? others : [...others, [name, value]]))
}
