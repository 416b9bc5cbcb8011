"""A period of the book as plain rows: for the record beside the summary, for the book, for digests."""

import hashlib
import json
from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from dangvien_xlsx.model.history import PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.model.submission import State

_LISTS = ("indicators", "units", "files")


def as_rows(period: PastPeriod) -> dict[str, Any]:
    """Return a period as JSON has it."""
    return {
        **period._asdict(),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "indicators": [list(item) for item in period.indicators],
        "units": [[*unit[:-1], [list(figure) for figure in unit.figures]] for unit in period.units],
        "files": [list(item) for item in period.files],
    }


def from_rows(read: Mapping[str, Any]) -> PastPeriod:
    """Return the period that ``as_rows`` was made of.

    Raises:
        ValueError: It is no such thing, or not a whole one.
    """
    try:
        plain = {name: value for name, value in read.items() if name not in (*_LISTS, "start", "end")}
        period = PastPeriod(
            **plain,
            start=date.fromisoformat(read["start"]),
            end=date.fromisoformat(read["end"]),
            indicators=tuple(PastIndicator(*item) for item in read["indicators"]),
            units=tuple(
                PastUnit(*item[:-1])._replace(figures=tuple(PastFigure(*figure) for figure in item[-1]))
                for item in read["units"]
            ),
            files=tuple(PastFile(*item) for item in read["files"]),
        )
        _mind_kinds(period)
        return period
    except (KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise ValueError(str(error)) from error


def _mind_kinds(period: PastPeriod) -> None:
    """Raise where a field holds what nobody writes there: it would be met far away, in the middle of a paper."""
    _mind_texts(period, {"start", "end", "target", "before", "is_missing", *_LISTS})
    for indicator in period.indicators:
        _mind_texts(indicator, set())
    for file in period.files:
        _mind_texts(file, set())
    for unit in period.units:
        _mind_texts(unit, {"target", "figures"})
        State(unit.state)
        for figure in unit.figures:
            _mind_texts(figure, {"value"})
            if not isinstance(figure.value, int | float | str | None):
                raise TypeError(figure.indicator)
    for number in (period.target, period.before, *(unit.target for unit in period.units)):
        if not isinstance(number, int | None):
            raise TypeError(str(number))


def _mind_texts(item: PastPeriod | PastIndicator | PastFile | PastUnit | PastFigure, others: Set[str]) -> None:
    for name, value in zip(item._fields, item, strict=True):
        if name not in others and not isinstance(value, str):
            raise TypeError(name)


def digest_of_rows(period: PastPeriod) -> str:
    """Return the SHA-256 of all that the book holds of a period, its own mark of a missing folder left out."""
    rows = as_rows(period._replace(is_missing=False))
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
