"""The summary's words: headings, column headers, banners, empty states."""

INCOMPLETE = "SỐ LIỆU CHƯA ĐẦY ĐỦ: "
OF_UNITS_MISSING = " đơn vị chưa nộp"
AND_INVALID = " phiếu có lỗi"
AS_OF = "Số liệu tính đến hết ngày {day:%d/%m/%Y}"

OVERVIEW_TITLE = "TỔNG QUAN"
OVERVIEW_SENT = "Đã nộp"
OVERVIEW_MISSING = "Chưa nộp"
OVERVIEW_WRONG = "Phiếu có lỗi"
OVERVIEW_TOTAL = "Kết nạp kỳ này"
OVERVIEW_RUNNING = "Luỹ kế {year}"
OVERVIEW_TARGET = "Luỹ kế {year} so với chỉ tiêu năm"
OVERVIEW_NEXT = "VIỆC CẦN LÀM (bấm để tới nơi)"
OVERVIEW_DO_REMIND = (" đơn vị chưa nộp: nhắc nộp, hoặc gọi điện rồi nhập tay", "✓ Mọi đơn vị đã nộp")
OVERVIEW_DO_RETURN = (" đơn vị có phiếu lỗi: trả lại phiếu để đơn vị sửa", "✓ Không còn phiếu có lỗi")
OVERVIEW_DO_ERRORS = (" lỗi phải xem ở sheet Kiểm tra", "✓ Không có lỗi")
OVERVIEW_DO_WARNINGS = (" cảnh báo nên xem trước khi ký", "✓ Không có cảnh báo")
OVERVIEW_DONE = "✓"
OVERVIEW_DO_SIGN = "Đã đủ và không còn gì phải xem: in sheet Phụ lục, soạn công văn, trình ký"
OVERVIEW_DO_AGAIN = "Khi có phiếu mới: để vào nhan-ve rồi tổng hợp lại"
OVERVIEW_LEGEND, OVERVIEW_LEADING = "Màu trong các bảng:", "Dẫn đầu"
OVERVIEW_CHART = "Tình hình nộp của các nhóm (số đơn vị)"

STRUCTURE_TITLE = "CƠ CẤU ĐẢNG VIÊN MỚI KẾT NẠP"
STRUCTURE_TARGET = "I. KẾT QUẢ SO VỚI CHỈ TIÊU NĂM"
STRUCTURE_ALL = "II. CƠ CẤU CHUNG"
STRUCTURE_GROUPS = "IV. CƠ CẤU THEO NHÓM"
STRUCTURE_UNITS = "III. TÌNH HÌNH CÁC ĐƠN VỊ"
STRUCTURE_HEADERS = ("TT", "Nội dung", "Số lượng", "Tỷ lệ", "Tỷ lệ so với")
TARGET_YEAR, TARGET_DONE, TARGET_LEFT = "Chỉ tiêu năm", "Đã kết nạp", "Còn phải kết nạp"
TARGET_BASE_RUNNING = "chỉ tiêu năm (luỹ kế {year})"
TARGET_NONE = "Danh mục chưa ghi chỉ tiêu năm."
TARGET_BASE = "chỉ tiêu năm"
YES_COUNT = "{name} (số đơn vị ghi Có)"
TEXT_COUNT = "{name} (số đơn vị có ghi)"
UNITS_BASE = "số đơn vị"
ALL_BASE = "tổng chung"
UNIT_STATE_HEADERS = (
    "TT",
    "Nhóm",
    "Số đơn vị",
    "Có kết nạp",
    "Chưa kết nạp (0)",
    "Hết nguồn",
    "Phiếu có lỗi",
    "Chưa nộp",
    "Có kết nạp / có nguồn",
)
ROUNDED_IN_LETTER = (
    "Công văn in tròn tỷ lệ cách số nguyên chưa tới 0,1 điểm phần trăm: bảng này ghi {here}, công văn ghi {there}."
)
HAVE_SOURCE_NOTE = "Đơn vị có nguồn: đơn vị đã nộp phiếu đúng và không hết nguồn."

TRACKING_NUMBER = "TT"
TRACKING_GROUP = "Nhóm"
TRACKING_UNIT = "Đơn vị"
TRACKING_STATE = "Trạng thái"
TRACKING_FILE = "Tệp"
TRACKING_RECEIVED = "Nhận lúc"
TRACKING_ON_TIME = "Đúng hạn"
TRACKING_ERRORS = "Lỗi"
TRACKING_WARNINGS = "Cảnh báo"
TRACKING_CALL = "Cần gọi về việc"
CONTACT_PERSON, CONTACT_PHONE, CONTACT_EMAIL = "Người liên hệ", "Điện thoại", "Email"
CALL_MISSING = "Chưa nộp phiếu"
CALL_MORE = " (và {count} lỗi khác)"
TRACKING_TOTALS = (" đơn vị · ", " đã nộp · ", " chưa nộp · ", " có lỗi")
ON_TIME = "Đúng hạn"
LATE = "Muộn"

