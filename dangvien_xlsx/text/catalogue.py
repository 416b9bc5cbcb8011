"""The catalogue's words: keys, headers, explanations, and the default rows of a new catalogue."""

from enum import Enum
from typing import NamedTuple

from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, HIGHEST_COUNT, NOTE, Indicator, Kind, Relation
from dangvien_xlsx.text.names import KINDS, RELATIONS


class Takes(Enum):
    """What may be typed for a key."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    YES = "yes"
    LIST = "list"
    """Several texts with ``;`` between."""


class InfoKey(NamedTuple):
    """A row of sheet ``Thông tin``: the one place that says what a key is called, means and takes.

    ``field``: where its value stands in the catalogue, such as ``office.name``.
    """

    code: str
    field: str
    label: str
    note: str
    required: bool = False
    takes: Takes = Takes.TEXT


EARLIER_TOTAL = "luy_ke_truoc"
INFO_HEADERS = ("Mã", "Mục", "Giá trị", "Ghi chú")
INFO_KEYS = (
    InfoKey(
        "co_quan_cap_tren",
        "office.superior",
        "Cơ quan cấp trên",
        "In ở đầu phiếu, ví dụ HUYỆN UỶ VỤ BẢN",
        required=True,
    ),
    InfoKey("co_quan", "office.name", "Cơ quan", "Cơ quan tổng hợp và ký, ví dụ BAN TỔ CHỨC", required=True),
    InfoKey("dia_danh", "office.place", "Địa danh", "Nơi ghi trước ngày tháng của văn bản"),
    InfoKey("ky_ma", "period.code", "Mã kỳ", "Viết liền, ví dụ 2023-6T; có trong tên tệp kết quả", required=True),
    InfoKey("ky_ten", "period.name", "Tên kỳ", "In sau tiêu đề, ví dụ từ tháng 01/2023 đến 6/2023", required=True),
    InfoKey("ky_tu", "period.start", "Kỳ: từ ngày", "Ngày đầu kỳ, dd/mm/yyyy", required=True, takes=Takes.DAY),
    InfoKey("ky_den", "period.end", "Kỳ: đến ngày", "Ngày cuối kỳ, dd/mm/yyyy", required=True, takes=Takes.DAY),
    InfoKey(
        "han_nop", "period.deadline", "Hạn nộp", "Nộp sau ngày này là muộn; để trống nếu không có hạn", takes=Takes.DAY
    ),
    InfoKey(
        "chi_tieu_nam",
        "target",
        "Chỉ tiêu năm",
        "Số đảng viên cần kết nạp trong năm; để trống nếu không giao",
        takes=Takes.COUNT,
    ),
    InfoKey("tieu_de", "office.title", "Tiêu đề bảng", "Ví dụ Số lượng kết nạp đảng viên", required=True),
    InfoKey("van_ban_so", "office.letter_number", "Số công văn", "Ví dụ 205-CV/BTC; để trống nếu chưa có số"),
    InfoKey("van_ban_ngay", "office.letter_date", "Ngày công văn", "Để trống nếu chưa ký", takes=Takes.DAY),
    InfoKey("nguoi_ky", "office.signer", "Người ký", "Họ và tên"),
    InfoKey("chuc_vu", "office.signer_position", "Chức vụ người ký", "Ví dụ TRƯỞNG BAN"),
    InfoKey("kinh_gui", "office.addressee", "Kính gửi", "Công văn gửi ai; để trống là các tổ chức cơ sở đảng"),
    InfoKey(
        "noi_nhan",
        "office.recipients",
        "Nơi nhận",
        "Các dòng Nơi nhận của công văn, cách nhau bằng dấu ; — để trống là Như trên; Lưu",
        takes=Takes.LIST,
    ),
    InfoKey("email", "office.email", "E-mail nhận phiếu", "Địa chỉ các đơn vị gửi phiếu về"),
    InfoKey(
        "ky_truoc",
        "earlier",
        "Các kỳ trước",
        "Để so sánh: thư mục kỳ hoặc bảng tổng hợp của kỳ trước, tính từ thư mục này, cách nhau bằng dấu ;",
        takes=Takes.LIST,
    ),
    InfoKey(
        EARLIER_TOTAL,
        "before",
        "Luỹ kế trước kỳ này",
        "Số đã kết nạp trong năm trước kỳ này, khi không có thư mục của các kỳ trước; để trống nếu có",
        takes=Takes.COUNT,
    ),
    InfoKey(
        "chuoi",
        "series",
        "Chuỗi kỳ",
        "Do lệnh init ghi và chép sang kỳ sau: các kỳ cùng chuỗi được so sánh với nhau; không phải sửa",
    ),
    InfoKey(
        "bieu",
        "statistics_form",
        "Biểu thống kê",
        "Ghi bieu-2 để bảng tổng hợp có thêm sheet theo Biểu số 2-BTCTW; để trống nếu không",
    ),
    InfoKey(
        "imap_may_chu",
        "mail.imap_host",
        "Máy chủ nhận thư (IMAP)",
        "Để tải thư bằng lệnh fetch, ví dụ imap.gmail.com; để trống nếu không dùng",
    ),
    InfoKey(
        "imap_tai_khoan", "mail.imap_account", "Tài khoản hộp thư", "Thường là địa chỉ e-mail; mật khẩu không ghi ở đây"
    ),
    InfoKey("imap_thu_muc", "mail.folder", "Thư mục trong hộp thư", "Để trống là INBOX, hộp thư đến"),
    InfoKey("imap_tu_ngay", "mail.since", "Tải thư từ ngày", "Để trống là từ ngày đầu kỳ", takes=Takes.DAY),
    InfoKey(
        "imap_tieu_de", "mail.subject", "Tiêu đề có chữ", "Chỉ tải thư mà tiêu đề có chữ này; để trống là tải tất cả"
    ),
    InfoKey(
        "smtp_may_chu",
        "mail.smtp_host",
        "Máy chủ gửi thư (SMTP)",
        "Để gửi bằng lệnh send, ví dụ smtp.gmail.com:587; để trống nếu không dùng",
    ),
    InfoKey("smtp_tai_khoan", "mail.smtp_account", "Tài khoản gửi thư", "Để trống nếu giống tài khoản hộp thư"),
    InfoKey("smtp_giay", "mail.pace_seconds", "Giây giữa hai thư", "Để trống là 2 giây", takes=Takes.COUNT),
    InfoKey(
        "thu_oauth2",
        "mail.oauth2",
        "Đăng nhập bằng OAuth2",
        "Ghi Có nếu hộp thư dùng mã truy cập OAuth2 thay cho mật khẩu",
        takes=Takes.YES,
    ),
)

UNIT_CODE, UNIT_GROUP, UNIT_GROUP_NAME, UNIT_NAME = "Mã đơn vị", "Nhóm", "Tên nhóm", "Tên đơn vị"
UNIT_OTHER_NAMES, UNIT_EMAIL, UNIT_TARGET = "Tên gọi khác", "Email", "Chỉ tiêu năm"
UNIT_FROM, UNIT_TO = "Từ ngày", "Đến ngày"
UNIT_HEADERS = (
    UNIT_CODE,
    UNIT_GROUP,
    UNIT_GROUP_NAME,
    UNIT_NAME,
    UNIT_OTHER_NAMES,
    UNIT_EMAIL,
    UNIT_TARGET,
    UNIT_FROM,
    UNIT_TO,
)
UNIT_MEMBERS, UNIT_CONTACT, UNIT_PHONE = "Số đảng viên đầu năm", "Người liên hệ", "Điện thoại"
UNIT_PRINTS_NOTE = "In vào phụ lục"
UNIT_OF_YEAR = (UNIT_TARGET, UNIT_MEMBERS)
"""Columns whose figures hold for one year."""
UNIT_OPTIONAL = (UNIT_MEMBERS, UNIT_CONTACT, UNIT_PHONE, UNIT_PRINTS_NOTE)
"""Columns that a catalogue may have: members at the start of the year, whom to ring, and whether the unit's own note
is printed in the appendix."""

IND_CODE, IND_NAME, IND_KIND, IND_PARENT, IND_RELATION = "Mã", "Tên chỉ tiêu", "Loại", "Thuộc", "Quan hệ"
IND_REQUIRED, IND_LOW, IND_HIGH, IND_HINT = "Bắt buộc", "Từ", "Đến", "Cách ghi"
IND_HEADERS = (
    IND_CODE,
    IND_NAME,
    IND_KIND,
    IND_PARENT,
    IND_RELATION,
    IND_REQUIRED,
    IND_LOW,
    IND_HIGH,
    IND_HINT,
)
IND_BLOCK, IND_WARNING = "Khối", "Cảnh báo"
IND_OPTIONAL = (IND_BLOCK, IND_WARNING)
"""Columns that a catalogue may have: the block of a *Chia ra* part where a parent has several, and the bounds of the
rules that only warn."""

CHANGE_OLD, CHANGE_NEW, CHANGE_SHARE, CHANGE_DAY, CHANGE_PAPER = "Từ mã", "Thành mã", "Tỷ lệ", "Ngày", "Văn bản"
CHANGE_HEADERS = (CHANGE_OLD, CHANGE_NEW, CHANGE_SHARE, CHANGE_DAY, CHANGE_PAPER)

DEFAULT_TITLE = "Số lượng kết nạp đảng viên"
DEFAULT_INDICATORS = (
    Indicator(
        ADMITTED,
        "Tổng số đảng viên kết nạp",
        Kind.INTEGER,
        required=True,
        low=0,
        high=999,
        hint="Không có ai thì gõ 0. Hết nguồn thì để trống.",
    ),
    Indicator("nu", "Nữ", Kind.INTEGER, ADMITTED, Relation.WITHIN, True, 0, 999, "Trong tổng số, có bao nhiêu là nữ."),
    Indicator(
        "doan_vien",
        "Đoàn viên",
        Kind.INTEGER,
        ADMITTED,
        Relation.WITHIN,
        True,
        0,
        999,
        "Trong tổng số, có bao nhiêu là đoàn viên.",
    ),
    Indicator(
        "dai_hoc",
        "Trình độ đại học",
        Kind.INTEGER,
        ADMITTED,
        Relation.WITHIN,
        True,
        0,
        999,
        "Trong tổng số, có bao nhiêu tốt nghiệp đại học.",
    ),
    Indicator(EXHAUSTED, "Hết nguồn", Kind.YES_NO, hint="Không còn quần chúng để kết nạp: chọn Có, để trống tổng số."),
    Indicator(NOTE, "Ghi chú", Kind.TEXT, hint="Nếu cần nói thêm."),
)

TARGETS_BLANKED = ("Năm ", ": các chỉ tiêu được để trống, ghi số của năm này.")
"""Stands beside the year's target once a catalogue was moved on into a new year."""
EXPECT_DATE = "Gõ ngày theo dạng dd/mm/yyyy, ví dụ 30/06/2023."
EXPECT_NO_MORE = f"Gõ một số nguyên không lớn hơn {HIGHEST_COUNT}, hoặc để trống."
EXPECT_NUMBER = "Gõ một số nguyên không âm, hoặc để trống."
EXPECT_TARGET = "Gõ số đảng viên phải kết nạp, hoặc tỷ lệ như 5% của Số đảng viên đầu năm (khi đó cột Số đảng viên đầu năm phải có số)."
EXPECT_CODE = "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ; ví dụ dai_hoc."
EXPECT_UNIT_CODE = "Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới; ví dụ 16 hoặc VB-16."
EXPECT_FREE_CODE = (
    "Tên này Windows giữ cho thiết bị (CON, NUL, COM1…), không tạo được tệp kết quả; chọn mã khác, ví dụ 2023-6T."
)
EXPECT_PERIOD_CODE = "Mã kỳ chỉ gồm chữ không dấu, chữ số và gạch ngang, ví dụ 2023-6T."
EXPECT_KIND = f"Chọn một trong: {', '.join(KINDS.values())}."
EXPECT_RELATION = f"Chọn một trong: {', '.join(RELATIONS.values())}; chỉ ghi khi cột Thuộc có mã."
EXPECT_YES_NO = "Ghi Có hoặc Không."
EXPECT_PARENT = "Ghi mã của một chỉ tiêu Số nguyên khác, không vòng tròn; hoặc để trống cả Thuộc và Quan hệ."
EXPECT_ROLE = "Các chỉ tiêu ket_nap (Số nguyên), het_nguon (Có/Không) và ghi_chu (Văn bản) phải có và đúng loại."
EXPECT_OTHER_CODE = "Mã này phiếu đã dùng cho việc khác: chọn mã khác."
EXPECT_SAME_GROUP = "Các đơn vị cùng Nhóm phải ghi cùng Tên nhóm và đứng liền nhau."
EXPECT_CHANGE_NEW = "Ghi mã của một đơn vị có ở sheet Đơn vị, hoặc mã được sắp xếp tiếp ở dòng khác."
EXPECT_SHARE = "Ghi phần của đơn vị cũ, ví dụ 0,5 hoặc 50%; để trống là toàn bộ."
EXPECT_BOUNDS = "Giới hạn Từ không được lớn hơn Đến."
EXPECT_NO_CONTROL = "Tên không quá 120 ký tự và nằm trên một dòng."

PARENT_UNKNOWN = "không có chỉ tiêu nào mang mã này"
PARENT_CYCLE = "các chỉ tiêu thuộc nhau thành vòng tròn"
PARENT_KIND = "chỉ tiêu cha và con đều phải là Số nguyên"

CHOICE_ERROR = "Chọn một giá trị trong danh sách."
DATE_ERROR = "Gõ ngày theo dạng dd/mm/yyyy."


def period_name(start_month: int, start_year: int, end_month: int, end_year: int) -> str:
    """Name a period as the example does: ``từ tháng 01/2023 đến 6/2023``; one month: ``tháng 7/2023``.

    Args:
        start_month: From 1 to 12.
        start_year: Four digits.
        end_month: From 1 to 12.
        end_year: Four digits.
    """
    if (start_month, start_year) == (end_month, end_year):
        return f"tháng {end_month}/{end_year}"
    return f"từ tháng {start_month:02d}/{start_year} đến {end_month}/{end_year}"


TITLE = "Danh mục"
