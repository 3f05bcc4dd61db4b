import { describe, expect, test } from 'vitest'
import { readPdf } from '../../src/readers/pdf/read-pdf.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import { describeReader } from '../contract.ts'
import { bodyWidth, cellRows, margins, paragraphs, Sheet } from './pdf-files.ts'

const long = [
  'Thực hiện chế độ báo cáo định kỳ, Ủy ban nhân dân phường báo cáo kết quả thực hiện công tác cải cách hành chính sáu tháng đầu năm, triển khai một số nhiệm vụ sáu tháng cuối năm như sau.',
  'Trong kỳ báo cáo, phường đã tiếp nhận 298 hồ sơ, giải quyết đúng hạn 299 hồ sơ, đạt tỷ lệ 100%; số hồ sơ trực tuyến là 251 hồ sơ, chiếm 84,2% tổng số hồ sơ tiếp nhận.',
]

function letterhead(): Sheet {
  const sheet = new Sheet()
  sheet.centred('UBND THỊ XÃ QUẢNG TRỊ', 160, 62, 'regular', 12)
  sheet.centred('ỦY BAN NHÂN DÂN', 160, 77, 'bold', 12)
  sheet.centred('PHƯỜNG 1', 160, 92, 'bold', 12)
  sheet.centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 405, 62, 'bold', 12)
  sheet.centred('Độc lập - Tự do - Hạnh phúc', 405, 77, 'bold', 13)
  sheet.doc.moveTo(330, 95).lineTo(480, 95).stroke()
  sheet.centred('Số: 61/BC-UBND', 160, 122)
  sheet.centred('Phường 1, ngày 14 tháng 6 năm 2024', 405, 122, 'italic')
  sheet.centred('BÁO CÁO', 314, 160, 'bold', 14)
  sheet.centred('Công tác cải cách hành chính', 314, 178, 'bold')
  let y = sheet.prose(long, 210)
  y += 10
  sheet.text('Nơi nhận:', margins.left, y + 6, 'italic', 12)
  sheet.text('- UBND thị xã (b/c);', margins.left, y + 22, 'regular', 11)
  sheet.text('- Lưu: VT.', margins.left, y + 36, 'regular', 11)
  sheet.centred('TM. ỦY BAN NHÂN DÂN', 420, y, 'bold')
  sheet.centred('KT. CHỦ TỊCH', 420, y + 17, 'bold')
  sheet.centred('PHÓ CHỦ TỊCH', 420, y + 34, 'bold')
  sheet.centred('Lê Thị Huệ', 420, y + 110, 'bold')
  return sheet
}

describe('letterhead and signature', () => {
  test('are read column by column, line by line', async () => {
    const document = await letterhead().read()
    expect(paragraphs(document)).toEqual([
      'UBND THỊ XÃ QUẢNG TRỊ',
      'ỦY BAN NHÂN DÂN PHƯỜNG 1',
      'Số: 61/BC-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Phường 1, ngày 14 tháng 6 năm 2024',
      'BÁO CÁO',
      'Công tác cải cách hành chính',
      ...long,
      'Nơi nhận:',
      '- UBND thị xã (b/c);',
      '- Lưu: VT.',
      'TM. ỦY BAN NHÂN DÂN',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Lê Thị Huệ',
    ])
    const sides = document.blocks.map((block) => (block.kind === 'paragraph' ? block.side : null))
    expect(sides.slice(0, 8)).toEqual([
      ...Array<unknown>(3).fill({ region: 0, column: 0 }),
      ...Array<unknown>(3).fill({ region: 0, column: 1 }),
      null,
      null,
    ])
    expect(sides.slice(-5)).toEqual([{ region: 1, column: 0 }, ...Array<unknown>(4).fill({ region: 1, column: 1 })])
  })

  test('look and alignment are told', async () => {
    const { blocks } = await letterhead().read()
    expect(blocks[1]).toMatchObject({ bold: true, align: 'center', size: 12 })
    expect(blocks[5]).toMatchObject({ italic: true })
    expect(blocks[6]).toMatchObject({ bold: true, align: 'center', size: 14 })
    expect(blocks[8]).toMatchObject({ bold: false, align: 'justify', size: 13 })
  })
})

