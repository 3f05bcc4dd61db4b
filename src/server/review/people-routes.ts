import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  accessChangeSchema,
  accessListSchema,
  accessSchema,
  loginSchema,
  newUserSchema,
  passwordChangeSchema,
  sessionSchema,
  settingsSchema,
  userChangeSchema,
  userListSchema,
  userName,
  userSchema,
} from '../../domain/review-api.ts'
import { listAccess, nameFor, namedFor } from '../../store/document-access.ts'
import { addReviewer, changeReviewer, findReviewer, listReviewers, publicUser } from '../../store/reviewers.ts'
import { readSettings, writeSettings } from '../../store/review-settings.ts'
import { maskPersonalNumbers } from '../../text/personal-numbers.ts'
import { notFound, ProblemError } from '../problem.ts'
import { checkPassword, hashPassword, signIn, signOut, whoAsks } from '../sign-in.ts'
import { sha256Params } from './decide-routes.ts'
import { authorOf, demandRole, reviewerOf } from './review-context.ts'
import type { ReviewContext } from './review-context.ts'

/** Guessing passwords takes this long. */
const guesses = { max: 10, timeWindow: '5 minutes' }

/** Signing in and out: the only routes for those who are not. */
export function sessionRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  const { store, version, now } = context
  return async (app) => {
    const session = { response: { 200: sessionSchema } }
    const passwords = async () =>
      (await listReviewers(store)).some(({ password, active }) => active && password !== null)
    app.get('/session', { schema: session }, async (request) => {
      const reviewer = await whoAsks(store, request, now())
      return { user: reviewer && publicUser(reviewer), version, passwords: await passwords() }
    })
    app.post(
      '/session',
      { schema: { body: loginSchema, ...session }, config: { rateLimit: guesses } },
      async (request, reply) => {
        const { name, password } = request.body
        const reviewer = await findReviewer(store, name.trim().toLowerCase())
        if (!(await checkPassword(reviewer, password)) || !reviewer)
          throw new ProblemError(401, 'wrong-password', 'The name or the password is wrong.')
        await signIn(store, reply, reviewer, now())
        return { user: publicUser(reviewer), version, passwords: true }
      },
    )
    app.delete('/session', async (request, reply) => {
      await signOut(store, request, reply)
      return reply.status(204).send()
    })
    await Promise.resolve()
  }
}

/** Classified documents shown at once. */
const accessPage = 100

const nameParams = z.object({ name: userName })

/** Users, rights and settings. */
export function peopleRoutes(context: ReviewContext): FastifyPluginAsyncZod {
  const { store } = context
  return async (app) => {
    app.put(
      '/session/password',
      { schema: { body: passwordChangeSchema }, config: { rateLimit: guesses } },
      async (request, reply) => {
        const reviewer = reviewerOf(request)
        const isNew = reviewer.password === null
        if (!isNew && !(await checkPassword(reviewer, request.body.old)))
          throw new ProblemError(403, 'wrong-password', 'The old password is wrong.')
        const password = await hashPassword(request.body.new)
        const changed = await changeReviewer(store, authorOf(request, context), reviewer.name, { password })
        // All other browsers are signed out by that.
        if (changed) await signIn(store, reply, changed, context.now())
        return reply.status(204).send()
      },
    )
    app.get('/users', { schema: { response: { 200: userListSchema } } }, async (request) => {
      demandRole(request, 'supervisor')
      return { users: (await listReviewers(store)).map(publicUser) }
    })
    app.post('/users', { schema: { body: newUserSchema, response: { 201: userSchema } } }, async (request, reply) => {
      demandRole(request, 'administrator')
      const { password, personalNumbers, ...user } = request.body
      const added = await addReviewer(store, authorOf(request, context), {
        ...user,
        personalNumbers: personalNumbers ?? user.role !== 'reviewer',
        active: true,
        password: await hashPassword(password),
      })
      if (!added) throw new ProblemError(409, 'taken', 'There is a user of this name already.')
      return reply.status(201).send(publicUser(added))
    })
    app.put(
      '/users/:name',
      { schema: { params: nameParams, body: userChangeSchema, response: { 200: userSchema } } },
      async (request) => {
        const administrator = demandRole(request, 'administrator')
        const { password, ...rest } = request.body
        const { name } = request.params
        const demoted = rest.active === false || (rest.role !== undefined && rest.role !== 'administrator')
        if (name === administrator.name && demoted)
          throw new ProblemError(422, 'invalid', 'Nobody takes their own administrator’s rights away.')
        const change = {
          ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
          ...(password === undefined ? {} : { password: await hashPassword(password) }),
        }
        const changed = await changeReviewer(store, authorOf(request, context), name, change)
        if (!changed) throw notFound('There is no such user.')
        return publicUser(changed)
      },
    )
    app.get(
      '/documents/:id/access',
      { schema: { params: sha256Params, response: { 200: accessSchema } } },
      async (request) => {
        demandRole(request, 'administrator')
        return accessOf(context, request.params.id)
      },
    )
    app.put(
      '/documents/:id/access',
      { schema: { params: sha256Params, body: accessChangeSchema, response: { 200: accessSchema } } },
      async (request) => {
        demandRole(request, 'administrator')
        const { id } = request.params
        const shelved = await context.records.find(id)
        if (!shelved) throw notFound('There is no such document.')
        const document = { id: shelved.row.documentId, sha256: id }
        const unknown = await nameFor(store, authorOf(request, context), document, request.body.users)
        if (unknown.length > 0) throw new ProblemError(422, 'invalid', `There is no user ${unknown.join(', ')}.`)
        return accessOf(context, id)
      },
    )
    const accessQuery = z.object({ cursor: z.coerce.number().int().min(0).max(1e9).default(0) })
    app.get(
      '/access',
      { schema: { querystring: accessQuery, response: { 200: accessListSchema } } },
      async (request) => {
        const administrator = demandRole(request, 'administrator')
        const from = request.query.cursor
        const rows = await listAccess(store, from, accessPage)
        const show = (name: string) => (administrator.personalNumbers ? name : maskPersonalNumbers(name))
        const documents = rows.map((row) => ({ ...row, name: show(row.name) }))
        return { documents, cursor: rows.length < accessPage ? null : String(from + accessPage) }
      },
    )
    app.get('/settings', { schema: { response: { 200: settingsSchema } } }, () => readSettings(store))
    app.put('/settings', { schema: { body: settingsSchema, response: { 200: settingsSchema } } }, async (request) => {
      demandRole(request, 'administrator')
      await writeSettings(store, authorOf(request, context), request.body)
      return request.body
    })
    await Promise.resolve()
  }
}

async function accessOf({ store, records }: ReviewContext, sha256: string) {
  const shelved = await records.find(sha256)
  if (!shelved) throw notFound('There is no such document.')
  const { secrecy, documentId } = shelved.row
  return { secrecy, users: [...(await namedFor(store, documentId))] }
}
