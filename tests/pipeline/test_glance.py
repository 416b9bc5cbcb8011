"""The book of periods is read once in a run, and again as soon as a byte of it is another."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.history.book import key_of, write_book
from dangvien_xlsx.history.door import COMPANIONS
from dangvien_xlsx.history.reading import look_at_book, read_book
from dangvien_xlsx.history.rows import digest_of_rows
from dangvien_xlsx.pipeline import glance
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.workspace.folder import Workspace
from tests.history.periods import past_period
from tests.intake.build import EXAMPLE

EARLIER, LATER = past_period(2021, {"01": 3, "02": None}), past_period(2022, {"01": 4, "02": 0})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the places that are read as books from now on; each is read for real."""
    seen: list[str] = []

    def counted(read: Callable[[str, str], object]) -> Callable[[str, str], object]:
        def reading(location: str, but: str = "") -> object:
            seen.append(location)
            return read(location, but)

        return reading

    monkeypatch.setattr(glance, "read_book", counted(read_book))
    monkeypatch.setattr(glance, "look_at_book", counted(lambda location, _: look_at_book(location)))
    return seen


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so-cac-ky.sqlite"
    write_book(str(path), [EARLIER])
    return path


def test_a_run_reads_the_book_once(tmp_path: Path, reads: list[str]) -> None:
    folder = tmp_path / "workbooks" / "2023-6T"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua"))
    consolidate(Workspace(folder))
    assert reads == []  # there was none yet
    before = read_book(str(folder.parent / "so-cac-ky.sqlite"))
    consolidate(Workspace(folder))
    assert len(reads) == 1
    assert read_book(str(folder.parent / "so-cac-ky.sqlite")) == before


def test_a_book_that_was_changed_meanwhile_is_read_again(book: Path, reads: list[str]) -> None:
    glance.looked_through(book)
    assert set(glance.glance(book).periods) == {key_of(EARLIER)}
    assert len(reads) == 1
    write_book(str(book), [LATER])
    known = glance.glance(book)
    assert len(reads) == 2
    assert {key: marks.digest for key, marks in known.periods.items()} == {
        key_of(item): digest_of_rows(item) for item in (EARLIER, LATER)
    }


@pytest.mark.parametrize("ending", COMPANIONS)
def test_what_lies_beside_a_book_belongs_to_it(book: Path, reads: list[str], ending: str) -> None:
    glance.looked_through(book)
    book.with_name(f"{book.name}{ending}").write_bytes(b"")
    glance.glance(book)
    assert len(reads) == 2


def test_another_book_is_not_taken_for_the_one_that_was_read(book: Path, tmp_path: Path, reads: list[str]) -> None:
    other = tmp_path / "khac" / book.name
    other.parent.mkdir()
    write_book(str(other), [LATER])
    glance.looked_through(book)
    assert set(glance.glance(other).periods) == {key_of(LATER)}
    assert len(reads) == 2
