"""Opens received files and whatever they contain: each file, at whatever depth, becomes one entry. Runs in children."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dangvien_xlsx.excel.containers import Inner, zip_items
from dangvien_xlsx.excel.guards import DEEPEST_NESTING, MOST_INSIDE
from dangvien_xlsx.excel.intake import Reading, digest, examine, refusal_of, unread
from dangvien_xlsx.excel.kinds import FileKind, is_system_file, kind_of
from dangvien_xlsx.excel.package import PackageError
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.names import shorten

Expander = Callable[[Inner, str], Iterator[Inner]]
"""From a container and the password to the files inside it; raises PackageError for the container as a whole."""

EXPANDERS: dict[FileKind, Expander] = {FileKind.ZIP: zip_items}
"""The one seam for kinds of container: e-mails go in here, by FileKind.EMAIL and FileKind.OUTLOOK."""


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


class Opened(NamedTuple):
    """Entries of a received file and of what it contains; ``pending``: those that were named but not read."""

    files: tuple[ReceivedFile, ...]
    pending: tuple[ReceivedFile, ...] = ()


def open_received(outer: Inner, visit: Visit) -> Opened:
    """Open a received file; a container's own entry comes before the entries of what it contains."""
    entries = [entry for entry in _visit(outer, visit, 0, [MOST_INSIDE]) if not visit.only or entry.path in visit.only]
    pending = tuple(entry for entry in entries if is_pending(entry))
    return Opened(tuple(entry for entry in entries if not is_pending(entry)), pending)


def is_pending(entry: ReceivedFile) -> bool:
    """Tell whether an entry says nothing yet: a file that was named but not read."""
    return not (entry.submissions or entry.findings or entry.ignored)


def _visit(item: Inner, visit: Visit, depth: int, left: list[int]) -> Iterator[ReceivedFile]:
    try:
        content = item.read()
    except PackageError as refusal:
        yield ReceivedFile(item.path, item.changed, 0, "", item.sender, findings=(refusal_of(item.path, refusal),))
        return
    kind = kind_of(content)
    if is_system_file(item.path, kind):
        yield _entry(item, content, ignored=words.SYSTEM_FILE)
    elif item.opened:
        yield _entry(item, content, ignored=words.OPENED_MAIL)
    elif kind in EXPANDERS:
        yield from _visit_inside(item, content, kind, visit, depth, left)
    elif visit.listing:
        yield _entry(item, content)
    else:
        yield _examined(item, content, visit.reading, kind)


def _visit_inside(
    item: Inner, content: bytes, kind: FileKind, visit: Visit, depth: int, left: list[int]
) -> Iterator[ReceivedFile]:
    """Visit what a container holds; what was read before it proved harmful still counts."""
    count = 0
    problem: PackageError | None = None
    try:
        if depth >= DEEPEST_NESTING:
            raise PackageError("suspicious-file", why=words.NESTED_DEEP)
        for inner in EXPANDERS[kind](item._replace(read=lambda: content), visit.reading.password):
            count += 1
            left[0] -= 1
            if left[0] < 0:
                raise PackageError("suspicious-file", why=words.MANY_INSIDE)
            if visit.wants(inner.path):
                yield from _visit(inner, visit, depth + 1, left)
        if not count:
            raise PackageError("unsupported-type", why=words.EMPTY_CONTAINER, remedy=words.ASK_AGAIN)
    except PackageError as refusal:
        problem = refusal
    if problem:
        yield _entry(item, content)._replace(findings=(refusal_of(item.path, problem),))
    else:
        yield _entry(item, content, ignored=words.OPENED.format(count=count))


def _examined(item: Inner, content: bytes, reading: Reading, kind: FileKind) -> ReceivedFile:
    try:
        return examine(item.path, content, item.changed, reading, kind)._replace(sender=item.sender)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic inside calamine arrives as a BaseException
        why = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        return unread(item.path, len(content), item.changed, why, digest(content))._replace(sender=item.sender)


def _entry(item: Inner, content: bytes, ignored: str = "") -> ReceivedFile:
    return ReceivedFile(item.path, item.changed, len(content), digest(content), item.sender, ignored=ignored)
