import type { Span } from './match.ts'

export interface LabelInput {
  /** The text with dates and references masked; all offsets are into it. */
  readonly view: string
  /** The figure. */
  readonly span: Span
  /** Where the figure's clause may begin: its passage, or the end of the figure before it. */
  readonly from: number
  /** No figure stands before it in its passage. */
  readonly first: boolean
  /** Where its passage ends. */
  readonly until: number
  readonly shape: string
  readonly unit: string | null
  /** What stands between a count and its whole: '160 hồ sơ THANH TOÁN QUA CỔNG/261 …'. */
  readonly of: string
  /** What the keys of a list stand under: 'Văn bản đến' of 'Văn bản đến: tổng 12, giấy: 0'. */
  readonly head: string | null
}

export interface Label {
  readonly label: string
  /** Carried on to the next figure of the same sentence. */
  readonly head: string | null
}

const privateUse = /[\u{E000}-\u{E002}]+/gu
/** Longest label in syllables; longer ones are cut at a comma or at this length. */
const longest = 26
/** A phrase after a number ends at a comma only once it has so many syllables. */
const fewest = 4

const opening =
  /^(?:[\s,;:.)\]\-+*•"'…]+|(?:và|với|trong đó|còn|riêng|đồng thời|gồm|bao gồm|gồm có|cụ thể|như sau|hiện nay|hiện tại|hiện|qua đó|ngoài ra|tính|đến nay|nay|có|là|nhưng|bên cạnh đó|từ|đến|trong|trong kỳ|tại|theo|Về|Đối với|đối với|Trong đó|Riêng|Đồng thời|Gồm|Cụ thể|Hiện nay|Ngoài ra|Tính|Đến nay|Có|Trong|Từ|Đến|Còn|Trong kỳ|Qua|năm|Năm|so với|giảm còn)(?![\p{L}\p{M}]))+/u
