// Made by 'npm run client' from the OpenAPI description of the API; not edited by hand.

export type ApiDecideAnswer = {
  readonly results: readonly (
    | {
        readonly outcome: 'done'
        readonly document: string
        readonly item: {
          readonly id: string
          readonly kind: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row' | 'finding'
          readonly slot: string | null
          readonly form: string | null
          readonly state: {
            readonly status:
              'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
            readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
          }
          readonly extracted: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
          readonly revision: number
          readonly raw: string
          readonly confidence: number
          readonly doubt: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly findings: readonly string[]
          readonly candidates: readonly {
            readonly key: string
            readonly value: string | number | null
            readonly written: string
            readonly from: 'extracted' | 'finding' | 'raw' | 'reading' | 'usual'
            readonly finding: string | null
            readonly with?: { readonly [key: string]: string | number }
          }[]
          readonly masked: boolean
          readonly stale: 'value-changed' | null
        }
        readonly seq: number
      }
    | {
        readonly outcome: 'conflict'
        readonly document: string
        readonly item: {
          readonly id: string
          readonly kind: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row' | 'finding'
          readonly slot: string | null
          readonly form: string | null
          readonly state: {
            readonly status:
              'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
            readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
          }
          readonly extracted: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
          readonly revision: number
          readonly raw: string
          readonly confidence: number
          readonly doubt: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly findings: readonly string[]
          readonly candidates: readonly {
            readonly key: string
            readonly value: string | number | null
            readonly written: string
            readonly from: 'extracted' | 'finding' | 'raw' | 'reading' | 'usual'
            readonly finding: string | null
            readonly with?: { readonly [key: string]: string | number }
          }[]
          readonly masked: boolean
          readonly stale: 'value-changed' | null
        }
        readonly by: string
      }
    | {
        readonly outcome: 'refused'
        readonly document: string
        readonly itemId: string
        readonly code: 'not-found' | 'forbidden' | 'closed' | 'leased' | 'invalid' | 'not-last'
        readonly detail: string
      }
  )[]
  readonly seq: number
}

export type ApiDecideRequestInput = {
  readonly key: string
  readonly decisions: readonly {
    readonly document: string
    readonly item: string
    readonly action: 'accept' | 'correct' | 'reject' | 'not-in-document' | 'unreadable' | 'add' | 'comment'
    readonly revision: number
    readonly values?: { readonly [key: string]: string | number | null | readonly (string | null)[] }
    readonly kind?: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row' | 'finding'
    readonly slot?: string | null
    readonly evidence?: readonly ApiEvidenceInput[]
    readonly why?: string | null
  }[]
}

export type ApiDecisionFeed = {
  readonly decisions: readonly {
    readonly seq: number
    readonly at: number
    readonly user: string
    readonly document: string
    readonly item: string
    readonly kind: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row' | 'finding'
    readonly slot: string | null
    readonly action: 'accept' | 'correct' | 'reject' | 'not-in-document' | 'unreadable' | 'add' | 'comment' | 'undo'
    readonly before: {
      readonly status:
        'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
      readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    }
    readonly after: {
      readonly status:
        'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
      readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    }
    readonly extracted: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    readonly evidence: readonly ApiEvidence[]
    readonly why: string | null
    readonly group: string | null
    readonly undoes: number | null
    readonly blind: boolean
  }[]
  readonly last: number
}

export type ApiDecisionList = {
  readonly decisions: readonly {
    readonly seq: number
    readonly at: number
    readonly user: string
    readonly document: string
    readonly item: string
    readonly kind: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row' | 'finding'
    readonly slot: string | null
    readonly action: 'accept' | 'correct' | 'reject' | 'not-in-document' | 'unreadable' | 'add' | 'comment' | 'undo'
    readonly before: {
      readonly status:
        'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
      readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    }
    readonly after: {
      readonly status:
        'open' | 'accepted' | 'corrected' | 'rejected' | 'not-in-document' | 'unreadable' | 'added' | 'conflict'
      readonly values: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    }
    readonly extracted: { readonly [key: string]: string | number | null | readonly (string | null)[] } | null
    readonly evidence: readonly ApiEvidence[]
    readonly why: string | null
    readonly group: string | null
    readonly undoes: number | null
    readonly blind: boolean
  }[]
}

