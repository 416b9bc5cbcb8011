"""Formatting that was dragged to the last row: a form like any other, and no way in for what is too much."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangvien_xlsx.received.limits import LARGEST_TEXT
from dangvien_xlsx.received.package import Package
from tests.intake.build import GOOD, SHEET, parts_of, with_rows, zipped
from tests.intake.corpus import FORM
from tests.intake.test_corpus import read_folder, verdict

LAST = 1_048_576


def rows(columns: str, first: int, last: int) -> bytes:
    """Return rows of cells that have a style and hold nothing."""
    cells = "".join(f'<c r="{column}%d" s="5"/>' for column in columns)
    row = f'<row r="%d" spans="1:6" ht="18" customHeight="1">{cells}</row>'.encode()
    return b"".join(row % ((number,) * (len(columns) + 1)) for number in range(first, last + 1))


@pytest.fixture(scope="module")
def dragged() -> bytes:
    return with_rows(rows("D", 200, LAST))


def test_a_form_whose_formatting_reaches_the_last_row_reads_as_one_whose_does_not(
    tmp_path: Path, dragged: bytes
) -> None:
    sheet = parts_of(dragged)[SHEET]
    assert len(sheet) > 70 * 2**20
    (tmp_path / "dragged.xlsx").write_bytes(dragged)
    (tmp_path / "plain.xlsx").write_bytes(GOOD)
    (tmp_path / "thu.zip").write_bytes(zipped({"dragged.xlsx": dragged}, zipfile.ZIP_STORED))
    read = read_folder(tmp_path)
    (expected,) = read["plain.xlsx"].submissions
    for name in ("dragged.xlsx", "thu.zip/dragged.xlsx"):
        assert verdict(read[name]) == FORM
        (submission,) = read[name].submissions
        assert submission == expected


def test_a_value_among_dragged_rows_stays_where_it_was(tmp_path: Path) -> None:
    value = b'<row r="5000"><c r="B5000" s="5"/><c r="D5000" s="5"><v>17</v></c></row>'
    sheet = rows("D", 200, 4_999) + value + rows("D", 5_001, 60_000)
    content = with_rows(sheet)
    light = Package(content).member(SHEET)
    assert len(light) < len(parts_of(GOOD)[SHEET]) + 200
    assert b'<row r="5000"><c r="D5000" s="5"><v>17</v></c></row></sheetData>' in light
    (tmp_path / "a.xlsx").write_bytes(content)
    (file,) = read_folder(tmp_path).values()
    assert verdict(file) == f"{FORM}+remark"


def _odd() -> list[tuple[str, bytes]]:
    return list(_written_otherwise())


def _written_otherwise() -> Iterator[tuple[str, bytes]]:
    dragged = rows("D", 200, 60_000)
    yield "a row without an address", dragged + b"<row><c><v>1</v></c></row>"
    yield "a cell without an address", dragged + b'<row r="60001"><c/><c><v>1</v></c></row>'
    yield "a comment", dragged + b"<!-- <row> -->"
    yield "a prefix", dragged.replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    yield "other quotes", dragged.replace(b'"', b"'") + b"<row r='60001'><c r='A60001'><v>1</v></c></row>"


@pytest.mark.parametrize(("about", "xml"), _odd(), ids=[about for about, _ in _odd()])
def test_a_sheet_that_is_written_in_another_way_is_kept_whole(about: str, xml: bytes) -> None:
    content = with_rows(xml)
    assert Package(content).member(SHEET) == parts_of(content)[SHEET], about


@pytest.mark.parametrize("kind", ["entities", "cut", "values", "one row", "text"])
def test_what_is_too_much_stays_refused(tmp_path: Path, kind: str, dragged: bytes) -> None:
    walls = {
        "entities": rows("D", 200, 300_000) + b"<!ENTITY a 'b'>",
        "values": rows("D", 200, 300_000).replace(b"/></row>", b"><v>1</v></c></row>"),
        "one row": b'<row r="200">' + b'<c r="D200" s="5"/>' * 1_000_000,
        "text": rows("D", 200, 300) + b"<v>" + bytes(range(97, 122)) * (LARGEST_TEXT // 20) + b"</v>",
    }
    content = with_rows(walls[kind]) if kind in walls else dragged[: len(dragged) // 2]
    (tmp_path / "a.xlsx").write_bytes(content)
    (file,) = read_folder(tmp_path).values()
    assert verdict(file) in ("suspicious-file", "unreadable-file")
