"""What words say of the source of new members: that it is exhausted, or that candidates are left.

A source is *nguồn*, or those it consists of: *quần chúng* (who are no members yet), *đối tượng* (candidates). It is
said to be gone before its name ("không còn nguồn") and behind it ("nguồn đã hết"), or by saying that all are members.
"""

from dangvien_xlsx.model.patterns import Needing, pattern
from dangvien_xlsx.text.clauses import CLAUSE
from dangvien_xlsx.text.fold import fold_lines, unmarked

_SOURCES = ("nguồn", "nguon", "quần chúng", "quan chung", "đối tượng", "doi tuong")
_SOURCE = rf"(?:{'|'.join(_SOURCES)})"
_KIND = r"(?: (?:phát triển|phat trien|kết nạp|ket nap|đảng|dang|đảng viên|ưu tú|bổ sung|của|đơn vị|chi bộ|tại)){0,6}"
_SELECTED = r"(?! (?:\S+ ){0,3}(?:được|đủ|đạt|duoc|du|dat)\b)"
"""None is admitted, or none fulfils the conditions: candidates there are."""
_GONE_BEFORE = Needing(
    r"\b(?:hết|het|cạn kiệt|cạn|không còn|khong con|không có|khong co)(?: cả| bất kỳ| ai là){0,3} "
    + _SOURCE
    + _SELECTED,
    *_SOURCES,
)
_GONE_BEHIND = Needing(
    rf"\b{_SOURCE}{_KIND},? (?:(?:này|nay|đã|da|cũng|hiện) ){{0,3}}(?:hết|het|cạn|không còn|khong con)\b"
    rf"|\b{_SOURCE}{_KIND}\s?[:=–-]\s?(?:không|khong|0|hết|het)\b",
    *_SOURCES,
)
_NOBODY_LEFT = Needing(
    r"\b(?:không còn (?:ai|người)|hết người)(?: nào| nữa| rồi){0,2}\s*(?:$|,| (?:để|kết nạp|phát triển|vào đảng)\b)",
    *("không còn ", "hết người"),
)
"""Nobody is left, of whom nothing else is said than that they would be admitted."""
_ALL_MEMBERS = Needing(
    r"(?:100 ?%|\b(?:toàn bộ|tất cả|toan bo|tat ca)\b)[^\n]{0,60}?\b(?:là đảng viên|la dang vien)\b"
    r"(?! (?:mới|dự bị|nữ|trẻ|moi|du bi))|100 ?% (?:là )?(?:đảng viên|dang vien)\s*$"
    r"|\b(?:không còn|khong con) (?:ai|người nào|nguoi nao)[^\n]{0,20} (?:đảng|dang)\b",
    *("đảng", "dang"),
)
_GONE_BARE = Needing(r"\b(?:het|khong con) (?:nguon|quan chung|doi tuong)\b", "het ", "khong con ")
"""For words of which some marks are missing: "hêt nguôn"; cạn without its mark is cần as well."""
_DENIED = pattern(
    r"\b(?:chưa|không|ko|sắp|gần|sẽ|chẳng|chua|khong|sap|gan|se)"
    r"(?: phải| bị| phai| bi| thể| the| hẳn| han){0,3}(?: là| la| đã| da){0,3}(?: phải| phai)? $"
)
_ASKED_BACK = pattern(r"^(?: \S+){0,2} (?:đâu|dau)\b")
"""Behind what is denied in speech: "có hết nguồn đâu"."""
_LEFT = Needing(
    r"(?<!không )(?<!khong )(?<!chưa )\b(?:còn|con|có|co)(?: nhiều| một số| ít| thêm| nhieu){0,3} "
    r"(?:nguồn|nguon|quần chúng|quan chung)\b",
    *("nguồn", "nguon", "quần chúng", "quan chung"),
)


def says_exhausted(text: str) -> bool:
    """Tell whether words say that no candidates are left; "chưa hết nguồn" and "sắp hết nguồn" do not."""
    return any(map(is_exhausted, CLAUSE.split(fold_lines(text))))


def denies_exhausted(text: str) -> bool:
    """Tell whether words say that candidates are left: "vẫn còn nguồn", "chưa hết nguồn", "có hết nguồn đâu"."""
    clauses = CLAUSE.split(fold_lines(text))
    return any(map(_is_denied, clauses)) or any(map(_LEFT.search, clauses))


def is_exhausted(clause: str) -> bool:
    """Tell the same of a clause that is folded already."""
    if any(
        _holds(clause, found.start(), found.end())
        for each in (_GONE_BEFORE, _NOBODY_LEFT)
        for found in each.finditer(clause)
    ):
        return True
    if _GONE_BEHIND.search(clause) or _ALL_MEMBERS.search(clause):
        return True
    bare = unmarked(clause)
    return any(_holds(bare, found.start(), found.end()) for found in _GONE_BARE.finditer(bare))


def _is_denied(clause: str) -> bool:
    return any(not _holds(clause, found.start(), found.end()) for found in _GONE_BEFORE.finditer(clause))


def _holds(clause: str, start: int, end: int) -> bool:
    return not _DENIED.search(clause[:start]) and not _ASKED_BACK.match(clause[end:])
