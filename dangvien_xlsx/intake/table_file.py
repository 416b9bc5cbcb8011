"""The door for a table that is to be taken in, wherever it lies. Runs in a child."""

from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.intake.opening import read_regular
from dangvien_xlsx.intake.tables import paged
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.received.entries import digest
from dangvien_xlsx.received.kinds import kind_of
from dangvien_xlsx.text import intake as words


class TableFile(NamedTuple):
    """A table's pages, and the SHA-256 of its bytes."""

    book: PagedBook
    sha256: str


def read_table_file(path: Path) -> TableFile:
    """Read a table: a workbook of any kind, or text.

    Raises:
        RefusedError: It cannot be read; ``why`` says so.
    """
    try:
        content = read_regular(path, follow=True)
    except OSError as error:
        why = words.CANNOT_OPEN.format(why=error.strerror or type(error).__name__)
        raise RefusedError("unreadable-file", why=why) from error
    book, _ = paged(path.name, content, kind_of(content))
    return TableFile(book, digest(content))
