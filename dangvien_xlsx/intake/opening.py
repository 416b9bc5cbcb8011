"""Opens received files and whatever they contain: each file, at whatever depth, becomes one entry. Runs in children."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from dangvien_xlsx.intake.examine import examine, refusal_of
from dangvien_xlsx.intake.kept_text import is_clean, text_of
from dangvien_xlsx.intake.mails import mail_entry, mail_items
from dangvien_xlsx.intake.scanning import Source
from dangvien_xlsx.intake.stamping import UNDATED, stamped, told_by
from dangvien_xlsx.intake.tables import table_columns, table_entries
from dangvien_xlsx.intake.tasks import KeptReading, Opened, Task, Visit
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.model.table import TableColumns
from dangvien_xlsx.received.contents import Inner, Part
from dangvien_xlsx.received.entries import Reading, digest, too_large, unread
from dangvien_xlsx.received.kinds import COMPANIONS, MAILS, FileKind, is_system_file, kind_of
from dangvien_xlsx.received.limits import DEEPEST_NESTING, LARGEST_CONTAINER, LARGEST_HASHED, MOST_INSIDE
from dangvien_xlsx.received.regular import Location, open_regular, read_regular_file
from dangvien_xlsx.received.signed import signed_items
from dangvien_xlsx.received.zips import zip_items
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

_TEXTS = frozenset({FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.EMPTY})
Expander = Callable[[Inner, FileKind, str], Iterator[Inner]]
"""From a container, its kind and the password to the files inside; raises RefusedError for the container as a whole."""

EXPANDERS: dict[FileKind, Expander] = {
    FileKind.ZIP: zip_items,
    FileKind.SIGNED: signed_items,
    **dict.fromkeys(MAILS, mail_items),
}
"""The one seam for kinds of container.

An expander yields an Inner for each file, whose path begins with the container's and is unique; a mail, and the mails
inside whose files it yields itself, are marked ``is_mail``."""


def open_received(outer: Inner, visit: Visit) -> Opened:
    """Open a received file; a container's own entry comes before the entries of what it contains."""
    came, not_before = outer.changed, visit.reading.not_before
    entries = [
        stamped(entry, came, not_before, outer.claimed)
        for entry in _visit(outer._replace(changed=UNDATED), visit, 0, [MOST_INSIDE])
        if not visit.only or _is_of(entry.path, visit)
    ]
    pending = tuple(entry for entry in entries if is_pending(entry))
    return Opened(tuple(entry for entry in entries if not is_pending(entry)), pending)


def _is_of(path: str, visit: Visit) -> bool:
    """Tell whether an entry is wanted: one that was named, or a row of a table that was."""
    return path in visit.only or path.rpartition("/")[0] in visit.only


def is_pending(entry: ReceivedFile) -> bool:
    """Tell whether an entry says nothing yet: a file that was named but not read."""
    return not (entry.submissions or entry.findings or entry.ignored)


def _visit(item: Inner, visit: Visit, depth: int, left: list[int]) -> Iterator[ReceivedFile]:
    try:
        content = item.read()
    except RefusedError as refusal:
        found = (refusal_of(item.path, refusal),)
        yield told_by(item, ReceivedFile(item.path, UNDATED, item.size, "", findings=found))
        return
    kind = kind_of(content)
    if is_system_file(item.path, kind):
        yield _entry(item, content, ignored=words.SYSTEM_FILE)
    elif ignored := _without_figures(item, kind):
        yield _entry(item, content, ignored=ignored)
    elif columns := table_columns(content, visit.reading):
        yield from _entries_of_table(item, content, kind, columns, visit)
    elif kind in EXPANDERS:
        yield from _visit_inside(item, content, kind, visit, depth, left)
    elif visit.listing:
        yield _entry(item, content)
    else:
        yield _examined(item, content, visit.reading, kind)


def _without_figures(item: Inner, kind: FileKind) -> str:
    """Return why nobody need look at a file, blank where somebody must."""
    if item.part is Part.BOUNCED:
        return words.OURS_BACK
    if item.part is Part.PICTURE and kind is FileKind.PICTURE:
        return words.INLINE_PICTURE
    if item.part is Part.TEXT and kind in _TEXTS:
        return words.PIECE_OF_TEXT
    return words.COMPANION if kind in COMPANIONS else ""


