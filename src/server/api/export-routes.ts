import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { maskedRecords, reviewedRecords } from '../../bulk/reviewed-records.ts'
import { exportRows, kindsNamed } from '../../export/export-rows.ts'
import { formats, openSink } from '../../export/formats.ts'
import type { FormatName } from '../../export/formats.ts'
import { defaultSelection, heldStandings } from '../../export/selection.ts'
import type { ReviewedRecord, Selection } from '../../export/selection.ts'
import { listClosed } from '../../store/document-list.ts'
import type { Store } from '../../store/store.ts'
import { ProblemError } from '../problem.ts'
import { answers } from './answers.ts'
import { mayReadClosed, mayReadPersonal } from './authorise.ts'
import { exportParams, exportQuery } from './schemas.ts'

/** Each goes through all records. */
const mostAtOnce = 2

/** The values of all documents as tables. */
export const exportRoutes: FastifyPluginAsyncZod<{ readonly store: Store; readonly folder: string }> = async (
  app,
  { store, folder },
) => {
  let running = 0
  app.route({
    method: 'GET',
    url: '/exports/:format',
    exposeHeadRoute: false,
    config: { scope: 'read' },
    schema: {
      operationId: 'exportValues',
      summary: 'The values of all documents as a table, those alone that are sure or reviewed unless asked otherwise',
      params: exportParams,
      querystring: exportQuery,
      response: answers(z.unknown().describe('The file')),
    },
    handler: async (request, reply) => {
      if (running === mostAtOnce) {
        void reply.header('retry-after', '30')
        throw new ProblemError(503, 'busy', 'Other exports are being made; try again in a while.')
      }
      running++
      try {
        const closed = mayReadClosed(request) ? new Set<string>() : await listClosed(store)
        const records = openOnes(reviewedRecords(store), closed, !mayReadPersonal(request))
        return await sendExport(folder, reply, records, request.params.format, request.query)
      } finally {
        running--
      }
    },
  })
  return Promise.resolve()
}

async function* openOnes(
  records: AsyncIterable<ReviewedRecord>,
  closed: ReadonlySet<string>,
  masked: boolean,
): AsyncGenerator<ReviewedRecord> {
  for await (const one of masked ? maskedRecords(records) : records) if (!closed.has(one.record.id)) yield one
}

async function sendExport(
  folder: string,
  reply: FastifyReply,
  records: AsyncIterable<ReviewedRecord>,
  format: FormatName,
  query: z.infer<typeof exportQuery>,
) {
  const { target, mediaType } = formats[format]
  if (target === 'folder' && query.kind === undefined) {
    throw new ProblemError(422, 'invalid', `Say which kind of rows: a ${format} file holds one.`)
  }
  await mkdir(folder, { recursive: true })
  const place = await mkdtemp(join(folder, 'export-'))
  const clear = () => rm(place, { recursive: true, force: true })
  try {
    const wanted = kindsNamed(query.kind === undefined ? [] : [query.kind])
    const sink = await openSink(format, target === 'folder' ? place : join(place, `boctach.${format}`), wanted)
    const { paths } = await exportRows(records, sink, wanted, selectionOf(query), null)
    const file = createReadStream(paths[0]!)
    file.on('close', () => void clear())
    void reply.type(mediaType).header('content-disposition', `attachment; filename="${basename(paths[0]!)}"`)
    return await reply.send(file)
  } catch (error) {
    await clear()
    throw error
  }
}

function selectionOf(query: z.infer<typeof exportQuery>): Selection {
  const { type, issuer, issuedFrom, issuedTo, status, minConfidence, accept } = query
  return {
    ...defaultSelection,
    types: type === undefined ? [] : [type],
    issuer: issuer ?? null,
    from: issuedFrom ?? null,
    to: issuedTo ?? null,
    ...(status !== undefined && { standings: new Set(status === 'all' ? heldStandings : [status]) }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(accept !== undefined && { threshold: accept }),
  }
}
