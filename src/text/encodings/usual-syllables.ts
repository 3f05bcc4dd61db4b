/**
 * The syllables beyond ASCII that administrative texts use most, by log2 of how often they were met in the documents that
 * `syllables.ts` counts: at least 60 times and in 6 of 26 documents.
 */
const classes: Readonly<Record<number, string>> = {
  12: 'các',
  11: 'công của và',
  10: `bộ chính chức có cơ dụng dự hiện hợp lý năm quản số thông thực tác việc với vụ xã điều được định động`,
  9: `bản bảo bị chế chủ cấp dựng giá hàng hành hệ học hội kế là máy mạng một nghiệp ngành ngày người nhiệm nhà nhân nước
    pháp phát phần quyết sản sở thuế thành thể thống triển trên trình tính tăng tư tại tế tỉnh tổ tổng viên văn về xuất xây
    án đã đơn đầu để đối đồng`,
  8: `báo chuyên chuyển chương chỉ cán cầu dân dịch giải hiệu hoá hoạch hoạt hoặc hình hóa hướng hạn khác không khẩu kiến
    kiểm ký kết liên liệu luật làm lượng lập lệ lực mục nghệ nghị ngoài nguồn nhiều như nhất nhận nhập những này nâng năng
    nội phân phí phòng phương phải phủ quyền quả quốc sách sử sự thiết thuộc thị thời thủ thức tiêu tiếp toàn toán trường
    trị trực tuyển tài tên tạo tập tục từ tỷ uỷ việt vào vị vốn vực xử điểm đào đại đạo đạt đảm đến đề địa đổi độ ứng`,
  7: `biến biệt bằng bổ chuẩn chưa chất cá cách cáo còn căn cường cả cải cấu cần cộng cụ cục cứ cứu dẫn dục giáo giảm giữa
    góp hoàn huyện hơn hồ khoản khả kiện kể kỳ kỹ loại lãnh lên lưu lương lại lợi mạnh mới mức nghĩa nguyên ngân nhằm nông
    nộp phường phạm phẩm phố phụ phục quá rộng suất sơ thuật thác tháng thì thương thường thẩm tiến tiền triệu truyền trách
    trái trì trước trưởng trọng trợ tình tích tượng từng tự vùng vận vật yêu yếu điện đoạn đánh đây đó đúng đăng đảng đẩy
    đặc đội đủ ương ủy`,
  6: `biên biểu biện bàn bán bên bảng bố chấp chịu chứng cùng diện giám giấy giới gồm hưởng hỗ kê lĩnh lịch lớn miễn mà môi
    môn mại mặt mỗi mở nghiên nghề nếu nền phù phận phối quỹ soát sát sẽ sức sửa thiện thêm thấp thế tiết trí trở tâm tín
    tương tốt tử vấn xác xét áp đa đang đáp đưa đất ưu`,
}

/** Syllable → log2 of its count. */
export const usualSyllables: ReadonlyMap<string, number> = new Map(
  Object.entries(classes).flatMap(([count, syllables]) =>
    syllables.split(/\s+/u).map((s) => [s, Number(count)] as const),
  ),
)
/** Others were met more seldom than this. */
export const leastUsual = 60
