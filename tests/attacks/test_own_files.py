"""The program's own notes, logs and book, whatever lies in their place: no hang, no memory, no unforeseen error."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.history.book import read_book
from dangvien_xlsx.model.errors import DamagedBookError, WorkspaceError
from dangvien_xlsx.pipeline.book import BOOK, known_periods
from dangvien_xlsx.pipeline.closing import closed_as
from dangvien_xlsx.pipeline.record import read_record
from dangvien_xlsx.workspace.folder import CLOSED, LEDGER, Workspace, ledger_of
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.notes import LARGEST_NOTE, read_note
from tests.forms import consolidate_json


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
    journal.add(id="1", state="SENT")
    assert journal.entries() == [{"id": "1", "state": "SENT"}]


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
