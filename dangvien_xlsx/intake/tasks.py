"""What the parent hands to a reading child, and what it gets back."""

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
    """What a child is handed: a chunk of files, and what is wanted of them; ``alone``: nothing else runs."""

    folder: Path
    sources: tuple[Source, ...]
    visit: Visit
    alone: bool = False


class Opened(NamedTuple):
    """Entries of a received file and of what it contains; ``pending``: those that were named but not read."""

    files: tuple[ReceivedFile, ...]
    pending: tuple[ReceivedFile, ...] = ()
