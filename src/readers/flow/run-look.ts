/** How a run of a word processor's text looks once every style has had its say. */
export interface RunLook {
  /** Font for ASCII. */
  readonly ascii: string
  /** Font for everything beyond ASCII: the one that Vietnamese letters are set in. */
  readonly highAnsi: string
  /** Points. */
  readonly size: number
  readonly bold: boolean
  readonly italic: boolean
  readonly hidden: boolean
  /** Shown in capitals, whatever was typed. */
  readonly capitals: boolean
}
