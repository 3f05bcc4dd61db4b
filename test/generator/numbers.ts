/** 1234.5 → '1.234,5' with one decimal. */
export function printNumber(value: number, decimals = 0): string {
  const [whole = '', rest] = value.toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.')
  return rest === undefined ? grouped : `${grouped},${rest}`
}

/** With as many decimals as the number has, at most `most`. */
export function printExactly(value: number, most = 3): string {
  const decimals = value.toFixed(most).replace(/0+$/, '').split('.')[1]?.length ?? 0
  return printNumber(value, decimals)
}

/** Sums of decimals without the dust of binary fractions. */
export function total(values: readonly number[]): number {
  return round(
    values.reduce((sum, value) => sum + value, 0),
    6,
  )
}

export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

/** As reports give percentages: rounded, or cut off after the last digit printed. */
export function percentOf(part: number, whole: number, decimals: number, cut: boolean): number {
  const exact = (100 * part) / whole
  const factor = 10 ** decimals
  return cut ? Math.floor(exact * factor + 1e-9) / factor : Math.round(exact * factor + 1e-9) / factor
}
