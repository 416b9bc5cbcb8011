"""What is said of the book of periods: where it is, what it lacks, what was found in it."""

BOOK_LOCKED = "Chưa ghi kỳ này vào sổ các kỳ “{path}”: {why}. Kết quả vẫn đủ; lần tổng hợp sau ghi tiếp."
BOOK_UNREAD = "Không đọc được sổ các kỳ “{path}”: {why}. Vẫn tổng hợp; chỉ so sánh với kỳ còn thư mục."
BOOK_DAMAGED = (
    "Sổ các kỳ “{path}” bị hỏng. Chỉ so sánh với kỳ còn thư mục và những kỳ còn nguyên trong sổ; lập lại sổ bằng lệnh "
    "history rebuild."
)
BOOK_REBUILT = "Sổ các kỳ “{path}” bị hỏng: đã lập lại từ các thư mục kỳ ({count} kỳ); bản hỏng giữ ở “{kept}”."
BOOK_NO_RECORD = "Chưa ghi kỳ này vào sổ các kỳ: không ghi được bản kê cạnh bảng tổng hợp."
DAMAGED_COPY = "{stem} (hong {number}){suffix}"
TWO_FOLDERS = (
    "Kỳ {code} có ở hai thư mục: “{used}” (có trong sổ các kỳ) và “{left}” (không dùng). Nếu “{left}” là bản chép để tập "
    "thì không phải làm gì; nếu đó mới là bản đúng thì chuyển “{used}” đi nơi khác rồi tổng hợp lại."
)
EARLIER_IN_BOOK = "Danh mục, dòng ky_truoc: không thấy kỳ trước ở “{path}”; lấy số của kỳ {code} từ sổ các kỳ."
EARLIER_OTHER_SERIES = (
    "Danh mục, dòng ky_truoc: “{path}” là kỳ của cơ quan khác ({office}), không so sánh. Xoá đường dẫn đó đi."
)
SOURCE = "sổ các kỳ"
TOGETHER = " và "
"""Between the names of units that have a figure together."""

HELP_HISTORY = "Sổ các kỳ: xem, xuất, lập lại, kiểm tra số liệu của mọi kỳ đã tổng hợp."
HELP_SHOW = "In những gì một đơn vị đã báo cáo qua các kỳ, từ tệp nào."
HELP_EXPORT = "Xuất số liệu mọi kỳ thành một bảng dài (csv hoặc parquet), kèm codebook.csv."
HELP_REBUILD = "Lập lại sổ các kỳ từ các thư mục kỳ."
HELP_VERIFY = "Đối chiếu sổ các kỳ với những tệp còn giữ."
HELP_FORMAT = "Dạng tệp: csv hoặc parquet."
HELP_EXPORT_OUTPUT = "Tệp kết quả; codebook.csv được ghi cạnh nó."
HELP_RECAST = "Quy số liệu các kỳ về các đơn vị hiện nay theo sheet Sắp xếp."
METAVAR_UNIT = "ĐƠN_VỊ"
METAVAR_FORMAT = "DẠNG"
NO_SUCH_FORMAT = "Không có dạng “{format}”; ghi --format csv hoặc --format parquet."
NO_PARQUET = "Muốn xuất dạng parquet thì cài thêm thư viện: pip install fastparquet."
NO_PERIOD = "Chưa có kỳ nào trong “{folder}”: tổng hợp ít nhất một kỳ rồi chạy lại."
NO_SUCH_UNIT = "Không kỳ nào có đơn vị “{unit}”. Ghi mã đơn vị, hoặc đúng tên."
SHOWN_PERIOD = "{period} · {code} {name} · {state}"
SHOWN_FIGURE = "    {indicator}: {value}{place}"
SHOWN_PLACE = " ({file}, {sheet}!{cell}, SHA-256 {sha256}…)"
SHOWN_FILE = " ({file}, SHA-256 {sha256}…)"
EXPORTED = "Đã xuất {count} dòng của {periods} kỳ: {path}"
REBUILT = "Sổ các kỳ “{path}”: {count} kỳ, trong đó {missing} kỳ không còn thư mục. Mã kiểm {digest}"
NOT_CONSOLIDATED = "“{folder}” chưa tổng hợp lần nào: không có trong sổ."
VERIFIED = "Sổ các kỳ khớp với các tệp còn giữ: {periods} kỳ, {files} tệp."
VERIFY_DIFFERS = "{count} chỗ không khớp."
VERIFY_FOLDER = "Kỳ {code}: không thấy thư mục “{folder}”; số liệu chỉ còn trong sổ."
VERIFY_GONE = "Kỳ {code}: không còn tệp “{path}”."
VERIFY_CHANGED = "Kỳ {code}: tệp “{path}” đã đổi (SHA-256 {was}… → {now}…)."
VERIFY_OTHER_RECORD = "Kỳ {code}: sổ không khớp bản kê trong “{folder}/ket-qua”; lập lại bằng lệnh history rebuild."

