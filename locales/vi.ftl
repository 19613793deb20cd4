# Mọi câu chữ mà người dùng đọc. Tiếng Việt hành chính, dùng từ như trong các quyết định.
# Section order is that of the rooms; keys are prefixed by their room's word.

### common — words used everywhere

verdict-dat = Đạt
verdict-khong-dat = Không đạt
verdict-khong-ap-dung = Không áp dụng
verdict-dang-trien-khai = Đang triển khai
verdict-chua = Chưa đánh giá
report-what = Lỗi:
report-why = Vì:
report-hint = Cách sửa:



### rule — sentences that explain a result (domain/rule, domain/scorecard)

rule-figure = { $number }
rule-figure-percent = { $number } %
rule-figure-ratio = { $a }/{ $b } = { $number }
rule-figure-ratio-percent = { $a }/{ $b } = { $number } %
rule-figure-parts = { $a }/{ $b }
rule-figure-text = “{ $text }”
rule-compare = { $value } { $sign } { $bound }
rule-met = { $because }: Đạt
rule-not-met = { $because }: Không đạt
rule-points = { $because } → { $points }/{ $max } điểm
rule-points-full = { $because } → điểm tối đa { $max }
rule-none = tiêu chí này không có quy tắc chấm: chưa thể kết luận
rule-no-target = chưa có chỉ tiêu: chưa thể kết luận
rule-no-value = chưa có số liệu: chưa thể kết luận
rule-no-maximum = { $because }: tiêu chí không có điểm tối đa, chưa thể tính điểm
rule-missing-input = chưa có số liệu “{ $input }”: chưa thể kết luận
rule-words = “{ $words }” không phải là con số cần có: chưa thể kết luận
rule-answer-unclear = “{ $words }” chưa rõ là có hay không: cần người thẩm định kết luận
rule-negative-whole = mẫu số { $whole } nhỏ hơn 0: chưa thể tính tỷ lệ
rule-too-large = số liệu quá lớn: chưa thể tính chính xác
rule-zero = mẫu số bằng 0
rule-zero-unknown = mẫu số bằng 0: chưa thể tính tỷ lệ, cần người thẩm định kết luận
rule-zero-not-applicable = mẫu số bằng 0: không áp dụng
rule-times = { $value } × { $max }
rule-times-rest = (100 % − { $value }) × { $max }
rule-below-times = { $compared }: tỷ lệ × { $max }
rule-below-rescaled = { $compared }: tỷ lệ ÷ { $divisor } × { $max }
rule-step = { $value } thuộc mức “{ $step }”
rule-no-step = { $value } không thuộc mức nào được quy định: cần người thẩm định kết luận
rule-choice = “{ $label }”
rule-choice-of = “{ $label }”, { $value }
rule-choice-unknown = “{ $choice }” không phải là một trong các phương án được quy định: chưa thể kết luận
rule-no-choice = chưa chọn phương án: chưa thể kết luận
rule-per-item = { $count } × { $each } điểm
rule-capped = { $because }, tối đa { $cap } điểm
rule-entered = nhập { $entered } điểm
rule-not-entered = chưa nhập điểm: chưa thể kết luận
rule-part = { $label }: { $why }
rule-sum = { $parts }
rule-condition-fails = không đáp ứng điều kiện “{ $condition }”
rule-levels = { $levels }
rule-level-met = đạt mức { $level } ({ $because })
rule-level-not-met = chưa đạt mức { $level } ({ $because })
rule-level-none = không mức nào áp dụng cho tiêu chí này
rule-present = có
rule-absent = không có
rule-communes = số đơn vị đạt từ mức { $level } trở lên: { $compared }
rule-explained = { $why } ({ $notes })
rule-contradiction = văn bản ghi “{ $printed }”; áp dụng: { $applied }; lý do: { $reason }
rule-conclude-points = bộ tiêu chí chấm theo điểm: không kết luận đạt hay không đạt
rule-conclude-no-threshold = chưa đặt tỷ lệ công nhận của đợt thẩm định: chưa thể kết luận
rule-conclude-pending = còn { $pending } tiêu chí chưa có kết quả: chưa thể kết luận
rule-conclude-no-level = hồ sơ chưa đăng ký mức độ: chưa thể kết luận
rule-conclude-level-open = chưa đủ số liệu để xác định mức độ: chưa thể kết luận
rule-conclude-level-met = đạt mức { $attained }, đăng ký mức { $registered }: Đạt
rule-conclude-level-not-met = đạt mức { $attained }, đăng ký mức { $registered }: Không đạt



