import { z } from 'zod'
import { actions, decisionSchema, itemStateSchema, itemStatuses, valuesSchema } from './decision.ts'
import { itemKinds } from './item-kinds.ts'
import { boxSchema, evidenceSchema, findingSchema, reasonSchema, recordSchema } from './record.ts'

/*
 * What the review page and its server say to each other: JSON over HTTP below `reviewPath`, answers in UTF-8.
 *
 * Who may ask. Every route but GET session and POST session wants the session cookie (HttpOnly, SameSite=Strict), which
 * POST session sets, or the one-time link that `boctach review` prints (GET /enter?key=…, answers 303 to /). Every request that
 * is not GET carries the header `X-Boctach: review` and `Content-Type: application/json` (a body, `{}` at least, with POST
 * and PUT; DELETE has none); without them it is refused (403).
 *
 * Errors. Status 4xx or 5xx with `application/problem+json` in the form of `problemSchema`; `code` is what programs branch on.
 * 401 `not-signed-in`: show the login. 403 `forbidden` (role) or `closed` (classified document, and not named for it).
 * 404 `not-found`. 409 `leased`: another has the document. 422 `invalid`: `errors` names the places. 429 `too-many`, with
 * Retry-After. 503 `withheld`: it cannot be shown as the rights of this user ask (see pages).
 *
 *   GET    /session                        sessionSchema; user null where nobody is signed in
 *   POST   /session                        loginSchema → sessionSchema
 *   DELETE /session                        204
 *   PUT    /session/password               passwordChangeSchema → 204
 *
 *   GET    /queue?queueQuery               queueSchema: a page of items in order of doubt, the most doubtful first
 *   GET    /queue/next?queueQuery&after=…  nextSchema: the item after this one (`after`: its `place`), skipping documents
 *                                          leased to others; without `after`, the first
 *   GET    /counts?queueQuery              countsSchema: for every facet how many items there are with the other filters kept
 *   GET    /documents?documentsQuery       documentListSchema
 *   GET    /search?q&cursor                reviewSearchSchema: documents by what their text or a field holds, with the places
 *   GET    /grid?gridQuery                 gridSchema: one field over many documents
 *
 *   GET    /documents/:id                  reviewDocumentSchema (id: sha256 of the source)
 *   GET    /documents/:id/source           the PDF's bytes (`pages.form` = 'pdf'), ranges allowed
 *   GET    /documents/:id/pages/:n.png     page n as a picture (?width=… pixels, 200–3000, default 1600), for every form but 'flow'
 *   GET    /documents/:id/crop.png         ?page&x&y&width&height (points) and ?scale (1–4, default 2): that place as a picture
 *   GET    /documents/:id/place            ?start&end (offsets into the text) → evidenceSchema: where they stand, as a search finds them
 *   GET    /documents/:id/flow             flowSchema: the document as a flow of blocks (Word files; any document as a last resort)
 *   GET    /documents/:id/letters          lettersSchema: words of a PDF whose letters its fonts may draw as others
 *   POST   /documents/:id/recognise        recogniseRequestSchema → recognisedSchema: what stands in a drawn box
 *   GET    /documents/:id/history          historySchema: the decisions about it, the newest first
 *
 *   POST   /documents/:id/lease            leaseRequestSchema → leaseAnswerSchema: take, keep (heartbeat, every 15 s) or take over
 *   DELETE /documents/:id/lease            204
 *   GET    /changes?since=seq              changesSchema: what others decided since, and who has which document: poll every few seconds
 *
 *   POST   /decisions                      decideRequestSchema → decideAnswerSchema: accept, correct, reject, … one or many items
 *   POST   /documents/:id/accept-above     acceptAboveSchema → decideAnswerSchema: all open items at least this sure, as one act
 *   POST   /undo                           undoRequestSchema → decideAnswerSchema
 *
 *   GET    /statistics                     statisticsSchema: the dashboard
 *   GET    /agreement                      agreementSchema: blind double keying
 *   GET    /examples                       learningSchema: corrections marked for learning (supervisor, administrator)
 *   POST   /examples                       learnRequestSchema → 204: marks what was decided about an item as a rule example or a gold
 *                                          case, or takes the mark away
 *
 *   GET    /users                          userListSchema (administrator; supervisors see names and roles)
 *   POST   /users                          newUserSchema → userSchema (administrator)
 *   PUT    /users/:name                    userChangeSchema → userSchema (administrator)
 *   GET, PUT /documents/:id/access         accessChangeSchema → accessSchema (administrator): who may open a classified document
 *   GET    /access?cursor                  accessListSchema (administrator): classified documents and who may open each
 *   GET    /settings, PUT /settings        settingsSchema (PUT: administrator)
 */