EXPORT_HEADERS = (
    *("ky", "don_vi", "ten", "chi_tieu", "gia_tri", "trang_thai"),
    *("tep", "sheet", "o", "sha256"),
)
"""The columns of the long table, to the letter."""
MADE_OF, MADE_OF_SHARE = "{code} {name}", "{share}% {code} {name}"
RECAST_HEADER = "ghi_chu"
"""A further column of the recast table: what a figure is made of."""
CODEBOOK_HEADERS = ("cot", "ma", "y_nghia")
COLUMNS = {
    "ky": "Mã kỳ báo cáo",
    "don_vi": "Mã đơn vị trong kỳ đó",
    "ten": "Tên đơn vị trong kỳ đó",
    "chi_tieu": "Mã chỉ tiêu trong kỳ đó",
    "gia_tri": "Giá trị như đơn vị đã báo cáo; để trống là không có số, khác với 0; trước văn bản bắt đầu bằng = + - @ có dấu '",
    "trang_thai": "Trạng thái của đơn vị trong kỳ",
    "tep": "Tệp mà giá trị được đọc từ đó, tính từ nhan-ve/",
    "sheet": "Sheet mà giá trị được đọc từ đó",
    "o": "Ô mà giá trị được đọc từ đó",
    "sha256": "SHA-256 của tệp đó",
    "ghi_chu": "Số đã quy đổi gồm những số nào",
}
PERIOD_MEANING = "{name}; từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}; {office}"
INDICATOR_MEANING = "{name} ({kind}); kỳ {periods}"

HELP_IMPORT = (
    "Nhập một bảng đã có (csv hoặc Excel), mỗi đơn vị hay mỗi lần trả lời một dòng: của kỳ đang làm thì chép vào nhan-ve, "
    "mỗi dòng kiểm như một phiếu; của kỳ trước (--period) thì ghi vào sổ các kỳ."
)
HELP_IMPORT_PERIOD = "Mã kỳ của bảng, ví dụ 2022-12T; bỏ trống là kỳ của thư mục."
HELP_IMPORT_MAP = (
    'Cột nào là gì, ví dụ "Số người=ket_nap", "Anh chị ở đơn vị nào?=ten_don_vi", "Email=" (không dùng cột đó); '
    "ghi được nhiều lần, được giữ lại cho lần sau."
)
METAVAR_PERIOD, METAVAR_MAP = "MÃ_KỲ", "CỘT=CHỈ_TIÊU"
IMPORT_UNKNOWN = "Dòng {row}: “{typed}” không phải mã hay tên của đúng một đơn vị trong danh mục. Sửa ô đó, hoặc thêm tên gọi khác vào danh mục."
IMPORT_TWICE = "Dòng {row}: đơn vị “{typed}” đã có ở dòng {first}. Chỉ để một dòng."
IMPORT_VALUE = (
    "Dòng {row}, “{label}”: ghi “{typed}”, không hiểu được. Gõ số nguyên không âm (hoặc Có, Không), hay để trống."
)
IMPORT_EXCEEDS = "Dòng {row}, “{label}”: {part} lớn hơn tổng {whole}. Kiểm tra lại cột nào là chỉ tiêu nào."
IMPORT_BAD_PERIOD = "“{code}” không phải mã kỳ; ghi ví dụ 2022-6T, 2022-12T, 2022-Q3, 2022-07 hoặc 2022."
IMPORT_NOT_EARLIER = "Kỳ {code} không ở trước kỳ của thư mục này (từ {start:%d/%m/%Y}). Bảng của kỳ đang làm thì nhập không ghi --period."
IMPORT_NO_INDICATOR = (
    "Danh mục không có chỉ tiêu mang mã “{code}”. Ghi mã một chỉ tiêu (sheet Chỉ tiêu), hoặc một trong: {roles}."
)
IMPORT_NO_HEADER = (
    "Không thấy trong “{path}” dòng tiêu đề có cột đơn vị (Mã đơn vị, Tên đơn vị) và cột “{indicator}”. Sửa tiêu đề, hoặc "
    'ghi --map "CỘT=ket_nap" và --map "CỘT=ten_don_vi". Dòng đầu của bảng: {headers}.'
)
IMPORT_TWO_COLUMNS = (
    "“{path}”: nhiều cột cùng là “{name}”: {headers}. Sửa tiêu đề cho khác nhau, hoặc ghi cột nào không dùng, ví dụ "
    '--map "{header}=".'
)
IMPORT_NO_COLUMN = "“{path}” không có cột {columns} ghi ở --map. Các cột của bảng: {headers}."
IMPORT_OTHER_PERIOD = (
    "“{path}” là bảng của kỳ khác: trong bảng in “{value}”, kỳ đang nhập là “{expected}”. Nhập đúng bảng của kỳ; bảng của "
    "kỳ trước thì ghi thêm --period MÃ_KỲ; nếu chỉ là tiêu đề ghi nhầm thì sửa tiêu đề rồi nhập lại."
)
IMPORT_HAS_FOLDER = "Kỳ {code} đã có trong sổ từ thư mục “{folder}”: không thay bằng bảng này."
IMPORT_BAD_MAP = '“{pair}” không đúng dạng; ghi --map "CỘT=mã chỉ tiêu".'
IMPORT_UNUSED = "Cột không dùng, vì không phải tên hay mã chỉ tiêu nào: {headers}."
IMPORT_REFUSED = "{count} chỗ phải sửa; chưa ghi gì vào sổ."
IMPORTED = "Đã nhập kỳ {period} vào sổ các kỳ: {units} đơn vị, tổng số kết nạp {total}."
IMPORT_COLUMN = "    cột “{header}”: {name}"
IMPORT_COLUMNS = "Cột nào là gì, như đã khớp và được giữ lại:"
IMPORT_DAYS = "Thời gian trong bảng được đọc theo {order}."
IMPORT_DAY_FIRST, IMPORT_MONTH_FIRST = "ngày/tháng/năm", "tháng/ngày/năm"
IMPORT_CHANGED = "“{path}” vừa bị đổi trong lúc nhập. Nhập lại."
TOOK = "Đã chép vào nhan-ve/{path}: {rows} dòng trả lời, {units} đơn vị có số được tính, tổng số kết nạp {total}."
TOOK_TROUBLE = "{count} lỗi ở các dòng trên: sửa ở nơi có bảng rồi nhập lại, hoặc để đơn vị trả lời lại."
