import { readFileSync, readdirSync } from 'node:fs'

const modules = new URL('../../node_modules/', import.meta.url)

/** What the compiler says in another language: whole sentences with quotes and placeholders. */
export function compilerMessages(language: 'fr' | 'de' | 'es' | 'it' | 'pt-br'): string[] {
  const file = new URL(`typescript/lib/${language}/diagnosticMessages.generated.json`, modules)
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
}

/** Paragraphs of the read-me files and licences that packages bring: English, with names from everywhere and signs. */
export function packageTexts(): string[] {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|[\\/])(?:readme[^\\/]*\.md|changelog\.md|licen[cs]e[^\\/]*)$/iu.test(path))
    .sort()
  const paragraphs = files.flatMap((path) => readFileSync(new URL(path, modules), 'utf8').split(/\n\s*\n/u))
  return [...new Set(paragraphs)].filter((text) => /\p{L}/u.test(text))
}

/** Names of languages, countries, currencies, units and days: single words and short phrases. */
export function localeNames(locale: string): string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const pairs = letters.flatMap((a) => letters.map((b) => a + b))
  const triples = pairs.flatMap((pair) => letters.map((c) => pair + c))
  const name = (type: Intl.DisplayNamesType, codes: readonly string[]) => {
    const names = new Intl.DisplayNames(locale, { type, fallback: 'none' })
    return codes.map((code) => names.of(code))
  }
  const units = Intl.supportedValuesOf('unit').flatMap((unit) =>
    (['long', 'short'] as const).map((unitDisplay) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(3),
    ),
  )
  const days = Array.from({ length: 366 }, (_, day) =>
    new Date(Date.UTC(2024, 0, 1 + day)).toLocaleDateString(locale, { dateStyle: 'full', timeZone: 'UTC' }),
  )
  const upper = (codes: readonly string[]) => codes.map((code) => code.toUpperCase())
  const all = [
    ...name('language', [...pairs, ...triples]),
    ...name('region', upper(pairs)),
    ...name('currency', upper(triples)),
    ...units,
    ...days,
  ]
  return [...new Set(all)].filter((text) => text !== undefined)
}