export const reviewPath = '/api/review'
/** The header that shows that a request comes from the page and not from a form on another site. */
export const pageHeader = { name: 'x-boctach', value: 'review' } as const

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().describe('One clear sentence, Vietnamese or English as the page asked by Accept-Language.'),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>

// People

export const roles = ['reviewer', 'supervisor', 'administrator'] as const
export type Role = (typeof roles)[number]

export const userSchema = z.object({
  name: z.string(),
  /** As shown to others. */
  fullName: z.string(),
  role: z.enum(roles),
  personalNumbers: z
    .boolean()
    .describe('May see personal numbers (CCCD, telephone, accounts); else they are masked: ••••'),
  active: z.boolean(),
})
export type User = z.infer<typeof userSchema>

export const sessionSchema = z.object({
  user: userSchema.nullable(),
  version: z.string(),
  /** Where no user has a password yet, only the one-time link leads in. */
  passwords: z.boolean(),
})
export type Session = z.infer<typeof sessionSchema>

export const userName = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
export const newPassword = z.string().min(10).max(200)
export const loginSchema = z.object({ name: z.string().max(40), password: z.string().max(200) })
export const passwordChangeSchema = z.object({ old: z.string().max(200), new: newPassword })
export const newUserSchema = z.object({
  name: userName,
  fullName: z.string().min(1).max(120),
  role: z.enum(roles),
  /** Default: supervisors and administrators may. */
  personalNumbers: z.boolean().optional(),
  password: newPassword,
})
export type NewUser = z.infer<typeof newUserSchema>
export const userChangeSchema = newUserSchema.omit({ name: true }).extend({ active: z.boolean() }).partial()
export type UserChange = z.infer<typeof userChangeSchema>
export const userListSchema = z.object({ users: z.array(userSchema) })

export const settingsSchema = z.object({
  /** Share of documents (0–1) that two people key blindly. Documents are chosen by their hash, so the choice is stable. */
  doubleKeying: z.number().min(0).max(1),
})
export type Settings = z.infer<typeof settingsSchema>

// Items

export const candidateSchema = z.object({
  key: z.string().describe('The key of `values` it is for.'),
  value: z.union([z.string(), z.number(), z.null()]),
  written: z.string().describe('As a person would write it.'),
  from: z
    .enum(['extracted', 'finding', 'raw', 'reading', 'usual'])
    .describe(
      'What the program found, what a finding proposes, the words as they stand, another reading of the figure, what is usual here.',
    ),
  finding: z.string().nullable(),
  with: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('Other keys of `values` that change with it.'),
})
export type ReviewCandidate = z.infer<typeof candidateSchema>

export const reviewItemSchema = z.object({
  id: z.string(),
  kind: z.enum(itemKinds),
  slot: z.string().nullable().describe("Header key ('number', 'issuedOn', …), or the check of a finding; else null."),
  form: z.string().nullable().describe('Of a row, the id of its form in the record.'),
  state: itemStateSchema.describe('What holds now. `values` has the keys of `editableKeys[kind]`.'),
  extracted: valuesSchema.nullable().describe('What the program found; null for items that were added.'),
  revision: z.int().describe('The last decision about it (0: none). Sent back with a decision; see conflicts.'),
  raw: z.string(),
  confidence: z.number(),
  doubt: z.number().describe('0–1, by which the queue is ordered: want of confidence and the findings about it.'),
  reasons: z.array(reasonSchema),
  rule: z.string(),
  evidence: z.array(evidenceSchema),
  findings: z.array(z.string()).describe('Ids of findings about it.'),
  candidates: z.array(candidateSchema).max(9).describe('In order: key 1 takes the first, 2 the second, …'),
  masked: z
    .boolean()
    .describe('It holds digits that this user may not see: •. A correction must not send • back (422).'),
  stale: z
    .enum(['value-changed'])
    .nullable()
    .describe('It was decided, but a new extraction says something else: open again.'),
})
export type ReviewItem = z.infer<typeof reviewItemSchema>

