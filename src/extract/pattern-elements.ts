const quantifier = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/uy
const fragment = /\{\{[a-z][a-z0-9.-]*\}\}/uy
const escape = /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|.)/uy
const plainLetter = /^(?:[\p{L}\p{M}\p{N} ,;:"'%-])$/u

/**
 * The alternatives of a pattern with fragments, each split into the elements that follow one another: fragments, groups,
 * classes, escapes and runs of plain letters, with their quantifiers. Joined again they are the pattern.
 */
export function splitPattern(pattern: string): string[][] {
  const branches: string[][] = [[]]
  let letters = ''
  const push = (element: string) => {
    if (letters !== '') branches.at(-1)!.push(letters)
    letters = ''
    if (element !== '') branches.at(-1)!.push(element)
  }
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === '|') {
      push('')
      branches.push([])
      at++
      continue
    }
    const atom = pattern.slice(at, atomEnd(pattern, at))
    const repeat = stickyMatch(quantifier, pattern, at + atom.length)
    at += atom.length + repeat.length
    if (repeat === '' && plainLetter.test(atom)) letters += atom
    else push(atom + repeat)
  }
  push('')
  return branches
}

function atomEnd(pattern: string, at: number): number {
  const known = stickyMatch(fragment, pattern, at) || stickyMatch(escape, pattern, at)
  if (known !== '') return at + known.length
  if (pattern[at] === '[') return classEnd(pattern, at)
  if (pattern[at] === '(') return groupEnd(pattern, at)
  return at + String.fromCodePoint(pattern.codePointAt(at)!).length
}

function classEnd(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++
    else if (pattern[at] === ']') return at + 1
  }
  return pattern.length
}

function groupEnd(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ')') at = atomEnd(pattern, at)
  return Math.min(at + 1, pattern.length)
}

function stickyMatch(regex: RegExp, text: string, at: number): string {
  regex.lastIndex = at
  return regex.exec(text)?.[0] ?? ''
}
