"""The book of periods beside the workspaces: found instead of typed, never in the way, the same however it is made."""

import csv
import hashlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.history.book import dump, write_book
from dangvien_xlsx.history.reading import read_book
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.errors import DamagedBookError, LockedBookError
from dangvien_xlsx.pipeline.book import note_period
from dangvien_xlsx.workspace.folder import Workspace
from tests.forms import consolidate_json, saved_at
from tests.oracles import run, stored_values
from tests.pipeline.test_comparison import CODES, FIRST, NOW, SECOND, THEN, make, units_now

BOOK = "so-cac-ky.sqlite"


@pytest.fixture
def first(tmp_path: Path, example: Catalogue) -> Path:
    """The first half of 2023, consolidated."""
    then = replace(example, period=FIRST, units=tuple(example.unit[code] for code in CODES), series="")
    folder = make(tmp_path / "workbooks" / "2023-6T", then, THEN)
    consolidate_json(folder)
    return folder


@pytest.fixture
def second(first: Path, example: Catalogue) -> Path:
    """The second half, whose catalogue names no earlier period."""
    now = replace(example, period=SECOND, units=units_now(example), series="")
    return make(first.parent / "2023-12T", now, NOW)


def compared(workspace: Path) -> dict[str, Any]:
    output = Path(consolidate_json(workspace)["output"])
    return dict(stored_values(output.read_bytes()).get("So sánh", {}))


def total(stored: dict[str, Any]) -> list[Any]:
    (row,) = [int(cell[1:]) for cell, value in stored.items() if value == "Tổng"]
    return [stored.get(f"{column}{row}") for column in "CD"]


def test_the_earlier_period_is_found_and_its_folder_may_be_gone(second: Path, tmp_path: Path) -> None:
    assert total(compared(second)) == [19, 17]
    shutil.move(second.parent / "2023-6T", tmp_path / "archive")
    assert total(compared(second)) == [19, 17]
    assert (second.parent / BOOK).exists()


def test_the_earlier_period_may_come_from_the_very_folder(first: Path, example: Catalogue) -> None:
    """Whoever goes on in the same folder has its last period in the book, and nowhere else."""
    now = replace(example, period=SECOND, units=units_now(example), series="")
    shutil.rmtree(first / "nhan-ve")
    make(first, now, NOW)
    for _ in range(2):  # the second time with readings that are kept
        assert total(compared(first)) == [19, 17]
    assert {period.code for period in read_book(str(first.parent / BOOK)).periods} == {"2023-6T", "2023-12T"}


@pytest.mark.parametrize("note", [1e19, -1e300, 2.0**63, 10**19, 2**63, -(2**63) - 1, 0.5, 1e15, "9" * 30])
def test_a_number_that_no_database_takes_is_a_note_as_any_other(first: Path, example: Catalogue, note: float) -> None:
    then = replace(example, period=FIRST, units=tuple(example.unit[code] for code in CODES), series="")
    values = {"ket_nap": 5, "nu": 0, "doan_vien": 0, "dai_hoc": 0, "ghi_chu": note}
    content = saved_at(form_bytes(then, then.unit["01"], values), datetime(2023, 6, 30, 4, tzinfo=UTC))
    (first / "nhan-ve" / "01.xlsx").write_bytes(content)
    before = read_book(str(first.parent / BOOK)).periods
    for _ in range(2):
        told = consolidate_json(first)
        assert told["totals"]["ket_nap"] == 17
    (period,) = read_book(str(first.parent / BOOK)).periods
    assert period != before[0]
    assert [item.name for item in first.parent.iterdir() if "hong" in item.name] == []
    kept = period.unit["01"].value("ghi_chu")
    assert kept is not None
    assert float(kept) == pytest.approx(float(note))


def test_what_cannot_be_written_spoils_no_book(first: Path) -> None:
    book = first.parent / BOOK
    before = dump(str(book))
    (period,) = read_book(str(book)).periods
    with pytest.raises(LockedBookError):
        write_book(str(book), [period._replace(target=2**64)])
    assert dump(str(book)) == before


def test_a_declared_period_whose_folder_is_gone_comes_from_the_book(
    second: Path, example: Catalogue, tmp_path: Path
) -> None:
    now = replace(example, period=SECOND, units=units_now(example), series="", earlier=("../2023-6T",))
    (second / "danh-muc.xlsx").write_bytes(catalogue_bytes(now))
    shutil.move(second.parent / "2023-6T", tmp_path / "archive")
    done = run("consolidate", second)
    assert done.returncode in (0, 1)
    assert "../2023-6T" in done.stderr
    assert "sổ các kỳ" in done.stderr
    stored = stored_values((second / "ket-qua" / "Tong-hop-2023-12T.xlsx").read_bytes())["So sánh"]
    assert total(stored) == [19, 17]


