"""The words that people type in place of a number or a choice, and how their readings are told."""

import re

from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.model.typed import Words, hear_choice
from dangvien_xlsx.text.exhaustion import denies_exhausted, says_exhausted
from dangvien_xlsx.text.fold import fold, fold_lines
from dangvien_xlsx.text.names import NO, YES
from dangvien_xlsx.text.numerals import bare, spoken
from dangvien_xlsx.text.weighing import weigh_words

_AGAINST = pattern(r"\b(?:nhưng|song|tuy|nay|hiện có|vẫn|sẽ|còn(?! nguồn| quần chúng)|nhung|hien co|van|se)\b")
"""Words after which a note takes back what it began with: "Hết nguồn từ năm ngoái, nay có 2 quần chúng"."""


def answers_otherwise(indicator: Indicator, value: Value, text: str) -> bool:
    """Tell whether words beside a choice are an answer, and another than was read: one cell off, it is lost.

    Args:
        indicator: Whose row the words stand in.
        value: The answer that was read; blank is no.
        text: The words.
    """
    if indicator.kind is not Kind.YES_NO or fold(text) not in (fold(YES), fold(NO)):
        return False
    return fold(text) != (fold(value) if isinstance(value, str) else fold(NO))


def answer_in(indicator: Indicator, text: str) -> str | None:
    """Return the answer that words beside a choice give, nothing where they give none or there is no choice."""
    if indicator.kind is not Kind.YES_NO:
        return None
    heard = hear_choice(text, TYPED).value
    return next((answer for answer in (YES, NO) if isinstance(heard, str) and fold(heard) == fold(answer)), None)


def only_exhausted(text: str) -> bool:
    """Tell whether a text says that no candidates are left, and nothing against it."""
    if not says_exhausted(text):
        return False
    rest = re.sub(r"không còn|khong con", " ", fold_lines(text))
    return not _AGAINST.search(rest) and not weigh_words(text).numbers


_MEN_WOMEN = pattern(r"(\d{1,6})\s*nam\b\D{0,12}?(\d{1,6})\s*(?:nữ|nu)\b")
_WOMEN_MEN = pattern(r"(\d{1,6})\s*(?:nữ|nu)\b\D{0,12}?(\d{1,6})\s*nam\b")
_WOMEN = frozenset({"nữ", "nu"})


def by_sex(text: str) -> tuple[int, int] | None:
    """Return the men and the women of "4 nam 6 nữ", nothing where a text says more or less."""
    folded = fold(text)
    if found := _MEN_WOMEN.fullmatch(folded):
        return int(found[1]), int(found[2])
    if found := _WOMEN_MEN.fullmatch(folded):
        return int(found[2]), int(found[1])
    return None


def is_women(name: str) -> bool:
    """Tell whether an indicator of this name counts the women: the word stands in it."""
    return not _WOMEN.isdisjoint(fold(name).split())


_YOUTH, _YOUTH_IN_FULL = "đoàn viên", "đoàn viên thanh niên cộng sản hồ chí minh"


def in_full(name: str) -> str:
    """Return a folded name with what it leaves away of the Youth Union's: ĐVTN, ĐVTNCS."""
    return name if _YOUTH_IN_FULL in name else name.replace(_YOUTH, _YOUTH_IN_FULL)


TYPED = Words(
    yes=frozenset({"x", "v", "✓", "✔", "1", "true", "đúng", "rồi", "đã hết", "hết", "hết nguồn", "yes"}),
    no=frozenset({"0", "-", "–", "false", "sai", "chưa", "chưa hết", "còn", "còn nguồn", "no", "ko", "k"}),
    none=frozenset({"-", "–", "—"}),
    negations=frozenset({"không", "chưa", "ko", "k", "chẳng"}),
    nobody=frozenset({"có", "ai", "nào", "kết", "nạp", "được", "trường", "hợp", "cả", "hết"}),
    counted=frozenset(
        # Whoever was just admitted is a member on probation: đảng viên dự bị.
        {
            "dự",
            "bị",
            "đ/c",
            "đc",
            "đ.c",
            "đ",
            "đ.chí",
            "đồng",
            "chí",
            "người",
            "ng",
            "đảng",
            "viên",
            "đv",
            "đ.viên",
            "đảng.viên",
        }
    ),
    fillers=frozenset(
        {"có", "là", "được", "tổng", "số", "lượng", "cộng", "đã", "rồi", "ạ", "trong", "đó", "vẫn", "bị", "phải", "mới"}
    ),
    yes_spelled=YES,
    no_spelled=NO,
    fold=fold,
    bare=bare,
    in_full=in_full,
    spoken=spoken,
    says_exhausted=says_exhausted,
    denies_exhausted=denies_exhausted,
    only_exhausted=only_exhausted,
    by_sex=by_sex,
    is_women=is_women,
)

BLANK_MEANS = "để trống vì hết nguồn"
TAKEN_BLANK = "hết nguồn"
TAKEN_NOTE = "Hết nguồn: Có"
