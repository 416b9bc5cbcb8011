"""Workbooks of our own: as large as many units make them, they are read; harmful ones in their place are refused."""

import io
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.excel.reading.own_sheets import OwnSheets
from dangvien_xlsx.intake.examine import opened_workbook
from dangvien_xlsx.intake.own import in_child_for, read_own, read_own_pages
from dangvien_xlsx.intake.pools import roomy_pool, stop, warm_pool
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.pipeline.past_summary import earlier_period
from dangvien_xlsx.received.kinds import FileKind, kind_of
from dangvien_xlsx.received.limits import (
    CHILD_MEMORY,
    LARGEST_FILE,
    LARGEST_PAGED_BESIDE,
    LARGEST_UNREAD,
    OWN_CHILD_MEMORY,
)
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_A_FORM, OF_OUR_OWN, Room
from dangvien_xlsx.workspace.folder import digest_of, is_as_written, write_result
from tests.conftest import ROOT
from tests.forms import consolidate_json
from tests.intake.build import GOOD, SHEET, parts_of, raw_zip, with_part, with_rows, with_swap, zipped
from tests.intake.corpus_hostile import hostile
from tests.intake.loops import most_memory
from tests.oracles import run

MB = 2**20
SUMMARY = Path("ket-qua") / "Tong-hop-2023-6T.xlsx"
_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"


