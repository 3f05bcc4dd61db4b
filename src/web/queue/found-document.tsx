import type { Found } from '../../domain/review-api.ts'
import { writeRoute } from '../route.ts'

type Snippet = Found['snippets'][number]

/** A document that was found, with the places: each opens it there. */
export function FoundDocument({ document }: { readonly document: Found }) {
  const { id, name, type, number, subject, issuer, snippets } = document
  return (
    <li>
      <a href={writeRoute(['d', id])} title={[subject, issuer, name].filter(Boolean).join('\n')}>
        {[type, number].filter(Boolean).join(' ') || name}
      </a>
      {snippets.map((snippet) => (
        <a key={snippet.start} class="found-place small" lang="vi" href={addressOf(id, snippet)}>
          <Marked snippet={snippet} />
        </a>
      ))}
    </li>
  )
}

function addressOf(id: string, { start, end, hits }: Snippet): string {
  const place = hits[0] ?? { start, end }
  return writeRoute(['d', id], new URLSearchParams({ at: `${place.start}-${place.end}` }))
}

function Marked({ snippet: { start, text, hits } }: { readonly snippet: Snippet }) {
  const piece = (from: number, to: number) => text.slice(from - start, to - start)
  return (
    <>
      {hits.map((hit, index) => (
        <span key={hit.start}>
          {piece(hits[index - 1]?.end ?? start, hit.start)}
          <mark>{piece(hit.start, hit.end)}</mark>
        </span>
      ))}
      {piece(hits.at(-1)?.end ?? start, start + text.length)}
    </>
  )
}
