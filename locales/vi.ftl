# Mọi câu chữ mà người dùng đọc. Tiếng Việt hành chính, dùng từ như trong các quyết định.
# Section order is that of the rooms; keys are prefixed by their room's word.

### common — words used everywhere

report-what = Lỗi:
report-why = Vì:
report-hint = Cách sửa:



### rule — sentences that explain a result (domain/rule, domain/scorecard)



### flag — what checks find (domain/flags, intake)



### framework — reading and checking framework files



### store — journal, doctor



### intake — reading submitted files



### form — tables, export



### task — use cases



### cli — the command line

cli-about = Thẩm định: máy trạm của Hội đồng thẩm định chuyển đổi số.
cli-heading-usage = Cách dùng:
cli-heading-commands = Lệnh
cli-heading-options = Tùy chọn
cli-heading-arguments = Đối số
cli-value-command = LỆNH
cli-open = Mở không gian làm việc trên màn hình (không có tên tệp: mở lại tệp dùng lần trước)
cli-demo = Xem thử huyện Minh Họa (số liệu giả định) trong một không gian làm việc tạm
cli-import = Nạp hồ sơ do các đơn vị nộp và báo cáo kết quả nạp
cli-framework = Thư viện bộ tiêu chí
cli-framework-list = Liệt kê các bộ tiêu chí
cli-framework-show = Xem một bộ tiêu chí
cli-framework-check = Kiểm tra tệp bộ tiêu chí; nêu rõ tệp, dòng và lỗi
cli-framework-new = Tạo khung tệp cho một bộ tiêu chí mới
cli-rule = Ghi quyết định của hội đồng mà không cần mở màn hình
cli-export = Xuất phụ lục, biểu mẫu chính thức
cli-template = Tạo biểu mẫu trống để đơn vị tự đánh giá
cli-score = Tính thử một tiêu chí với số liệu cho trước, có giải thích
cli-dump = In toàn bộ trạng thái dưới dạng JSON
cli-doctor = Kiểm tra sự toàn vẹn của không gian làm việc; dựng lại bảng chiếu; khôi phục bản sao lưu
cli-arg-help = In phần trợ giúp này
cli-arg-lang = Ngôn ngữ hiển thị: vi hoặc en
cli-arg-readonly = Chỉ xem, không ghi gì (dùng cho màn hình công khai)
cli-arg-workspace = Tệp không gian làm việc (.thamdinh)
cli-arg-demo-workspace = Giữ không gian làm việc mẫu trong tệp này thay vì tệp tạm
cli-arg-dir = Thư mục hồ sơ (mỗi đơn vị một thư mục con), hoặc tệp bảng tính
cli-arg-framework-import = Bộ tiêu chí của đợt mới (mặc định: của đợt đang có, hoặc nhận biết theo hồ sơ)
cli-arg-year = Năm thẩm định
cli-arg-organisation = Cơ quan tổ chức thẩm định, ví dụ "UBND huyện Minh Họa"
cli-arg-stage-import = Cấp đánh giá của đợt mới, ví dụ district, province
cli-arg-targets = Tệp chỉ tiêu (.csv hoặc .toml) của đợt
cli-arg-round = Mã đợt thẩm định (mặc định: đợt mới nhất)
cli-arg-by-import = Người nạp hồ sơ (mặc định: theo cài đặt, hoặc tên người dùng của máy)
cli-arg-json = In kết quả dạng JSON
cli-arg-framework = Mã bộ tiêu chí
cli-arg-framework-file = Tệp bộ tiêu chí (.toml)
cli-arg-framework-new = Mã của bộ tiêu chí mới
cli-arg-framework-out = Tệp được tạo (mặc định: in ra màn hình)
cli-arg-applicant = Đơn vị được thẩm định (tên, không cần dấu)
cli-arg-criterion = Mã tiêu chí, ví dụ 1.10
cli-arg-stage = Cấp đánh giá (mặc định: cấp của đợt)
cli-arg-value = Giá trị thẩm định, ví dụ "98,5%", 45/46, Có
cli-arg-verdict = Đánh giá: dat, khong-dat hoặc khong-ap-dung
cli-arg-points = Điểm thẩm định
cli-arg-note = Căn cứ, lý do
cli-arg-by = Thành viên hội đồng ra quyết định
cli-arg-from = Tệp CSV gồm nhiều quyết định; tất cả hợp lệ mới ghi
cli-arg-form = Mã biểu mẫu, ví dụ phu-luc-02
cli-arg-export-applicant = Đơn vị cần xuất (có thể nêu nhiều đơn vị)
cli-arg-all = Xuất tất cả đơn vị
cli-arg-format = Định dạng tệp: xlsx
cli-arg-out = Thư mục ghi kết quả
cli-arg-book = Gộp vào một tệp, mỗi đơn vị một trang tính
cli-arg-overwrite = Ghi đè tệp đã có
cli-arg-template-form = Mã biểu mẫu (mặc định: biểu tự đánh giá)
cli-arg-template-out = Tệp được tạo
cli-arg-input = Số liệu đưa vào, ví dụ value=98,5% hoặc a=45 b=46
cli-arg-score-target = Chỉ tiêu áp dụng khi tính thử
cli-arg-rebuild = Dựng lại bảng chiếu từ nhật ký
cli-arg-restore = Khôi phục từ bản sao lưu này
cli-arg-backup = Ghi một bản sao lưu vào tệp này



### tui — screens and dialogs



### act — names and help of the acts of the program


