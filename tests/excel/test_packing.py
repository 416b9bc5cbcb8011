"""The zip around what we write: Windows and Linux give the same bytes."""

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.letter.rendering import packed_anew
from tests.conftest import ROOT


def written(large: bool) -> bytes:
    with Book(datetime(2023, 7, 1), {"title": "thử"}, large=large) as book:
        book.sheet("Một").text(0, 0, "chữ", "cell")
        return book.content()


@pytest.mark.parametrize("large", [False, True])
def test_a_workbook_made_on_windows_has_the_bytes_of_one_made_here(
    large: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = written(large)
    monkeypatch.setattr(sys, "platform", "win32")
    there = written(large)
    assert there == here
    with zipfile.ZipFile(io.BytesIO(here)) as package:
        assert {entry.create_system for entry in package.infolist()} == {3}
        assert package.testzip() is None


def test_a_letter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (ROOT / "templates" / "cong-van.docx").read_bytes()
    here = packed_anew(content)
    monkeypatch.setattr(sys, "platform", "win32")
    assert packed_anew(content) == here