def _visit_inside(
    item: Inner, content: bytes, kind: FileKind, visit: Visit, depth: int, left: list[int]
) -> Iterator[ReceivedFile]:
    """Visit what a container holds; what was read before it proved harmful still counts."""
    inside: list[ReceivedFile] = []
    mails: list[Inner] = []
    count = 0
    problem: RefusedError | None = None
    try:
        if depth >= DEEPEST_NESTING:
            raise RefusedError("suspicious-file", why=words.NESTED_DEEP)
        for inner in EXPANDERS[kind](item._replace(read=lambda: content), kind, visit.reading.password):
            count += 1
            left[0] -= 1
            if left[0] < 0:
                raise RefusedError("suspicious-file", why=words.MANY_INSIDE)
            if inner.is_mail:
                mails.append(inner)
            elif visit.wants(inner.path):
                inside += _visit(inner, visit, depth + 1, left)
        if not count:
            raise RefusedError("unsupported-type", why=words.EMPTY_CONTAINER, remedy=words.ASK_AGAIN)
    except RefusedError as refusal:
        problem = refusal
    yield from inside
    for mail in mails:
        if mail.path != item.path or not problem:
            below = [entry for entry in inside if entry.path.startswith(f"{mail.path}/")]
            yield mail_entry(mail, below, is_read=not (visit.listing or visit.only))
    if problem:
        yield _entry(item, content)._replace(findings=(refusal_of(item.path, problem),))
    elif not mails:
        yield _entry(item, content, ignored=words.OPENED.format(count=count))


def _entries_of_table(
    item: Inner, content: bytes, kind: FileKind, columns: TableColumns, visit: Visit
) -> Iterator[ReceivedFile]:
    if visit.listing:
        yield _entry(item, content)
        return
    try:
        yield from table_entries(item, content, kind, columns, visit.reading)
    except RefusedError as refusal:
        yield _entry(item, content)._replace(findings=(refusal_of(item.path, refusal),))


def _examined(item: Inner, content: bytes, reading: Reading, kind: FileKind) -> ReceivedFile:
    try:
        return told_by(item, examine(item.path, content, UNDATED, reading, kind))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic inside calamine arrives as a BaseException
        why = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        return told_by(item, unread(item.path, len(content), UNDATED, why, digest(content)))


def _entry(item: Inner, content: bytes, ignored: str = "") -> ReceivedFile:
    return told_by(item, ReceivedFile(item.path, UNDATED, len(content), digest(content), ignored=ignored))


def read_source(task: Task, source: Source) -> Opened:
    """Read one file that lies in the folder."""
    path = os.path.join(task.folder, source.name)  # noqa: PTH118  a Path costs as much as reading the file
    if source.problem:
        return Opened((unread(source.path, source.size, source.changed, source.problem),))
    if source.size > LARGEST_CONTAINER:
        sha256 = digest_of(path) if source.size <= LARGEST_HASHED else ""
        return Opened((too_large(source.path, source.size, source.changed, LARGEST_CONTAINER, sha256),))
    try:
        content = read_regular(path)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        why = words.VANISHED if missing else words.CANNOT_OPEN.format(why=error.strerror or type(error).__name__)
        return Opened((unread(source.path, source.size, source.changed, why),))
    return open_received(Inner(source.path, lambda: content, source.changed, claimed=source.claimed), task.visit)


def to_keep(task: Task, opened: Sequence[Opened]) -> Iterator[KeptReading]:
    """Yield the readings that may be kept: nothing was against them, and it was no last try.

    Args:
        task: What was read.
        opened: What came of each of its files.
    """
    reading = task.visit.reading
    if not task.keeps or task.alone or task.visit.only or reading.password:
        return
    for source, (files, pending, _) in zip(task.sources, opened, strict=True):
        if not pending and is_clean(files):
            sha256 = next((entry.sha256 for entry in files if entry.path == source.path), "")
            with suppress(ValueError):  # a number of more digits than text can have
                yield KeptReading(source.path, sha256, text_of(source.path, files, reading.indicators))


def read_regular(path: Location, *, follow: bool = False) -> bytes:
    """Return the bytes of a regular file, at most one more than is ever read.

    Args:
        path: Where it lies.
        follow: Whether a link may lead to it.

    Raises:
        OSError: It is gone, shut, or no longer a regular file.
    """
    return read_regular_file(path, LARGEST_CONTAINER, follow=follow)


def digest_of(path: Location) -> str:
    """Return a file's SHA-256 without holding the file in memory; blank where it cannot be read."""
    import hashlib

    try:
        with open_regular(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
