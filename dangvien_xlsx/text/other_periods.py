"""Whether words say that figures are of another period: over a figure any period does, in a sentence only one of figures.

A sentence may name other periods without speaking of its figures' own: a comparison, a letter, a plan.
"""

from functools import lru_cache

from dangvien_xlsx.model.patterns import Needing, pattern
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.text.clauses import CLAUSE_OR_ASIDE
from dangvien_xlsx.text.fold import fold, fold_lines
from dangvien_xlsx.text.periods import months_of, names_period, periods_in, without_days

_OF_FIGURES = pattern(
    r"\b(?:phiếu|phieu|số liệu|so lieu|báo cáo|bao cao|biểu|bieu|kết nạp|ket nap|kỳ|ky|số của|so cua)\b"
)
_ASIDE = pattern(
    r"\b(?:so với|so voi|cùng kỳ|cung ky|hơn|kém|tăng|giảm|như|theo|tại|căn cứ|thực hiện|trước|từ trước|công văn|cong van"
    r"|nghị quyết|nghi quyet|quyết định|quyet dinh|kế hoạch|ke hoach|chỉ tiêu|chi tieu|hướng dẫn|huong dan|thông báo"
    r"|nhiệm kỳ|nhiem ky|giai đoạn|giai doan|dự kiến|du kien|phấn đấu|phan dau)\b"
)
"""From such a word on a sentence speaks of something beside its figures."""
_RANGE_OF_DAYS = pattern(
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*(?:đến|den|tới|toi|-|–)\s*(?:hết\s*|ngày\s*)*\d{1,2}[/.-]"
)
_YEARLESS = pattern(r"\bquý\s*(?:iv|iii|ii|i|[1-4])\b|\b(?:6|sáu|9|chín) tháng (?:đầu|cuối)(?: năm)?|\btháng \d{1,2}")
_UNTIL = Needing(
    r"\b(?:tính|chốt|số liệu|số|lấy|báo cáo)(?: (?!từ )\S+){0,2}? (?:đến|tới)(?: hết| cuối| ngày| đầu){0,2} tháng (\d{1,2})\b",
    *("đến ", "tới "),
)
_OF_A_MONTH = Needing(
    r"\b(?:phiếu|số|số liệu|báo cáo|biểu)(?: này| trên| là){0,2} (?:của|là) ((?:tháng \d{1,2}|quý (?:iv|iii|ii|i|[1-4])))\b",
    *("tháng ", "quý "),
)
_BEFORE = pattern(r"\b(?:kỳ|năm|quý|tháng) (?:trước|ngoái)\b")
_PERIOD = pattern(r"(?:19|20)\d\d|\b(?:quý|quy|năm|nam|kỳ|ky|tháng|thang)\b")


@lru_cache(maxsize=1_024)
def another_period(text: str, period: Period, *, is_printed: bool = False) -> bool:
    """Tell whether words say that the figures beside them are of another period than one.

    A longer period that holds it is none, nor, in sentences, is anything where the right one is named as well.

    Args:
        text: As a person wrote it.
        period: The one that is expected.
        is_printed: Whether the words stand where a form says what its figures are: there a period needs no sentence.
    """
    folded = fold_lines(text)
    if not _PERIOD.search(folded):
        return False
    if is_printed:  # two periods over figures are one too many
        folded = folded.replace(fold(period.name), " ; ") if period.name else folded
    elif _names_it(text, period):
        return False
    parts = (part for clause in CLAUSE_OR_ASIDE.split(folded) for part in _of_figures(clause, is_printed=is_printed))
    return any(_names_another(part, period, is_printed=is_printed) for part in parts)


@lru_cache(maxsize=1_024)
def ends_otherwise(text: str, period: Period) -> bool:
    """Tell whether words beside figures say that these stop at another month, or are those of one month or quarter.

    Args:
        text: As a person wrote it.
        period: The one that is expected.
    """
    folded = fold_lines(text)
    if any(int(found[1]) != period.end.month for found in _UNTIL.finditer(folded)):
        return True
    return any(another_period(found[1], period, is_printed=True) for found in _OF_A_MONTH.finditer(folded))


def _of_figures(clause: str, *, is_printed: bool) -> list[str]:
    """Return the parts of a clause that say what figures are."""
    aside = _ASIDE.search(clause)
    if is_printed:
        return [clause[: aside.start()] if aside and not _BEFORE.search(clause) else clause]
    found = _OF_FIGURES.search(clause)
    if not found:
        return []
    rest = clause[found.end() :]
    aside = _ASIDE.search(rest)
    return [rest[: aside.start()] if aside else rest]


def _names_it(text: str, period: Period) -> bool:
    return bool(names_period(text, period)) or months_of(period) in periods_in(_readable(fold_lines(text)))


def _names_another(part: str, period: Period, *, is_printed: bool) -> bool:
    run = months_of(period)
    named = periods_in(_readable(part))
    if is_printed:
        if _BEFORE.search(part):
            return True
        if not named:
            # A quarter without its year is one of the year at hand.
            said = (f"{found[0].removesuffix(' năm')} năm {period.end.year}" for found in _YEARLESS.finditer(part))
            named = tuple(each for text in said for each in periods_in(text))
    return any(not (each.first <= run.first and run.last <= each.last) for each in named)


def _readable(folded: str) -> str:
    """Return words without the days of letters; a range of days is a period."""
    return folded if _RANGE_OF_DAYS.search(folded) else without_days(folded)
