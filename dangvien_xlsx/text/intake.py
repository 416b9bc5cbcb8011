"""What is said of received files: why one cannot be read, and how a damaged form was read all the same."""

BROKEN_ZIP = "tệp hỏng hoặc chưa tải xong"
MANY_MEMBERS = "bên trong có {count} phần, quá nhiều cho một phiếu"
UNPACKS_LARGE = "nén quá mức, giải nén ra {size} MB"
READER_FAILED = "nội dung tệp bị hỏng ({why})"
READER_STALLED = "mở tệp mất quá nhiều thời gian"
READER_DIED = "mở tệp tốn quá nhiều bộ nhớ hoặc làm hỏng bộ đọc"
READERS_CANNOT_START = (
    "Máy này không cho chương trình chạy tiến trình đọc tệp (thường do phần mềm diệt virus hoặc chính sách AppLocker), "
    "nên chưa đọc được tệp nào và chưa ghi gì; kết quả cũ vẫn nguyên vẹn. Thêm thư mục chương trình vào danh sách được "
    "phép, hoặc nhờ người quản trị máy, rồi chạy lại."
)
READERS_STUCK = (
    "Tiến trình đọc tệp đứng yên quá lâu ({seconds:.0f} giây) nên chương trình đã dừng; chưa ghi gì, kết quả cũ vẫn nguyên vẹn. Phần "
    "mềm diệt virus có thể đang giữ lại: thêm thư mục chương trình vào danh sách được phép, khởi động lại máy rồi chạy lại."
)
EMPTY_FILE = "tệp rỗng, 0 byte"
CANNOT_OPEN = "hệ điều hành không cho mở ({why})"

REPAIRED_LABELS = "khớp tên chỉ tiêu thay cho mã dòng ({labels})"
REPAIRED_COLUMN = "tìm cột số liệu theo tiêu đề cột"
REPAIRED_SHEET = "phiếu nằm ở sheet “{sheet}”"
REPAIRED_META = "thiếu sheet _meta, nhận đơn vị theo tên in trên phiếu"
REPAIRED_TWICE = "mã của “{label}” có ở nhiều dòng, chỉ ô {cell} có giá trị riêng"
REPAIRED_SEVERAL = "sổ có nhiều phiếu, đơn vị của sheet “{sheet}” nhận theo tên in trên phiếu"
UNIT_LABEL = "Đơn vị"
BY_FILE_NAME = "mã ẩn và tên in đều mất, tên tệp là của {unit}"
SAYS = "{what}: {unit}"
FORM_SAYS, FILE_SAYS, SENDER_SAYS = "phiếu ghi", "tên tệp là của", "thư của"
FIRST_SENDER_SAYS = "thư chuyển tiếp của"
PAGE_SAYS = "trên phiếu còn ghi"
SUBJECT_SAYS, BODY_SAYS, FILLER_SAYS = "tiêu đề thư ghi", "lời thư nói thay", "người lập ghi"
COUNTED_FOR = "đang tính cho {unit}"
ASK_FIRST = "phải hỏi lại trước khi tính"
COUNTED_FOR_NOBODY = "chưa tính cho đơn vị nào"
KEPT_ASIDE = "không thay phiếu đã chắc chắn của {unit}"
MENDED = "(đã sửa bằng bản mới: {newer})"
BESIDE_FORM = "(kèm phiếu đã được tính: {path})"
NOTHING_TO_DO = "Không cần làm gì."
NAME_OF = ", là tên của {units}"
SHARED_NAME = "; tên này là của nhiều đơn vị: {units}"
NEAREST = "; gần giống: {units}"
NEAR = "{name} (mã {code})"
PRINTED_NAME = " (tên in: “{name}”)"