export type ApiDocument = {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly state: ('waiting' | 'working' | 'done' | 'failed' | 'quarantined' | 'withdrawn') | null
  readonly code: string | null
  readonly quality: ('ok' | 'partial') | null
  readonly pages: number | null
  readonly findings: number | null
  readonly readAt: number | null
  readonly type: string | null
  readonly number: string | null
  readonly issuer: string | null
  readonly subject: string | null
  readonly issuedOn: string | null
  readonly secrecy: string | null
}

export type ApiDocumentList = { readonly documents: readonly ApiDocument[]; readonly next: string | null }

export type ApiEvidence = {
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly boxes: readonly {
    readonly page: number
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }[]
  readonly path: string | null
}

export type ApiEvidenceInput = {
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly boxes: readonly {
    readonly page: number
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }[]
  readonly path: string | null
}

export type ApiFindingList = {
  readonly findings: readonly {
    readonly id: string
    readonly check: string
    readonly severity: 'high' | 'medium' | 'low'
    readonly message: string
    readonly expected: string | null
    readonly found: string | null
    readonly items: readonly string[]
    readonly evidence: readonly ApiEvidence[]
    readonly computation?: string
    readonly proposed?: {
      readonly item: string | null
      readonly field: string
      readonly value: string | number
      readonly written: string
      readonly with?: { readonly [key: string]: string | number }
    }
  }[]
}

export type ApiItemList = {
  readonly items: readonly (
    | {
        readonly kind: 'header'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly value: string
        }
      }
    | {
        readonly kind: 'signer'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly value: string
          readonly name: string
          readonly position: string | null
          readonly authority: readonly string[]
        }
      }
    | {
        readonly kind: 'recipient'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly value: string
        }
      }
    | {
        readonly kind: 'reference'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly type: string | null
          readonly number: string | null
          readonly date: string | null
          readonly issuer: string | null
          readonly subject: string | null
        }
      }
    | {
        readonly kind: 'date'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly kind:
            'date' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year' | 'year-range' | 'date-range' | 'other'
          readonly start: string | null
          readonly end: string | null
        }
      }
    | {
        readonly kind: 'metric'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly label: string
          readonly value: number | null
          readonly unit: string | null
          readonly denominator: number | null
          readonly percent: number | null
          readonly from: number | null
          readonly to: number | null
          readonly change: number | null
          readonly comparison: string | null
          readonly period: string | null
          readonly section: string | null
        }
      }
    | {
        readonly kind: 'form-row'
        readonly slot: string | null
        readonly form: string | null
        readonly item: {
          readonly id: string
          readonly raw: string
          readonly confidence: number
          readonly reasons: readonly { readonly code: string; readonly delta: number }[]
          readonly rule: string
          readonly evidence: readonly ApiEvidence[]
          readonly alternatives?: readonly {
            readonly rule: string
            readonly raw: string
            readonly start: number
            readonly end: number
            readonly values: { readonly [key: string]: string | number | null }
          }[]
          readonly unreadable?: readonly string[]
          readonly stt: string | null
          readonly parent: string | null
          readonly indicator: string
          readonly unit: string | null
          readonly value: number | null
          readonly note: string | null
          readonly cells: readonly (string | null)[]
        }
      }
  )[]
  readonly next: string | null
}

export type ApiJob = {
  readonly id: number
  readonly document: string
  readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'quarantined' | 'withdrawn'
  readonly code: string | null
  readonly message: string | null
  readonly attempts: number
  readonly finishedAt: number | null
}

export type ApiProblem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

