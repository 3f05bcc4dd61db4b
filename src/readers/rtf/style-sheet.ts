import {
  plainParagraph,
  plainRun,
  type Destination,
  type ParagraphProperties,
  type RunProperties,
  type State,
} from './state.ts'

interface Look {
  readonly run: RunProperties
  readonly paragraph: ParagraphProperties
}

interface Style extends Look {
  readonly basedOn: number | null
}

/** Real styles lean on three or four others. */
const maxChain = 50
/** RTF 1.9.1: \sbasedon222 means no style. */
const noStyle = 222

/**
 * {\stylesheet}. A paragraph lists the formatting of its style again, all of it, and what it does not list it does not
 * have. Only one that lists nothing has its look from here.
 */
export class StyleSheet implements Destination {
  readonly #styles = new Map<number, Style>()
  readonly #resolved = new Map<number, Look>()
  #number = 0
  #basedOn: number | null = null

  /** \s, \cs, \ts inside the sheet: whose definition this is. Kinds share one numbering. */
  name(number: number | null): void {
    this.#number = number ?? 0
  }

  basedOn(number: number | null): void {
    this.#basedOn = number
  }

  /** The name, and with its ';' the end of a definition. */
  text(text: string, { run, paragraph }: State): void {
    if (!text.includes(';')) return
    this.#styles.set(this.#number, { run, paragraph, basedOn: this.#basedOn })
    this.#number = 0
    this.#basedOn = null
  }

  applyToParagraph(number: number | null, state: State): void {
    const style = this.#resolve(number ?? 0)
    state.unstyledRun = state.run
    state.unstyledParagraph = state.paragraph
    state.run = over(state.run, style.run)
    state.paragraph = over(state.paragraph, style.paragraph)
  }

  applyToRun(number: number | null, state: State): void {
    state.run = over(state.run, this.#resolve(number ?? 0).run)
  }

  #resolve(number: number): Look {
    let look = this.#resolved.get(number)
    if (!look) this.#resolved.set(number, (look = this.#inherited(number)))
    return look
  }

  /** A style over those it is based on; a circle ends where it closes. */
  #inherited(number: number): Look {
    let run = plainRun
    let paragraph = plainParagraph
    const seen = new Set<number>()
    for (
      let next: number | null = number;
      next !== null && next !== noStyle && seen.size < maxChain && !seen.has(next);
    ) {
      seen.add(next)
      const style = this.#styles.get(next)
      if (!style) break
      run = over(style.run, run)
      paragraph = over(style.paragraph, paragraph)
      next = style.basedOn
    }
    return { run, paragraph }
  }
}

/** What `upper` leaves open is as in `lower`. */
function over<Properties extends object>(lower: Properties, upper: Properties): Properties {
  const merged = { ...lower }
  for (const key in upper) if (upper[key] !== null) merged[key] = upper[key]
  return merged
}
