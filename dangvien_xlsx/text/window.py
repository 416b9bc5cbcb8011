"""The words of the window."""

from dangvien_xlsx.model.patterns import pattern

CLASS_NAME = "Dangvien_xlsx"
TITLE = "Tổng hợp số liệu kết nạp đảng viên"
TITLE_OF = "Tổng hợp số liệu – {period}"

PERIODS, PERIOD_COLUMN, STATE_COLUMN = "Kỳ báo cáo", "Kỳ", "Tình trạng"
OPEN_FOLDER, NEW_PERIOD, PRACTICE = "Mở thư mục khác…", "Kỳ mới…", "Tập dùng thử"
PERIOD_CLOSED, PERIOD_OPEN, PERIOD_BROKEN = "đã chốt", "đang làm", "danh mục chưa xong"
PRACTICE_FOLDER = "Tap-dung-thu (so lieu mau)"
PRACTICE_TOLD = "Đây là kỳ tập dùng thử: số liệu mẫu, không phải của cơ quan. Thư mục: {folder}"
NO_EXAMPLE = (
    "Không thấy kỳ mẫu 2023-6T cạnh chương trình, nên chưa tập dùng thử được. Bấm “Kỳ mới…” để bắt đầu kỳ thật."
)
NOTHING_OPEN = "Chưa mở kỳ nào. Bấm “Kỳ mới…”, “Mở thư mục khác…” hoặc “Tập dùng thử”."
ASK_TAKE_OVER = (
    "Cạnh chương trình này có một bản khác: {folder}\nBản đó có {count} kỳ chưa có ở đây: {names}.\n\n"
    "Chép sang đây để làm tiếp? Bản kia vẫn nguyên vẹn."
)
TAKEN_OVER = "Đã chép {count} kỳ từ “{folder}”; bản đó vẫn nguyên vẹn. Từ nay làm ở đây."
TAKEN_NONE = "Không chép được kỳ nào từ “{folder}”."
NOT_TAKEN_OVER = "Chưa chép kỳ nào từ “{folder}”. Lần mở sau sẽ hỏi lại; xem kỳ ở bản đó thì bấm “Mở thư mục khác…”."
NOT_A_PERIOD = "“{folder}” không phải thư mục kỳ và không nằm trong thư mục kỳ nào: không có danh-muc.xlsx. Chọn thư mục có danh-muc.xlsx, hoặc bấm “Kỳ mới…”."

STEPS = "Các bước trong kỳ"
STEP_NAMES = {
    "catalogue": "1  Danh mục",
    "forms": "2  Tạo phiếu",
    "send": "3  Gửi phiếu",
    "receive": "4  Nhận thư",
    "consolidate": "5  TỔNG HỢP",
    "return": "6  Trả lại",
    "remind": "7  Nhắc nộp",
    "by_hand": "8  Nhập tay",
    "letter": "9  Công văn",
    "close": "10  Chốt kỳ",
    "fill": "11  Cấp trên",
    "history": "12  Các kỳ trước",
}
ACTIONS = {
    "open_catalogue": "Mở",
    "check_catalogue": "Kiểm tra",
    "forms": "Tạo phiếu",
    "draft_forms": "Soạn thư",
    "send_forms": "Gửi…",
    "fetch": "Tải thư",
    "add": "Thêm tệp…",
    "consolidate": "TỔNG HỢP",
    "open_result": "Mở bảng",
    "return": "Soạn trả lại",
    "remind": "Soạn thư nhắc",
    "by_hand": "Nhập tay",
    "letter": "Soạn",
    "sign": "Bản ký (PDF)",
    "verify": "Đối soát",
    "close": "Chốt kỳ",
    "fill": "Điền phiếu…",
    "import": "Nhập bảng…",
    "export": "Xuất…",
}
DOING = {
    "look": "Đang xem các phiếu đã nhận",
    "check_catalogue": "Đang kiểm tra danh mục",
    "forms": "Đang tạo phiếu",
    "draft_forms": "Đang soạn thư gửi phiếu",
    "send_forms": "Đang chuẩn bị thư gửi phiếu",
    "deliver": "Đang gửi thư",
    "fetch": "Đang tải thư",
    "add": "Đang chép tệp vào nhan-ve",
    "consolidate": "Đang tổng hợp",
    "return": "Đang soạn phiếu trả lại",
    "remind": "Đang soạn thư nhắc nộp",
    "by_hand": "Đang mở nhap-tay.xlsx",
    "letter": "Đang soạn công văn",
    "sign": "Đang lập bản để ký",
    "verify": "Đang đối soát",
    "close": "Đang chốt kỳ",
    "fill": "Đang điền phiếu của cấp trên",
    "start": "Đang tạo kỳ mới",
    "take_over": "Đang chép các kỳ của bản cũ",
    "book": "Đang lập lại sổ các kỳ",
    "history": "Đang xem các kỳ của đơn vị",
    "offer": "Đang xem bảng",
    "import": "Đang nhập kỳ trước vào sổ các kỳ",
    "export": "Đang xuất bảng các kỳ",
    "accept": "Đang ghi lý do vào chot-ky.xlsx",
}
NEXT = "▶"
HELP_SIGN, HELP_TIP = "?", "Xem hướng dẫn của bước này (F1)"

