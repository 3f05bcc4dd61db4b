import type { Generated } from 'kysely'
import type { Action, ItemStatus } from '../domain/decision.ts'
import type { ItemKind } from '../domain/item-kinds.ts'
import type { Role } from '../domain/review-api.ts'

/** 1 is yes. */
export type Flag = 0 | 1

export interface ReviewerTable {
  id: Generated<number>
  name: string
  fullName: string
  role: Role
  personalNumbers: Flag
  active: Flag
  /** Argon2id in the PHC form; null: signs in by the one-time link alone. */
  password: string | null
  createdAt: number
}

export interface SessionTable {
  id: Generated<number>
  /** sha256 of the cookie: who reads the database cannot sign in with it. */
  token: string
  reviewerId: number
  createdAt: number
  seenAt: number
}

/** The folder or archive documents lie in. */
export interface BatchTable {
  id: Generated<number>
  name: string
}

/** A document as it stands in the lists of the review; follows `document.current_id`. */
export interface ReviewDocumentTable {
  documentId: number
  /** The extraction its items are of. */
  extractionId: number
  batchId: number
  type: string
  number: string | null
  issuedOn: string | null
  subject: string | null
  pages: number | null
  /** MẬT, TỐI MẬT, TUYỆT MẬT; else null. */
  secrecy: string | null
  open: number
  settled: number
  /** Of its most doubtful open item, in 1/10000; -1 where none is open. */
  doubt: number
  /** Decisions that no longer fit. */
  stale: number
  /** Folded name, number and subject, for searching. */
  found: string
}

/** One row for each item and finding of the records that hold, and for each that was added. */
export interface ItemTable {
  id: Generated<number>
  documentId: number
  item: string
  kind: ItemKind
  /** Header key or check of a finding; '' for others. */
  slot: string
  /** The check of the gravest finding about it; '' for none. */
  checkName: string
  status: ItemStatus
  /** In 1/10000. */
  doubt: number
  batchId: number
  type: string
  /** Of a classified document. */
  secret: Flag
  /** Decided upon, then extracted differently. */
  stale: Flag
  /** Last decision about it; 0 for none. */
  revision: number
  confidence: number
  rule: string
  /** A few words for the queue; unmasked. */
  shown: string
}

/** How many items have the same in all that can be filtered by: counts are sums over few rows. */
export interface ItemCountTable {
  /** 0: of all batches together. */
  batchId: number
  secret: Flag
  kind: ItemKind
  slot: string
  checkName: string
  status: ItemStatus
  type: string
  /** Tenths of doubt, 0–9. */
  step: number
  items: number
}

/** How what each rule found has fared, findings left out. */
export interface ItemFateTable {
  rule: string
  status: ItemStatus
  /** Tenths of confidence, 0–9. */
  bin: number
  items: number
  /** Sum of their confidences, in 1/10000. */
  belief: number
}

/** The log. `kind` 'administration': about people and rights, not about an item. */
export interface DecisionTable {
  seq: number
  at: number
  reviewerId: number | null
  userName: string
  documentId: number | null
  document: string
  item: string
  kind: ItemKind | 'administration'
  slot: string | null
  action: Action | 'user-added' | 'user-changed' | 'access-changed' | 'settings-changed'
  before: string
  after: string
  extracted: string | null
  evidence: string
  why: string | null
  groupKey: string | null
  undoes: number | null
  blind: Flag
  /** Key of the request and place in it: a request that is sent again is not done again. */
  request: string | null
  previous: string
  hash: string
}

/** Where the chain of hashes ends. One row, held while the log is added to. */
export interface DecisionHeadTable {
  id: number
  seq: number
  hash: string
}

/** What one of two has keyed blindly, until both have. */
export interface KeyingTable {
  documentId: number
  item: string
  reviewerId: number
  seq: number
  state: string
}

export interface LeaseTable {
  documentId: number
  reviewerId: number
  since: number
  until: number
}

export interface DocumentAccessTable {
  documentId: number
  reviewerId: number
}

export interface LearningTable {
  seq: number
  purpose: 'rule-example' | 'gold'
  reviewerId: number
  at: number
}

export interface ReviewSettingTable {
  name: string
  value: string
}

export interface ReviewTables {
  reviewer: ReviewerTable
  session: SessionTable
  batch: BatchTable
  reviewDocument: ReviewDocumentTable
  item: ItemTable
  itemCount: ItemCountTable
  itemFate: ItemFateTable
  decision: DecisionTable
  decisionHead: DecisionHeadTable
  keying: KeyingTable
  lease: LeaseTable
  documentAccess: DocumentAccessTable
  learning: LearningTable
  reviewSetting: ReviewSettingTable
}
