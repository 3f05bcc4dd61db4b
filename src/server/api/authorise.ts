import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findToken } from '../../store/access-tokens.ts'
import type { AccessToken, Scope } from '../../store/access-tokens.ts'
import type { Store } from '../../store/store.ts'
import { ProblemError } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a token must be allowed for this route; without it, the route is open. */
    readonly scope?: Scope
  }
}

const tokens = new WeakMap<FastifyRequest, AccessToken>()

/** Every route with a scope wants `Authorization: Bearer …` of a token that has it. */
export function authorise(app: FastifyInstance, store: Store): void {
  app.addHook('onRequest', async (request, reply) => {
    const { scope } = request.routeOptions.config
    if (scope === undefined) return
    const [, text] = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
    const token = text === undefined ? null : await findToken(store, text, Date.now())
    if (!token) {
      void reply.header('www-authenticate', 'Bearer realm="boctach"')
      throw new ProblemError(401, 'not-signed-in', 'A token that works is needed: Authorization: Bearer …')
    }
    if (!token.scopes.includes(scope)) {
      throw new ProblemError(403, 'forbidden', `The token is not allowed to ${scope}.`)
    }
    tokens.set(request, token)
  })
}

export function tokenOf(request: FastifyRequest): AccessToken {
  const token = tokens.get(request)
  if (!token) throw new Error('The route has no scope.')
  return token
}

/** Whether personal numbers are shown as they are. */
export function mayReadPersonal(request: FastifyRequest): boolean {
  return tokenOf(request).scopes.includes('personal')
}

/** Whether documents with a secrecy mark may be read. */
export function mayReadClosed(request: FastifyRequest): boolean {
  return tokenOf(request).scopes.includes('closed')
}
