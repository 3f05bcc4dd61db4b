import type { Generated } from 'kysely'
import type { ApiTables } from './api-tables.ts'
import type { ReviewTables } from './review-tables.ts'

/** Which work comes first: digital documents are quick, recognition of scans takes minutes. Each lane has workers of its own. */
export const lanes = ['fast', 'slow'] as const
export type Lane = (typeof lanes)[number]

/**
 * Where a document stands under one edition: `waiting` → `working` → `done`, `failed` (it cannot be read, for a reason that
 * will be the same tomorrow) or `quarantined` (it took workers down with it). `withdrawn`: no file holds these bytes any more.
 */
export const states = ['waiting', 'working', 'done', 'failed', 'quarantined', 'withdrawn'] as const
export type State = (typeof states)[number]

/** Times are milliseconds since 1970, here and below. */
type Time = number

/** What makes the same bytes give the same record: the rules and the program's version. */
export interface EditionTable {
  id: Generated<number>
  /** Hash of the compiled rule set. */
  rules: string
  version: string
  createdAt: Time
}

/** A content: bytes that were met, under however many names. */
export interface DocumentTable {
  id: Generated<number>
  sha256: string
  bytes: number
  /** `source.name` of its record: what it was called where it was first met. */
  name: string
  createdAt: Time
  /** The extraction whose record holds now: the one finished last. */
  currentId: number | null
}

/** A file, or a member of an archive, as it was found last. */
export interface PathTable {
  id: Generated<number>
  /** Absolute; members stand below their archive. */
  path: string
  /** What stands behind the path's last stroke: people know a document by it. */
  name: string
  /** For members: the path of the archive on disk. */
  container: string | null
  /** Where to read it: JSON of a file and places in the archives on the way. */
  location: string
  /** Size and time of the file on disk: while it stays the same, the bytes are not read again. */
  fingerprint: string
  /** `document`, `archive` (its members are listed), or why there is no document: `failed`, `skipped`. */
  status: 'document' | 'archive' | 'failed' | 'skipped'
  documentId: number | null
  /** For `failed` and `skipped`. */
  code: string | null
  message: string | null
  /** The run that met it last. */
  runId: number | null
  seenAt: Time
}

/** One document under one edition: at most one row, so at most one result. */
export interface ExtractionTable {
  id: Generated<number>
  documentId: number
  editionId: number
  lane: Lane
  state: State
  /** Times it was given to a worker. */
  attempts: Generated<number>
  /** Attempts that it ended itself: time over, memory full, worker crashed. */
  troubles: Generated<number>
  /** Attempts that something else ended: a worker killed or a machine gone. */
  interruptions: Generated<number>
  /** Why it failed or is in quarantine. */
  code: string | null
  message: string | null
  workerId: number | null
  /** Its place in the queue server, where there is one. */
  job: string | null
  claimedAt: Time | null
  finishedAt: Time | null
  /** `ok` or `partial`, as in the record. */
  quality: 'ok' | 'partial' | null
  /** Of the record file's bytes. */
  recordSha256: string | null
  pages: number | null
  doubtful: number | null
  findings: number | null
  /** Time from the claim to the result, and how much of it was reading and extracting. */
  totalMs: number | null
  readMs: number | null
  extractMs: number | null
  /** JSON: what the run report counts. */
  facts: string | null
  /** JSON: how the record differs from the one of the edition before. */
  difference: string | null
}

/** Apart from its extraction, so that going through extractions does not go through all texts. */
export interface RecordTable {
  extractionId: number
  /** The record as compact JSON, Brotli. */
  content: Buffer
}

/** One try of a worker, once it is over. */
export interface AttemptTable {
  id: Generated<number>
  extractionId: number
  workerId: number
  startedAt: Time
  endedAt: Time
  outcome: 'done' | 'failed' | 'trouble' | 'interrupted' | 'passed-on'
  code: string | null
  message: string | null
}

/** A program that claims documents; it says that it is alive. */
export interface WorkerTable {
  id: Generated<number>
  host: string
  pid: number
  jobs: number
  editionId: number | null
  startedAt: Time
  seenAt: Time
  stoppedAt: Time | null
}

/** One call of `boctach run` or `watch`. */
export interface RunTable {
  id: Generated<number>
  editionId: number
  workerId: number
  /** JSON array, as given. */
  paths: string
  startedAt: Time
  endedAt: Time | null
}

/**
 * How many extractions are in which state: rows to be summed up, one for each change, so that nobody waits for another's;
 * merged from time to time. `detail`: the lane while waiting or working, the quality when done, else the reason.
 */
export interface TallyTable {
  id: Generated<number>
  editionId: number
  state: State
  detail: string
  documents: number
  pages: number
  doubtful: number
  findings: number
  /** Sum of `totalMs`. */
  busyMs: number
}

/** What search and lists know of a document without its record; the words it is found by stand beside, in `search_words`. */
export interface SearchEntryTable {
  documentId: number
  /** The extraction whose record it was made from; null where that is known by its file alone. */
  extractionId: number | null
  /** Of that file. */
  fingerprint: string | null
  /** From the header of the record; keys are for comparing: no marks, no capitals. */
  type: string | null
  typeKey: string | null
  number: string | null
  numberKey: string | null
  issuer: string | null
  issuerKey: string | null
  subject: string | null
  issuedOn: string | null
  secrecy: string | null
}

/** Apart from the entry, so that going through entries does not go through all texts. */
export interface SearchTextTable {
  documentId: number
  /** The text of the record, Brotli. */
  text: Uint8Array
}

export interface Tables extends ApiTables, ReviewTables {
  edition: EditionTable
  document: DocumentTable
  path: PathTable
  extraction: ExtractionTable
  record: RecordTable
  attempt: AttemptTable
  worker: WorkerTable
  run: RunTable
  tally: TallyTable
  searchEntry: SearchEntryTable
  searchText: SearchTextTable
}
