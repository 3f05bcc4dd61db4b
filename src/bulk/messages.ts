import type { ReadLimits } from '../readers/reader.ts'
import type { RuleSource } from '../rules/load.ts'
import type { EngineName } from '../readers/scan/engine-names.ts'
import type { Claim } from '../store/work.ts'
import type { Outcome } from '../store/settle.ts'

/** What a document process must know before its first document. */
export interface Setup {
  /** As the coordinator read them: all processes of a run work by the same ones, whatever becomes of the files. */
  readonly rules: RuleSource
  readonly limits: ReadLimits
  /** Where record files go; null: nowhere, the record is only handed back. */
  readonly outDir: string | null
  /** Where documents as read are kept for the next edition; null: nowhere. */
  readonly cache: { readonly folder: string; readonly key: string } | null
  /** How pages that are pictures are recognised; null: they are not. */
  readonly ocr: OcrSetup | null
  /** Of a record file. */
  readonly maxRecordBytes: number
  /** Resident memory of the process. */
  readonly maxMemoryBytes: number
}

export interface OcrSetup {
  readonly engine: EngineName
  /** What the engine is, with version and data: documents read with another are read again. */
  readonly id: string
  /** Where recognised pages are kept; null: nowhere. */
  readonly cache: string | null
}

export interface Task extends Pick<Claim, 'sha256' | 'bytes' | 'name' | 'lane' | 'locations'> {
  /** The record of another edition to tell the differences to, as it is stored. */
  readonly previous: Uint8Array | null
}

export type ToProcess =
  { readonly kind: 'setup'; readonly setup: Setup } | { readonly kind: 'task'; readonly task: Task }

export type FromProcess =
  | { readonly kind: 'ready' }
  /** It cannot work at all: rules that do not load or are not those of the run. */
  | { readonly kind: 'unready'; readonly message: string }
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly memoryBytes: number }
  /** Nothing is wrong with the document: the disk is full, the folder gone. */
  | { readonly kind: 'obstacle'; readonly message: string }
