/**
 * What the server says to people, in Vietnamese, by what it says in English; `{}` stands for whatever differs. The page asks for
 * its language by Accept-Language; programs get English.
 */
const sentences: readonly (readonly [english: string, vietnamese: string])[] = [
  ['Sign in first.', 'Hãy đăng nhập trước.'],
  ['The name or the password is wrong.', 'Tên đăng nhập hoặc mật khẩu không đúng.'],
  ['The old password is wrong.', 'Mật khẩu cũ không đúng.'],
  [
    'This link was used already; boctach review prints a new one.',
    'Liên kết này đã được dùng; lệnh boctach review in ra liên kết mới.',
  ],
  [
    'There is no active administrator; see boctach user.',
    'Không có quản trị viên nào đang hoạt động; xem lệnh boctach user.',
  ],
  ['This is for a supervisor.', 'Việc này dành cho người giám sát.'],
  ['This is for an administrator.', 'Việc này dành cho quản trị viên.'],
  ['This is for a reviewer.', 'Việc này dành cho người soát.'],
  ['There is a user of this name already.', 'Đã có người dùng với tên đăng nhập này.'],
  ['There is no such user.', 'Không có người dùng này.'],
  ['There is no user {}.', 'Không có người dùng {}.'],
  ['Nobody takes their own administrator’s rights away.', 'Không ai tự bỏ quyền quản trị của chính mình.'],

  ['There is no such document.', 'Không có văn bản này.'],
  [
    'This document is classified; only those named for it may open it.',
    'Văn bản mật: chỉ những người được chỉ định mới mở được.',
  ],
  ['The document is closed now.', 'Văn bản nay đã đóng vì có dấu mật.'],
  ['There is no such item in this document.', 'Văn bản không có giá trị này.'],
  ['There is no such decision.', 'Không có quyết định này.'],
  ['There is no such thing here.', 'Không tìm thấy.'],
  ['There is no such address here.', 'Địa chỉ này không có.'],
  ['There is no such page.', 'Không có trang này.'],
  ['The text has no such place.', 'Văn bản không có chỗ này.'],
  ['The source is no PDF.', 'Tệp gốc không phải PDF.'],
  ['The source is not there any more; see --sources.', 'Tệp gốc không còn ở chỗ cũ; chỉ thư mục bằng --sources.'],
  ['The page cannot be drawn.', 'Không vẽ được trang này.'],
  [
    'It holds personal numbers, and it is not known where to cover them.',
    'Trang có số định danh cá nhân mà không rõ chỗ để che, nên không hiện được.',
  ],
  [
    'There is no text in this box, and no engine to recognise it is installed.',
    'Ô này không có chữ và máy chủ chưa cài bộ nhận dạng chữ.',
  ],
  ['This is no place in the queue.', 'Không có chỗ này trong hàng đợi.'],
  ['A search has at most {} characters.', 'Câu tìm dài nhất {} ký tự.'],
  ['A search has at most {} parts.', 'Câu tìm có nhiều nhất {} phần.'],
  ['A phrase has at most {} words.', 'Một cụm có nhiều nhất {} từ.'],
  ['No day, month, year or range of them: {}', 'Không phải ngày, tháng, năm hay khoảng thời gian: {}'],
  [
    'Say what to look for: a word, a phrase in quotes, field:word or date:2024.',
    'Hãy ghi điều cần tìm: từ, "cụm từ", trường:từ hoặc date:2024.',
  ],
  ['This is no cursor.', 'Không có trang danh sách này.'],

  ['Two people keyed it differently: a supervisor settles it.', 'Hai người nhập khác nhau: người giám sát quyết định.'],
  ['This was decided by someone else.', 'Việc này do người khác quyết định.'],
  ['Something was decided about it since.', 'Giá trị này vừa có quyết định mới hơn.'],
  ['{} has this document open.', '{} đang mở văn bản này.'],
  ['There is no value to accept.', 'Không có giá trị nào để chấp nhận.'],
  ['A finding is accepted or rejected.', 'Phát hiện chỉ được xác nhận hoặc bác bỏ.'],
  ['A comment has words: `why`.', 'Ghi chú chưa có chữ nào.'],
  [
    'A value holds masked digits (•): it cannot be sent back like that.',
    'Giá trị có chữ số bị che (•): không lưu như vậy được.',
  ],
  ['item: the id of an added item begins with added-.', 'Mã của giá trị thêm không đúng dạng.'],
  ['kind: it is missing, or cannot be added.', 'Chưa chọn loại giá trị, hoặc loại này không thêm được.'],
  ['evidence: where does it stand?', 'Chưa chỉ ra giá trị nằm ở đâu.'],
  ['evidence: it leads out of the text.', 'Chỗ được chỉ nằm ngoài văn bản.'],
  ['slot: header fields have one, others none.', 'Chưa chọn mục của phần đầu văn bản.'],
  ['value: it does not fit {}.', 'Giá trị không đúng dạng của mục này.'],
  ['Nothing of a classified document becomes an example.', 'Không lấy gì của văn bản mật làm ví dụ.'],
  ['Nothing was decided about this item yet.', 'Giá trị này chưa được quyết định.'],

  ['Too many requests; wait {} and try again.', 'Quá nhiều yêu cầu; hãy đợi một lát rồi thử lại.'],
  ['The server is not called by this name; see --host-name.', 'Máy chủ không mang tên này; xem --host-name.'],
  ['Requests from other sites are refused.', 'Yêu cầu từ trang khác bị từ chối.'],
  ['Requests that change something come from the page alone.', 'Chỉ trang này mới được gửi thay đổi.'],
  ['The request does not have the form it must have.', 'Dữ liệu gửi lên không đúng dạng.'],
  ['The server could not do this; its log says why.', 'Máy chủ không làm được việc này; nhật ký máy chủ ghi lý do.'],
  ['Request body is too large', 'Dữ liệu gửi lên quá lớn.'],
]

const patterns = sentences.map(([english, vietnamese]) => ({
  pattern: new RegExp(`^${english.split('{}').map(escape).join('(.*)')}$`, 'su'),
  vietnamese,
}))

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The sentence in the language that is asked for; as it is where it has no translation. */
export function inLanguageOf(acceptLanguage: string | undefined, english: string): string {
  return prefersVietnamese(acceptLanguage) ? (inVietnamese(english) ?? english) : english
}

/** Null where there is none. */
export function inVietnamese(english: string): string | null {
  for (const { pattern, vietnamese } of patterns) {
    const match = pattern.exec(english)
    if (!match) continue
    const filled = match.slice(1)
    return vietnamese.replaceAll('{}', () => filled.shift() ?? '')
  }
  // What is wrong with a value, as its schema says it.
  const field = /^([a-zA-Z.0-9]*): \P{Ll}.*$/su.exec(english)?.[1]
  return field === undefined ? null : `Ô “${field}” có giá trị không đúng dạng.`
}

function prefersVietnamese(header: string | undefined): boolean {
  return /^\s*vi\b/i.test(header ?? '')
}
