import { createRequire } from 'node:module'

/** A font with all Vietnamese letters, of the measures of Times New Roman. */
export function textFontFile(): string {
  return createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')
}