### flag — what checks find (domain/flags, intake)

flag-claims-met = tự đánh giá Đạt, nhưng { $why }
flag-claims-not-met = tự đánh giá Không đạt, nhưng { $why }
flag-claims-points = tự chấm { $points } điểm, nhưng { $why }
flag-target-unknown = chưa có chỉ tiêu: cần nhập chỉ tiêu của đợt thẩm định
flag-target-differs = chỉ tiêu ghi trong hồ sơ là “{ $printed }”, chỉ tiêu của đợt thẩm định là { $target }
flag-missing-evidence = tự đánh giá Đạt nhưng không nêu và không kèm theo tài liệu minh chứng
flag-missing-evidence-points = tự chấm điểm nhưng không nêu và không kèm theo tài liệu minh chứng
flag-implausible-negative = giá trị { $number } nhỏ hơn 0
flag-implausible-percent = giá trị { $number } % lớn hơn 100 %
flag-implausible-part = tử số { $part } lớn hơn mẫu số { $whole }
flag-implausible-points = { $points } điểm lớn hơn điểm tối đa { $max }
flag-implausible-ruled = kết quả thẩm định { $value }: { $why }
flag-resubmitted = hồ sơ được nộp lại sau khi tiêu chí này đã có kết quả thẩm định
flag-late = ngày { $date }, sau thời hạn { $deadline }



### framework — reading and checking framework files

