"""The form's words: labels, live checks, prompts and the guide. At most a dozen words of instruction stand on the form."""

from typing import assert_never

from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.text.names import NO, YES, shorten

TITLE = "PHIẾU NHẬP LIỆU"
UNIT = "Đơn vị:"
DEADLINE = "Hạn nộp:"
NO_DEADLINE = "theo công văn"
SEND_TO = "Gửi phiếu về: {email}"
SEND_BACK = "Lưu phiếu rồi gửi lại cho nơi đã gửi phiếu."
CHECK_CODE = "    Mã kiểm tra: "
HEADERS = ("", "TT", "Chỉ tiêu", "Số liệu", "Kiểm tra", "Cách ghi")
FILLED_BY = "Người lập phiếu"
FILLED_BY_HINT = "Họ tên người điền, để tiện hỏi lại."
PHONE = "Điện thoại"
PHONE_HINT = "Số máy gọi được."
PART_PREFIX = {"within": "Trong đó: ", "part": "Chia ra: "}

VALID = "PHIẾU HỢP LỆ"
ERRORS_LEFT = ("CÒN ", " LỖI")

CHECK_OK = "Đúng"
CHECK_MISSING = "Chưa điền"
CHECK_FIX = "Sửa:"
CHECK_LOOK = "Xem lại:"
CHECK_PARTS_MISSING = f"{CHECK_MISSING} các dòng {{part_numbers}}"
CHECK_SENTENCES = {
    "error-value": f"{CHECK_FIX} ô bị lỗi, xoá và gõ lại",
    "value-missing": CHECK_MISSING,
    "not-a-number": f"{CHECK_FIX} chỉ gõ chữ số",
    "not-integer": f"{CHECK_FIX} phải là số nguyên",
    "out-of-range": f"{CHECK_FIX} phải từ {{low}} đến {{high}}",
    "exceeds-parent": f"{CHECK_FIX} lớn hơn dòng {{parent_number}}",
    "parts-do-not-sum": f"{CHECK_FIX} khác tổng các dòng {{part_numbers}}",
    "not-a-choice": f"{CHECK_FIX} chọn {YES} hoặc {NO}",
    "exhausted-but-admitted": f"{CHECK_LOOK} hết nguồn mà dòng {{other_number}} có số",
    "exhausted-unclear": f"{CHECK_FIX} hết nguồn thì xoá số 0",
}
"""What the live check says for each rule's code. The first words tell the overall line what counts as an error."""

CHECK_STARTS = (
    CHECK_OK,
    CHECK_MISSING,
    CHECK_FIX,
    CHECK_LOOK,
    VALID,
    ERRORS_LEFT[0],
    SEND_TO.partition("{")[0],
    SEND_BACK,
)
"""How whatever the form computes begins."""

PROMPT_TITLE = {Kind.INTEGER: "Gõ số", Kind.YES_NO: "Chọn", Kind.TEXT: "Gõ chữ"}
PROMPT_OPEN = "Gõ chữ, có thể để trống."
ERROR_TITLE = "Chưa đúng"


def check_sentence(rule: Rule, numbers: dict[str, str]) -> str:
    """Return the live check's words for a rule; ``numbers`` gives the printed number of each indicator's row."""
    about: dict[str, object] = dict(rule.about)
    for role in ("parent", "other"):
        if isinstance(related := about.get(role), Indicator):
            about[f"{role}_number"] = numbers[related.code]
    if isinstance(parts := about.get("parts"), tuple):
        about["part_numbers"] = f"{numbers[parts[0].code]}-{numbers[parts[-1].code]}"
    sentence = CHECK_PARTS_MISSING if about.get("is_blank") else CHECK_SENTENCES[rule.code]
    return sentence.format(**about)


def prompt(indicator: Indicator) -> str:
    """Return what Excel shows beside the cell when it is entered."""
    low, high = indicator.bounds
    match indicator.kind:
        case Kind.INTEGER:
            range_words = f"Số nguyên từ {low} đến {high}."
        case Kind.YES_NO:
            range_words = f"Chọn {YES} hoặc {NO}."
        case Kind.TEXT:
            range_words = PROMPT_OPEN
        case _:
            assert_never(indicator.kind)
    return shorten(f"{range_words} {indicator.hint}".strip(), 250)


def rejection(indicator: Indicator) -> str:
    """Return what Excel says when what was typed is refused."""
    low, high = indicator.bounds
    name = shorten(indicator.name, 100)
    match indicator.kind:
        case Kind.INTEGER:
            return shorten(f"“{name}” phải là số nguyên từ {low} đến {high}. Không có ai thì gõ 0.", 250)
        case Kind.YES_NO:
            return shorten(f"“{name}”: chọn {YES} hoặc {NO} trong danh sách.", 250)
        case Kind.TEXT:
            return too_long(high)
        case _:
            assert_never(indicator.kind)


def too_long(high: int) -> str:
    """Return what Excel says when a text is too long."""
    return f"Nhiều nhất {high} ký tự."


GUIDE_TITLE = "Cách điền phiếu"
GUIDE_STEPS = (
    "Mở sheet Nhập liệu. Chỉ gõ vào các ô màu vàng; phím Tab đưa tới ô tiếp theo.",
    "Trong kỳ không kết nạp ai nhưng còn nguồn: gõ 0 vào dòng tổng số.",
    "Hết nguồn (không còn quần chúng để kết nạp): để trống dòng tổng số và chọn Có ở dòng Hết nguồn. "
    "Để trống khác với số 0.",
    "Cột Kiểm tra nói ngay ô nào còn sai và vì sao. Dòng lớn phía trên báo PHIẾU HỢP LỆ là xong.",
    "Lưu tệp (giữ nguyên tên tệp) và gửi lại bằng thư điện tử. Không cần in, không cần ký.",
    "Gửi nhầm thì sửa trong chính phiếu này, lưu và gửi lại: bản mới nhất được tính.",
)
GUIDE_EXAMPLE = "Ví dụ phiếu đã điền đúng (số minh hoạ)"
GUIDE_EXAMPLE_HEADERS = ("Chỉ tiêu", "Số liệu", "Nghĩa là")
GUIDE_EXAMPLE_ROWS = (
    ("Tổng số đảng viên kết nạp", "5", "Trong kỳ kết nạp 5 đảng viên"),
    ("Trong đó: Nữ", "3", "3 trong 5 người là nữ"),
    ("Trong đó: Đoàn viên", "2", "2 trong 5 người là đoàn viên"),
    ("Trong đó: Trình độ đại học", "0", "Không ai trong 5 người có trình độ đại học"),
    ("Hết nguồn", "Không", "Đơn vị vẫn còn quần chúng để kết nạp"),
)
GUIDE_PRIVACY = "Phiếu chỉ ghi số lượng, không ghi họ tên người được kết nạp. Không dùng phiếu này cho tài liệu mật."

PROPERTIES_TITLE = "Phiếu nhập liệu"
