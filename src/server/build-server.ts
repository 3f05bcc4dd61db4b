import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyPluginAsync, FastifyServerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { handleError, ProblemError, sendProblem } from './problem.ts'

export interface ServerOptions {
  /** Names the server may be called by, beside those of this machine itself (localhost, 127.0.0.1, [::1]). */
  readonly hosts?: readonly string[]
  /** What is served: the review page (`reviewPlugin`), the public API, each with its own paths and its own signing in. */
  readonly plugins: readonly FastifyPluginAsync[]
  /** Requests a minute from one address; plugins may ask for less of single routes by `config.rateLimit`. */
  readonly requestsPerMinute?: number
  readonly logger?: FastifyServerOptions['logger']
}

/** Bodies are small but for uploads, whose routes say their own `bodyLimit`. */
const bodyLimit = 1024 * 1024
const requestTimeoutMs = 120_000
const defaultRequests = 3000

/**
 * The server that everything over HTTP stands on. Whatever is registered in `plugins` finds here: zod schemas for parameters,
 * bodies and answers (`fastify-type-provider-zod`), errors as application/problem+json (throw `ProblemError`), cookies, limits
 * of size and rate, strict headers (CSP without inline scripts) and a check that the server is called by a name of its own:
 * a page elsewhere whose name was made to point here gets nothing (DNS rebinding). It knows no users: plugins sign people in
 * (src/server/sign-in.ts) or programs, each by hooks inside its own scope. `listen` is left to the caller.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    logger: options.logger ?? false,
    // Ids that come from outside could fill a log with anything.
    requestIdHeader: false,
    // Addresses that cannot be decoded come to no route and so to no error handler.
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((_, reply) => sendProblem(reply, 404, 'not-found', 'There is no such address here.'))
  checkHost(app, options.hosts ?? [])
  await app.register(helmet, helmetOptions)
  await app.register(cookie)
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? defaultRequests,
    timeWindow: '1 minute',
    errorResponseBuilder: (_, { after }) =>
      new ProblemError(429, 'too-many', `Too many requests; wait ${after} and try again.`),
  })
  for (const plugin of options.plugins) await app.register(plugin)
  return app
}

const ownNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

function checkHost(app: FastifyInstance, hosts: readonly string[]): void {
  const known = new Set([...ownNames, ...hosts].map((host) => host.toLowerCase()))
  app.addHook('onRequest', (request, _, done) => {
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
    if (known.has(name)) done()
    else done(new ProblemError(421, 'wrong-host', 'The server is not called by this name; see --host-name.'))
  })
}

const helmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // PDF.js decodes JPEG 2000 and colour profiles in WebAssembly.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' as const },
  // It speaks plain HTTP on the loopback; a proxy in front of it says this for itself.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' as const },
}
