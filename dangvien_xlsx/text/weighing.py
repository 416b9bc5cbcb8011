"""How much words weigh that stand beside a figure: in a cell, a comment, a text box, an added sheet, or a mail.

A number that may be a figure, or words of correcting, must be seen by a person. What else people write beside a form
says nothing of its figures: dates, telephones, the numbers of letters, addresses, greetings, thanks.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from dangvien_xlsx.model.patterns import Needing, pattern
from dangvien_xlsx.text.clauses import CLAUSE
from dangvien_xlsx.text.counting import counts_wrongly
from dangvien_xlsx.text.exhaustion import is_exhausted
from dangvien_xlsx.text.fold import fold_lines
from dangvien_xlsx.text.numerals import number_at, spoken
from dangvien_xlsx.text.resubmission import is_resubmission
from dangvien_xlsx.text.withholding import withholds


class Weight(NamedTuple):
    """What some words could mean for the figures they stand beside.

    ``numbers`` are those that may be figures, in their order, written with digits or in words. ``withholds``: the
    report does not hold as it is, which is a way of correcting it.
    """

    corrects: bool = False
    numbers: tuple[int, ...] = ()
    exhausted: bool = False
    withholds: bool = False

    @property
    def matters(self) -> bool:
        """Whether a person has to see the words before the figures are believed."""
        return self.corrects or self.exhausted or bool(self.numbers)


_NO_WORD = pattern(r"\S{80,}")
"""Nobody writes such a word; patterns that look for addresses would take the square of its length."""
_CONDITIONAL = Needing(
    r"\b(?:nếu|có gì|có điều gì|trường hợp|khi nào|còn gì|cần gì|thông cảm|lượng thứ|bỏ qua|góp ý"
    r"|neu|co gi|truong hop|thong cam|bo qua|gop y)\b",
    *("nếu", "có gì", "có điều gì", "trường hợp", "khi nào", "còn gì", "cần gì", "thông cảm", "lượng thứ", "bỏ qua"),
    *("góp ý", "neu", "co gi", "truong hop", "thong cam", "bo qua", "gop y"),
)
"""A clause of courtesy: "nếu có gì sai sót xin thông cảm" says of no figure that it is wrong."""
_CORRECTING = Needing(
    r"(?<!không )\b(?:sửa|chỉnh|đính chính|nhầm|thay(?! mặt| lời| vì)|sai|thiếu|thừa)\b"
    r"|\b(?:(?:không|chưa) (?:đúng|chính xác|chuẩn|khớp)|đúng (?:là|ra|phải)|số đúng|mới đúng|chứ không|số (?:mới|cũ)"
    r"|thực tế (?:là|có|chỉ|kết nạp)|(?:thực|thật) ra|huỷ|bỏ(?! phiếu| trống| qua)|lấy (?:số|theo|là)"
    r"|(?:tính|ghi|nhập|gõ|đếm|xem|làm) lại|(?:chưa|không) (?:tính|kể|gồm|bao gồm))\b",
    *("sửa", "chỉnh", "đính chính", "nhầm", "thay", "sai", "thiếu", "thừa", "không ", "chưa ", "đúng", "chứ không"),
    *("số mới", "số cũ", "thực ", "thật ra", "huỷ", "bỏ", "lấy ", " lại"),
)
_CORRECTING_BARE = Needing(
    r"(?<!khong )\b(?:sua|chinh (?:lai|sua)|dinh chinh|nham(?! muc| phuc| dap| nang| giup)|sai|dieu chinh)\b"
    r"|\b(?:thay (?:the|bang|cho|so|doi|thanh|vao)|(?:khong|chua) (?:dung|chinh xac|khop)|(?<!su )dung (?:la|ra|phai)"
    r"|so dung|moi dung|chu khong|thuc te (?:la|co|chi|ket nap)|lay so|(?:tinh|ghi|nhap|go|dem|xem) lai"
    r"|(?:chua|khong) (?:tinh|ke|gom))\b",
    *("sua", "chinh", "nham", "sai", "thay ", "khong", "chua ", "dung", "thuc te", "lay so", " lai"),
)
"""The same where people type without diacritics; words that then mean something else as well are left out."""
_MONTHS = r"(?:tháng|thang|quý|quy|năm|nam|ngày|ngay|kỳ|ky|nhiệm kỳ|nhiem ky|khoá|khoa|khóa|lúc|luc|hồi|hoi)"
_PLACES = (
    r"(?:số nhà|so nha|thôn|thon|xóm|xom|tổ|to|khu|khối|khoi|ấp|ap|đội|doi|chi bộ|chi bo|lớp|lop|phòng|phong|tầng|tang"
    r"|ngõ|ngo|ngách|ngach|đường|duong|phường|phuong|quận|quan|phố|pho|trang|dòng|dong|mục|muc|biểu|bieu|mẫu|mau"
    r"|phụ lục|phu luc|điều|dieu|khoản|khoan|lần|lan|lần thứ|công văn|cong van|hướng dẫn|huong dan|quyết định"
    r"|quyet dinh|kế hoạch|ke hoach|bước|buoc|cột|cot|ô|mã(?: kiểm tra| số| phiếu)?|ma|cccd|cmnd|stt|tt|cấp|hạng|zalo|máy lẻ|may le|nội bộ|noi bo|số máy|so may)"
)
_SAYS_NOTHING = tuple(
    pattern(each)
    for each in (
        r"https?://\S+|www\.\S+|\S+@\S+",
        r"\S+\.(?:xlsx?|xlsm|xlsb|ods|docx?|pdf|zip|rar|jpe?g|png|eml|msg)\b",
        r"\b\d{1,2}\s?(?:h|giờ|gio|g)\s?\d{0,2}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b",
        r"\b\d{1,3}\s*(?:năm|nam)\b(?!\s+\d)",
        r"\b\d{4}-(?:\d{1,2}|q)(?:-\d{1,2}|t|\d)?\b",
        r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b",
        r"\b\d{1,2}\s?[/-]\s?\d{4}\b",
        r"(?:ngày|ngay)\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2})?(?:\s?(?:,|tháng|thang)\s*\d{1,2})?",
        r"\b\d{1,2}\s*(?:tháng|thang|quý|quy|t\b)(?:\s*(?:đầu|cuối|dau|cuoi|năm|nam))*(?:\s+\d{4})?",
        rf"\b{_MONTHS}\s*(?:thứ\s*|số\s*)?(?:\d{{1,4}}|[ivx]+)\b(?:\s?[/.-]\s?\d{{2,4}})*",
        r"(?<![\w/])(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)",
        r"\b(?:sđt|đt|dt|sdt|đtdđ|điện thoại|dien thoai|di động|tel|phone|mobile|fax|máy|zalo)\b[\s.:]*[\d\s.()\-+]{6,}",
        r"\b\d+\s?[-/]\s?[a-zđ]{1,6}(?:[-/.][a-zđ0-9]{1,8})*\b",
        rf"\b{_PLACES}\s*(?:số\s*|so\s*)?\d+[a-z]?\b",
        r"\b\d+\s?(?:tệp|tep|file|phiếu|phieu|bản|ban|bộ|bo|chi bộ|chi bo|đảng bộ|dang bo|chi đoàn|đơn vị|don vi|xã|thôn|xóm|lớp|hồ sơ|ho so|đợt|trang|tờ|to|văn bản|sheet|ảnh|anh|tuổi|tuoi|đính kèm|ngày|ngay"
        r"|giờ|gio|phút|phut|tuần|tuan|lần|lan|kb|mb)(?!\w)",
        r"\b\d+(?:[.,]\d+)?\s?%",
        r"(?m)^\s*\d{1,2}\s*[.)]\s(?=\s*[^\W\d_])",
        r"\b(?:19|20)\d{2}\b",
    )
)
_PEOPLE = pattern(
    r"\s*(?:người|nguoi|đ/c|đc|đv|nữ|đồng chí|dong chi|đảng viên|dang vien|quần chúng|quan chung|đoàn viên|doan vien)\b"
)
_ENDS = pattern(r"(?: (?:ạ|nhé|thôi|thôi ạ))?\s*(?:[.,;!?\n)]|$)")
_COUNTED = pattern(
    r"(?:\b(?:là|bằng|thành|chỉ|chỉ có|được|có|còn|tổng|tổng số|tổng cộng|nữ|đoàn viên|đại học|kết nạp)|[:=])\s*$"
)
_NUMBER = pattern(r"(?<![\w.,/])(\d{1,7}|\d{1,3}(?:[.,]\d{3})+)(?=đ\b|đ/c|đc\b|dc\b|đv\b|ng\b|[^\w]|$)(?![.,/]?\d)")
_COUNTING_PEOPLE = pattern(
    r"\b(?:tổng|tổng số|tổng cộng|nữ|đoàn viên|đại học|kết nạp|thành|là|bằng|cộng|thêm|bớt|trừ|thiếu|thừa)"
    r"\s*[:=]?\s*(?:được |thêm |là )?(?:\d|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)"
    r"|(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))\s*(?:đ/c|đc|đồng chí|người|đảng viên|nữ|đv)\b"
)
"""A number of people, or behind what it is the number of; elsewhere in a subject stand codes and days."""
_LONGEST_NUMBER = 9
"""Words: chín trăm chín mươi chín nghìn chín trăm …"""
_WORDS = pattern(r"[^\W\d_]+(?:/[^\W\d_]+)*")


def weigh_words(text: str) -> Weight:
    """Weigh words that stand beside a figure.

    Args:
        text: As a person wrote it: a cell's, a comment's, a mail's; greetings and signatures included.
    """
    folded, clauses = _read(text)
    claims = _claims(text, clauses)
    return claims._replace(numbers=_numbers(folded))


def weigh_claims(text: str) -> Weight:
    """Weigh words as ``weigh_words`` does, but for the numbers in them, which cost three times as much to find."""
    _, clauses = _read(text)
    return _claims(text, clauses)


def _claims(text: str, clauses: list[str]) -> Weight:
    is_withheld = any(map(withholds, clauses))
    corrects = is_withheld or _corrects(clauses)
    if corrects:
        from dangvien_xlsx.text.persons import without_persons

        if (others := without_persons(text)) != text:
            return _claims(others, _read(others)[1])
    return Weight(corrects, (), any(map(is_exhausted, clauses)), is_withheld)


def counts_people(text: str) -> bool:
    """Tell whether a title says a number of what it is the number of: "tổng 8", "8 đ/c"; a unit's code is none."""
    return bool(_COUNTING_PEOPLE.search(fold_lines(text)))