ODD_PACKING = "bên trong nén theo kiểu lạ"
NOT_UNPACKED = "gói nén theo kiểu {how}, chương trình không giải nén được"
LYING_SIZE = "phần bên trong lớn hơn kích thước đã khai"
TWICE_INSIDE = "bên trong có hai phần cùng tên {name}"
TOLD_TWICE = "bên trong ghi hai lần {name}, nên mỗi chương trình có thể hiện một số khác"
TWICE_ROW, TWICE_CELL = "dòng {row}", "ô {cell}"
ENTITIES = "nội dung khai báo thực thể XML (DOCTYPE), phiếu Excel không bao giờ có"
MANY_SHEETS = "có {count} sheet, quá nhiều cho một phiếu"
FAR_CELL = "có nội dung ở tận ô {cell}, xa hơn mọi phiếu; xoá nội dung ở đó rồi lưu lại nếu là gõ nhầm"
BROKEN_XML = "nội dung bên trong bị cụt hoặc hỏng"
REPEATED_STRINGS = "cùng một đoạn chữ dài lặp lại thành {size} MB"
MANY_CELLS = "có quá nhiều ô chứa nội dung, không phải một phiếu"
REPEATED_CELLS = "khai báo ô lặp lại vượt quá giới hạn của Excel"
NESTED_DEEP = "gói nén lồng trong gói nén quá nhiều lớp"
MANY_INSIDE = "bên trong có quá nhiều tệp"

NO_WORKBOOK = "không phải sổ Excel"
LOCKED = "tệp có mật khẩu; mở bằng Excel, bỏ mật khẩu rồi lưu lại"
IS_FOLDER = "đó là thư mục, không phải tệp"
LARGER_THAN = "tệp lớn {size}, quá mức {limit}"
NO_SHEETS = "bên trong không có sheet nào"

OPENED = "Đã mở: {count} tệp bên trong có dòng riêng."
OPENED_SAYING = "{opened} Không có phiếu nào. Lời thư: “{text}”"
INLINE_PICTURE = "Ảnh nằm trong lời thư (chữ ký, biểu trưng), không phải tệp đính kèm."
PIECE_OF_TEXT = "Một đoạn của lời thư mà máy chủ thư tách thành tệp."
COMPANION = "Tệp đi kèm thư (chữ ký số, lịch hẹn hoặc danh thiếp), không có số liệu."
OURS_BACK = "Nằm trong thư báo của máy chủ về thư cơ quan đã gửi, không phải phiếu đơn vị nộp."
UNDELIVERED = "Thư cơ quan gửi đi không chuyển được tới {to}. Kiểm tra địa chỉ rồi gửi lại."
SERVER_REPORT = "Thư báo tự động của máy chủ về thư cơ quan đã gửi."
NO_TEXT = "(thư không có lời)"
NO_SUBJECT = "(không tiêu đề)"
NO_SENDER = "(không rõ người gửi)"
EMPTY_CONTAINER = "gói nén rỗng, bên trong không có tệp nào"
SYSTEM_FILE = "Tệp tạm hoặc tệp hệ thống, không phải tài liệu."
PARTIAL_DOWNLOAD = "tệp đang tải dở (đuôi {suffix})"
ZEROS_ONLY = "tệp chỉ toàn số 0, bị hỏng khi chép hoặc tải về"
NOT_REGULAR = "không phải tệp thường (ống dẫn, thiết bị hoặc ổ cắm)"
LINK = "đây là liên kết tới nơi khác, không phải tệp"
FOLDER_CLOSED = "thư mục không mở được ({why})"
FOLDER_DEEP = "thư mục lồng trong thư mục quá nhiều lớp nên không mở; chuyển tệp bên trong ra nhan-ve/"
NO_RECEIVED = "Không có thư mục {folder}, nên không biết đơn vị nào đã nộp. Tạo lại thư mục đó (để trống nếu chưa có phiếu nào), hoặc chép lại phiếu đã nhận vào đó, rồi chạy lại."
RECEIVED_NO_FOLDER = "{folder} phải là thư mục chứa phiếu đã nhận, nhưng ở đó là một tệp. Đổi tên tệp đó, tạo thư mục nhan-ve rồi chạy lại."
RECEIVED_SHUT = (
    "Không mở được thư mục {folder}: {why}. Kiểm tra quyền truy cập hoặc ổ đĩa mạng rồi chạy lại; chưa có gì được ghi."
)
VANISHED = "tệp không còn ở đó khi đọc tới"
NAMELESS = "khong-ten"