def padded(content: bytes, size: int = 25 * MB) -> bytes:
    """Return a workbook with so many bytes more, which are in no cell: as large as many charts would make it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts_of(content).items():
            book.writestr(name, part)
        book.writestr("xl/charts/chart9999.xml", b" " * size, zipfile.ZIP_STORED)
    return stream.getvalue()


def rows_of(rows: int, columns: int) -> bytes:
    """Return the XML of a sheet full of numbers."""
    letters = [chr(ord("A") + number) for number in range(columns)]
    row = "".join(f'<c r="{letter}%d" s="12"><v>7</v></c>' for letter in letters)
    lines = (
        f'<row r="{number}" spans="1:{columns}">' + row.replace("%d", str(number)) for number in range(1, rows + 1)
    )
    return _HEAD + "".join(f"{line}</row>" for line in lines).encode() + _TAIL


def why_not(read: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refusal:
        read()
    return str(refusal.value.about.get("why", refusal.value.code))


def test_what_comes_from_outside_has_the_bounds_that_it_had() -> None:
    assert Room(20 * MB, 240 * MB, 1_000, 16 * MB, 500_000, 32 * MB) == OF_A_FORM
    for ours, theirs in zip(OF_OUR_OWN, OF_A_FORM, strict=True):
        assert theirs < ours < 2**31
    with pytest.raises(RefusedError) as refusal:
        opened_workbook("phieu.xlsx", padded(GOOD))
    assert refusal.value.code == "file-too-large"


def test_a_sheet_that_unpacks_to_more_than_a_form_may_is_read_without_being_kept() -> None:
    content = with_part(SHEET, rows_of(30_000, 22))
    assert len(parts_of(content)[SHEET]) > 20 * MB
    assert "giải nén" in why_not(lambda: Package(content))
    sheets = OwnSheets(content)
    grid = sheets.grid(sheets.names[0])
    assert (len(grid), len(grid[-1]), grid[-1][-1]) == (30_000, 22, 7.0)


def test_only_the_sheets_that_are_asked_for_are_read(workspace: Path) -> None:
    consolidate_json(workspace)
    book = read_own(workspace / SUMMARY, "Đối soát")
    assert list(book.sheets) == ["Đối soát"]
    assert list(book.names) == list(read_own(workspace / SUMMARY).sheets)


def test_a_summary_larger_than_anything_that_units_send_is_verified_and_compared_with(workspace: Path) -> None:
    """From some 28,000 units it has more than 20 MB, which the bound of what units send took for harmful."""
    consolidate_json(workspace)
    summary = workspace / SUMMARY
    summary.write_bytes(padded(summary.read_bytes()))
    assert summary.stat().st_size > LARGEST_FILE
    verified = run("verify", workspace)
    assert verified.stdout.startswith("KHỚP: 57 tệp, 57 đơn vị, tổng số kết nạp 53"), verified.stderr
    assert "quá mức" not in verified.stdout
    earlier = earlier_period(summary, "kỳ trước")
    assert (len(earlier.units), earlier.totals["ket_nap"]) == (57, 53)


def test_one_number_changed_in_a_large_summary_is_named_at_its_cell(workspace: Path) -> None:
    consolidate_json(workspace)
    summary = workspace / SUMMARY
    parts = parts_of(summary.read_bytes())
    data = "xl/worksheets/sheet8.xml"
    found = re.search(rb'<c r="(F[0-9]+)"[^>]*><v>0</v>', parts[data])
    assert found
    changed = parts[data].replace(found[0], found[0].replace(b"<v>0<", b"<v>7<"))
    summary.write_bytes(padded(zipped({**parts, data: changed})))
    told = run("verify", workspace)
    assert told.returncode == 1
    assert f"Sheet Dữ liệu, ô {found[1].decode()}: trong bảng là “7”, tính lại là “0”" in told.stdout


def test_a_large_result_that_nobody_touched_is_known_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "ket-qua" / "Tong-hop.xlsx"
    write_result(path, bytes(LARGEST_FILE + 1))
    assert is_as_written(path)
    path.write_bytes(b"x" * (LARGEST_FILE + 2))
    assert not is_as_written(path)
    written = write_result(path, b"new")
    (kept,) = [other for other in path.parent.glob("*.xlsx") if other != path]
    assert kept.stat().st_size == LARGEST_FILE + 2
    assert written.notices


def test_two_large_files_of_one_size_are_not_taken_for_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "a.zip", tmp_path / "b.zip"
    one.write_bytes(b"a" * (LARGEST_FILE + 1))
    other.write_bytes(b"b" * (LARGEST_FILE + 1))
    assert digest_of(one) != digest_of(other)


def test_figures_by_hand_may_have_a_row_for_each_of_many_units(tmp_path: Path) -> None:
    """52,105 rows of 12 columns were "farther than any form", and consolidating stopped at what we had written."""
    path = tmp_path / "nhap-tay.xlsx"
    path.write_bytes(with_rows(b'<row r="52109"><c r="L52109"><v>1</v></c></row>'))
    assert read_own_pages(path).pages.pages[0].cells["L52109"].value == 1
    assert "L52109" in why_not(lambda: opened_workbook(path.name, path.read_bytes()))


@pytest.mark.parametrize("room", [OF_A_FORM, OF_OUR_OWN], ids=["form", "own"])
def test_many_shared_strings_are_no_sheet_of_which_blanks_are_dropped(room: Room) -> None:
    """From two megabytes on all of them were gone, and the workbook was told for damaged."""
    strings = b"<sst>" + b"".join(b"<si><t>Dang bo %d</t></si>" % number for number in range(120_000)) + b"</sst>"
    assert len(strings) > LARGEST_UNREAD
    content = with_part("xl/sharedStrings.xml", strings)
    assert Package(content, room).shared_strings() == strings
    assert Package(content, room, whole=0).shared_strings() == strings


_UNREAD = {"many-sheets.xlsx"}
"""Harmful in sheets that the workbook does not list, which nobody reads."""
_JUDGED = [case for case in hostile() if kind_of(case[1]) is FileKind.XLSX and case[0] not in _UNREAD]


def _outcome(read: Callable[[], object]) -> str:
    try:
        read()
    except RefusedError as refusal:
        return refusal.code
    except BaseException as error:  # calamine's own refusals, told in words by whoever reads
        return "" if isinstance(error, AssertionError) else type(error).__name__
    return ""


@pytest.mark.parametrize("case", _JUDGED, ids=lambda case: case[0])
def test_a_hostile_form_in_the_place_of_a_workbook_of_ours_is_judged_as_one_from_outside(
    case: tuple[str, bytes, str],
) -> None:
    """Piece by piece or at one go: within the same bounds the same is refused."""

    def read() -> None:
        sheets = OwnSheets(case[1], OF_A_FORM, whole=0)
        for name in sheets.names:
            sheets.grid(name)

    whole = _outcome(lambda: opened_workbook(case[0], case[1]))
    if whole:
        assert _outcome(read)


_SUMMARY_LIKE = with_swap("xl/workbook.xml", "Nhập liệu".encode(), "Đối soát".encode())


def _lying() -> bytes:
    """Return a workbook whose sheet says that it has a megabyte and unpacks to 300."""
    parts = parts_of(_SUMMARY_LIKE)
    parts[SHEET] = _HEAD + b" " * (300 * MB) + _TAIL
    content = bytearray(zipped(parts))
    size = len(parts[SHEET]).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = MB.to_bytes(4, "little")
    return bytes(content)


def _declared(size: int) -> bytes:
    """Return a workbook whose sheet says that it unpacks to so many bytes."""
    content = bytearray(_SUMMARY_LIKE)
    held = len(parts_of(_SUMMARY_LIKE)[SHEET]).to_bytes(4, "little")
    while (at := content.find(held)) >= 0:
        content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def _bomb() -> bytes:
    """Return a workbook with 600 MB of blanks, which pack a thousand times."""
    return with_part(SHEET, _HEAD + b" " * (600 * MB) + _TAIL, _SUMMARY_LIKE)


HARM: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (_bomb, "nén quá mức"),
    "two gigabytes": (lambda: _declared(2**31 - 1), "nén quá mức, giải nén ra 2048 MB"),
    "more than it says": (_lying, "lớn hơn kích thước đã khai"),
    "ten million cells": (
        lambda: with_rows(b'<row r="1000000"><c r="J1000000"><v>1</v></c></row>', _SUMMARY_LIKE),
        "J1000000",
    ),
    "the last cell": (
        lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', _SUMMARY_LIKE),
        "XFD1048576",
    ),
    "no workbook": (lambda: raw_zip([(b"a.txt", b"a")]), ""),
}

_BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900 * 2**20,) * 2)
from dangvien_xlsx.cli.main import main
main()
"""


