/** MẬT, TỐI MẬT, TUYỆT MẬT close a document; other marks do not. */
export function secrecyOf(mark: string | null): string | null {
  const text = mark?.normalize('NFC').toUpperCase().replace(/\s+/gu, ' ').trim() ?? ''
  if (/TUYỆT\s*MẬT/u.test(text)) return 'TUYỆT MẬT'
  if (/TỐI\s*MẬT/u.test(text)) return 'TỐI MẬT'
  return /(?<!\p{L})M\s?Ậ\s?T(?!\p{L})/u.test(text) ? 'MẬT' : null
}
