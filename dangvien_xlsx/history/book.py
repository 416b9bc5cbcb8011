"""The book of periods: one SQLite file, read whole and checked, written in one transaction.

SQLite notices a torn page but not a changed letter, so each period carries the digest of its rows.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import NamedTuple

from dangvien_xlsx.history.door import Made, opened, prepare
from dangvien_xlsx.history.rows import digest_of_rows
from dangvien_xlsx.history.series import series_of_past
from dangvien_xlsx.model.errors import LockedBookError
from dangvien_xlsx.model.history import Figure, PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.received.limits import LARGEST_HASHED

APPLICATION, VERSION = 0x44564B59, 1
"""Written into the file's header: whose it is, and the shape of its tables."""
_WAIT_SECONDS = 2.0
_KEY = ("series_key", "period")
UNIT = PastUnit._fields[:-1]
PERIOD = tuple(name for name in PastPeriod._fields if name not in ("code", "indicators", "units", "files"))
TABLES: dict[str, tuple[str, ...]] = {
    "period": (*_KEY, *PERIOD, "digest"),
    "indicator": (*_KEY, "row", *PastIndicator._fields),
    "unit": (*_KEY, "row", *UNIT),
    "figure": (*_KEY, "unit", "row", *PastFigure._fields),
    "file": (*_KEY, "row", *PastFile._fields),
}
Cells = tuple[Figure, ...]


class Key(NamedTuple):
    """What names a period in the book."""

    series: str
    code: str


def key_of(period: PastPeriod) -> Key:
    """Return what names a period in the book."""
    return Key(series_of_past(period).key, period.code)


def write_book(location: str, periods: Iterable[PastPeriod], *, anew: bool = False) -> None:
    """Put periods into a book, made if it is not there, in one transaction: all of them or none.

    Args:
        location: Its path.
        periods: They take the place of those of the same series and code.
        anew: Whether nothing else remains in it.

    Raises:
        DamagedBookError: What lies there is no book of ours, or damaged.
        LockedBookError: Another program holds it, or it cannot be written.
    """
    with opened_book(location, "rwc") as connection:
        # What is not committed when the connection is closed has never been.
        connection.execute("BEGIN IMMEDIATE")
        prepare(connection, ours())
        if anew:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
        try:
            for period in periods:
                _put(connection, period)
        except OverflowError as error:  # of what is to be written: the book itself is sound
            raise LockedBookError(str(error)) from error
        connection.execute("COMMIT")


def dump(location: str) -> list[str]:
    """Return every row of a book as text, sorted: two books with the same dump say the same.

    Raises:
        DamagedBookError: It is no book of ours, or damaged.
        LockedBookError: Another program holds it.
    """
    with opened_book(location, "ro") as connection:
        return sorted(
            repr((table, *row))
            for table in TABLES
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608  our own names
        )


def opened_book(location: str, mode: str) -> AbstractContextManager[sqlite3.Connection]:
    """Open a book, ``ro`` or ``rwc``; raises as ``read_book`` and ``write_book`` say."""
    return opened(location, mode, LARGEST_HASHED, _WAIT_SECONDS)


def _made(table: str) -> str:
    columns = TABLES[table]
    key = ", ".join(columns[: 4 if table == "figure" else 2 if table == "period" else 3])
    return f"CREATE TABLE {table} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"


def ours() -> Made:
    """Return what a book says of itself."""
    return Made(APPLICATION, VERSION, tuple(map(_made, TABLES)))


def _put(connection: sqlite3.Connection, period: PastPeriod) -> None:
    key = key_of(period)
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE series_key = ? AND period = ?", key)  # noqa: S608
    told = period._asdict() | {"start": period.start.isoformat(), "end": period.end.isoformat()}
    told["is_missing"] = int(period.is_missing)
    _insert(connection, "period", [(*key, *(told[name] for name in PERIOD), digest_of_rows(period))])
    _insert(connection, "indicator", ((*key, row, *item) for row, item in enumerate(period.indicators)))
    _insert(connection, "unit", ((*key, row, *unit[:-1]) for row, unit in enumerate(period.units)))
    _insert(connection, "file", ((*key, row, *item) for row, item in enumerate(period.files)))
    figures = ((*key, unit.code, row, *figure) for unit in period.units for row, figure in enumerate(unit.figures))
    _insert(connection, "figure", figures)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Cells]) -> None:
    places = ", ".join("?" * len(TABLES[table]))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