FINDINGS_NUMBER = "TT"
FINDINGS_SEVERITY = "Mức"
FINDINGS_UNIT = "Đơn vị"
FINDINGS_MESSAGE = "Vấn đề"
FINDINGS_REMEDY = "Cách xử lý"
FINDINGS_FILE = "Tệp"
FINDINGS_SHEET = "Sheet"
FINDINGS_CELL = "Ô"
FINDINGS_VALUE = "Giá trị"
FINDINGS_CODE = "Mã lỗi"
FINDINGS_UNIT_CODE = "Mã đơn vị"
FINDINGS_NONE = "Không có lỗi"
FINDINGS_COUNT = (" lỗi · ", " cảnh báo · ", " thông tin")

COMPARISON_TITLE = "SO SÁNH VỚI CÁC KỲ TRƯỚC"
COMPARISON_SOURCE = "{what}: {code} ({source})"
COMPARISON_NONE = "Không có kỳ nào trước kỳ này."
LAST_PERIOD, LAST_YEAR = "Kỳ trước", "Cùng kỳ năm trước"
COMPARISON_HEADERS = (
    "TT",
    "TỔ CHỨC CƠ SỞ ĐẢNG",
    "Kỳ này",
    "Kỳ trước",
    "Tăng, giảm",
    "% so với kỳ trước",
    "Cùng kỳ năm trước",
    "Tăng, giảm",
    "% so với cùng kỳ",
    "Ghi chú",
)
RUNNING_TOTAL = "Luỹ kế năm {year}: "
RUNNING_TARGET = " trên chỉ tiêu {target} đảng viên"
UNIT_NEW = "Đơn vị mới"
UNIT_NOT_YET = "Chưa có đơn vị"
UNIT_TOGETHER = "Tính chung"
RECAST_TOGETHER = "Kỳ {period} tính chung: {name} ({count})"
NO_NUMBER = "không có số"
PART, PART_SHARE = "{name} ({count})", "{share}% {name} ({count})"
RECAST = "Kỳ {period} quy đổi: {parts}"
SHARED_TOTAL = "Chỉ tính đơn vị có số ở cả hai kỳ"
SHARED_LAST, SHARED_YEAR = " (so với kỳ trước)", " (so với cùng kỳ năm trước)"
ALONE_NOW, ALONE_THEN = "{name} (kỳ này {count})", "{name} (kỳ {period} {count})"
ALONE = "Không tính khi so sánh với kỳ {period}, vì chỉ có số ở một kỳ: {units}."
PERIODS_TITLE = "SỐ LIỆU QUA CÁC KỲ"
PERIODS_ABOUT = "Số kết nạp của từng đơn vị hiện nay, kỳ cũ ở bên trái. Lọc theo nhóm ở tiêu đề cột: dòng tổng tính theo những dòng đang hiện."
PERIODS_OLDER = "Các kỳ cũ hơn được gộp: bấm dấu + phía trên cột để mở."
PERIODS_NUMBER, PERIODS_UNIT, PERIODS_GROUP, PERIODS_TREND = "TT", "Đơn vị", "Nhóm", "Xu hướng"
PERIODS_EXHAUSTED_TIMES, PERIODS_NOTE = "Số kỳ hết nguồn", "Quy đổi"
PERIODS_TOTAL, PERIODS_EXHAUSTED = "Tổng kết nạp (dòng đang hiện)", "Số đơn vị hết nguồn"
UNIT_RENAMED = "Tên cũ: {name}"
EXHAUSTED_THEN_ADMITTED = "Kỳ trước hết nguồn, nay có kết nạp"
EXHAUSTED_AGAIN = "Hết nguồn {times} kỳ liền"
UNIT_GONE = "{name} ({count})"
UNITS_GONE = "Đơn vị có ở kỳ trước, nay không còn (số kết nạp kỳ trước vẫn nằm trong tổng của kỳ trước): {units}."
EARLIER_NOT_FOUND = "Danh mục, sheet Thông tin, dòng ky_truoc: không thấy kỳ trước ở “{path}”, hoặc kỳ đó chưa được tổng hợp. Sửa đường dẫn (tính từ thư mục kỳ này), hoặc xoá đi."
EARLIER_UNREADABLE = "Danh mục, sheet Thông tin, dòng ky_truoc: “{path}” không phải bảng tổng hợp đọc được ({why}). Tổng hợp lại kỳ đó bằng chương trình này."
EARLIER_NO_DAYS = "không ghi kỳ từ ngày nào đến ngày nào"
CHARTS_TITLE = "BIỂU ĐỒ"
WRONG_TYPE = "Sai kiểu"
"""Stands before a text that was typed into a column of numbers."""
DATA_EDIT_TITLE = "Sửa số"
DATA_EDIT = (
    "Số sửa ở đây chỉ đổi các sheet của bảng này. Công văn, bản PDF và lần tổng hợp sau không đổi theo: đính chính thì gõ "
    "vào nhap-tay.xlsx rồi tổng hợp lại."
)
CHARTS_FEED = "Số vẽ biểu đồ (tự tính từ sheet Dữ liệu)"
CHARTS_NOBODY = "Chưa có đơn vị nào kết nạp đảng viên trong kỳ."
CHART_UNITS = "Số đảng viên kết nạp của các đơn vị có kết nạp"
CHART_UNITS_PART = "Số đảng viên kết nạp của các đơn vị có kết nạp (thứ {first} đến {last})"
CHART_BLOCK = "Cơ cấu theo {block} (tỷ lệ trong tổng số)"
CHART_PARTS = "Cơ cấu chia ra (tỷ lệ trong tổng số)"
CHARTS_LEFT_OUT = ("Còn ", " đơn vị có kết nạp chưa hiện ở biểu đồ: chạy lại tổng hợp.")
CHART_GROUPS_OWN = "Luỹ kế {year} so với chỉ tiêu năm của từng nhóm"
CHART_GROUPS = "Luỹ kế {year} của từng nhóm so với chỉ tiêu năm chung"
CHART_GROUPS_COUNT = "Số đảng viên kết nạp theo nhóm"
CHART_NOT_ASKED = "{name} ({told})"
CHART_TREND = "Tổng số kết nạp qua các kỳ"
CHART_STRUCTURE = "Cơ cấu đảng viên mới kết nạp (tỷ lệ trong tổng số)"
CHANGES_NUMBER = "TT"
CHANGES_UNIT = "Đơn vị"
CHANGES_INDICATOR = "Chỉ tiêu"
CHANGES_FROM = "Từ tệp"
CHANGES_TO = "Sang tệp"
CHANGES_OLD = "Số cũ"
CHANGES_NEW = "Số mới"
CHANGES_DIFFERENCE = "Tăng, giảm"
CHANGES_GROUP = "Nhóm"
CHANGES_GROUP_OLD = "Tổng nhóm nếu giữ số cũ"
CHANGES_GROUP_NEW = "Tổng nhóm hiện nay"
CHANGES_ALL_OLD = "Tổng chung nếu giữ số cũ"
CHANGES_ALL_NEW = "Tổng chung hiện nay"
CHANGES_NONE = "Chưa có đơn vị nào nộp lại với số khác."
CHANGES_BEFORE = ": nếu không có bản nộp lại là "
CHANGES_NOW = ", hiện nay là "

