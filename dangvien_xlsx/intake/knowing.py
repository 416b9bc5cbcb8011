"""What was read before and what is to be read now, put together: files of which something is known need no reader."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from dangvien_xlsx.intake.kept import KeptReadings
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.limits import CHUNK_FILES


class Adding(Protocol):
    """Readers that take more files until their results are asked for."""

    def add(self, sources: Sequence[Source]) -> None:
        """Have further files read."""

    def results(self) -> Iterator[ReceivedFile]:
        """Yield every file's entry."""


def parted(kept: KeptReadings | None, sources: Sequence[Source]) -> tuple[list[Source], list[Source]]:
    """Part files into those of which something may be known and those that are surely to be read."""
    if kept is None:
        return [], list(sources)
    known: list[Source] = []
    new: list[Source] = []
    for source in sources:
        (known if kept.may_know(source) else new).append(source)
    return known, new


def results_of(kept: KeptReadings | None, known: Sequence[Source], readers: Adding) -> Iterator[ReceivedFile]:
    """Yield the entries of all files, in no particular order.

    Args:
        kept: What was read before, nothing if none of it is to count.
        known: Files of which something may be known; those whose bytes are others are given to the readers.
        readers: Reading the rest already.
    """
    changed: list[Source] = []
    for source in known:
        files = kept.recalled(source) if kept else ()
        yield from files
        if not files:
            changed.append(source)
        if len(changed) >= CHUNK_FILES:
            readers.add(changed)
            changed = []
    readers.add(changed)
    yield from readers.results()
