"""Fixed names: sheets, headers, states, severities and choices, as contracts and workbooks spell them."""

from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import Kind, Relation
from dangvien_xlsx.model.moments import Basis
from dangvien_xlsx.model.submission import Outcome, State, Value

CATALOGUE_FILE = "danh-muc.xlsx"
BY_HAND_FILE = "nhap-tay.xlsx"
ACCEPTANCE_FILE = "chot-ky.xlsx"
PASSAGES_FILE = "loi-van.docx"
BOOK_FILE = "so-cac-ky.sqlite"

SHEET_FORM = "Nhập liệu"
SHEET_GUIDE = "Hướng dẫn"
SHEET_META = "_meta"

SHEET_APPENDIX = "Thống kê"
SHEET_OVERVIEW = "Tổng quan"
SHEET_PRINT_COPY = "Phụ lục"
SHEET_STRUCTURE = "Cơ cấu"
SHEET_PROGRESS = "Tiến độ"
SHEET_TRACKING = "Theo dõi nộp"
SHEET_FINDINGS = "Kiểm tra"
SHEET_RECEIPTS = "Sổ nhận"
SHEET_DATA = "Dữ liệu"
SHEET_CHANGES = "Thay đổi"
SHEET_COMPARISON = "So sánh"
SHEET_PERIODS = "Các kỳ"
SHEET_CHARTS = "Biểu đồ"
SHEET_PROOF = "Đối soát"
TABLE_DATA = "DuLieu"

SHEET_INFO = "Thông tin"
SHEET_UNITS = "Đơn vị"
SHEET_INDICATORS = "Chỉ tiêu"
SHEET_REARRANGED = "Sắp xếp"

NOT_ASKED = "chưa hỏi"
"""Stands for the total of what no form asked for: nobody said 0."""
YES = "Có"
NO = "Không"

KINDS = {Kind.INTEGER: "Số nguyên", Kind.YES_NO: "Có/Không", Kind.TEXT: "Văn bản"}
RELATIONS = {Relation.WITHIN: "Trong đó", Relation.PART: "Chia ra"}

AS_OF = ", tính đến ngày {day:%d/%m/%Y}"
"""Follows the name of the period in every paper that is made as of a day."""

STATES = {
    State.REPORTED: "Có kết nạp",
    State.ZERO: "Chưa kết nạp (0)",
    State.EXHAUSTED: "Hết nguồn",
    State.INVALID: "Phiếu có lỗi",
    State.MISSING: "Chưa nộp",
    State.NOT_APPLICABLE: "Không áp dụng",
}

SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Thông tin"}

OUTCOMES = {
    Outcome.ACCEPTED: "Nhận",
    Outcome.SUPERSEDED: "Đã có bản mới hơn",
    Outcome.REJECTED: "Không nhận",
    Outcome.IGNORED: "Bỏ qua",
}

TIMES = {
    Basis.RECEIVED: "nhận lúc",
    Basis.SENT: "gửi lúc",
    Basis.SAVED: "lưu lúc",
    Basis.SAID: "báo lúc",
    Basis.ANSWERED: "trả lời lúc",
}


def show(value: Value) -> str:
    """Return a value as a person would read it in a message: whole numbers without ``.0``, blank as a word."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "(để trống)"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, int | str):
        return shorten(str(value))
    return value.text if hasattr(value, "text") else f"{value:%d/%m/%Y}"


def shorten(text: str, longest: int = 80) -> str:
    """Return text cut to a length that fits a message."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
