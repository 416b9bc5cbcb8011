"""The door to every SQLite file of ours: a regular file of bounded size, made by us as it stands, or none at all."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.received.regular import open_regular

COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside one."""


class Made(NamedTuple):
    """What a file of ours says of itself.

    ``application`` and ``version`` stand in its header: whose it is, and the shape of its tables. ``tables``: the
    statements that made them, as SQLite keeps them.
    """

    application: int
    version: int
    tables: tuple[str, ...]


@contextmanager
def opened(location: str, mode: str, largest: int, wait_seconds: float) -> Iterator[sqlite3.Connection]:
    """Open a file; what SQLite says against it becomes one of two errors.

    Args:
        location: Its path.
        mode: ``ro`` to read it, ``rwc`` to write it, made if it is not there.
        largest: Bytes that it may have.
        wait_seconds: How long to wait for another program that holds it.

    Raises:
        DamagedBookError: It is damaged, or no file that we have made.
        LockedBookError: Another program holds it, or it cannot be reached or written.
    """
    path = location.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace("\\", "/")
    # Three slashes before a drive's letter, four before a share's server.
    start = "file://" if path.startswith("//") else "file:" if path.startswith("/") else "file:///"
    for ending in ("", *COMPANIONS):
        _mind_file(f"{location}{ending}", largest)
    try:
        uri = f"{start}{path}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=wait_seconds, isolation_level=None)) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        # SQLITE_ERROR is "no such table": a file of SQLite's that is not ours, or no longer. Text that is no UTF-8 any
        # more has no name of an error.
        if getattr(error, "sqlite_errorname", "SQLITE_ERROR") in ("SQLITE_ERROR", "SQLITE_CORRUPT", "SQLITE_NOTADB"):
            raise DamagedBookError(str(error)) from error
        raise LockedBookError(str(error)) from error
    except (sqlite3.Error, ValueError, OverflowError, IndexError) as error:
        raise DamagedBookError(str(error)) from error


def _mind_file(path: str, largest: int) -> None:
    """SQLite waits for ever at a pipe, reads a device until memory ends, and writes where a link leads."""
    try:
        with open_regular(path) as stream:
            is_ours = os.fstat(stream.fileno()).st_size <= largest
    except (FileNotFoundError, NotADirectoryError):
        return
    except PermissionError as error:
        raise LockedBookError(str(error)) from error
    except OSError as error:
        raise DamagedBookError(str(error)) from error
    if not is_ours:
        raise DamagedBookError(path)


def prepare(connection: sqlite3.Connection, made: Made) -> None:
    """Make the tables of a file that has just come into being; a file that is there must be ours.

    Raises:
        DamagedBookError: It is none of ours.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        for table in made.tables:
            connection.execute(table)
        connection.execute(f"PRAGMA application_id = {made.application}")
        connection.execute(f"PRAGMA user_version = {made.version}")
    mind_whose(connection, made)


def mind_whose(connection: sqlite3.Connection, made: Made) -> None:
    """Refuse a file that is none of ours.

    Raises:
        DamagedBookError: It is none.
    """
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if found != [made.application, made.version]:
        raise DamagedBookError(f"application_id, user_version = {found}")
    # A view or a trigger under a table's name could run without end.
    there: Iterable[tuple[object]] = connection.execute("SELECT sql FROM sqlite_master LIMIT 99")
    if sorted(str(sql) for (sql,) in there) != sorted(made.tables):
        raise DamagedBookError("sqlite_master")
