import { useEffect, useRef, useState } from 'preact/hooks'
import type { Counts, QueueEntry } from '../../domain/review-api.ts'
import { doubtLevel } from '../document/doubt.ts'
import { nameOf } from '../document/item-words.ts'
import { prefetchDocument } from '../document/opened.ts'
import { claimKeys } from '../keys/listen.ts'
import { Doubt } from '../parts/doubt.tsx'
import { goTo, route } from '../route.ts'
import { get } from '../talk/ask.ts'
import { tellTrouble } from '../talk/toast.ts'
import { say, sayCode, sayNumber } from '../words/speak.ts'
import { filterNames, Filters } from './filters.tsx'

interface Listed {
  readonly entries: readonly QueueEntry[]
  readonly cursor: string | null
  readonly total: number
}

/** Milliseconds. */
const lookAgain = 3000

/** What is to be settled, the most doubtful first. Filters stand in the address bar. */
export function QueueView() {
  const [listed, setListed] = useState<Listed | null>(null)
  const [counts, setCounts] = useState<Counts | null>(null)
  const [chosen, setChosen] = useState(0)
  const query = filtersOf(route.value.query)
  const address = new URLSearchParams(query).toString()

  useEffect(() => {
    const stop = new AbortController()
    get<Listed>('/queue', query, stop.signal)
      .then((answer) => {
        setListed(answer)
        setChosen(0)
        const first = answer.entries[0]
        if (first !== undefined) void prefetchDocument(first.document).catch(() => undefined)
      })
      .catch(tellTrouble)
    get<Counts>('/counts', query, stop.signal).then(setCounts).catch(tellTrouble)
    return () => stop.abort()
  }, [address])

  // Records are taken into the queue while the server starts and while a run goes on: what is empty now may not stay so.
  const empty = listed?.entries.length === 0
  useEffect(() => {
    if (!empty) return
    const again = setInterval(() => {
      get<Listed>('/queue', query)
        .then((answer) => answer.entries.length > 0 && setListed(answer))
        .catch(() => undefined)
    }, lookAgain)
    return () => clearInterval(again)
  }, [empty, address])

  const entries = listed?.entries ?? []
  const open = (entry: QueueEntry | undefined) => {
    if (entry !== undefined) goTo(['d', entry.document], new URLSearchParams({ ...query, item: entry.item }))
  }
  useEffect(
    () =>
      claimKeys('queue', {
        'queue-open': () => open(entries[chosen]),
        'queue-down': () => setChosen(Math.min(entries.length - 1, chosen + 1)),
        'queue-up': () => setChosen(Math.max(0, chosen - 1)),
        'queue-search': () => document.getElementById('document-search')?.focus(),
      }),
    [listed, chosen, address],
  )
  const more = () => {
    if (listed?.cursor == null) return
    get<Listed>('/queue', { ...query, cursor: listed.cursor })
      .then((next) => setListed({ ...next, entries: [...listed.entries, ...next.entries] }))
      .catch(tellTrouble)
  }
  return (
    <div class="queue">
      <Filters query={query} counts={counts} />
      <section class="queue-list">
        <header>
          <h1>{say('nav.queue')}</h1>
          <span class="soft">
            {listed === null ? say('loading') : say('queue.total', { count: sayNumber(listed.total) })}
          </span>
          {entries.length > 0 && (
            <button type="button" class="first" onClick={() => open(entries[chosen])}>
              <kbd class="cap">↵</kbd> {say('queue.begin')}
            </button>
          )}
        </header>
        {listed !== null && entries.length === 0 ? (
          <p class="centred soft">{say('queue.empty')}</p>
        ) : (
          <Entries entries={entries} chosen={chosen} onChoose={setChosen} onOpen={open} />
        )}
        {listed?.cursor != null && (
          <p class="queue-more">
            <button type="button" onClick={more}>
              {say('more')}
            </button>
          </p>
        )}
      </section>
    </div>
  )
}

/** Without a filter of its own the queue begins at the level of doubt this person works at. */
function filtersOf(query: URLSearchParams): Record<string, string> {
  const given = Object.fromEntries([...query].filter(([name, value]) => filterNames.has(name) && value !== ''))
  return 'doubt' in given || 'status' in given ? given : { doubt: String(doubtLevel.value), ...given }
}

interface EntriesProps {
  readonly entries: readonly QueueEntry[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
  readonly onOpen: (entry: QueueEntry) => void
}

function Entries({ entries, chosen, onChoose, onOpen }: EntriesProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div class="queue-scroll" ref={list} tabIndex={0} role="region" aria-label={say('nav.queue')}>
      <table class="plain-table queue-table">
        <thead>
          <tr>
            <th>{say('column.doubt')}</th>
            <th>{say('column.kind')}</th>
            <th>{say('column.value')}</th>
            <th>{say('column.finding')}</th>
            <th>{say('column.document')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr
              key={entry.place}
              aria-current={index === chosen ? 'true' : undefined}
              onClick={() => onChoose(index)}
              onDblClick={() => onOpen(entry)}
            >
              <td>
                <Doubt value={entry.doubt} />
              </td>
              <td class="queue-kind">{nameOf(entry)}</td>
              <td class="queue-value">
                <button type="button" class="row-name" onClick={() => onOpen(entry)}>
                  {entry.shown === '' ? '—' : entry.shown}
                </button>
              </td>
              <td class="small soft">{entry.finding !== null && sayCode('check', entry.finding)}</td>
              <td class="queue-document" title={[entry.documentTitle, entry.documentName].filter(Boolean).join('\n')}>
                {entry.lease !== null && <span class="chip unsure">{entry.lease}</span>} {entry.documentTitle}{' '}
                <span class={entry.documentTitle === null ? '' : 'small soft'}>{entry.documentName}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