// Queue

export const queueQuerySchema = z.object({
  kind: z.enum(itemKinds).optional(),
  /** Header key or check. */
  slot: z.string().max(80).optional(),
  /** Id of a check: items it speaks of, and its findings themselves. */
  finding: z.string().max(80).optional(),
  /** Default: open. `settled`: everything decided. `stale`: decided, then extracted differently. */
  status: z.enum([...itemStatuses, 'settled', 'stale', 'all']).default('open'),
  /** Only items with at least this doubt. */
  doubt: z.coerce.number().min(0).max(1).optional(),
  /** sha256. */
  document: z.string().max(64).optional(),
  /** The folder or archive the documents lie in. */
  batch: z.string().max(1000).optional(),
  /** Type of the document: 'Báo cáo'. */
  type: z.string().max(200).optional(),
  /** Of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** As it stands in the page's address. */
export type QueueQuery = z.infer<typeof queueQuerySchema>

export const queueEntrySchema = z.object({
  place: z.string().describe('Where it stands in the queue: give it to `after` or `cursor`.'),
  item: z.string(),
  document: z.string(),
  documentName: z.string(),
  documentTitle: z.string().nullable().describe('Type, number and subject, as far as they were found.'),
  kind: z.enum(itemKinds),
  slot: z.string().nullable(),
  status: z.enum(itemStatuses),
  doubt: z.number(),
  /** Short, masked as the user's rights ask. */
  shown: z.string(),
  finding: z.string().nullable().describe('The check of the gravest finding about it.'),
  lease: z.string().nullable().describe('Name of the user who has the document.'),
})
export type QueueEntry = z.infer<typeof queueEntrySchema>
export const queueSchema = z.object({
  entries: z.array(queueEntrySchema),
  cursor: z.string().nullable().describe('For the next page; null at the end.'),
  total: z.int(),
})
export const nextSchema = z.object({ entry: queueEntrySchema.nullable(), total: z.int() })

const facetSchema = z.array(z.object({ value: z.string(), items: z.int() })).describe('The most frequent first.')
export const countsSchema = z.object({
  total: z.int(),
  kind: facetSchema,
  slot: facetSchema,
  finding: facetSchema,
  status: facetSchema,
  batch: facetSchema,
  type: facetSchema,
  doubt: z.array(z.object({ from: z.number(), items: z.int() })).describe('Ten steps of doubt: from 0, 0.1, … 0.9.'),
})
export type Counts = z.infer<typeof countsSchema>

export const documentsQuerySchema = z.object({
  /** Part of the name, number or subject. */
  search: z.string().max(200).optional(),
  batch: z.string().max(1000).optional(),
  type: z.string().max(200).optional(),
  status: z.enum(['open', 'done', 'all']).default('all'),
  order: z.enum(['doubt', 'name', 'number']).default('doubt'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const documentEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
  subject: z.string().nullable(),
  batch: z.string(),
  pages: z.int().nullable(),
  open: z.int(),
  settled: z.int(),
  secrecy: z.string().nullable().describe('MẬT, TỐI MẬT or TUYỆT MẬT: closed to all but those named.'),
  closed: z.boolean().describe('To this user. The rest is blank then.'),
  lease: z.string().nullable(),
})
export type DocumentEntry = z.infer<typeof documentEntrySchema>
export const documentListSchema = z.object({ documents: z.array(documentEntrySchema), cursor: z.string().nullable() })

const span = { start: z.int().nonnegative(), end: z.int().nonnegative() }
/** A document that a search found. */
export const foundSchema = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('sha256 of the source, hex.'),
  name: z.string(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  issuedOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  secrecy: z.string().nullable(),
  hits: z.int().describe('How often its text holds what is asked for.'),
  snippets: z
    .array(
      z
        .object({ ...span, text: z.string(), hits: z.array(z.object(span)) })
        .describe('Offsets are into `text` of the record.'),
    )
    .describe('The fullest places, in reading order.'),
})
export type Found = z.infer<typeof foundSchema>
export const searchAnswerSchema = z.object({
  found: z.int().nullable().describe('Number of all documents; only on the first page.'),
  documents: z.array(foundSchema),
  next: z.string().nullable().describe('`cursor` of the next page; null on the last one.'),
})

export const reviewSearchQuerySchema = z.object({
  q: z.string().min(1).max(500),
  limit: z.coerce.number().int().min(1).max(50).default(12),
  cursor: z.string().max(400).optional(),
})
export const reviewSearchSchema = searchAnswerSchema
export type ReviewSearch = z.infer<typeof reviewSearchSchema>

export const gridQuerySchema = queueQuerySchema.omit({ document: true }).extend({
  kind: z.enum(itemKinds),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export const gridSchema = z.object({
  cells: z.array(
    z.object({
      document: z.string(),
      documentName: z.string(),
      item: reviewItemSchema,
      place: z.string(),
      crop: z
        .object({ url: z.string(), box: boxSchema })
        .nullable()
        .describe('Where the place can be shown as a picture.'),
      context: z
        .object({ before: z.string(), text: z.string(), after: z.string() })
        .describe('The words around it, for sources without pages.'),
    }),
  ),
  cursor: z.string().nullable(),
  total: z.int(),
})
export type Grid = z.infer<typeof gridSchema>

// One document

export const leaseSchema = z.object({
  user: z.string(),
  fullName: z.string(),
  since: z.int(),
  until: z.int(),
  mine: z.boolean(),
})
export type Lease = z.infer<typeof leaseSchema>

export const accessSchema = z.object({
  secrecy: z.string().nullable(),
  users: z.array(z.string()).describe('Names of those who may open it where it is classified.'),
})
/** Classified documents, for an administrator to say who may open them; of each no more than is needed for that. */
export const accessListSchema = z.object({
  documents: z.array(accessSchema.extend({ document: z.string(), name: z.string() })),
  cursor: z.string().nullable(),
})
export type AccessList = z.infer<typeof accessListSchema>
export const accessChangeSchema = z.object({ users: z.array(userName).max(200) })

export const reviewDocumentSchema = z.object({
  document: documentEntrySchema,
  /** As extracted, with masks where this user's rights ask for them: same length, so that all offsets hold. */
  record: recordSchema,
  items: z
    .array(reviewItemSchema)
    .describe(
      'Every item, in reading order; findings without items last; added ones among them. The most doubtful is found by `doubt`.',
    ),
  findings: z.array(findingSchema),
  pages: z.object({
    form: z
      .enum(['pdf', 'image', 'flow', 'none'])
      .describe(
        "'pdf': /source is to be drawn by the page. 'image': /pages/n.png (pictures; PDFs where something is masked). 'flow': /flow. 'none': the source is not there.",
      ),
    count: z.int().nullable(),
    sizes: z
      .array(z.object({ number: z.int(), width: z.number(), height: z.number() }))
      .describe('Points; empty where not known yet.'),
    missing: z.string().nullable().describe('Why the source cannot be shown, for the reviewer.'),
  }),
  stale: z
    .array(
      z.object({ item: z.string(), kind: z.enum(itemKinds), slot: z.string().nullable(), decision: decisionSchema }),
    )
    .describe('Decisions that no longer fit: the item is not in the record any more.'),
  lease: leaseSchema.nullable(),
  seq: z.int().describe('The last decision known here: `since` of /changes.'),
  undo: z
    .int()
    .nullable()
    .describe('What undo would take back: the seq of this user’s last decision about this document.'),
  blind: z.boolean().describe('Keyed by two people blindly: others’ decisions are not shown to this user.'),
  rights: z.object({ decide: z.boolean(), adjudicate: z.boolean(), personalNumbers: z.boolean(), access: z.boolean() }),
  lessons: z
    .array(z.object({ item: z.string(), as: z.enum(['rule-example', 'gold']) }))
    .describe('Items whose decisions are marked for learning.'),
  remarks: z
    .array(z.object({ item: z.string(), user: z.string(), at: z.int(), why: z.string() }))
    .describe('Comments on items, the oldest first.'),
  /** Of a conflict, what each of the two said (supervisors only). */
  keyed: z.array(z.object({ item: z.string(), user: z.string(), state: itemStateSchema })),
})
export type ReviewDocument = z.infer<typeof reviewDocumentSchema>

const spanSchema = z.object({ start: z.int(), end: z.int() })
export const flowBlockSchema = z.discriminatedUnion('kind', [
  spanSchema.extend({
    kind: z.literal('paragraph'),
    role: z.string(),
    align: z.enum(['left', 'center', 'right', 'justify']).nullable(),
    bold: z.boolean(),
    italic: z.boolean(),
    size: z.number().describe('Points; 0 if unknown.'),
    /** Paragraphs with the same region stand side by side, by column. */
    side: z.object({ region: z.int(), column: z.int() }).nullable(),
  }),
  spanSchema.extend({
    kind: z.literal('table'),
    role: z.string(),
    rows: z.int(),
    columns: z.int(),
    headerRows: z.int(),
    cells: z.array(spanSchema.extend({ row: z.int(), column: z.int(), rowSpan: z.int(), columnSpan: z.int() })),
  }),
])
/** Offsets are into `record.text`: the text to show is taken from there. */
export const flowSchema = z.object({ blocks: z.array(flowBlockSchema) })
export type Flow = z.infer<typeof flowSchema>
export type FlowBlock = z.infer<typeof flowBlockSchema>

export const lettersSchema = z.object({
  words: z.array(
    z.object({
      box: boxSchema,
      text: z.string(),
      font: z.string().describe('The name the PDF gives it, without the tag of a subset.'),
      coded: z
        .boolean()
        .describe('The font is one of the old encoding: where the PDF holds it, it draws the right letters.'),
    }),
  ),
})
export type Letters = z.infer<typeof lettersSchema>

export const recogniseRequestSchema = z.object({ box: boxSchema })
export const recognisedSchema = z.object({
  text: z.string(),
  confidence: z.number(),
  engine: z.string().nullable().describe('null: taken from the text layer, nothing had to be recognised.'),
  evidence: evidenceSchema.describe('Its place: start and end only where the words are in record.text, else 0.'),
})
export type Recognised = z.infer<typeof recognisedSchema>

export const historySchema = z.object({ decisions: z.array(decisionSchema) })

export const leaseRequestSchema = z.object({ takeOver: z.boolean().default(false) })
/** `lease.mine` false: another has it (who, until when); with `takeOver` it is always yours. */
export const leaseAnswerSchema = z.object({ lease: leaseSchema, seq: z.int() })

export const changesSchema = z.object({
  seq: z.int(),
  decisions: z.array(decisionSchema).describe('At most 500, the oldest first; ask again where it is full.'),
  leases: z.array(z.object({ document: z.string(), user: z.string(), fullName: z.string(), until: z.int() })),
})

// Decisions

export const decideOneSchema = z.object({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  /** For `add`: a new id of the page's making, 'added-' and 8 to 40 of a–z, 0–9 and -. */
  item: z.string().max(80),
  action: z.enum(actions).exclude(['undo']),
  /** `revision` of the item as the page knew it: where it has changed since, the answer is a conflict and nothing is lost. */
  revision: z.int().nonnegative(),
  /** For `correct` (all editable keys, or those that change) and `add` (with kind, slot and evidence). */
  values: valuesSchema.optional(),
  kind: z.enum(itemKinds).optional(),
  slot: z.string().max(80).nullable().optional(),
  evidence: z.array(evidenceSchema).max(20).optional(),
  why: z.string().max(2000).nullable().optional(),
})
export type DecideOne = z.infer<typeof decideOneSchema>
export const decideRequestSchema = z.object({
  /** Made by the page once for each act (crypto.randomUUID()): sent again after a lost answer, it is not done twice. */
  key: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
  decisions: z.array(decideOneSchema).min(1).max(500),
})
export type DecideRequest = z.infer<typeof decideRequestSchema>

export const acceptAboveSchema = z.object({
  key: decideRequestSchema.shape.key,
  /** Confidence at least; items that findings speak of are left open. */
  threshold: z.number().min(0).max(1),
})
export const undoRequestSchema = z.object({
  key: decideRequestSchema.shape.key,
  /** The decision; all of its group are taken back with it. An undone undo is a redo. */
  seq: z.int().positive(),
})

/** One for each decision, in order. What is done is in the database before the answer is sent. */
export const decideAnswerSchema = z.object({
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('done'), document: z.string(), item: reviewItemSchema, seq: z.int() }),
      z.object({
        outcome: z.literal('conflict'),
        document: z.string(),
        item: reviewItemSchema.describe('As it is now.'),
        by: z.string().describe('Who decided meanwhile.'),
      }),
      z.object({
        outcome: z.literal('refused'),
        document: z.string(),
        itemId: z.string(),
        code: z.enum(['not-found', 'forbidden', 'closed', 'leased', 'invalid', 'not-last']),
        detail: z.string(),
      }),
    ]),
  ),
  seq: z.int(),
})
export type DecideAnswer = z.infer<typeof decideAnswerSchema>

