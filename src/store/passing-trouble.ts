const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
])
/** Shut down, crashed, starting up; too many connections for now. */
const serverErrors = new Set(['57P01', '57P02', '57P03', '53300'])
/** Serialisation failure, deadlock: the same transaction may pass the next time. */
const conflictErrors = new Set(['40001', '40P01'])

/** Whether the same work may succeed if it is tried again: at once (`conflict`) or once the server is back (`away`). */
export function passingTrouble(error: unknown): 'conflict' | 'away' | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (conflictErrors.has(code)) return 'conflict'
  if (connectionErrors.has(code) || serverErrors.has(code) || code.startsWith('08')) return 'away'
  return /connection (?:terminated|ended)|not queryable|timeout exceeded when trying to connect/i.test(error.message)
    ? 'away'
    : null
}