def _read(text: str) -> tuple[str, list[str]]:
    """Return the text folded, and those of its clauses that may say something of a figure."""
    folded = _NO_WORD.sub(" · ", fold_lines(text))
    return folded, [clause for clause in CLAUSE.split(folded) if not _CONDITIONAL.search(clause)]


def _corrects(clauses: list[str]) -> bool:
    found = (
        clause
        for clause in clauses
        if _CORRECTING.search(clause) or _CORRECTING_BARE.search(clause) or counts_wrongly(clause)
    )
    return any(not is_resubmission(clause) or _numbers(clause) for clause in found)


def speaks_of_earlier(text: str) -> bool:
    """Tell whether words say that a report takes an earlier one's place, or that the earlier one was wrong."""
    return any(map(is_resubmission, _read(text)[1]))


def without_dates(text: str) -> str:
    """Return text folded, without days, periods, telephones, addresses: all whose numbers say nothing of figures."""
    folded = fold_lines(text)
    for each in _SAYS_NOTHING:
        folded = each.sub(" · ", folded)
    return folded


def _numbers(folded: str) -> tuple[int, ...]:
    for each in _SAYS_NOTHING:
        folded = each.sub(" · ", folded)
    found = [(match.start(), int(re.sub(r"[.,]", "", match[1]))) for match in _NUMBER.finditer(folded)]
    return tuple(value for _, value in sorted([*found, *_in_words(folded)]))


def _in_words(folded: str) -> list[tuple[int, int]]:
    """Find numbers in words; a single word such as ``ba`` or ``năm`` is one only before persons."""
    places = list(_WORDS.finditer(folded))
    words = [match[0] for match in places]
    found, index = [], 0
    while index < len(words):
        value, length = number_at(words[index : index + _LONGEST_NUMBER])
        index += max(length, 1)
        if not length or _is_apart(folded, places[index - length : index]):
            continue
        start, end = places[index - length].start(), places[index - 1].end()
        if length > 1 or value == 10 or _PEOPLE.match(folded, end) or _is_told(folded, start, end):
            found.append((start, value))
    return found


def _is_told(folded: str, start: int, end: int) -> bool:
    """Tell whether a single word is said as a number: at the end, behind what it is the number of, or all there is."""
    if not _ENDS.match(folded, end) or spoken(folded[start:end]) is None:
        return False
    return not folded[:start].strip(" ·") or bool(_COUNTED.search(folded[:start]))


def _is_apart(folded: str, places: list[re.Match[str]]) -> bool:
    """Tell whether something other than space stands between the words of a number."""
    return any(folded[one.end() : other.start()].strip() for one, other in pairwise(places))
