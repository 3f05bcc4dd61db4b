import { hash, verify } from '@node-rs/argon2'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pageHeader } from '../domain/review-api.ts'
import { closeSession, openSession, readSession } from '../store/reviewers.ts'
import type { Reviewer, SessionLimits } from '../store/reviewers.ts'
import type { Store } from '../store/store.ts'
import { ProblemError } from './problem.ts'

/** As OWASP asks of Argon2id: 19 MiB, two rounds. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost)
}

/** Takes as long where there is no such user: answers tell nobody which names there are. */
export async function checkPassword(reviewer: Reviewer | null, password: string): Promise<boolean> {
  const known = reviewer?.active === true ? reviewer.password : null
  standIn ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verify(known ?? (await standIn), password.normalize('NFC'))
  return right && known !== null
}
let standIn: Promise<string> | null = null

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A key that opens once. */
export class OneTimeLink {
  readonly key = randomBytes(24).toString('base64url')
  #used = false

  use(key: string): boolean {
    if (this.#used || !timingSafeEqual(sha256(key), sha256(this.key))) return false
    this.#used = true
    return true
  }
}

const cookieName = 'boctach'
/** A working day without a lunch break that is too long; whatever happens, a new day a new password. */
export const sessionLimits: SessionLimits = { idleMs: 4 * 3_600_000, longestMs: 14 * 3_600_000 }

/** Signs a browser in: a cookie no script can read and no other site can send. */
export async function signIn(store: Store, reply: FastifyReply, reviewer: Reviewer, now: number): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  await openSession(store, sha256(token).toString('hex'), reviewer.id, now)
  const secure = reply.request.protocol === 'https'
  reply.setCookie(cookieName, token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
}

export async function signOut(store: Store, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[cookieName]
  if (token !== undefined) await closeSession(store, sha256(token).toString('hex'))
  reply.clearCookie(cookieName, { path: '/' })
}

/** Who asks; null where nobody is signed in. */
export async function whoAsks(store: Store, request: FastifyRequest, now: number): Promise<Reviewer | null> {
  const token = request.cookies[cookieName]
  if (token === undefined || token.length > 100) return null
  return readSession(store, sha256(token).toString('hex'), now, sessionLimits)
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Throws for a request that changes something and does not come from the page. */
export function refuseForeign(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site') throw new ProblemError(403, 'foreign', 'Requests from other sites are refused.')
  if (harmless.has(request.method)) return
  const { origin, host } = request.headers
  const own = origin === undefined || isSameHost(origin, host)
  if (!own || request.headers[pageHeader.name] !== pageHeader.value) {
    throw new ProblemError(403, 'foreign', 'Requests that change something come from the page alone.')
  }
}

/** A port that is the scheme's own is sometimes written and sometimes not. */
function isSameHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false
  const from = new URL(origin)
  const own = `${from.protocol}//${host}`
  return URL.canParse(own) && new URL(own).host === from.host
}