const closing =
  /(?:[\s,;:(\-"'…/]+|(?<![\p{L}\p{M}])(?:ước thực hiện|ước đạt|đạt được|đạt|là|có|được|khoảng|ước|còn lại|còn|tăng|giảm|vượt|chiếm|hơn|trên|gần|với|bằng|số tiền|ở mức|mức|lên|xuống|vào|dự kiến|tổng cộng|gồm|bao gồm|từ|tỷ lệ|cho|đã|chỉ|thêm|tương ứng|tương đương|ước tính|bình quân|không quá|tối thiểu|tối đa|ít nhất|và|so|tới|phấn đấu))+$/iu
const subject =
  /^(?:(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|Đảng uỷ|Chi bộ|Huyện ủy)(?:\s+(?:phường|xã|thị trấn|huyện|tỉnh|thị xã|thành phố|quận))?(?:\s+\p{Lu}[\p{L}\p{M}]*){0,3}\s+)?(?:[^,:]*?(?<![\p{L}])(?:đã|đang|sẽ)\s+)?/u
const nominal =
  /^(?:tổng|số|tỷ lệ|tỉ lệ|tốc độ|giá trị|mức|doanh thu|thu |chi |sản lượng|diện tích|năng suất|kim ngạch|vốn|thu nhập|dân số|chỉ số|kinh phí|nguồn|tỷ trọng|tỷ suất|bội chi|dư nợ|quỹ)/iu
const copula =
  /(?<![\p{L}\p{M}])(?:là|đạt|đạt được|còn|chiếm|bằng|ước đạt|ước|tăng|giảm|vượt|hụt|số tiền|ở mức|tỷ lệ|với tỷ lệ|lên|xuống còn|giảm còn|khoảng|đạt khoảng|đạt từ|từ)[\s(:]*$/iu
const money = /(?:đồng|USD|VNĐ|VND|đ|tỷ|triệu)(?:$|\/)/u
/** Units that measure and do not name what is measured. */
const measure =
  /^(?:ha|m2|m²|m3|m³|km|km2|km²|mm|cm|m|mét|tấn|tạ|yến|kg|lít|kWh|MW|giờ|phút|ngày|ngày làm việc|tháng|năm|tuần|lần|điểm|bậc)(?:$|\/)/u
const afterStop =
  /[,.;:()\n\d\u{E000}-\u{E002}"“”/]|(?<![\p{L}\p{M}])(?:để|nhằm|đồng thời|trong đó|so với|đối với|kế hoạch năm|qua đó|cụ thể|trong khi|nhưng|với \d|và \d)(?![\p{L}\p{M}])/gu

/** A label as a reader would give it: the phrase before the figure where that names it, else the phrase after it. */
export function labelFor(input: LabelInput): Label {
  const raw = input.view.slice(clauseStart(input), input.span.start)
  const { key, over } = splitKey(raw)
  const keyed = /:[\s\u{E000}-\u{E002}]*(?:khoảng|gần|trên|hơn|đạt|ước|tổng)?\s*$/u.test(withoutNotes(raw))
  const before = tidy(key)
  const heads = over !== null && syllables(over) <= longestHead && syllables(before) <= shortKey
  const parts = { raw, before, after: phraseAfter(input), keyed, over, head: heads ? over : input.head }
  const isList = keyed && /(?:gồm|như sau|cụ thể|sau đây|sau)\s*:\s*$/iu.test(raw)
  const label = limit(chooseLabel(input, { ...parts, keyed: keyed && !isList }))
  return { label, head: keyed && !isList ? (parts.head ?? before) : parts.head }
}

/** A head over a list of keys is short, and so are its keys. */
const longestHead = 8
const shortKey = 5
/** What someone did, before a count: longer phrases say more than the count. */
const longestVerb = 9

interface Parts {
  readonly raw: string
  /** The phrase before the figure. */
  readonly before: string
  readonly after: string
  /** The figure stands right behind a colon. */
  readonly keyed: boolean
  /** What stands before the colon over `before`. */
  readonly over: string | null
  readonly head: string | null
}

function chooseLabel(input: LabelInput, parts: Parts): string {
  const { before, after, head } = parts
  const unit = input.unit ?? ''
  const named = (parts.keyed || nominal.test(before) || copula.test(parts.raw)) && before !== ''
  switch (input.shape) {
    case 'none':
      return input.unit === null ? before : `${unit} ${after}`
    case 'from-to':
      return (
        [before.replace(/^(?:[Đđ]ề xuất\s+)?(?:[Gg]iảm|[Tt]ăng)?\s*/u, ''), parts.over ?? ''].join(' ').trim() ||
        `${unit} ${after}`
      )
    case 'change':
    case 'level-change':
    case 'rank':
      return under(head, before) || `${unit} ${after}`
    case 'keyed':
      return under(head, before)
    case 'percent':
      if (named || after === '' || /^(?:so với|kế hoạch|dự toán|chỉ tiêu|tổng|của|GDP|trở lên|trở xuống)/u.test(after))
        return under(head, before)
      return after
    default:
      return countLabel(input, parts, named, unit)
  }
}

function countLabel(input: LabelInput, { before, after, head }: Parts, named: boolean, unit: string): string {
  const counted = `${unit} ${input.of === '' ? after : input.of}`.trim()
  if (input.of !== '' && unit !== '' && !money.test(unit)) return counted
  if (named) return under(head, before)
  if (measure.test(unit)) return `${before} ${after}`.trim() || counted
  if (unit === '' || money.test(unit)) return under(head, before) || counted
  if (counted !== unit) return counted
  const verb = verbOf(before, input.from)
  return `${unit} ${verb || (head ?? '')}`.trim()
}

/** 'UBND phường đã tiếp nhận và giải quyết' → 'tiếp nhận và giải quyết'. */
function verbOf(before: string, from: number): string {
  let verb = before.replace(subject, '')
  if (from > 0 && syllables(verb) > longestVerb) verb = verb.split(/, | và | với /u).at(-1) ?? ''
  return syllables(verb) > longestVerb ? '' : verb
}

/** 'Văn bản đến' + 'giấy' → 'Văn bản đến giấy'; a key that says enough stands alone. */
function under(head: string | null, key: string): string {
  if (head === null || key === '') return key || (head ?? '')
  return syllables(key) <= shortKey && !key.startsWith(head) ? `${head} ${key}` : key
}

const clauseStop = /;|\.(?=\s+[\p{Lu}"“(+\-])|…(?=\s+\p{Lu})|\n|\([Tt]rong đó:?|Trong đó:?/gu

/** A clause begins after the last semicolon or full stop, and after the figure before it; the key of a first figure may hold semicolons. */
function clauseStart(input: LabelInput): number {
  const text = input.view.slice(input.from, input.span.start)
  const stops = [...text.matchAll(clauseStop)]
  const first = input.first && /:\s*$/u.test(text)
  const last = stops.filter((stop) => !(first && stop[0] === ';')).at(-1)
  return input.from + (last ? last.index + last[0].length : 0)
}

/** 'như sau: Văn bản đến: Tổng ' → key 'Tổng', over it 'Văn bản đến'. A head of masks or of connectors only is none. */
function splitKey(raw: string): { key: string; over: string | null } {
  const body = withoutNotes(raw).replace(/[\s:\u{E000}-\u{E002}]+$/u, '')
  const colon = body.lastIndexOf(':')
  if (colon < 0) return { key: body, over: null }
  const before = body.slice(0, colon)
  const over = tidyHead(before.slice(before.lastIndexOf(':') + 1))
  return { key: body.slice(colon + 1), over: over === '' ? null : over }
}

/** Notes in parentheses that only date a figure are no part of its name. */
function withoutNotes(text: string): string {
  return text.replace(/\([^()]*[\u{E000}-\u{E002}][^()]*\)/gu, ' ')
}

function phraseAfter(input: LabelInput): string {
  const text = input.view.slice(input.span.end, input.until)
  if (/^\s*(?:và|hoặc)(?!\p{L})/u.test(text)) return ''
  let skipped = 0
  for (const stop of text.matchAll(afterStop)) {
    const phrase = text.slice(0, stop.index)
    if (stop.index < skipped) continue
    if (stop[0] === '(' && syllables(phrase) <= fewest + 1) {
      const close = text.indexOf(')', stop.index)
      if (close > 0) {
        skipped = close + 1
        continue
      }
    }
    if (stop[0] === ',' && syllables(phrase) < fewest && syllables(phrase) > 0) continue
    return tidyEnd(phrase)
  }
  return tidyEnd(text)
}

/** Words that tell of reporting, not of what is reported. */
const reporting =
  /^(?:(?:Tổng hợp|tổng hợp|cập nhật|Cập nhật|Kết quả thực hiện|Kết quả|kết quả|Tình hình|Đánh giá)(?:,\s*|\s+))+(?=\p{L})/u

function tidy(text: string): string {
  let result = withoutNotes(text)
    .replace(privateUse, ' ')
    .replace(/\(\s*\)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  for (let last = ''; last !== result;) {
    last = result
    result = result.replace(opening, '').replace(closing, '').trim()
  }
  return cutFront(result.replace(reporting, ''))
}

function tidyHead(text: string): string {
  return withoutNotes(text).replace(privateUse, ' ').replace(/\s+/gu, ' ').replace(opening, '').trim()
}

function tidyEnd(text: string): string {
  const bare = text
    .replace(/\([^()]*\)/gu, ' ')
    .replace(privateUse, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return bare
    .replace(/(?:^|\s)(?:và|hoặc|với|tại|của|cho|từ|đạt|trong|vào|trên|theo|là)$/u, '')
    .replace(/[\s,\-]+$/u, '')
}

/** A long clause is cut at its last comma that leaves enough, else to its last syllables. */
function cutFront(text: string): string {
  if (syllables(text) <= longest - 4) return text
  const pieces = text.split(/, | nhưng | đồng thời | trong đó | khi /u)
  let kept = pieces.at(-1) ?? ''
  for (let i = pieces.length - 2; i >= 0 && syllables(kept) < 4; i--) kept = `${pieces[i]!}, ${kept}`
  return kept.replace(opening, '').split(' ').slice(-longest).join(' ')
}

function limit(text: string): string {
  return text
    .split(' ')
    .slice(0, longest + 6)
    .join(' ')
    .replace(/[\s,;:]+$/u, '')
    .trim()
}

function syllables(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
