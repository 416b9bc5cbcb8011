"""Tables that a clerk took in: each row is an entry of its own, as a file in a container is. Runs in children."""

from collections.abc import Iterator
from datetime import datetime

from dangvien_xlsx.intake.examine import opened_workbook
from dangvien_xlsx.intake.stamping import UNDATED, told_by
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import PagedBook
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import RowOf, TableColumns
from dangvien_xlsx.received.contents import Inner
from dangvien_xlsx.received.entries import Reading, digest
from dangvien_xlsx.received.kinds import WORKBOOKS, FileKind
from dangvien_xlsx.text import intake as intake_words
from dangvien_xlsx.text import table as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.fold import fold, one_line
from dangvien_xlsx.text.names import shorten


def table_columns(content: bytes, reading: Reading) -> TableColumns | None:
    """Return what the clerk has confirmed of a table, none for a file that nobody took in as one.

    It is known by its bytes: another file of the same name has not been confirmed.
    """
    return reading.tables.get(digest(content)) if reading.tables else None


def table_entries(
    item: Inner, content: bytes, kind: FileKind, columns: TableColumns, reading: Reading
) -> Iterator[ReceivedFile]:
    """Yield the entry of a table, then one of each of its rows.

    Args:
        item: The file.
        content: Its bytes.
        kind: What they are.
        columns: What the clerk has confirmed of it.
        reading: Gives the indicators, and what opens a locked workbook.

    Raises:
        RefusedError: It cannot be read, or its columns are not there.
    """
    # What only tables need is loaded for them alone: most folders have none.
    from dangvien_xlsx.excel.table import read_table

    book, saved = paged(item.path, content, kind, reading.password)
    read = read_table(book, columns, reading.indicators)
    received = saved if saved and saved > reading.not_before else UNDATED
    whole = told_by(item, ReceivedFile(item.path, received, len(content), digest(content)))
    unused = words.UNUSED.format(headers=shorten("; ".join(read.unused), 200)) if read.unused else ""
    asked = {*columns.columns.values()}
    lacking = [each.name for each in reading.indicators if each.code not in asked]
    about = {"asked": shorten(", ".join(lacking), 200)}
    told = [each._replace(file=item.path) for each in read.findings]
    if lacking:
        told.insert(0, finding("table-lacks-columns", {"file": item.path}, **about))
    yield whole._replace(ignored=words.OPENED.format(count=len(read.rows)) + unused, findings=tuple(told))
    named = "\n".join(f"{code}={fold(header)}" for header, code in columns.columns.items())
    row_of = RowOf(item.path, named, columns.taken)
    for row in read.rows:
        path = words.ROW_OF.format(path=item.path, row=row.row0 + 1)
        yield whole._replace(
            path=path,
            size=len(row.content),
            sha256=digest(row.content),
            sender=one_line(row.sender) or whole.sender,
            submissions=(row.submission._replace(row_of=row_of),) if row.submission else (),
            ignored=row.ignored,
            findings=tuple(
                each._replace(file=words.ROW_OF.format(path=item.path, row=row.row0 + 1)) for each in row.findings
            ),
            subject="",
            said="",
            claims=whole.claims._replace(answered=row.moment, unread="" if row.moment else row.claimed),
        )


def paged(path: str, content: bytes, kind: FileKind, password: str = "") -> tuple[PagedBook, datetime | None]:
    """Return the pages of a table, be it a workbook or text, and when it was saved where it tells that.

    Args:
        path: How it is called.
        content: Its bytes.
        kind: What they are.
        password: Opens a locked workbook.

    Raises:
        RefusedError: It cannot be read.
    """
    from dangvien_xlsx.excel.table import csv_book

    if kind not in WORKBOOKS:
        return csv_book(content), None
    from dangvien_xlsx.excel.reading.pages import read_pages

    opened = opened_workbook(path, content, password)
    try:
        return read_pages(opened.content, opened.kind, opened.package), opened.saved
    except (RefusedError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the readers' many kinds of refusal, calamine's panics among them
        why = intake_words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        raise RefusedError("unreadable-file", why=why) from error
