import type { Span } from './match.ts'
import {
  clauseBefore,
  isNameList,
  longestLabel,
  nominal,
  phraseAfter,
  splitKey,
  syllables,
  tidy,
  tidyEnd,
  tidyKey,
  withoutNotes,
  withoutFirst,
} from './label-phrases.ts'

export interface LabelInput {
  /** The text with dates and references masked; all offsets are into it. */
  readonly view: string
  /** The figure. */
  readonly span: Span
  /** Where the figure's clause may begin: its passage, or the end of the figure before it. */
  readonly from: number
  /** No figure stands before it in its passage. */
  readonly first: boolean
  /** Where its own words end at the latest: at its passage's end, or where the next figure begins. */
  readonly until: number
  /** They end because another figure begins. */
  readonly bounded: boolean
  readonly shape: string
  /** It ends in the percentage it makes: what follows is what that is of. */
  readonly closed: boolean
  readonly unit: string | null
  /** What stands between a count and its whole: '160 hồ sơ THANH TOÁN QUA CỔNG/261 …'. */
  readonly of: string
  /** What the keys of a list stand under: 'Văn bản đến' of 'Văn bản đến: tổng 12, giấy: 0'. */
  readonly head: string | null
  /** What the figure before it in its sentence is called, and what that sentence began with; empty without one. */
  readonly last: string
  readonly lead: string
  /** What the words before the figure before it say was done: 'xét xử' of 'xét xử 14 vụ'; empty where what follows named it. */
  readonly acts: string
  /** The label of the figure that ends right before it, its unit apart; empty where words stand between. */
  readonly touching: string
  /** What stands before the parenthesis it stands in is called; empty outside one. */
  readonly owner: string
  /** Words stand inside the parenthesis before its first figure, and a figure right before the parenthesis. */
  readonly keyedWithin: boolean
  readonly countedBefore: boolean
  /** What the sentence says first that it is about: 'Về thanh lý tài sản, …'. */
  readonly topic: string
  /** The full name of the last rate, which short names after it share. */
  readonly rate: string
}

export interface Label {
  readonly label: string
  /** Carried on to the next figure of the same sentence. */
  readonly head: string | null
  /** The phrase before the figure; may be what the next figure's sentence began with. */
  readonly before: string
  /** What the words before it say was done. */
  readonly acts: string
  /** The full name of a rate, for short names after it; empty where it is none. */
  readonly rate: string
  /** Where the words it used end: the next figure's own begin there. */
  readonly end: number
}

const subject =
  /^(?:(?:huyện|tỉnh|xã|phường|thị xã|thị trấn|thành phố|quận)$|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|Đảng uỷ|Chi bộ|Huyện ủy)(?:\s+(?:phường|xã|thị trấn|huyện|tỉnh|thị xã|thành phố|quận))?(?:\s+\p{Lu}[\p{L}\p{M}]*){0,3}\s+)?(?:[^,:]*?(?<![\p{L}])(?:(?:đã|sẽ|dự kiến)\s+|(?=đang\s)))?/u
