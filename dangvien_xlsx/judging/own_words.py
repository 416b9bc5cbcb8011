"""Weighs a form's own words, its reasons and its note, against its figures: zero and exhausted bear no admissions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, NOTE, Indicator, Kind, by_code
from dangvien_xlsx.model.submission import CellValue, Submission, Value
from dangvien_xlsx.model.typed import hear_count
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.admission import admissions_in, affirms_admission, other_figures_in
from dangvien_xlsx.text.counting import is_open
from dangvien_xlsx.text.exhaustion import denies_exhausted, says_exhausted
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import NO, YES, shorten, show
from dangvien_xlsx.text.typed import TYPED, answer_in, answers_otherwise
from dangvien_xlsx.text.weighing import weigh_words

_LONGEST_QUOTE = 200


class _Form(NamedTuple):
    """What is weighed: the figures as taken, and the year in which their period begins."""

    asked: Mapping[str, Indicator]
    submission: Submission
    place: Mapping[str, str]
    year: int

    def cell(self, code: str) -> CellValue:
        return self.submission.values.get(code, CellValue(None))

    @property
    def is_exhausted(self) -> bool:
        return self.cell(EXHAUSTED).value == YES

    @property
    def figures(self) -> set[Value]:
        return {cell.value for cell in self.submission.values.values() if _is_number(cell.value)}

    def claimed(self, text: str, *, with_candidates: bool) -> bool:
        """Tell whether words speak of people whom no figure of the form counts."""
        said = admissions_in(text, self.year, with_candidates=with_candidates)
        return (bool(said) and not self.figures.intersection(said)) or affirms_admission(text, self.year)

    def says_other(self, text: str) -> bool:
        """Tell whether words say another number of the people admitted than the figures do."""
        total = self.cell(ADMITTED).value
        most = total if isinstance(total, int | float) else 0
        return bool(other_figures_in(text, self.year, self.figures, most))

    def at(self, code: str) -> dict[str, str]:
        cell = self.cell(code)
        return dict(self.place) | {"sheet": cell.sheet or self.place.get("sheet", ""), "cell": cell.a1}


def said_within(
    asked: Sequence[Indicator], submission: Submission, place: Mapping[str, str], year: int, explained: set[str]
) -> list[Finding]:
    """Return what must be told of a form's reasons and note beside its figures.

    Args:
        asked: The indicators that the form asks for.
        submission: Its values as taken.
        place: The file and the sheet.
        year: In which the period begins.
        explained: The cells of unusual figures, which ask for a reason and have been told with it.
    """
    form = _Form(by_code(asked), submission, place, year)
    seen: set[str] = set()
    told = []
    for code, text in submission.reasons.items():
        if code not in form.asked or text in seen:  # what a row by hand says of itself stands beside all its figures
            continue
        found = list(_reason(form, code, text, explained)) or _noted(form, code, text, explained)
        if found:
            seen.add(text)
            told += found
    return [*told, *_note(form)]


def _noted(form: _Form, code: str, text: str, explained: set[str]) -> list[Finding]:
    """Return a reason that nothing asked for, quoted: no word that a unit typed is lost."""
    if form.submission.printed_period is None or form.cell(code).a1 in explained:  # by hand it is quoted with its row
        return []
    quoted = words.AT_CELL.format(
        cell=words.WHERE_REASON.format(label=form.asked[code].name), text=shorten(text, _LONGEST_QUOTE)
    )
    return [finding("remark-noted", form.at(code), value=quoted)]


def _says_other_answer(form: _Form, code: str, text: str) -> bool:
    """Tell whether a reason is a figure or an answer by itself, and another than was read: "7 đảng viên", "hết rồi"."""
    indicator, value = form.asked[code], form.cell(code).value
    if indicator.kind is Kind.YES_NO:
        answer = answer_in(indicator, text)
        return answer is not None and fold(answer) != fold(value if isinstance(value, str) else NO)
    if indicator.kind is not Kind.INTEGER:
        return False
    heard = hear_count(text, TYPED, is_total=False, name=indicator.name).value
    return _is_number(heard) and heard != (value or 0)


def _reason(form: _Form, code: str, text: str, explained: set[str]) -> Iterator[Finding]:
    indicator, cell = form.asked[code], form.cell(code)
    is_zero = indicator.kind is Kind.INTEGER and cell.value == 0
    is_nothing = form.is_exhausted and form.cell(ADMITTED).value in (None, 0)
    admitted = form.cell(ADMITTED)
    claims_exhausted = code in (ADMITTED, EXHAUSTED) and not form.is_exhausted and says_exhausted(text)
    if answers_otherwise(indicator, cell.value, text) or (
        (is_zero or is_nothing) and _says_other_answer(form, code, text)
    ):
        yield _two(form, code, words.BESIDE_REASON.format(text=shorten(text, _LONGEST_QUOTE)))
    elif claims_exhausted and admitted.value == 0 and EXHAUSTED in form.asked:
        other = form.asked[ADMITTED].name
        about = {"other": other, "other_value": show(admitted.value), "label": form.asked[EXHAUSTED].name}
        yield finding("exhausted-unclear", form.at(code), value=shorten(text, _LONGEST_QUOTE), **about)
    elif claims_exhausted and code == EXHAUSTED and admitted.value:
        where = words.WHERE_REASON.format(label=indicator.name)
        yield finding("remark", form.at(code), where=where, value=shorten(text, _LONGEST_QUOTE))
    elif (is_nothing and code in (ADMITTED, EXHAUSTED) and denies_exhausted(text)) or (
        (is_zero or is_nothing) and form.claimed(text, with_candidates=is_nothing)
    ):
        yield _two(form, code, words.BESIDE_REASON.format(text=shorten(text, _LONGEST_QUOTE)))
    elif (
        is_open(text)
        or _says_other_answer(form, code, text)
        or (_is_number(cell.value) and cell.value and (_corrects(form, text) or _adds(form, code, text, explained)))
    ):
        where = words.WHERE_REASON.format(label=indicator.name)
        yield finding("remark", form.at(code), where=where, value=shorten(text, _LONGEST_QUOTE))


def _adds(form: _Form, code: str, text: str, explained: set[str]) -> bool:
    return form.cell(code).a1 not in explained and form.says_other(text)


def _corrects(form: _Form, text: str) -> bool:
    weight = weigh_words(text)
    return weight.corrects and bool(weight.numbers) and not form.figures.intersection(weight.numbers)


def _note(form: _Form) -> Iterator[Finding]:
    """Tell of a note that speaks of people beside zero or exhausted, or of others than the figures do."""
    text, admitted = form.cell(NOTE).value, form.cell(ADMITTED)
    if not isinstance(text, str) or NOTE not in form.asked:
        return
    if is_open(text):
        yield finding("remark", form.at(NOTE), where=words.WHERE_NOTE, value=shorten(text, _LONGEST_QUOTE))
    if admitted.value not in (None, 0):
        if _corrects(form, text) or form.says_other(text):
            yield finding("remark", form.at(NOTE), where=words.WHERE_NOTE, value=shorten(text, _LONGEST_QUOTE))
        return
    if not form.is_exhausted and admitted.value is None:
        return
    if not form.claimed(text, with_candidates=form.is_exhausted):
        return
    quoted = shorten(text, _LONGEST_QUOTE)
    if form.is_exhausted:
        about = {"other": form.asked[NOTE].name, "other_value": quoted, "label": form.asked[EXHAUSTED].name}
        yield finding("exhausted-unclear", form.at(NOTE), value=quoted, **about)
    else:
        yield _two(form, ADMITTED, words.BESIDE_NOTE.format(text=quoted))


def _two(form: _Form, code: str, second: str) -> Finding:
    shown = show(form.cell(code).value)
    about = {"label": form.asked[code].name, "value": shown, "first": shown, "second": second}
    return finding("value-ambiguous", form.at(code), **about)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
