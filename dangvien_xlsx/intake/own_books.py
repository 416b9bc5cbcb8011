"""What a child reads of a workbook of our own: its cells, or its pages."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.received.limits import LARGEST_OWN_FILE
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten


class OwnBook(NamedTuple):
    """A workbook of ours as it was read: cells by sheet, as ``Grids`` has them, and the workbook part's own XML.

    ``names``: of all its sheets, those that were not asked for as well.
    """

    sheets: Mapping[str, list[list[Any]]]
    workbook: bytes
    digest: str
    changed: datetime
    names: tuple[str, ...]


class OwnPages(NamedTuple):
    """A workbook of ours as a person sees it."""

    pages: PagedBook
    digest: str
    changed: datetime


def read_book(path: Path, *wanted: str) -> OwnBook:
    """Read a workbook's cells; runs in the child.

    Args:
        path: Where it lies.
        wanted: The sheets that are read; all where none is named.

    Raises:
        RefusedError: It is damaged, harmful, or no workbook.
    """
    from dangvien_xlsx.excel.reading.grid import Grids
    from dangvien_xlsx.excel.reading.own_sheets import OwnSheets
    from dangvien_xlsx.intake.examine import opened_workbook
    from dangvien_xlsx.received.kinds import FileKind, kind_of
    from dangvien_xlsx.received.room import OF_OUR_OWN

    content, digest, changed = _content(path)
    try:
        if kind_of(content) is FileKind.XLSX:
            own = OwnSheets(content)
            named, grid, workbook = own.names, own.grid, own.workbook
        else:
            grids = Grids(opened_workbook(path.name, content, room=OF_OUR_OWN).content)
            named, grid, workbook = tuple(grids), grids.read, b""
        sheets = {name: grid(name) for name in named if not wanted or name in wanted}
    except (KeyboardInterrupt, SystemExit, MemoryError, RefusedError):
        raise
    except BaseException as error:  # calamine's many kinds of refusal, its panics among them
        why = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        raise RefusedError("unreadable-file", why=why) from None
    return OwnBook(sheets, workbook, digest, changed, named)


def read_paged(path: Path) -> OwnPages:
    """Read a workbook's pages; runs in the child.

    Raises:
        RefusedError: It is damaged, harmful, or no workbook.
    """
    from dangvien_xlsx.excel.reading.pages import read_pages
    from dangvien_xlsx.intake.examine import opened_workbook
    from dangvien_xlsx.received.room import OF_OUR_OWN

    content, digest, changed = _content(path)
    opened = opened_workbook(path.name, content, room=OF_OUR_OWN)
    return OwnPages(read_pages(opened.content, opened.kind, opened.package, OF_OUR_OWN), digest, changed)


def _content(path: Path) -> tuple[bytes, str, datetime]:
    from dangvien_xlsx.received.entries import digest
    from dangvien_xlsx.received.regular import read_regular_file

    try:
        content = read_regular_file(path, LARGEST_OWN_FILE, follow=True)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise RefusedError("unreadable-file", why=why_shut(error)) from error
    return content, digest(content), changed


def why_shut(error: OSError) -> str:
    """Return in words why a file cannot be opened."""
    return words.CANNOT_OPEN.format(why=error.strerror or type(error).__name__)
