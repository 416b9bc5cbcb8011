"""Sums and counts that are kept: the very rows that were counted last need not be counted again.

Counting is a few milliseconds of work for which pandas is loaded, and a second run of a period waits for nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.intake.kept_file import Count, checksum_of
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.plain import Plain, plain
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.result.figures import Figures, UnitRows

if TYPE_CHECKING:
    from sqlite3 import Connection


class _Sum(NamedTuple):
    group: str | None
    indicator: str
    number: int


class _Standing(NamedTuple):
    group: str | None
    state: State
    number: int


class _Told(NamedTuple):
    sums: tuple[_Sum, ...]
    states: tuple[_Standing, ...]


@cache
def _way() -> Plain:
    return plain(_Told)


def _adds_up(rows: UnitRows, sums: Mapping[tuple[str | None, str], int]) -> bool:
    """Tell whether totals are what the very rows come to: a total must never stand over others' figures."""
    counts = [code for code, kind in rows.kinds.items() if kind is Kind.INTEGER]
    return all(
        sums.get((None, code)) == sum(value for value in rows.values[code] if isinstance(value, int)) for code in counts
    )


class KeptCount:
    """The last count."""

    def __init__(self, known: Count | None, asked: bytes) -> None:
        """Prepare to recognise it.

        Args:
            known: As it is kept, if it is.
            asked: The digest of the program, and of what was asked of each file.
        """
        self._known, self._asked = known, asked
        self._new: Count | None = None

    def figures(self, rows: UnitRows) -> Figures | None:
        """Return what rows came to when they were counted before; nothing where they are others."""
        known = self._known
        if known is None or known.rows != self._digest(rows) or known.checksum != checksum_of(known.rows, known.text):
            return None
        try:
            told: _Told = _way().back(json.loads(known.text))
        except (ValueError, RecursionError):
            return None
        sums = {(each.group, each.indicator): each.number for each in told.sums}
        if not _adds_up(rows, sums):
            return None
        return Figures(sums, {(each.group, each.state): each.number for each in told.states}, rows.unasked)

    def note(self, rows: UnitRows, figures: Figures) -> None:
        """Take what rows came to, just counted."""
        told = _Told(
            tuple(_Sum(group, code, number) for (group, code), number in figures.sums.items()),
            tuple(_Standing(group, state, number) for (group, state), number in figures.states.items()),
        )
        digest, text = self._digest(rows), json.dumps(_way().plainly(told)).encode()
        self._new = Count(digest, text, checksum_of(digest, text))

    @property
    def is_changed(self) -> bool:
        """Whether there is one to be kept."""
        return self._new is not None

    def write(self, connection: "Connection") -> None:
        """Keep the new count in place of the old."""
        if self._new:
            connection.execute("DELETE FROM count")
            connection.execute("INSERT INTO count VALUES (?, ?, ?)", self._new)

    def _digest(self, rows: UnitRows) -> bytes:
        told = repr((*rows[:-1], sorted(rows.unasked, key=repr)))
        return hashlib.sha256(self._asked + told.encode("utf-8", "surrogatepass")).digest()