export type ApiRecord = {
  readonly schemaVersion: string
  readonly id: string
  readonly source: {
    readonly name: string
    readonly mediaType: string
    readonly bytes: number
    readonly sha256: string
    readonly pages: number | null
  }
  readonly extraction: {
    readonly version: string
    readonly rules: string
    readonly text: 'native' | 'ocr' | 'mixed'
    readonly encodings: readonly string[]
    readonly status: 'ok' | 'partial'
    readonly issues: readonly {
      readonly code: string
      readonly severity: 'info' | 'warning' | 'error'
      readonly message: string
      readonly page?: number | null
    }[]
  }
  readonly text: string
  readonly regions: readonly {
    readonly role: 'footnote' | 'text-box' | 'comment' | 'page-header' | 'page-footer'
    readonly start: number
    readonly end: number
  }[]
  readonly header: {
    readonly type: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly number: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly issuedOn: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly place: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly issuer: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly parentIssuer: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly subject: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly period: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly secrecy: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly urgency: {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    } | null
    readonly signers: readonly {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
      readonly name: string
      readonly position: string | null
      readonly authority: readonly string[]
    }[]
    readonly recipients: readonly {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly value: string
    }[]
  }
  readonly absent?: { readonly [key: string]: 'not-stated' | 'left-blank' | 'unreadable' }
  readonly sections: readonly {
    readonly id: string
    readonly number: string | null
    readonly title: string
    readonly level: number
    readonly start: number
    readonly end: number
  }[]
  readonly references: readonly {
    readonly id: string
    readonly raw: string
    readonly confidence: number
    readonly reasons: readonly { readonly code: string; readonly delta: number }[]
    readonly rule: string
    readonly evidence: readonly ApiEvidence[]
    readonly alternatives?: readonly {
      readonly rule: string
      readonly raw: string
      readonly start: number
      readonly end: number
      readonly values: { readonly [key: string]: string | number | null }
    }[]
    readonly unreadable?: readonly string[]
    readonly type: string | null
    readonly number: string | null
    readonly date: string | null
    readonly issuer: string | null
    readonly subject: string | null
  }[]
  readonly dates: readonly {
    readonly id: string
    readonly raw: string
    readonly confidence: number
    readonly reasons: readonly { readonly code: string; readonly delta: number }[]
    readonly rule: string
    readonly evidence: readonly ApiEvidence[]
    readonly alternatives?: readonly {
      readonly rule: string
      readonly raw: string
      readonly start: number
      readonly end: number
      readonly values: { readonly [key: string]: string | number | null }
    }[]
    readonly unreadable?: readonly string[]
    readonly kind:
      'date' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year' | 'year-range' | 'date-range' | 'other'
    readonly start: string | null
    readonly end: string | null
  }[]
  readonly metrics: readonly {
    readonly id: string
    readonly raw: string
    readonly confidence: number
    readonly reasons: readonly { readonly code: string; readonly delta: number }[]
    readonly rule: string
    readonly evidence: readonly ApiEvidence[]
    readonly alternatives?: readonly {
      readonly rule: string
      readonly raw: string
      readonly start: number
      readonly end: number
      readonly values: { readonly [key: string]: string | number | null }
    }[]
    readonly unreadable?: readonly string[]
    readonly label: string
    readonly value: number | null
    readonly unit: string | null
    readonly denominator: number | null
    readonly percent: number | null
    readonly from: number | null
    readonly to: number | null
    readonly change: number | null
    readonly comparison: string | null
    readonly period: string | null
    readonly section: string | null
  }[]
  readonly forms: readonly {
    readonly id: string
    readonly number: string | null
    readonly title: string | null
    readonly columns: readonly string[]
    readonly rows: readonly {
      readonly id: string
      readonly raw: string
      readonly confidence: number
      readonly reasons: readonly { readonly code: string; readonly delta: number }[]
      readonly rule: string
      readonly evidence: readonly ApiEvidence[]
      readonly alternatives?: readonly {
        readonly rule: string
        readonly raw: string
        readonly start: number
        readonly end: number
        readonly values: { readonly [key: string]: string | number | null }
      }[]
      readonly unreadable?: readonly string[]
      readonly stt: string | null
      readonly parent: string | null
      readonly indicator: string
      readonly unit: string | null
      readonly value: number | null
      readonly note: string | null
      readonly cells: readonly (string | null)[]
    }[]
    readonly evidence: readonly ApiEvidence[]
  }[]
  readonly findings: readonly {
    readonly id: string
    readonly check: string
    readonly severity: 'high' | 'medium' | 'low'
    readonly message: string
    readonly expected: string | null
    readonly found: string | null
    readonly items: readonly string[]
    readonly evidence: readonly ApiEvidence[]
    readonly computation?: string
    readonly proposed?: {
      readonly item: string | null
      readonly field: string
      readonly value: string | number
      readonly written: string
      readonly with?: { readonly [key: string]: string | number }
    }
  }[]
}

