"""What this run has seen of the book of periods already, so that a book of many years is read once and not twice."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.history.book import Key
from dangvien_xlsx.history.door import COMPANIONS
from dangvien_xlsx.history.reading import Marks, Sound, look_at_book, read_book
from dangvien_xlsx.workspace.folder import digest_of


class Glance(NamedTuple):
    """The marks of a book's sound periods, and whether they are all of it; ``sha256`` is the file's, as it lay there.

    The periods themselves are let go of: those of many years would stand in memory beside the one that is written.
    """

    sha256: str
    is_whole: bool
    periods: Mapping[Key, Marks]


_last: dict[Path, Glance] = {}
"""None or one."""


def looked_through(book: Path, but: str = "") -> Sound:
    """Read a book, and remember its marks.

    Args:
        book: Where it lies.
        but: The way to the workspace whose last period is only looked at.

    Raises:
        DamagedBookError: It is no book of ours, or so damaged that nothing can be told.
        LockedBookError: Another program holds it.
    """
    return _remembered(book, lambda: read_book(str(book), but))


def _remembered(book: Path, read: Callable[[], Sound]) -> Sound:
    before = digest_of(book)
    sound = read()
    _last.clear()
    _last[book] = Glance(before, sound.is_whole, sound.marks)
    return sound


def glance(book: Path) -> Glance:
    """Return the marks of a book; the file is read again unless it lies there byte for byte as it was read last.

    Args:
        book: Where it lies.

    Raises:
        DamagedBookError: It is no book of ours, or so damaged that nothing can be told.
        LockedBookError: Another program holds it.
    """
    seen = _last.get(book)
    # What SQLite keeps beside the file belongs to it until it is played into it.
    is_alone = not any(book.with_name(f"{book.name}{ending}").exists() for ending in COMPANIONS)
    if seen is None or not is_alone or not seen.sha256 or seen.sha256 != digest_of(book):
        _remembered(book, lambda: look_at_book(str(book)))
        seen = _last[book]
    return seen
