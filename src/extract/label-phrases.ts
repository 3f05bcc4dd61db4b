import type { LabelInput } from './label.ts'

/** Documents, dates and codes as masked in the text labels are read from. */
const privateUse = /[\u{E000}-\u{E002}]+/gu
/** Longest label in syllables; longer ones are cut at a comma or at this length. */
export const longestLabel = 26
/** A clause this long is cut to its last part. */
const longestClause = 22
/** A phrase after a number goes on over a comma only while it has fewer syllables, and only to a piece as short. */
const fewest = 4

const opening =
  /^(?:[\s,;:.!=()\]\-+*•"'…]+|(?:[a-zđ]|\d{1,2})\)\s|(?:và|với|trong đó|còn|riêng|đồng thời|gồm|bao gồm|gồm có|cụ thể|như sau|hiện nay|hiện tại|hiện|qua đó|đầu năm(?! học)|tính đến nay|ngoài ra|tính|đến nay|nay|có(?! mặt)|là|nhưng|thì|song|mà|bên cạnh đó|[Ss]o với cùng kỳ(?: năm (?:trước|ngoái))?|[Ss]o với (?:năm|tháng|quý|kỳ) trước|cùng kỳ(?: năm (?:trước|ngoái))?|[Đđ]ặc biệt|từ(?! chối)|đến(?! hạn)|hết(?! hạn)|trong|trong kỳ|tại|theo|Về|Đối với|đối với|Trong đó|Riêng|Đồng thời|Gồm|Cụ thể|Hiện nay|Hiện tại|Hiện|Tuy nhiên|[Vv]iệc(?! làm)|Ngoài ra|Tính|Đến nay|Có(?! mặt)|Trong|Từ|Đến(?! hạn)|Còn|Trong kỳ|Qua|Nếu|Do|năm(?! học)|Năm(?! học)|so với|giảm còn)(?![\p{L}\p{M}]))+/u
const closing =
  /(?:[\s,;:(\-"'…/=]+|(?<![\p{L}\p{M}])(?:ước thực hiện|ước đạt|đạt được|đạt|là|có|được|khoảng|ước|còn lại|còn|tăng|giảm|vượt|chiếm|hơn|trên|gần|với|bằng|số tiền|ở mức|mức|lên|xuống|vào|dự kiến|tổng cộng|gồm|bao gồm|từ|tỷ lệ|tỉ lệ|cho|đã|(?<!(?:đình|địa|tôn) )chỉ|(?<!tăng )thêm|tương ứng|tương đương|ước tính|(?<!(?:năng suất|thu nhập|tiền lương|mức|giá|điểm) )bình quân|trở lên|trở xuống|của|không quá|không được vượt quá|không vượt quá|vượt quá|tối thiểu|tối đa|ít nhất|và|so|tới|đến|phấn đấu|được xác định|được tính|được quy định|được hưởng|hưởng|thấp|cao|dưới|(?<!(?:trực|phụ) )thuộc|vẫn|cũng|(?<!(?:phát|thực|thể|xuất|biểu) )hiện|(?<!(?:giá|tất) )cả|tính (?:đến|tới)))+$/iu

/** Nouns that name a figure: a clause that begins with one says before its verb what is measured. */
export const nominal =
  /^(?:tổng|số|tỷ lệ|tỉ lệ|tốc độ|giá trị|mức|doanh thu|thu (?!hút|giữ|hồi|hẹp|nhận|thập|gom|về)|chi (?!trả|bộ|hội|đoàn|cục|nhánh|tiết|viện)|sản lượng|diện tích|năng suất|kim ngạch|vốn|thu nhập|dân số|chỉ số|kinh phí|nguồn|tỷ trọng|tỷ suất|bội chi|dư nợ|quỹ|thuế suất|lãi suất|hệ số|độ che phủ|mật độ|giá cả|giá hàng|tiền lương|chi phí|lợi nhuận|phụ cấp|GDP)/iu
/** Where the verb of such a clause begins. */
const verb =
  /(?:,\s|(?<![\p{L}\p{M}])(?:sau|thì|đã|đang|sẽ|vẫn|tiếp tục|dự kiến|ước|phải|không được|không quá|được áp dụng|có xu hướng|liên tục)(?![\p{L}\p{M}]))/u
const named =
  'tổng|tỷ lệ|tỉ lệ|tốc độ|giá trị|doanh thu|sản lượng|diện tích|năng suất|kim ngạch|thu nhập|chỉ số|kinh phí|tỷ trọng|tỷ suất|thuế suất|lãi suất|hệ số|độ che phủ|mật độ|chi phí|lợi nhuận|phụ cấp|lượng mưa|nhiệt độ'
/** A last piece of a clause that names the figure: 'tăng cường bảo vệ, nâng độ che phủ rừng'. */
const lastNominal = new RegExp(
  String.raw`^.*,\s+(?:(?:nâng|đưa|giảm|tăng|với|có|trong đó|thì)\s+)?(?=(?:${named})(?![\p{L}\p{M}]))`,
  'iu',
)
/** What a plan wants, behind what it does: 'chỉnh trang đô thị, bảo đảm giải ngân'. */
const aim = /^.*(?:,\s+(?:bảo đảm|đảm bảo|phấn đấu)|\sphấn đấu)\s+(?=\p{L})/iu
/** The last such noun of a clause that says much besides. */
const lastNoun = new RegExp(String.raw`^.*(?<![\p{L}\p{M}])(?=(?:${named})(?![\p{L}\p{M}])\s+\p{L}+\s+\p{L})`, 'iu')
/** What someone is given: its name stands behind the verb. */
const given = /^.*(?<!\p{L})(?:được hưởng|phải nộp|hưởng)(?! thụ)\s+(?:một\s+)?(?=\p{L}+\s+\p{L})/iu
/** A clause this long is cut to the last noun in it that names figures. */
const longSentence = 14

const clauseStop =
  /(?=[;.!?…\s(Ttvcn])(?:;|\.(?=\s+[\p{Lu}"“(+\-])|[!?](?=\s)|…(?=\s+\p{Lu})|\n|\s-\s(?=\p{Lu}\p{Ll})(?<!\p{Lu}[\p{L}\p{M}]*\s-\s)|\([Tt]rong đó:?|[Tt]rong đó:?|(?<![\p{L}\p{M}])(?:và là|có nghĩa là|nghĩa là)(?![\p{L}\p{M}]))/gu
const afterStop =
  /[,.;:()\n=!?\u{E000}-\u{E002}"“”/]|(?<![\p{L}\p{M}])(?:để|nhằm|nhân dịp|đồng thời|trong đó|so với|đối với|kế hoạch năm|qua đó|cụ thể|trong khi|nhưng|thì|sang|như|chỉ (?:trong|có|còn)|với \d|và \d)(?![\p{L}\p{M}])/gu

/** A clause begins after the last semicolon or full stop, and after the figure before it; the key of a first figure may hold semicolons. */
export function clauseBefore(input: LabelInput): string {
  const text = input.view.slice(input.from, input.span.start)
  const stops = [...text.matchAll(clauseStop)]
  const first = input.first && /:\s*$/u.test(text)
  const last = stops.filter((stop) => !(first && stop[0] === ';')).at(-1)
  const clause = behind(last, text)
  // What a parenthesis adds to the figure before it has that one's name: '100% kế hoạch (tăng 2,3%)'.
  if (!last && !input.first && adds.has(input.shape) && /\(\s*$/u.test(clause) && !nextName.test(clause)) return ''
  // What it is compared with, said before it, is not its name: '…, so với kỳ trước giảm 3%'.
  if (input.shape === 'change' && comparedBefore.test(clause)) return ''
  return insideParenthesis(last || input.first ? clause : afterComplement(clause))
}

/** What follows a match; all of the text where there is none. */
function behind(stop: RegExpExecArray | undefined, text: string): string {
  return stop ? text.slice(stop.index + stop[0].length) : text
}

/** Behind the parenthesis before it another thing is named: '… (62%), CHÍNH SÁCH XÃ HỘI (14,8%)'. */
const nextName = /^\)[,;]\s+\p{L}[^,;()]*\(\s*$/u
const adds: ReadonlySet<string> = new Set(['change', 'percent'])
const comparedBefore = /(?:^|[,;(]|trong đó)\s*so với [^,;]{1,60}$/iu

/** A label without the words it begins with, a unit mostly: 'vụ xét xử' without 'vụ' → 'xét xử'. */
export function withoutFirst(label: string, words: string): string {
  return label.startsWith(`${words} `) ? label.slice(words.length + 1) : label
}

/** What the end of a text names: its last clause as a label would have it. */
export function nameBefore(text: string): string {
  const { key, over } = splitKey(behind([...text.matchAll(clauseStop)].at(-1), text))
  const name = tidy(key)
  return name === '' ? tidy(over ?? '') : name
}

/** Up to a comma stands what the figure before counts: '44% TỔNG VỐN, nông nghiệp chiếm 13%'. */
function afterComplement(clause: string): string {
  // A name may hold commas itself: '…, số lợn mắc bệnh, chết và tiêu hủy là'.
  const name = namedPiece.exec(clause)
  const comma = name ? name.index : clause.lastIndexOf(', ')
  return comma < 0 ? clause : clause.slice(comma + 1)
}

/** The first piece behind a comma that opens as names of figures do and counts something. */
const namedPiece = /,\s+(?:(?:với|và|có|trong đó)\s+)?(?=(?:tổng số|tổng|số|tỷ lệ|tỉ lệ)\s+\p{Ll})/iu

/** What stands in the parenthesis the figure stands in, if it names anything: '… (có thuế suất nhập khẩu từ 30%'. */
function insideParenthesis(clause: string): string {
  const open = clause.lastIndexOf('(')
  if (open < 0 || clause.indexOf(')', open) >= 0) return clause
  const inside = clause.slice(open + 1)
  return tidy(inside) === '' ? clause : inside
}

/** 'như sau: Văn bản đến: Tổng ' → key 'Tổng', over it 'Văn bản đến'. A head of masks or of connectors only is none. */
export function splitKey(raw: string): { key: string; over: string | null } {
  const body = withoutNotes(raw).replace(/[\s:\u{E000}-\u{E002}]+$/u, '')
  const colon = body.lastIndexOf(':')
  if (colon < 0) return { key: body, over: null }
  const before = body.slice(0, colon)
  const over = tidyHead(before.slice(before.lastIndexOf(':') + 1))
  return { key: body.slice(colon + 1), over: over === '' ? null : over }
}

/** Notes in parentheses that only date a figure are no part of its name. */
export function withoutNotes(text: string): string {
  return text.replace(/\([^()]*[\u{E000}-\u{E002}][^()]*\)/gu, ' ')
}

/** '12 nhà "Mái ấm tình thương"': what a thing is called stands in quotation marks right behind it. */
const quotedName = /^\s*["“]([\p{L}][^"“”\n\u{E000}-\u{E002}]{2,50})["”]/u

/** The phrase behind a figure, up to where another begins, and where it ends in the text. */
export function phraseAfter(input: LabelInput): { readonly phrase: string; readonly end: number } {
  const text = input.closed ? '' : input.view.slice(input.span.end, input.until)
  const quoted = quotedName.exec(text)
  if (quoted) return { phrase: quoted[1]!.trim(), end: input.span.end + quoted[0].length }
  const rough = /^\s*(?:và|hoặc)(?!\p{L})/u.test(text) || comparing.test(text) ? '' : roughPhrase(input, text)
  const phrase = withoutReason(tidyEnd(rough).replace(bound, ''))
  const last = phrase.slice(phrase.lastIndexOf(' ') + 1)
  return { phrase, end: input.span.end + (phrase === '' ? 0 : rough.lastIndexOf(last) + last.length) }
}

/** 'kiến nghị kéo dài LIÊN QUAN ĐẾN …': what a long phrase goes on to say is no part of the name. */
function withoutReason(phrase: string): string {
  return syllables(phrase) <= longestPhrase
    ? phrase
    : phrase.replace(/(?<=\p{L} \p{L}+) (?:liên quan đến|có liên quan|do|vì|bởi|nên) .*$/u, '')
}

/** A phrase behind a figure so long says more than a name. */
const longestPhrase = 10

/** What a figure is compared with is not what it counts: '120% chỉ tiêu', '53,9% KH năm'. */
const comparing =
  /^\s*(?:so với|so cùng kỳ|(?:theo |trên |của )?(?:kế hoạch|KH|dự toán|chỉ tiêu|nghị quyết|cùng kỳ|mục tiêu))(?!\p{L})/iu
/** '85% TRỞ LÊN chi bộ'. */
const bound = /^trở (?:lên|xuống)\s*/u

function roughPhrase(input: LabelInput, text: string): string {
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
    const short = syllables(phrase) > 0 && syllables(phrase) < fewest
    if (stop[0] === ',' && short && goesOn(text.slice(stop.index + 1), input.bounded)) continue
    return phrase
  }
  return input.bounded ? text.replace(nextVerb, '') : text
}

/** What is done with the figure that follows, or what it is: '… thường xuyên VÀ TIẾP NHẬN 09 đơn', '… TRỊ GIÁ 5 triệu đồng'. */
const nextVerb =
  /\s(?:(?:và|với)(?:\s+\p{L}+){0,4}|từ (?:nguồn|quỹ|kinh phí|ngân sách)(?:\s+\p{L}+){0,5}|(?:với )?(?:(?:có )?(?:tổng )?(?:trị giá|giá trị|số tiền|kinh phí|vốn|trọng lượng|diện tích|công suất)))\s*$/u

/** Nouns that come in lists: 'cán bộ, công chức, viên chức'. */
const listed =
  /^\s*(?:cán bộ|CB|CC|công chức|viên chức|người lao động|công dân|khiếu nại|tố cáo|kiến nghị|phản ánh|làng|bản|ấp|đảng viên|đoàn viên|hội viên|tổ chức|cá nhân|thôn|xã|phường|thị trấn|ban|ngành|đơn vị|đoàn thể|doanh nghiệp|gia cầm|sở|giáo viên|nhân viên|học sinh|học viên|thành phố|thị xã|hội viên|thanh niên|buôn|xóm|tổ dân phố)(?!\p{L})/iu

/** After a comma comes one more name of a list ('cán bộ, công chức'), not another clause, nor what leads to the next figure. */
function goesOn(rest: string, bounded: boolean): boolean {
  if (listed.test(rest)) return true
  if (bounded && !/[,.;:()\n]/u.test(rest)) return false
  const piece = /^[^,.;:()\n]*/u.exec(rest)![0]
  const count = syllables(piece)
  return (
    count > 0 && count <= fewest && !/(?<!\p{L})(?:đã|đang|được|là|có|đạt|trong|với|giải|gồm|còn)(?!\p{L})/u.test(piece)
  )
}

/** Words that tell of reporting, not of what is reported. */
const reporting =
  /^(?:(?:Tổng hợp|tổng hợp|cập nhật|Cập nhật|Kết quả thực hiện|Kết quả|kết quả|Tình hình|Đánh giá)(?:,\s*|\s+))+(?=\p{L})/u

/** The name of a figure from the clause before it. */
export function tidy(text: string): string {
  const result = strip(withoutMasks(text).replace(setting, ''))
    .replace(reporting, '')
    .replace(judged, '')
    .replace(moved, '')
  const plain = result.replace(lastNominal, '').replace(aim, '')
  const short = strip(nominal.test(plain) ? plain : plain.replace(given, ''))
  const noun = nominal.test(short) || syllables(short) <= longSentence ? short : short.replace(lastNoun, '')
  return bare.test(noun) ? '' : cutFront(headNoun(noun))
}

/** Where a clause opens with what it goes by or what it is a part of: 'Theo số liệu điều tra, …', 'Trong chi đầu tư, chi …'. */
const setting =
  /^[\s,;:.]*(?:[Tt]heo [^,;:]{3,80}|Trong (?:chi|thu|số) [^,;:]{2,40}|[Tt]rong (?:kỳ|năm|tháng|quý|thời gian qua)(?: [^,;:]{1,20})?),\s+(?=\p{L})/u
/** What went badly is another clause: '… còn khó khăn, thu phí'. */
const judged = /^.*(?<!\p{L})(?:chậm|khó khăn|hạn chế|bất cập|lúng túng),\s+(?=\p{L})/u

/** Whom someone has got to do it: 'cùng các thôn vận động bà con góp vật liệu' → 'góp vật liệu'. */
const moved =
  /^.*(?<!\p{L})vận động (?:nhân dân|người dân|bà con|các hộ|hội viên|đoàn viên|đảng viên)(?: và nhân dân)? (?=\p{L})/iu

/** Says nothing of what is counted. */
const bare = /^(?:tổng )?số(?: lượng)?$/iu

/** The key before a colon, as it stands: it was written to be the name. */
export function tidyKey(text: string): string {
  return cutFront(withoutMasks(text).replace(opening, '').replace(closingOfKey, '').replace(reporting, '').trim())
}

const closingOfKey = /(?:[\s,;:(\-"'…/=]+|(?<![\p{L}\p{M}])(?:ước đạt|đạt|là|có|được|khoảng|gồm|bao gồm|tổng cộng))+$/iu

function withoutMasks(text: string): string {
  return withoutNotes(text)
    .replace(privateUse, ' ')
    .replace(/\(\s*\)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

function strip(text: string): string {
  let result = text
  for (let last = ''; last !== result;) {
    last = result
    result = withoutClosing(result.replace(opening, '')).trim()
  }
  return result
}

/** Looked for at the end only: the words are many, and a clause is long. */
function withoutClosing(text: string): string {
  const from = Math.max(text.lastIndexOf(' ', text.length - longestEnd), 0)
  return text.slice(0, from) + text.slice(from).replace(closing, '')
}

/** Characters that words closing a clause take at most; what is left of more of them goes with the next look. */
const longestEnd = 40

/** 'Tỷ trọng ngành dịch vụ sau nhiều năm giảm thì phục hồi' → 'Tỷ trọng ngành dịch vụ'. */
function headNoun(text: string): string {
  if (!nominal.test(text) || isNameList(text)) return text
  const at = verb.exec(text)?.index ?? -1
  const head = at > 0 ? strip(text.slice(0, at)) : ''
  return syllables(head) >= 2 ? head : text
}

/** 'Giá trị sản xuất công nghiệp, dịch vụ, xây dựng': behind the commas stand names, no clause. */
export function isNameList(text: string): boolean {
  const [, ...pieces] = text.split(', ')
  const names = (piece: string) => syllables(piece) <= fewest && !nominal.test(piece) && !piece.startsWith('so với')
  return pieces.length > 0 && !verb.test(pieces.join(' ')) && pieces.every(names)
}

export function tidyHead(text: string): string {
  return withoutNotes(text).replace(privateUse, ' ').replace(/\s+/gu, ' ').replace(opening, '').trim()
}

/** A phrase behind a figure without the words that lead on from it. */
export function tidyEnd(text: string): string {
  const bare = text
    .replace(/\([^()]*\)/gu, ' ')
    .replace(privateUse, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return bare
    .replace(
      /(?:(?:^|\s)(?:và|hoặc|với|tại|của|cho|từ|đạt|trong|vào|trên|theo|là|khoảng|hơn|gần|có|còn|(?<!(?:trực|phụ) )thuộc|trước|sau|đến|khi|kể|ngày|không|(?<!việc )làm|(?<!(?:hoàn|trưởng|tạo|đô|nội|ngoại) )thành))+$/u,
      '',
    )
    .replace(/[\s,\-]+$/u, '')
}

/** A long clause is cut at its last comma that leaves enough, else to its last syllables. */
function cutFront(text: string): string {
  if (syllables(text) <= longestClause) return text
  const pieces = text.split(/, | - | nhưng | đồng thời | trong đó | khi | thì | sẽ được /u)
  let kept = pieces.at(-1) ?? ''
  for (let i = pieces.length - 2; i >= 0 && syllables(kept) < 4; i--) kept = `${pieces[i]!}, ${kept}`
  return kept.replace(opening, '').split(' ').slice(-longestLabel).join(' ')
}

export function syllables(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
