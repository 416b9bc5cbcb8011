"""Reads the times that programs write into tables: Google's own form, ISO 8601, day or month first, 12 or 24 hours."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.text.fold import clean
from dangvien_xlsx.text.table import AFTERNOON, MORNING

_HALVES = "|".join(re.escape(half) for half in (*MORNING, *AFTERNOON))
_WRITTEN = pattern(
    rf"""(?P<a>\d{{1,4}})(?P<sign>[-/.])(?P<b>\d{{1,2}})(?P=sign)(?P<c>\d{{1,4}})
    (?:(?:,?\s+|T)(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d+)?)?
    (?:\s*(?P<half>{_HALVES}))?
    (?:\s*(?P<zone>Z|(?:GMT|UTC)?\s*(?:[+-]\d{{1,2}}(?::?\d{{2}})?)?))?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFSET = pattern(r"([+-])(\d{1,2}):?(\d{2})?")


def is_day_first(texts: Iterable[str]) -> bool:
    """Tell whether a column of times writes the day before the month, as Vietnamese do, or the month, as Americans.

    Args:
        texts: As typed. Only a time that can be nothing else shows that the month comes first, and only if none shows
            that the day does: what contradicts the choice is then a time that nobody can read.
    """
    found = [match for text in texts if (match := _WRITTEN.fullmatch(clean(text))) and len(match["a"]) < 4]
    return not any(int(match["b"]) > 12 for match in found) or any(int(match["a"]) > 12 for match in found)


def moment_in(text: str, *, day_first: bool) -> datetime | None:
    """Return the time that a text names, nothing where it names none; without a zone it is Vietnam's.

    Args:
        text: As typed: ``2023/06/28 9:15:02 AM GMT+7``, ``28/06/2023 09:15:02``.
        day_first: Whether 06/07/2023 is the sixth of July.
    """
    found = _WRITTEN.fullmatch(clean(text))
    if not found:
        return None
    year, month, day = (int(found[name]) for name in ("a", "b", "c"))
    if len(found["a"]) < 4:
        year, day = day, year
        if len(found["c"]) != 4:
            return None
        if not day_first:
            day, month = month, day
    try:
        moment = datetime(year, month, day, _hour(found), int(found["minute"] or 0), int(found["second"] or 0))
        return moment.replace(tzinfo=_zone(found["zone"] or ""))
    except ValueError:
        return None


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"] or 0), (found["half"] or "").upper()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(found[0])
    return hour % 12 + 12 * (half in AFTERNOON)


def _zone(written: str) -> timezone:
    if not written:
        return VIETNAM
    offset = _OFFSET.search(written)
    if not offset:  # "GMT", "UTC" or "Z" alone
        return timezone(timedelta())
    span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(span if offset[1] == "+" else -span)
