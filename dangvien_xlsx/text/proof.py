"""The words of the proof, of its repetition, and of closing a period."""

TITLE = "BẢNG ĐỐI SOÁT"
PERIOD, PERIOD_DAYS = "Kỳ báo cáo:", "{code}, {start:%d/%m/%Y} – {end:%d/%m/%Y}"
AS_OF, AS_OF_ALL = "Tính đến ngày:", "tất cả phiếu đã nhận"
PROGRAM, FORM_VERSION = "Chương trình:", "mẫu phiếu"
CATALOGUE = "SHA-256 của danh mục:"
COMPARISON_HEADERS = ("TT", "Nội dung", "", "Trong bảng", "Tính lại", "", "Kết quả")
UNITS, FILES = "Số đơn vị trong kỳ", "Số tệp trong nhan-ve/"
MATCH, MISMATCH = "KHỚP", "KHÔNG KHỚP"
ACCEPTED = "Điểm phải lưu ý và điểm còn mở đã được chấp nhận"
EXPLAINED_LINE = "{unit}{message}"
UNEXPLAINED_LINE = "{unit}{message} CHƯA CÓ LÝ DO."
ACCEPTED_LINE = "{unit}{message} Chấp nhận: {reason} ({who})."
BASIS = "Số liệu của từng đơn vị lấy từ đâu"
BASIS_HEADERS = ("TT", "Đơn vị", "Tệp", "Người lập phiếu", "Nhận lúc", "Mã kiểm tra", "Trạng thái")
DIGESTS_NOTE = (
    "Dấu vân tay (SHA-256) của từng tệp nằm ở sheet Sổ nhận, để máy đối chiếu; người ký so mã kiểm tra với phiếu in."
)
CHECKED_BY, SIGNED_BY, SIGN_HERE = "NGƯỜI ĐỐI SOÁT", "NGƯỜI KÝ", "(ký, ghi rõ họ tên, ngày)"

HELP_VERIFY = "Tính lại từ nhan-ve/ và so với bảng tổng hợp đã có; nói rõ đã thay đổi gì."
NO_SUMMARY = "Chưa có bảng tổng hợp {path}. Tổng hợp trước (consolidate) rồi mới đối soát."
CHANGED_MEANWHILE = "tệp vừa bị sửa trong lúc đang so, xin chạy lại"
SUMMARY_UNREADABLE = "Không đọc được bảng tổng hợp {path}: {why}."
VERIFIED = "KHỚP: {files} tệp, {units} đơn vị, tổng số kết nạp {total}; bảng tổng hợp đúng như tính lại."
DIFFERS = "KHÔNG KHỚP: {count} chỗ khác với lúc tổng hợp."
FILE_CHANGED = "Tệp đã bị sửa: {path} (SHA-256 trước {was}…, nay {now}…)."
FILE_ADDED = "Tệp mới, chưa có trong bảng tổng hợp: {path}."
FILE_GONE = "Thiếu một tệp: {path} không còn trong nhan-ve/. Tìm lại tệp ấy, hoặc tổng hợp lại nếu đúng là bỏ."
CATALOGUE_CHANGED = "Danh mục danh-muc.xlsx đã thay đổi sau khi tổng hợp."
CELL_DIFFERS = "Sheet {sheet}, ô {cell}: trong bảng là {was}, tính lại là {now}."
SHEET_SHIFTED = "Sheet {sheet}: {count} ô khác, do các tệp nêu trên."
SHEET_GONE = "Bảng tổng hợp thiếu sheet {sheet}."
MORE = "… và {count} ô khác nữa."

HELP_CLOSE = "Chốt kỳ: chỉ chốt khi không còn lỗi và đơn vị thiếu, hoặc từng điểm đã được chấp nhận có lý do."
CLOSE_FILE_TITLE = "CHỐT KỲ: CÁC ĐIỂM CÒN MỞ"
CLOSE_ADVICE = (
    "Mỗi dòng: hoặc xử lý cho hết, hoặc ghi lý do chấp nhận và người chấp nhận, lưu lại rồi chạy close lần nữa."
)
CLOSE_SHEET = "Chốt kỳ"
CLOSE_HEADERS = ("Khoá", "Đơn vị", "Nội dung", "Tệp", "Ô", "Lý do chấp nhận", "Người chấp nhận")
CLOSE_NO_LONGER_OPEN = "Đã gõ cho những điểm nay không còn mở (giữ lại, không cần làm gì):"
CLOSE_LACKS_REASON = "Ô {reason} chưa ghi lý do chấp nhận ({about})."
CLOSE_LACKS_WHO = "Ô {who} chưa ghi người chấp nhận ({about})."
CLOSE_LACKS_BOTH = "Ô {reason} và {who} chưa ghi lý do và người chấp nhận ({about})."
CLOSE_MORE = "… và {count} điểm nữa."
CLOSE_REFUSED = "Chưa chốt được: còn {count} điểm chưa được chấp nhận. Mở {path}, ghi lý do và người chấp nhận từng điểm (hoặc xử lý cho hết), rồi chạy lại."
CLOSED = (
    "Đã chốt kỳ {period}: tổng số kết nạp {total}. Từ nay consolidate không đổi kết quả nữa, trừ khi thêm --reopen."
)
ALREADY_CLOSED = "Kỳ {period} đã chốt lúc {when}; kết quả giữ nguyên ở {path}. Muốn tính lại thì thêm --reopen."
CLOSE_UNREADABLE = "Không đọc được {path}: {why}. Mở bằng Excel, lưu lại; nếu không mở được, đổi tên tệp rồi chạy lại."

OTHER_INPUTS = "Bảng tổng hợp {reasons}: {remedy}."
OTHER_COUNT = "lập từ {was} tệp, nay có {now}"
OTHER_FILES = "lập từ {was} tệp, nay {count} tệp đã khác"
OTHER_CATALOGUE = "lập trước khi danh-muc.xlsx thay đổi"
OTHER_BY_HAND = "lập trước khi nhap-tay.xlsx thay đổi"
OTHER_EARLIER = "lập khi số liệu kỳ trước khác bây giờ"
OTHER_PASSWORD = "lập khi chưa có mật khẩu mở phiếu"
OTHER_NO_PASSWORD = "lập có mật khẩu mở phiếu, lần này thì không"
OTHER_TOTALS = "cho số khác với khi tính lại bây giờ"
AGAIN = "chạy lại tổng hợp"
WITH_PASSWORD = "chạy lại lệnh này với --password"
MADE_ANEW = "kỳ được chốt theo bảng vừa lập lại"
CLOSE_IS_OF_ALL = "Chốt kỳ là chốt mọi phiếu đã nhận, không theo một ngày (--as-of)."
