import { describe, expect, test } from 'vitest'
import { extractText } from './extract-text.ts'

function header(text: string) {
  const { header } = extractText(text)
  const value = (field: { readonly value: string } | null) => field?.value ?? null
  return {
    type: value(header.type),
    number: value(header.number),
    issuedOn: value(header.issuedOn),
    place: value(header.place),
    issuer: value(header.issuer),
    parentIssuer: value(header.parentIssuer),
    subject: value(header.subject),
    signers: header.signers.map((signer) => signer.value),
    recipients: header.recipients.map((recipient) => recipient.value),
  }
}

const nothing = {
  type: null,
  number: null,
  issuedOn: null,
  place: null,
  issuer: null,
  parentIssuer: null,
  subject: null,
  signers: [],
  recipients: [],
}

const letterhead = `BỘ XÂY DỰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/2003/QĐ-BXD
Hà Nội, ngày 05 tháng 8 năm 2003`

describe('letterheads', () => {
  test('typed side by side are cut before the motto', () => {
    expect(
      header(`bộ xây dựng cộng hoà xã hội chủ nghĩa việt nam
cục quản lý nhà Độc lập - Tự do - Hạnh phúc
Số: 12/2003/QĐ-BXD Hà Nội, ngày 05 tháng 8 năm 2003
quyết định
Về việc phân loại nhà ở
Căn cứ Luật Xây dựng;`),
    ).toMatchObject({
      type: 'Quyết định',
      number: '12/2003/QĐ-BXD',
      issuedOn: '2003-08-05',
      place: 'Hà Nội',
      issuer: 'cục quản lý nhà',
      parentIssuer: 'bộ xây dựng',
      subject: 'phân loại nhà ở',
    })
  })

  test.each([
    ['a short text', 'Tổng số hồ sơ của xã là 299 hồ sơ.\nĐã giải quyết xong.'],
    [
      'a form',
      'Phụ lục 3\nĐƠN ĐĂNG KÝ KINH DOANH\nTên doanh nghiệp: ....................\nĐịa chỉ: ....................',
    ],
  ])('%s has none', (_, text) => {
    expect(header(text)).toEqual(nothing)
  })
})

describe('headings', () => {
  test('without a letterhead may hold issuer, number and date', () => {
    expect(
      header(`QUYẾT ĐỊNH
của Bộ trưởng Bộ Xây dựng số 12/2003/QĐ-BXD
ngày 05 tháng 8 năm 2003 về việc phân loại nhà ở
Căn cứ Luật Xây dựng;`),
    ).toMatchObject({
      type: 'Quyết định',
      number: '12/2003/QĐ-BXD',
      issuedOn: '2003-08-05',
      issuer: 'Bộ trưởng Bộ Xây dựng',
      subject: 'phân loại nhà ở',
    })
  })

  test.each([
    ['a note in parentheses', 'QUY ĐỊNH (BỔ SUNG)\nVỀ PHÂN LOẠI NHÀ Ở', 'Quy định', 'PHÂN LOẠI NHÀ Ở'],
    [
      'the number again',
      'QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ XÂY DỰNG SỐ 12/2003/QĐ-BXD NGÀY 05 THÁNG 8 NĂM 2003 VỀ VIỆC PHÂN LOẠI NHÀ Ở',
      'Quyết định',
      'PHÂN LOẠI NHÀ Ở',
    ],
    [
      'a long subject in capitals',
      `QUYẾT ĐỊNH\n${'SỬA ĐỔI QUY ĐỊNH VỀ PHÂN LOẠI NHÀ Ở '.repeat(6).trim()}`,
      'Quyết định',
      'SỬA ĐỔI QUY ĐỊNH VỀ PHÂN LOẠI NHÀ Ở '.repeat(6).trim(),
    ],
    [
      'a subject that opens as sentences do',
      'KẾ HOẠCH\nThực hiện phân loại nhà ở',
      'Kế hoạch',
      'Thực hiện phân loại nhà ở',
    ],
    [
      'a line that ends openly',
      `KẾ HOẠCH\nTriển khai quy chế ban hành kèm theo\nQuyết định số 15/QĐ-BXD${' về phân loại nhà ở'.repeat(8)}`,
      'Kế hoạch',
      `Triển khai quy chế ban hành kèm theo Quyết định số 15/QĐ-BXD${' về phân loại nhà ở'.repeat(8)}`,
    ],
  ])('%s', (_, title, type, subject) => {
    expect(header(`${letterhead}\n${title}\nCăn cứ Luật Xây dựng;`)).toMatchObject({ type, subject })
  })

  test('a sentence below the type is no subject', () => {
    expect(
      header(`${letterhead}\nKẾ HOẠCH\nThực hiện chỉ đạo của cấp trên, Bộ Xây dựng ban hành kế hoạch như sau:`),
    ).toMatchObject({ type: 'Kế hoạch', subject: null })
  })
})

