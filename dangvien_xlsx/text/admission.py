"""What words say of people admitted now, or still to be: told apart from what only explains a figure.

A reason or a note may name other people: those of an earlier period, of the target, those who moved away, all members.
"""

from collections.abc import Collection
from functools import lru_cache

from dangvien_xlsx.model.patterns import Needing, pattern
from dangvien_xlsx.text.clauses import CLAUSE
from dangvien_xlsx.text.exhaustion import denies_exhausted
from dangvien_xlsx.text.fold import fold_lines
from dangvien_xlsx.text.weighing import weigh_words

_PIECE = pattern(r"[\n\r;!?…,()]+|\.(?=\s|$)")
_ELSEWHEN = pattern(
    r"\b(?:(?:năm|kỳ|quý|tháng|đợt|lần|nhiệm kỳ|nam|ky|quy|thang|dot|lan) (?:trước|ngoái|sau|tới|truoc|ngoai|toi)"
    r"|(?:phiếu|bản|báo cáo|số|số liệu)(?: \S+)? (?:trước|cũ)|trước (?:đây|đó|kia)|cùng kỳ|truoc day|cung ky)\b"
)
_TARGETED = pattern(r"\b(?:chỉ tiêu|kế hoạch|phấn đấu|chi tieu|ke hoach|phan dau)\b")
"""Of a target one may say how many it is for, or that so many of it have just been admitted."""
_ELSEWHERE = pattern(
    r"\b(?:chuyển|chuyen|nghỉ|nghi|hưu|huu|từ trần|tu tran|qua đời|khai trừ|khai tru|xoá tên|xoa ten|giảm|giam"
    r"|nhập ngũ|nhap ngu)\b"
)
"""Words of those who are gone: they are not admitted."""
_YEAR = pattern(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ADMISSIONS = ("kết nạp", "ket nap", "chuẩn y", "chuan y", "công nhận", "cong nhan")
_ADMITTING = rf"(?:{'|'.join(_ADMISSIONS)})"
_ADMITTED = pattern(rf"\b{_ADMITTING}\b")
_NOT_YET = pattern(r"\b(?:chưa|không|sẽ|dự kiến|chua|khong|se|du kien)(?: thể| được| the| duoc)? " + _ADMITTING)
_PLANNED = pattern(
    r"\b(?:dự kiến|phấn đấu|kế hoạch|định hướng|sẽ|chuẩn bị|đề nghị|trình|chờ|xét|xem xét|cuối năm|quý sau|kỳ sau"
    r"|du kien|phan dau|ke hoach|se|chuan bi|de nghi|cho xet|cuoi nam)\b.{0,60} " + _ADMITTING
)
"""What is planned has not been done, however many it is planned for."""
_JUST = pattern(rf"\b(?:đã|vừa|mới|da|vua|moi)(?: mới| được| moi| duoc)* {_ADMITTING}\b")
"""Candidates of whom this is said are candidates no more."""
_MEMBERS = pattern(r"\d\s*(?:đảng viên|dang vien|đv)\b")
_CANDIDATES = pattern(r"\b(?:quần chúng|quan chung|đoàn viên|doan vien|đối tượng|doi tuong|nguồn|nguon)\b")
_BARE_NUMBER = pattern(r"(?:^|[\s:=])(?:\d{1,7}|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?: (?:ạ|thôi|rồi|nhé))?\s*$")
"""What is counted stands before it or is not said, as in "tổng 8": no other thing is counted by it."""
_SUBSET = pattern(r"^\s*(?:trong đó|trong số đó|gồm|bao gồm|có|trong do)\b")
_AFFIRMED = Needing(
    rf"\b(?:đã|mới|vừa|được|có|lễ|da|moi|vua|duoc)(?: \S+){{0,2}} {_ADMITTING}\b"
    rf"|\b(?:quyết định|quyet dinh|qđ)\b.{{0,60}} {_ADMITTING}\b",
    *_ADMISSIONS,
)
"""That somebody was admitted, whoever and however many."""
_UNAFFIRMED = pattern(
    r"\b(?:chưa|không|chẳng|sẽ|dự kiến|đang|chờ|đợi|đề nghị|xin|chuẩn bị|nếu|khi|để|đủ|hết|cạn|nguồn|hồ sơ|tổng số|số lượng|bao nhiêu"
    r"|chua|khong|se|du kien|dang|cho|de nghi|neu|ho so|tong so|so luong|bao nhieu)\b"
)
_PERSONS = pattern(r"\b(?:người|nguoi|đ/c|đc|đồng chí|dong chi|nữ|đảng viên|dang vien|đv|quần chúng|quan chung)\b")


def admissions_in(text: str, year: int, *, with_candidates: bool) -> tuple[int, ...]:
    """Return the numbers that words give of people who are admitted now, in their order.

    Args:
        text: A reason or a note, as a person wrote it.
        year: In which the period begins: what is said of an earlier one says nothing of this.
        with_candidates: Whether those who may still be admitted count too: against "no candidates are left" they do.
    """
    found: list[int] = []
    for piece in _PIECE.split(fold_lines(text)):
        if _speaks_of_others(piece, year) or (not with_candidates and _is_to_come(piece)):
            continue
        is_of_persons = bool(_PERSONS.search(piece)) and not _MEMBERS.search(piece)
        if _ADMITTED.search(piece) or is_of_persons or _BARE_NUMBER.search(piece):
            found += [number for number in weigh_words(piece).numbers if number]
    return tuple(found)


def other_figures_in(text: str, year: int, figures: Collection[object], total: float) -> tuple[int, ...]:
    """Return the numbers by which words say of the people admitted now something else than the figures do.

    Args:
        text: A reason or a note beside figures.
        year: In which the period begins.
        figures: Those of the form.
        total: How many it says were admitted; of these words may single out some: "trong đó 1 đ/c dân tộc".
    """
    if sum(admissions_in(text, year, with_candidates=False)) == total:  # the total in its parts, day by day
        return ()
    found: list[int] = []
    for piece in _PIECE.split(fold_lines(text)):
        said = [number for number in admissions_in(piece, year, with_candidates=False) if number not in figures]
        claims = _ADMITTED.search(piece) or _BARE_NUMBER.search(piece)
        found += [number for number in said if number > total or (claims and not _SUBSET.search(piece))]
    return tuple(found)


def affirms_admission(text: str, year: int | None = None) -> bool:
    """Tell whether words say that somebody was admitted now, with or without saying how many.

    Args:
        text: As a person wrote it.
        year: In which the period begins, where that is known.
    """
    for piece in CLAUSE.split(fold_lines(text)):
        if _AFFIRMED.search(piece) and not _UNAFFIRMED.search(piece) and not _speaks_of_others(piece, year or 0):
            return True
    return False


@lru_cache(maxsize=1_024)
def speaks_of_admission(text: str) -> bool:
    """Tell whether words say, without a number, that somebody was admitted or may still be."""
    return affirms_admission(text) or denies_exhausted(text)


def _speaks_of_others(piece: str, year: int) -> bool:
    years = [int(each) for each in _YEAR.findall(piece)]
    if _TARGETED.search(piece) and not _JUST.search(piece):
        return True
    return bool(_ELSEWHEN.search(piece) or _ELSEWHERE.search(piece) or (years and max(years) < year))


def _is_to_come(piece: str) -> bool:
    return not _JUST.search(piece) and any(each.search(piece) for each in (_CANDIDATES, _NOT_YET, _PLANNED))
