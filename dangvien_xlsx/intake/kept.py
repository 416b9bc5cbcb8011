"""Readings that are kept: a file whose bytes are those of the last run need not be read again.

A reading is found by the place of the file and by what was asked, and counts only if the file's bytes, hashed in this
run, are those that it was made of.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dangvien_xlsx.intake.kept_count import KeptCount
from dangvien_xlsx.intake.kept_file import Row, checksum_of, load, write
from dangvien_xlsx.intake.kept_fine import FineForms
from dangvien_xlsx.intake.kept_text import files_of
from dangvien_xlsx.intake.program import program_stamp
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.intake.sharing import Sharing
from dangvien_xlsx.intake.stamping import stamped
from dangvien_xlsx.intake.tasks import KeptReading
from dangvien_xlsx.model.earlier import Comparison
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.plain import plain
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.limits import LARGEST_CONTAINER, MOST_KEPT_BYTES, SPARE_READINGS
from dangvien_xlsx.received.regular import open_regular, read_regular_file

if TYPE_CHECKING:
    from sqlite3 import Connection

_HELD_BYTES = 16 * 2**20
"""Readings that wait in memory until the summary stands; a period of many thousand files has more."""
_SMALL = 2**20
"""Bytes of a file that is hashed in one piece: the buffer of ``file_digest`` costs more than a form."""


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
        self._rows, self._known_fine, counted = load(file)
        self._fine: FineForms | None = None
        self.count = KeptCount(counted, self._asked)
        self._used: set[bytes] = set()
        self._sharing = Sharing()
        self._new: dict[bytes, Row] = {}
        self._texts: dict[str, bytes] = {}
        self._held = 0

    def fine_forms(self, catalogue_digest: str, comparison: Comparison | None) -> FineForms:
        """Return the forms of which nothing was to be said, as far as they were judged by the same.

        Args:
            catalogue_digest: The SHA-256 of the catalogue's workbook.
            comparison: With the earlier periods, if there are any.
        """
        self._fine = FineForms(self._known_fine, self._texts, self._asked, catalogue_digest, comparison)
        return self._fine

    def end_judging(self) -> None:
        """Say that all forms are judged: what only that asks for is let go."""
        self._texts.clear()

    def may_know(self, source: Source) -> bool:
        """Tell whether a reading of a file at this place is kept; its bytes have not been looked at."""
        return not source.problem and source.size <= LARGEST_CONTAINER and self._place(source.path) in self._rows

    def recalled(self, source: Source) -> tuple[ReceivedFile, ...]:
        """Return what is known of a file by its bytes, which are hashed for it; nothing if it is to be read."""
        place = self._place(source.path)
        row = self._rows.pop(place)
        digest = _digest(self._folder / source.name)
        if digest != row.digest or row.checksum != checksum_of(place, row.digest, row.text):
            return ()
        try:
            files = files_of(source.path, row.text, self._reading.indicators, self._sharing)
        except ValueError:  # as an earlier program wrote it, or somebody else
            return ()
        self._used.add(place)
        self._texts[source.path] = row.checksum
        not_before = self._reading.not_before
        return tuple(stamped(file, source.changed, not_before, source.claimed) for file in files)

    def note(self, readings: Iterable[KeptReading]) -> None:
        """Take readings that were just made, to be kept."""
        for reading in readings:
            place = self._place(reading.path)
            row = self._new[place] = _row(place, reading)
            self._texts[reading.path] = row.checksum
            self._held += len(reading.text)
        if self._held > _HELD_BYTES:
            with suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                self._save(is_last=False)

    def save(self) -> None:
        """Keep what is new, where the folder for it is there; what cannot be kept is done again next time."""
        is_new = bool(self._new or (self._fine and self._fine.is_changed) or self.count.is_changed)
        if self.keeps and self._file.parent.is_dir() and (is_new or len(self._rows) > _spare(len(self._used))):
            self._save(is_last=True)

    def _save(self, *, is_last: bool) -> None:
        def change(connection: "Connection") -> None:
            (run,) = connection.execute("SELECT coalesce(max(run), 0) + 1 FROM reading").fetchone()
            rows = [(place, *row._replace(run=run)) for place, row in self._new.items()]
            connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", rows)
            if is_last:
                self._drop_old(connection)
                if self._fine:
                    self._fine.write(connection)
                self.count.write(connection)

        write(self._file, change)
        self._used |= self._new.keys()
        self._new, self._held = {}, 0

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


def _row(place: bytes, reading: KeptReading) -> Row:
    digest = bytes.fromhex(reading.sha256)
    return Row(digest, 0, reading.text, checksum_of(place, digest, reading.text))


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


def _asked(reading: Reading) -> bytes:
    """Return the digest of all that a reading depends on beside the file: the program, and what it was asked."""
    indicators = plain(tuple[Indicator, ...]).plainly(tuple(reading.indicators))
    tables = plain(Mapping[str, TableColumns]).plainly(reading.tables)
    told = [program_stamp(), reading.not_before.isoformat(), indicators, tables]
    return hashlib.sha256(json.dumps(told).encode()).digest()
