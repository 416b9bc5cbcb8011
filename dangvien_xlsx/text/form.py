"""The form's words: labels, live checks, prompts and the guide. At most a dozen words of instruction stand on the form."""

import re
from collections.abc import Mapping
from typing import assert_never

from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.text.names import NO, YES, shorten

TITLE = "PHIẾU NHẬP LIỆU"
UNIT = "Đơn vị:"
DEADLINE = "Hạn nộp:"
NO_DEADLINE = "theo công văn"
SEND_TO = "Gửi phiếu về: {email}"
SEND_BACK = "Lưu phiếu rồi gửi lại cho nơi đã gửi phiếu."
NO_SIGNING = "không cần in, không cần ký"
SAVED_TO = f"Lưu rồi gửi về {{email}} ({NO_SIGNING})."
SAVED_BACK = f"Lưu rồi gửi lại nơi đã gửi phiếu ({NO_SIGNING})."
CHECK_CODE = " Mã kiểm tra: "
HEADERS = {
    "tt": "TT",
    "ten": "Chỉ tiêu",
    "gia_tri": "Số liệu",
    "ky_truoc": "Kỳ trước",
    "cung_ky": "Cùng kỳ",
    "ly_do": "Lý do",
    "kiem_tra": "Kiểm tra",
    "cach_ghi": "Cách ghi",
}
"""By column code, what stands above the table."""
FILLED_BY = "Người lập phiếu"
FILLED_BY_HINT = "Họ tên người điền, để tiện hỏi lại."
PHONE = "Điện thoại"
PHONE_HINT = "Số máy gọi được."
PART_PREFIX = {"within": "Trong đó: ", "part": "Chia ra: "}

WITHIN_TOTAL = "Trong tổng số"
"""How a hint begins that speaks of the parent's figure; the form says the figure itself as soon as it is typed."""
WITHIN_PERSONS = ("Trong ", " người")
WITHIN_ROW = ("Trong ", " (dòng {number})")
QUESTION = ", bao nhiêu {name}?"

BLOCK_OF = {"within": "(trong đó của dòng {number})", "part": "(chia ra của dòng {number})"}
BLOCK_SUM = ("Đang ", ", cần ")
BLOCK_FULL = "Đủ "

VALID = "PHIẾU HỢP LỆ"
ERRORS_LEFT = ("CÒN ", " LỖI")
MISSING_LEFT = ("CÒN ", " Ô CHƯA ĐIỀN")

CHECK_OK = "Đúng"
CHECK_MISSING = "Chưa điền"
CHECK_FIX = "Sửa:"
CHECK_LOOK = "Xem lại:"
ASKS_REASON = ": nếu đúng, ghi lý do"
"""Ends the check of an unusual figure without a reason."""
UNUSUAL = "Khác thường"
UNUSUAL_PREVIOUS = "Khác nhiều so với kỳ trước ({previous})"
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
    SAVED_TO.partition("{")[0],
    SAVED_BACK,
)
"""How whatever the form computes begins."""
_SENTENCES = (
    *(CHECK_OK, CHECK_MISSING, CHECK_PARTS_MISSING, *CHECK_SENTENCES.values(), VALID),
    *("{count}".join(around) for around in (ERRORS_LEFT, MISSING_LEFT)),
    "{count}".join(BLOCK_SUM) + "{count}",
    f"{BLOCK_FULL}{{count}}",
)
_MAIL = r"\S+@\S+(?:[;,] ?\S+@\S+)*"
_SENDING = "|".join(
    re.escape(text).replace(re.escape("{email}"), _MAIL) for text in (SEND_TO, SEND_BACK, SAVED_TO, SAVED_BACK)
)
COMPUTED = pattern(
    "|".join(re.sub(r"\\\{\w+\\\}", r"-?\\d[\\d.\\-]*", re.escape(text)) for text in _SENTENCES)
    + rf"|(?:{_SENDING})(?: ?{re.escape(CHECK_CODE.strip())} ?\w*)?|.*{ASKS_REASON}"
)
"""All that the form computes, to the letter: what begins so and goes on otherwise, somebody typed."""

