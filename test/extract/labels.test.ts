import { expect, test } from 'vitest'
import { likeness } from '../../src/evaluate/compare.ts'
import { extractText } from './extract-text.ts'

/** A label a reader would give shares at least this much of its words with the one found. */
const alike = 0.5

type Figure = readonly [label: string, value: number | string, unit: string | null]

/**
 * Sentences of offices of all kinds, each with every figure in it: what a reader would call it, how much it is (a growth
 * with its sign, a change as 'from→to', a part of a whole as 'part/whole'), and its unit as written.
 */
const sentences: readonly (readonly [text: string, figures: readonly Figure[]])[] = [
  // schools
  [
    'Toàn tỉnh hiện có 512 cơ sở giáo dục (giảm 14 cơ sở so với năm học trước), gồm: 168 trường mầm non, 187 trường tiểu học. Số trường ngoài công lập là 22, chiếm tỷ lệ 4,3%.',
    [
      ['cơ sở giáo dục toàn tỉnh', 512, 'cơ sở'],
      ['trường mầm non', 168, 'trường'],
      ['trường tiểu học', 187, 'trường'],
      ['Số trường ngoài công lập', 22, null],
      ['Số trường ngoài công lập', 4.3, '%'],
    ],
  ],
  [
    'Toàn ngành có 19.874 cán bộ quản lý, giáo viên và nhân viên; trong đó 1.268 cán bộ quản lý. So với định mức còn thiếu 1.135 giáo viên, tập trung ở cấp mầm non (512 người).',
    [
      ['cán bộ quản lý, giáo viên và nhân viên', 19874, 'cán bộ'],
      ['cán bộ quản lý', 1268, 'cán bộ'],
      ['giáo viên còn thiếu', 1135, 'giáo viên'],
      ['người tập trung ở cấp mầm non', 512, 'người'],
    ],
  ],
  [
    'Tỷ lệ giáo viên đạt chuẩn trình độ đào tạo theo Luật Giáo dục: mầm non 92,6%, tiểu học 81,3%, THPT 100%.',
    [
      ['Tỷ lệ giáo viên đạt chuẩn trình độ đào tạo mầm non', 92.6, '%'],
      ['Tỷ lệ giáo viên đạt chuẩn trình độ đào tạo tiểu học', 81.3, '%'],
      ['Tỷ lệ giáo viên đạt chuẩn trình độ đào tạo THPT', 100, '%'],
    ],
  ],
  [
    'Kỳ thi có 11.872 thí sinh đăng ký dự thi tại 34 điểm thi với 502 phòng thi; tỷ lệ đỗ tốt nghiệp đạt 99,17%, cao hơn năm trước 0,4 điểm phần trăm và xếp thứ 17/63 tỉnh, thành phố.',
    [
      ['thí sinh đăng ký dự thi', 11872, 'thí sinh'],
      ['điểm thi', 34, 'điểm thi'],
      ['phòng thi', 502, 'phòng thi'],
      ['tỷ lệ đỗ tốt nghiệp', 99.17, '%'],
      ['tỷ lệ đỗ tốt nghiệp', '+0.4', 'điểm phần trăm'],
      ['tỷ lệ đỗ tốt nghiệp xếp thứ', '17/63', 'tỉnh, thành phố'],
    ],
  ],
  [
    'Đội tuyển của tỉnh đoạt 46 giải (02 giải Nhất, 11 giải Nhì), tăng 09 giải so với năm học trước.',
    [
      ['giải đội tuyển của tỉnh đoạt', 46, 'giải'],
      ['giải Nhất', 2, 'giải'],
      ['giải Nhì', 11, 'giải'],
      ['giải', '+9', 'giải'],
    ],
  ],
  [
    'Số trường đạt chuẩn quốc gia là 371/490 trường công lập, tỷ lệ 75,7%; công nhận mới 19 trường, công nhận lại 33 trường.',
    [
      ['Số trường đạt chuẩn quốc gia', '371/490', 'trường'],
      ['trường công nhận mới', 19, 'trường'],
      ['trường công nhận lại', 33, 'trường'],
    ],
  ],
  [
    'Từ nguồn xã hội hóa, các trường đã huy động được 12.400 ngày công lao động, sửa chữa 214 phòng học. Đã miễn, giảm học phí cho 58.341 lượt học sinh với tổng kinh phí 37,9 tỷ đồng.',
    [
      ['ngày công lao động', 12400, 'ngày công'],
      ['phòng học sửa chữa', 214, 'phòng học'],
      ['lượt học sinh miễn, giảm học phí', 58341, 'lượt học sinh'],
      ['tổng kinh phí miễn, giảm học phí lượt học sinh', 37.9, 'tỷ đồng'],
    ],
  ],
  [
    'Còn 4/11 huyện, thành phố chưa đạt chuẩn phổ cập giáo dục tiểu học; phấn đấu có thêm 15 trường đạt chuẩn quốc gia, nâng tỷ lệ lên 78%.',
    [
      ['huyện, thành phố chưa đạt chuẩn phổ cập giáo dục tiểu học', '4/11', 'huyện, thành phố'],
      ['trường đạt chuẩn quốc gia', 15, 'trường'],
      ['tỷ lệ trường đạt chuẩn quốc gia', 78, '%'],
    ],
  ],
  // police
  [
    '2. Tội phạm về ma túy: Phát hiện 17 vụ, bắt 21 đối tượng; thu giữ 3,42g heroin, 06 điện thoại di động, 04 xe mô tô và 28.500.000 đồng.',
    [
      ['vụ phát hiện tội phạm về ma túy', 17, 'vụ'],
      ['đối tượng bắt', 21, 'đối tượng'],
      ['thu giữ heroin', 3.42, 'g'],
      ['điện thoại di động', 6, 'điện thoại'],
      ['xe mô tô', 4, 'xe mô tô'],
      ['thu giữ', 28500000, 'đồng'],
    ],
  ],
  [
    'So với quý I/2020: số vụ giảm 02 vụ (25%), số người bị thương giảm 01 người.',
    [
      ['số vụ', '-2', 'vụ'],
      ['số người bị thương', '-1', 'người'],
    ],
  ],
  [
    'Tỷ lệ điều tra, khám phá án đạt 91,3% (21/23 vụ), vượt chỉ tiêu đề ra 6,3%. Trên địa bàn có 196 người nghiện có hồ sơ quản lý, tăng 8 người so với đầu năm.',
    [
      ['Tỷ lệ điều tra, khám phá án', '21/23', 'vụ'],
      ['Tỷ lệ điều tra, khám phá án', '+6.3', '%'],
      ['người nghiện có hồ sơ quản lý', 196, 'người'],
    ],
  ],
  [
    'Lập biên bản 1.204 trường hợp vi phạm, tạm giữ 312 phương tiện, xử phạt 1.156 trường hợp với số tiền 1.087.350.000 đồng nộp Kho bạc Nhà nước.',
    [
      ['trường hợp vi phạm', 1204, 'trường hợp'],
      ['phương tiện tạm giữ', 312, 'phương tiện'],
      ['trường hợp xử phạt', 1156, 'trường hợp'],
      ['số tiền xử phạt trường hợp nộp Kho bạc Nhà nước', 1087350000, 'đồng'],
    ],
  ],
  [
    'Kiểm tra 64 lượt cơ sở, phát hiện 19 thiếu sót, kiến nghị khắc phục 19/19 thiếu sót; trả 5.120 thẻ cho công dân; kéo giảm ít nhất 5% số vụ phạm pháp hình sự.',
    [
      ['lượt cơ sở kiểm tra', 64, 'lượt cơ sở'],
      ['thiếu sót phát hiện', 19, 'thiếu sót'],
      ['thiếu sót kiến nghị khắc phục', '19/19', 'thiếu sót'],
      ['thẻ trả cho công dân', 5120, 'thẻ'],
      ['số vụ phạm pháp hình sự', '-5', '%'],
    ],
  ],
  ['Cháy, nổ: Không xảy ra.', [['Cháy, nổ', 0, null]]],
  // health
  [
    'Sốt xuất huyết: ghi nhận 487 ca mắc, tăng gấp 4,2 lần so với cùng kỳ; sốt rét: lam xét nghiệm 4.310 lam (đạt 53,9% KH năm).',
    [
      ['ca mắc ghi nhận sốt xuất huyết', 487, 'ca'],
      ['ca mắc ghi nhận sốt xuất huyết tăng gấp', 4.2, 'lần'],
      ['lam xét nghiệm', 4310, 'lam'],
    ],
  ],
  [
    'Tỷ số giới tính khi sinh 109,6 bé trai/100 bé gái; tiêm sởi cho trẻ 18 tháng: 981 trẻ; thu nhập tăng thêm bình quân 850 nghìn đồng/người/tháng.',
    [
      ['Tỷ số giới tính khi sinh', 109.6, 'bé trai/100 bé gái'],
      ['tiêm sởi cho trẻ 18 tháng', 981, 'trẻ'],
      ['thu nhập tăng thêm bình quân', 850, 'nghìn đồng/người/tháng'],
    ],
  ],
  // a Party cell
  [
    'Tốc độ tăng trưởng kinh tế đạt 11,6% (Nghị quyết 11%). Tổng thu ngân sách trên địa bàn là 9 tỷ 845 triệu đồng, đạt 142% so với Nghị quyết.',
    [
      ['Tốc độ tăng trưởng kinh tế', 11.6, '%'],
      ['Tổng thu ngân sách trên địa bàn', 9845, 'triệu đồng'],
    ],
  ],
  [
    'Có 1.812/2.034 hộ đạt gia đình văn hóa, đạt 89,1%. Giao quân 11/11 thanh niên, đạt 100% chỉ tiêu trên giao. Xảy ra 05 vụ việc về trật tự, giảm 02 vụ so với cùng kỳ.',
    [
      ['hộ đạt gia đình văn hóa', '1812/2034', 'hộ'],
      ['thanh niên giao quân', '11/11', 'thanh niên'],
      ['vụ việc về trật tự', 5, 'vụ việc'],
    ],
  ],
  [
    'Đảng bộ có 14 chi bộ trực thuộc với 342 đảng viên. Kết nạp 12 đảng viên, đạt 120% chỉ tiêu. Trao huy hiệu 30 năm 08 đồng chí, 40 năm 05 đồng chí.',
    [
      ['chi bộ trực thuộc', 14, 'chi bộ'],
      ['đảng viên', 342, 'đảng viên'],
      ['đảng viên kết nạp', 12, 'đảng viên'],
      ['đồng chí huy hiệu 30 năm', 8, 'đồng chí'],
      ['đồng chí huy hiệu 40 năm', 5, 'đồng chí'],
    ],
  ],
  [
    'Xây mới 03 nhà Đại đoàn kết trị giá 150 triệu đồng. Hội Nông dân kết nạp 34 hội viên, nâng tổng số lên 1.120 hội viên; ra quân 15 buổi, thu hút 640 lượt đoàn viên.',
    [
      ['nhà Đại đoàn kết', 3, 'nhà'],
      ['trị giá nhà Đại đoàn kết', 150, 'triệu đồng'],
      ['hội viên kết nạp Hội Nông dân', 34, 'hội viên'],
      ['tổng số hội viên', 1120, 'hội viên'],
      ['buổi ra quân', 15, 'buổi'],
      ['lượt đoàn viên thu hút', 640, 'lượt đoàn viên'],
    ],
  ],
  [
    'Kết nạp từ 10 đảng viên trở lên; 85% trở lên chi bộ hoàn thành tốt nhiệm vụ.',
    [
      ['đảng viên kết nạp', 10, 'đảng viên'],
      ['chi bộ hoàn thành tốt nhiệm vụ', 85, '%'],
    ],
  ],
  // budgets
  [
    'a) Thu nội địa: 13.200.000 triệu đồng, trong đó thu tiền sử dụng đất 3.500.000 triệu đồng, thu xổ số kiến thiết 120.000 triệu đồng;',
    [
      ['Thu nội địa', 13200000, 'triệu đồng'],
      ['Thu nội địa thu tiền sử dụng đất', 3500000, 'triệu đồng'],
      ['Thu nội địa thu xổ số kiến thiết', 120000, 'triệu đồng'],
    ],
  ],
  [
    'Mức phân bổ chi quản lý hành chính cấp xã: 42 triệu đồng/biên chế/năm.',
    [['Mức phân bổ chi quản lý hành chính cấp xã', 42, 'triệu đồng/biên chế/năm']],
  ],
  // a province in the nineties
  [
    'Giá trị tổng sản lượng (giá cố định 1994) đạt 1.284 tỷ đồng. Vốn ngân sách tập trung 96,4 tỷ, khối lượng thực hiện đạt 88,7 tỷ (92%). Chỉ số giá cả tăng 3,1%.',
    [
      ['Giá trị tổng sản lượng', 1284, 'tỷ đồng'],
      ['Vốn ngân sách tập trung', 96.4, 'tỷ'],
      ['khối lượng thực hiện', 88.7, 'tỷ'],
      ['Chỉ số giá cả', '+3.1', '%'],
    ],
  ],
  [
    'Một số sản phẩm chủ yếu tăng khá: chè chế biến 4.850 tấn (+18,2%), phân lân 12.000 tấn (-7,7%).',
    [
      ['chè chế biến', 4850, 'tấn'],
      ['phân lân', 12000, 'tấn'],
    ],
  ],
  [
    'Diện tích gieo cấy lúa cả năm 78.450 ha, bằng 99,2% KH và tăng 1.250 ha so với năm 1996. Toàn tỉnh có 36 vạn học sinh phổ thông, tăng 4,1%.',
    [
      ['Diện tích gieo cấy lúa cả năm', 78450, 'ha'],
      ['học sinh phổ thông toàn tỉnh', 36, 'vạn học sinh'],
    ],
  ],
  [
    'Đã vận động được 1.140 triệu đồng quỹ đền ơn đáp nghĩa, xây 212 nhà tình nghĩa, tặng 1.860 sổ tiết kiệm trị giá 930 triệu đồng; giảm tỷ lệ sinh 0,8%o.',
    [
      ['vận động quỹ đền ơn đáp nghĩa', 1140, 'triệu đồng'],
      ['nhà tình nghĩa', 212, 'nhà'],
      ['sổ tiết kiệm', 1860, 'sổ tiết kiệm'],
      ['trị giá sổ tiết kiệm', 930, 'triệu đồng'],
      ['tỷ lệ sinh', 0.8, '‰'],
    ],
  ],
  // benefits
  [
    'Tổng số đối tượng đang hưởng trợ cấp xã hội hằng tháng tính đến 30/9/2024 là 6.218 người, tăng 74 người so với quý II/2024; mai táng phí 84.500.000 đồng (13 trường hợp).',
    [
      ['Tổng số đối tượng đang hưởng trợ cấp xã hội hằng tháng', 6218, 'người'],
      ['mai táng phí', 84500000, 'đồng'],
      ['trường hợp mai táng phí', 13, 'trường hợp'],
    ],
  ],
  [
    'Mức chuẩn trợ giúp xã hội áp dụng là 500.000 đồng/tháng (trước đây 360.000 đồng/tháng). Có 03/12 xã đạt tỷ lệ trên 80%.',
    [
      ['Mức chuẩn trợ giúp xã hội áp dụng', 500000, 'đồng/tháng'],
      ['Mức chuẩn trợ giúp xã hội áp dụng trước đây', 360000, 'đồng/tháng'],
      ['xã đạt tỷ lệ trên 80%', '3/12', 'xã'],
    ],
  ],
  [
    'Hỗ trợ nhà ở cho 45 hộ nghèo với mức 60 triệu đồng/hộ xây mới và 30 triệu đồng/hộ sửa chữa; truy lĩnh cho 5.987 đối tượng với tổng số tiền là 2.514.540.000 đồng.',
    [
      ['hộ nghèo hỗ trợ nhà ở', 45, 'hộ nghèo'],
      ['mức hỗ trợ nhà ở hộ nghèo xây mới', 60, 'triệu đồng/hộ'],
      ['sửa chữa', 30, 'triệu đồng/hộ'],
      ['đối tượng truy lĩnh', 5987, 'đối tượng'],
      ['tổng số tiền truy lĩnh đối tượng', 2514540000, 'đồng'],
    ],
  ],
  // animal health
  [
    'Từ đầu năm đến nay, cả nước xảy ra 514 ổ dịch tại 26 tỉnh, thành phố, số lợn mắc bệnh, chết và tiêu hủy là 30.214 con; so với cùng kỳ, số ổ dịch giảm 34,5% (785 ổ).',
    [
      ['ổ dịch cả nước xảy ra', 514, 'ổ dịch'],
      ['tỉnh, thành phố', 26, 'tỉnh, thành phố'],
      ['số lợn mắc bệnh, chết và tiêu hủy', 30214, 'con'],
      ['số ổ dịch', '-34.5', '%'],
      ['số ổ dịch', 785, 'ổ'],
    ],
  ],
  [
    'Ghi nhận 41 ca tử vong trên người tại 19 tỉnh, giảm 12 ca (22,6%) so với cùng kỳ. Đình chỉ 06 cơ sở; xây dựng 02 chuỗi xuất khẩu thịt gà; giảm 20% số ca tử vong do bệnh dại.',
    [
      ['ca tử vong trên người', 41, 'ca'],
      ['tỉnh', 19, 'tỉnh'],
      ['ca tử vong trên người', '-12', 'ca'],
      ['cơ sở đình chỉ', 6, 'cơ sở'],
      ['chuỗi xuất khẩu thịt gà', 2, 'chuỗi'],
      ['số ca tử vong do bệnh dại', '-20', '%'],
    ],
  ],
  [
    'Tổng đàn chó, mèo được tiêm phòng đạt 4,92 triệu con trong tổng số 7,51 triệu con (65,5%); tiêu hủy 102.340 con gia cầm (tăng 2,6 lần); phạt gần 3,1 tỷ đồng, bình quân 13 triệu đồng/cơ sở.',
    [
      ['Tổng đàn chó, mèo được tiêm phòng', '4.92/7.51', 'triệu con'],
      ['con gia cầm tiêu hủy', 102340, 'con gia cầm'],
      ['phạt', 3.1, 'tỷ đồng'],
      ['phạt bình quân', 13, 'triệu đồng/cơ sở'],
    ],
  ],
  // a district's reform of its offices
  [
    'Bộ phận Một cửa đã giải quyết 13.954 hồ sơ, quá hạn 53 hồ sơ (0,38%); đang giải quyết 332 hồ sơ; phát ra 1.200 phiếu, thu về 1.164 phiếu.',
    [
      ['hồ sơ giải quyết', 13954, 'hồ sơ'],
      ['hồ sơ quá hạn', 53, 'hồ sơ'],
      ['hồ sơ đang giải quyết', 332, 'hồ sơ'],
      ['phiếu phát ra', 1200, 'phiếu'],
      ['phiếu thu về', 1164, 'phiếu'],
    ],
  ],
  [
    'Có 02 trường hợp thôi việc ngay; giảm 11 biên chế công chức; sắp xếp giảm từ 14 phòng xuống còn 12 phòng chuyên môn; kinh phí 4 tỷ 875 triệu đồng.',
    [
      ['trường hợp thôi việc ngay', 2, 'trường hợp'],
      ['biên chế công chức', '-11', 'biên chế'],
      ['phòng chuyên môn sắp xếp', 12, 'phòng'],
      ['kinh phí', 4875, 'triệu đồng'],
    ],
  ],
  [
    'Tòa án nhân dân hai cấp thụ lý 3.412 vụ, việc các loại, đã giải quyết 2.978 vụ, việc, đạt tỷ lệ 87,28%; án bị hủy 0,4%, bị sửa 1,1% do nguyên nhân chủ quan.',
    [
      ['vụ, việc các loại thụ lý', 3412, 'vụ, việc'],
      ['vụ, việc giải quyết', 2978, 'vụ, việc'],
      ['án bị hủy', 0.4, '%'],
      ['bị sửa', 1.1, '%'],
    ],
  ],
  [
    'Ước thiệt hại do bão số 4: 02 người chết, 05 người bị thương; toàn huyện còn 1.024 hộ nghèo (tỷ lệ 3,45%).',
    [
      ['người chết', 2, 'người'],
      ['người bị thương', 5, 'người'],
      ['hộ nghèo', 1024, 'hộ nghèo'],
    ],
  ],
  [
    'Dư nợ tín dụng đạt 4.215 tỷ đồng với 98.650 khách hàng, tăng 312 tỷ đồng (+8%); nợ quá hạn 5,1 tỷ đồng, chiếm 0,12% tổng dư nợ; chi trả 286,4 tỷ đồng cho 295 hộ; từ chối thanh toán 2,35 tỷ đồng.',
    [
      ['Dư nợ tín dụng', 4215, 'tỷ đồng'],
      ['khách hàng', 98650, 'khách hàng'],
      ['Dư nợ tín dụng', '+312', 'tỷ đồng'],
      ['nợ quá hạn', 5.1, 'tỷ đồng'],
      ['chi trả', 286.4, 'tỷ đồng'],
      ['hộ chi trả', 295, 'hộ'],
      ['từ chối thanh toán', 2.35, 'tỷ đồng'],
    ],
  ],
  // what says too little by itself: keys in parentheses, dimensions, the second of two rates
  [
    'Diện tích cây lâu năm chuyển đổi đạt 820 ha (chè 310 ha, quế 95 ha); toàn huyện có 640 cộng tác viên (nữ 215 người).',
    [
      ['Diện tích cây lâu năm chuyển đổi', 820, 'ha'],
      ['Diện tích cây lâu năm chuyển đổi chè', 310, 'ha'],
      ['Diện tích cây lâu năm chuyển đổi quế', 95, 'ha'],
      ['cộng tác viên', 640, 'cộng tác viên'],
      ['cộng tác viên nữ', 215, 'người'],
    ],
  ],
  [
    'Đường liên xã Bình An - Phú Hòa (dài 6,4 km) đã bàn giao. Cấp đổi 315 giấy chứng nhận đất rừng, diện tích 412 ha.',
    [
      ['Đường liên xã Bình An - Phú Hòa dài', 6.4, 'km'],
      ['cấp đổi giấy chứng nhận đất rừng', 315, 'giấy chứng nhận'],
      ['diện tích giấy chứng nhận đất rừng', 412, 'ha'],
    ],
  ],
  [
    'Tỷ lệ hài lòng của người dân về dịch vụ trực tiếp đạt 93,5%, trực tuyến đạt 88%. Tỷ lệ lao động qua đào tạo nhóm nam còn 41,2%; nhóm nữ 35%.',
    [
      ['Tỷ lệ hài lòng của người dân về dịch vụ trực tiếp', 93.5, '%'],
      ['Tỷ lệ hài lòng của người dân về dịch vụ trực tuyến', 88, '%'],
      ['Tỷ lệ lao động qua đào tạo nhóm nam', 41.2, '%'],
      ['Tỷ lệ lao động qua đào tạo nhóm nữ', 35, '%'],
    ],
  ],
  [
    'Phẫu thuật 214 ca (loại đặc biệt: 17 ca), thủ thuật 3.120 lượt. Sốt rét: ghi nhận 14 ca mắc.',
    [
      ['ca phẫu thuật', 214, 'ca'],
      ['ca loại đặc biệt', 17, 'ca'],
      ['lượt thủ thuật', 3120, 'lượt'],
      ['ca mắc sốt rét', 14, 'ca'],
    ],
  ],
  // where a name begins and ends: pairs of words, what a sentence goes by, who acts, what money is for
  [
    'Chi phí khám, chữa bệnh ngoại trú đề nghị thanh toán 12,4 tỷ đồng. Có 7/19 công trình, dự án đã khởi công. 100% khoa, phòng dùng chữ ký số.',
    [
      ['Chi phí khám, chữa bệnh ngoại trú đề nghị thanh toán', 12.4, 'tỷ đồng'],
      ['công trình, dự án đã khởi công', '7/19', 'công trình'],
      ['khoa, phòng dùng chữ ký số', 100, '%'],
    ],
  ],
  [
    'Theo kết quả điều tra đầu năm, toàn xã còn 85 hộ nghèo. Trong chi đầu tư, chi giáo dục, y tế 640 triệu đồng. Xây mới 14 nhà "Mái ấm biên cương".',
    [
      ['hộ nghèo', 85, 'hộ nghèo'],
      ['chi giáo dục, y tế', 640, 'triệu đồng'],
      ['nhà Mái ấm biên cương', 14, 'nhà'],
    ],
  ],
  [
    'Đề nghị Sở Tài chính bố trí 2,5 tỷ đồng để mua sắm thiết bị trường học. Các xã đã giải ngân 640 triệu đồng. Phấn đấu giảm tỷ lệ sinh con thứ ba xuống dưới 4% vào cuối năm.',
    [
      ['bố trí mua sắm thiết bị trường học', 2.5, 'tỷ đồng'],
      ['giải ngân', 640, 'triệu đồng'],
      ['tỷ lệ sinh con thứ ba', 4, '%'],
    ],
  ],
  // a second figure with no words of its own is of what was said before the first
  [
    'Xét xử 14 vụ, 25 bị cáo. Sâu keo mùa thu phá hại tại 31 hộ của 9 thôn thuộc 4 xã. Vận động bà con nhường 1.250 m2 vườn, góp 36 tấn xi măng và 92 triệu đồng làm cầu.',
    [
      ['vụ xét xử', 14, 'vụ'],
      ['bị cáo xét xử', 25, 'bị cáo'],
      ['hộ bị sâu keo mùa thu phá hại', 31, 'hộ'],
      ['thôn bị sâu keo mùa thu phá hại', 9, 'thôn'],
      ['xã bị sâu keo mùa thu phá hại', 4, 'xã'],
      ['nhường vườn', 1250, 'm2'],
      ['góp xi măng', 36, 'tấn'],
      ['góp', 92, 'triệu đồng'],
    ],
  ],
  [
    'Mở lớp nghề cho nông dân (nuôi ong 02 lớp, 60 người; đan lát 01 lớp, 25 người). Có 16 câu lạc bộ đã giao lưu văn nghệ 34 buổi. Xã Tân Lập có 12 thôn, 3.450 hộ.',
    [
      ['lớp nuôi ong', 2, 'lớp'],
      ['người nuôi ong', 60, 'người'],
      ['lớp đan lát', 1, 'lớp'],
      ['người đan lát', 25, 'người'],
      ['câu lạc bộ đã giao lưu văn nghệ', 16, 'câu lạc bộ'],
      ['buổi giao lưu văn nghệ', 34, 'buổi'],
      ['thôn xã Tân Lập', 12, 'thôn'],
      ['hộ', 3450, 'hộ'],
    ],
  ],
  [
    'Trường có 12 lớp với 430 học sinh, bình quân 36 em/lớp. Mua 10 bộ bàn ghế, 03 máy chiếu từ nguồn tài trợ 92 triệu đồng. Siêu âm, điện tim, nội soi thực hiện 4.120 lượt.',
    [
      ['lớp', 12, 'lớp'],
      ['học sinh', 430, 'học sinh'],
      ['học sinh bình quân', 36, 'em/lớp'],
      ['bộ bàn ghế', 10, 'bộ bàn ghế'],
      ['máy chiếu', 3, 'máy chiếu'],
      ['nguồn tài trợ', 92, 'triệu đồng'],
      ['Siêu âm, điện tim, nội soi', 4120, 'lượt'],
    ],
  ],
  [
    'Xã còn 64 hộ nghèo. Vốn ngân sách Trung ương 310 tỷ đồng. Tổ chức 14 giải thể thao; tặng 120 suất quà cho hội viên nhân dịp 02/9; xây mới 5 mái ấm.',
    [
      ['hộ nghèo', 64, 'hộ nghèo'],
      ['Vốn ngân sách Trung ương', 310, 'tỷ đồng'],
      ['giải thể thao', 14, 'giải'],
      ['suất quà cho hội viên', 120, 'suất quà'],
      ['mái ấm xây mới', 5, 'mái ấm'],
    ],
  ],
  [
    'Tỷ lệ người lao động tham gia bảo hiểm xã hội bắt buộc 41,3%, bảo hiểm xã hội tự nguyện 2,8%; có 96/120 trường đạt chuẩn quốc gia (80%).',
    [
      ['Tỷ lệ người lao động tham gia bảo hiểm xã hội bắt buộc', 41.3, '%'],
      ['Tỷ lệ người lao động tham gia bảo hiểm xã hội tự nguyện', 2.8, '%'],
      ['trường đạt chuẩn quốc gia', '96/120', 'trường'],
    ],
  ],
  [
    'Về đấu giá tài sản công, các xã, phường tổ chức 14 phiên, thu 3,2 tỷ đồng, vượt 8% kế hoạch. Thanh tra 6 cuộc. Hội diễn có 9 đoàn với 120 diễn viên.',
    [
      ['phiên đấu giá tài sản công', 14, 'phiên'],
      ['thu đấu giá tài sản công', 3.2, 'tỷ đồng'],
      ['cuộc thanh tra', 6, 'cuộc'],
      ['đoàn hội diễn', 9, 'đoàn'],
      ['diễn viên', 120, 'diễn viên'],
    ],
  ],
]

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change))

test.each(sentences)('%s', (text, figures) => {
  const found = extractText(text).metrics.map(({ value }) => value)
  const amounts = found.map((value) => {
    if (value.value === null) return signed(value.change ?? 0)
    return value.denominator === null ? value.value : `${value.value}/${value.denominator}`
  })
  expect(amounts).toEqual(figures.map(([, amount]) => amount))
  expect(found.map(({ unit }) => unit?.toLowerCase() ?? null)).toEqual(figures.map(([, , unit]) => unit))
  const unlike = found
    .map(({ label }, index) => ({ found: label, wanted: figures[index]![0] }))
    .filter((pair) => likeness(pair.found, pair.wanted) < alike)
  expect(unlike).toEqual([])
})

test('what something is compared with is not when it was', () => {
  const text =
    'Năm 2020, giá trị sản xuất (giá so sánh 2010) đạt 345 tỷ đồng. Xảy ra 23 vụ, giảm 05 vụ so với năm 2019, làm 01 người chết.'
  expect(extractText(text).metrics.map(({ value }) => value.period)).toEqual(['2020-01-01/2020-12-31', null, null])
})
