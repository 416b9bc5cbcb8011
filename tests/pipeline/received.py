"""Received files as the tests need them: the good forms of the example, and one change to one of them."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook

from dangvien_xlsx.intake.kept_fine import FineForms
from dangvien_xlsx.intake.opening import open_received
from dangvien_xlsx.intake.tasks import Visit
from dangvien_xlsx.judging.accounting import account
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.period import blank_stamp
from dangvien_xlsx.model.submission import Account, ReceivedFile
from dangvien_xlsx.received.contents import Inner
from dangvien_xlsx.received.entries import Reading
from tests.forms import SAVED, saved_at
from tests.oracles import quietly_loaded

COPIED = datetime(2023, 7, 10, 2, 0, tzinfo=UTC)
"""When the files of these tests were last changed by the file system's clock: later than the workbooks' own."""

Found = tuple[str, str, str, str]
"""What a test expects of a finding: code, unit, file, cell."""


class Inbox:
    """The example's 57 good files, read once; each test adds, replaces or takes away some."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue = catalogue
        self.content = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        self.read = {name: self.examined(name, content) for name, content in self.content.items()}
        self.untouched = account(catalogue, self.read.values(), None)

    def examined(self, name: str, content: bytes, changed: datetime = COPIED) -> ReceivedFile:
        """Read a file as the intake does."""
        reading = Reading(blank_stamp(self.catalogue.period), self.catalogue.indicators)
        (file,) = open_received(Inner(name, lambda: content, changed), Visit(reading)).files
        return file

    def accounted(
        self,
        changes: Mapping[str, bytes | ReceivedFile | None],
        as_of: date | None = None,
        catalogue: Catalogue | None = None,
    ) -> Account:
        """Account for the good files with some changed; ``None`` takes a file away."""
        files: dict[str, ReceivedFile] = dict(self.read)
        for name, change in changes.items():
            if change is None:
                del files[name]
            else:
                files[name] = self.examined(name, change) if isinstance(change, bytes) else change
        return accounted_twice(catalogue or self.catalogue, list(files.values()), as_of)

    def units_changed_by(self, accounted: Account) -> set[str]:
        """Return the codes of units whose line is not what it was."""
        before = {result.unit: (result.state, dict(result.values), result.late) for result in self.untouched.units}
        return {
            result.unit
            for result in accounted.units
            if (result.state, dict(result.values), result.late) != before[result.unit]
        }


def accounted_twice(catalogue: Catalogue, files: Sequence[ReceivedFile], as_of: date | None) -> Account:
    """Account for files, and once more as the next run does, which knows of what nothing was to be said."""
    texts = {file.path: hashlib.sha256(repr(file).encode("utf-8", "surrogatepass")).digest() for file in files}
    first = FineForms(frozenset(), texts, b"", "", None)
    accounted = account(catalogue, files, as_of, fine=first)
    second = FineForms(first.met, texts, b"", "", None)
    assert account(catalogue, files, as_of, fine=second) == accounted == account(catalogue, files, as_of)
    assert not second.is_changed
    return accounted


def found_in(accounted: Account) -> list[Found]:
    """Return an account's findings, shortened and sorted."""
    return sorted((item.code, item.unit, item.file, item.cell) for item in accounted.findings)


def edited(content: bytes, change: Callable[[Workbook], object], saved: datetime = SAVED) -> bytes:
    """Change a workbook as a person with Excel would, and save it."""
    book = quietly_loaded(content)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return saved_at(stream.getvalue(), saved)


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Make a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


def workbook_of(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Make a workbook that is no form."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