PROMPT_TITLE = {Kind.INTEGER: "Gõ số", Kind.YES_NO: "Chọn", Kind.TEXT: "Gõ chữ"}
PROMPT_OPEN = "Có thể để trống"
ERROR_TITLE = "Chưa đúng"


def check_sentence(rule: Rule, numbers: Mapping[str, str]) -> str:
    """Return the live check's words for a rule; ``numbers`` gives the printed number of each indicator's row."""
    about: dict[str, object] = dict(rule.about)
    for role in ("parent", "other"):
        if isinstance(related := about.get(role), Indicator):
            about[f"{role}_number"] = numbers[related.code]
    if isinstance(parts := about.get("parts"), tuple):
        about["part_numbers"] = f"{numbers[parts[0].code]}-{numbers[parts[-1].code]}"
    sentence = CHECK_PARTS_MISSING if about.get("is_blank") else CHECK_SENTENCES[rule.code]
    return sentence.format(**about)


def question(indicator: Indicator, parent_number: str, *, is_persons: bool) -> tuple[str, str]:
    """Return what a part is asked once its parent is known: the words before and after the parent's figure.

    Args:
        indicator: The part.
        parent_number: The number of the parent's row, as printed.
        is_persons: Whether the parent counts persons.
    """
    before, after = WITHIN_PERSONS if is_persons else (WITHIN_ROW[0], WITHIN_ROW[1].format(number=parent_number))
    if indicator.hint.startswith(WITHIN_TOTAL):
        return before, after + indicator.hint.removeprefix(WITHIN_TOTAL)
    name = indicator.name if indicator.name[1:2].isupper() else indicator.name[:1].lower() + indicator.name[1:]
    return before, f"{after}{QUESTION.format(name=name)} {indicator.hint}".rstrip()


def block_title(title: str, relation: str, parent_number: str) -> str:
    """Return the heading of a block.

    Args:
        title: The block's name.
        relation: How its members belong to their parent, as ``model.indicator.Relation`` spells it.
        parent_number: The number of the parent's row, as printed.
    """
    return f"{title} {BLOCK_OF[relation].format(number=parent_number)}"


def unusual_sentence(about: Mapping[str, object]) -> str:
    """Return the live check's words for a figure that a soft rule finds unusual and that has no reason yet.

    Args:
        about: What the rule tells of itself: ``said``, its words for the form, or ``previous``, the figure before.
    """
    said = about.get("said")
    if not isinstance(said, str):
        said = UNUSUAL_PREVIOUS.format(previous=about["previous"]) if "previous" in about else UNUSUAL
    return f"{said}{ASKS_REASON}"


def prompt(indicator: Indicator, *, with_hint: bool) -> str:
    """Return what Excel shows beside the cell when it is entered; it hides what lies below, so it is short.

    Args:
        indicator: What is typed.
        with_hint: Whether the hint is told as well.
    """
    low, high = indicator.bounds
    match indicator.kind:
        case Kind.INTEGER:
            told = f"{low} đến {high}"
        case Kind.YES_NO:
            told = f"{YES} / {NO}"
        case Kind.TEXT:
            told = PROMPT_OPEN
        case _:
            assert_never(indicator.kind)
    return shorten(f"{told}. {indicator.hint}".strip(), 250) if with_hint else told


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
    "Thấy thanh vàng ở trên cùng → bấm Enable Editing (Cho phép chỉnh sửa).",
    "Ở sheet Nhập liệu, chỉ gõ vào các ô màu vàng; phím Tab đưa tới ô tiếp theo.",
    "Trong kỳ không kết nạp ai nhưng còn nguồn: gõ 0 vào dòng tổng số.",
    "Hết nguồn (không còn quần chúng để kết nạp): để trống dòng tổng số và chọn Có ở dòng Hết nguồn. "
    "Để trống khác với số 0.",
    "Cột Kiểm tra nói ngay ô nào còn thiếu hay sai và vì sao. Dòng lớn phía trên báo PHIẾU HỢP LỆ là xong. "
    "Số đúng mà khác thường thì ghi lý do vào cột Lý do.",
    f"Lưu tệp (giữ nguyên tên tệp) và gửi lại bằng thư điện tử hoặc Zalo; không gửi được thì gọi điện đọc số "
    f"kèm mã kiểm tra. Phiếu {NO_SIGNING}.",
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
