"""Sheets whose XML says one number to a spreadsheet program and another to a reader that is not strict."""

import re
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.submission import ReceivedFile
from tests.attacks.test_packages import admitted, read
from tests.excel.pages import page_of, workbook
from tests.intake.build import GOOD, SHEET, parts_of, with_part, zipped
from tests.intake.test_corpus import verdict

_ROW = '<row r="1"><c r="A1"><v>5</v></c>{}</row>'
_STYLES = "xl/styles.xml"
_PARTS = parts_of(GOOD)


def form(old: bytes, new: bytes) -> bytes:
    """Return the form with one place of its sheet changed."""
    assert old in _PARTS[SHEET]
    return with_part(SHEET, _PARTS[SHEET].replace(old, new, 1))


def total_cell() -> bytes:
    """Return the XML of the total's cell, which holds 10."""
    found = re.search(rb'<c r="[A-Z0-9]+" s="\d+"><v>10</v></c>', _PARTS[SHEET])
    assert found
    return found[0]


def total() -> str:
    """Return the total's address."""
    return total_cell().split(b'"')[1].decode()


@pytest.mark.parametrize("walked", ["", "<!-- walked -->"])
@pytest.mark.parametrize(
    "rows",
    [
        _ROW.format('<c r="A1"><v>99</v></c>'),
        _ROW.format('<c r="a1"><v>99</v></c>'),
        _ROW.format('<c r="$A$1"><v>99</v></c>'),
        _ROW.format('<c r="A1"/>'),
        _ROW.format("") + '<row r="1"><c r="B1"><v>99</v></c></row>',
        _ROW.format("") + '<row r="2"><c r="A1"><v>99</v></c></row>',
        _ROW.format("") + '<row r="2"><c r="A1"/></row>',
        '<row r="1"><c r="A1"/></row><row r="2"><c r="A1"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>5</v><v>99</v></c></row>',
        '<row r="1"><c r="A1"><f>5</f><f>99</f><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><v>5</v><is><t>99</t></is></c></row>',
        '<row r="1"><c r="A1"><v>5</v><is><t>99</t></is></c></row>',
        _ROW.format("") + "</sheetData><sheetData>" + _ROW.format("").replace("5", "99"),
        _ROW.format("") + "</sheetData><sheetData/><sheetData>",
        '<row r="1"><c r="A1" r="A2"><v>5</v></c></row>',
    ],
)
def test_what_is_told_twice_is_refused(rows: str, walked: str) -> None:
    with pytest.raises(RefusedError):
        page_of(workbook(walked + rows))


def test_two_sheet_datas_of_which_one_is_empty_are_refused() -> None:
    for around in (("<sheetData/>", ""), ("", "<sheetData/>")):
        with pytest.raises(RefusedError):
            page_of(workbook(_ROW.format(""), around=around))


@pytest.mark.parametrize("walked", ["", "<!-- walked -->"])
@pytest.mark.parametrize(
    "rows",
    [
        _ROW.format('<e:c xmlns:e="urn:e" r="A1"><e:v>99</e:v></e:c>'),
        _ROW.format('<c xmlns="urn:e" r="A1"><v>99</v></c>'),
        _ROW.format('<c xmlns="" r="A1"><v>99</v></c>'),
        '<row r="1"><c r="A1"><v>5</v><e:v xmlns:e="urn:e">99</e:v></c></row>',
        '<row r="1"><c r="A1" xmlns:e="urn:e" e:r="A2"><v>5</v></c></row>',
        _ROW.format("") + '<row xmlns="urn:e" r="1"><c r="A1"><v>99</v></c></row>',
        _ROW.format("") + '<e:row xmlns:e="urn:e" r="1"><c r="A1"><v>99</v></c></e:row>',
    ],
)
def test_what_is_of_a_foreign_namespace_is_no_cell(rows: str, walked: str) -> None:
    assert page_of(workbook(walked + rows)).value("A1") == 5


def test_a_foreign_string_moves_no_other() -> None:
    strings = '<e:si xmlns:e="urn:e"><e:t>99</e:t></e:si><si><t>5</t><e:t xmlns:e="urn:e">9</e:t></si>'
    page = page_of(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings))
    assert page.value("A1") == "5"


@pytest.mark.parametrize("digits", ["٥", "५", "1_0", "٥e1", "１０"])
@pytest.mark.parametrize("walked", ["", "<!-- walked -->"])
def test_only_plain_digits_are_a_number(digits: str, walked: str) -> None:
    page = page_of(workbook(f'{walked}<row r="1"><c r="A1"><v>{digits}</v></c></row>'))
    assert not isinstance(page.value("A1"), int | float)


def test_no_number_is_taken_from_digits_that_excel_does_not_read(tmp_path: Path) -> None:
    file = read(form(total_cell(), total_cell().replace(b"10</v>", "١٠</v>".encode())), tmp_path)
    assert not file.submissions or admitted(file) == "١٠"


