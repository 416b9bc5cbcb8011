"""The zip around what we write: Windows and Linux give the same bytes."""

import io
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from dangvien_xlsx.excel.writing import book, packing
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.packing import package, packed
from dangvien_xlsx.letter.rendering import packed_anew
from tests.conftest import ROOT


def written(large: bool) -> bytes:
    with Book(datetime(2023, 7, 1), {"title": "thử"}, large=large) as made:
        made.sheet("Một").text(0, 0, "chữ", "cell")
        return made.content()


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


@pytest.mark.parametrize("at_once", [0, 2**25])
def test_a_large_workbook_holds_the_parts_of_a_small_one(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_AT_ONCE", at_once)
    with (
        zipfile.ZipFile(io.BytesIO(written(large=True))) as large,
        zipfile.ZipFile(io.BytesIO(written(False))) as small,
    ):
        assert large.testzip() is None
        assert large.namelist() == small.namelist()
        assert {name: large.read(name) for name in large.namelist()} == {
            name: small.read(name) for name in small.namelist()
        }
        assert {entry.date_time for entry in large.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_a_large_workbook_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(large=True)
    assert list(tmp_path.iterdir()) == []

    def full(_: object) -> bytes:
        raise OSError(28, "no space")

    monkeypatch.setattr(book, "package", full)
    with pytest.raises(OSError, match="no space"):
        written(large=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [[], ["a.xml"], ["xl/ảnh.xml", "b/c.xml"]])
def test_a_package_is_a_zip_that_others_read(names: list[str]) -> None:
    content = package([packed(name, name.encode() * 100) for name in names])
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        assert read.namelist() == names
        assert all(read.read(name) == name.encode() * 100 for name in names)


def test_a_letter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (ROOT / "templates" / "cong-van.docx").read_bytes()
    here = packed_anew(content)
    monkeypatch.setattr(sys, "platform", "win32")
    assert packed_anew(content) == here