export type ApiSearchAnswer = {
  readonly found: number | null
  readonly documents: readonly {
    readonly id: string
    readonly name: string
    readonly type: string | null
    readonly number: string | null
    readonly issuer: string | null
    readonly subject: string | null
    readonly issuedOn: string | null
    readonly secrecy: string | null
    readonly hits: number
    readonly snippets: readonly {
      readonly start: number
      readonly end: number
      readonly text: string
      readonly hits: readonly { readonly start: number; readonly end: number }[]
    }[]
  }[]
  readonly next: string | null
}

export type ApiStatus = {
  readonly version: string
  readonly counts: readonly {
    readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'quarantined' | 'withdrawn'
    readonly detail: string
    readonly documents: number
  }[]
}

export interface ClientOptions {
  /** Of the server: http://127.0.0.1:8720 */
  readonly baseUrl: string
  readonly token: string
  readonly fetch?: typeof fetch
}

/** An answer that is no success. */
export class ApiError extends Error {
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** Every operation of the API. Rejects with `ApiError` where the server refuses. */
export class BoctachClient {
  readonly #options: ClientOptions

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** Documents in the order they were met. */
  listDocuments(
    query: {
      readonly type?: string
      readonly issuer?: string
      readonly number?: string
      readonly issuedFrom?: string
      readonly issuedTo?: string
      readonly quality?: 'ok' | 'partial'
      readonly read?: 'true' | 'false'
      readonly limit?: number
      readonly cursor?: string
    } = {},
  ): Promise<ApiDocumentList> {
    return this.#ask<ApiDocumentList>('GET', `/api/v1/documents`, query, {})
  }

  /** Hands in a file; it is read like every other. */
  submitDocument(file: Blob, name: string, headers: { readonly 'idempotency-key'?: string } = {}): Promise<ApiJob> {
    const form = new FormData()
    form.append('file', file, name)
    return this.#ask<ApiJob>('POST', `/api/v1/documents`, {}, { body: form, headers: { ...headers } })
  }

  /** One document. */
  getDocument(id: string): Promise<ApiDocument> {
    return this.#ask<ApiDocument>('GET', `/api/v1/documents/${encodeURIComponent(id)}`, {}, {})
  }

  /** Its record. */
  getRecord(id: string, query: { readonly decided?: 'true' | 'false' } = {}): Promise<ApiRecord> {
    return this.#ask<ApiRecord>('GET', `/api/v1/documents/${encodeURIComponent(id)}/record`, query, {})
  }

  /** What was extracted from it, in reading order. */
  listItems(
    id: string,
    query: {
      readonly kind?: 'header' | 'signer' | 'recipient' | 'reference' | 'date' | 'metric' | 'form-row'
      readonly minConfidence?: number
      readonly limit?: number
      readonly cursor?: string
    } = {},
  ): Promise<ApiItemList> {
    return this.#ask<ApiItemList>('GET', `/api/v1/documents/${encodeURIComponent(id)}/items`, query, {})
  }