// Dashboard, learning

export const statisticsSchema = z.object({
  items: z.object({ open: z.int(), settled: z.int(), conflict: z.int() }),
  documents: z.object({ total: z.int(), done: z.int() }),
  days: z.array(
    z.object({
      day: z.string(),
      decisions: z.int(),
      accepted: z.int(),
      corrected: z.int(),
      rejected: z.int(),
      added: z.int(),
    }),
  ),
  reviewers: z.array(
    z.object({
      user: z.string(),
      fullName: z.string(),
      decisions: z.int(),
      changed: z.int(),
      /** Middle of the times between two decisions, pauses above two minutes left out; null below 10. */
      secondsEach: z.number().nullable(),
      documents: z.int(),
    }),
  ),
  rules: z.array(
    z.object({
      rule: z.string(),
      decided: z.int(),
      changed: z.int(),
      changeRate: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  /** Share of wrong values among those decided, by what the program believed: is 0.9 right nine times in ten? */
  confidence: z.array(
    z.object({ from: z.number(), to: z.number(), decided: z.int(), wrong: z.int(), expected: z.number() }),
  ),
  /** What is estimated of the values still open: how many are wrong, with 95 % bounds; null below 30 decided. */
  errorEstimate: z.object({ open: z.int(), wrong: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Documents with decisions that no longer fit a new extraction. */
  stale: z.array(z.object({ document: z.string(), name: z.string(), decisions: z.int() })),
})
export type Statistics = z.infer<typeof statisticsSchema>

export const agreementSchema = z.object({
  documents: z.int(),
  items: z.int().describe('Keyed by two.'),
  agreed: z.int(),
  conflicts: z.int().describe('Waiting for a supervisor.'),
  agreement: z.number().nullable(),
  /** Cohen’s kappa of the two keyings over accept, correct, reject, …; null where it cannot be told. */
  kappa: z.number().nullable(),
  kinds: z.array(z.object({ kind: z.enum(itemKinds), items: z.int(), agreed: z.int() })),
  pairs: z.array(z.object({ users: z.tuple([z.string(), z.string()]), items: z.int(), agreed: z.int() })),
})
export type Agreement = z.infer<typeof agreementSchema>

export const lessonPurposes = ['rule-example', 'gold'] as const
export type LessonPurpose = (typeof lessonPurposes)[number]
export const learnRequestSchema = z.object({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  item: z.string().max(80),
  as: z.enum(lessonPurposes),
  on: z.boolean().default(true),
})
export const learningSchema = z.object({
  examples: z.array(
    z.object({
      seq: z.int(),
      as: z.enum(lessonPurposes),
      document: z.string(),
      item: z.string(),
      by: z.string(),
      at: z.int(),
    }),
  ),
})
