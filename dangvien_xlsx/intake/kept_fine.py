"""Forms of which nothing was to be said: one that came as it is, and is judged by the same, need not be judged again.

A form is kept as the digest of all that it was judged by: the program and what it was asked, the catalogue, the earlier
periods, what was read of its file, and when that came. Whatever differs makes another digest, and then the form is
judged; so is one of which no reading is kept.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dangvien_xlsx.model.earlier import Comparison, EarlierPeriod
from dangvien_xlsx.model.submission import ReceivedFile, Submission

if TYPE_CHECKING:
    from sqlite3 import Connection


class FineForms:
    """Those of one folder that were judged by one catalogue beside the same earlier periods."""

    def __init__(
        self,
        known: frozenset[bytes],
        texts: Mapping[str, bytes],
        asked: bytes,
        catalogue_digest: str,
        comparison: Comparison | None,
    ) -> None:
        """Prepare to recognise them.

        Args:
            known: The digests that are kept.
            texts: By path of a received file the checksum of what was read of it, as far as that is kept.
            asked: The digest of the program and of what was asked of each file.
            catalogue_digest: The SHA-256 of the catalogue's workbook.
            comparison: With the earlier periods, if there are any.
        """
        self._known, self._texts = known, texts
        self._judged_by = _digest_of(asked, catalogue_digest, comparison)
        self._met: set[bytes] = set()

    def knows(self, file: ReceivedFile, submission: Submission) -> bool:
        """Tell whether nothing was to be said of a form, which is its own code's unit's."""
        form = self._form(file, submission)
        if form is None or form not in self._known:
            return False
        self._met.add(form)
        return True

    @property
    def met(self) -> frozenset[bytes]:
        """The digests of forms of which nothing was to be said in this run."""
        return frozenset(self._met)

    def note(self, file: ReceivedFile, submission: Submission) -> None:
        """Take a form that was just judged, of which nothing is to be said."""
        if form := self._form(file, submission):
            self._met.add(form)

    @property
    def is_changed(self) -> bool:
        """Whether others are to be kept than are."""
        return self._met != self._known

    def write(self, connection: "Connection") -> None:
        """Keep those that were met in this run, and no others."""
        connection.executemany("DELETE FROM fine WHERE form = ?", [(form,) for form in self._known - self._met])
        connection.executemany("INSERT OR IGNORE INTO fine VALUES (?)", [(form,) for form in self._met - self._known])

    def _form(self, file: ReceivedFile, submission: Submission) -> bytes | None:
        text = self._text(file.path)
        if text is None:
            return None
        about = repr((file.path, submission.sheet, file.received, file.basis, file.arrived, file.claimed))
        return hashlib.sha256(b"".join((self._judged_by, text, about.encode("utf-8", "surrogatepass")))).digest()

    def _text(self, path: str) -> bytes | None:
        """Return the checksum of the reading that a file's is, or that of the container it lies in."""
        while path and path not in self._texts:
            path = path.rpartition("/")[0]
        return self._texts.get(path)


def _digest_of(asked: bytes, catalogue_digest: str, comparison: Comparison | None) -> bytes:
    told = hashlib.sha256(asked + catalogue_digest.encode())
    if comparison:
        for period in comparison.all:
            told.update(repr(period).encode("utf-8", "surrogatepass"))
        one = (period for period in (comparison.last, comparison.last_year) if period)
        told.update(repr((_days(one), _days(comparison.this_year))).encode())
    return told.digest()


def _days(periods: Iterable[EarlierPeriod]) -> list[tuple[str, str]]:
    return [(period.start.isoformat(), period.end.isoformat()) for period in periods]
