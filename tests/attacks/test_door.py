"""Whatever lies where a workbook of ours should lie ends in a plain sentence within seconds: nothing hangs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.build import GOOD, parts_of, with_part, with_rows, with_swap
from tests.intake.corpus_hostile import hostile

SECONDS = 30.0
"""Of the wall, on a busy computer; a reader that hangs would never end."""
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
(UNCLOSED,) = (each[1] for each in hostile() if each[0] == "ods-unclosed-table.ods")
Lay = Callable[[Path], object]


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3 * 2**30)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


LAID: dict[str, Lay] = {
    "cell at the far corner": lambda path: path.write_bytes(with_rows(FAR)),
    "table that is never closed": lambda path: path.write_bytes(UNCLOSED),
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "link to itself": _loop,
    "link to nowhere": lambda path: path.symlink_to("không có"),
    "3 GB of nothing": _sparse,
    "half a workbook": lambda path: path.write_bytes(GOOD[: len(GOOD) // 2]),
    "text": lambda path: path.write_text("đây không phải sổ Excel", "utf-8"),
    "nothing": lambda path: path.write_bytes(b""),
}


_AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
"""Takes from root the right to read what is shut."""


def run(*command: str | Path) -> tuple[int, str]:
    """Run a command as the launcher does, as one whom shut doors stop; return its exit code and all that it says."""
    begun = time.monotonic()
    done = subprocess.run(
        [*(_AS_ANYBODY if os.getuid() == 0 else ()), sys.executable, "-m", "dangvien_xlsx", *map(str, command)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert time.monotonic() - begun < SECONDS
    return done.returncode, done.stdout + done.stderr


def refused(workspace: Path, name: str, *command: str | Path) -> None:
    """See that a command ends in exit 3, says which file, and writes nothing."""
    code, told = run(*command)
    assert code == 3, told
    assert name in told
    assert "Traceback" not in told
    assert "panic" not in told
    assert "lỗi bất ngờ" not in told
    assert not (workspace / "ket-qua").exists() or not list((workspace / "ket-qua").glob("*.xlsx"))


@pytest.mark.parametrize("name", ["danh-muc.xlsx", "nhap-tay.xlsx", "chot-ky.xlsx"])
@pytest.mark.parametrize("what", LAID)
def test_whatever_lies_in_place_of_a_workbook_of_ours_is_said_plainly(workspace: Path, what: str, name: str) -> None:
    path = workspace / name
    path.unlink(missing_ok=True)
    LAID[what](path)
    if (name, what) == ("danh-muc.xlsx", "link to nowhere"):
        code, told = run("consolidate", workspace)
        assert code in (2, 3), told
        return
    refused(workspace, name, "consolidate", workspace)


@pytest.mark.parametrize("what", ["cell at the far corner", "table that is never closed", "pipe", "3 GB of nothing"])
def test_an_earlier_summary_is_opened_by_the_same_door(workspace: Path, what: str) -> None:
    import openpyxl

    book = openpyxl.load_workbook(workspace / "danh-muc.xlsx")
    sheet = book["Thông tin"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "ky_truoc"]
    row[2].value = "ky-truoc.xlsx"
    book.save(workspace / "danh-muc.xlsx")
    LAID[what](workspace / "ky-truoc.xlsx")
    code, told = run("consolidate", workspace)
    assert code == 0, "an earlier period that cannot be read is told, and stops nothing"
    assert "ky-truoc.xlsx" in told


def test_a_form_whose_merge_covers_the_sheet_does_not_hang_fill(workspace: Path, tmp_path: Path) -> None:
    sheet = parts_of(GOOD)["xl/worksheets/sheet1.xml"]
    merged = with_swap("xl/worksheets/sheet1.xml", b"<mergeCell ", b'<mergeCell ref="H1:XFD1048576"/><mergeCell ')
    assert b"<mergeCell " in sheet
    form = tmp_path / "phieu-cap-tren.xlsx"
    form.write_bytes(merged)
    code, told = run("fill", form, "--from", workspace)
    assert code == 3, told
    assert form.name in told
    assert form.read_bytes() == merged


def test_a_catalogue_whose_merge_covers_the_sheet_does_not_hang_init(workspace: Path, tmp_path: Path) -> None:
    content = (workspace / "danh-muc.xlsx").read_bytes()
    part = parts_of(content)["xl/worksheets/sheet1.xml"]
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="H1:XFD1048576"/></mergeCells>'
    before, _, after = part.partition(b"</sheetData>")
    (workspace / "danh-muc.xlsx").write_bytes(with_part("xl/worksheets/sheet1.xml", before + merge + after, content))
    code, told = run("init", tmp_path / "moi", "--from", workspace)
    assert code == 3, told
    assert not (tmp_path / "moi" / "danh-muc.xlsx").exists()


@pytest.mark.parametrize("what", ["missing", "file", "pipe", "link to itself", "shut"])
def test_without_the_folder_of_what_came_nothing_is_made(workspace: Path, what: str) -> None:
    received = workspace / "nhan-ve"
    received.rename(workspace / "đã dời")
    if what == "file":
        received.write_text("không phải thư mục", "utf-8")
    elif what == "shut":
        received.mkdir(mode=0o000)
    elif what != "missing":
        LAID[what](received)
    for command in (["consolidate"], ["letter"], ["drafts", "--kind", "reminders"], ["return"]):
        code, told = run(command[0], workspace, *command[1:])
        assert code == 3, (command, told)
        assert "nhan-ve" in told
    assert not (workspace / "ket-qua").exists() or not list((workspace / "ket-qua").glob("*.xlsx"))


@pytest.mark.parametrize("where", ["nhan-ve/16-thanh-loi.xlsx", "nhan-ve/thư mục"])
def test_one_door_that_is_shut_is_told_and_the_rest_is_read(workspace: Path, where: str) -> None:
    shut = workspace / where
    if not shut.exists():
        shut.mkdir()
        (workspace / "nhan-ve" / "16-thanh-loi.xlsx").rename(shut / "16-thanh-loi.xlsx")
    shut.chmod(0o000)
    code, told = run("consolidate", workspace)
    shut.chmod(0o700)
    assert code == 1, told
    assert shut.name in told
    assert "43" in told  # of 53, without the 10 of Thành Lợi


def test_an_empty_folder_is_an_empty_folder(workspace: Path) -> None:
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()
    code, told = run("consolidate", workspace)
    assert code == 1, told
