const letters = 26

/** Control words by their letters, found in bytes without making strings of them. Upper case counts as lower. */
export class WordTrie<T> {
  #next = new Uint16Array(letters * 64)
  readonly #values: (T | undefined)[] = [undefined]

  constructor(words: Iterable<readonly [string, T]>) {
    for (const [word, value] of words) this.#add(word, value)
  }

  /** The node reached by a letter (a byte, A–Z or a–z) from a node; 0 is both the root to begin at and 'no such word'. */
  step(node: number, letter: number): number {
    return this.#next[node * letters + (letter | 0x20) - 0x61]!
  }

  value(node: number): T | undefined {
    return this.#values[node]
  }

  #add(word: string, value: T): void {
    let node = 0
    for (const letter of word.toLowerCase()) {
      const place = node * letters + letter.charCodeAt(0) - 0x61
      let next = this.#next[place]!
      if (next === 0) {
        next = this.#values.push(undefined) - 1
        if ((next + 1) * letters > this.#next.length) this.#grow()
        this.#next[place] = next
      }
      node = next
    }
    this.#values[node] = value
  }

  #grow(): void {
    const larger = new Uint16Array(this.#next.length * 2)
    larger.set(this.#next)
    this.#next = larger
  }
}