framework-hint = có phải ý là “{ $word }”?
framework-syntax = sai cú pháp TOML: { $detail }
framework-missing-field = thiếu trường “{ $field }”
framework-unknown-field = không có trường “{ $word }” ở đây; các trường dùng được: { $known }. { $hint }
framework-unknown-word = không hiểu giá trị “{ $word }”; các giá trị dùng được: { $known }. { $hint }
framework-wrong-value = giá trị không đúng kiểu: { $detail }
framework-not-nfc = dòng có chữ chưa ở dạng Unicode dựng sẵn (NFC)
framework-empty-id = định danh để trống
framework-bad-id = định danh “{ $id }” chỉ được gồm chữ thường không dấu, chữ số, dấu chấm và dấu gạch nối
framework-repeated-id = định danh “{ $id }” đã dùng cho một mục khác
framework-empty = trường “{ $field }” để trống
framework-levels-missing = bộ tiêu chí theo mức độ phải khai các mức (levels)
framework-levels-misplaced = chỉ bộ tiêu chí theo mức độ mới khai các mức (levels)
framework-level-number = các mức phải đánh số liên tiếp từ 1: cần { $expected }, gặp { $found }
framework-total-misplaced = chỉ bộ tiêu chí chấm điểm mới có tổng điểm
framework-weights = tổng các trọng số phải bằng 100, hiện là { $sum }
framework-first-stage = phải có cấp đánh giá, và cấp đầu tiên phải là “self” (tự đánh giá)
framework-deadline = hạn “{ $found }” phải viết dạng tháng-ngày (MM-DD), ví dụ 11-15
framework-heading-empty = “{ $criterion }” không có quy tắc đánh giá và cũng không có tiêu chí con
framework-rule-on-heading = “{ $criterion }” có tiêu chí con nên không được có quy tắc đánh giá riêng
framework-parent-group = “{ $criterion }” và mục cha “{ $parent }” thuộc hai nhóm khác nhau
framework-parent-cycle = “{ $criterion }” là cấp trên của chính nó
framework-thresholds-misplaced = chỉ bộ tiêu chí theo mức độ mới có ô yêu cầu từng mức (thresholds)
framework-column-needs = cột “{ $header }” phải khai trường “{ $field }”
framework-column-width = độ rộng cột phải lớn hơn 0
framework-column-repeated = cột “{ $header }” trùng nội dung với một cột trước
framework-unknown-group = không có nhóm “{ $id }”. { $hint }
framework-unknown-criterion = không có tiêu chí “{ $id }”. { $hint }
framework-unknown-stage = không có cấp đánh giá “{ $id }”. { $hint }
framework-unknown-form = không có biểu mẫu “{ $id }”. { $hint }
framework-unknown-level = không có mức “{ $id }”
framework-unknown-figure = biểu không có số liệu “{ $id }”. { $hint }
framework-maximum-missing = “{ $criterion }” thiếu điểm tối đa (max_points)
framework-maximum-zero = điểm phải lớn hơn 0
framework-rule-method = quy tắc của “{ $criterion }” không dùng được với phương pháp “{ $method }”
framework-level-count = “{ $criterion }”: trường “{ $field }” có { $found } mức, cần { $expected }
framework-threshold-range = tỷ lệ phải lớn hơn 0 và không quá 100
framework-steps-half-ratio = bậc điểm theo tỷ lệ phải khai cả a và b
framework-rule-empty = quy tắc không có bậc, lựa chọn hoặc thành phần nào
framework-step-empty = bậc “{ $printed }” không chứa giá trị nào
framework-award = mức điểm không hợp lệ
framework-case-expects-nothing = ví dụ chưa nêu kết quả phải có (verdict, points, level hoặc unknown)
framework-case-heading = “{ $criterion }” là đề mục, không có quy tắc để thử
framework-case-input = quy tắc của “{ $criterion }” không đọc số liệu “{ $input }”. { $hint }
framework-defect = dòng { $line }, cột { $column }: { $message }
framework-unreadable-file = không đọc được tệp, hoặc tệp không phải văn bản UTF-8
framework-library-unknown = không có bộ tiêu chí “{ $id }”. { $hint }
framework-library-broken = tệp bộ tiêu chí “{ $id }” có { $count } lỗi
framework-case-unreadable = không đọc được số liệu “{ $input }”: “{ $text }”
framework-case-differs = { $field }: cần { $expected }, quy tắc cho { $found }
framework-check-stale = mục mâu thuẫn “{ $key }” xác nhận một điều không còn thấy trong tệp
framework-check-group-sum = nhóm { $group }: điểm in { $printed }, tổng các tiêu chí { $sum } (số dòng không rõ điểm: { $unknown })
framework-check-criterion-sum = tiêu chí { $criterion }: điểm in { $printed }, tổng các tiêu chí con { $sum } (số dòng không rõ điểm: { $unknown })
framework-check-total-sum = tổng điểm in { $printed }, tổng các nhóm { $sum } (số dòng không rõ điểm: { $unknown })
framework-check-criteria-count = văn bản ghi { $stated } tiêu chí, tệp có { $counted }
framework-check-groups-count = văn bản ghi { $stated } nhóm, tệp có { $counted }
framework-check-rule-exceeds = tiêu chí { $criterion }: quy tắc cho tới { $top } điểm, điểm tối đa là { $maximum }
framework-check-rule-below = tiêu chí { $criterion }: quy tắc chỉ cho tới { $top } điểm, điểm tối đa là { $maximum }
framework-check-steps-overlap = tiêu chí { $criterion }: hai bậc chồng lên nhau: “{ $first }” và “{ $second }”
framework-check-steps-gap = tiêu chí { $criterion }: khoảng trống giữa hai bậc “{ $first }” và “{ $second }”
framework-check-steps-gap-below = tiêu chí { $criterion }: không có bậc nào dưới “{ $second }”
framework-check-steps-gap-above = tiêu chí { $criterion }: không có bậc nào trên “{ $first }”
framework-check-levels = tiêu chí { $criterion }: mức { $higher } yêu cầu thấp hơn mức { $lower }
framework-check-code-repeated = mã “{ $code }” được in hai lần trong một nhóm
framework-check-code-skipped = nhóm { $group }: thiếu mã “{ $code }” trong thứ tự đánh số



### store — journal, doctor

