"""The program's own notes, logs and book, whatever lies in their place: no hang, no memory, no unforeseen error."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dangvien_xlsx.history.reading import read_book
from dangvien_xlsx.model.errors import CatalogueError, DamagedBookError, WorkspaceError
from dangvien_xlsx.pipeline.book import BOOK, known_periods
from dangvien_xlsx.pipeline.closing import closed_as
from dangvien_xlsx.pipeline.drafts import make_drafts
from dangvien_xlsx.workspace.folder import CLOSED, LEDGER, Workspace, ledger_of, why
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.mails import DraftKind
from dangvien_xlsx.workspace.notes import LARGEST_NOTE, read_note
from dangvien_xlsx.workspace.record import read_record
from tests.conftest import ROOT
from tests.forms import consolidate_json
from tests.oracles import run


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3 * 2**30)


def _link(path: Path) -> None:
    other = path.with_name("o-noi-khac")
    other.write_text("{}", "utf-8")
    path.symlink_to(other)


def _self_link(path: Path) -> None:
    path.symlink_to(path)


SHAPES: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "link": _link,
    "endless": lambda path: path.symlink_to("/dev/zero"),
    "loop": _self_link,
    "sparse": _sparse,
    "deep": lambda path: path.write_text("[" * 200_000, "utf-8"),
    "deep object": lambda path: path.write_text('{"a":' * 200_000, "utf-8"),
    "UTF-16": lambda path: path.write_text('{"as_of": null}', "utf-16"),
    "list": lambda path: path.write_text("[1, 2]", "utf-8"),
    "nothing": lambda path: path.write_bytes(b""),
    "numbers": lambda path: path.write_text("9" * 10_000, "utf-8"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_note_that_is_none_counts_as_none(tmp_path: Path, shape: str) -> None:
    path = tmp_path / LEDGER
    SHAPES[shape](path)
    assert read_note(path) == {}
    assert ledger_of(tmp_path) == {}
    assert LARGEST_NOTE < 3 * 2**30


@pytest.mark.parametrize("shape", ["pipe", "loop", "deep object", "UTF-16"])
def test_a_closing_whose_note_is_none_still_is_one(workspace: Path, shape: str) -> None:
    SHAPES[shape](workspace / CLOSED)
    assert closed_as(Workspace(workspace)) == {}


@pytest.mark.parametrize("ledger", [{"a": 5}, {"a": None}, {"a": [5]}, {"a": {"b": 1}}])
def test_a_ledger_of_other_kinds_knows_nothing(tmp_path: Path, ledger: object) -> None:
    (tmp_path / LEDGER).write_text(json.dumps(ledger), "utf-8")
    assert ledger_of(tmp_path) == {}


@pytest.mark.parametrize("shape", ["pipe", "folder", "link", "endless", "loop", "sparse"])
def test_a_log_that_cannot_be_read_stops_what_it_would_make_twice(tmp_path: Path, shape: str) -> None:
    journal = Journal(tmp_path / ".thu-da-gui.jsonl")
    SHAPES[shape](journal.path)
    with pytest.raises(WorkspaceError):
        journal.entries()
    if shape != "sparse":
        with pytest.raises(WorkspaceError):
            journal.add(id="1")


def test_lines_of_a_log_that_nobody_writes_are_passed_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path / ".thu-da-gui.jsonl")
    lines = ["[" * 100_000, '{"a":' * 100_000, '{"id": ["x"]}', '{"id": {}}', "5"]
    journal.path.write_text("\n".join(lines), "utf-8")
    sent = {"id": "1", "state": "SENT", "to": ["a@vuban.example", "b@vuban.example"]}
    journal.add(**sent)
    assert journal.entries() == [sent]


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
@pytest.mark.parametrize("shape", ["pipe", "folder", "link", "endless", "loop", "sparse"])
def test_a_book_that_is_no_file_is_a_damaged_one(workspace: Path, shape: str, ending: str) -> None:
    book = workspace.parent / f"{BOOK}{ending}"
    SHAPES[shape](book)
    with pytest.raises(DamagedBookError):
        read_book(str(workspace.parent / BOOK))
    known_periods(workspace)


def test_a_book_whose_table_is_a_query_without_end_is_a_damaged_one(workspace: Path) -> None:
    consolidate_json(workspace)
    book = next(path for path in (workspace.parent / BOOK, workspace / BOOK) if path.exists())
    assert read_book(str(book)).periods
    with sqlite3.connect(book) as connection:
        connection.execute("DROP TABLE figure")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        connection.execute(f"CREATE VIEW figure AS {endless}")
    connection.close()
    with pytest.raises(DamagedBookError):
        read_book(str(book))


def test_a_summary_is_made_whatever_lies_in_place_of_the_notes(workspace: Path) -> None:
    total = consolidate_json(workspace)["totals"]
    record = workspace / "ket-qua" / "Tong-hop-2023-6T.json"
    whole = json.loads(record.read_text("utf-8"))
    changed: list[object] = [
        {**whole, "totals": {"ket_nap": "53"}},
        {**whole, "files": {"a": 1}},
        {**whole, "book": {**whole["book"], "code": 5}},
        {**whole, "book": {**whole["book"], "units": [[1] * 9]}},
        {**whole, "as_of": 5},
        {**whole, "earlier": {"x": {}}},
    ]
    for note in changed:
        record.write_text(json.dumps(note), "utf-8")
        assert known_periods(workspace) is not None
        if note["book"] == whole["book"]:  # type: ignore[index]
            assert read_record(Workspace(workspace), "2023-6T") is None
    for path in (record, record.with_name(LEDGER), workspace / BOOK):
        path.unlink(missing_ok=True)
        os.mkfifo(path)
    assert consolidate_json(workspace)["totals"] == total


def _set(workspace: Path, sheet: str, row_code: str, header: str, value: float | str) -> str:
    """Type a value into the catalogue; return the cell."""
    path = workspace / "danh-muc.xlsx"
    book = openpyxl.load_workbook(path)
    table = book[sheet]
    column = next(number for number, cell in enumerate(table[1], 1) if cell.value == header)
    row = next(number for number, cells in enumerate(table.iter_rows(), 1) if str(cells[0].value) == row_code)
    cell = table.cell(row, column)
    cell.value = value
    book.save(path)
    return f"{cell.coordinate}"


@pytest.mark.parametrize(
    ("sheet", "row", "header", "value"),
    [
        ("Chỉ tiêu", "ket_nap", "Đến", 1.7e308),
        ("Chỉ tiêu", "ket_nap", "Đến", "9" * 5_000),
        ("Chỉ tiêu", "ket_nap", "Đến", 10_000_000),
        ("Thông tin", "chi_tieu_nam", "Giá trị", "1" + "0" * 300),
        ("Thông tin", "chi_tieu_nam", "Giá trị", 1e300),
        ("Thông tin", "ky_ma", "Giá trị", "CON"),
        ("Thông tin", "ky_ma", "Giá trị", "com1"),
        ("Thông tin", "ky_ma", "Giá trị", "nul"),
    ],
)
def test_what_no_paper_can_hold_is_told_at_its_cell(
    workspace: Path, sheet: str, row: str, header: str, value: float | str
) -> None:
    cell = _set(workspace, sheet, row, header, value)
    with pytest.raises(CatalogueError) as told:
        Workspace(workspace).catalogue()
    assert {(item.sheet, item.cell) for item in told.value.findings} == {(sheet, cell)}


def test_a_way_to_earlier_periods_that_is_too_long_is_told(workspace: Path) -> None:
    _set(workspace, "Thông tin", "ky_truoc", "Giá trị", "x" * 5_000)
    done = run("consolidate", workspace)
    assert done.returncode != 3, done.stderr
    assert "bất ngờ" not in done.stderr


def test_what_cannot_be_printed_is_a_failure_in_words(workspace: Path) -> None:
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(workspace), "--json"]
    reader, writer = os.pipe()
    os.close(writer)
    # The reading end of a pipe: whatever is printed there is refused by the system.
    done = subprocess.run(command, stdout=reader, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(reader)
    assert done.returncode == 3
    assert "stdout" in done.stderr
    assert "bất ngờ" not in done.stderr


def test_a_unit_whose_address_breaks_the_line_gets_no_draft_and_is_told(workspace: Path) -> None:
    catalogue = Workspace(workspace).catalogue()
    unit = catalogue.active_units[0]
    _set(workspace, "Đơn vị", unit.code, "Email", "a@x.example\nBcc: b@y.example")
    _set(workspace, "Thông tin", "email", "Giá trị", "btc@x.example")
    batch = make_drafts(Workspace(workspace), DraftKind.FORMS)
    assert unit.code not in {draft.unit for draft in batch.drafts}
    assert any("xuống dòng" in notice and unit.name in notice for notice in batch.notices)


def test_reasons_of_the_system_are_told_in_vietnamese() -> None:
    for number in (errno.EEXIST, errno.EISDIR, errno.ENOENT, errno.ENOSPC, errno.ENAMETOOLONG):
        assert why(OSError(number, os.strerror(number))) != os.strerror(number)
    assert why(OSError(0, "riêng")) == "riêng"