def test_rebuilt_it_has_the_same_rows(second: Path) -> None:
    consolidate_json(second)
    book = second.parent / BOOK
    before = dump(str(book))
    book.unlink()
    assert run("history", "rebuild", second.parent).returncode == 0
    assert dump(str(book)) == before
    assert run("history", "rebuild", second).returncode == 0
    assert dump(str(book)) == before


def test_a_period_whose_folder_is_gone_is_kept_and_marked(second: Path) -> None:
    consolidate_json(second)
    shutil.rmtree(second)
    assert run("history", "rebuild", second.parent).returncode == 0
    marks = {item.code: item.is_missing for item in read_book(str(second.parent / BOOK)).periods}
    assert marks == {"2023-6T": False, "2023-12T": True}


def lock(book: Path) -> None:
    holder = sqlite3.connect(book, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    HELD.append(holder)


HELD: list[sqlite3.Connection] = []


def change_a_letter(book: Path) -> None:
    book.write_bytes(book.read_bytes().replace("Minh Thuận".encode(), b"Minh Thuan??"))


def cut_off(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:5000])


def put_something_else(book: Path) -> None:
    book.write_bytes(b"\x00" * 9000)


def put_a_folder(book: Path) -> None:
    book.unlink()
    book.mkdir()


TROUBLES: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "locked": lock,
    "cut off": cut_off,
    "something else": put_something_else,
    "a changed letter": change_a_letter,
    "a folder": put_a_folder,
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_is_wrong_with_the_book_the_summary_stands(second: Path, trouble: str) -> None:
    book = second.parent / BOOK
    whole = dump(str(book))
    TROUBLES[trouble](book)
    try:
        done = run("consolidate", second)
    finally:
        while HELD:
            HELD.pop().close()
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert BOOK in done.stderr or trouble == "gone"
    stored = stored_values((second / "ket-qua" / "Tong-hop-2023-12T.xlsx").read_bytes())
    assert total(stored["So sánh"]) == [19, 17], "the folder of the earlier period is still there"
    if book.is_file():
        assert set(whole) <= set(dump(str(book))), "as it was, or made anew"


def test_damaged_in_each_of_50_places_it_is_whole_again_after_the_next_run_and_that_is_told(first: Path) -> None:
    book = first.parent / BOOK
    content, whole = book.read_bytes(), dump(str(book))
    chance = random.Random(18)
    told = 0
    for _ in range(50):
        place = chance.randrange(len(content) - 16)
        book.write_bytes(content[:place] + chance.randbytes(16) + content[place + 16 :])
        try:
            is_harmed = dump(str(book)) != whole or not read_book(str(book)).is_whole
        except (DamagedBookError, LockedBookError):
            is_harmed = True
        notices = note_period(Workspace(first))
        assert dump(str(book)) == whole, place
        assert not is_harmed or any(BOOK in notice for notice in notices), place
        told += bool(notices)
        for left in first.parent.glob("so-cac-ky (hong*"):
            left.unlink()
    assert told > 10


def test_two_folders_of_one_period_are_told_and_one_is_used(second: Path) -> None:
    consolidate_json(second)
    before = dump(str(second.parent / BOOK))
    practice = second.parent / "tap-lam"
    shutil.copytree(second.parent / "2023-6T", practice)
    done = run("consolidate", practice)
    assert "tap-lam" in done.stderr
    assert "2023-6T" in done.stderr
    assert dump(str(second.parent / BOOK)) == before
    done = run("history", "rebuild", second.parent)
    assert "tap-lam" in done.stderr
    assert dump(str(second.parent / BOOK)) == before
    (second.parent / BOOK).unlink()
    run("history", "rebuild", second.parent)
    assert dump(str(second.parent / BOOK)) == before, "the folder that is named by its period"


def test_a_real_office_is_never_compared_with_the_example(workspace: Path, tmp_path: Path) -> None:
    workbooks = tmp_path / "workbooks"
    workbooks.mkdir()
    shutil.move(workspace, workbooks / "2023-6T")
    consolidate_json(workbooks / "2023-6T")
    folder = workbooks / "2023-12T"
    assert run("init", folder, "--from", workbooks / "2023-6T").returncode == 0
    mine = Workspace(folder).catalogue()
    assert mine.series not in ("", "vi-du")
    assert total(compared(folder))[1] == 53, "the example goes on as it did"
    office = mine.office._replace(superior="HUYỆN UỶ Ý YÊN")
    assert mine.earlier == (), "the way to the example is not carried on"
    typed = replace(mine, office=office, earlier=("../2023-6T",))
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(typed))
    done = run("consolidate", folder)
    assert "cơ quan khác" in done.stderr
    assert "So sánh" not in stored_values((folder / "ket-qua" / "Tong-hop-2023-12T.xlsx").read_bytes())


