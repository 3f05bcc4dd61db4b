import type { FastifyRequest } from 'fastify'
import type { Role } from '../../domain/review-api.ts'
import { grantedDocuments } from '../../store/document-access.ts'
import type { Author, Reviewer } from '../../store/reviewers.ts'
import type { Store } from '../../store/store.ts'
import type { Viewer } from '../../store/review-queue.ts'
import type { PersonalDigits } from '../personal-digits.ts'
import { notFound, ProblemError } from '../problem.ts'
import type { OneTimeLink } from '../sign-in.ts'
import type { PageSource } from './page-source.ts'
import type { RecordShelf, ShelvedRecord } from './record-shelf.ts'

/** What the routes of the review share. */
export interface ReviewContext {
  readonly store: Store
  readonly version: string
  readonly link: OneTimeLink
  readonly records: RecordShelf
  readonly pages: PageSource
  readonly personal: PersonalDigits
  readonly now: () => number
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the review for all its routes but signing in. */
    reviewer: Reviewer | null
  }
}

export function reviewerOf(request: FastifyRequest): Reviewer {
  if (!request.reviewer) throw new ProblemError(401, 'not-signed-in', 'Sign in first.')
  return request.reviewer
}

const ranks: readonly Role[] = ['reviewer', 'supervisor', 'administrator']

/** Throws where the role is not enough. */
export function demandRole(request: FastifyRequest, least: Role): Reviewer {
  const reviewer = reviewerOf(request)
  if (ranks.indexOf(reviewer.role) >= ranks.indexOf(least)) return reviewer
  throw new ProblemError(403, 'forbidden', `This is for a${least === 'administrator' ? 'n' : ''} ${least}.`)
}

export function authorOf(request: FastifyRequest, { now }: ReviewContext): Author {
  const { id, name } = reviewerOf(request)
  return { reviewerId: id, userName: name, now: now() }
}

export async function viewerOf({ store }: ReviewContext, { id }: Reviewer): Promise<Viewer> {
  return { reviewerId: id, granted: await grantedDocuments(store, id) }
}

/** The document, if this reviewer may open it. Throws 404, or 403 `closed`. */
export async function openDocument(context: ReviewContext, reviewer: Reviewer, sha256: string): Promise<ShelvedRecord> {
  const shelved = await context.records.find(sha256)
  if (!shelved) throw notFound('There is no such document.')
  await demandAccess(context, reviewer, shelved)
  return shelved
}

async function demandAccess({ store }: ReviewContext, reviewer: Reviewer, { row }: ShelvedRecord): Promise<void> {
  if (row.secrecy === null) return
  const granted = await grantedDocuments(store, reviewer.id)
  if (!granted.includes(row.documentId)) {
    throw new ProblemError(403, 'closed', 'This document is classified; only those named for it may open it.')
  }
}
