"""From the bytes of a received file to what stands in it. Runs only in child processes: nothing here is trusted."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dangvien_xlsx.excel.form.reader import read_forms
from dangvien_xlsx.excel.reading.extent import judge_extent
from dangvien_xlsx.excel.reading.pages import read_pages
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.received.entries import Reading, digest, megabytes
from dangvien_xlsx.received.kinds import WORKBOOKS, FileKind, is_partial, kind_of
from dangvien_xlsx.received.package import Package, saved_as_ods_tells
from dangvien_xlsx.received.room import OF_A_FORM, Room
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

_WHOLE_FAILURES = {
    FileKind.EMPTY: words.EMPTY_FILE,
    FileKind.ZEROS: words.ZEROS_ONLY,
    FileKind.BROKEN_ZIP: words.BROKEN_ZIP,
    FileKind.BROKEN_OLE: words.BROKEN_ZIP,
}


class OpenedWorkbook(NamedTuple):
    """A workbook that may be read: its bytes without a password, its kind, its package and its time of saving."""

    content: bytes
    kind: FileKind
    package: Package | None
    saved: datetime | None


def examine(path: str, content: bytes, changed: datetime, reading: Reading, kind: FileKind) -> ReceivedFile:
    """Read one received file that is no container.

    Args:
        path: Relative to ``nhan-ve/``.
        content: The file's bytes.
        changed: When the file was last changed, by the file system or the container.
        reading: What is known before.
        kind: What the bytes are.

    Returns:
        What the file is, with its submissions or the findings that say why there are none.
    """
    received = changed
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        opened = _open(path, content, kind, reading.password)
        received = opened.saved if opened.saved and opened.saved > reading.not_before else changed
        submissions = _read(opened, reading.indicators)
        findings = _said_of(path, opened.package) if submissions else (finding("not-a-form", {"file": path}),)
    except RefusedError as refusal:
        findings = (refusal_of(path, refusal),)
    return ReceivedFile(path, received, len(content), digest(content), "", submissions, findings)


def refusal_of(path: str, refusal: RefusedError) -> Finding:
    """Return the finding for a refused file; a download cut short explains whatever is wrong with it."""
    code, about, remedy = refusal.code, dict(refusal.about), refusal.about.get("remedy", "")
    if is_partial(path) and code in ("unreadable-file", "unsupported-type"):
        code, remedy = "unreadable-file", words.FINISH_DOWNLOAD
        about["why"] = words.PARTIAL_DOWNLOAD.format(suffix=path[path.rindex(".") :])
    elif code == "encrypted-file":
        remedy = words.UNLOCK_FIRST
    found = finding(code, {"file": path}, **about)
    return found._replace(remedy=remedy) if remedy else found


def opened_workbook(path: str, content: bytes, password: str = "", room: Room = OF_A_FORM) -> OpenedWorkbook:
    """Judge what should be a workbook, before any reader sees it.

    Args:
        path: How it is called.
        content: Its bytes.
        password: Opens it if it is locked.
        room: What it may ask for.

    Raises:
        RefusedError: It is none, or harmful; ``why`` says so.
    """
    kind = kind_of(content)
    if kind not in WORKBOOKS and kind not in _WHOLE_FAILURES:
        raise RefusedError("unsupported-type", why=words.KINDS.get(kind.value, (words.NO_WORKBOOK, ""))[0])
    opened = _open(path, content, kind, password, room)
    if opened.kind is FileKind.XLSX and opened.package:
        judge_extent(opened.package, room)
    return opened


def _open(path: str, content: bytes, kind: FileKind, password: str, room: Room = OF_A_FORM) -> OpenedWorkbook:
    """Judge a file by its kind, before any reader sees it."""
    if kind.value in words.KINDS:
        told, remedy = words.KINDS[kind.value]
        raise RefusedError("unsupported-type", why=told, remedy=remedy)
    if len(content) > room.file:
        raise RefusedError("file-too-large", size=megabytes(len(content)), limit=megabytes(room.file))
    if why := _WHOLE_FAILURES.get(kind):
        raise RefusedError("unreadable-file", why=why)
    if kind is FileKind.ENCRYPTED:
        return _open_locked(path, content, password)
    if kind is FileKind.XLS:
        return _open_xls(content, password)
    if kind is FileKind.FODS:
        # No package around it: its reader bounds what it takes in.
        return OpenedWorkbook(content, kind, None, saved_as_ods_tells(content))
    package = Package(content, room)
    # An .xlsx is judged as its pages are read, so that what is looked at to judge it is not looked at twice.
    if kind is not FileKind.XLSX:
        from dangvien_xlsx.excel.reading.extent_ods_xls import judge_ods, judge_xlsb

        (judge_ods if kind is FileKind.ODS else judge_xlsb)(package)
    return OpenedWorkbook(content, kind, package, package.modified())


def _open_locked(path: str, content: bytes, password: str) -> OpenedWorkbook:
    from dangvien_xlsx.received.locks import unlocked

    inside = unlocked(content, password)
    kind = kind_of(inside)
    if kind is FileKind.ENCRYPTED:
        raise RefusedError("encrypted-file")
    return _open(path, inside, kind, "")


def _open_xls(content: bytes, password: str) -> OpenedWorkbook:
    from dangvien_xlsx.excel.reading.extent_ods_xls import judge_xls

    try:
        return OpenedWorkbook(content, FileKind.XLS, None, judge_xls(content))
    except RefusedError as refusal:
        if refusal.code != "encrypted-file":
            raise
    from dangvien_xlsx.received.locks import unlocked

    inside = unlocked(content, password)
    return OpenedWorkbook(inside, FileKind.XLS, None, judge_xls(inside))


def _read(opened: OpenedWorkbook, indicators: Sequence[Indicator]) -> tuple[Submission, ...]:
    try:
        book = read_pages(opened.content, opened.kind, opened.package)
        if not book.pages:
            raise RefusedError("unreadable-file", why=words.NO_SHEETS)
        return read_forms(book, indicators)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # the readers' many kinds of refusal all mean: this file cannot be read
        why = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        raise RefusedError("unreadable-file", why=why) from error


def _said_of(path: str, package: Package | None) -> tuple[Finding, ...]:
    """Return what is said of a file whose form was read all the same."""
    links = package.links_out() if package else ()
    if not links:
        return ()
    return (finding("external-link", {"file": path}, value=shorten(", ".join(links), 200)),)