CATALOGUE_GONE = "chưa có danh-muc.xlsx"
CATALOGUE_MISTAKES = "{count} chỗ phải sửa"
CATALOGUE_GOOD = "{units} đơn vị, hạn {deadline}"
NO_DEADLINE = "chưa ghi"
FORMS_TOLD, FORMS_NONE = "{forms}/{units} phiếu", "chưa tạo"
DRAFTS_TOLD, DRAFTS_NONE = "{drafts} thư đã soạn, {sent} đã gửi", "chưa soạn thư"
RECEIVED_TOLD = "{files} tệp trong nhan-ve"
NEVER, SUMMARY_CURRENT, SUMMARY_OLD = "chưa tổng hợp", "đã có bảng tổng hợp", "bảng cũ: có thay đổi sau đó"
RETURN_TOLD, RETURN_NONE, RETURN_DONE = (
    "{count} đơn vị phải sửa, hỏi lại",
    "không có phiếu phải trả",
    "đã soạn {count} phiếu trả lại",
)
REMIND_NOT_DUE = "{count} chưa gửi, chưa đến hạn"
REMIND_TOLD, REMIND_NONE, REMIND_DONE = (
    "{count} đơn vị chưa nộp",
    "mọi đơn vị đã nộp",
    "{count} chưa nộp; đã soạn {drafts} thư nhắc",
)
BY_HAND_THERE, BY_HAND_NONE = "có nhap-tay.xlsx", "chưa có nhap-tay.xlsx"
LETTER_THERE, LETTER_NONE = "đã soạn", "chưa soạn"
CLOSED_TOLD, CLOSE_POINTS, CLOSE_READY, CLOSE_UNKNOWN = "đã chốt", "còn {count} điểm mở", "có thể chốt", "chưa chốt"
FILL_TOLD = "tổng vào phiếu cấp trên"
HISTORY_TOLD = "sổ các kỳ: nhập, xuất"

WHY_NO_PERIOD = "Mở một kỳ trước."
WHY_NO_CATALOGUE = "Bước 1 trước: danh-muc.xlsx chưa có hoặc còn chỗ phải sửa."
WHY_NO_MAIL_IN = "Danh mục chưa khai máy chủ nhận thư (imap_may_chu). Bấm “Thêm tệp…” để chép phiếu vào."
WHY_NO_MAIL_OUT = "Danh mục chưa khai máy chủ gửi thư (smtp_may_chu). Bấm “Soạn thư” rồi gửi bằng chương trình thư."
WHY_NO_SUMMARY = "Bước 5 trước: chưa có bảng tổng hợp."
WHY_CLOSED = "Kỳ đã chốt."
WHY_NOTHING_RETURNED = "Không có phiếu nào phải trả lại."
WHY_NOBODY_MISSING = "Không có đơn vị nào chưa nộp."

UNITS, FILES = "Đơn vị", "Tệp không của đơn vị nào"
UNIT_COLUMNS = ("TT", "Đơn vị", "Tình trạng", "Kết nạp", "Nhận lúc", "Lỗi, cảnh báo")
FILE_COLUMNS = ("Tệp", "Kết quả", "Nhận lúc", "Lý do")
FILTER, ALL_STATES, ANY_FINDING = "Tìm:", "Mọi tình trạng", "Có lỗi, cảnh báo"
COUNT_SHOWN = "{shown}/{total} đơn vị"
ERROR_COUNT, WARNING_COUNT = "{count} lỗi", "{count} cảnh báo"
LATE = " (muộn)"
NOT_DUE = "Chưa đến hạn"
MISSING, MISSING_NOT_DUE = "{count} chưa nộp", "{count} chưa gửi (hạn {deadline:%d/%m/%Y})"
TOTAL = "{units} đơn vị · tổng kết nạp {total} · {missing} · {invalid} phiếu có lỗi · {errors} lỗi, {warnings} cảnh báo"
FINDINGS = "Lỗi và cách xử lý"
NO_FINDING = "Không có lỗi hay cảnh báo."
CHOOSE_UNIT = "Chọn một đơn vị để xem lỗi và cách xử lý."
OPEN_FORM, DRAFT_RETURN, TYPE_BY_HAND, ACCEPT = "Mở phiếu", "Soạn thư trả lại", "Nhập tay", "Chấp nhận…"
CALL, CALL_NOBODY = "Gọi: {people}", "Gọi: chưa có số"
CALLED, CALL_OR = "{name}, {phone}", " hoặc "
CALL_TOLD = (
    "Gọi {people} ({unit}). Số báo qua điện thoại thì bấm “Nhập tay”. Số máy {phone} đã được chép, dán ở đâu cũng được."
)
UNIT_HISTORY, HISTORY_OF = "Lịch sử", "{unit}: đã báo cáo qua các kỳ"
NO_FORM_FILE = "{unit} chưa có phiếu nào để mở."
MORE_FINDINGS = "… và {count} điểm nữa; xem sheet Kiểm tra của bảng tổng hợp."

