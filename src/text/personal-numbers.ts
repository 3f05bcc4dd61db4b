/** A number that belongs to a person: identity card, telephone, bank account, insurance. */
export interface PersonalNumber {
  readonly kind: 'identity' | 'phone' | 'account' | 'insurance'
  readonly start: number
  readonly end: number
}

const alone = String.raw`(?<![\d\p{L}/.,-])`
const ends = String.raw`(?![\p{L}/-]?\d|[.,]\d)`
/** Digits as they are grouped by hand. */
const gap = String.raw`[ .\-\u00a0]?`

/**
 * With a word that says what it is, any number of fitting length; without one, only what can hardly be anything else: twelve
 * digits that begin with the code of a province and a century (identity), ten that begin like a telephone's. Amounts of money
 * have separators in threes, which telephones have not.
 */
const patterns: readonly (readonly [PersonalNumber['kind'], RegExp])[] = [
  [
    'identity',
    new RegExp(
      String.raw`(?:CCCD|CMND|CMTND|CMT|căn cước|chứng minh|định danh)[^\d\n]{0,40}(?<number>\d(?:${gap}\d){8}(?:(?:${gap}\d){3})?)${ends}`,
      'dgiu',
    ),
  ],
  ['identity', new RegExp(String.raw`${alone}(?<number>0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8})${ends}`, 'dgu')],
  [
    'phone',
    new RegExp(
      String.raw`(?:điện thoại|ĐTDĐ|SĐT|ĐT|di động|số máy|Zalo|hotline|fax|tel|phone)[^\d\n+(]{0,25}(?<number>(?:\+?84|\(?0)\)?(?:${gap}[()]?\d){8,10})${ends}`,
      'dgiu',
    ),
  ],
  [
    'phone',
    new RegExp(
      String.raw`${alone}(?<number>(?:0|\+84 ?)[35789]\d(?:\d{7}|[ .\-]\d{3}[ .\-]\d{4}|\d[ .\-]\d{3}[ .\-]\d{3}|\d{2}[ .\-]\d{2}[ .\-]\d{3}|[ .\-]\d{2}[ .\-]\d{2}[ .\-]\d{3}))${ends}`,
      'dgu',
    ),
  ],
  [
    'account',
    new RegExp(
      String.raw`(?:STK|số tài khoản|tài khoản(?: ngân hàng)?(?: số)?|TK số)[^\d\n]{0,30}(?<number>\d(?:${gap}\d){5,18})${ends}`,
      'dgiu',
    ),
  ],
  [
    'insurance',
    new RegExp(
      String.raw`(?:BHXH|BHYT|bảo hiểm)[^\d\n]{0,25}(?<number>(?:[A-Z]{2})?\d(?:${gap}\d){9,12})${ends}`,
      'dgiu',
    ),
  ],
]

/** Personal numbers in a text, in order, none within another. */
export function findPersonalNumbers(text: string): PersonalNumber[] {
  const found: PersonalNumber[] = []
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices!.groups!['number']!
      if (!found.some((one) => one.start < end && start < one.end)) found.push({ kind, start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Their digits, without what stands between. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

const mask = '•'
const digitRun = /\d(?:[ .\-\u00a0]?\d){5,}/gu

/** The text with the digits of personal numbers as •, of the same length. `known`: digits that are personal wherever they stand. */
export function maskPersonalNumbers(text: string, known: ReadonlySet<string> = new Set()): string {
  const spans: { start: number; end: number }[] = findPersonalNumbers(text)
  if (known.size > 0) {
    for (const match of text.matchAll(digitRun)) {
      const digits = digitsOf(match[0])
      if ([...known].some((one) => digits.includes(one) || (digits.length >= 8 && one.includes(digits))))
        spans.push({ start: match.index, end: match.index + match[0].length })
    }
  }
  let masked = text
  for (const { start, end } of spans) {
    masked = masked.slice(0, start) + masked.slice(start, end).replace(/\d/g, mask) + masked.slice(end)
  }
  return masked
}

/** A copy of any data with personal numbers masked in its strings, and numbers that are one gone. */
export function maskDeep<T>(data: T, known: ReadonlySet<string>): T {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return value.length < 6 ? value : maskPersonalNumbers(value, known)
    if (typeof value === 'number') return isKnown(value, known) ? null : value
    if (Array.isArray(value)) return value.map(visit)
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]))
    }
    return value
  }
  return visit(data) as T
}

function isKnown(value: number, known: ReadonlySet<string>): boolean {
  if (value < 10_000_000) return false
  const digits = String(value)
  return [...known].some((one) => one.replace(/^0+/, '') === digits)
}

/** The digits of every personal number of a text. */
export function personalDigits(text: string): ReadonlySet<string> {
  return new Set(findPersonalNumbers(text).map(({ start, end }) => digitsOf(text.slice(start, end))))
}
