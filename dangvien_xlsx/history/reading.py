"""Reads the book of periods: each period is checked by the digest of its rows, in bounded memory."""

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from dangvien_xlsx.history.book import PERIOD, TABLES, UNIT, Cells, Key, key_of, opened_book, ours
from dangvien_xlsx.history.door import mind_whose
from dangvien_xlsx.history.rows import Lists, digest_of_rows
from dangvien_xlsx.model.history import PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.text.periods import day_in


class Marks(NamedTuple):
    """What tells one state of a period in the book from another: the digest of its rows, and the mark beside them."""

    folder: str
    digest: str
    is_missing: bool


class Sound(NamedTuple):
    """What is sound of a book: its periods, by series and days; whether that is all of it; the marks of each.

    ``left_out``: one that is sound as well and was only looked at; without its indicators, units and files.
    """

    periods: tuple[PastPeriod, ...]
    is_whole: bool
    marks: Mapping[Key, Marks] = MappingProxyType({})
    left_out: PastPeriod | None = None


def read_book(location: str, but: str = "") -> Sound:
    """Read a book; it is opened for reading only, so it may lie where nobody can write.

    Args:
        location: Its path.
        but: The way to the workspace whose last period is only looked at: who consolidates it makes it anew, and the
            rows of fifty thousand units take 300 MB.

    Returns:
        The periods whose rows are as they were written.

    Raises:
        DamagedBookError: It is no book of ours, or so damaged that nothing can be told.
        LockedBookError: Another program holds it.
    """
    with opened_book(location, "ro") as connection:
        return _read(connection, but)


def _read(connection: sqlite3.Connection, but: str) -> Sound:
    mind_whose(connection, ours())
    # A page that is lost can take whole periods with it, or leave their rows behind.
    is_whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    found = {row[:2]: row[2:] for row in connection.execute("SELECT * FROM period ORDER BY 1, 2")}
    is_whole &= all(found.keys() >= set(_keys_in(connection, table)) for table in TABLES)
    heads: dict[Cells, PastPeriod] = {}
    for key, about in found.items():
        try:
            heads[key] = _head(key, about)
        except (ValueError, TypeError, IndexError):
            is_whole = False
    last = max((head for head in heads.values() if but and head.folder == but), key=_order, default=None)
    periods: list[PastPeriod] = []
    marks: dict[Key, Marks] = {}
    left_out = None
    for key, head in heads.items():
        period, lists = head, _lists(connection, key)
        try:
            if head is last:
                digest = digest_of_rows(head, lists)
            else:
                period = _whole(head, lists)
                digest = digest_of_rows(period)
            is_sound = digest == found[key][-1] and key_of(head) == key
        except (ValueError, TypeError, IndexError):
            is_sound = False
        if not is_sound:
            is_whole = False
            continue
        marks[key_of(head)] = Marks(head.folder, digest, head.is_missing)
        if head is last:
            left_out = head
        else:
            periods.append(period)
    return Sound(tuple(sorted(periods, key=_order)), is_whole, marks, left_out)


def _order(period: PastPeriod) -> tuple[Any, ...]:
    return (key_of(period).series, period.start, period.end, period.code)


def _keys_in(connection: sqlite3.Connection, table: str) -> Iterator[Cells]:
    """Yield the keys of the periods of which a table has rows: one look a period, and not one a row."""
    select = f"SELECT series_key, period FROM {table}"  # noqa: S608  our own names
    key = connection.execute(f"{select} ORDER BY 1, 2 LIMIT 1").fetchone()
    while key:
        yield key
        after = "WHERE (series_key, period) > (?, ?) ORDER BY 1, 2 LIMIT 1"
        key = connection.execute(f"{select} {after}", key).fetchone()


def _head(key: Cells, about: Cells) -> PastPeriod:
    told = dict(zip(PERIOD, about, strict=False))
    start, end = day_in(str(told.pop("start"))), day_in(str(told.pop("end")))
    if start is None or end is None:
        raise ValueError(str(key))
    told["is_missing"] = bool(told["is_missing"])
    return PastPeriod(**told, code=str(key[1]), start=start, end=end)  # type: ignore[arg-type]


def _whole(head: PastPeriod, lists: Lists) -> PastPeriod:
    return head._replace(indicators=tuple(lists.indicators), units=tuple(lists.units), files=tuple(lists.files))


def _lists(connection: sqlite3.Connection, key: Cells) -> Lists:
    def rows(table: str, fields: tuple[str, ...], of: str = "", more: Cells = ()) -> Iterator[Cells]:
        where = f"series_key = ? AND period = ?{of} ORDER BY row"
        return connection.execute(f"SELECT {', '.join(fields)} FROM {table} WHERE {where}", (*key, *more))  # noqa: S608

    def units() -> Iterator[PastUnit]:
        for row in rows("unit", UNIT):
            figures = rows("figure", PastFigure._fields, " AND unit = ?", row[:1])
            yield PastUnit._make((*row, tuple(map(PastFigure._make, figures))))

    return Lists(
        map(PastIndicator._make, rows("indicator", PastIndicator._fields)),
        units(),
        map(PastFile._make, rows("file", PastFile._fields)),
    )
