/** Anything that stands on a baseline. */
export interface OnBaseline {
  readonly y: number
  readonly size: number
}

/**
 * Groups items that share a baseline within `tolerance` em, rows from top to bottom. Items of a row keep the order they
 * came in. Compared with the row's first baseline, so that a slow drift cannot swallow the next line.
 */
export function groupRows<T extends OnBaseline>(items: readonly T[], tolerance: number): T[][] {
  const sorted = isSorted(items) ? items : [...items].sort((a, b) => a.y - b.y)
  const rows: T[][] = []
  let row: T[] = []
  let y = 0
  for (const item of sorted) {
    if (row.length > 0 && item.y - y <= tolerance * Math.max(item.size, row[0]!.size)) {
      row.push(item)
      continue
    }
    row = [item]
    y = item.y
    rows.push(row)
  }
  return rows
}

function isSorted(items: readonly OnBaseline[]): boolean {
  for (let i = 1; i < items.length; i++) if (items[i]!.y < items[i - 1]!.y) return false
  return true
}
