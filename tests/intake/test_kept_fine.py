"""A form of which nothing was to be said is not judged again while all that it was judged by is the same."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dangvien_xlsx.judging.judge import Judge, Judged
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.submission import ReceivedFile, Submission
from dangvien_xlsx.pipeline.counting import figures_of
from dangvien_xlsx.result.figures import Figures, UnitRows
from tests.forms import consolidate_json, fill
from tests.intake.test_kept import FORM, Answer, _forge, answer, everything, kept_file, rows_of
from tests.oracles import quietly_loaded
from tests.pipeline.test_unusual import HISTORY, half, say


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose forms were judged, and not known."""
    names: list[str] = []
    judge = Judge._judged

    def noting(self: Judge, file: ReceivedFile, submission: Submission) -> Judged:
        names.append(file.path)
        return judge(self, file, submission)

    monkeypatch.setattr(Judge, "_judged", noting)
    return names


def change_cell(folder: Path, sheet: str, key: str, column: str, value: str) -> None:
    """Change a cell of the catalogue: in the row that begins with a key, or of an indicator's code."""
    book = quietly_loaded((folder / "danh-muc.xlsx").read_bytes())
    header = [cell.value for cell in book[sheet][1]]
    row = next(row for row in book[sheet].iter_rows(min_row=2) if key in [cell.value for cell in row])
    row[header.index(column)].value = value
    book.save(folder / "danh-muc.xlsx")


def as_if_new(folder: Path) -> object:
    """Return what a run says to which nothing is known."""
    kept_file(folder).unlink()
    return answer(folder)


def test_the_second_run_judges_only_that_of_which_something_was_said(workspace: Path, judged: list[str]) -> None:
    path = workspace / "nhan-ve" / FORM
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": "mười"}))
    first = answer(workspace)
    assert set(judged) == everything(workspace)
    told = {item["file"] for item in first.told["findings"]}
    assert told == {FORM}
    judged.clear()
    assert answer(workspace) == first
    assert judged == [FORM]


def _rename(folder: Path) -> None:
    change_cell(folder, "Đơn vị", "16", "Tên đơn vị", "Đảng bộ xã Khác Hẳn")


def _touch(folder: Path) -> None:
    moment = datetime(2023, 7, 20, tzinfo=UTC).timestamp()
    for path in (folder / "nhan-ve").iterdir():
        os.utime(path, (moment, moment))


def _move(folder: Path) -> None:
    for number, path in enumerate(sorted((folder / "nhan-ve").iterdir())):
        path.rename(path.with_name(f"Fwd {number} của Đảng ủy xã Vĩnh Hào.xlsx"))


@pytest.mark.parametrize("change", [_rename, _touch, _move])
def test_whatever_else_it_is_judged_by_is_judged_anew(
    change: Callable[[Path], object], workspace: Path, judged: list[str]
) -> None:
    answer(workspace)
    change(workspace)
    judged.clear()
    known = answer(workspace)
    assert set(judged) == everything(workspace)
    assert known == as_if_new(workspace)


def test_earlier_figures_that_come_to_be_known_are_heard(example: Catalogue, tmp_path: Path, judged: list[str]) -> None:
    """980 beside 8, 10 and 9: the same form, the same catalogue, only that an earlier summary is there at last."""
    for index, number in enumerate(HISTORY):
        consolidate_json(say(tmp_path / half(index).code, replace(example, period=half(index)), {"16": number}))
    earlier = tuple(f"../{half(index).code}" for index in range(3))
    folder = say(tmp_path / "nay", replace(example, period=half(3), earlier=earlier), {"16": 40})
    for index in range(3):
        (tmp_path / half(index).code / "ket-qua").rename(tmp_path / f"cất {index}")
    (tmp_path / "so-cac-ky.sqlite").unlink(missing_ok=True)
    assert not _unusual(answer(folder))
    for index in range(3):
        (tmp_path / f"cất {index}").rename(tmp_path / half(index).code / "ket-qua")
    judged.clear()
    known = answer(folder)
    assert judged == ["16.xlsx"]
    assert _unusual(known)
    assert known == as_if_new(folder)


