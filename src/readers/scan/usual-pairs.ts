/**
 * Pairs of syllables that follow each other in administrative Vietnamese, where no pair that differs in tones alone (level,
 * huyền, sắc, hỏi, ngã) does, or thirty times less: 'kiểm tra' and never 'kiếm tra'. Four times at least in two documents or
 * more, three times where a hỏi is in it, counted in the 133,300 syllables of 25 government documents of 1998–2009.
 */
const pairs = `
  a:khoản; an:ninh toàn; anh:hùng; ba:mươi; ban:chấm chỉ coi hành ngành nhân thường đầu; bao:cấp gồm; binh:và;
  biên:bản chế giới; biến:nông trong động; biểu:quyết thuế; biện:pháp; biệt:khó là đối; buôn:bán; buộc:phải;
  bàn:trọng; bán:công thành; báo:cáo của; bãi:bỏ; bên:cạnh ngoài; bình:quân đẳng; bí:thư; bù:đắp; bưu:chính phẩm
  điện; bước:mở vào đầu; bạc:nhà; bản:cho hướng pháp quy sao thân về xác đối; bảng:lương tính; bảo:an hiểm hộ lãnh
  mật trì vệ đảm; bất:kỳ thường động; bầu:cử; bậc:lương đào; bắt:buộc đầu; bằng:chữ các cách hình tiền văn;
  bệnh:binh nghề; bị:cho các có công cơ của giải là máy phương phụ tai theo trong truy và xử được để; bỏ:các
  quyết; bố:trí; bồi:dưỡng thường; bổ:cho nhiệm sung; bộ:chuyên chính các có công cơ của khoa kỹ máy nội phận quản
  thương trong trưởng tài và; cam:kết; cao:chất hiệu hơn nhất nhận năng trong trình tỷ đẳng đời; chi:ngân nhánh
  phí tiết; chia:phải ra; chiếm:tỷ; chiến:lược; cho:bộ chuyên các cán công cơ doanh dự hàng một người nhiều nhà
  những nền phát phép phù phần quá sản sự thuê toàn trung tăng tất từng vay việc đơn đầu đến đối; chung:cho của là
  và về điều; chuyên:dùng gia môn nghiệp ngành sâu viên; chuyển:dịch giao hoá mạnh sang tiếp và về đổi; chuẩn:bị
  chất dự quốc và; chánh:văn; chênh:lệch; chí:minh; chính:hiện hướng nhà phủ quy quyền sách sự thức trong trị viễn
  xác đáng để; chú:trọng; chúng:để; chăm:sóc; chăn:nuôi; chưa:có kể kịp sản thể thực đáp được đạt đủ ổn; chương:i
  trình; chấm:dứt thi; chấp:hành nhận thuận; chất:của lượng thải và đạo; chậm:nhất; chặt:chẽ; chế:biến công hành
  kinh này quản thị tuyển tài và xuất độ; chỉ:có cần số thị trụ tập được đạo; chịu:sự thuế trách; chống:tệ;
  chủ:chốt doanh nghĩa nhiệm trì trương tịch và với yếu động; chức:bộ chính chỉ các cán có cơ của danh dự giữ hoạt
  khai kinh kiểm lại ngày này năng phải quy quản theo thực triển trong trách tín tập việc và vụ xây đào đăng được
  ở; chứng:chỉ khoán minh nhận từ; chữ:in; chữa:bệnh; coi:thi; con:bệnh dấu liệt thương; cung:ứng; cuối:cùng năm;
  cuộc:họp vận; cá:nhân; các:biện bên bước bậc bộ cam chính chương chế chủ chức cuộc cá cán cân công cơ cấp doanh
  dịch dự giải hoạt huyện hành hình hội hợp khiếu khoản khu khâu kiến kênh kế kết loại máy mô môn mặt mối mục
  nghiệp nghĩa nghị nguyên nguồn ngành ngân nhiệm nhu nhà năm nội phó phương quyết quyền sản thành thông thủ trang
  trung trường tuyến tài tầng tập tỉnh tổ tổng từ vùng văn vấn vụ xã điều điểm đoàn đơn đề địa đối đồng đội ủy;
  cách:hành làm mạng tính; cán:bộ sự; cáo:hoạt kết quyết thống với định; cân:nhắc đối; cây:trồng; còn:chưa hạn khá
  lại một nhiều phải thiếu ở; có:biện chức các công cơ cả của dấu ghi giá giải hiệu hành học kết liên lý mặt một
  mức nghĩa người nhiều nhiệm nhu những năng quan quy quyết quyền số sự thu thuế thành thẩm thể thời trách trình
  tính tốc tổ tổng tỷ văn vốn xu yêu ít ý điều điểm được đủ; công:an báo bố chức công cộng cụ dân khai nghiệp nghệ
  nhận suất thức trong trái trình ty tác việc và văn vụ đoàn; cùng:với; căn:bản cứ; cũng:là như đã; cơ:bản chế cấu
  khí quan sở yếu; cư:trú; cường:công năng đầu; cả:các giá nước về; cải:cách thiện tiến tạo; cảnh:cáo; cấp:bách
  cao cho các có cơ dưới dịch giấy huyện một nhà nước phó quản thông thẻ trong trên tỉnh và độ đủ; cấu:hạ kinh tổ;
  cần:có phải thiết tuyển được; cầu:của khác nghiêm nhiệm phát quản và về; cập:nhật; cố:gắng hoá; cổ:phần truyền
  điển; cộng:hoà tác đồng; cụ:của thể; cục:hải thuế thống trưởng; của:ban bên bộ chính chương chủ cuộc các cán
  công cơ cấp doanh dân dự giá hệ hồ hội hợp khoa khu kế liên luật lãnh mình mặt mọi mỗi một mục nghị ngân người
  ngạch nhiều nhà nhân những năm nền nội pháp quốc sản sở thành thị thủ toàn trung tất tỉnh tổ tổng từng uỷ việc
  việt văn điều đơn đại đảng đất địa đội; củng:cố; cứ:luật nghị pháp quyết; cứu:khoa trách và xây; cửa:khẩu;
  danh:mục nghĩa sách; di:tích; diễn:biến; diện:lãnh rộng theo; do:bộ chi chính các cơ hội mất người nhà uỷ vậy
  đó; doanh:cho của hoặc nghiệp theo thu trong tại và đã; du:lịch; dung:các thông và; duy:trì; dành:cho; dân:chủ
  cư cấp tỉnh tộc việt ở; dõi:và; dùng:cho; dư:nợ; dương:lịch; dưới:đây; dạng:hóa; dạy:nghề; dấu:hiệu; dầu:khí;
  dẫn:một thi đến; dịch:bệnh cơ của vụ; dục:phổ thể và đào; dụng:cho chung các có công cơ cụ của do hoặc lao làm
  một nguyên nguồn nhiều theo trong trên tài và vào vốn được đất để đối; dữ:liệu; dự:báo bị kiến phòng thi thảo
  toán trữ tuyển án; dựa:trên; dựng:chuẩn chính các cơ dự hệ kế kết mới nhà phương và đội; ghi:bằng rõ trên tên;
  gia:cầm hạn làm đình; giai:đoạn; gian:thực tập để; giao:cho chỉ công dịch lưu nhiệm quyền thông thẩm; giá:hiện
  kết lại nguyên thực trị tổng; giám:sát định đốc; giáo:dục viên; giúp:việc; giải:pháp quyết thích thể trình;
  giảm:chi dần thuế tỷ; giấy:chứng phép tờ; giỏi:và; giống:cây; giới:thiệu; giờ:làm nghỉ; giữ:gìn; giữa:các;
  gây:ra thiệt; góp:của phần vốn; gần:đây; gắn:với; gọi:chung là tắt; gồm:các cả một thuế; gửi:bộ cơ người đơn
  đến; hai:năm phần; hay:không; hiểm:và xã y; hiểu:biết như; hiện:chính chương chế chủ chức các có công cơ của dự
  hành một mục nay nghiêm nghị nhiệm như pháp sự theo trong trên trạng tượng tại tốt việc và vật xóa đúng đại đầy
  đề ở; hiệp:định; hiệu:lực quả; hoàn:chỉnh thiện thành toàn trả; hoá:sản theo thực trong trường tại và xuất đơn
  được; hoạch:của hoạt là năm phát sản tổng và xây được; hoạt:động; hoặc:ban chưa chấm có cơ cấp của dự giấy không
  một sản sử xét đại; huy:động; huấn:luyện; hà:nội; hàng:có hoá không ngày nhà nhập năm tháng tiêu tuần và xuất;
  hành:chính các công của hoạt khách kèm kỷ luật một nghề nghị nhiệm pháp quyết sau theo trung tác từ vi và điều
  để động; hình:doanh dịch kinh sự thành thức thực xã; hóa:chất các dân hệ thông ở; hùng:lao lực; hơn:nhiều so
  trong tốc; hướng:chung dẫn giảm phát tăng; hưởng:các lãi lương; hạ:tầng; hạn:chậm chế của sau thanh và được ở;
  hạnh:phúc; hải:quan đảo; hầu:hết như; hết:các là thời; hệ:của kinh số với; họ:tên; học:chuyên có công cổ của
  kinh trong tập và vị; họp:của thứ; hồ:chí sơ; hỗ:trợ; hộ:gia lao; hội:chủ các của nghị nhập năm trong và đồng ở;
  hợp:cho các có công cụ của giữa khi không lý lệ người nhiều nhất này pháp quy sau số tác tổ với điều đặc để
  đồng; hủy:bỏ; hữu:công hiệu; in:hoa; khai:báo các công hàng nộp theo thành thác thực trong trên xây;
  khen:thưởng; khi:bắt bổ chuyển có nhận quyết thực tổ đó được; khiếu:nại; khiển:trách; kho:bạc; khoa:học;
  khoản:của này nợ thi tiền; khoảng:cách; khu:chế công vực; khuyến:khích; khuôn:khổ; khác:có của do nhau như theo
  với được để đối; khách:hàng quan sạn; khái:niệm; khâu:quản; khích:các và đầu; khó:khăn; không:chấp chỉ có hoàn
  ngừng phải quá thuộc thể thực được đạt để đồng đủ ổn; khăn:để; khả:năng thi; khảo:sát; khẩu:chủ có hoặc hàng
  nguyên số theo thì trong và đã được đạt để đối ưu; khắc:phục; khối:lượng; khống:chế; kim:ngạch; kinh:doanh
  nghiệm phí tế; kiêm:thư; kiên:cố; kiến:chỉ của là nghị thức tổng với; kiểm:soát sát toán tra định; kiệm:trong;
  kiện:cho cần cụ của dự kinh mở sau thuận thực và để; kèm:theo; kéo:dài; kê:khai; ký:dự kinh kết tên tờ với;
  kế:hoạch toán; kết:các cấu hợp luận nối quả và với; kể:cả từ; kịp:thời; kỳ:của họp này về xét; kỷ:cương luật
  niệm; kỹ:thuật; lan:của; lao:động; linh:kiện; liên:bộ doanh hệ kết lạc minh mạng quan tục; liệt:sĩ; liệu:cho của
  do nhập phải phục theo trong tại và với để; loại:giỏi hình máy theo thuế và; luân:chuyển; luận:của; luật:công
  của doanh khuyến lao pháp sửa thuế tổ và về đầu đối; là:chính chủ cá các công cơ do giá hệ hợp một mức người
  những số sự thành thường tổ việc xây đại đối; làm:cho chủ công căn cơ nhiệm thêm thủ tăng việc; lành:mạnh;
  lâm:nghiệp; lâu:dài; lãi:suất; lãng:phí; lãnh:thổ tín đạo; lên:đã ở; lý:chuyên chất các công của do dự hành hồ
  hợp kinh kịp kỷ nhà những nội sử theo thu thị tài tại và về để; lĩnh:vực; lưu:giữ thông; lương:bậc thực tối và;
  lược:và; lượng:cao các công của hàng lao sản thành và vũ để đội; lạc:hậu; lại:cho của hiệu trong; lần:thứ;
  lập:ban các cơ hồ hội kế thành và; lắp:ráp đặt; lệ:của này sử; lệnh:cán sửa thuế; lịch:sử; lớn:hơn trong;
  lợi:cho của dụng khác thế ích; lựa:chọn; lực:công của lượng sản thi trong về để; mang:tính; minh:bạch; miền:núi;
  miễn:nhiệm thuế; mua:bán sắm; mà:còn không; máy:của móc nhà quản tính; móc:thiết; mô:của hình; môi:trường;
  môn:nghiệp và; mưu:giúp; mươi:phần; mười:lăm; mại:và; mạng:lưới viễn; mạnh:các công mẽ phát sản và để; mất:mát;
  mẫu:số; mặc:dù; mặt:bằng hàng trận; mệnh:giá; mọi:thành; mối:quan; mỗi:lần năm phần; một:bộ cách công cơ hệ lần
  phần số trong tổ đơn đội; mới:công cơ của và về để; mở:rộng; mục:các dự i tiêu đích; mức:giảm lương thuế thấp
  tiêu vốn độ; nam:không trong và độc ở; ngang:bộ; nghiêm:ngặt trọng; nghiên:cứu; nghiệp:chế có công hóa khác
  không loại là ngoài nhà nhỏ phải sản theo trong trực và với vụ được để; nghìn:tỷ đồng; nghĩa:là việt vụ;
  nghề:kinh nghiệp sản; nghệ:cao của mới sinh thông và để; nghỉ:ngơi; nghị:ban cơ cấp của quyết sự với định;
  ngoài:cho hoạt nước quốc ra thực tại việc và; ngoại:tệ; nguy:hiểm; nguyên:liệu nhân tắc và vật; nguyện:làm phục;
  nguồn:khác kinh lực nguyên nhân thu và vốn; ngành:bưu có cơ của kinh nghề ngân nông trong và đào để ở; ngày:càng
  có cấp của kể làm nhận tháng đăng đối; ngân:hàng sách; ngăn:chặn; ngũ:cán công; người:bị có dân dự lao lập phải
  phụ quản sản sử tham trúng tàn tốt đã được đại đủ đứng; ngạch:công hoặc trên tuyển được; ngắn:hạn; ngộ:khác;
  ngữ:dưới; nhanh:chóng; nhau:trong ở; nhiên:vật; nhiều:bộ hình hạn hợp khó lao nguyên nguồn năm; nhiệm:của hình
  hướng quản thi thực trước tổ và vào về vụ đối; nhu:cầu; nhà:máy nước thầu ở; nhân:chủ có của dân khách lực nước
  sự thực trong viên việt và đăng; nhãn:hiệu; nhóm:hàng nguyên; như:bảo các sau trên đã; nhưng:chưa; nhất:của là
  trong và về đến định; nhận:các của kết thức việc và xét đăng được; nhập:cá của doanh khẩu và vào để; nhật:và;
  nhằm:giảm nâng phục thực tăng; nhỏ:hơn và; những:công cơ dự khó kết mặt nguyên ngành người sản thông trường việc
  vùng xã điểm; niên:xung; nuôi:gia trồng; nào:thì; này:cho do không phải quy sẽ và được đều đối; nâng:cao cấp;
  nên:chưa; nêu:trên; nói:chung trên; nông:nghiệp sản thôn; núi:từ; năm:cuối của dương gần khoảng là mươi năm qua
  sau tiếp trước trở tới và; năng:của lượng lực quản suất thực; nơi:làm nhận; nước:cho chưa còn có cộng của hoặc
  ngoài ta theo thì trong trên tại việt và về với đã được để đối ở; nại:về; nạn:lao xã; nắm:bắt; nặng:nhọc; nếu:có
  người; nền:kinh; nội:bộ dung quy vụ địa; nộp:của hồ thay thuế thì; nợ:và; phiếu:công; phá:hoại sản; pháp:bảo của
  hữu khuyến kỹ luật lý lệnh nhân quy thực; phát:hiện huy hành sinh thanh triển; phân:bón bổ công cấp loại phối;
  phép:kinh đầu; phê:duyệt; phí:cho do sản thực trong từ được; phòng:chính chống chủ hoặc học quốc thí và văn đại;
  phó:chủ của; phôi:thép; phù:hợp; phúc:lợi số; phương:có nhằm nơi pháp thức thực tiện và án để; phạm:hành pháp
  vi; phạt:theo; phải:bồi có kê là làm lập nộp phù qua ra thi thực trả từng xây đáp đạt đảm; phần:ba mềm thi thúc
  thứ trăm việc vào; phẩm:chất nhập phục trong và đã; phận:chuyên; phố:trong trực và; phối:hợp thu; phổ:biến cập
  thông; phụ:cấp lục thuộc trách tùng; phục:vụ; phủ:ban căn ngày phê quy số thủ về; qua:biên việc; quan:chủ có
  hành hải hệ khác ngang nhà phải quản sử thuế thuộc trong trung trọng tâm tỉnh tổ về điểm đăng được đến; quy:chế
  hoạch mô phạm trình định; quyết:các của khiếu những số theo toán việc định; quyền:cho các cấp của hoặc hạn khen
  lợi quyết quản ra sở sử tuyển và để địa; quà:biếu; quá:thời trình; quân:sự; quả:công của kinh nghiên sản sử
  thiết trong tuyển xử; quản:lý trị; quảng:cáo; quốc:doanh dân gia hội phòng tế tịch việt; quỹ:bảo dự; ra:các khỏi
  là một những phải quyết theo đề ở; riêng:đối; rà:soát; rác:thải; rõ:họ nét ràng; rất:lớn quan; rộng:cho các quy
  rãi thị và ở; rủi:ro; sai:phạm; sau:khi này đây; sinh:hoạt học viên; so:với; soát:của và; soạn:thảo; sung:các
  một và; suất:cao lao quy thuế; sách:của khuyến nhà những thuế tiền trung và đãi để đối ưu; sáp:nhập; sát:việc và
  với; sóc:sức trẻ; sĩ:phù đúng; sơ:bộ dự đăng; sản:của khác lượng phẩm theo và xuất; sắc:ở; sắm:thiết; sắp:xếp;
  sẵn:có; sẽ:bị có hoàn phải được; số:biện bộ các công cơ dự hoạt học lao liên liệu lĩnh lượng mặt người nội thiết
  thuế tiền vốn vụ xã điều điểm đã địa; sống:vật; sổ:sách; sở:cho chính chủ có dữ hạ hữu kế lao phục quy sản thực
  tài vật y đó; sức:khỏe; sử:dụng; sửa:chữa đổi; sự:chỉ có hướng nghiệp phát phối tham theo và đồng; tai:nạn;
  thai:sản; tham:gia khảo mưu; thang:điểm; thanh:lý toán tra; thay:cho thế đổi; theo:chương chế chức các công cơ
  danh dõi hình hướng hợp kế luật mẫu một mức nghị nguyên ngành năm nội pháp phân phương quy quyết sự thông từng
  tỷ yêu đa điều đúng đề định ủy; thi:hành tuyển và đủ; thiên:tai; thiết:bị cho kế lập thực và để; thiểu:là số;
  thiện:các cơ; thiệt:hại; thoả:thuận; thu:hút nhập thuế từ được; thuê:bao; thuận:lợi và; thuật:công của và đối;
  thuế:cho của giá là nhận nhập phải quy suất thu tiêu và xuất được đối; thuộc:bộ chính các của danh khối ngành
  quyền thẩm trung tỉnh tổ vào đối ủy; thành:các công hệ lập một nghĩa nhiệm phần phẩm phố tích viên; thác:các và;
  tháng:kể năm đầu đến; thâm:nhập; thêm:bình của một; thì:bị chỉ có cơ doanh không tuỳ; thí:nghiệm; thích:hợp ứng;
  thôi:việc; thông:hàng qua thường tin tư vận; thúc:đẩy; thư:ký; thương:binh mại; thường:kỳ trú trực vụ xuyên;
  thưởng:và; thạc:sĩ; thảo:văn; thấp:hơn; thất:nghiệp thoát; thầu:và; thẩm:quyền định; thế:giới; thể:chia chế dục
  gửi hiện hóa lập lệ nhận thức thực trở tổ về điều đánh được đảm để đối; thị:của trường trấn xã; thống:các cơ của
  hành hạ kê nhất đốc; thời:gian giờ hạn kỳ là mở phải và với điểm; thụ:đặc; thủ:công trưởng tướng tục; thủy:lợi
  sản; thứ:ba hai nhất trưởng tự; thức:công của quản trẻ và về; thực:cho của hiện hành phẩm sự tế; tin:chủ cần của
  dữ hiện học kinh như phục tham trên và về được đại; tinh:thần; tiên:tiến; tiêu:biên chuẩn của dùng phát thụ và
  về được đề đối; tiến:hành sĩ trình tới độ; tiếp:cận của nhận nước quản theo tục với đến để; tiết:của kiệm thi;
  tiềm:lực năng ẩn; tiền:là lương thuế tệ; tiểu:thủ; tiện:cho thanh vận; toà:án; toàn:bộ ngành tỉnh đảng; toán:của
  doanh kinh nợ thuế trưởng tài tổng; tra:có việc và; trang:bị thiết trại; tranh:chấp trên; trao:đổi; triển:chung
  chăn các công cơ của doanh dự hợp khai kinh mạnh một nguồn nuôi nông rừng sản sự theo trong và; triệt:để;
  triệu:đồng; trong:ban biểu bộ chương các công cùng cơ cả hoạt hệ hợp khi khu kế lĩnh mạng một nhiều những năm
  nước nền nội phạm sản thi thời thực toàn trường tương tổng từng việc và vòng xã điều đó; trung:bình chủ học thực
  tâm vào đầu ương ở; truy:cứu thu; truyền:các hình; trách:công nhiệm; trái:giáo phiếu và với; trên:các cơ lĩnh
  mạng số thì thế thị toàn tổng từng đây địa; trì:thực; trình:bày chính công hội mục nghị phát quốc sản thực triển
  tự xử độ; trí:thức tuệ; trích:lập; trò:của quản; trù:bị; trú:tại; trúng:tuyển; trước:hết khi mắt ngày pháp đây;
  trường:học hợp mới truyền; trưởng:ban bộ cơ tổng; trả:lương lại lời nợ vốn; trận:tổ; trật:tự; trẻ:em tình;
  trị:các của hợp sản sử trong tài và về; trọng:các của trong tâm yếu điểm đến để; trồng:rừng thủy; trở:lên lại
  thành; trợ:cho các cấp của giúp phát đầu; trụ:sở; trực:thuộc tiếp; tuy:nhiên; tuyên:truyền; tuyến:dân;
  tuyển:chọn có công dụng là người theo trong từ và vào; tuân:thủ; tuổi:đến; tuỳ:theo; ty:cổ; tài:chính khoản liệu
  nguyên sản; tàn:tật; tàu:biển; tác:an bảo chuyên của giữa khác kiểm nghiệp thông và văn vận xây xã điều đào
  động; tái:xuất; tâm:của thông; tây:nguyên; tên:doanh gọi và; tìm:kiếm; tình:huống hình nguyện trạng; tích:cực
  luỹ lịch; tín:dụng; tính:cho chính chất hiệu thuế tại từ điểm đến; tôn:trọng; tăng:cao cường của giá hơn lên
  mạnh nhanh thu trưởng tỷ; tư:cho cách của liên nhân này pháp sản theo thuộc trong trực tưởng vào vấn xây;
  tương:lai đương đối ứng; tướng:chính; tượng:nộp được; tại:biểu chỗ các cơ của doanh khoản khu luật nghị nơi nước
  thông thời việt văn điều điểm địa; tạo:bồi các cán công cơ của nguồn phù ra thêm và điều được; tải:hàng; tất:cả;
  tầng:kỹ lớp; tập:huấn hợp sự thể trung; tắc:tập và; tắt:là; tặng:của; tế:có của hàng nông nước quốc tham thị
  trong tự và với xã đã để đối; tệ:nạn; tỉnh:có cấp miền phía; tịch:hội nước uỷ; tố:cáo; tốc:độ; tối:thiểu đa;
  tốt:các nghiệp; tồn:tại; tổ:chức quốc; tổng:chi công cộng cục dự giá hợp kim kết mức phương quát số thể;
  tộc:thiểu ít; tội:phạm; tờ:khai; tục:hoàn hành mở nhập thực đăng đẩy; từ:chối hai nguồn ngày ngân ngữ nhiều
  trung đủ; từng:bước dự khâu lĩnh ngành sản thời trường địa; tử:căn; tự:chịu chủ do nguyện quyết thủ động; tỷ:giá
  lệ trọng đồng; uỷ:ban quyền thác; vai:trò; vay:của vốn; vi:phạm vi điều; viên:ban các có của hội kiêm sử theo
  trong trí và; việc:ban bảo cho chuyển chuẩn có cấp của giải góp hàng kết làm miễn mua mở nâng phát phân phải
  quản sử sửa theo thường thực tiếp triển trong tuyển tại tổ từ và xây xử điều đào đánh được ở; viện:kiểm;
  việt:nam; và:an bất bộ cho chương chất chế các cán còn có công cơ cấp của danh doanh dịch dự ghi giải hiệu hoàn
  hoạt hệ hội hợp khai khu không khả kinh kiểm kết liên là làm lưu lượng lợi miền môi mạng một mở mức nghiệp nghĩa
  nghị ngoài người nhiệm nhà nhân những nâng năng nước pháp phát phù phương phải phụ phục quyết quyền quốc ra sản
  số sức sử sửa theo thiết thuận thuế thời thủy thực tiếp trang triển trong truyền trách trên trình tài tên tăng
  tương tạo tổ tổng tự tỷ uỷ văn vật với vừa xoá xuất xác xây xã yêu đi điều điểm đào đánh đáp đăng đưa được đại
  đảm đẩy đặc địa định ổn; vào:các công cơ hoạt hệ làm một mục ngân ngạch những sản sử tổng việc vùng ứng; vì:vậy;
  ví:dụ; vùng:cao dân núi sâu xa; văn:bản bằng hóa khải phòng số thư; vũ:trang; vướng:mắc; vấn:quản về đề;
  vẫn:chưa còn phải được; vận:chuyển dụng hành tải động; vật:chất liệu nuôi tư; về:an chính chất các công cơ giải
  hệ khiếu kinh kế lao mạng mặt một nhiệm những nội phát phương số thuế thị tuyển việc xử đất; vệ:môi sinh và;
  vị:chuyên cơ sử sự thuộc thạc tiến trí trực tính và được; vốn:của góp huy trong từ vay và điều đầu để; với:ban
  bên bộ chính chương các công cơ cấp doanh dự hoạt hàng một mục mức nguyên người ngạch nhau nhiều nhu nhà những
  nội phát quyết số sở sự tốc tổ tổng từng uỷ việc việt văn với yêu điều đặc; vụ:bưu bộ cho chung chủ các có công
  của khác kế là lãnh mới nông quân quản quốc sau sản sự thì trực việc và văn về được; vừa:qua; vững:chắc;
  vực:công doanh hoạt kinh này được; xem:xét; xi:măng; xu:hướng thế; xung:phong; xuất:các công của giống hiện hàng
  không khẩu kinh nhập nông phát ra sản sắc trong và với xứ được; xác:nhận định; xây:dựng; xã:có hội; xét:tuyển và
  để; xúc:tiến; xăng:dầu; xảy:ra; xẩy:ra; xếp:lại tổ; xử:lý phạt; y:tế; yêu:cầu; yếu:của kém là phục trong tố;
  án:khuyến khả sản theo trong được đầu; áp:dụng lực; ít:người nhất; ô:nhiễm tô; ý:kiến thức; đa:dạng là số;
  đang:phát được; đem:lại; điều:chỉnh của hành khiển khoản kiện lệ này tra động; điểm:a cao của làm này phát thi
  trở và vào ưu; điện:lực thoại tử; đoàn:kết thể; đào:tạo; đáng:kể; đánh:giá; đáp:ứng; đây:gọi trái đã được; đã:có
  hoàn hướng ký nộp ra sản sử thực trở tạo tổ đăng đưa được; đãi:ngộ đầu; đích:khác sử; đòi:hỏi; đó:có là số tăng;
  đóng:bảo dấu góp tàu; đô:thị; đúng:chuyên các mục quy thời; đăng:công ký; đơn:giá giản vị xin; đưa:ra vào;
  đương:với; đường:lối; được:cho chuyển các công cơ cấp cộng giao giải hiểu hoặc hình hưởng hội làm lưu miễn mở
  nhu nhà nâng nêu phát phân phép phê quy sử sửa sự tham thực triển trả tuyển tổ tự xem xác xét xử áp điều đánh
  đầu ứng; đại:biểu chúng diện hoá học hội lý; đạo:các của và đức; đạt:kế mức tiêu yêu được; đảm:bảo cho các nhiệm
  nhận tính việc; đảng:toàn viên và; đảo:được; đất:nước đai; đấu:thầu; đầu:có cơ hoặc ra sản tiên tư vào đã;
  đầy:đủ; đẩy:mạnh nhanh; đẳng:và; đặc:biệt thù điểm; đặt:ra tại; đến:ban bộ cuối các cơ dưới hết kết mức nay ngày
  năm việc; đề:nghị ra thi tài xuất án; đều:bãi phải; để:chủ các công giải hình hội kiểm kết kịp làm mọi mở người
  nâng phục quyết sản thay thực triển tăng tạo từng xem xác xây xử điều đáp đảm đẩy; địa:bàn chính chỉ phương
  điểm; định:bổ chung chế chức các công cư cụ của giá hiện hướng hủy khác không là mức như này phải số theo thành
  trong trên tuyển tại việc và về xử được; đốc:ngân; đối:ngoại tượng với xử; đồng:bằng bộ có là nhà nhân phải quản
  sơ số thẩm thời trong tuyển với xây ý được để; đổi:bổ mới mục và; độ:cao chuyên chính công khác kế phát quản sử
  thực tăng tập vi; độc:hại lập; đội:ngũ viên; động:cho chưa cung các có công của hàng là làm lực nguồn như phát
  sản theo thấp trong trên tại viên và văn vốn xây đã được ở; đột:phá xuất; đời:sống; đủ:các mạnh số sức tiêu và
  điều; đứng:đầu; ưu:tiên đãi; ương:chịu và đảng đến; ảnh:hưởng; ổn:định; ở:bất các cơ khu một mức nhiều những
  nông nước trong trung việt và vùng đây địa; ủy:viên; ứng:cho dụng nhu với yêu được đủ`

/** 'kiểm' → the syllables that follow it. */
function readPairs(): ReadonlyMap<string, readonly string[]> {
  const entries = pairs.split(';').map((entry) => entry.trim().split(':') as [string, string])
  return new Map(entries.map(([first, rest]) => [first, rest.split(/\s+/u)]))
}

/** Every pair, first syllable and second, in lower case. */
export const usualPairs = readPairs()
