/**
 * `of`, which depends on its argument alone, with the answers to up to `most` arguments remembered: documents say the same few
 * thousand words over and over. When there are more it begins anew, so that no document fills it for those that follow.
 */
export function remembered<T extends object | string | number | boolean | null>(
  most: number,
  of: (argument: string) => T,
): (argument: string) => T {
  let known = new Map<string, T>()
  return (argument) => {
    const before = known.get(argument)
    if (before !== undefined) return before
    if (known.size >= most) known = new Map()
    const answer = of(argument)
    known.set(argument, answer)
    return answer
  }
}