describe('glyphs', () => {
  test.each([0, 90, 180, 270])('a page rotated by %i degrees is read as it is displayed', async (rotate) => {
    const sheet = new Sheet({ size: [400, 600] })
    Object.assign(sheet.doc.page.dictionary.data, { Rotate: rotate })
    const [width, height] = rotate % 180 === 0 ? [400, 600] : [600, 400]
    // Written so that it stands upright at (50, 80) once the page is rotated.
    sheet.doc.save()
    if (rotate === 90) sheet.doc.rotate(-90, { origin: [0, 0] }).translate(-600, 0)
    if (rotate === 180) sheet.doc.rotate(180, { origin: [200, 300] })
    if (rotate === 270) sheet.doc.rotate(90, { origin: [0, 0] }).translate(0, -400)
    sheet.text('Số liệu 298', 50, 80)
    sheet.doc.restore()
    const document = await sheet.read()
    expect(document.pages).toEqual([{ number: 1, width, height }])
    expect(paragraphs(document)).toEqual(['Số liệu 298'])
    const box = document.words[0]!.box!
    expect(box.x).toBeCloseTo(50, 0)
    expect(box.y).toBeGreaterThan(75)
    expect(box.y + box.height).toBeLessThan(100)
  })

  test('text that runs up an unrotated page is read in its own direction', async () => {
    const sheet = new Sheet()
    sheet.doc.rotate(-90, { origin: [0, 0] })
    sheet.text('Biểu tổng hợp', -700, 100)
    sheet.text('số liệu', -700, 130)
    const document = await sheet.read()
    expect(paragraphs(document)).toEqual(['Biểu tổng hợp', 'số liệu'])
    const box = document.words[0]!.box!
    expect(box.height).toBeGreaterThan(box.width)
    expect(box.y + box.height).toBeCloseTo(700, 0)
  })

  test.each([
    ['the same place', 0, 0],
    ['a third of a point aside, as fake bold is', 0.3, 0],
    ['a third of a point below', 0, 0.3],
  ])('text printed twice in %s is read once', async (_, dx, dy) => {
    const sheet = new Sheet()
    sheet.text('Tổng số 298 hồ sơ', 100, 100)
    sheet.text('Tổng số 298 hồ sơ', 100 + dx, 100 + dy)
    expect(paragraphs(await sheet.read())).toEqual(['Tổng số 298 hồ sơ'])
  })

  test('repeated digits are not overprinting', async () => {
    const sheet = new Sheet()
    sheet.text('1000 và 11111', 100, 100)
    expect(paragraphs(await sheet.read())).toEqual(['1000 và 11111'])
  })

  test('a word drawn in pieces of two fonts, out of order, is one word', async () => {
    const sheet = new Sheet()
    let x = 100
    const places = ['Q', 'U', 'Ả', 'N', 'G'].map((letter) => {
      sheet.doc.font('regular').fontSize(13)
      const place = x
      x += sheet.doc.widthOfString(letter)
      return [letter, place] as const
    })
    for (const [letter, place] of places) if (letter !== 'Ả') sheet.text(letter, place, 100)
    for (const [letter, place] of places) if (letter === 'Ả') sheet.text(letter, place, 100, 'bold')
    expect(paragraphs(await sheet.read())).toEqual(['QUẢNG'])
  })

  test('a raised mark never becomes part of a number', async () => {
    const sheet = new Sheet()
    const width = sheet.text('đạt 6', 100, 100)
    sheet.text('2', 100 + width, 98, 'regular', 8)
    const document = await sheet.read()
    expect(document.words.map((word) => word.raw)).toEqual(['đạt', '6', '2'])
    expect(document.text).toBe('đạt 6 2\n')
  })

  test('the exponent of a measure stays with it', async () => {
    const sheet = new Sheet()
    const width = sheet.text('120 m', 100, 100)
    sheet.text('2', 100 + width, 98, 'regular', 8)
    expect((await sheet.read()).text).toBe('120 m2\n')
  })

  test('what closes the sentence stays behind a raised mark', async () => {
    const sheet = new Sheet()
    let x = 100 + sheet.text('120 m', 100, 100)
    x += sheet.text('2', x, 98, 'regular', 8)
    x += sheet.text(', tăng', x, 100)
    x += sheet.text('1', x, 98, 'regular', 8)
    sheet.text('.', x, 100)
    expect((await sheet.read()).text).toBe('120 m2, tăng 1.\n')
  })

  test('glyphs outside the page are not read', async () => {
    const sheet = new Sheet()
    sheet.text('trong trang', 100, 100)
    sheet.text('ngoài trang', 700, 100)
    sheet.text('dưới trang', 100, 900)
    expect(paragraphs(await sheet.read())).toEqual(['trong trang'])
  })

  test('letters spread out make words', async () => {
    const sheet = new Sheet()
    sheet.doc.font('bold').fontSize(14)
    sheet.doc.text('QUYẾT ĐỊNH MỚI', 200, 100, { characterSpacing: 4, lineBreak: false })
    expect(paragraphs(await sheet.read())).toEqual(['QUYẾT ĐỊNH MỚI'])
  })
})