store-not-found = không tìm thấy tệp làm việc `{ $path }`
store-exists = `{ $path }` đã có, không ghi đè
store-not-workspace = `{ $path }` không phải là tệp làm việc của chương trình
store-newer = `{ $path }` do phiên bản mới hơn của chương trình ghi (bản { $found }, chương trình này đọc được đến bản { $known })
store-older = `{ $path }` do phiên bản cũ hơn của chương trình ghi (bản { $found }, cần bản { $known })
store-sealed = hồ sơ `{ $applicant }` đã chốt ở cấp `{ $stage }`, không sửa được
store-not-sealed = hồ sơ `{ $applicant }` chưa chốt ở cấp `{ $stage }` nên không có gì để mở lại
store-stale-seal = hồ sơ `{ $applicant }` đã thay đổi sau khi hiển thị, chưa chốt được
store-reason-missing = chưa nêu lý do
store-unknown-round = không có đợt thẩm định `{ $id }`
store-unknown-applicant = đợt thẩm định không có hồ sơ của `{ $id }`
store-unknown-criterion = bộ tiêu chí không có tiêu chí `{ $id }`
store-unknown-stage = bộ tiêu chí không có cấp đánh giá `{ $id }`
store-unknown-event = nhật ký không có thao tác `{ $id }`
store-cannot-undo = thao tác này không hoàn tác được
store-already-undone = thao tác này đã được hoàn tác
store-bad-batch = các thao tác này không ghi chung được
store-bad-time = `{ $text }` không phải là thời điểm hợp lệ
store-altered = nội dung thao tác `{ $id }` trong nhật ký đã bị sửa
store-broken = nhật ký thiếu thao tác đứng trước `{ $id }`
store-disk-full = ổ đĩa đã đầy, thao tác chưa được lưu
store-read-only = không ghi được vào tệp làm việc, thao tác chưa được lưu
store-busy = tệp làm việc đang được cửa sổ hoặc chương trình khác ghi, thao tác chưa được lưu
store-damaged = tệp làm việc bị hỏng
store-file = không đọc hoặc ghi được `{ $path }`
store-text = không đọc được nội dung nhật ký
store-database = cơ sở dữ liệu từ chối, thao tác chưa được lưu
store-why-system = hệ điều hành báo: { $words }
store-hint-not-found = kiểm tra lại đường dẫn, hoặc tạo tệp làm việc mới bằng cách nạp một thư mục hồ sơ
store-hint-exists = chọn tên khác
store-hint-not-workspace = chọn tệp do chương trình này tạo ra
store-hint-newer = cập nhật chương trình rồi mở lại; tệp chưa bị thay đổi
store-hint-older = mở tệp đó một lần bằng chương trình này để nâng cấp, rồi thử lại
store-hint-sealed = mở lại hồ sơ, có nêu lý do, trước khi sửa
store-hint-stale-seal = xem lại hồ sơ rồi chốt
store-hint-reason = nhập lý do
store-hint-applicant = nạp hồ sơ của đơn vị đó trước
store-hint-doctor = chạy `thamdinh doctor` với tệp này, hoặc khôi phục từ bản sao lưu
store-hint-disk-full = giải phóng dung lượng rồi thực hiện lại
store-hint-read-only = kiểm tra quyền ghi của tệp và thư mục, hoặc chép tệp sang nơi ghi được
store-hint-busy = đóng cửa sổ kia hoặc chờ rồi thực hiện lại
store-fault-database = cơ sở dữ liệu báo hỏng: { $words }
store-fault-dangling = bảng `{ $table }` có dòng trỏ tới dữ liệu không còn
store-fault-unguarded = thiếu chốt bảo vệ `{ $trigger }`: nhật ký có thể bị sửa
store-fault-altered = thao tác `{ $id }` trong nhật ký đã bị sửa
store-fault-unreadable = thao tác `{ $id }` trong nhật ký không đọc được
store-fault-broken = thiếu thao tác đứng trước `{ $id }`
store-fault-cut = chuỗi nhật ký của máy `{ $device }` không đủ thao tác
store-fault-projection = bảng tổng hợp `{ $table }` không khớp với nhật ký



### intake — reading submitted files

