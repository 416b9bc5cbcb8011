"""Readings that are kept: a file whose bytes are those of the last run need not be read again.

One SQLite file that may be deleted at any time. A reading is found by the place of the file and by what was asked, and
counts only if the file's bytes, hashed in this run, are those that it was made of; each row bears a checksum. Whatever
is wrong with the file or a row of it only means that files are read afresh.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import dangvien_xlsx
from dangvien_xlsx.history.door import COMPANIONS, Made, mind_whose, opened, prepare
from dangvien_xlsx.intake.kept_fine import FineForms
from dangvien_xlsx.intake.kept_text import files_of
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.intake.stamping import stamped
from dangvien_xlsx.intake.tasks import KeptReading
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.plain import plain
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.limits import LARGEST_CONTAINER, LARGEST_KEPT, MOST_KEPT_BYTES, SPARE_READINGS
from dangvien_xlsx.received.regular import open_regular, read_regular_file

if TYPE_CHECKING:
    from sqlite3 import Connection

KEPT_FILE = ".da-doc.sqlite"
"""Its name, in ``ket-qua/``."""
_TABLE = (
    "CREATE TABLE reading (place BLOB PRIMARY KEY, digest BLOB, run INTEGER, text BLOB, checksum BLOB) WITHOUT ROWID"
)
_FINE_TABLE = "CREATE TABLE fine (form BLOB PRIMARY KEY) WITHOUT ROWID"
_OURS = Made(0x44564B44, 2, (_TABLE, _FINE_TABLE))
_WAIT_SECONDS = 0.2
_HELD_BYTES = 16 * 2**20
"""Readings that wait in memory until the summary stands; a period of many thousand files has more."""
_SMALL = 2**20
"""Bytes of a file that is hashed in one piece: the buffer of ``file_digest`` costs more than a form."""


class _Row(NamedTuple):
    digest: bytes
    run: int
    text: bytes
    checksum: bytes


class _Loaded(NamedTuple):
    """What is kept: readings by their place, and the forms of which nothing was to be said."""

    rows: dict[bytes, _Row]
    fine: frozenset[bytes]


class KeptReadings:
    """The readings of one folder of received files, for one way of asking."""

    def __init__(self, file: Path, folder: Path, reading: Reading, *, keeps: bool) -> None:
        """Load what is kept.

        Args:
            file: Where it is kept.
            folder: Of the received files.
            reading: What is asked of each file; nothing that takes a password to read is ever kept.
            keeps: Whether what is read now is to be kept as well; if not, the file stays as it is.
        """
        self.keeps = keeps
        self._file, self._folder, self._reading = file, folder, reading
        self._asked = _asked(reading)
        self._rows, self._known_fine = _loaded(file)
        self._fine: FineForms | None = None
        self._used: set[bytes] = set()
        self._new: dict[bytes, KeptReading] = {}
        self._held = 0

    def fine_forms(self, catalogue_digest: str, comparison: Comparison | None) -> FineForms:
        """Return the forms of which nothing was to be said, as far as they were judged by the same.

        Args:
            catalogue_digest: The SHA-256 of the catalogue's workbook.
            comparison: With the earlier periods, if there are any.
        """
        self._fine = FineForms(self._known_fine, self._asked, catalogue_digest, comparison)
        return self._fine

    def may_know(self, source: Source) -> bool:
        """Tell whether a reading of a file at this place is kept; its bytes have not been looked at."""
        return not source.problem and source.size <= LARGEST_CONTAINER and self._place(source.path) in self._rows

    def recalled(self, source: Source) -> tuple[ReceivedFile, ...]:
        """Return what is known of a file by its bytes, which are hashed for it; nothing if it is to be read."""
        place = self._place(source.path)
        row = self._rows.pop(place)
        digest = _digest(self._folder / source.name)
        if digest != row.digest or row.checksum != _checksum(place, row.digest, row.text):
            return ()
        try:
            files = files_of(source.path, row.text, self._reading.indicators)
        except ValueError:  # as an earlier program wrote it, or somebody else
            return ()
        self._used.add(place)
        not_before = self._reading.not_before
        return tuple(stamped(file, source.changed, not_before, source.claimed) for file in files)

    def note(self, readings: Iterable[KeptReading]) -> None:
        """Take readings that were just made, to be kept."""
        for reading in readings:
            self._new[self._place(reading.path)] = reading
            self._held += len(reading.text)
        if self._held > _HELD_BYTES:
            with suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                self._save(is_last=False)

    def save(self) -> None:
        """Keep what was read, where the folder for it is there; what cannot be kept is read again next time."""
        is_new = bool(self._new or (self._fine and self._fine.is_changed))
        if self.keeps and self._file.parent.is_dir() and (is_new or len(self._rows) > _spare(len(self._used))):
            self._save(is_last=True)

    def _save(self, is_last: bool) -> None:
        try:
            self._write(is_last)
        except DamagedBookError:
            with suppress(DamagedBookError, LockedBookError, OSError):
                _remove(self._file)
                self._write(is_last)
        except (LockedBookError, OSError):
            pass
        self._used |= self._new.keys()
        self._new, self._held = {}, 0

    def _write(self, is_last: bool) -> None:
        with opened(str(self._file), "rwc", LARGEST_KEPT, _WAIT_SECONDS) as connection:
            # A crash may spoil the file: each row tells by itself whether it is whole.
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            prepare(connection, _OURS)
            (run,) = connection.execute("SELECT coalesce(max(run), 0) + 1 FROM reading").fetchone()
            rows = [(place, *_row(place, reading, run)) for place, reading in self._new.items()]
            connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", rows)
            if is_last:
                self._drop_old(connection)
                self._write_fine(connection)
            connection.execute("COMMIT")

    def _write_fine(self, connection: "Connection") -> None:
        if self._fine and self._fine.is_changed:
            gone, new = self._fine.gone(), self._fine.new
            connection.executemany("DELETE FROM fine WHERE form = ?", [(form,) for form in gone])
            connection.executemany("INSERT OR IGNORE INTO fine VALUES (?)", [(form,) for form in new])

    def _drop_old(self, connection: "Connection") -> None:
        """Drop what this run had no use for, the oldest first, beyond what another way of asking may want again."""
        used = self._used | self._new.keys()
        found = connection.execute(
            "SELECT place, coalesce(length(text), 0) FROM reading ORDER BY run DESC, place"
        ).fetchall()
        room, spare = MOST_KEPT_BYTES - sum(size for place, size in found if place in used), _spare(len(used))
        if room < 0:
            used = set()
        dropped = []
        for place, size in found:
            if place not in used:
                room, spare = room - size, spare - 1
                if room < 0 or spare < 0:
                    dropped.append((place,))
        connection.executemany("DELETE FROM reading WHERE place = ?", dropped)

    def _place(self, path: str) -> bytes:
        return hashlib.sha256(self._asked + path.encode("utf-8", "surrogatepass")).digest()


def _spare(used: int) -> int:
    return max(SPARE_READINGS, used)


def _loaded(file: Path) -> _Loaded:
    """Return what is kept; nothing where there is nothing, or nothing sound."""
    if not os.path.lexists(file):
        return _Loaded({}, frozenset())
    try:
        with opened(str(file), "ro", LARGEST_KEPT, _WAIT_SECONDS) as connection:
            mind_whose(connection, _OURS)
            found = connection.execute("SELECT place, digest, run, text, checksum FROM reading")
            rows = {place: _Row(*row) for place, *row in found if all(type(item) is bytes for item in (place, row[2]))}
            return _Loaded(rows, frozenset(form for (form,) in connection.execute("SELECT form FROM fine")))
    except (DamagedBookError, LockedBookError, MemoryError):
        return _Loaded({}, frozenset())


def _row(place: bytes, reading: KeptReading, run: int) -> _Row:
    digest = bytes.fromhex(reading.sha256)
    return _Row(digest, run, reading.text, _checksum(place, digest, reading.text))


def _checksum(place: bytes, digest: bytes, text: bytes) -> bytes:
    return hashlib.sha256(b"".join((place, digest, text))).digest()


def _digest(path: Path) -> bytes:
    """Return the SHA-256 of a file's bytes, blank where they cannot be had."""
    try:
        content = read_regular_file(path, _SMALL)
        if len(content) <= _SMALL:
            return hashlib.sha256(content).digest()
        with open_regular(path) as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return b""


