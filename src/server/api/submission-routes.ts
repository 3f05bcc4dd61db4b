import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { findAnswer, keepAnswer } from '../../store/access-tokens.ts'
import { findJob, jobOf } from '../../store/document-list.ts'
import { registerPaths } from '../../store/register.ts'
import type { FoundPath } from '../../store/register.ts'
import type { Store } from '../../store/store.ts'
import { notFound, ProblemError } from '../problem.ts'
import { answers } from './answers.ts'
import { mayReadClosed, tokenOf } from './authorise.ts'
import { receiveFile } from './receive-file.ts'
import { apiPath, jobParams, jobSchema, submitHeaders } from './schemas.ts'

/** What is done with files that are handed in. */
export interface Submissions {
  /** Where they are kept. */
  readonly folder: string
  readonly maxBytes: number
  /** The rules and version they are read with. */
  readonly editionId: number
}

type Job = z.infer<typeof jobSchema>

/** Paths that no run has met, but somebody has handed in. */
const noRun = 0

/** Files handed in, and what becomes of them. */
export const submissionRoutes: FastifyPluginAsyncZod<{
  readonly store: Store
  readonly submissions: Submissions | null
}> = async (app, { store, submissions }) => {
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, ...(submissions && { fileSize: submissions.maxBytes }) },
    throwFileSizeLimit: false,
  })
  app.route({
    method: 'POST',
    url: '/documents',
    config: { scope: 'submit' },
    // Counted while it comes; the rest of the form is small.
    bodyLimit: (submissions?.maxBytes ?? 0) + 65_536,
    schema: {
      operationId: 'submitDocument',
      summary: 'Hands in a file; it is read like every other',
      consumes: ['multipart/form-data'],
      headers: submitHeaders,
      response: answers(jobSchema, [], 202),
    },
    handler: async (request, reply) => submit(store, submissions, request, reply),
  })
  app.route({
    method: 'GET',
    url: '/jobs/:id',
    config: { scope: 'read' },
    schema: {
      operationId: 'getJob',
      summary: 'How far the work on a document is',
      params: jobParams,
      response: answers(jobSchema),
    },
    handler: async (request) => {
      const job = await findJob(store, request.params.id, mayReadClosed(request))
      if (!job) throw notFound('There is no such job, or the token may not see it.')
      return toJob(job)
    },
  })
}

function toJob({ sha256, ...job }: NonNullable<Awaited<ReturnType<typeof findJob>>>): Job {
  return { ...job, document: sha256 }
}

async function submit(store: Store, submissions: Submissions | null, request: FastifyRequest, reply: FastifyReply) {
  if (!submissions) throw new ProblemError(503, 'not-taken', 'This server takes no files.')
  if (!request.isMultipart()) {
    throw new ProblemError(415, 'unsupported-media-type', 'A form with one file is needed: multipart/form-data.')
  }
  const found = await receive(submissions, request)
  const { job, replayed } = await onceForKey(store, request, found, () => queue(store, submissions.editionId, found))
  if (replayed) void reply.header('idempotency-replayed', 'true')
  return reply.status(202).header('location', `${apiPath}/jobs/${job.id}`).send(job)
}

async function receive({ folder }: Submissions, request: FastifyRequest): Promise<FoundPath> {
  try {
    const part = await request.file()
    if (!part) throw new ProblemError(422, 'invalid', 'The form has no file.')
    return await receiveFile(folder, part)
  } catch (error) {
    // What reads forms throws plain errors; files, sockets and we ourselves say more.
    if (!(error instanceof Error) || 'code' in error) throw error
    throw new ProblemError(400, 'bad-request', `The form cannot be read: ${error.message}`)
  }
}

async function queue(store: Store, editionId: number, found: FoundPath): Promise<Job> {
  await registerPaths(store, { editionId, runId: noRun, now: Date.now() }, [found])
  const id = await jobOf(store, editionId, found.document!.sha256)
  const job = id === null ? null : await findJob(store, id, true)
  if (!job) throw new Error('The document was not queued.')
  return toJob(job)
}

/** A request that was sent again is answered as the first time. */
async function onceForKey(
  store: Store,
  request: FastifyRequest,
  found: FoundPath,
  work: () => Promise<Job>,
): Promise<{ readonly job: Job; readonly replayed: boolean }> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return { job: await work(), replayed: false }
  const { id: tokenId } = tokenOf(request)
  const { sha256, name } = found.document!
  const fingerprint = `${sha256} ${name}`
  const before = await findAnswer(store, tokenId, key)
  if (before && before.fingerprint !== fingerprint) {
    throw new ProblemError(422, 'key-reused', 'The idempotency key was used for another file.')
  }
  if (before) return { job: JSON.parse(before.answer) as Job, replayed: true }
  const job = await work()
  await keepAnswer(store, { tokenId, key, fingerprint, answer: JSON.stringify(job) }, Date.now())
  return { job, replayed: false }
}