RECEIPTS_MATCH = ("KHỚP: trong nhan-ve/ tìm thấy ", " tệp, tất cả có dòng ở đây.")
RECEIPTS_MISMATCH = ("KHÔNG KHỚP: trong nhan-ve/ tìm thấy ", " tệp, nhưng số dòng ở đây khác. Đừng ký; chạy lại.")
RECEIPTS_NUMBER = "TT"
RECEIPTS_FILE = "Tệp"
RECEIPTS_SENDER = "Người gửi"
RECEIPTS_SUBJECT = "Tiêu đề thư"
RECEIPTS_TIME = "Nhận lúc"
RECEIPTS_SIZE = "Dung lượng (byte)"
RECEIPTS_UNIT = "Đơn vị"
RECEIPTS_OUTCOME = "Kết quả"
RECEIPTS_REASON = "Lý do"
RECEIPTS_SHA256 = "SHA-256"
RECEIPTS_NONE = "Chưa nhận được tệp nào: chép phiếu các đơn vị gửi về vào thư mục nhan-ve rồi chạy lại."
RECEIPTS_SUM = " tệp = "

REASON_SHEET = "Sheet “{sheet}”: {unit}, {outcome}. {reason}."
CELL_OF = "ô {cell} của sheet “{sheet}”"
DIFFERS = "{label}: {values}"
SAYING = "{path} (lời thư: “{said}”)"
SHEET_OF = "sheet “{sheet}” của {path}"
ORDER_COPIED = "Không biết phiếu nào mới hơn: tệp {path} không ghi lúc lưu, chỉ có lúc được chép vào thư mục."
ORDER_AGAIN = "Phiếu cũ được gửi lại sau khi đơn vị đã gửi phiếu khác."
ORDER_SAVED = "Phiếu này đến sau nhưng được lưu trước."
REASON_COPY = "Cùng số với một sheet khác trong sổ này"
REASON_ACCEPTED = "Số liệu được tính"
REASON_SAID = ". Lời thư: “{said}”"
REASON_BY_HAND = "Thay bằng số nhập tay: {why}"
BY_HAND_UNKNOWN = "không rõ ai báo"
REASON_NEWER = "Đã có bản nộp mới hơn: {newer}"
REASON_SAME = "Trùng nội dung với {newer}"
REASON_AFTER = "Nhận sau ngày tính số liệu ({day:%d/%m/%Y})"

DATA_STATE = "Trạng thái"
DATA_RECEIVED_STATE = "Khi nhận"
DATA_FILE = "Tệp"
DATA_SHEET = "Sheet"
DATA_CELLS = "Các ô lấy số"
DATA_TIME = "Nhận lúc"

PAGE_HEADER = '&L&"Times New Roman,Bold"&10{sheet}, {period}&R&"Times New Roman,Bold"&10{state}'
PAGE_FOOTER = '&C&"Times New Roman,Regular"&10Trang &P/&N'
PROPERTIES_TITLE = "Tổng hợp"