const copula =
  /(?<![\p{L}\p{M}])(?:là|đạt|đạt được|còn|chiếm|bằng|ước đạt|ước|tăng|giảm|vượt|hụt|số tiền|ở mức|tỷ lệ|với tỷ lệ|lên|lên đến|lên tới|xuống còn|xuống dưới|xuống|giảm còn|đạt khoảng|đạt từ|từ|không quá|vượt quá)[\s(:]*$/iu
const money = /(?:đồng|USD|VNĐ|VND|DM|EUR|đ(?!\/c)|tỷ|triệu)(?:$|\/)/u
/** Units that measure and do not name what is measured. */
const measure =
  /^(?:(?:nghìn|ngàn|triệu|tỷ|vạn)\s+)?(?:ha|m2|m²|m3|m³|km|km2|km²|mm|cm|m|mét|tấn|tạ|yến|kg|g|gam|gram|lít|ml|kWh|MW|giờ|phút|ngày|ngày làm việc|tháng|năm|tuần|lần|điểm|điểm phần trăm|điểm %|phần trăm|bậc)(?:$|\/)/u
const scale = /^(?:(?:nghìn|ngàn|triệu|tỷ|vạn)\s+)+(?=\p{L})/u

/** A label as a reader would give it: the phrase before the figure where that names it, else the phrase after it. */
export function labelFor(input: LabelInput): Label {
  const raw = clauseBefore(input)
  const { key, over } = splitKey(raw)
  const keyed = /:[\s\u{E000}-\u{E002}]*(?:khoảng|gần|trên|hơn|đạt|ước|tổng)?\s*$/u.test(withoutNotes(raw))
  const said = keyed ? tidyKey(key) : tidy(key)
  const before = said.startsWith(`${input.topic}, `) ? said.slice(input.topic.length + 2) : said
  const heads =
    over !== null &&
    !headless.test(over) &&
    syllables(over) <= (nominal.test(over) ? longestNamedHead : longestHead) &&
    syllables(before) <= shortKey
  const { phrase: after, end } = phraseAfter(input)
  const parts = { raw, before, after, keyed, over, head: heads ? over : input.head }
  const isList = keyed && /(?:gồm|như sau|cụ thể|sau đây|sau)\s*:\s*$/iu.test(raw)
  const chosen = limit(chooseLabel(input, { ...parts, keyed: keyed && !isList }))
  const shared = sharesRate(chosen, input, parts)
  const label = limit(shared ? likeLast(input.rate, chosen) : complete(chosen, input, parts))
  return {
    label,
    head: keyed && !isList ? (parts.head ?? before) : parts.head,
    before,
    acts: actsOf(label, input, parts),
    rate: shared ? input.rate : rate.test(label) ? label : '',
    end: after !== '' && label.includes(after) ? end : input.span.end,
  }
}

/** A label's words before its figure, handed on to a figure that has none: 'xét xử 14 vụ, 25 BỊ CÁO'. */
function actsOf(label: string, input: LabelInput, { before, after, raw }: Parts): string {
  const unit = (input.unit ?? '').replace(scale, '')
  // 'Liên hoan có 14 đoàn': what has something does nothing with it.
  if (/(?<!\p{L})(?:có|còn|gồm)\s*$/u.test(raw)) return ''
  if (label === unit) return followsOn.test(raw) ? input.acts : ''
  const named = withoutFirst(label, unit)
  // 'góp 24 tấn xi măng': the verb without what was given.
  const own = before !== '' && named === `${before} ${after}` ? before : named
  if (after !== '' && own.includes(after)) return ''
  return syllables(own) <= longestVerb && !placed.test(own) && !nominal.test(own) && !everywhere.test(own) ? own : ''
}

/** Nothing but a comma or a connector between two figures. */
const followsOn = /^\s*(?:,|,?\s*(?:và|với)|của|thuộc)?\s*$/u
/** Who has something does nothing with it: 'xã A có 12 thôn, 3.450 hộ'. */
const placed =
  /^(?:toàn|cả|xã|phường|huyện|tỉnh|thành phố|thị xã|thị trấn|thôn|đảng bộ|chi bộ|trường|bệnh viện|trung tâm|UBND|công ty|đơn vị|hội|khu)(?!\p{L})/iu

/** A label that says too little by itself, with what it is of. */
function complete(label: string, input: LabelInput, { before, after, raw }: Parts): string {
  const { owner, last, shape } = input
  const unit = (input.unit ?? '').replace(scale, '')
  const own = withoutFirst(label, unit)
  if (shape === 'change' || shape === 'rank' || shape === 'none' || label === '') return label
  // '… (CHÈ 310 ha, QUẾ 95 ha)': a key before the figure is one of what stands before the parenthesis.
  const named = unit === '' ? dimension.test(own) || (input.countedBefore && /^\p{Lu}/u.test(own)) : measured(unit)
  const bareKey = before !== '' && after === '' && own === before && syllables(own) <= shortVerb && !nominal.test(own)
  const owned = owner !== '' && input.keyedWithin && syllables(owner) <= longestOwner && !label.includes(owner)
  if (owned && bareKey && (named || (unit !== '' && syllables(own) === 1))) return join(label, owner)
  // 'Về đấu giá tài sản, các xã TỔ CHỨC 14 phiên, THU 3,2 tỷ đồng'
  if (input.topic !== '' && general.test(own) && syllables(input.topic) <= longestOwner) return join(label, input.topic)
  // '120 giấy, DIỆN TÍCH 45 ha': of what the figure before it counts.
  if (dimension.test(label) && last !== '' && syllables(last) <= longestOwner) return join(label, last)
  // '430 trẻ, BÌNH QUÂN 27 trẻ/nhóm'
  if (unit.includes('/') && before === '' && last !== '' && /^\s*,?\s*(?:bình quân|trung bình)\s*$/u.test(raw))
    return `bình quân ${last}`
  return label
}

/** 'tỷ lệ hộ dùng nước sạch ở thành thị 97%, NÔNG THÔN 86%' */
function sharesRate(label: string, { shape, rate: last }: LabelInput, { before, raw }: Parts): boolean {
  // 'tham gia bảo hiểm y tế 93%, BẢO HIỂM xã hội tự nguyện 3%': another of the kind may be longer.
  const alike = last.split(' ').lastIndexOf(label.split(' ')[0]!) >= 2
  const short = syllables(label) <= (alike ? shortKey + 3 : shortKey)
  const named = last !== '' && label !== '' && label === before && short && !nominal.test(label)
  return shape === 'percent' && named && /^[\s,;)]|^$/u.test(raw)
}

