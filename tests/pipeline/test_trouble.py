"""A full disk, two runs at the same time, a folder that cannot be written: nothing is lost, and a sentence says so."""

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.text.names import SHEET_FORM, SHEET_META
from tests.benchmarks.forms import catalogue_of
from tests.conftest import ROOT, copy_of_example, fill_up
from tests.forms import consolidate_json
from tests.oracles import quietly_loaded, run, saved_by_libreoffice, stored_values, validate

SUMMARY = Path("ket-qua") / "Tong-hop-2023-6T.xlsx"


@pytest.mark.parametrize("command", ["consolidate", "forms", "return"])
def test_a_full_disk_is_a_sentence_and_what_was_there_stays(small_disk: Path, command: str) -> None:
    workspace = copy_of_example(small_disk)
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    consolidate_json(workspace)
    before = {path: path.read_bytes() for path in sorted(workspace.rglob("*.xlsx"))}
    broken = workspace / "nhan-ve" / "01-minh-thuan.xlsx"
    if command == "return":  # something to give back
        from tests.forms import fill

        broken.write_bytes(fill(broken.read_bytes(), {"nu": 99}))
        before[broken] = broken.read_bytes()
    else:
        broken.unlink()
        del before[broken]
    filler = fill_up(small_disk)
    done = run(command, workspace)
    assert done.returncode == 3, done.stderr
    assert "Kiểm tra ổ đĩa" in done.stderr or "kiểm tra ổ đĩa còn chỗ" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in before} == before
    filler.unlink()
    assert run(command, workspace).returncode in (0, 1)
    assert not list(workspace.rglob("*tmp"))


def test_no_room_for_what_a_large_summary_puts_aside_is_a_sentence(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tmp_path / "ky"
    (workspace / "nhan-ve").mkdir(parents=True)
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue_of(6_000)))
    filler = fill_up(small_disk)
    monkeypatch.setenv("TMPDIR", str(small_disk))
    done = run("consolidate", workspace)
    assert done.returncode == 3
    assert "Không đủ chỗ tạm trên đĩa" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / SUMMARY).exists()
    filler.unlink()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert run("consolidate", workspace).returncode == 1
    assert (workspace / SUMMARY).exists()


def test_nothing_that_a_form_holds_spoils_the_run_or_the_summary(workspace: Path) -> None:
    """Half a character in the hidden sheet beside a formula, a control character and a number as notes."""

    def change(name: str, sheet: str, cells: dict[str, object]) -> None:
        path = workspace / "nhan-ve" / name
        book = quietly_loaded(path.read_bytes())
        for cell, value in cells.items():
            book[sheet][cell].value = value
        book.save(path)

    meta = quietly_loaded((workspace / "nhan-ve" / "02-tan-khanh.xlsx").read_bytes())[SHEET_META]
    (asked,) = (row for row in meta.iter_rows() if row[0].value == "chi_tieu")
    damaged = str(asked[1].value).replace('"name":"Nữ"', '"name":"\\ud800"')
    change("02-tan-khanh.xlsx", SHEET_META, {asked[1].coordinate: damaged})
    change("02-tan-khanh.xlsx", SHEET_FORM, {"D11": "=1+0"})
    with_control = workspace / "nhan-ve" / "03-hien-khanh.xlsx"
    parts = zipfile.ZipFile(io.BytesIO(with_control.read_bytes()))
    with zipfile.ZipFile(with_control, "w", zipfile.ZIP_DEFLATED) as saved:
        for name in parts.namelist():
            typed = rb'<c r="D15"\1 t="inlineStr"><is><t>x_x0001_y</t></is></c>'
            saved.writestr(name, re.sub(rb'<c r="D15"( s="\d+")/>', typed, parts.read(name)))
    change("04-hop-hung.xlsx", SHEET_FORM, {"D15": 5})
    assert run("consolidate", workspace).returncode == 1
    content = (workspace / SUMMARY).read_bytes()
    assert validate(workspace / SUMMARY) == []
    (computed,) = saved_by_libreoffice([content])
    for values in (stored_values(content), stored_values(computed)):
        assert values["Dữ liệu"]["K5"] == "5"
    assert stored_values(content)["Dữ liệu"]["K4"] == "xy"  # a control character, as the format spells it, goes


def test_two_runs_at_the_same_time_both_end_and_leave_one_whole_summary(workspace: Path) -> None:
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(workspace)]
    for _ in range(4):
        runs = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(3)
        ]
        told = [process.communicate(timeout=120) for process in runs]
        assert [process.returncode for process in runs] == [0, 0, 0], told
        stored = stored_values((workspace / SUMMARY).read_bytes())
        assert 53 in stored["Thống kê"].values()
    assert sorted(path.name for path in (workspace / "ket-qua").glob("*.xlsx")) == [SUMMARY.name]


def test_a_workspace_that_cannot_be_written_is_a_sentence(workspace: Path) -> None:
    consolidate_json(workspace)
    before = (workspace / SUMMARY).read_bytes()
    (workspace / "nhan-ve" / "16-thanh-loi.xlsx").unlink()
    bound = subprocess.run(["mount", "--bind", str(workspace), str(workspace)], check=False)
    if bound.returncode:
        assert os.environ.get("CI") != "true", "CI can mount"
        pytest.skip("only root can make a folder that root cannot write")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(workspace)], check=True)
        done = run("consolidate", workspace)
    finally:
        subprocess.run(["umount", str(workspace)], check=True)
    assert done.returncode == 3
    assert "Không ghi được" in done.stderr
    assert "Traceback" not in done.stderr
    assert (workspace / SUMMARY).read_bytes() == before