SAVE_ATTACHMENTS = "Mở thư, lưu các tệp đính kèm vào nhan-ve/; nếu không mở được, xin đơn vị gửi lại."
SEND_THE_FILE = (
    "Xin đơn vị gửi lại, đính kèm chính tệp phiếu; hoặc mở thư, tải tệp về bằng trình duyệt rồi để vào nhan-ve/."
)
ASK_AGAIN = "Xin đơn vị gửi lại tệp; nếu lại như vậy, xin gửi bằng cách khác (USB, Zalo, email khác)."
ASK_FORM = "Nếu tệp có số liệu, xin đơn vị gửi phiếu Excel, hoặc nhập số vào phiếu của đơn vị (gui-di/)."
SAVE_AS_XLSX = "Mở bằng Excel, chọn Lưu thành (Save As) kiểu Excel Workbook (.xlsx), rồi để tệp mới vào nhan-ve/."
UNPACK_BY_HAND = "Giải nén ra rồi để các tệp bên trong vào nhan-ve/; lần sau xin gửi tệp .zip hoặc tệp Excel."
COPY_THE_FILE = "Để chính tệp đó vào nhan-ve/, không để liên kết hay lối tắt."
DOWNLOAD_IT = (
    "Mở tài liệu đó bằng trình duyệt, chọn Tệp → Tải xuống → Microsoft Excel (.xlsx), rồi để tệp vừa tải vào nhan-ve/; "
    "không mở được thì xin đơn vị gửi chính tệp phiếu."
)
EXPORT_IT = (
    "Xin đơn vị mở bằng Numbers, chọn Xuất sang Excel (Export To → Excel) rồi gửi tệp .xlsx; hoặc nhập số vào phiếu của "
    "đơn vị (gui-di/)."
)
DO_NOT_OPEN = "Không mở tệp này; hỏi lại nơi gửi xem có đúng họ gửi không."
UNLOCK_FIRST = (
    "Chạy lại với mật khẩu (--password), hoặc mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), "
    "lưu lại rồi để vào nhan-ve/."
)
OPEN_SEALED = "Mở thư bằng máy có chứng thư số của cơ quan, lưu phiếu ra rồi để vào nhan-ve/."
IMPORT_TABLE = (
    "Nếu là bảng nhiều đơn vị hoặc trả lời của biểu mẫu trên mạng: nhập bằng lệnh import để xác nhận cột nào là chỉ tiêu nào. "
    "Nếu không: " + ASK_FORM[0].lower() + ASK_FORM[1:]
)
FINISH_DOWNLOAD = "Tải lại tệp cho xong rồi để tệp hoàn chỉnh vào nhan-ve/."

KINDS: dict[str, tuple[str, str]] = {
    "old_excel": ("sổ Excel đời rất cũ (Excel 4 trở về trước)", SAVE_AS_XLSX),
    "word": ("tài liệu văn bản (Word)", ASK_FORM),
    "slides": ("tệp trình chiếu", ASK_FORM),
    "ole_other": ("tệp Office cũ không chứa bảng tính", ASK_FORM),
    "pdf": ("tệp PDF", ASK_FORM),
    "picture": ("ảnh chụp hoặc ảnh quét", ASK_FORM),
    "video": ("tệp phim hoặc âm thanh", ASK_FORM),
    "archive": ("gói nén kiểu khác .zip (.rar, .7z…)", UNPACK_BY_HAND),
    "html": ("trang web (HTML) mang đuôi của Excel hoặc lưu từ trang mạng", SAVE_AS_XLSX),
    "xml_table": ("bảng tính XML 2003", SAVE_AS_XLSX),
    "xml": ("tệp XML, không phải sổ Excel", ASK_FORM),
    "rtf": ("tài liệu văn bản (RTF)", ASK_FORM),
    "csv": ("bảng dạng chữ (CSV), không phải sổ Excel", IMPORT_TABLE),
    "text": ("tệp chữ thường, không phải sổ Excel", ASK_FORM),
    "program": ("chương trình máy tính", DO_NOT_OPEN),
    "shortcut": ("lối tắt, không phải tệp", COPY_THE_FILE),
    "cloud": ("lối tắt tới tài liệu trên mạng (Google Trang tính, Tài liệu…), bên trong không có số liệu", DOWNLOAD_IT),
    "apple": ("tài liệu của Numbers, Pages hoặc Keynote (iPhone, iPad, máy Mac), không phải sổ Excel", EXPORT_IT),
    "document": ("tài liệu của chương trình khác, không phải sổ Excel", ASK_FORM),
    "apple_double": ("tệp phụ của máy Mac", ASK_FORM),
    "sealed": ("thư hoặc tệp mã hoá (S/MIME), chỉ người nhận mở được", OPEN_SEALED),
    "unknown": ("không rõ là loại tệp gì", ASK_FORM),
}
"""For each kind of file that holds no form: what it is, and what to do."""

