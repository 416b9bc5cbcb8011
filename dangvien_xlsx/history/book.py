"""The book of periods: one SQLite file, read whole and checked, written in one transaction.

SQLite notices a torn page but not a changed letter, so each period carries the digest of its rows.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from dangvien_xlsx.history.door import Made, mind_whose, opened, prepare
from dangvien_xlsx.history.rows import digest_of_rows
from dangvien_xlsx.history.series import series_of_past
from dangvien_xlsx.model.history import Figure, PastFigure, PastFile, PastIndicator, PastPeriod, PastUnit
from dangvien_xlsx.received.limits import LARGEST_HASHED
from dangvien_xlsx.text.periods import day_in

APPLICATION, VERSION = 0x44564B59, 1
"""Written into the file's header: whose it is, and the shape of its tables."""
_WAIT_SECONDS = 2.0
_KEY = ("series_key", "period")
_UNIT = PastUnit._fields[:-1]
_PERIOD = tuple(name for name in PastPeriod._fields if name not in ("code", "indicators", "units", "files"))
_TABLES: dict[str, tuple[str, ...]] = {
    "period": (*_KEY, *_PERIOD, "digest"),
    "indicator": (*_KEY, "row", *PastIndicator._fields),
    "unit": (*_KEY, "row", *_UNIT),
    "figure": (*_KEY, "unit", "row", *PastFigure._fields),
    "file": (*_KEY, "row", *PastFile._fields),
}
_SORTED = {"period": "1, 2", "indicator": "1, 2, 3", "unit": "1, 2, 3", "figure": "1, 2, 3, 4", "file": "1, 2, 3"}
_Cells = tuple[Figure, ...]


class Key(NamedTuple):
    """What names a period in the book."""

    series: str
    code: str


def key_of(period: PastPeriod) -> Key:
    """Return what names a period in the book."""
    return Key(series_of_past(period).key, period.code)


class Sound(NamedTuple):
    """What is sound of a book: its periods, by series and days; whether that is all of it; each one's digest."""

    periods: tuple[PastPeriod, ...]
    is_whole: bool
    digests: tuple[str, ...] = ()


def read_book(location: str) -> Sound:
    """Read a book; it is opened for reading only, so it may lie where nobody can write.

    Args:
        location: Its path.

    Returns:
        The periods whose rows are as they were written.

    Raises:
        DamagedBookError: It is no book of ours, or so damaged that nothing can be told.
        LockedBookError: Another program holds it.
    """
    with _opened(location, "ro") as connection:
        return _read(connection)


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
    with _opened(location, "rwc") as connection:
        # What is not committed when the connection is closed has never been.
        connection.execute("BEGIN IMMEDIATE")
        prepare(connection, _ours())
        if anew:
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
        for period in periods:
            _put(connection, period)
        connection.execute("COMMIT")


def dump(location: str) -> list[str]:
    """Return every row of a book as text, sorted: two books with the same dump say the same.

    Raises:
        DamagedBookError: It is no book of ours, or damaged.
        LockedBookError: Another program holds it.
    """
    with _opened(location, "ro") as connection:
        return sorted(
            repr((table, *row))
            for table in _TABLES
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608  our own names
        )


def _opened(location: str, mode: str) -> AbstractContextManager[sqlite3.Connection]:
    return opened(location, mode, LARGEST_HASHED, _WAIT_SECONDS)


def _made(table: str) -> str:
    columns = _TABLES[table]
    key = ", ".join(columns[: 4 if table == "figure" else 2 if table == "period" else 3])
    return f"CREATE TABLE {table} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"


def _ours() -> Made:
    return Made(APPLICATION, VERSION, tuple(map(_made, _TABLES)))


def _put(connection: sqlite3.Connection, period: PastPeriod) -> None:
    key = key_of(period)
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE series_key = ? AND period = ?", key)  # noqa: S608
    told = period._asdict() | {"start": period.start.isoformat(), "end": period.end.isoformat()}
    told["is_missing"] = int(period.is_missing)
    _insert(connection, "period", [(*key, *(told[name] for name in _PERIOD), digest_of_rows(period))])
    _insert(connection, "indicator", [(*key, row, *item) for row, item in enumerate(period.indicators)])
    _insert(connection, "unit", [(*key, row, *unit[:-1]) for row, unit in enumerate(period.units)])
    _insert(connection, "file", [(*key, row, *item) for row, item in enumerate(period.files)])
    figures = [(*key, unit.code, row, *figure) for unit in period.units for row, figure in enumerate(unit.figures)]
    _insert(connection, "figure", figures)


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[_Cells]) -> None:
    places = ", ".join("?" * len(_TABLES[table]))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


def _read(connection: sqlite3.Connection) -> Sound:
    mind_whose(connection, _ours())
    rows: dict[str, dict[_Cells, list[_Cells]]] = {}
    for table, order in _SORTED.items():
        gathered = rows[table] = {}
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
            gathered.setdefault(row[:2], []).append(row[2:])
    periods: list[tuple[PastPeriod, str]] = []
    # A page that is lost can take whole periods with it, or leave their rows behind.
    is_whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    is_whole &= all(gathered.keys() <= rows["period"].keys() for gathered in rows.values())
    for key, (about, *_) in rows["period"].items():
        try:
            period = _period(key, about, rows)
        except (ValueError, TypeError, IndexError):
            period = None
        if period and (digest := digest_of_rows(period)) == about[-1] and key_of(period) == key:
            periods.append((period, digest))
        else:
            is_whole = False
    periods.sort(key=lambda found: (key_of(found[0]).series, found[0].start, found[0].end, found[0].code))
    return Sound(tuple(item for item, _ in periods), is_whole, tuple(digest for _, digest in periods))


def _period(key: _Cells, about: _Cells, rows: dict[str, dict[_Cells, list[_Cells]]]) -> PastPeriod:
    told = dict(zip(_PERIOD, about, strict=False))
    start, end = day_in(str(told.pop("start"))), day_in(str(told.pop("end")))
    if start is None or end is None:
        raise ValueError(str(key))
    figures: dict[Figure, list[PastFigure]] = {}
    for unit, _, *figure in rows["figure"].get(key, []):
        figures.setdefault(unit, []).append(PastFigure(*figure))  # type: ignore[arg-type]
    told["is_missing"] = bool(told["is_missing"])
    return PastPeriod(
        **told,  # type: ignore[arg-type]
        code=str(key[1]),
        start=start,
        end=end,
        indicators=tuple(PastIndicator(*row[1:]) for row in rows["indicator"].get(key, [])),  # type: ignore[arg-type]
        units=tuple(
            PastUnit(*row[1:])._replace(figures=tuple(figures.get(row[1], ())))  # type: ignore[arg-type]
            for row in rows["unit"].get(key, [])
        ),
        files=tuple(PastFile(*row[1:]) for row in rows["file"].get(key, [])),  # type: ignore[arg-type]
    )