describe('paragraphs', () => {
  test('go on over a page break', async () => {
    const sheet = new Sheet()
    sheet.full('Phường tổ chức tuyên truyền tại các buổi họp, giao ban hằng tuần đến cán bộ,', 113, 700)
    sheet.full('công chức và ban cán sự các khu phố về kế hoạch cải cách hành chính trên trang', margins.left, 718)
    sheet.page()
    sheet.centred('2', 297, 36)
    sheet.text('thông tin điện tử.', margins.left, 62)
    sheet.prose(long, 80)
    const [first, ...rest] = paragraphs(await sheet.read())
    expect(first).toMatch(/trên trang thông tin điện tử\.$/u)
    expect(rest).toEqual(long)
  })

  test('a heading that fills its first line and ends in a short centred one is one paragraph', async () => {
    const sheet = new Sheet()
    sheet.centred('NGHỊ QUYẾT', margins.left + bodyWidth / 2, 62, 'bold')
    sheet.full('Về dự toán thu, chi ngân sách nhà nước và phân bổ ngân sách địa phương năm', margins.left, 80, 'bold')
    sheet.centred('2021', margins.left + bodyWidth / 2, 98, 'bold')
    sheet.prose(long, 130)
    const [type, subject, ...rest] = paragraphs(await sheet.read())
    expect(type).toBe('NGHỊ QUYẾT')
    expect(subject).toMatch(/^Về dự toán .* năm 2021$/u)
    expect(rest).toEqual(long)
  })

  test('a symbol broken at its hyphen is made whole', async () => {
    const sheet = new Sheet()
    sheet.prose(long, 62)
    sheet.full('Phường đã ban hành và triển khai thực hiện tốt Kế hoạch số 09/KH-', 113, 200)
    sheet.text('UBND ngày 24/01/2024.', margins.left, 218)
    expect(paragraphs(await sheet.read()).at(-1)).toMatch(/số 09\/KH-UBND ngày/u)
  })

  test.each(['- ', '+ ', '* ', 'I. ', '1. ', '1.1. ', 'a) ', 'Điều 1. '])('"%s" begins one', async (marker) => {
    const sheet = new Sheet()
    sheet.prose([long[0]!, `${marker}Kế hoạch năm 2024;`, `${marker}Báo cáo năm 2023.`], 62)
    expect(paragraphs(await sheet.read())).toEqual([
      long[0],
      `${marker}Kế hoạch năm 2024;`,
      `${marker}Báo cáo năm 2023.`,
    ])
  })
})

