import { useEffect, useRef, useState } from 'preact/hooks'
import type { Grid } from '../../domain/review-api.ts'
import { valueKinds } from '../document/kinds.ts'
import { headerSlots } from '../../domain/item-kinds.ts'
import { claimKeys } from '../keys/listen.ts'
import { KeyCap } from '../parts/key-cap.tsx'
import { goTo, route } from '../route.ts'
import { get } from '../talk/ask.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say, sayCode, sayNumber } from '../words/speak.ts'
import { decideCells, redoCells, settled, undoCells } from './decide-cells.ts'
import { GridCell, type Cell } from './grid-cell.tsx'

const usual = { kind: 'header', slot: 'number' }
const doubts = [0, 0.05, 0.1, 0.2, 0.35]

/** One field over fifty documents, each as a cutting of its page: to be looked over and settled in bulk. */
export function GridView() {
  const [grid, setGrid] = useState<Grid | null>(null)
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const cells = useRef<HTMLOListElement>(null)
  const query = queryOf(route.value.query)
  const address = new URLSearchParams(query).toString()

  useEffect(() => {
    const stop = new AbortController()
    setGrid(null)
    setChosen(new Set())
    setAt(0)
    get<Grid>('/grid', query, stop.signal).then(setGrid).catch(tellTrouble)
    return () => stop.abort()
  }, [address])
  useEffect(() => {
    cells.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const all = grid?.cells ?? []
  const open = all.filter(({ item }) => !settled.value.has(item.id))
  const move = (by: number) => setAt(Math.max(0, Math.min(all.length - 1, at + by)))
  const toggle = (cell: Cell | undefined) => {
    if (cell === undefined) return
    const next = new Set(chosen)
    if (!next.delete(cell.item.id)) next.add(cell.item.id)
    setChosen(next)
  }
  const decide = (action: 'accept' | 'reject') => {
    const own = chosen.size > 0 ? open.filter(({ item }) => chosen.has(item.id)) : all.slice(at, at + 1)
    decideCells(own, action)
    setChosen(new Set())
    const next = all.findIndex(({ item }, index) => index > at && !settled.value.has(item.id))
    if (next >= 0) setAt(next)
  }
  const decideRest = () => {
    decideCells(
      open.filter(({ item }) => !chosen.has(item.id)),
      'accept',
    )
    tell(say('grid.rest-done'))
  }
  const openCell = (cell: Cell | undefined) => {
    if (cell !== undefined) goTo(['d', cell.document], new URLSearchParams({ item: cell.item.id }))
  }
  useEffect(
    () =>
      claimKeys('grid', {
        'grid-accept': () => decide('accept'),
        'grid-reject': () => decide('reject'),
        'grid-toggle': () => toggle(all[at]),
        'grid-next': () => move(1),
        'grid-previous': () => move(-1),
        'grid-down': () => move(columnsOf(cells.current)),
        'grid-up': () => move(-columnsOf(cells.current)),
        'grid-open': () => openCell(all[at]),
        undo: undoCells,
        redo: redoCells,
      }),
    [grid, at, chosen, settled.value],
  )

  return (
    <div class="grid">
      <header class="grid-head">
        <h1>{say('nav.grid')}</h1>
        <GridFilters query={query} />
        <span class="soft">
          {grid === null ? say('loading') : say('grid.count', { open: open.length, total: sayNumber(grid.total) })}
        </span>
        <span class="grid-actions">
          <button type="button" onClick={() => decide('accept')} disabled={all.length === 0}>
            <KeyCap of="grid-accept" /> {say('action.accept')} {chosen.size > 0 && `(${chosen.size})`}
          </button>
          <button type="button" onClick={() => decide('reject')} disabled={all.length === 0}>
            <KeyCap of="grid-reject" /> {say('action.reject')} {chosen.size > 0 && `(${chosen.size})`}
          </button>
          <button type="button" class="first" onClick={decideRest} disabled={open.length === 0}>
            {say('grid.accept-rest', { count: open.length - chosen.size })}
          </button>
        </span>
      </header>
      {grid !== null && all.length === 0 ? (
        <p class="centred soft">{say('queue.empty')}</p>
      ) : (
        <ol class="cells" ref={cells} tabIndex={0} aria-label={say('nav.grid')}>
          {all.map((cell, index) => (
            <li key={cell.place} class="cell-place" aria-current={index === at ? 'true' : undefined}>
              <GridCell
                cell={cell}
                chosen={chosen.has(cell.item.id)}
                status={settled.value.get(cell.item.id) ?? null}
                onChoose={() => {
                  setAt(index)
                  toggle(cell)
                }}
                onOpen={() => openCell(cell)}
              />
            </li>
          ))}
        </ol>
      )}
      {grid?.cursor != null && (
        <p class="queue-more">
          <button
            type="button"
            onClick={() => goTo(['grid'], new URLSearchParams({ ...query, cursor: grid.cursor ?? '' }))}
          >
            {say('grid.next')}
          </button>
        </p>
      )}
    </div>
  )
}

function GridFilters({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const go = (changed: Readonly<Record<string, string>>) => {
    const { kind = '', slot = '', doubt = '' } = { ...query, ...changed }
    goTo(['grid'], new URLSearchParams(kind === 'header' ? { kind, slot, doubt } : { kind, doubt }))
  }
  return (
    <>
      <label class="small soft">
        {say('facet.kind')}{' '}
        <select value={query['kind']} onChange={(event) => go({ kind: event.currentTarget.value, slot: usual.slot })}>
          {valueKinds.map((kind) => (
            <option key={kind} value={kind}>
              {sayCode('kind', kind)}
            </option>
          ))}
        </select>
      </label>
      {query['kind'] === 'header' && (
        <label class="small soft">
          {say('facet.slot')}{' '}
          <select value={query['slot']} onChange={(event) => go({ slot: event.currentTarget.value })}>
            {headerSlots.map((slot) => (
              <option key={slot} value={slot}>
                {sayCode('slot', slot)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="small soft">
        {say('level')}{' '}
        <select value={query['doubt']} onChange={(event) => go({ doubt: event.currentTarget.value })}>
          {[...new Set([...doubts, Number(query['doubt'])])].map((level) => (
            <option key={level} value={String(level)}>
              {level === 0 ? say('level.all') : `≥ ${Math.round(level * 100)}`}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

function queryOf(query: URLSearchParams): Record<string, string> {
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ''))
  return { doubt: '0', ...('kind' in given ? {} : usual), ...given }
}

/** How many cells stand side by side. */
function columnsOf(list: HTMLElement | null): number {
  const places = [...(list?.children ?? [])] as HTMLElement[]
  const top = places[0]?.offsetTop
  const below = places.findIndex(({ offsetTop }) => offsetTop !== top)
  return below < 0 ? places.length : Math.max(1, below)
}