CANCEL, CLOSE_WINDOW = "Huỷ", "Đóng"
IDLE = "Sẵn sàng."
PROGRESS = "{doing}: {done}/{total} · {rate:.0f} mỗi giây · còn {left}"
PROGRESS_START, PROGRESS_REST = "{doing}…", "{doing}: đã đọc xong, đang viết…"
CANCELLING = "Đang dừng; kết quả cũ vẫn nguyên vẹn…"
SECONDS, MINUTES = "{seconds} giây", "{minutes} phút {seconds:02d} giây"
BUSY = "Đang làm một việc khác; chờ xong hoặc bấm Huỷ."
ASK_LEAVE = "Đang làm: {doing}.\n\nDừng việc này và đóng cửa sổ? Kết quả cũ vẫn nguyên vẹn."
NEW_FILES = "{count} tệp mới trong nhan-ve: tổng hợp lại?"
CHANGED_FILES = "Tệp trong nhan-ve hoặc nhap-tay.xlsx đã thay đổi: tổng hợp lại?"
AGAIN = "Tổng hợp lại"

TWO_WINDOWS = "Kỳ này đang mở trong một cửa sổ khác (từ {since}, máy {computer}, tiến trình {process}). Làm ở một cửa sổ thôi: việc thứ hai phải chờ việc thứ nhất xong."

CHECKED_CATALOGUE = "Danh mục dùng được: {units} đơn vị, {indicators} chỉ tiêu."
CATALOGUE_WRONG = "Danh mục có {count} chỗ phải sửa; chưa ghi tệp nào. Bấm “Mở” ở bước 1, sửa các chỗ dưới đây, lưu lại rồi bấm “Kiểm tra”."
FORMS_DONE = "Đã tạo {count} phiếu trong gui-di. Tiếp theo: bước 3, soạn thư gửi phiếu, hoặc tự gửi các tệp ấy."
DRAFTS_DONE = "Đã soạn {count} thư trong {folder}. Mở từng thư bằng chương trình thư và bấm gửi."
DRAFTS_NOBODY = "Không có thư nào phải soạn."
FETCHED = "Đã tải {count} thư mới vào nhan-ve ({known} thư đã có từ trước)."
DROPPED_MIXED = "Chưa chép gì: “{path}” là của một kỳ báo cáo. Thả riêng nó để mở kỳ ấy, rồi thả các tệp còn lại."
FILE_OF_NO_PERIOD = "“{path}” không nằm trong thư mục kỳ nào, chưa chép vào đâu. Mở đúng kỳ, rồi kéo thả tệp ấy vào cửa sổ này hoặc bấm “Thêm tệp…”."
DROPPED_NOWHERE = "Chưa mở kỳ nào để nhận các tệp ấy. Mở kỳ trước, rồi thả lại."
ADDED = "Đã chép {count} tệp vào nhan-ve; tệp gốc vẫn ở chỗ cũ."
ADDED_KNOWN = "{count} tệp đã có sẵn trong nhan-ve, không chép lại."
ADD_PROBLEM = "Không chép được “{path}”: {why}."
RETURNED = "Đã soạn {count} phiếu trả lại và {drafts} thư trong tra-lai. Mở từng thư và bấm gửi."
RETURNED_NONE = "Không có phiếu nào phải trả lại."
LETTER_DONE = "Đã soạn công văn: {path}."
READY_TITLE = "Đã sẵn sàng ký chưa?"
LETTER_DRAFT = "Số liệu chưa đầy đủ, nên công văn ghi DỰ THẢO."
DIFFERS = "KHÔNG KHỚP: {count} chỗ khác với lúc tổng hợp. Bấm “TỔNG HỢP” nếu các thay đổi dưới đây là đúng."
CLOSE_REFUSED = "Chưa chốt được: còn {count} điểm mở. Chọn đơn vị, bấm “Chấp nhận…” để ghi lý do từng điểm, hoặc xử lý cho hết rồi bấm “Chốt kỳ” lần nữa. (Các lý do nằm trong chot-ky.xlsx.)"
CLOSED = "Đã chốt kỳ {period}: tổng số kết nạp {total}. Kết quả giữ nguyên; bấm “TỔNG HỢP” sẽ hỏi có mở lại kỳ không. Kỳ sau: bấm “Kỳ mới…”."
ASK_CLOSE = "Chốt kỳ {period}? Từ đó kết quả giữ nguyên."
ASK_REOPEN = "Kỳ này đã chốt; kết quả giữ nguyên.\n\nMở lại kỳ và tổng hợp lại?"
STARTED = "Đã tạo kỳ {period}. Tiếp theo: bấm “Mở” ở bước 1, xem lại danh-muc.xlsx, lưu, rồi “Kiểm tra”."
ACCEPTED = "Đã ghi lý do vào chot-ky.xlsx."
FILLED = "Đã ghi tổng số {total} vào phiếu “{unit}”: {path}."
SENT = "Đã gửi {count} thư."
SEND_NOTHING = "Không có thư nào phải gửi."
ASK_SEND = "Gửi {count} thư từ {sender} qua máy chủ {host}?\n\n{lines}"
ASK_RESEND = "Không rõ {count} thư sau đã đi chưa (kết nối đứt đúng lúc máy chủ nhận thư). Xem hộp Thư đã gửi trước.\n\n{lines}\n\nGửi lại các thư này?"
SEND_LINE, SEND_MORE = "{to}: {subject}", "… và {count} thư nữa"

