export interface Pairing<Gold, Found> {
  /** Every gold item once, in its order, with what was found for it. */
  readonly pairs: readonly (readonly [Gold, Found | null])[]
  /** What answers to no gold item. */
  readonly extra: readonly Found[]
}

/** One to one, the most alike first; `alike` is 0 where the two cannot be the same item. Equals are paired in their order. */
export function pairItems<Gold, Found>(
  gold: readonly Gold[],
  found: readonly Found[],
  alike: (gold: Gold, found: Found) => number,
): Pairing<Gold, Found> {
  const possible = gold.flatMap((item, g) => found.map((other, f) => ({ g, f, score: alike(item, other) })))
  possible.sort((a, b) => b.score - a.score || a.g - b.g || a.f - b.f)
  const chosen = new Map<number, number>()
  const taken = new Set<number>()
  for (const { g, f, score } of possible) {
    if (score <= 0 || chosen.has(g) || taken.has(f)) continue
    chosen.set(g, f)
    taken.add(f)
  }
  const foundFor = (g: number): Found | null => (chosen.has(g) ? found[chosen.get(g)!]! : null)
  return {
    pairs: gold.map((item, g) => [item, foundFor(g)] as const),
    extra: found.filter((_, f) => !taken.has(f)),
  }
}