def _remove(file: Path) -> None:
    """Remove a damaged file of ours; what is no regular file is somebody else's."""
    if stat.S_ISREG(file.lstat().st_mode):
        file.unlink()
    for ending in COMPANIONS:
        beside = file.with_name(f"{file.name}{ending}")
        with suppress(FileNotFoundError):
            if stat.S_ISREG(beside.lstat().st_mode):
                beside.unlink()


def _asked(reading: Reading) -> bytes:
    """Return the digest of all that a reading depends on beside the file: the program, and what it was asked."""
    indicators = plain(tuple[Indicator, ...]).plainly(tuple(reading.indicators))
    tables = plain(Mapping[str, TableColumns]).plainly(reading.tables)
    told = [program_stamp(), reading.not_before.isoformat(), indicators, tables]
    return hashlib.sha256(json.dumps(told).encode()).digest()


@cache
def program_stamp() -> str:
    """Return what tells this program from any other state of it: a module that was mended counts as another program."""
    home = Path(dangvien_xlsx.__file__).parent
    modules: list[tuple[str, int, int]] = []
    with suppress(OSError):
        _add_modules(str(home), len(str(home)), modules)
    told = [dangvien_xlsx.__version__, sys.version, sorted(modules)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _add_modules(folder: str, start: int, modules: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    _add_modules(entry.path, start, modules)
            else:
                status = entry.stat()
                modules.append((entry.path[start:], status.st_size, status.st_mtime_ns))
