"""Dates of a workbook: numbers that a format shows as days and hours, read as calamine reads them."""

from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from dangvien_xlsx.model.submission import Value

_EPOCH = datetime(1899, 12, 30)
_DAYS_TO_1904 = 1462
_LAST_DAY = 2_958_466
"""The day after 31/12/9999, the last that Excel shows."""
_LONGEST_SPAN = 10**8
_BUILT_IN = {*range(14, 23), 45, 47}
_BUILT_IN_SPAN = 46
_LETTERS = frozenset("dmhysDMHYS")


class Moment(Enum):
    """What a number format makes of a number: a plain one, a day with or without an hour, or a span of hours."""

    NUMBER = "number"
    DAY = "day"
    SPAN = "span"


def built_in_moment(format_id: int) -> Moment:
    """Return what one of Excel's own formats makes of a number."""
    if format_id == _BUILT_IN_SPAN:
        return Moment.SPAN
    return Moment.DAY if format_id in _BUILT_IN else Moment.NUMBER


@lru_cache(maxsize=1024)
def moment_of(code: str) -> Moment:
    """Return what a format's code makes of a number, by its first section, without what is quoted or escaped."""
    is_escaped = is_quoted = False
    bracket = ""
    in_bracket = False
    for letter in code[:255]:
        if is_escaped:
            is_escaped = False
        elif letter == '"':
            is_quoted = not is_quoted
        elif is_quoted:
            continue
        elif letter in "_\\":
            is_escaped = True
        elif letter == ";":
            break
        elif letter == "[":
            in_bracket, bracket = True, ""
        elif letter == "]":
            in_bracket = False
            if bracket and set(bracket.lower()) in ({"h"}, {"m"}, {"s"}):
                return Moment.SPAN
        elif in_bracket:
            bracket += letter
        elif letter in _LETTERS:
            return Moment.DAY
    return Moment.NUMBER


def as_moment(number: float, moment: Moment, *, is_1904: bool = False) -> Value:
    """Return what a number means under such a format; the number itself where it is no day.

    Args:
        number: Days since the epoch of the workbook.
        moment: What the format makes of it.
        is_1904: Whether days count from 1904, as in workbooks of old Macs.
    """
    if moment is Moment.NUMBER or not 0 <= number < (_LONGEST_SPAN if moment is Moment.SPAN else _LAST_DAY):
        return number
    if moment is Moment.SPAN:
        return str(timedelta(milliseconds=round(number * 86_400_000)))
    days = number + _DAYS_TO_1904 if is_1904 else float(number)
    # Excel keeps the 29/02/1900 of Lotus 1-2-3, which never was: days before it are one off.
    shift = 0 if days >= 60 else 1
    when = _EPOCH + timedelta(milliseconds=round((days + shift) * 86_400_000))
    if number < 1:
        return str(when.time())
    return date(when.year, when.month, when.day) if number == int(number) else when
