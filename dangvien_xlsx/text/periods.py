"""The period that is printed on a form, read from the words in which offices name their periods."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.text.fold import fold


class Months(NamedTuple):
    """A run of months, both included, each as a count of months since year 0."""

    first: int
    last: int


_MONTH = r"(?:tháng\s*)?(\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*((?:19|20)\d{2})"
_RANGE = pattern(
    rf"(?:tháng\s*)?(?<![\d/.])(\d{{1,2}})(?:\s*(?:/|\.|năm)\s*((?:19|20)\d{{2}}))?\s*(?:đến|tới|-|–|—)\s*(?:hết\s*)?{_MONTH}"
)
_FIRST_DAY = pattern(
    r"(?<![\d/.])(?:ngày\s*)?\d{1,2}\s?[/.-]\s?(\d{1,2})\s*(?:đến|tới|-|–|—)\s*(?:hết\s*)?(?:ngày\s*)?\d{1,2}"
    r"([/.-]\d{1,2}[/.-](?:19|20)\d{2})\b"
)
"""Two days of which only the last has its year: "từ 01/01 đến hết 30/6/2023"; it is the first one's too."""
_DAY_IN_WORDS = pattern(r"\bngày\s*\d{1,2}\s*(?=tháng)")
_DAYS = pattern(r"(?:ngày\s*)?\b\d{1,2}[/.-](\d{1,2}[/.-](?:19|20)\d{2})\b")
_HALF = pattern(r"\b(6|sáu|9|chín)\s*tháng\s*(đầu|cuối)?\s*(?:của\s*)?năm\s*((?:19|20)\d{2})")
_QUARTER = pattern(r"\bquý\s*(iv|iii|ii|i|[1-4])\b\s*(?:/|-|,|năm)*\s*((?:19|20)\d{2})")
_SINGLE = pattern(rf"(?<![\d/.])\b{_MONTH}")
_YEAR = pattern(r"\b(?:cả\s*)?năm\s*((?:19|20)\d{2})")
_HALF_SPOKEN, _FIRST_PART, _LAST_PART = "{months} tháng {which} năm {year}", "đầu", "cuối"
_QUARTER_SPOKEN, _YEAR_SPOKEN = "quý {quarter} năm {year}", "năm {year}"
_ROMANS = ("I", "II", "III", "IV")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def periods_in(text: str) -> tuple[Months, ...]:
    """Return the different periods that a line names, in their order.

    Args:
        text: A printed line: "từ tháng 01/2023 đến 6/2023", "quý II năm 2023", "6 tháng đầu năm 2023".
    """
    left = _FIRST_DAY.sub(lambda match: f"{match[1]} đến {match[2][1:]}", _DAY_IN_WORDS.sub("", fold(text)))
    left = _DAYS.sub(r"\1", left)
    found: list[Months] = []

    for written, read in _READERS:
        found += [read(match) for match in written.finditer(left)]
        # What one has read is no month or year for the next.
        left = written.sub(" ; ", left)
    sound = [run for run in found if run.first <= run.last]
    return tuple(dict.fromkeys(sound))


_DAY_OF_LETTER = pattern(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
"""A letter's date and "tính đến 30/6/2023" name a day, not the table's period."""


def without_days(text: str) -> str:
    """Return a line folded, the days in it left out: what is left may name a period."""
    return _DAY_OF_LETTER.sub(" ; ", fold(text))


def months_of(period: Period) -> Months:
    """Return a period as months."""
    return Months(_count(period.start.year, period.start.month), _count(period.end.year, period.end.month))


@lru_cache(maxsize=256)
def names_period(text: str, period: Period) -> bool | None:
    """Tell whether a printed line names a period: it does, it names another, or nobody can say.

    All forms of a period print the same line, so what it says is kept.

    Args:
        text: As printed; blank where nothing is.
        period: The one that is expected, with the words by which its office names it.
    """
    named = periods_in(text)
    if len(named) <= 1 and period.name and fold(period.name) in fold(text):
        return True
    return named[0] == months_of(period) if len(named) == 1 else None


def names_other(text: str, period: Period) -> bool:
    """Tell whether a printed line names months that are not the period's; a longer run that holds them is none.

    Args:
        text: As printed over a table: a table of the year 2022 may hold the period from July to December.
        period: The one that is expected.
    """
    named, run = periods_in(text), months_of(period)
    holds = any(each.first <= run.first and run.last <= each.last for each in named)
    return names_period(text, period) is False and not holds


def is_told(period: Period) -> bool:
    """Tell whether a period's own name can be read, so that a form without it is odd."""
    return len(periods_in(period.name)) == 1


def spoken(period: Period) -> str:
    """Return a period as people call it: ``6 tháng đầu năm 2026``; by its own name where it has no other."""
    named, run = periods_in(period.name), months_of(period)
    if named and named != (run,):
        return period.name  # the office means something else by it than its months
    year, first0 = divmod(run.first, 12)
    length = run.last - run.first + 1
    if length in (6, 9) and first0 in (0, 12 - length):
        return _HALF_SPOKEN.format(months=length, which=_FIRST_PART if first0 == 0 else _LAST_PART, year=year)
    if length == 3 and first0 % 3 == 0:
        return _QUARTER_SPOKEN.format(quarter=_ROMANS[first0 // 3], year=year)
    if length == 12 and first0 == 0:
        return _YEAR_SPOKEN.format(year=year)
    return period.name


def _count(year: int, month: int) -> int:
    return year * 12 + month - 1


def _range(match: re.Match[str]) -> Months:
    month, year, last_month, last_year = match.groups()
    return Months(_count(int(year or last_year), int(month)), _count(int(last_year), int(last_month)))


def _half(match: re.Match[str]) -> Months:
    length = 9 if match[1] in ("9", "chín") else 6
    first = 12 - length if match[2] == "cuối" else 0
    start = _count(int(match[3]), 1) + first
    return Months(start, start + length - 1)


def _quarter(match: re.Match[str]) -> Months:
    quarter = _ROMAN.get(match[1]) or int(match[1])
    start = _count(int(match[2]), quarter * 3 - 2)
    return Months(start, start + 2)


def _single(match: re.Match[str]) -> Months:
    month = _count(int(match[2]), int(match[1]))
    return Months(month, month)


def _year(match: re.Match[str]) -> Months:
    return Months(_count(int(match[1]), 1), _count(int(match[1]), 12))


_READERS = ((_RANGE, _range), (_HALF, _half), (_QUARTER, _quarter), (_SINGLE, _single), (_YEAR, _year))
"""From what says most to what says least."""

_DAY = pattern(
    r"(?<![\d/.])(?:(?P<day>\d{1,2})\s?(?:[/.\-\s]|tháng)\s?(?P<month>\d{1,2})\s?(?:[/.\-\s]|,?\s?năm)\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}))(?![\d/])"
)
_HOUR = pattern(r"\b\d{1,2}\s?(?:h|giờ|:)\s?(?:\d{2})?\b")


def day_in(text: str) -> date | None:
    """Return the one day that a text names: ``1/7/2023``, ``01.07.23``, ``2023-07-01``, "sáng ngày 1 tháng 7 năm 2023".

    None where it names none or several, or where other numbers stand beside it than an hour.
    """
    folded = _HOUR.sub(" ; ", fold(text))
    found = list(_DAY.finditer(folded))
    if len(found) != 1 or any(letter.isdigit() for letter in _DAY.sub("", folded)):
        return None
    match = found[0]
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        day, month, year = (int(match[part]) for part in ("day", "month", "year"))
        year += 2000 if len(match["year"]) == 2 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None
