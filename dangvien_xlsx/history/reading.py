"""Reads the book of periods: each period is checked by the digest of its rows, in bounded memory."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

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

    ``left_out``: those that are sound as well and were only looked at; without their indicators, units and files.
    """

    periods: tuple[PastPeriod, ...]
    is_whole: bool
    marks: Mapping[Key, Marks] = MappingProxyType({})
    left_out: tuple[PastPeriod, ...] = ()


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

    def last_of(heads: Sequence[PastPeriod]) -> Sequence[PastPeriod]:
        there = [head for head in heads if but and head.folder == but]
        return sorted(there, key=lambda head: (head.end, head.start, head.code))[-1:]

    with opened_book(location, "ro") as connection:
        return _read(connection, last_of)


def look_at_book(location: str) -> Sound:
    """Look at all periods of a book, and leave out every one; raises as ``read_book``.

    Args:
        location: Its path.
    """
    with opened_book(location, "ro") as connection:
        return _read(connection, list)


def _read(connection: sqlite3.Connection, without: Callable[[Sequence[PastPeriod]], Sequence[PastPeriod]]) -> Sound:
    """Read a book.

    Args:
        connection: Opened for reading.
        without: Of the periods without their rows those that are only looked at.
    """
    # All of it as it stands at one moment: what another program writes meanwhile would look like damage.
    connection.execute("BEGIN")
    mind_whose(connection, ours())
    # A page that is lost can take whole periods with it, or leave their rows behind.
    is_whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    found = {row[:2]: row[2:] for row in connection.execute("SELECT * FROM period ORDER BY 1, 2")}
    is_whole &= all(found.keys() >= set(_keys_in(connection, table)) for table in TABLES)
    heads: dict[Cells, PastPeriod] = {}
    for key, about in found.items():
        with suppress(ValueError, TypeError, IndexError):
            heads[key] = _head(key, about)
    left_out = {id(head) for head in without(list(heads.values()))}
    marks: dict[Key, Marks] = {}
    sound: list[PastPeriod] = []
    for key, head in heads.items():
        with suppress(ValueError, TypeError, IndexError):
            lists = _lists(connection, key)
            period = head if id(head) in left_out else _whole(head, lists)
            digest = digest_of_rows(period, lists if period is head else None)
            if digest == found[key][-1] and key_of(head) == key:
                marks[key_of(head)] = Marks(head.folder, digest, head.is_missing)
                sound.append(period)
    sound.sort(key=lambda item: (key_of(item).series, item.start, item.end, item.code))
    read = tuple(item for item in sound if id(item) not in left_out)
    looked_at = tuple(item for item in sound if id(item) in left_out)
    return Sound(read, is_whole and len(sound) == len(found), marks, looked_at)


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