intake-not-found = Không có thư mục hoặc tệp “{ $path }”.
intake-folder-unreadable = Không đọc được thư mục “{ $path }”.
intake-empty = Trong “{ $path }” không có thư mục hay bảng tính nào để nạp.
intake-cancelled = Việc nạp đã được dừng theo yêu cầu; không có gì được ghi lại.
intake-file-unreadable = Không đọc được tệp “{ $file }”.
intake-workbook-broken = Bảng tính “{ $file }” bị hỏng hoặc không đúng định dạng; đề nghị mở, lưu lại thành .xlsx rồi nạp lại.
intake-workbook-locked = Bảng tính “{ $file }” được đặt mật khẩu; đề nghị bỏ mật khẩu rồi nạp lại.
intake-workbook-too-large = Bảng tính “{ $file }” vượt quá giới hạn dung lượng được đọc.
intake-no-form = Trong “{ $file }” không tìm thấy bảng tính nào có biểu mẫu của bộ tiêu chí.
intake-several-forms = Có nhiều bảng theo { $form }; đã lấy bảng ở trang “{ $sheet }” của tệp “{ $file }”.
intake-same-applicant = “{ $name }” đã được đọc từ “{ $first }”; bảng này không được lấy.
intake-name-differs = Thư mục mang tên “{ $folder }” nhưng tiêu đề bảng ghi “{ $titled }”; đã lấy tên của thư mục.
intake-stray-workbook = Tệp “{ $file }” không nằm trong thư mục của đơn vị nào và tên tệp không cho biết đơn vị; tệp không được đọc.
intake-too-many-applicants = Có nhiều hơn { $most } đơn vị; phần còn lại không được đọc.
intake-sheet-cut = Trang tính dài quá giới hạn; chỉ đọc { $rows } hàng và { $columns } cột đầu.
intake-formula-without-result = Ô chứa công thức nhưng tệp không lưu kết quả tính; đề nghị mở tệp bằng phần mềm bảng tính, lưu lại rồi nạp lại.
intake-cell-error = Ô báo lỗi { $error }.
intake-fraction-or-percentage = Ô ghi { $low } nhưng không có định dạng phần trăm: có thể là { $low } % hoặc { $high } %.
intake-point-ambiguous = “{ $text }” có thể đọc theo hai cách (dấu chấm thập phân hoặc dấu phân cách hàng nghìn).
intake-not-a-percentage = Cần tỷ lệ phần trăm, gặp “{ $text }”.
intake-not-a-verdict = Cần Đạt, Không đạt, Đang triển khai hoặc Không áp dụng, gặp “{ $text }”.
intake-not-points = Cần số điểm, gặp “{ $text }”.
intake-not-a-level = Cần mức độ, gặp “{ $text }”.
intake-unknown-row = Hàng “{ $code } { $name }” không phải là chỉ tiêu nào của bộ tiêu chí.
intake-missing-row = Bảng không có hàng của chỉ tiêu { $code } ({ $name }).
intake-duplicate-row = Chỉ tiêu { $code } có nhiều hàng; đã lấy hàng đầu tiên (ô { $first }).
intake-code-ambiguous = Mã “{ $code }” có thể là một trong các chỉ tiêu { $candidates }; hàng này chưa được gán cho chỉ tiêu nào.
intake-code-corrected = Mã ghi trong bảng là “{ $printed }”; căn cứ tên và thứ tự, hàng này được đọc là chỉ tiêu { $code }.
intake-suspicious-cell = Ô chứa ký tự điều khiển, ký tự đổi chiều chữ hoặc chữ giống công thức; các ký tự đó đã được vô hiệu hóa.
intake-text-cut = Nội dung của ô dài quá giới hạn và đã được cắt bớt.
intake-suspicious-name = Tên “{ $file }” chứa ký tự điều khiển hoặc ký tự đổi chiều chữ; các ký tự đó không được hiển thị.
intake-link-refused = “{ $file }” là liên kết; liên kết không được mở vì có thể dẫn ra ngoài hồ sơ.
intake-too-deep = Thư mục “{ $file }” nằm quá sâu; các tệp bên trong không được đọc.
intake-too-many-files = Hồ sơ có quá nhiều tệp minh chứng; từ “{ $file }” trở đi không được đọc.
intake-file-too-large = Tệp “{ $file }” quá lớn nên không được tính mã băm.
intake-duplicate-evidence = Tệp “{ $file }” giống hệt { $count } tệp khác: { $others }.

### form — tables, export

form-draft = DỰ THẢO
form-verdict-met = Đạt
form-verdict-not-met = Không đạt
form-verdict-not-applicable = Không áp dụng
form-verdict-in-progress = Đang triển khai
form-place-date = ....., ngày { "     " } tháng { "     " } năm { "       " }
form-outcome = Kết quả:
form-blank = .....
form-guide = Hướng dẫn
form-guide-fill = 1. Chỉ nhập vào các ô để trống của bảng; các ô in sẵn (mã, tên chỉ tiêu, đơn vị tính) đã được khóa, không sửa, không thêm hoặc xóa cột.
form-guide-percent = 2. Chỉ tiêu có đơn vị tính là %: nhập số kèm dấu phần trăm, ví dụ 98,5%.
form-guide-ratio = 3. Có thể nhập tỷ lệ dưới dạng số lượng trên tổng số, ví dụ 45/46. Trước khi nhập, chọn định dạng Văn bản (Text) cho ô hoặc gõ dấu nháy đơn ở đầu để ô không bị đổi thành ngày tháng.
form-guide-verdict = 4. Cột đánh giá: chọn một trong các mục của danh sách thả xuống của ô.
form-guide-evidence = 5. Cột tài liệu minh chứng: ghi số, ký hiệu, ngày và tên văn bản; tệp minh chứng đặt trong thư mục mang mã của chỉ tiêu, ví dụ 1.10.
form-guide-locked = 6. Chỉ tiêu không áp dụng tại đơn vị: chọn Không áp dụng và ghi rõ lý do ở cột ghi chú.
form-guide-folder = 7. Lưu tệp này trong thư mục mang tên đơn vị, cùng với các thư mục minh chứng, rồi gửi cả thư mục.
form-general = Thông tin chung
form-general-code = TT
form-general-name = Nội dung
form-general-answer = Thông tin
form-general-guidance = Hướng dẫn
form-refused = Giá trị không hợp lệ
form-refused-choice = Chọn một mục trong danh sách của ô.
form-sheet-choices = Danh mục

