"""The file in which is kept what need not be done again: one SQLite file that may be deleted at any time.

Nothing is believed of it: each row of a reading and of a count bears a checksum. Whatever is wrong with it only means
that what it held is done afresh.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.history.door import COMPANIONS, Made, mind_whose, opened, prepare
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.received.limits import LARGEST_KEPT

if TYPE_CHECKING:
    from sqlite3 import Connection

KEPT_FILE = ".da-doc.sqlite"
"""Its name, in ``ket-qua/``."""
_OURS = Made(
    0x44564B44,
    2,
    (
        "CREATE TABLE reading (place BLOB PRIMARY KEY, digest BLOB, run INTEGER, text BLOB, checksum BLOB)"
        " WITHOUT ROWID",
        "CREATE TABLE fine (form BLOB PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE count (rows BLOB PRIMARY KEY, text BLOB, checksum BLOB) WITHOUT ROWID",
    ),
)
_WAIT_SECONDS = 0.2


class Row(NamedTuple):
    """A reading: the digest of the bytes that it was made of, the run that made it, and its text."""

    digest: bytes
    run: int
    text: bytes
    checksum: bytes


class Count(NamedTuple):
    """What rows came to: their digest, and the sums and counts as text."""

    rows: bytes
    text: bytes
    checksum: bytes


class Loaded(NamedTuple):
    """What is kept: readings by their place, the forms of which nothing was to be said, the last count."""

    rows: dict[bytes, Row]
    fine: frozenset[bytes] = frozenset()
    counted: Count | None = None


def load(file: Path) -> Loaded:
    """Return what is kept; nothing where there is nothing, or nothing sound."""
    if not os.path.lexists(file):
        return Loaded({})
    try:
        with opened(str(file), "ro", LARGEST_KEPT, _WAIT_SECONDS) as connection:
            mind_whose(connection, _OURS)
            found = connection.execute("SELECT place, digest, run, text, checksum FROM reading")
            rows = {place: Row(*row) for place, *row in found if all(type(item) is bytes for item in (place, row[2]))}
            fine = frozenset(form for (form,) in connection.execute("SELECT form FROM fine"))
            counts = connection.execute("SELECT rows, text, checksum FROM count LIMIT 1").fetchall()
            sound = [Count(*told) for told in counts if all(type(item) is bytes for item in told)]
            return Loaded(rows, fine, sound[0] if sound else None)
    except (DamagedBookError, LockedBookError, MemoryError):
        return Loaded({})


def write(file: Path, change: "Callable[[Connection], object]") -> None:
    """Change what is kept, in one transaction; a damaged file is made anew, and one that cannot be written stays.

    Args:
        file: Where it is kept; made if it is not there.
        change: Given the open file.
    """
    try:
        _write(file, change)
    except DamagedBookError:
        with suppress(DamagedBookError, LockedBookError, OSError):
            _remove(file)
            _write(file, change)
    except (LockedBookError, OSError):
        pass


def _write(file: Path, change: "Callable[[Connection], object]") -> None:
    with opened(str(file), "rwc", LARGEST_KEPT, _WAIT_SECONDS) as connection:
        # A crash may spoil the file: each row tells by itself whether it is whole.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        prepare(connection, _OURS)
        change(connection)
        connection.execute("COMMIT")


def checksum_of(*parts: bytes) -> bytes:
    """Return the checksum of a row's other cells."""
    return hashlib.sha256(b"".join(parts)).digest()


def _remove(file: Path) -> None:
    """Remove a damaged file of ours; what is no regular file is somebody else's."""
    if stat.S_ISREG(file.lstat().st_mode):
        file.unlink()
    for ending in COMPANIONS:
        beside = file.with_name(f"{file.name}{ending}")
        with suppress(FileNotFoundError):
            if stat.S_ISREG(beside.lstat().st_mode):
                beside.unlink()
