"""How words say that people were counted who should not be, or not counted who should be.

They were left out, counted twice, belong elsewhere, are not gathered yet, or nobody is certain of them: no other figure
need be named for the one beside the words to be doubted.
"""

from dangvien_xlsx.model.patterns import Needing
from dangvien_xlsx.text.fold import fold_lines

_NUMBER = r"(?:\d{1,7}|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)"
_PERSONS = r"(?:đ/c|đc|đồng chí|người|ng|nữ|đảng viên|đoàn viên|đv)"
_OTHERS = rf"(?:{_PERSONS}|quần chúng|đối tượng|dự bị|chuyển|cao đẳng|trung cấp|thạc sĩ|năm|quý|kỳ|tháng|phần)"
"""Whoever is counted too, or when."""
_WRONGLY = (
    Needing(
        r"(?<!thiếu )(?<!sai )(?<!không )(?<!không bỏ )(?<!chưa )\b(?:sót|lộn(?! xộn)|dư(?! luận| nợ| âm))\b",
        *("sót", "lộn", "dư"),
    ),
    Needing(
        rf"(?<!không )(?<!không bị )\btrùng(?: lặp| mất){{0,2}}(?: {_NUMBER}\b| {_PERSONS}\b| nhau\b| số\b|\s*$)"
        r"|\b(?:đếm|tính|cộng|ghi|nhập|kể) (?:hai|2|ba|3) lần\b",
        *("trùng", " lần"),
    ),
    Needing(
        r"\bbị (?:đảo|ngược|lệch|lẫn)\b|\bđảo (?:số|ngược|nhau|dòng|cột)\b|\bsang (?:dòng|cột|ô) khác\b",
        *("bị ", "đảo ", "sang "),
    ),
    Needing(
        rf"\b(?:tăng|giảm)(?: thêm| lên| xuống| đi)? {_NUMBER}\b(?! ?%)(?!.{{0,40}}\bso với\b)",
        *("tăng ", "giảm "),
    ),
    Needing(rf"(?<!\w){_NUMBER} ?{_PERSONS} nữa\b", " nữa"),
    Needing(
        rf"\b(?:tính|cộng|gồm|kể|gộp|lẫn)(?: luôn| chung)? cả(?: {_NUMBER}| các| những| mấy| số)? {_OTHERS}\b", " cả"
    ),
    Needing(
        r"\b(?:chưa|quên)(?: kịp| được| có)? (?:cộng|gộp|gom|ghép|trừ|bớt)\b|\bquên (?:tính|ghi|nhập|kể|đếm|sửa)\b|\bcộng dồn\b",
        *("chưa ", "quên ", "cộng dồn"),
    ),
    Needing(
        rf"\b(?:mới|chỉ)(?: có| được)? {_NUMBER} (?:chi bộ|đơn vị|tổ|cơ sở)\b.{{0,20}} (?:báo|gửi|nộp|có số)\b",
        *("mới ", "chỉ "),
    ),
    Needing(
        r"\b(?:chi bộ|đơn vị|tổ)\b.{0,40} chưa (?:có số|(?:gửi|báo|nộp)(?: số| số liệu| báo cáo| về| lên)?\s*(?:$|,))"
        r"|\bcòn (?:chờ|đợi) (?:số|chi bộ|đơn vị|báo cáo)\b",
        *(" chưa ", "còn "),
    ),
    Needing(
        r"\bkhông phải(?: là)? (?:kết nạp|đảng viên mới|mới kết nạp)\b"
        r"|\btính (?:ở|cho|sang) (?:đơn vị|chi bộ|nơi|xã|kỳ|đợt|đảng bộ) (?:khác|trước|sau)\b",
        *("không phải", "tính "),
    ),
    Needing(r"\btrong (?:đó|số|\d{1,7}) .{0,40}\bchuyển (?:đến|về|sang|từ)\b", "chuyển "),
    Needing(
        r"\b(?:không|chưa|chẳng) (?:dám |được )?chắc\b|\b(?:làm|điền|gõ|ghi|nhập) thử\b"
        rf"|\b(?:hình như|có lẽ) .{{0,30}}\b(?:thiếu|thừa|dư|sai|nhầm|số|{_NUMBER})\b",
        *(" chắc", "hình như", "có lẽ", " thử"),
    ),
    Needing(
        r"\b(?:ghi|bi|con|nhap|tinh|dem) (?:thieu|thua|sot|lon|trung)\b|\b(?:tang|giam|sot|thieu|thua) (?:them )?\d",
        *("thieu", "thua", "sot", " lon", "trung", "tang ", "giam "),
    ),
)
_ASKING = Needing(
    r"(?<!đã )(?<!vừa )\b(?:rà|soát|rà soát|kiểm tra|hỏi|đối chiếu|kiểm|xác minh)(?: giúp| giùm| hộ)? lại\b",
    " lại",
)
"""Whoever writes so beside a figure has not done with it; in a mail it is a courtesy."""


def counts_wrongly(clause: str) -> bool:
    """Tell whether a folded clause says that people were counted wrongly, whether or not it says how many."""
    return any(each.search(clause) for each in _WRONGLY)


def is_open(text: str) -> bool:
    """Tell whether words on a form say that its figures are still to be looked at."""
    return bool(_ASKING.search(fold_lines(text)))