/** Says too little without what its sentence is about. */
const general = /^(?:tổ chức|thực hiện|triển khai|thu|chi|thu được|cuộc|lượt|đợt|phiên|buổi|mũi tiêm)$/iu

/** What is measured of a thing, and does not name the thing. */
const dimension = /^(?:(?:tổng|với|có) )?(?:diện tích|chiều dài|dài|chiều rộng|điểm bình quân|điểm)$/iu
const rate = /^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỷ suất|độ che phủ) /iu
/** What stands before a parenthesis, or the figure before, may be so long to go into a label. */
const longestOwner = 12

/** What a bare count in a parenthesis is of. */
function ownerOf({ owner, last }: LabelInput): string {
  if (owner === '') return last
  return syllables(owner) <= longestOwner ? owner : ''
}

function join(label: string, of: string): string {
  return `${label} ${withoutFirst(of, label)}`
}

/** 'Tỷ lệ lao động qua đào tạo nhóm nam' + 'nhóm nữ' → '… nhóm nữ': the last words give way to as many. */
function likeLast(last: string, label: string): string {
  const words = last.split(' ')
  const [first = '', ...others] = label.split(' ')
  const same = words.lastIndexOf(first)
  const kept = same >= 2 ? words.slice(0, same) : words.slice(0, Math.max(words.length - others.length - 1, 2))
  return [...kept, label].join(' ')
}

/** What stands before a colon and names nothing: a comparison, a kind of remark. */
const headless =
  /^(?:so (?:với|cùng)|phấn đấu|khó khăn|tồn tại|hạn chế|nguyên nhân|ưu điểm|kết quả(?: đạt được| cụ thể| như sau)?$|các chỉ tiêu chủ yếu$|cụ thể)|(?:tăng|giảm)(?: khá| mạnh| nhẹ| cao)?$/iu

/** A head over a list of keys is short, and so are its keys. */
const longestHead = 8
/** A head that is itself the name of a figure may be longer. */
const longestNamedHead = 16
const shortKey = 5
/** What someone did, before a count: longer phrases say more than the count. */
const longestVerb = 11
/** A noun phrase this short before a figure names it. */
const longestName = 14

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
  const { before, after, head, raw } = parts
  const unit = input.unit ?? ''
  const named = before !== '' && (parts.keyed || copula.test(raw) || isName(parts))
  switch (input.shape) {
    case 'none':
      return input.unit === null ? before : `${unit} ${after}`
    case 'from-to':
      return fromToLabel(parts, unit)
    case 'change':
      return changeLabel(input, parts, unit)
    case 'level-change':
      return named || unit === '' || measured(unit)
        ? under(head, before) || counting(unit, after)
        : countLabel(input, parts, named, unit)
    case 'rank':
      return `${under(head, before)} xếp thứ`.trim()
    case 'keyed':
      return under(head, before)
    case 'percent':
      return percentLabel(parts, named)
    default:
      return countLabel(input, parts, named, unit)
  }
}

/** What went from one value to another: named before it; of counted things with what was done to them. */
function fromToLabel({ before, over, after }: Parts, unit: string): string {
  const name = [before.replace(/^(?:[Đđ]ề xuất\s+)?(?:[Gg]iảm|[Tt]ăng)?\s*/u, ''), over ?? ''].join(' ').trim()
  if (name === '') return counting(unit, after)
  return nominal.test(name) || over !== null || syllables(name) > shortVerb
    ? name
    : `${counting(unit, after)} ${name}`.trim()
}

