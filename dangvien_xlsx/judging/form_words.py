"""Weighs words that may be of another period: of a form's head, over our own words, in the mail that brought it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import NOTE
from dangvien_xlsx.model.submission import CellValue, ReceivedFile, Remark, Submission, Value
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold
from dangvien_xlsx.text.names import shorten, show
from dangvien_xlsx.text.other_periods import another_period, ends_otherwise
from dangvien_xlsx.text.periods import day_in
from dangvien_xlsx.text.weighing import weigh_words

_LONGEST_QUOTE = 200
_FIRST_DAY = date(1899, 12, 30)
_FIRST_NUMBER, _LAST_NUMBER = 20_000, 100_000
"""Days of this century and the last as Excel counts them."""
_MOST_DAYS = 45
"""A deadline may be put off; one further away than this, or than the period is long, is that of another period."""
_LEAST_LEFT = 3


def words_told(
    file: ReceivedFile, submission: Submission, place: Mapping[str, str], catalogue: Catalogue
) -> list[Finding]:
    """Return what must be told of the words in a form that may speak of another period, or of figures in its head.

    Args:
        file: With what its mail says.
        submission: The form.
        place: The file and the sheet.
        catalogue: Knows the period and the office's own words.
    """
    remarks = submission.remarks
    if submission.printed_period:
        remarks = (Remark(submission.printed_period, submission.period_cell, is_printed=True, is_head=True), *remarks)
    told = [*_deadline(submission, place, catalogue)]
    for remark in remarks:
        told += _remark(remark, place, catalogue)
    told += _until(submission, place, catalogue)
    return [*told, *_mail(file, place, catalogue)]


def _mail(file: ReceivedFile, place: Mapping[str, str], catalogue: Catalogue) -> Iterator[Finding]:
    """Tell of a mail that says it brings the figures of another period, unless it names the right one as well."""
    said = "\n".join(text for text in (file.subject, file.said) if text)
    if said and another_period(said, catalogue.period):
        quoted = shorten(" ".join(said.split()), _LONGEST_QUOTE)
        about = {"where": words.MAIL_SAYS, "value": quoted, "expected": catalogue.period.name}
        yield finding("period-doubt", {key: value for key, value in place.items() if key != "cell"}, **about)


def _remark(remark: Remark, place: Mapping[str, str], catalogue: Catalogue) -> Iterator[Finding]:
    where = dict(place) | {"cell": remark.cell}
    if remark.is_head and is_own_head(remark.text, catalogue):
        return
    quoted = shorten(remark.text, _LONGEST_QUOTE)
    if another_period(remark.text, catalogue.period, is_printed=remark.is_printed):
        shown = words.AT_CELL.format(cell=remark.cell, text=quoted) if remark.cell else quoted
        yield finding("period-doubt", where, where=words.FORM_PRINTS, value=shown, expected=catalogue.period.name)
    elif remark.is_head and remark.cell and weigh_words(remark.text).matters:
        yield finding("remark", where, where=words.WHERE_CELL.format(cell=remark.cell), value=quoted)


def _until(submission: Submission, place: Mapping[str, str], catalogue: Catalogue) -> Iterator[Finding]:
    """Tell of a note or a reason by which the figures stop before the period does, or are those of a part of it."""
    note = submission.values.get(NOTE, CellValue(None))
    values = submission.values
    reasons = ((values[code].a1, text) for code, text in submission.reasons.items() if code in values)
    for cell, text in ((note.a1, note.value), *reasons):
        if isinstance(text, str) and ends_otherwise(text, catalogue.period):
            quoted = shorten(text, _LONGEST_QUOTE)
            shown = words.AT_CELL.format(cell=cell, text=quoted) if cell else quoted
            about = {"where": words.FORM_PRINTS, "value": shown, "expected": catalogue.period.name}
            yield finding("period-doubt", dict(place) | {"cell": cell}, **about)


def is_own_head(text: str, catalogue: Catalogue) -> bool:
    """Tell whether a line of a letterhead is the office's own."""
    office = catalogue.office
    own = (office.superior, office.name, f"{office.title} {catalogue.period.name}")
    return text in own or fold(text) in map(fold, own)


def _deadline(submission: Submission, place: Mapping[str, str], catalogue: Catalogue) -> Iterator[Finding]:
    """Compare the printed deadline with the office's: that of another year or quarter is of another period's form."""
    due, period = submission.deadline, catalogue.period
    if due.value is None:
        return
    day = _day(due.value)
    expected = period.deadline or period.end
    length = (period.end - period.start).days
    is_other = day is not None and abs(day - expected) > timedelta(days=min(_MOST_DAYS, length - _LEAST_LEFT))
    if isinstance(due.value, str) and day is None:
        is_other = another_period(due.value, period, is_printed=True)
    if is_other:
        shown = words.AT_DEADLINE.format(cell=due.a1, text=shorten(show(due.value), _LONGEST_QUOTE))
        yield finding(
            "period-doubt", dict(place) | {"cell": due.a1}, where=words.FORM_PRINTS, value=shown, expected=period.name
        )


def _day(value: Value) -> date | None:
    """Return the day that a cell names; as a number it is counted from where Excel begins."""
    if isinstance(value, str):
        return day_in(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and _FIRST_NUMBER <= value < _LAST_NUMBER:
        return _FIRST_DAY + timedelta(days=int(value))
    return None
