import type { Span } from './match.ts'

export interface LabelInput {
  /** The text with dates and references masked; all offsets are into it. */
  readonly view: string
  /** The figure. */
  readonly span: Span
  /** Where the figure's clause may begin: its passage, or the end of the figure before it. */
  readonly from: number
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
const fewest = 3

const opening =
  /^(?:[\s,;:.)\]\-+*•"'…]+|(?:và|với|trong đó|còn|riêng|đồng thời|gồm|bao gồm|gồm có|cụ thể|như sau|hiện nay|hiện tại|hiện|qua đó|ngoài ra|tính|đến nay|nay|có|là|nhưng|bên cạnh đó|từ|đến|trong|trong kỳ|tại|theo|Về|Đối với|đối với|Trong đó|Riêng|Đồng thời|Gồm|Cụ thể|Hiện nay|Ngoài ra|Tính|Đến nay|Có|Trong|Từ|Đến|Còn|Trong kỳ|Qua|năm|Năm|so với|giảm còn)(?![\p{L}\p{M}]))+/u
const closing =
  /(?:[\s,;:(\-"'…/]+|(?<![\p{L}\p{M}])(?:ước thực hiện|ước đạt|đạt được|đạt|là|có|được|khoảng|ước|còn lại|còn|tăng|giảm|vượt|chiếm|hơn|trên|gần|với|bằng|số tiền|ở mức|mức|lên|xuống|vào|dự kiến|tổng cộng|gồm|bao gồm|từ|tỷ lệ|cho|đã|chỉ|thêm|tương ứng|tương đương|ước tính|bình quân|không quá|tối thiểu|tối đa|ít nhất|và|so|tới|đến|phấn đấu))+$/iu
const subject =
  /^(?:(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|Đảng uỷ|Chi bộ|Huyện ủy)(?:\s+(?:phường|xã|thị trấn|huyện|tỉnh|thị xã|thành phố|quận))?(?:\s+\p{Lu}[\p{L}\p{M}]*){0,3}\s+)?(?:[^,:]*?(?<![\p{L}])(?:đã|đang|sẽ)\s+)?/u
const nominal =
  /^(?:tổng|số|tỷ lệ|tỉ lệ|tốc độ|giá trị|mức|doanh thu|thu |chi |sản lượng|diện tích|năng suất|kim ngạch|vốn|thu nhập|dân số|chỉ số|kinh phí|nguồn|tỷ trọng|tỷ suất|bội chi|dư nợ|quỹ)/iu
const copula =
  /(?<![\p{L}\p{M}])(?:là|đạt|đạt được|còn|chiếm|bằng|ước đạt|ước|tăng|giảm|vượt|hụt|số tiền|ở mức|tỷ lệ|với tỷ lệ|lên|xuống còn|giảm còn|khoảng|đạt khoảng)[\s(:]*$/iu
const money = /(?:đồng|USD|VNĐ|VND|đ|tỷ|triệu)(?:$|\/)/u
const afterStop =
  /[,.;:()\n\d\u{E000}-\u{E002}"“”/]|(?<![\p{L}\p{M}])(?:để|nhằm|đồng thời|trong đó|so với|kế hoạch năm|qua đó|cụ thể|trong khi|nhưng|với \d|và \d|vào thực hiện)(?![\p{L}\p{M}])/gu

/** A label as a reader would give it: the phrase before the figure where that names it, else the phrase after it. */
export function labelFor(input: LabelInput): Label {
  const { start } = clauseBefore(input)
  const raw = input.view.slice(start, input.span.start)
  const { key, head } = splitKey(raw, input.head)
  const before = tidy(key)
  const keyed = /:[\s\u{E000}-\u{E002}]*(?:khoảng|gần|trên|hơn|đạt|ước|tổng)?\s*$/u.test(
    raw.replace(/\([^()]*\)\s*(?=:?\s*$)/u, ''),
  )
  const after = phraseAfter(input)
  const label = chooseLabel(input, { raw, before, after, keyed, head })
  return { label: limit(label), head }
}

interface Parts {
  readonly raw: string
  readonly before: string
  readonly after: string
  readonly keyed: boolean
  readonly head: string | null
}

function chooseLabel(input: LabelInput, parts: Parts): string {
  const { before, after, head } = parts
  const named = parts.keyed || nominal.test(before) || copula.test(parts.raw)
  const unit = input.unit ?? ''
  switch (input.shape) {
    case 'change':
    case 'level-change':
    case 'from-to':
    case 'rank':
    case 'none':
      return input.shape === 'none' && input.unit !== null
        ? `${unit} ${after}`
        : under(head, before) || `${unit} ${after}`
    case 'percent':
      if (named && before !== '') return under(head, before)
      return after === '' || /^(?:so với|kế hoạch|dự toán|chỉ tiêu|tổng|của|GDP)/u.test(after)
        ? under(head, before)
        : after
    case 'keyed':
      return under(head, before)
    default:
  }
  const counted = `${unit} ${input.of === '' ? after : input.of}`.trim()
  if (named && before !== '') return under(head, before)
  if (unit === '' || money.test(unit)) return under(head, before) || counted
  if (counted !== unit) return counted
  const verb = before.replace(subject, '')
  return verb === '' ? `${unit} ${head ?? ''}`.trim() : `${unit} ${verb}`
}

/** 'Văn bản đến' + 'giấy' → 'Văn bản đến giấy'; a key that says enough stands alone. */
function under(head: string | null, key: string): string {
  if (head === null || key === '') return key || (head ?? '')
  return syllables(key) <= 4 ? `${head} ${key}` : key
}

/** A clause begins after the last semicolon or full stop, and after the figure before it. */
function clauseBefore(input: LabelInput): { start: number } {
  const text = input.view.slice(input.from, input.span.start)
  const stops = [...text.matchAll(/;|\.(?=\s+[\p{Lu}"“(+\-])|…(?=\s+\p{Lu})|\n|\(trong đó:?|Trong đó:?/gu)]
  const last = stops.at(-1)
  return { start: input.from + (last ? last.index + last[0].length : 0) }
}

/** 'Văn bản đến: Tổng ' → head 'Văn bản đến', key 'Tổng'. A head of masks or of connectors only is none. */
function splitKey(raw: string, inherited: string | null): { key: string; head: string | null } {
  const body = raw.replace(/[\s:]+$/u, '')
  const colon = body.lastIndexOf(':')
  if (colon < 0) return { key: body, head: inherited }
  const head = tidy(body.slice(0, colon))
  const key = body.slice(colon + 1)
  if (head === '' || syllables(head) > longest) return { key, head: inherited }
  if (syllables(tidy(key)) === 0) return { key: body.slice(0, colon), head: inherited }
  return { key, head }
}

function phraseAfter(input: LabelInput): string {
  const text = input.view.slice(input.span.end, input.until)
  for (const stop of text.matchAll(afterStop)) {
    const phrase = text.slice(0, stop.index)
    if (stop[0] === ',' && syllables(phrase) < fewest && syllables(phrase) > 0) continue
    return tidyEnd(phrase)
  }
  return tidyEnd(text)
}

function tidy(text: string): string {
  let result = text
    .replace(privateUse, ' ')
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  for (let last = ''; last !== result;) {
    last = result
    result = result.replace(opening, '').replace(closing, '').trim()
  }
  return cutFront(result)
}

function tidyEnd(text: string): string {
  return text
    .replace(privateUse, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?:^|\s)(?:và|hoặc|với|tại|của|cho|từ|đạt|trong|vào|trên|theo|là)$/u, '')
    .replace(/[\s,\-]+$/u, '')
}

/** A long clause is cut at its last comma that leaves enough, else to its last syllables. */
function cutFront(text: string): string {
  if (syllables(text) <= 14) return text
  const pieces = text.split(/, | nhưng | đồng thời | trong đó | khi /u)
  let kept = pieces.at(-1) ?? ''
  for (let i = pieces.length - 2; i >= 0 && syllables(kept) < 4; i--) kept = `${pieces[i]!}, ${kept}`
  const words = kept.replace(opening, '').split(' ')
  return words.slice(-longest).join(' ')
}

function limit(text: string): string {
  return text
    .split(' ')
    .slice(0, longest)
    .join(' ')
    .replace(/[\s,;:]+$/u, '')
    .trim()
}

function syllables(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