def with_rule(dxf: bytes, rule: bytes = b'<cfRule type="expression" priority="1" dxfId="%d">%s</cfRule>') -> bytes:
    """Return the form with a rule over the total."""
    parts = dict(_PARTS)
    count = parts[_STYLES].partition(b"<dxfs")[2].partition(b"</dxfs>")[0].count(b"<dxf>")
    assert count
    parts[_STYLES] = parts[_STYLES].replace(b"</dxfs>", dxf + b"</dxfs>")
    told = (rule % (count, b"<formula>TRUE</formula>")) if b"%d" in rule else rule
    covering = b'<conditionalFormatting sqref="A1 %s">%s</conditionalFormatting>' % (total().encode(), told)
    parts[SHEET] = parts[SHEET].replace(b"<conditionalFormatting", covering + b"<conditionalFormatting", 1)
    assert covering in parts[SHEET]
    return zipped(parts)


@pytest.mark.parametrize(
    "dxf",
    [
        b'<dxf><numFmt numFmtId="200" formatCode="&quot;7&quot;"/></dxf>',
        b'<dxf><numFmt numFmtId="200" formatCode=";;;"/></dxf>',
        b'<dxf><font><color rgb="FFFFFFFF"/></font></dxf>',
        b'<dxf><font><color theme="0"/></font><fill><patternFill><bgColor rgb="FFFFFFFF"/></patternFill></fill></dxf>',
        b'<dxf><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill></dxf>',
        b"<dxf><font><strike/></font></dxf>",
    ],
)
def test_a_rule_that_hides_or_changes_a_figure_is_told(tmp_path: Path, dxf: bytes) -> None:
    file = read(with_rule(dxf), tmp_path)
    assert "value-ambiguous" in verdict(file)
    assert admitted(file) is None


def test_a_rule_that_shows_a_bar_alone_is_told(tmp_path: Path) -> None:
    bar = b'<cfRule type="dataBar" priority="1"><dataBar showValue="0"><color rgb="FF00FF00"/></dataBar></cfRule>'
    assert "value-ambiguous" in verdict(read(with_rule(b"", bar), tmp_path))


@pytest.mark.parametrize(
    "dxf",
    [
        b'<dxf><numFmt numFmtId="200" formatCode="#,##0"/></dxf>',
        b'<dxf><font><b/><color theme="0"/></font><fill><patternFill><bgColor theme="4"/></patternFill></fill></dxf>',
        b'<dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>',
    ],
)
def test_a_rule_that_only_colours_is_silent(tmp_path: Path, dxf: bytes) -> None:
    assert admitted(read(with_rule(dxf), tmp_path)) == 10


def typed(text: str, tmp_path: Path) -> ReceivedFile:
    """Read the form with a text in the total's cell."""
    place = total().encode()
    cell = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, text.encode())
    return read(form(total_cell(), cell), tmp_path)


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u202b", "\u2067", "\u2068"])
def test_a_text_that_is_shown_turned_is_ambiguous_and_its_mark_is_named(tmp_path: Path, mark: str) -> None:
    file = typed(f"{mark}41", tmp_path)
    assert "value-ambiguous" in verdict(file)
    assert admitted(file) is None
    told = [item.message for item in file.submissions[0].findings if item.code == "value-ambiguous"]
    assert f"U+{ord(mark):04X}" in told[0]
    assert mark not in told[0]


def test_a_rule_of_newer_programs_is_heard_too(tmp_path: Path) -> None:
    space = b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    rule = (
        b'<extLst><ext xmlns:x14="%s"><x14:conditionalFormattings><x14:conditionalFormatting>'
        b'<x14:cfRule type="expression" priority="1" id="{1}"><xm:f xmlns:xm="urn:xm">TRUE</xm:f>'
        b'<x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule>'
        b'<xm:sqref xmlns:xm="urn:xm">%s</xm:sqref></x14:conditionalFormatting>'
        b"</x14:conditionalFormattings></ext></extLst>"
    ) % (space, total().encode())
    file = read(form(b"</worksheet>", rule + b"</worksheet>"), tmp_path)
    assert "value-ambiguous" in verdict(file)
    assert admitted(file) is None


def test_a_figure_with_two_meanings_is_not_told_as_two_places(tmp_path: Path) -> None:
    file = typed("\u202e41", tmp_path)
    assert "code-twice" not in verdict(file)


@pytest.mark.parametrize("mark", ["\u200e", "\u200b", "\ufeff"])
def test_a_mark_that_turns_nothing_is_no_matter(tmp_path: Path, mark: str) -> None:
    assert "value-ambiguous" not in verdict(typed(f"{mark}10", tmp_path))
