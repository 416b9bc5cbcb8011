"""What the parent hands to a reading child, and what it gets back."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.entries import Reading


class Visit(NamedTuple):
    """What is wanted of a received file.

    ``only``: paths of files inside it; blank for all. ``listing``: name the files inside but read none of them.
    """

    reading: Reading
    only: frozenset[str] = frozenset()
    listing: bool = False

    def wants(self, path: str) -> bool:
        """Whether a file is wanted, or may contain one that is."""
        return not self.only or path in self.only or any(wanted.startswith(f"{path}/") for wanted in self.only)


class Task(NamedTuple):
    """What a child is handed: a chunk of files, and what is wanted of them; ``alone``: nothing else runs.

    ``keeps``: whether readings come back as text, too.
    """

    folder: Path
    sources: tuple[Source, ...]
    visit: Visit
    alone: bool = False
    keeps: bool = False


class KeptReading(NamedTuple):
    """What was read of a received file, as plain text; ``sha256``: of the bytes that it was read from."""

    path: str
    sha256: str
    text: bytes


class Opened(NamedTuple):
    """Entries of a received file and of what it contains.

    ``pending``: those that were named but not read. ``kept``: what may be kept for the next run.
    """

    files: tuple[ReceivedFile, ...]
    pending: tuple[ReceivedFile, ...] = ()
    kept: tuple[KeptReading, ...] = ()


def joined(opened: Sequence[Opened], kept: Iterable[KeptReading] = ()) -> Opened:
    """Return what was opened as one, with what may be kept of it."""
    return Opened(
        tuple(entry for each in opened for entry in each.files),
        tuple(entry for each in opened for entry in each.pending),
        tuple(kept),
    )
