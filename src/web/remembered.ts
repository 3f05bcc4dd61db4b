/** What this browser keeps between visits. Storage may be closed to us: then nothing is kept and nothing breaks. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`boctach.${name}`)
  } catch {
    return null
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`boctach.${name}`)
    else localStorage.setItem(`boctach.${name}`, value)
  } catch {
    // Full or closed.
  }
}