form-error-exists = tệp { $path } đã có
form-error-exists-hint = chọn thư mục khác, hoặc đồng ý ghi đè
form-error-write = không ghi được tệp { $path }
form-error-write-hint = kiểm tra thư mục có tồn tại, còn chỗ trống, được phép ghi, và tệp không đang mở trong chương trình khác
form-error-denied = không có quyền ghi vào thư mục
form-error-missing = thư mục không tồn tại
form-error-full = ổ đĩa đã đầy
form-error-system = hệ thống báo lỗi: { $cause }
form-error-book = không lập được bảng { $table }
form-error-book-cause = { $cause }
form-error-created = thời điểm lập { $created } không đọc được
form-error-not-self = biểu mẫu { $form } không phải biểu tự đánh giá


### task — use cases

task-lost = { " " }— nguồn bị mất dòng này
task-evidence-gone = minh chứng `{ $file }` của { $applicant } không còn ở chỗ cũ
task-evidence-changed = minh chứng `{ $file }` của { $applicant } đã bị thay đổi sau khi nạp
task-backup-damaged = bản sao lưu không toàn vẹn: { $fault }
task-case-wrong = ca thử số { $case } ({ $criterion } { $about }): { $wrong }
task-check-total = { $criteria } tiêu chí, { $groups } nhóm, { $cases } ca thử, { $contradictions } chỗ nguồn mâu thuẫn hoặc thiếu đã ghi nhận
task-check-group = { $group }: { $criteria } tiêu chí
task-check-group-points = { $group }: { $criteria } tiêu chí, in { $printed } điểm, cộng { $sum } điểm, { $lost } dòng mất điểm
task-check-group-sum = { $group }: { $criteria } tiêu chí, cộng { $sum } điểm, { $lost } dòng mất điểm
task-intake-hint = chọn thư mục có các thư mục con mang tên từng đơn vị, trong mỗi thư mục có bảng tự đánh giá (.xlsx)
task-check-reading = { $key }: nguồn in “{ $printed }”; áp dụng: { $applied }; lý do: { $reason }
task-no-such-workspace = không có lệnh hoặc không gian làm việc nào tên `{ $name }`
task-no-such-workspace-hint = xem các lệnh: thamdinh --help; để tạo không gian làm việc mới, đặt tên tệp có đuôi: { $name }.thamdinh
task-system-says = máy báo: { $message }
task-settings-unreadable = không đọc được tệp cài đặt `{ $file }`
task-settings-unwritable = không ghi được tệp cài đặt `{ $file }`
task-settings-hint = kiểm tra quyền đọc, ghi thư mục; hoặc xóa tệp cài đặt để dùng lại mặc định
task-unreadable = không đọc được tệp `{ $file }`
task-unreadable-hint = kiểm tra tên tệp, quyền đọc và xem tệp có đang mở ở chương trình khác không
task-unwritable = không ghi được `{ $file }`
task-unwritable-hint = kiểm tra quyền ghi và dung lượng trống, hoặc chọn thư mục khác
task-not-utf8 = tệp không phải văn bản mã UTF-8
task-not-utf8-hint = mở tệp bằng Excel rồi lưu lại dạng “CSV UTF-8”
task-no-workspace = chưa mở không gian làm việc nào
task-no-workspace-hint = mở một tệp .thamdinh, hoặc nạp một thư mục hồ sơ
task-no-actor = chưa biết ai đang thực hiện
task-no-actor-hint = khai báo họ tên và vai trò của thành viên hội đồng
task-broken = chương trình gặp lỗi khi thực hiện yêu cầu này; những gì đã lưu vẫn còn nguyên
task-broken-hint = thử lại; nếu vẫn lỗi, chạy `thamdinh doctor` với tệp không gian làm việc
task-readonly = đang ở chế độ chỉ xem, không ghi được
task-readonly-hint = mở lại không gian làm việc, không dùng tùy chọn --readonly
task-at-line = dòng { $line }: { $fault }
task-at-entry = mục { $entry }: { $fault }
task-targets-refused = tệp chỉ tiêu `{ $file }` có dòng không dùng được, chưa đặt chỉ tiêu nào: { $faults }
task-targets-columns = tệp chỉ tiêu `{ $file }` thiếu cột tiêu chí hoặc cột chỉ tiêu
task-targets-hint = tệp CSV cần có dòng tiêu đề với các cột criterion;target và, nếu chỉ tiêu khác nhau giữa các đơn vị, cột applicant
task-value-unreadable = không hiểu giá trị `{ $value }` (đơn vị tính: { $unit })
task-value-hint = ghi một số (98,5 hoặc 98,5%), một tỷ số (45/46), hoặc câu trả lời bằng chữ (Có, Không)
task-points-unreadable = không hiểu số điểm `{ $points }`
task-criterion-ambiguous = mã `{ $name }` có thể là { $one } hoặc { $other }
task-criterion-unknown = bộ tiêu chí { $framework } không có tiêu chí `{ $name }`
task-applicant-ambiguous = tên `{ $name }` có thể là { $one } hoặc { $other }
task-applicant-unknown = đợt này không có hồ sơ của `{ $name }`
task-stage-unknown = không có cấp đánh giá `{ $name }`; các cấp: { $known }
task-stage-self = cấp tự đánh giá là của đơn vị nộp hồ sơ, hội đồng không sửa
task-form-unknown = bộ tiêu chí không có biểu mẫu `{ $name }`; các biểu mẫu: { $known }
task-round-unknown = không gian làm việc không có đợt `{ $name }`
task-round-none = không gian làm việc chưa có đợt thẩm định nào
task-round-none-hint = nạp hồ sơ trước: thamdinh import THƯ-MỤC --workspace TỆP
task-framework-unknown = không có bộ tiêu chí `{ $name }`
task-framework-unknown-hint = xem danh sách: thamdinh framework list
task-framework-broken-hint = chạy `thamdinh framework check TỆP` để xem đủ các lỗi rồi sửa tệp
task-framework-unrecognised = không nhận ra hồ sơ thuộc bộ tiêu chí nào
task-framework-unrecognised-hint = nêu rõ bộ tiêu chí bằng --framework; xem danh sách: thamdinh framework list
task-rulings-refused = tệp quyết định `{ $file }` có dòng không dùng được, chưa ghi quyết định nào: { $faults }
task-rulings-columns = tệp quyết định `{ $file }` thiếu cột applicant hoặc cột criterion
task-rulings-hint = tệp CSV cần có dòng tiêu đề với các cột applicant;criterion;stage;value;verdict;points;note;by
task-rule-empty = quyết định cần có giá trị, đánh giá hoặc điểm
task-rule-empty-hint = thêm --value, --verdict hoặc --points
task-rule-reason = ghi “Không áp dụng” cần nêu lý do
task-rule-reason-hint = thêm --note "lý do"
task-verdict-unreadable = không hiểu đánh giá `{ $verdict }`
task-by-missing = không rõ ai ra quyết định
task-by-missing-hint = thêm --by "Họ và tên", hoặc cột by trong tệp CSV
task-export-none = chưa chọn đơn vị nào để xuất
task-export-none-hint = nêu --applicant TÊN, hoặc --all
task-nothing-to-undo = không có việc nào để hoàn tác
task-nothing-to-redo = không có việc nào để làm lại
task-said-open-round = đã mở đợt năm { $year } của { $organisation }: { $framework }
task-said-threshold = đã đặt ngưỡng kết luận Đạt: { $rate }%
task-said-threshold-cleared = đã bỏ ngưỡng kết luận
task-said-submit = đã nạp hồ sơ { $applicant }
task-said-value = giá trị { $value }
task-said-points = { $points } điểm
task-said-ruled = đã ghi { $criterion } của { $applicant }: { $what }
task-said-unruled = đã bỏ quyết định về { $criterion } của { $applicant }
task-said-note = đã ghi chú { $criterion } của { $applicant }
task-said-note-removed = đã xóa ghi chú { $criterion } của { $applicant }
task-said-dossier-note = đã ghi chú hồ sơ { $applicant }{ $criterion }
task-said-dossier-note-removed = đã xóa ghi chú hồ sơ { $applicant }{ $criterion }
task-said-flag-dismissed = đã bỏ qua một cờ của { $applicant }
task-said-presented = đã trình chủ tịch hội đồng hồ sơ { $applicant }
task-said-sealed = đã chốt kết luận { $stage } của { $applicant }
task-said-reopened = đã mở lại kết luận { $stage } của { $applicant }
task-said-undo = đã hoàn tác
task-said-undone = đã hoàn tác: { $what }
task-said-redone = đã làm lại: { $what }
task-said-nothing = không có gì thay đổi
task-said-ruled-many = đã ghi { $count } tiêu chí của { $applicant }
task-said-many = đã thực hiện { $count } việc
task-said-target = đã đặt chỉ tiêu { $criterion } của đợt: { $target }{ $applicant }
task-said-target-cleared = đã bỏ chỉ tiêu { $criterion } của đợt{ $target }{ $applicant }
task-said-own-target = đã đặt chỉ tiêu { $criterion } riêng cho { $applicant }: { $target }
task-said-own-target-cleared = đã bỏ chỉ tiêu { $criterion } riêng của { $applicant }{ $target }



