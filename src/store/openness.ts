import { sql } from 'kysely'

/**
 * A condition where `search_entry` is joined: the document has no secrecy mark, neither as it was read nor as reviewers say.
 * One whose record is not indexed yet may have one: it is not open.
 */
export const isOpen = sql<boolean>`(search_entry.document_id is not null and search_entry.secrecy is null
  and not exists (select 1 from review_document
    where review_document.document_id = search_entry.document_id and review_document.secrecy is not null))`