def _unusual(said: Answer) -> bool:
    return any(item["code"] == "unusual-value" for item in said.told["findings"])


def test_a_number_of_another_kind_is_not_what_was_read(workspace: Path, judged: list[str]) -> None:
    """10,0 counts as 10, and is judged anew each time: what is taken is not what was read."""
    path = workspace / "nhan-ve" / FORM
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": 10.0}))
    first = answer(workspace)
    judged.clear()
    assert answer(workspace) == first
    assert set(judged) <= {FORM}


def test_what_is_kept_goes_with_what_is_not_there_any_more(workspace: Path) -> None:
    answer(workspace)
    assert rows_of(workspace, "fine") == 57
    for path in sorted((workspace / "nhan-ve").iterdir())[10:]:
        path.unlink()
    answer(workspace)
    assert rows_of(workspace, "fine") == 10


def test_the_same_rows_are_counted_once(workspace: Path, counted: list[int]) -> None:
    first = answer(workspace)
    assert answer(workspace) == first
    assert counted == [57], "the second run knows what they come to"
    path = workspace / "nhan-ve" / FORM
    path.write_bytes(fill(path.read_bytes(), {"ket_nap": 11}))
    assert answer(workspace).told["totals"]["ket_nap"] == first.told["totals"]["ket_nap"] + 1
    assert counted == [57, 57]
    kept_file(workspace).unlink()
    answer(workspace)
    assert counted == [57, 57, 57]


@pytest.mark.parametrize("text", [b"", b"[]", b"[[], []", b'[[["I", "ket_nap", "9"]], []]', b"[" * 10_000, b"\xff"])
def test_a_count_of_another_shape_is_counted_afresh(text: bytes, workspace: Path, counted: list[int]) -> None:
    first = answer(workspace)
    with closing(sqlite3.connect(kept_file(workspace))) as connection:
        (rows,) = connection.execute("SELECT rows FROM count").fetchone()
        told = (rows, text, hashlib.sha256(rows + text).digest())
        connection.execute("UPDATE count SET rows = ?, text = ?, checksum = ?", told)
        connection.commit()
    assert answer(workspace) == first
    assert counted == [57, 57]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many units were counted, each time they were."""
    counts: list[int] = []

    def noting(rows: UnitRows) -> Figures:
        counts.append(len(rows.units))
        return figures_of(rows)

    monkeypatch.setattr("dangvien_xlsx.pipeline.standing.figures_of", noting)
    return counts


@pytest.mark.parametrize("figure", ["8.5", "NaN", "1e999", "-8", "true", '"=1+1"', "100000000"])
def test_a_reading_that_somebody_changed_is_judged(figure: str, workspace: Path) -> None:
    """Whoever knows how rows are made can change them; what nobody judged would have gone into the sums."""
    answer(workspace)
    _forge(workspace, lambda text: text.replace(b'"ket_nap":[10,', f'"ket_nap":[{figure},'.encode()))
    told = answer(workspace).told
    (unit,) = [unit for unit in told["units"] if unit["file"] == FORM]
    assert unit["state"] == "invalid"
    assert told["totals"]["ket_nap"] == 53 - 10


def test_a_part_that_somebody_made_larger_than_its_whole_is_told(workspace: Path) -> None:
    answer(workspace)
    _forge(workspace, lambda text: text.replace(b'"ket_nap":[10,', b'"ket_nap":[1,'))
    assert any(item["file"] == FORM and item["code"] == "exceeds-parent" for item in answer(workspace).told["findings"])


@pytest.mark.parametrize("total", [59, 0, -53])
def test_a_count_that_somebody_changed_does_not_stand_over_the_rows(total: int, workspace: Path) -> None:
    first = answer(workspace)
    with closing(sqlite3.connect(kept_file(workspace))) as connection:
        rows, text = connection.execute("SELECT rows, text FROM count").fetchone()
        changed = text.replace(b'[null, "ket_nap", 53]', f'[null, "ket_nap", {total}]'.encode())
        assert changed != text
        told = (changed, hashlib.sha256(rows + changed).digest())
        connection.execute("UPDATE count SET text = ?, checksum = ?", told)
        connection.commit()
    assert answer(workspace) == first
