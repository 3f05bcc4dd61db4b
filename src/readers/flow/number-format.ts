const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** Number formats as Word's binary files and RTF write them ([MS-OSHARED] 2.2.1.3 MSONFC) → those known here. */
const formats: Readonly<Partial<Record<number, string>>> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  57: 'numberInDash',
  255: 'none',
}

/** The format with this number; others are shown decimal. */
export function formatOfCode(code: number): string {
  return formats[code] ?? 'decimal'
}

/** Past these Word itself shows nothing sensible; a hostile start value must not make a long text. */
const maxRoman = 32_767
const maxLetterRepeats = 30

/**
 * A list number as Word shows it. `format` is w:numFmt ('lowerLetter', …); a custom one ('001, 002, 003, ...') gives the
 * number of digits. Letters are plain a, b, c, d, e (Word knows no đ here) and double after z: aa, bb. Formats of other
 * scripts come out decimal.
 */
export function formatNumber(number: number, format: string, custom?: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'lowerLetter':
      return letters(number)
    case 'upperLetter':
      return letters(number).toUpperCase()
    case 'lowerRoman':
      return roman(number).toLowerCase()
    case 'upperRoman':
      return roman(number)
    case 'numberInDash':
      return `- ${number} -`
    case 'custom':
      return String(number).padStart(/^0{0,9}1(?=,)/.exec(custom ?? '')?.[0].length ?? 1, '0')
    default:
      return String(number)
  }
}

function letters(number: number): string {
  if (number < 1 || number > 26 * maxLetterRepeats) return String(number)
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))
}

function roman(number: number): string {
  if (number < 1 || number > maxRoman) return String(number)
  let rest = number
  let text = ''
  for (const [value, digits] of romanDigits)
    while (rest >= value) {
      text += digits
      rest -= value
    }
  return text
}
