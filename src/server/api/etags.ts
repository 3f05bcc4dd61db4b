import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Whether the client has what this tag names. */
export function hasAlready(request: FastifyRequest, etag: string): boolean {
  const asked = request.headers['if-none-match']
  if (asked === undefined) return false
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  return asked.trim() === '*' || asked.split(',').some((tag) => plain(tag) === plain(etag))
}

/** JSON answers to GET get an ETag of their bytes, unless their route gave one; who has them already is told so (304). */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isTaggable(request, reply, payload)) return done(null, payload)
    const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`
    void reply.header('etag', etag)
    if (!hasAlready(request, etag)) return done(null, payload)
    void reply.status(304).removeHeader('content-type')
    // To HEAD, Fastify itself takes the body off, and wants one.
    done(null, request.method === 'HEAD' ? '' : null)
  })
}

function isTaggable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  const asks = request.method === 'GET' || request.method === 'HEAD'
  return asks && reply.statusCode === 200 && typeof payload === 'string' && !reply.hasHeader('etag')
}
