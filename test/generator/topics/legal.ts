import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { partsOf } from '../days.ts'
import type { Section } from '../section.ts'
import type { Writer } from '../writer.ts'

interface Law {
  readonly name: string
  readonly type: string
  readonly number: string
  readonly date: string
  readonly issuer: string
}

/** Facts stand in one place: the register that comes with the rules. */
const laws = (
  parse(readFileSync(new URL('../../../rules/lexicon/laws.yaml', import.meta.url), 'utf8')) as Law[]
).filter(
  ({ type, name, number }) =>
    // What a subject cites is a mention of its own; here each sentence cites one document.
    !/luật|pháp lệnh|nghị định|nghị quyết/iu.test(name) &&
    ['Nghị định', 'Thông tư'].includes(type) &&
    name.split(' ').length > 7 &&
    /^\d+\/\d{4}\//.test(number),
)

/** How laws are carried out. */
export function legal(w: Writer): Section {
  const before = laws.filter(({ date }) => date < `${w.setting.year}-01-01`)
  const chosen = w.random.some(before, w.random.int(2, 4))
  const cited = chosen.map((law) => citeLaw(w, law))
  const inFull = chosen.filter((_, at) => !cited[at]!.isWrong)
  return {
    title: w.random.pick(['Tổ chức thi hành pháp luật', 'Triển khai văn bản của Trung ương', 'Cải cách thể chế']),
    parts: [{ title: null, paragraphs: [...cited.map(({ text }) => text), ...short(w, chosen, inFull)] }],
  }
}

function citeLaw(w: Writer, law: Law): { readonly text: string; readonly isWrong: boolean } {
  const subject = law.name.charAt(0).toLowerCase() + law.name.slice(1)
  const isDate = w.faulty('law-date')
  const isNumber = w.faulty('law-number')
  const isYear = w.faulty('symbol-year')
  const isYearless = w.faulty('symbol-yearless')
  const { year, month, day } = partsOf(law.date)
  const [sequence = '', , symbol = ''] = law.number.split('/')
  const digits =
    sequence.length > 1 && sequence[0] !== sequence[1]
      ? sequence[1]! + sequence[0]! + sequence.slice(2)
      : `${sequence}1`
  const printed = isNumber
    ? `${digits.replace(/^0/, '1')}/${year}/${symbol}`
    : isYear
      ? `${sequence}/${year - 1}/${symbol}`
      : isYearless
        ? `${sequence}/${symbol}`
        : law.number
  const date = isDate
    ? `${year}-${String((month % 12) + 1).padStart(2, '0')}-${String(Math.min(day, 28)).padStart(2, '0')}`
    : law.date
  const said = w.reference(
    { type: law.type, number: printed, date, issuer: law.issuer, subject },
    `${law.type} số ${printed} ${w.day(date)}`,
  )
  const lead = w.random.pick(['Phổ biến, quán triệt', 'Tiếp tục triển khai', 'Thực hiện nghiêm'])
  const isWrong = isDate || isNumber || isYear || isYearless
  return { text: `${lead} ${w.wrong(isWrong, said)} của ${law.issuer} về ${subject}.`, isWrong }
}

/** By number and year alone: usual where the full name stands elsewhere. */
function short(w: Writer, chosen: readonly Law[], inFull: readonly Law[]): string[] {
  const decree = inFull.find(({ type }) => type === 'Nghị định')
  if (!decree) return []
  const [sequence = '', year = ''] = decree.number.split('/')
  const earlier = laws.filter((law) => law.type === 'Nghị định' && law.date < decree.date && !chosen.includes(law))
  const isShort = earlier.length > 0 && w.faulty('symbol-short')
  const other = isShort ? w.slip.pick(earlier) : decree
  const [otherSequence = '', otherYear = ''] = other.number.split('/')
  const number = isShort ? `${otherSequence}/${otherYear}` : `${sequence}/${year}`
  const said = w.wrong(isShort, w.reference({ type: 'Nghị định', number }, `Nghị định ${number}`))
  return [`Việc niêm yết, công khai theo ${said} được duy trì thường xuyên.`]
}
