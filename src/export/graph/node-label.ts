import type { CitationKey } from './citation-key.ts'

/** What a reader calls a document: 'Kế hoạch 12/KH-UBND', 'Luật Đất đai'. */
export function nodeLabel({ type, number, subject }: CitationKey): string {
  return [type, number ?? subject].filter((part) => part !== null).join(' ') || 'Văn bản không số'
}

/** Who issued it when, as far as that is known. */
export function nodeOrigin({ issuer, date }: CitationKey): string {
  return [issuer, date?.split('-').reverse().join('/')].filter((part) => part !== undefined && part !== null).join(', ')
}
