"""The zip around what we write: Windows and Linux give the same bytes."""

import io
import re
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.excel.writing import book, packing, spool
from dangvien_xlsx.excel.writing.book import Book
from dangvien_xlsx.excel.writing.line import Column, Line, Linked
from dangvien_xlsx.excel.writing.packing import package, packed
from dangvien_xlsx.excel.writing.rows import KEY, ROW
from dangvien_xlsx.excel.writing.spool import Spool
from dangvien_xlsx.excel.writing.styles import STYLES
from dangvien_xlsx.letter.rendering import packed_anew
from tests.conftest import ROOT

ROWS = 3_000
"""Rows of which the XML does not stay in memory."""


def written(rows: int = 1) -> bytes:
    with Book(datetime(2023, 7, 1), {"title": "thử"}) as made:
        line = Line(made.sheet("Một"), [Column("cell"), Column("cell", f'=A{ROW}&"{KEY}"')])
        for row0 in range(rows):
            line.write(row0, [Linked(f"chữ {row0}", ("external", f"../nhan-ve/{row0}&.xlsx")), "ữ" * 300], 19, "x" * 99)
        return made.content()


def plainly(rows: int) -> bytes:
    """Return the same as xlsxwriter writes and packs it."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    made.set_properties({"title": "thử", "created": datetime(2023, 7, 1)})
    sheet = made.add_worksheet("Một")
    linked, usual = (made.add_format(STYLES[role]) for role in ("cell_link", "cell"))
    sheet.hide_gridlines(2)
    for row0 in range(rows):
        sheet.set_row(row0, 19)
        sheet.write_url(row0, 0, f"external:../nhan-ve/{row0}&.xlsx", linked, f"chữ {row0}")
        sheet.write_formula(row0, 1, f'=A{row0 + 1}&"{"x" * 99}"', usual, "ữ" * 300)
    made.close()
    return stream.getvalue()


@pytest.mark.parametrize("rows", [1, ROWS])
def test_a_workbook_made_on_windows_has_the_bytes_of_one_made_here(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    here = written(rows)
    monkeypatch.setattr(sys, "platform", "win32")
    assert written(rows) == here
    with zipfile.ZipFile(io.BytesIO(here)) as package:
        assert {entry.create_system for entry in package.infolist()} == {3}
        assert package.testzip() is None


@pytest.mark.parametrize("at_once", [0, 2**25])
@pytest.mark.parametrize("rows", [1, ROWS])
def test_a_workbook_holds_the_parts_that_xlsxwriter_makes(
    rows: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "_AT_ONCE", at_once)
    with (
        zipfile.ZipFile(io.BytesIO(written(rows))) as ours,
        zipfile.ZipFile(io.BytesIO(plainly(rows))) as theirs,
    ):
        assert ours.testzip() is None
        assert ours.namelist() == theirs.namelist()
        for name in ours.namelist():
            assert ours.read(name) == re.sub(rb' spans="[^"]*"', b"", theirs.read(name)), name
        assert {entry.date_time for entry in ours.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_a_large_workbook_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(ROWS)
    assert list(tmp_path.iterdir()) == []

    def full(*_: object) -> bytes:
        raise OSError(28, "no space")

    monkeypatch.setattr(book, "packed", full)
    with pytest.raises(OSError, match="no space"):
        written(ROWS)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(spool, "TemporaryFile", full)
    with pytest.raises(OSError, match="no space"):
        written(ROWS)


TEXTS = st.lists(st.text(max_size=20) | st.just("ữ" * 2**19), max_size=6)


@given(TEXTS, TEXTS, TEXTS)
def test_letters_come_out_as_they_went_in(before: list[str], within: list[str], after: list[str]) -> None:
    outer = Spool()
    for text in before:
        outer.write(text)
    for text in within:
        outer.add(text.encode())
    for text in after:
        outer.write(text)
    size = outer.size
    content = b"".join(outer.pieces())
    assert content.decode() == "".join([*before, *within, *after])
    assert len(content) == size


@pytest.mark.parametrize("names", [[], ["a.xml"], ["xl/ảnh.xml", "b/c.xml"]])
def test_a_package_is_a_zip_that_others_read(names: list[str]) -> None:
    content = package([packed(name, [name.encode()] * 100, 100 * len(name.encode())) for name in names])
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        assert read.namelist() == names
        assert all(read.read(name) == name.encode() * 100 for name in names)


def test_a_letter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (ROOT / "templates" / "cong-van.docx").read_bytes()
    here = packed_anew(content)
    monkeypatch.setattr(sys, "platform", "win32")
    assert packed_anew(content) == here