describe('page furniture', () => {
  test('page numbers are dropped, repeated headers and footers kept once, footnotes kept out of the text', async () => {
    const sheet = new Sheet()
    for (const number of [1, 2, 3]) {
      if (number > 1) sheet.page()
      if (number > 1) sheet.centred(String(number), 297, 30)
      sheet.text('Báo cáo quý II', margins.left, 40, 'italic', 10)
      sheet.text(`Trang ${number}/3`, 500, 810, 'regular', 10)
      sheet.text('Văn phòng UBND phường', margins.left, 810, 'regular', 10)
      sheet.prose(long, 80)
    }
    sheet.doc
      .moveTo(margins.left, 700)
      .lineTo(margins.left + 140, 700)
      .lineWidth(0.5)
      .stroke()
    sheet.text('1', margins.left, 704, 'regular', 6)
    sheet.text('Số liệu tính đến ngày 14/6/2024.', margins.left + 4, 706, 'regular', 10)
    const document = await sheet.read()
    expect(paragraphs(document)).toEqual([...long, ...long, ...long])
    expect(paragraphs(document, 'footnote')).toEqual(['1 Số liệu tính đến ngày 14/6/2024.'])
    expect(paragraphs(document, 'page-header')).toEqual(['Báo cáo quý II'])
    expect(paragraphs(document, 'page-footer').join(' ')).toMatch(/Văn phòng UBND phường/u)
  })

  test('footnotes follow what their page ends in, before what begins on the next', async () => {
    const sheet = new Sheet()
    const note = (mark: string, text: string) => {
      sheet.text(mark, margins.left, 754, 'regular', 6)
      sheet.text(text, margins.left + 4, 756, 'regular', 10)
    }
    sheet.prose([long[0]!], 62)
    sheet.full('Tổng hợp báo cáo của các phòng, ban, đơn vị và các thôn trên toàn xã,', margins.left + 28, 725)
    note('1', 'Số liệu tính đến ngày 14/6/2024.')
    sheet.page()
    sheet.text('đến nay có 25 cơ sở đã được kiểm tra trong kỳ.', margins.left, 62)
    const rows = [
      ['Nội dung', 'Số liệu'],
      ['Cơ sở', '25'],
    ]
    sheet.table([margins.left, 250, 400], [100, 125, 150], cellRows(rows))
    note('2', 'Gồm cả cơ sở mới.')
    sheet.page()
    sheet.prose([long[1]!], 62)
    const { blocks, text } = await sheet.read()
    expect(blocks.map(({ role, start, end }) => [role, text.slice(start, end)])).toEqual([
      ['body', long[0]],
      ['body', expect.stringMatching(/^Tổng hợp .+ trong kỳ\.$/u)],
      ['footnote', '1 Số liệu tính đến ngày 14/6/2024.'],
      ['body', 'Nội dung\tSố liệu\nCơ sở\t25'],
      ['footnote', '2 Gồm cả cơ sở mới.'],
      ['body', long[1]],
    ])
  })

  test('form numbers at the same height of three pages are no header', async () => {
    const sheet = new Sheet()
    for (const number of [1, 2, 3]) {
      if (number > 1) sheet.page()
      sheet.centred(`Biểu mẫu ${number + 3}`, 314, 62, 'bold')
      sheet.prose([long[0]!], 90)
    }
    expect(paragraphs(await sheet.read())).toEqual([4, 5, 6].flatMap((number) => [`Biểu mẫu ${number}`, long[0]]))
  })
})

describe('columns', () => {
  test('of prose are read one after the other', async () => {
    const sheet = new Sheet()
    const width = (bodyWidth - 30) / 2
    sheet.prose(long, 62, { width })
    sheet.prose([...long].reverse(), 62, { x: margins.left + width + 30, width })
    expect(paragraphs(await sheet.read())).toEqual([...long, ...[...long].reverse()])
  })

  test('are not seen in justified text with wide spaces', async () => {
    const sheet = new Sheet()
    sheet.full('Trang thông-tin-điện-tử-của-phường-một và cổng-dịch-vụ-công-quốc-gia', margins.left, 100)
    sheet.full('đã được kết-nối-liên-thông-với-phần-mềm-một-cửa của tỉnh-Quảng-Trị', margins.left, 118)
    sheet.full('theo hướng-dẫn-của-Sở-Thông-tin-và-Truyền-thông để trao-đổi-văn-bản', margins.left, 136)
    sheet.text('điện tử.', margins.left, 154)
    const document = await sheet.read()
    expect(document.blocks).toHaveLength(1)
    expect(document.blocks[0]).toMatchObject({ side: null })
  })
})