/** What has grown or shrunk: named before it, or behind it ('giảm 20% SỐ CA TỬ VONG'), else what the figure before it is of. */
function changeLabel({ last }: LabelInput, { before, after, head }: Parts, unit: string): string {
  const named = idle.test(before) || base.test(before) ? '' : before
  if (named === '' && nominal.test(after)) return after
  const counted = counting(unit, after)
  // 'giảm 11 biên chế' is of what was counted before it only if that was counted so.
  return under(head, named) || (last.includes(unit) || counted === '' ? last : counted)
}

/** A verb alone names nothing. */
const idle =
  /^(?:kéo|phấn đấu(?: (?:đến|hết|trong|trước|năm|cuối|đạt))*|góp phần|đưa|làm|cắt|giúp|tiếp tục|nhằm|để|mục tiêu)$/iu

/** What the figure before it was compared with names no other: '99,2% KH và tăng …'. */
const base = /^(?:KH|kế hoạch|dự toán|chỉ tiêu|nghị quyết|cùng kỳ)(?:\s+\p{L}+){0,4}$/iu

function measured(unit: string): boolean {
  return /[%‰]/u.test(unit) || money.test(unit) || measure.test(unit)
}

/** What is counted, by its unit; a measure or a percentage counts nothing: the figure before names it. */
function counting(unit: string, after: string): string {
  return measured(unit) ? '' : `${unit} ${after}`.trim()
}

/** A noun phrase that names a figure, with no clause of its own behind a comma. */
function isName({ raw, before }: Parts): boolean {
  return nominal.test(before) && syllables(before) <= longestName && (isNameList(before) || !/,\s+\p{L}/u.test(raw))
}

/** What a percentage is of stands behind it, unless the words before it name it: a rate, a share, a growth. */
function percentLabel({ raw, before, after, head }: Parts, named: boolean): string {
  const isOf =
    after !== '' &&
    !/^(?:so với|kế hoạch|KH|dự toán|chỉ tiêu|nghị quyết|tổng|của|GDP|do|vì|bởi|nhờ|tại|ở)(?!\p{L})/iu.test(after)
  // Coordinated with the figure before: '62% số hộ có nước sạch và 97% số xã có đường'.
  if (isOf && /(?:^|[\s,])và\s*$/u.test(raw)) return after
  if (idle.test(before)) return isOf ? after : under(head, '')
  return named || !isOf ? under(head, before) : after
}

