import { useState } from 'preact/hooks'
import type { DocumentEntry, Found, ReviewSearch } from '../../domain/review-api.ts'
import { writeRoute } from '../route.ts'
import { get } from '../talk/ask.ts'
import { tellTrouble } from '../talk/toast.ts'
import { say, sayNumber } from '../words/speak.ts'
import { FoundDocument } from './found-document.tsx'

interface Results {
  readonly asked: string
  /** By the name of their file, number or subject. */
  readonly named: readonly DocumentEntry[]
  readonly found: number
  readonly documents: readonly Found[]
  readonly next: string | null
}

const mostNamed = 5

/** Finds documents by all that their text holds, with and without marks, and by their names. */
export function DocumentSearch() {
  const [search, setSearch] = useState('')
  const [results, setResults] = useState<Results | null>(null)
  const look = (event: Event) => {
    event.preventDefault()
    const asked = search.trim()
    if (asked === '') return setResults(null)
    lookFor(asked).then(setResults).catch(tellTrouble)
  }
  const more = () => {
    if (results?.next == null) return
    get<ReviewSearch>('/search', { q: results.asked, cursor: results.next })
      .then(({ documents, next }) => setResults({ ...results, documents: [...results.documents, ...documents], next }))
      .catch(tellTrouble)
  }
  return (
    <form role="search" class="document-search" onSubmit={look}>
      <input
        id="document-search"
        type="search"
        value={search}
        lang="vi"
        maxLength={200}
        aria-label={say('search.documents')}
        placeholder={say('search.documents')}
        title={say('search.how')}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {results !== null && (
        <div aria-live="polite">
          <p class="soft small">{say('search.found', { count: sayNumber(results.found) })}</p>
          <ul>
            {results.named.map(({ id, name, type, number, subject }) => (
              <li key={id}>
                <a href={writeRoute(['d', id])} title={subject ?? name}>
                  {[type, number].filter(Boolean).join(' ') || name}
                </a>
              </li>
            ))}
            {results.documents.map((document) => (
              <FoundDocument key={document.id} document={document} />
            ))}
          </ul>
          {results.next !== null && (
            <button type="button" onClick={more}>
              {say('more')}
            </button>
          )}
        </div>
      )}
    </form>
  )
}

async function lookFor(text: string): Promise<Results> {
  const [{ documents: entries }, { asked, found, documents, next }] = await Promise.all([
    get<{ documents: DocumentEntry[] }>('/documents', { search: text, limit: mostNamed }),
    lookInTexts(text),
  ])
  const shown = new Set(documents.map(({ id }) => id))
  return { asked, named: entries.filter(({ id }) => !shown.has(id)), found: found ?? 0, documents, next }
}

/** Words alone mean what they mean together: 'hồ sơ đúng hạn'. Where they never stand so, each by itself. */
async function lookInTexts(text: string): Promise<ReviewSearch & { readonly asked: string }> {
  if (isPlainWords(text)) {
    const asked = `"${text}"`
    const together = await get<ReviewSearch>('/search', { q: asked })
    if (together.found !== 0) return { ...together, asked }
  }
  return { ...(await get<ReviewSearch>('/search', { q: text })), asked: text }
}

function isPlainWords(text: string): boolean {
  return /\s/.test(text) && !/["*:]|(?:^|\s)-/.test(text)
}