def test_the_series_is_carried_on_and_survives_a_new_name(first: Path) -> None:
    second = first.parent / "2023-12T"
    assert run("init", second, "--from", first).returncode == 0
    catalogue = Workspace(second).catalogue()
    renamed = replace(catalogue, office=catalogue.office._replace(name="BAN XÂY DỰNG ĐẢNG"), earlier=())
    (second / "danh-muc.xlsx").write_bytes(catalogue_bytes(renamed))
    assert total(compared(second))[1] == 17
    third = first.parent / "2024-6T"
    assert run("init", third, "--from", second).returncode == 0
    assert Workspace(third).catalogue().series == catalogue.series


def test_beside_other_peoples_files_the_book_lies_in_the_workspace(tmp_path: Path, example: Catalogue) -> None:
    (tmp_path / "Báo cáo.docx").write_bytes(b"")
    then = replace(example, period=FIRST, units=tuple(example.unit[code] for code in CODES))
    folder = make(tmp_path / "2023-6T", then, THEN)
    consolidate_json(folder)
    assert (folder / BOOK).exists()
    assert not (tmp_path / BOOK).exists()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_long_table_has_every_unit_and_indicator(second: Path, tmp_path: Path) -> None:
    consolidate_json(second)
    output = tmp_path / "out" / "so-lieu.csv"
    assert run("history", "export", second.parent, "--format", "csv", "--output", output).returncode == 0
    rows = table(output)
    assert list(rows[0]) == ["ky", "don_vi", "ten", "chi_tieu", "gia_tri", "trang_thai", "tep", "sheet", "o", "sha256"]
    assert len(rows) == 6 * (len(CODES) + len(CODES) + 1), "six indicators; a unit that has ended has its row too"
    admitted = {(row["ky"], row["don_vi"]): row for row in rows if row["chi_tieu"] == "ket_nap"}
    assert sum(int(row["gia_tri"] or 0) for key, row in admitted.items() if key[0] == "2023-6T") == 17
    assert sum(int(row["gia_tri"] or 0) for key, row in admitted.items() if key[0] == "2023-12T") == 19
    assert admitted["2023-6T", "10"]["gia_tri"] == "0"
    exhausted = admitted["2023-6T", "19"]
    assert (exhausted["gia_tri"], exhausted["trang_thai"]) == ("", "exhausted")
    assert (admitted["2023-6T", "16"]["ten"], admitted["2023-12T", "16"]["ten"]) == ("Thành Lợi", "Thành Lợi Mới")
    for row in rows:
        if row["gia_tri"]:
            file = second.parent / row["ky"] / "nhan-ve" / row["tep"]
            assert row["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
            assert stored_values(file.read_bytes())[row["sheet"]][row["o"]] == (
                int(row["gia_tri"]) if row["gia_tri"].isdecimal() else row["gia_tri"]
            )
    meant = {(row["cot"], row["ma"]) for row in table(output.with_name("codebook.csv"))}
    assert {("chi_tieu", row["chi_tieu"]) for row in rows} <= meant
    assert {("ky", row["ky"]) for row in rows} <= meant
    assert {("trang_thai", row["trang_thai"]) for row in rows} <= meant
    assert {(header, "") for header in rows[0]} <= meant


def test_as_parquet_it_is_the_same_table(first: Path, tmp_path: Path) -> None:
    import fastparquet

    for form in ("csv", "parquet"):
        assert run("history", "export", first, "--format", form, "--output", tmp_path / f"o.{form}").returncode == 0
    with (tmp_path / "o.parquet").open("rb") as stream:
        read = fastparquet.ParquetFile(stream).to_pandas().to_dict("records")
    assert [{name: value or "" for name, value in row.items()} for row in read] == table(tmp_path / "o.csv")


def test_a_workspace_that_was_never_consolidated_is_read_now(workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "o.csv"
    assert run("history", "export", workspace, "--output", output).returncode == 0
    assert sum(int(row["gia_tri"] or 0) for row in table(output) if row["chi_tieu"] == "ket_nap") == 53
    assert not (workspace / "ket-qua").exists()


def test_verify_finds_a_changed_byte(second: Path) -> None:
    assert run("history", "verify", second.parent).returncode == 0
    form = second.parent / "2023-6T" / "nhan-ve" / "16.xlsx"
    content = bytearray(form.read_bytes())
    content[-1] ^= 1
    form.write_bytes(content)
    done = run("history", "verify", second.parent)
    assert done.returncode == 1
    assert "nhan-ve/16.xlsx" in done.stdout
    assert "2023-6T" in done.stdout


def test_show_names_file_and_cell(first: Path) -> None:
    done = run("history", "show", first, "16")
    assert done.returncode == 0
    assert "Thành Lợi" in done.stdout
    assert "16.xlsx, Nhập liệu!D10" in done.stdout
    assert run("history", "show", first, "không có").returncode == 2


def test_a_closed_period_is_in_the_book_as_closed(first: Path) -> None:
    assert run("close", first).returncode == 0
    (period,) = read_book(str(first.parent / BOOK)).periods
    assert period.closed_at == json.loads((first / ".da-chot.json").read_text("utf-8"))["at"]
