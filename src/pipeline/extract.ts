import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Document } from '../domain/document.ts'
import { DocumentError } from '../domain/issue.ts'
import type { Record } from '../domain/record.ts'
import { defaultLimits } from '../readers/reader.ts'
import type { ReadLimits } from '../readers/reader.ts'
import { readDocument } from '../readers/registry.ts'
import type { Recogniser, RecogniserOptions } from '../readers/scan/recogniser.ts'
import { builtInRules, loadRules } from '../rules/load.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Input } from './collect-inputs.ts'
import { tooLarge, toFailure } from './failure.ts'
import type { Failure } from './failure.ts'
import { sha256Of } from './source.ts'
import { toRecord } from './to-record.ts'
import type { SourceFacts } from './to-record.ts'
import { validateRecord } from './write-record.ts'

export type Failed = { readonly ok: false; readonly failure: Failure }
export type ExtractResult = { readonly ok: true; readonly record: Record } | Failed
export type TextResult = { readonly ok: true; readonly text: string } | Failed

export interface ExtractOptions {
  /** `source.name` of the record. Default: the base name of the path, or 'document' for bytes. */
  readonly name?: string
  /** Folders with rules of your own, each over the ones before and over those that come with the program. */
  readonly rules?: readonly string[]
  readonly limits?: Partial<ReadLimits>
  /** Recognise the text of scanned pages: true, or how. Without it a scan is refused with 'needs-ocr'. */
  readonly ocr?: boolean | RecogniserOptions
}

/**
 * One document, given as a path or as its bytes, to a checked record. Bad documents do not throw: they come back as
 * `{ ok: false, failure }`. Rejects only for a rule folder or a recognition engine that cannot be used. Rule folders are
 * read once a process.
 */
export async function extract(source: string | Uint8Array, options: ExtractOptions = {}): Promise<ExtractResult> {
  const rules = await rulesOf(options.rules ?? [])
  const limits = { ...defaultLimits, ...options.limits }
  const read = await readSource(source, options.name, limits)
  if (!read.ok) return read
  const sha256 = sha256Of(read.input.bytes)
  if (options.ocr === undefined || options.ocr === false) return extractBytes(read.input, sha256, rules, limits)
  const ocr = await openRecogniser(options.ocr === true ? {} : options.ocr)
  try {
    return await extractBytes(read.input, sha256, rules, limits, ocr)
  } finally {
    await ocr.close()
  }
}

/** Loaded when first needed: a run over digital documents never loads an engine. */
export async function openRecogniser(options: RecogniserOptions): Promise<Recogniser> {
  return (await import('../readers/scan/recogniser.ts')).Recogniser.open(options)
}

/** The normalised text of one document and nothing else: the text every offset of its record is into. */
export async function readText(path: string, limits: ReadLimits, ocr: Recogniser | null = null): Promise<TextResult> {
  const read = await readSource(path, undefined, limits)
  if (!read.ok) return read
  try {
    return { ok: true, text: (await readBytes(read.input.bytes, limits, ocr)).text }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}

export function extractBytes(
  input: Pick<Input, 'name' | 'bytes'>,
  sha256: string,
  rules: RuleSet,
  limits: ReadLimits,
  ocr: Recogniser | null = null,
): Promise<ExtractResult> {
  const { name, bytes } = input
  // Readers may hand the bytes on to others who empty them.
  return makeRecord({ name, bytes: bytes.byteLength, sha256 }, () => readBytes(bytes, limits, ocr), rules)
}

/** The one place where the errors of reading and extracting become a result. */
export async function makeRecord(
  source: Omit<SourceFacts, 'mediaType'>,
  read: () => Promise<Document>,
  rules: RuleSet,
): Promise<ExtractResult> {
  try {
    const document = await read()
    const record = toRecord(document, { ...source, mediaType: document.mediaType }, rules)
    return { ok: true, record: validateRecord(record) }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}

/** Throws `DocumentError` where the whole document cannot be read. */
export async function readBytes(
  bytes: Uint8Array,
  limits: ReadLimits,
  ocr: Recogniser | null = null,
): Promise<Document> {
  if (bytes.byteLength === 0) throw new DocumentError('empty', 'The file is empty.')
  if (bytes.byteLength > limits.maxBytes) throw tooLarge(bytes.byteLength, limits.maxBytes)
  return readDocument(bytes, limits, ocr)
}

async function readSource(
  source: string | Uint8Array,
  name: string | undefined,
  limits: ReadLimits,
): Promise<{ readonly ok: true; readonly input: Pick<Input, 'name' | 'bytes'> } | Failed> {
  if (typeof source !== 'string') return { ok: true, input: { name: name ?? 'document', bytes: source } }
  try {
    const status = await stat(source)
    if (!status.isFile()) throw new DocumentError('unsupported', 'It is not a regular file.')
    if (status.size > limits.maxBytes) throw tooLarge(status.size, limits.maxBytes)
    return { ok: true, input: { name: name ?? basename(source), bytes: new Uint8Array(await readFile(source)) } }
  } catch (error) {
    return { ok: false, failure: toFailure(error, true) }
  }
}

const loaded = new Map<string, Promise<RuleSet>>()

/** Loaded once for each list of folders: compiling takes longer than reading a small document. */
async function rulesOf(folders: readonly string[]): Promise<RuleSet> {
  const key = JSON.stringify(folders)
  let rules = loaded.get(key)
  if (!rules) {
    rules = loadRuleSet(folders)
    loaded.set(key, rules)
    rules.catch(() => loaded.delete(key))
  }
  return rules
}

/** The program's own rules and, over them, those of `folders` in order. */
export function loadRuleSet(
  folders: readonly string[],
  onCheck?: (rule: { readonly id: string; readonly file: string }) => void,
): Promise<RuleSet> {
  return loadRules([builtInRules, ...folders], true, onCheck)
}