PASSWORD_TITLE = "Phiếu có mật khẩu"
PASSWORD_ASK = (
    "Có phiếu đặt mật khẩu. Gõ mật khẩu để mở (không lưu ở đâu);\nbấm Huỷ để làm tiếp mà không mở các phiếu ấy."
)
MAIL_PASSWORD_TITLE, MAIL_PASSWORD_ASK = "Mật khẩu thư", "Mật khẩu của {account} tại {host}:"
TOKEN_ASK = "Mã truy cập (OAuth2) của {account} tại {host}:"
REMEMBER = "Nhớ mật khẩu trong kho mật khẩu của máy"

NEW_TITLE = "Kỳ mới"
NEW_PLACE, NEW_PREVIOUS, NEW_NONE = "Đặt trong thư mục:", "Chép danh mục từ kỳ:", "(không, bắt đầu từ danh mục trống)"
NEW_CODE, NEW_START, NEW_END, NEW_DEADLINE = "Mã kỳ:", "Từ ngày:", "Đến ngày:", "Hạn nộp:"
CREATE, SAVE, BROWSE = "Tạo kỳ", "Ghi", "Chọn…"
BAD_CODE = "Mã kỳ chưa đúng: chỉ dùng chữ, số, dấu gạch, tối đa 30 chữ, ví dụ 2023-12T."
CODE_TAKEN = "Đã có thư mục “{folder}”; chọn mã kỳ khác."
BAD_DAY = "{label} “{value}” không phải ngày; ghi dd/mm/yyyy, ví dụ 01/07/2023."
DAYS_REVERSED = "Ngày đầu kỳ {start} sau ngày cuối kỳ {end}."
DEADLINE_EARLY = "Hạn nộp {deadline} trước ngày đầu kỳ {start}."
OVERLAPS = "Kỳ mới bắt đầu {start}, khi kỳ {period} chưa hết ({end}); sửa lại ngày, hoặc chọn kỳ trước khác."
ACCEPT_TITLE, ACCEPT_REASON, ACCEPT_WHO = "Chấp nhận điểm còn mở", "Lý do chấp nhận:", "Người chấp nhận:"
ACCEPT_BOTH = "Ghi cả lý do và tên người chấp nhận."

CHOOSE_FOLDER, CHOOSE_FILES, CHOOSE_FORM = "Chọn thư mục kỳ", "Chọn phiếu, thư, tệp nén", "Chọn phiếu của cấp trên"
ADD_FILES, ADD_FOLDER = "Tệp, thư…", "Cả thư mục…"
EXCEL_FILES, ALL_FILES = "Sổ Excel", "Mọi tệp"