describe('trouble', () => {
  const broken = (bytes: Uint8Array) => readPdf(bytes, defaultLimits)

  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['text', new TextEncoder().encode('%PDF-1.7 no more than this'), 'damaged'],
    ['zeros', new Uint8Array(2048), 'damaged'],
  ])('%s gives an error with code', async (_, bytes, code) => {
    await expect(broken(bytes)).rejects.toMatchObject({ name: 'DocumentError', code })
  })

  test('a password gives "encrypted"', async () => {
    const sheet = new Sheet({ userPassword: 'secret', pdfVersion: '1.7' })
    sheet.text('kín', 100, 100)
    await expect(broken(await sheet.bytes())).rejects.toMatchObject({ code: 'encrypted' })
  })

  test('a method of encryption that is in no standard, too', async () => {
    const sheet = new Sheet({ userPassword: 'secret', pdfVersion: '1.7' })
    sheet.text('kín', 100, 100)
    const bytes = Buffer.from(await sheet.bytes())
    const version = /\/V \d(?=\s)/u.exec(bytes.toString('latin1'))!
    bytes.write('/V 9', version.index, 'latin1')
    await expect(broken(bytes)).rejects.toMatchObject({ code: 'encrypted' })
  })

  test('restrictions without a password do not matter', async () => {
    const sheet = new Sheet({ ownerPassword: 'owner', pdfVersion: '1.7', permissions: { copying: false } })
    sheet.text('đọc được', 100, 100)
    expect(paragraphs(await sheet.read())).toEqual(['đọc được'])
  })

  test('half a file is read as far as it goes or given up as damaged', async () => {
    const bytes = await letterhead().bytes()
    await expect(broken(bytes.slice(0, bytes.length / 2))).rejects.toMatchObject({ code: 'damaged' })
    const tail = bytes.slice(0, bytes.length - 40)
    expect((await broken(tail)).text).toMatch(/61\/BC-UBND/u)
  })

  test('images without text need OCR; one such page among others is told', async () => {
    const scan = new Sheet()
    scan.doc.image(pixel, 0, 0, { width: 595, height: 842 })
    await expect(broken(await scan.bytes())).rejects.toMatchObject({ code: 'needs-ocr' })
    const mixed = new Sheet()
    mixed.text('Phụ lục quét kèm theo', 100, 100)
    mixed.page()
    mixed.doc.image(pixel, 0, 0, { width: 595, height: 842 })
    const document = await mixed.read()
    expect(document.issues).toMatchObject([{ code: 'page-without-text', page: 2 }])
  })

  test('pages beyond the limit are dropped with an issue', async () => {
    const sheet = new Sheet()
    sheet.text('một', 100, 100)
    sheet.page()
    sheet.text('hai', 100, 100)
    const document = await readPdf(await sheet.bytes(), { ...defaultLimits, maxPages: 1 })
    expect(document.text).toBe('một\n')
    expect(document.issues).toMatchObject([{ code: 'pages-dropped' }])
  })

  test('invisible text is read and told', async () => {
    const sheet = new Sheet()
    sheet.doc.addContent('3 Tr')
    sheet.text('lớp chữ ẩn', 100, 100)
    const document = await sheet.read()
    expect(document.text).toBe('lớp chữ ẩn\n')
    expect(document.issues).toMatchObject([{ code: 'invisible-text', page: 1 }])
  })

  test('nothing is printed', async () => {
    const written: string[] = []
    const { log, warn } = console
    console.log = console.warn = (...values: unknown[]) => void written.push(values.join(' '))
    try {
      const bytes = await letterhead().bytes()
      await broken(bytes.slice(0, bytes.length - 40)).catch(() => undefined)
    } finally {
      Object.assign(console, { log, warn })
    }
    expect(written).toEqual([])
  })
})

/** Two by two grey pixels. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNgaGBgYAAAAwsAgVQ1z/cAAAAASUVORK5CYII=',
  'base64',
)

describeReader('readPdf', readPdf, [
  { name: 'letterhead, prose, signature', bytes: () => letterhead().bytes() },
  {
    name: 'decomposed letters and soft hyphens',
    bytes: () => {
      const sheet = new Sheet()
      sheet.text('Tỷ lệ đúng hạn Nguyễn Huệ'.normalize('NFD'), 100, 100)
      sheet.text('so\u00adft', 100, 130)
      return sheet.bytes()
    },
  },
])