### cli — the command line

cli-did-you-mean = có phải ý bạn là `{ $name }`?
cli-see-help = xem cách dùng: thamdinh LỆNH --help
cli-missing = thiếu { $argument }
cli-unknown-argument = không có tùy chọn `{ $argument }`
cli-unknown-command = không có lệnh `{ $name }`
cli-no-value = { $argument } cần một giá trị
cli-invalid-value = { $argument }: không dùng được giá trị `{ $value }`
cli-invalid-choice = { $argument }: không dùng được giá trị `{ $value }`, chỉ nhận: { $known }
cli-conflict = không dùng { $argument } cùng với { $other }
cli-wrong-usage = dòng lệnh không đúng
cli-import-first = hồ sơ nộp lần 1
cli-import-again = hồ sơ nộp lần { $number }
cli-import-unchanged = không thay đổi so với lần nạp trước
cli-import-figures = { $claims } tiêu chí, { $evidence } tệp minh chứng, { $flags } cờ
cli-import-issues = Có { $count } vấn đề cần xem lại:
cli-import-done = Đã đọc hồ sơ của { $count } đơn vị ({ $new } hồ sơ mới hoặc thay đổi), đợt { $round }.
cli-import-cancelled = Việc nạp đã bị dừng giữa chừng; những hồ sơ đã nạp vẫn được giữ.
cli-place-sheet = trang `{ $sheet }`
cli-place-cell = ô { $cell }
cli-exported = Đã xuất { $count } tệp.
cli-doctor-restored = Đã khôi phục từ bản sao lưu; tệp cũ được giữ tại { $kept }
cli-doctor-backup = Đã ghi bản sao lưu: { $file }
cli-doctor-events = Nhật ký: { $count } sự kiện
cli-doctor-rounds = Đợt thẩm định: { $count }
cli-doctor-dossiers = Hồ sơ: { $count }
cli-doctor-evidence = Tệp minh chứng: { $count }
cli-doctor-rebuilt = Đã dựng lại bảng chiếu từ nhật ký.
cli-doctor-sound = Không gian làm việc toàn vẹn.
cli-doctor-faults = Có { $count } điểm không toàn vẹn.
cli-framework-about = { $level }, { $method }, { $criteria } tiêu chí
cli-framework-written = Đã tạo { $file }
cli-level-xa = cấp xã
cli-level-huyen = cấp huyện
cli-level-so = sở, ban, ngành
cli-level-tinh = cấp tỉnh
cli-level-bo = cấp bộ
cli-method-pass-fail = Đạt/Không đạt
cli-method-maturity = theo mức độ
cli-method-points = chấm điểm
cli-check-acknowledged = [đã ghi nhận]
cli-check-open = [CHƯA GHI NHẬN]
cli-check-sound = Dùng được.
cli-check-unsound = Chưa dùng được: sửa các lỗi trên, hoặc ghi nhận mâu thuẫn của nguồn trong [[contradictions]].
cli-template-written = Đã tạo biểu mẫu trống: { $file }
cli-framework-broken = tệp có lỗi, chưa dùng được:
cli-check-cannot = [không đủ dữ liệu để kiểm]
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


