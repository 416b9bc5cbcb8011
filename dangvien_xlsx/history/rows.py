"""A period of the book as plain rows: for the record beside the summary, for the book, for digests."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from dangvien_xlsx.model.history import PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.model.submission import State

_AT_A_TIME = 500
"""Rows that become text together."""


class Lists(NamedTuple):
    """What a period has many of."""

    indicators: Iterable[PastIndicator]
    units: Iterable[PastUnit]
    files: Iterable[PastFile]


def json_of(period: PastPeriod, lists: Lists | None = None, *, is_sorted: bool = False) -> Iterator[str]:
    """Yield the pieces of a period as JSON, in one line: that of fifty thousand units has 33 million letters.

    Args:
        period: The period.
        lists: Taken instead of its own.
        is_sorted: Whether its fields stand in the order of the alphabet, with blanks between, as digests have them.
    """
    plain = period._asdict() | {"start": period.start.isoformat(), "end": period.end.isoformat()}
    many = lists or Lists(period.indicators, period.units, period.files)
    units = ([*unit[:-1], list(map(list, unit.figures))] for unit in many.units)
    told = {"indicators": map(list, many.indicators), "units": units, "files": map(list, many.files)}
    comma, colon = separators = (", ", ": ") if is_sorted else (",", ":")
    dumps = partial(json.dumps, ensure_ascii=False, separators=separators)
    before = "{"
    for name in sorted(plain) if is_sorted else plain:
        yield f"{before}{dumps(name)}{colon}"
        before = comma
        if name not in told:
            yield dumps(plain[name])
            continue
        start, rows = "[", iter(told[name])
        while some := list(islice(rows, _AT_A_TIME)):
            yield f"{start}{dumps(some)[1:-1]}"
            start = comma
        yield "[]" if start == "[" else "]"
    yield "}"


def from_rows(read: Mapping[str, Any]) -> PastPeriod:
    """Return the period that ``json_of`` was made of.

    Raises:
        ValueError: It is no such thing, or not a whole one.
    """
    try:
        plain = {name: value for name, value in read.items() if name not in (*Lists._fields, "start", "end")}
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
    _mind_texts(period, {"start", "end", "target", "before", "is_missing", *Lists._fields})
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


def digest_of_rows(period: PastPeriod, lists: Lists | None = None) -> str:
    """Return the SHA-256 of all that the book holds of a period, its own mark of a missing folder left out.

    Args:
        period: The period.
        lists: Taken instead of its own.
    """
    digest = hashlib.sha256()
    for piece in json_of(period._replace(is_missing=False), lists, is_sorted=True):
        digest.update(piece.encode("utf-8", "replace"))
    return digest.hexdigest()