def _refused(workspace: Path) -> str:
    """Run ``verify`` with 900 MB of address space, libraries and all; return what is said."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _BOUNDED, "verify", str(workspace)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert time.monotonic() - started < 60
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds memory on Linux alone")
@pytest.mark.parametrize("kind", [*HARM, "300 MB"])
def test_what_is_harmful_in_the_place_of_the_summary_is_refused_in_words(workspace: Path, kind: str) -> None:
    path = workspace / SUMMARY
    path.parent.mkdir()
    if kind == "300 MB":
        with path.open("wb") as stream:
            stream.truncate(300 * MB)
        assert "tệp lớn 300,0 MB, quá mức 100,0 MB" in _refused(workspace)
        return
    make, told = HARM[kind]
    path.write_bytes(make())
    said = _refused(workspace)
    assert "Không đọc được bảng tổng hợp" in said
    assert told in said


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds memory on Linux alone")
def test_a_child_for_a_large_workbook_of_ours_may_take_more_and_the_usual_one_may_not() -> None:
    roomy = roomy_pool()
    try:
        more = roomy.schedule(most_memory).result()
    finally:
        stop(roomy)
    usual = warm_pool().schedule(most_memory).result()
    assert OWN_CHILD_MEMORY * 0.9 < more <= OWN_CHILD_MEMORY
    assert usual <= CHILD_MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds memory on Linux alone")
def test_what_is_large_is_filled_in_or_marked_in_a_child_that_may_take_more() -> None:
    """Moving on a catalogue of 52,105 units took more than the usual child may."""
    assert in_child_for(LARGEST_PAGED_BESIDE, most_memory) <= CHILD_MEMORY
    assert in_child_for(LARGEST_PAGED_BESIDE + 1, most_memory) > CHILD_MEMORY