NEUTRAL_LABEL_WORDS = frozenset(
    [
        "số",
        "tổng",
        "cộng",
        "là",
        "các",
        "những",
        "người",
        "đồng",
        "chí",
        "đ",
        "c",
        "đc",
        "trong",
        "kỳ",
        "này",
        "đã",
        "có",
        "được",
        "của",
        "mới",
        "so",
        "tong",
        "nguoi",
        "dong",
        "chi",
    ]
)
"""Words of a label that change nothing of what it names."""
JOINING_WORDS = frozenset({"và", "va"})
"""Words of a name for which people write "&", or nothing."""
DATED_LABEL_WORDS = ("từ", "đến", "tới", "lượng")
"""Words that stand around the days in a label or a header."""

SEEN_STRUCK = "bị gạch ngang, tức là bỏ"
SEEN_NOTHING = "không thấy gì (chữ cùng màu với nền, hoặc quá nhỏ)"
DRAWN = {
    "picture": "hình ảnh",
    "chart": "biểu đồ",
    "object": "tài liệu nhúng",
    "control": "nút hoặc ô chọn",
    "ink": "nét vẽ tay",
    "shape": "hình vẽ",
    "words": "hộp chữ",
}
"""What lies on a sheet above its cells, by the values of ``model.page.Sort``."""
DRAWN_AT = "{what} ở {cell}"
DRAWN_OVER = "đè lên ô số liệu của {labels}"
DRAWN_BESIDE = "nằm cạnh ô số liệu bằng 0 hoặc để trống của {labels}"
DRAWN_SOMEWHERE = "không rõ nằm ở ô nào"
RUN_STRUCK, RUN_RAISED = "({text}: gạch ngang)", "({text}: chữ nhỏ trên hoặc dưới dòng)"
LABEL_STRUCK = "không tính, vì nhãn của dòng bị gạch ngang"
SEEN_PARTLY = "“{seen}” (“{unseen}” cùng màu với nền, hoặc quá nhỏ)"
SEEN_REPEATED = "{value}… (căn lề kiểu Fill lặp lại số cho đầy ô)"
SEEN_BLANK = "không thấy gì (định dạng ô giấu số)"
SEEN_TURNED = "một số khác do ký tự ẩn {code} trong ô đảo chiều chữ; xoá hẳn ô rồi gõ lại"
SEEN_COVERED = "ô {cell} che lên: {value}"
UNSEEN = {
    "formulas": "công thức",
    "formats": "định dạng số",
    "runs": "chữ bị gạch, chỉ số trên dưới trong một ô",
    "comments": "ghi chú trên ô",
    "shapes": "hộp chữ",
    "errors": "giá trị lỗi",
}
"""What a kind of workbook does not let us see, by the values of ``model.page.Unknown``."""
WHERE_CELL = "Ô {cell}"
WHERE_ROW = "Ô {cell}, cùng dòng với “{label}”,"
FORM_PRINTS, MAIL_SAYS = "trên phiếu in", "thư kèm phiếu ghi"
AT_CELL = "{cell}: {text}"
AT_DEADLINE = "{cell}, hạn nộp: {text}"
WHERE_HEADER = "Ô {cell}, tiêu đề của cột số liệu,"
WHERE_REASON = "Lý do của “{label}”"
WHERE_NAME = "Tên tệp"
WHERE_TAB = "Tên sheet"
WHERE_NOTE = "Ghi chú"
WHERE_SHAPE = "Hộp chữ trong sheet"
WHERE_PRINTED = "Đầu trang hoặc chân trang khi in"
WHERE_SHEET = "Sheet “{sheet}” không phải của phiếu,"
WHERE_HIDDEN_SHEET = "Sheet ẩn “{sheet}” không phải của phiếu,"
BESIDE = "ô {cell} ghi “{text}”"
BESIDE_REASON = "lời ở cột Lý do: “{text}”"
BESIDE_NOTE = "lời ở Ghi chú: “{text}”"
MORE = "; và {count} ô nữa"
SEEN_PLACE = "{cell}: {value}"
HIDDEN_PLACE = "{cell} (ẩn): {value}"
REPAIRED_MOVED = "nhãn in trên dòng khác mã ẩn, đã theo nhãn ({labels})"
REPAIRED_UNLABELLED = "nhãn trên dòng đã bị xoá, đã theo mã ẩn ({labels})"
REPAIRED_HIDDEN_SHEET = "phiếu nằm ở sheet ẩn “{sheet}”"
