/** Numbers that look random and are the same for the same seed on every machine: sfc32 over a hash of the seed. */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    ;[this.#a, this.#b, this.#c] = [hash(seed, 1), hash(seed, 2), hash(seed, 3)]
    for (let turn = 0; turn < 12; turn++) this.next()
  }

  /** 0 ≤ x < 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.int(0, from.length - 1)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  shuffle<T>(list: readonly T[]): T[] {
    const mixed = [...list]
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = this.int(0, at)
      ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
    }
    return mixed
  }

  /** So many different ones, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[] {
    const chosen = new Set(this.shuffle(list.map((_, at) => at)).slice(0, count))
    return list.filter((_, at) => chosen.has(at))
  }

  /** Whole numbers that add up to the whole, each at least `least`. */
  split(whole: number, parts: number, least = 1): number[] {
    const free = whole - parts * least
    if (free < 0) throw new Error(`${whole} cannot be split into ${parts} parts of at least ${least}`)
    const cuts = Array.from({ length: parts - 1 }, () => this.int(0, free)).sort((a, b) => a - b)
    return [...cuts, free].map((cut, at) => cut - (cuts[at - 1] ?? 0) + least)
  }
}

/** FNV-1a. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value | 0
}
