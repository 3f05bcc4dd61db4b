import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'

/** Lines of the reports that samples/ were made from: prose, headings, cells of tables. Without signs that old sets lack. */
export function vietnameseLines(): string[] {
  const samples = new URL('../../samples/', import.meta.url)
  const documents = readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const lines = documents
    .filter(({ name }) => name !== 'generator')
    .flatMap(({ name }) => strings(parse(readFileSync(new URL(`${name}/document.yaml`, samples), 'utf8'))))
    .flatMap((text) => text.normalize('NFC').split('\n'))
    .map((line) => line.replace(/[*~^|#`\\]/gu, ' ').trim())
  return [...new Set(lines)].filter((line) => /\p{L}{2}/u.test(line) && !/[«»®©\u00a0]|\]\(/u.test(line))
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

export function wordsOf(line: string): string[] {
  return line.split(/\s+/u).filter((word) => word !== '')
}