test.each(['V/v phân loại nhà ở', 'Về phân loại nhà ở'])('a letter about something: %s', (line) => {
  const text = letterhead.replace('QĐ-BXD', 'BXD-QLN').replace('Hà Nội,', `${line}\nHà Nội,`)
  expect(header(`${text}\nKính gửi: Sở Xây dựng\nBộ Xây dựng yêu cầu báo cáo.`)).toMatchObject({
    type: 'Công văn',
    subject: 'phân loại nhà ở',
  })
})

describe('signatures', () => {
  const body = 'Điều 2. Quyết định này có hiệu lực từ ngày ký.\n'

  test('typed beside the recipients', () => {
    expect(
      header(`${letterhead}\nQUYẾT ĐỊNH\nVề phân loại nhà ở\nĐiều 1. Phân loại nhà ở.\n${body}Nơi nhận: KT. BỘ TRƯỞNG
- Văn phòng Chính phủ; THỨ TRƯỞNG
- Các Sở Xây dựng và các
cơ quan liên quan; (Đã ký)
- Lưu: VT. Trần Văn Lâm`),
    ).toMatchObject({
      signers: [{ name: 'Trần Văn Lâm', position: 'THỨ TRƯỞNG', authority: ['KT.'] }],
      recipients: ['Văn phòng Chính phủ', 'Các Sở Xây dựng và các cơ quan liên quan', 'Lưu: VT'],
    })
  })

  test('of two who sign jointly, their columns one below the other', () => {
    const signers = `KT. BỘ TRƯỞNG BỘ XÂY DỰNG
Thứ trưởng
KT. BỘ TRƯỞNG BỘ TÀI CHÍNH
Thứ trưởng
(Đã ký)
(Đã ký)
Trần Văn Lâm
Nguyễn Thị Ngọc Ánh`
    expect(
      header(`${letterhead}\nTHÔNG TƯ\nVề phân loại nhà ở\nĐiều 1. Phân loại.\n${body.repeat(20)}${signers}`),
    ).toMatchObject({
      signers: [
        { name: 'Trần Văn Lâm', position: 'Thứ trưởng', authority: ['KT.'] },
        { name: 'Nguyễn Thị Ngọc Ánh', position: 'Thứ trưởng', authority: ['KT.'] },
      ],
    })
  })

  test.each([
    ['ThS. Trần Văn Lâm', 'Trần Văn Lâm'],
    ['PGS.TS. Nguyễn Thị Ngọc Ánh', 'Nguyễn Thị Ngọc Ánh'],
    ['BSCKII. Lê Văn Sơn', 'Lê Văn Sơn'],
    ['DS. Lê Văn Sơn', 'Lê Văn Sơn'],
    ['CN. Lê Văn Sơn', 'Lê Văn Sơn'],
    ['Đại tá Lê Văn Sơn', 'Lê Văn Sơn'],
    ['Thiếu tướng, TS. Lê Văn Sơn', 'Lê Văn Sơn'],
    ['(Đã ký) TS. Lê Văn Sơn', 'Lê Văn Sơn'],
    ['Thượng Thị Tá', 'Thượng Thị Tá'],
  ])('the name of %s is without titles and ranks', (line, name) => {
    const signature = `Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n(Đã ký)\n${line}`
    expect(header(`${letterhead}\nBÁO CÁO\nKết quả công tác\n${body.repeat(20)}${signature}`).signers).toEqual([
      { name, position: 'GIÁM ĐỐC', authority: [] },
    ])
  })
})
