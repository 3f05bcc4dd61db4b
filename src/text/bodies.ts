/** Bodies whose names letterheads spell out and people abbreviate, or the other way round. */
export const abbreviatedBodies = [
  { full: 'ủy ban nhân dân', short: 'UBND' },
  { full: 'hội đồng nhân dân', short: 'HĐND' },
] as const