function countLabel(input: LabelInput, parts: Parts, named: boolean, unit: string): string {
  const { after, head, raw } = parts
  const before = everywhere.test(parts.before) ? '' : parts.before
  const thing = unit.replace(scale, '')
  const counted = `${thing} ${input.of === '' ? after : input.of}`.trim()
  if (input.of !== '' && unit !== '' && !money.test(unit) && !(named && nominal.test(before))) return counted
  // 'nâng tổng số lên 1.120 hội viên'.
  if (thing !== '' && bareTotal.test(before)) return `tổng số ${counted}`
  // 'Hồ sơ đến hạn giải quyết 19 hồ sơ': its own noun opens the words before it.
  const opens = thing !== '' && before.toLowerCase().startsWith(`${thing.toLowerCase()} `)
  if (money.test(unit)) return moneyLabel(input, parts)
  // 'Thiệt hại do bão số 4: 02 người chết'.
  if (parts.keyed && after !== '' && unit !== '' && !measure.test(unit) && !nominal.test(before) && !opens)
    return syllables(before) <= shortKey ? `${counted} ${before}`.trim() : counted
  if ((named && before !== '' && !(verbal.test(before) && counted !== '')) || opens) return under(head, before)
  if (measure.test(unit)) {
    // 'cho thuê rừng 8 hộ, 41 HA'
    if (before === '' && after === '' && followsOn.test(raw) && input.acts !== '') return input.acts
    // 'thu hồi 1,24 tỷ đồng và 3.650 m2 ĐẤT', 'Cây ăn trái: toàn huyện có 6.205 ha'.
    if (before === '' && (after === '' ? head !== null : syllables(after) === 1))
      return `${after === '' ? (head ?? '') : input.last} ${after}`.trim()
    return `${before} ${after}`.trim() || (input.first ? counted : input.lead.replace(agent, ''))
  }
  if (unit === '') return under(head, before) || after
  const verb = verbOf(before, input.first || opensSentence(input))
  // 'xét xử 14 vụ, 25 BỊ CÁO'
  if (counted === thing && followsOn.test(raw) && input.acts !== '') return `${thing} ${input.acts}`
  // '14 câu lạc bộ đã giao lưu văn nghệ 28 BUỔI': between the two stand words that say what both are of.
  if (counted === thing && raw.trim() === '' && input.touching !== '') return `${thing} ${input.touching}`
  // 'kiểm tra 88 tổ chức và 214 ĐẢNG VIÊN': what was done with the first was done with it.
  if (counted === thing && /^\s*(?:,|,?\s*và)\s*$/u.test(raw) && actsOn(input.lead))
    return `${thing} ${verbOf(input.lead, true)}`
  // 'SỐT RÉT: ghi nhận 12 ca mắc': one word says too little by itself.
  if (parts.over !== null && head === parts.over && syllables(after) === 1 && syllables(head) <= shortKey)
    return `${counted} ${head}`
  if (counted !== thing)
    // 'trả 5.120 thẻ CHO công dân': what follows says no more of the thing itself.
    return /^(?:cho|của|về|với|tại|ở|trên|trong|thuộc|từ|vào)\s/u.test(counted.slice(thing.length + 1)) &&
      verb !== '' &&
      syllables(verb) <= shortVerb
      ? `${thing} ${verb} ${counted.slice(thing.length + 1)}`
      : counted
  if (verb !== '' && head !== null && !named && syllables(verb) <= shortVerb && syllables(head) <= longestHead)
    return `${thing} ${verb} ${head}`
  if (verb !== '') return `${thing} ${verb}`
  // '12 ca tử vong (05 nữ)', 'mai táng phí 84 triệu đồng (13 trường hợp)'.
  if (/(?:\(|tương (?:đương|ứng)(?: với)?|tức(?: là)?)\s*$/u.test(raw))
    return `${thing} ${head ?? ownerOf(input)}`.trim()
  // '… chi trả 286 tỷ đồng cho 295 hộ'.
  if (/^\s*cho(?:\s+(?:khoảng|gần|trên|hơn))?\s*$/u.test(raw)) return `${thing} ${input.last}`.trim()
  if (/(?<!\p{L})còn(?: lại)?\s*$/u.test(raw)) return `${thing} còn`
  return `${thing} ${head ?? (before === '' ? parts.before : '')}`.trim()
}

/** Where something is counted is not what: 'toàn huyện còn 1.024 hộ nghèo'. */
const everywhere =
  /^(?:(?:toàn|cả|trên địa bàn)(?:\s+(?:tỉnh|huyện|xã|phường|thị xã|thị trấn|thành phố|quận|ngành|quốc|nước|trường|đảng bộ))?|tỉnh|huyện|xã|phường|thị xã|thị trấn|thành phố)$/iu

/** A verb so short leaves room for what its sentence is about. */
const shortVerb = 3
const bareTotal = /^(?:(?:nâng|đưa|tăng|giảm)\s+)?tổng số$/iu
/** What is done, not what is counted: 'Kết nạp từ 10 đảng viên'. */
const verbal =
  /^(?:kết nạp|phát triển|xây dựng|tổ chức|thành lập|tạo|giải quyết|hỗ trợ|tiếp nhận|bố trí|đào tạo)(?:\s+(?:thêm|mới))?$/iu
/** What an amount of money is, where the sentence says before it what it is for. */
const moneyNoun =
  /(?<!\p{L})((?:tổng )?(?:số tiền(?: phạt)?|kinh phí|trị giá|giá trị|vốn)|mức|bình quân)(?:\s+(?:là|khoảng|gần|trên|hơn|đạt|từ)){0,2}[\s:(]*$/iu

function moneyLabel(input: LabelInput, { before: said, after, head, raw }: Parts): string {
  const before = nominal.test(said) ? said : said.replace(agent, '')
  const purpose = allotted.test(before) ? purposeAfter(input) : ''
  if (purpose !== '') return `${allotted.exec(before)![0].trim()} ${purpose}`
  // 'góp 240 tấn xi măng và 95 TRIỆU ĐỒNG làm cầu'
  if (before === '' && followsOn.test(raw) && input.acts !== '') return input.acts
  const noun = moneyNoun.exec(raw)?.[1]
  const bare =
    before === '' || /^(?:tổng|(?:tổng )?(?:mức|trị giá|giá trị|bình quân|kinh phí|vốn|số vốn))$/iu.test(before)
  if (noun !== undefined && bare)
    return [noun, after, input.lead === '' ? '' : input.last].filter((part) => part !== '').join(' ')
  // 'vận động được 1.140 triệu đồng quỹ đền ơn đáp nghĩa'.
  if (before !== '' && after !== '' && !nominal.test(before) && syllables(before) <= shortVerb)
    return `${before} ${after}`
  return under(head, before) || after || input.lead.replace(agent, '')
}

/** No figure stands before it in its own clause. */
function opensSentence({ view, from, span }: LabelInput): boolean {
  return /[;.]\s[^;.]*$/u.test(view.slice(from, span.start))
}

/** Who does it, before what is done: 'UBND huyện đã', 'Các nhà trường đã', 'Đề nghị Sở Tài chính'. */
const agent =
  /^(?:[^,:]{2,40}?\s(?:đã|sẽ)\s+|(?:đề nghị|kiến nghị|giao|yêu cầu)\s+[^,:]{2,40}?(?=\s(?:bố trí|hỗ trợ|cấp|bổ sung|phân bổ|tạo|chỉ đạo|cân đối)(?!\p{L}))\s+)/iu
/** What is done with money that is for something. */
const allotted = /(?<!\p{L})(?:bố trí|hỗ trợ|cấp bổ sung|bổ sung|phân bổ|trích|dành|cấp)(?: kinh phí)?$/iu

/** What money is for: '… 4 tỷ đồng ĐỂ mua sắm thiết bị', '… trong kế hoạch năm sau CHO việc tu sửa kè'. */
function purposeAfter({ view, span, until }: LabelInput): string {
  const after = /^\s*(?:trong [^,;.:()\n]{1,40}?\s)?(?:để|cho|nhằm)\s+([^,;.:()\n]{3,60})/u.exec(
    view.slice(span.end, until),
  )?.[1]
  return after === undefined ? '' : tidyEnd(after).split(' ').slice(0, longestPurpose).join(' ')
}

const longestPurpose = 10

/** A short verb before the first figure of a sentence, no place and no name of a figure. */
function actsOn(lead: string): boolean {
  const verb = verbOf(lead, true)
  return verb !== '' && syllables(verb) <= shortVerb + 1 && !everywhere.test(verb) && !nominal.test(verb)
}

/** 'UBND phường đã tiếp nhận và giải quyết' → 'tiếp nhận và giải quyết'. */
function verbOf(before: string, first: boolean): string {
  let verb = before.replace(subject, '').replace(bodies, '').replace(happening, '')
  // 'Siêu âm, điện tim, nội soi': names, no clauses.
  if (first && syllables(verb) <= longestName && verb.split(', ').length > 2 && isNameList(verb)) return verb
  if (!first || syllables(verb) > (verb.includes(', ') ? longestVerb - 2 : longestVerb))
    verb = verb.split(/, | và | với /u).at(-1) ?? ''
  verb = verb.replace(/^(?:(?:từ|đến|đã|sẽ|trong) )+/u, '')
  return syllables(verb) > longestVerb ? '' : verb
}

/** Who did it, many together: 'các trường mầm non TỔ CHỨC', 'các cấp Hội MỞ'. */
const bodies =
  /^(?:các|những)\s(?:địa phương|đơn vị|cơ quan|huyện|xã|phường|thôn|ngành|cấp|trường|phòng|sở)(?![\p{L}])[^,:]{0,30}?\s(?=(?:tổ chức|mở|thực hiện|triển khai|xây dựng|tiếp nhận|giải quyết|ban hành|thành lập|cấp|phối hợp|kiểm tra)(?!\p{L}))/iu

/** That something happened says no more than its count: 'sạt lở XẢY RA 6 điểm'. */
const happening =
  /(?<=\p{L}\s)(?<!(?:tập trung|tổ chức|triển khai|tiếp tục|phối hợp|chủ động) )(?:đã )?(?:được )?(?:xảy ra|thực hiện)$/iu

/** 'Văn bản đến' + 'giấy' → 'Văn bản đến giấy'; a key that says enough stands alone. */
function under(head: string | null, key: string): string {
  if (head === null || key === '') return key || (head ?? '')
  // 'sản lượng cà phê' is a name by itself.
  if (nominal.test(key) && syllables(key) >= namesItself) return key
  return syllables(key) <= shortKey && !key.startsWith(head) ? `${head} ${key}` : key
}

const namesItself = 4

function limit(text: string): string {
  return text
    .split(' ')
    .slice(0, longestLabel + 6)
    .join(' ')
    .replace(/[\s,;:]+$/u, '')
    .trim()
}
