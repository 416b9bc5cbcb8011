"""What words say of people admitted now, or still to be: told apart from what only explains a figure.

A reason or a note may name other people: those of an earlier period, of the target, those who moved away, all members.
"""

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text.fold import fold_lines
from dangvien_xlsx.text.weighing import weigh_words

_PIECE = pattern(r"[\n\r;!?…,()]+|\.(?=\s|$)")
_ELSEWHEN = pattern(
    r"\b(?:(?:năm|kỳ|quý|tháng|đợt|lần|nhiệm kỳ|nam|ky|quy|thang|dot|lan) (?:trước|ngoái|sau|tới|truoc|ngoai|toi)"
    r"|trước (?:đây|đó|kia)|cùng kỳ|truoc day|cung ky|chỉ tiêu|kế hoạch|chi tieu|ke hoach)\b"
)
_ELSEWHERE = pattern(
    r"\b(?:chuyển|chuyen|nghỉ|nghi|hưu|huu|từ trần|tu tran|qua đời|khai trừ|khai tru|xoá tên|xoa ten|giảm|giam"
    r"|nhập ngũ|nhap ngu)\b"
)
"""Words of those who are gone: they are not admitted."""
_YEAR = pattern(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ADMITTING = r"(?:kết nạp|ket nap|chuẩn y|chuan y|công nhận|cong nhan)"
_ADMITTED = pattern(rf"\b{_ADMITTING}\b")
_NOT_YET = pattern(r"\b(?:chưa|không|sẽ|dự kiến|chua|khong|se|du kien)(?: thể| được| the| duoc)? " + _ADMITTING)
_JUST = pattern(rf"\b(?:đã|vừa|mới|da|vua|moi)(?: mới| được| moi| duoc)* {_ADMITTING}\b")
"""Candidates of whom this is said are candidates no more."""
_MEMBERS = pattern(r"\d\s*(?:đảng viên|dang vien|đv)\b")
_CANDIDATES = pattern(r"\b(?:quần chúng|quan chung|đoàn viên|doan vien|đối tượng|doi tuong|nguồn|nguon)\b")
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
        admits = bool(_ADMITTED.search(piece))
        if admits or (_PERSONS.search(piece) and not _MEMBERS.search(piece)):
            found += [number for number in weigh_words(piece).numbers if number]
    return tuple(found)


def _speaks_of_others(piece: str, year: int) -> bool:
    years = [int(each) for each in _YEAR.findall(piece)]
    return bool(_ELSEWHEN.search(piece) or _ELSEWHERE.search(piece) or (years and max(years) < year))


def _is_to_come(piece: str) -> bool:
    return not _JUST.search(piece) and bool(_CANDIDATES.search(piece) or _NOT_YET.search(piece))