CHOOSE_TABLE, CHOOSE_EXPORT = "Chọn bảng của kỳ trước (Excel, csv)", "Ghi bảng dài các kỳ vào"
TABLES, EXPORT_NAME = "Bảng Excel, csv", "cac-ky.csv"
IMPORT_TITLE, IMPORT_DO = "Nhập từ bảng có sẵn", "Nhập"
IMPORT_PERIOD = "Mã kỳ của bảng (kỳ đang làm hoặc kỳ trước):"
IMPORT_COLUMNS = "Mỗi cột của “{path}” là gì? Chỉ hỏi một lần: câu trả lời được giữ cho lần sau."
IMPORT_UNUSED, IMPORT_UNIT = "(không dùng)", "Đơn vị (mã hoặc tên)"
IMPORT_NO_PERIOD = "Ghi mã kỳ của bảng, ví dụ 2022-12T."
IMPORT_TOO_LITTLE = "Chọn cột nào là Đơn vị và cột nào là “{indicator}”."
IMPORT_TWICE = "Hai cột cùng là “{name}”; chỉ chọn một."
GUIDE_TITLE, GUIDE_PRINTED = "Hướng dẫn người tổng hợp", "Mở sách có hình"

REBUILD = "Lập lại sổ"
REBUILT = "Đã lập lại sổ các kỳ: {count} kỳ, trong đó {missing} kỳ không còn thư mục."
LOG, ABOUT, HELP, REFRESH = "Nhật ký", "Giới thiệu", "Hướng dẫn (F1)", "Xem lại (F5)"
NO_LOG = "Chưa có lỗi bất ngờ nào, nên chưa có nhật ký."
NO_GUIDE = "Không thấy sách hướng dẫn cạnh chương trình."
ABOUT_TEXT = "Tổng hợp số liệu kết nạp đảng viên\nPhiên bản {version}\n\nGiấy phép: xem tệp LICENSE cạnh chương trình. Các thư viện đi kèm: {libraries}.\n\nPython {python}, Tk {tk}.\nChương trình chạy trên máy này; không gửi số liệu đi đâu ngoài những thư bạn bấm gửi."

_STEPS = {
    "init": "nút “Kỳ mới…”",
    "forms": "bước 2 (Tạo phiếu)",
    "drafts": "nút “Soạn thư”",
    "send": "nút “Gửi…”",
    "fetch": "nút “Tải thư”",
    "consolidate": "nút “TỔNG HỢP”",
    "return": "bước 6 (Trả lại)",
    "letter": "bước 9 (Công văn)",
    "verify": "nút “Đối soát”",
    "close": "nút “Chốt kỳ”",
    "fill": "bước 11 (Cấp trên)",
    "check": "nút “Kiểm tra”",
    "import": "nút “Nhập bảng…”",
    "history export": "nút “Xuất…”",
    "history rebuild": "nút “Lập lại sổ”",
}
"""What is pressed instead of a command that a message names."""
_OPTIONS = {
    "--reopen": "bấm “TỔNG HỢP” và đồng ý mở lại kỳ",
    "--password": "mật khẩu (cửa sổ sẽ hỏi)",
    "--as-of": "ngày tính số liệu",
}
_QUOTED = pattern("(“[^”]*”)")
_COMMAND = pattern(rf"\blệnh ({'|'.join(_STEPS)})\b(?: --kind [a-z]+)?")
_AGAIN = pattern(r"\bchạy lại(?: lệnh này)?\b")
_JOB = pattern(r"\bLệnh (?=[a-zà-ỹđ])")
"""Before the name of a job: on the console it is a command."""
_ELSEWHERE = pattern(r",? hoặc (?:ghi|thêm|bỏ) --(?:output|scheduler)[^.;]*")
"""What can be done on the console alone."""
_ASIDE = pattern(rf" \((?:`?--[a-z-]+`?|{'|'.join(_STEPS)})\)")
_OPTION = pattern(r"(?:thêm )?`?(--[a-z-]+)`?")


def in_window(text: str) -> str:
    """Return a message as the window says it: it names what to press where the console names what to type.

    What stands in quotation marks is a name or somebody's own words, and stays.
    """
    parts = _QUOTED.split(text)
    return "".join(part if index % 2 else _pressed(part) for index, part in enumerate(parts))


def _pressed(text: str) -> str:
    text = _AGAIN.sub("bấm lại", _JOB.sub("Việc ", _ELSEWHERE.sub("", _ASIDE.sub("", text))))
    text = _COMMAND.sub(lambda found: _STEPS[found[1]], text)
    return _OPTION.sub(lambda found: _OPTIONS.get(found[1], found[0]), text)
