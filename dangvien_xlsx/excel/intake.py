"""From the bytes of a received file to what stands in it. Runs only in child processes: nothing here is trusted."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from dangvien_xlsx.excel.form_reader import read_form
from dangvien_xlsx.excel.grid import Grids
from dangvien_xlsx.excel.package import LARGEST_FILE, Package, PackageError
from dangvien_xlsx.model.findings import Finding
from dangvien_xlsx.model.indicator import Indicator
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.text import intake as words
from dangvien_xlsx.text.findings import finding
from dangvien_xlsx.text.names import shorten

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ERROR_CELL = b't="e"'


def examine(
    path: str, content: bytes, changed: datetime, not_before: datetime, indicators: Sequence[Indicator]
) -> ReceivedFile:
    """Read one received file.

    Args:
        path: Relative to ``nhan-ve/``.
        content: The file's bytes.
        changed: When the file was last changed, by the file system.
        not_before: A workbook's own time of saving counts only if it is later; a blank form bears this time.
        indicators: Those of the catalogue.

    Returns:
        What the file is, with its submissions or the findings that say why there are none.
    """
    received = changed
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        package = _open(content)
        saved = package.modified()
        received = saved if saved and saved > not_before else changed
        submissions = _read(content, package, indicators)
        if not submissions:
            findings = (finding("not-a-form", {"file": path}),)
    except PackageError as refusal:
        findings = (finding(refusal.code, {"file": path}, **refusal.about),)
    return _received(path, content, received, submissions, findings)


def unread(path: str, size: int, changed: datetime, why: str, digest: str = "") -> ReceivedFile:
    """Return the entry of a file that could not be read, whose reader failed, or that is too large to try."""
    code = "file-too-large" if size > LARGEST_FILE else "unreadable-file"
    return ReceivedFile(path, changed, size, digest, findings=(refused(path, code, size, why),))


def refused(path: str, code: str, size: int, why: str) -> Finding:
    """Return the finding for a file that is not read."""
    return finding(code, {"file": path}, why=why, size=_megabytes(size), limit=_megabytes(LARGEST_FILE))


def _open(content: bytes) -> Package:
    if not content:
        raise PackageError("unreadable-file", why=words.EMPTY_FILE)
    if content.startswith(_OLE):
        code = "encrypted-file" if _ENCRYPTED in content else "unsupported-type"
        raise PackageError(code, why=words.NOT_EXCEL)
    if not content.startswith(_ZIP):
        raise PackageError("unsupported-type", why=words.NOT_EXCEL)
    package = Package(content)
    if "[Content_Types].xml" not in package.names or not any(name.startswith("xl/") for name in package.names):
        raise PackageError("unsupported-type", why=words.NOT_EXCEL)
    return package


def _read(content: bytes, package: Package, indicators: Sequence[Indicator]) -> tuple[Submission, ...]:
    try:
        submission = read_form(Grids(content), indicators)
        if submission and any(cell.value is None for cell in submission.values.values()):
            submission = _look_again(content, package, submission)
    except Exception as error:  # calamine's and openpyxl's many kinds of refusal all mean: this file cannot be read
        why = words.READER_FAILED.format(why=shorten(str(error) or type(error).__name__))
        raise PackageError("unreadable-file", why=why) from error
    return (submission,) if submission else ()


def _look_again(content: bytes, package: Package, submission: Submission) -> Submission:
    if _ERROR_CELL not in package.sheets():
        return submission
    from dangvien_xlsx.excel.second_look import with_errors

    return submission._replace(values=with_errors(content, submission.values))


def _received(
    path: str,
    content: bytes,
    received: datetime,
    submissions: tuple[Submission, ...],
    findings: tuple[Finding, ...],
) -> ReceivedFile:
    return ReceivedFile(
        path=path,
        received=received,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        submissions=submissions,
        findings=findings,
    )


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB".replace(".", ",")
