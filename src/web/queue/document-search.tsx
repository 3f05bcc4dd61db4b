import { useState } from 'preact/hooks'
import type { DocumentEntry } from '../../domain/review-api.ts'
import { writeRoute } from '../route.ts'
import { get } from '../talk/ask.ts'
import { tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'

/** Finds a document by its name, number or subject, whatever is open in it. */
export function DocumentSearch() {
  const [search, setSearch] = useState('')
  const [found, setFound] = useState<readonly DocumentEntry[] | null>(null)
  const look = (event: Event) => {
    event.preventDefault()
    if (search.trim() === '') return setFound(null)
    get<{ documents: DocumentEntry[] }>('/documents', { search: search.trim(), limit: 12 })
      .then(({ documents }) => setFound(documents))
      .catch(tellTrouble)
  }
  return (
    <form role="search" class="document-search" onSubmit={look}>
      <input
        id="document-search"
        type="search"
        value={search}
        lang="vi"
        aria-label={say('search.documents')}
        placeholder={say('search.documents')}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {found !== null && (
        <ul aria-live="polite">
          {found.length === 0 && <li class="soft small">{say('nothing')}</li>}
          {found.map(({ id, name, type, number, subject, open }) => (
            <li key={id}>
              <a href={writeRoute(['d', id])} title={subject ?? name}>
                {[type, number].filter(Boolean).join(' ') || name}
              </a>{' '}
              <span class="soft small">{open}</span>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
