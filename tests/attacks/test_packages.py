"""Workbooks whose parts are named or placed to say one thing to people and another to us."""

from pathlib import Path

import pytest

from dangvien_xlsx.model.submission import ReceivedFile
from tests.intake.build import GOOD, SHEET, parts_of, raw_zip, with_part, zipped
from tests.intake.test_corpus import read_folder, verdict

RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
OTHER = parts_of(GOOD)[SHEET].replace(b"<v>10</v>", b"<v>99</v>")


def read(content: bytes, tmp_path: Path, name: str = "phieu.xlsx") -> ReceivedFile:
    """Read one file as the intake does."""
    (tmp_path / name).write_bytes(content)
    return read_folder(tmp_path)[name]


def admitted(file: ReceivedFile) -> object:
    """Return the total that was read."""
    (submission,) = file.submissions
    return submission.plain()["ket_nap"]


def moved(place: str, quote: bytes = b'"') -> bytes:
    """Return the form with its sheet at another place, its relationships in quotes of a kind."""
    parts = parts_of(GOOD)
    target = place.removeprefix("xl/")
    parts[place] = parts.pop(SHEET)
    parts[RELATIONS] = parts[RELATIONS].replace(b"worksheets/sheet1.xml", target.encode()).replace(b'"', quote)
    parts[TYPES] = parts[TYPES].replace(SHEET.encode(), place.encode())
    return zipped(parts)


@pytest.mark.parametrize("twin", ["xl/worksheets/Sheet1.xml", "XL/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"])
@pytest.mark.parametrize("first", [True, False])
def test_two_parts_that_differ_in_case_alone_are_refused(tmp_path: Path, twin: str, first: bool) -> None:
    members = [(name.encode(), part) for name, part in parts_of(GOOD).items()]
    pair = [(twin.encode(), OTHER)]
    file = read(raw_zip([*pair, *members] if first else [*members, *pair]), tmp_path)
    assert verdict(file) == "suspicious-file"


@pytest.mark.parametrize(
    "twin", ["xl/worksheets/./sheet1.xml", "xl//worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"]
)
def test_two_ways_to_one_part_are_refused(tmp_path: Path, twin: str) -> None:
    members = [(name.encode(), part) for name, part in parts_of(GOOD).items()]
    assert verdict(read(raw_zip([*members, (twin.encode(), OTHER)]), tmp_path)) == "suspicious-file"


@pytest.mark.parametrize("place", ["xl/worksheets/sheet1.xml", "xl/Bảng/tờ.xml", "xl/a.dat", "xl/WorkSheets/S.XML"])
@pytest.mark.parametrize("quote", [b'"', b"'"])
def test_a_sheet_is_found_by_its_relationship_wherever_it_lies(tmp_path: Path, place: str, quote: bytes) -> None:
    assert admitted(read(moved(place, quote), tmp_path)) == 10


def test_a_sheet_that_no_relationship_names_says_nothing(tmp_path: Path) -> None:
    assert admitted(read(with_part("xl/worksheets/sheet0.xml", OTHER), tmp_path)) == 10


@pytest.mark.parametrize("place", ["xl/a.dat", "xl/tờ.xml"])
def test_a_far_cell_is_seen_wherever_its_sheet_lies(tmp_path: Path, place: str) -> None:
    parts = parts_of(moved(place))
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[place] = parts[place].replace(b"</sheetData>", far)
    file = read(zipped(parts), tmp_path)
    assert not file.submissions or admitted(file) == 10
    assert "XFD1048576" in " ".join(item.message for item in file.findings) or file.submissions


@pytest.mark.parametrize("name", ["xl/a.dat", SHEET])
def test_entities_in_utf_16_are_refused_whatever_the_part_is_called(tmp_path: Path, name: str) -> None:
    part = b'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    file = read(with_part(name, b"\xff\xfe" + part.decode().encode("utf-16-le")), tmp_path)
    assert verdict(file) == "suspicious-file"


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("twin", ["xl/worksheets/sheet%31.xml", "xl/%77orksheets/sheet1.xml"])
def test_two_parts_that_are_one_name_once_decoded_are_refused(tmp_path: Path, twin: str, first: bool) -> None:
    members = [(name.encode(), part) for name, part in parts_of(GOOD).items()]
    pair = [(twin.encode(), OTHER)]
    file = read(raw_zip([*pair, *members] if first else [*members, *pair]), tmp_path)
    assert verdict(file) == "suspicious-file"


def test_a_part_is_found_by_its_encoded_name(tmp_path: Path) -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet%31.xml"] = parts.pop(SHEET)
    assert admitted(read(zipped(parts), tmp_path)) == 10


_RELATION = (
    b'<Relationship Id="%s" Target="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/>'
)


@pytest.mark.parametrize("mark", [b'Relationships">', b"<Relationship "])
@pytest.mark.parametrize("relation", [(b"rId1", b"worksheets/sheet9.xml", b"worksheet"), (b"x", b"s.xml", b"styles")])
def test_two_relationships_where_one_can_be_meant_are_refused(
    tmp_path: Path, mark: bytes, relation: tuple[bytes, bytes, bytes]
) -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet9.xml"] = OTHER
    before, _, after = parts[RELATIONS].partition(b"<Relationship ")
    more = _RELATION % relation
    rest = b"<Relationship " + after
    ours = before + more + rest if mark == b"<Relationship " else before + rest.replace(b"</R", more + b"</R")
    parts[RELATIONS] = ours
    assert verdict(read(zipped(parts), tmp_path)) == "suspicious-file"


def test_a_relationship_of_a_foreign_namespace_is_none(tmp_path: Path) -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet9.xml"] = OTHER
    odd = (_RELATION % (b"rId1", b"worksheets/sheet9.xml", b"worksheet")).replace(
        b"<Relationship ", b'<e:Relationship xmlns:e="urn:e" '
    )
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", odd + b"</Relationships>")
    assert admitted(read(zipped(parts), tmp_path)) == 10


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_a_sheet_in_utf_16_is_read(tmp_path: Path, order: str) -> None:
    text = parts_of(GOOD)[SHEET].decode().replace("UTF-8", "UTF-16")
    assert admitted(read(with_part(SHEET, ("\ufeff" + text).encode(order)), tmp_path)) == 10