  /** Where a span of its text stands: page and boxes, as long as the source is there. */
  findPlace(id: string, query: { readonly start: number; readonly end: number }): Promise<ApiEvidence> {
    return this.#ask<ApiEvidence>('GET', `/api/v1/documents/${encodeURIComponent(id)}/place`, query, {})
  }

  /** What in it does not add up. */
  listFindings(id: string): Promise<ApiFindingList> {
    return this.#ask<ApiFindingList>('GET', `/api/v1/documents/${encodeURIComponent(id)}/findings`, {}, {})
  }

  /** What reviewers decided about it. */
  listDecisions(id: string): Promise<ApiDecisionList> {
    return this.#ask<ApiDecisionList>('GET', `/api/v1/documents/${encodeURIComponent(id)}/decisions`, {}, {})
  }

  /** What reviewers decided since, about whatever. */
  followDecisions(query: { readonly after?: number; readonly limit?: number } = {}): Promise<ApiDecisionFeed> {
    return this.#ask<ApiDecisionFeed>('GET', `/api/v1/decisions`, query, {})
  }

  /** Accepts, corrects or rejects items in the name of the token’s reviewer; the same `key` is not done twice. */
  decide(body: ApiDecideRequestInput): Promise<ApiDecideAnswer> {
    return this.#ask<ApiDecideAnswer>(
      'POST',
      `/api/v1/decisions`,
      {},
      { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    )
  }

  /** Documents by what their text or a field holds, with the places. */
  search(query: {
    readonly q: string
    readonly spelling?: 'auto' | 'marked' | 'plain'
    readonly limit?: number
    readonly cursor?: string
  }): Promise<ApiSearchAnswer> {
    return this.#ask<ApiSearchAnswer>('GET', `/api/v1/search`, query, {})
  }

  /** How far the work on a document is. */
  getJob(id: number): Promise<ApiJob> {
    return this.#ask<ApiJob>('GET', `/api/v1/jobs/${encodeURIComponent(id)}`, {}, {})
  }

  /** The values of all documents as a table, those alone that are sure or reviewed unless asked otherwise. */
  exportValues(
    format: 'jsonl' | 'csv' | 'xlsx' | 'parquet' | 'sqlite',
    query: {
      readonly kind?: 'documents' | 'header_fields' | 'references' | 'dates' | 'metrics' | 'form_rows' | 'findings'
      readonly type?: string
      readonly issuer?: string
      readonly issuedFrom?: string
      readonly issuedTo?: string
      readonly status?:
        | 'all'
        | 'auto'
        | 'open'
        | 'accepted'
        | 'corrected'
        | 'rejected'
        | 'not-in-document'
        | 'unreadable'
        | 'added'
        | 'conflict'
      readonly accept?: number
      readonly minConfidence?: number
    } = {},
  ): Promise<Blob> {
    return this.#fetchFile('GET', `/api/v1/exports/${encodeURIComponent(format)}`, query, {})
  }

  /** How far the archive is. */
  getStatus(): Promise<ApiStatus> {
    return this.#ask<ApiStatus>('GET', `/api/v1/status`, {}, {})
  }

  async #ask<Answer>(method: string, path: string, query: object, more: RequestInit): Promise<Answer> {
    return (await (await this.#send(method, path, query, more)).json()) as Answer
  }

  async #fetchFile(method: string, path: string, query: object, more: RequestInit): Promise<Blob> {
    return (await this.#send(method, path, query, more)).blob()
  }

  async #send(method: string, path: string, query: object, more: RequestInit): Promise<Response> {
    const { baseUrl, token, fetch: send = fetch } = this.#options
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const headers = new Headers(more.headers)
    headers.set('authorization', `Bearer ${token}`)
    const answer = await send(url, { ...more, method, headers })
    if (!answer.ok) throw new ApiError((await answer.json()) as ApiProblem)
    return answer
  }
}
