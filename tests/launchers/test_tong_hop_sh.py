"""The launcher of Linux and macOS, run from nothing and without any package index."""

import os
import pty
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from tests.launchers.conftest import FIRST_RUN, copy_project, run_launcher

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell script")
SUMMARY = Path("workbooks/2023-6T/ket-qua/Tong-hop-2023-6T.xlsx")


def workspace(clone: Path, folder: Path) -> Path:
    shutil.copytree(clone / "workbooks/2023-6T", folder, ignore=shutil.ignore_patterns("ket-qua"))
    return folder


def test_the_first_run_prepares_itself_from_wheels_alone_and_writes_the_summary(
    first_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    clone, done = first_run
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1, "one line while preparing"
    assert FIRST_RUN in done.stderr
    assert "ĐẦY ĐỦ: 57 đơn vị, tổng số kết nạp 53." in done.stdout
    assert (clone / SUMMARY).is_file()
    assert "Successfully installed" in (clone / "tong-hop.log").read_text("utf-8")


def test_a_later_run_does_without_pip_and_writes_the_same_bytes(clone: Path) -> None:
    before = (clone / SUMMARY).read_bytes()
    log = (clone / "tong-hop.log").read_bytes()
    (pip,) = clone.glob(".venv/lib/python*/site-packages/pip")
    away = pip.rename(pip.with_name("pip-away"))
    try:
        done = run_launcher(clone)
    finally:
        away.rename(pip)
    assert (done.returncode, done.stderr) == (0, "")
    assert (clone / SUMMARY).read_bytes() == before
    assert (clone / "tong-hop.log").read_bytes() == log


@pytest.mark.parametrize("name", ["Quý I & (mới)! 50% $HOME", "-n", "a:b;c'd"])
def test_a_folder_dropped_on_it_is_consolidated_whatever_its_name(clone: Path, tmp_path: Path, name: str) -> None:
    dropped = workspace(clone, tmp_path / name)
    assert run_launcher(clone, dropped).returncode == 0
    assert (dropped / "ket-qua" / SUMMARY.name).is_file()


def test_a_folder_named_from_where_one_stands_is_found(clone: Path, tmp_path: Path) -> None:
    dropped = workspace(clone, tmp_path / "kỳ này")
    assert run_launcher(clone, "kỳ này", cwd=tmp_path).returncode == 0
    assert (dropped / "ket-qua" / SUMMARY.name).is_file()


def test_a_missing_form_passes_on_exit_code_1_without_alarm(clone: Path, tmp_path: Path) -> None:
    dropped = workspace(clone, tmp_path / "thiếu")
    next((dropped / "nhan-ve").glob("*.xlsx")).unlink()
    done = run_launcher(clone, dropped)
    assert done.returncode == 1
    assert "CHƯA ĐẦY ĐỦ" in done.stdout
    assert "Nhật ký" not in done.stderr


def test_a_broken_catalogue_gives_a_plain_sentence_and_the_place_of_the_log(clone: Path, tmp_path: Path) -> None:
    dropped = workspace(clone, tmp_path / "hỏng")
    (dropped / "danh-muc.xlsx").write_bytes(b"not a workbook")
    done = run_launcher(clone, dropped)
    assert done.returncode == 3
    assert "danh-muc.xlsx" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert f"Nhật ký: {clone / 'tong-hop.log'}" in done.stderr


def test_on_a_terminal_a_failure_waits_for_enter(clone: Path, tmp_path: Path) -> None:
    ours, terminal = pty.openpty()
    os.write(ours, b"\n")
    try:
        done = run_launcher(clone, tmp_path / "không có", stdin=terminal)
    finally:
        os.close(ours)
        os.close(terminal)
    assert done.returncode == 2
    assert "Bấm Enter" in done.stderr


def test_replaced_code_runs_at_once_and_its_unexpected_failure_goes_to_the_log(clone: Path) -> None:
    module = clone / "dangvien_xlsx/workspace/folder.py"
    code = module.read_bytes()
    module.write_text("raise RuntimeError('a newer version that fails')\n", "utf-8")
    try:
        done = run_launcher(clone)
    finally:
        module.write_bytes(code)
    log = clone / "tong-hop.log"
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert str(log) in done.stderr
    assert "RuntimeError: a newer version that fails" in log.read_text("utf-8")


def test_changed_constraints_bring_the_environment_up_to_date_once(clone: Path) -> None:
    with (clone / "constraints.txt").open("a", encoding="utf-8") as pinned:
        pinned.write("# a newer version\n")
    renewed, later = run_launcher(clone), run_launcher(clone)
    assert (renewed.returncode, later.returncode) == (0, 0)
    assert FIRST_RUN in renewed.stderr
    assert FIRST_RUN not in later.stderr


def test_a_first_run_killed_in_the_middle_is_made_good_by_running_again(tmp_path: Path, wheels: Path) -> None:
    clone = copy_project(tmp_path / "bị ngắt")
    shutil.copytree(wheels, clone / "wheels")
    with subprocess.Popen(
        [clone / "tong-hop.sh"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as started:
        while not list(clone.glob(".venv/lib/python*/site-packages/numpy")) and started.poll() is None:
            time.sleep(0.02)
        os.killpg(started.pid, signal.SIGKILL)
    assert (clone / ".venv/dang-cai").exists(), "killed while it was installing"
    done = run_launcher(clone)
    assert done.returncode == 0, done.stderr
    assert (clone / SUMMARY).is_file()


def test_an_installation_that_fails_says_so_plainly_and_keeps_pip_for_the_log(tmp_path: Path) -> None:
    clone = copy_project(tmp_path / "không mạng")
    (clone / "wheels").mkdir()
    done = run_launcher(clone)
    assert done.returncode == 3
    assert "Chưa chuẩn bị xong" in done.stderr
    assert "ERROR" not in done.stderr
    assert "No matching distribution" in (clone / "tong-hop.log").read_text("utf-8")


def test_a_wheel_that_is_not_the_pinned_one_is_never_installed(tmp_path: Path, wheels: Path) -> None:
    clone = copy_project(tmp_path / "bị tráo")
    shutil.copytree(wheels, clone / "wheels")
    (changed,) = (clone / "wheels").glob("click-*.whl")
    with zipfile.ZipFile(changed, "a") as wheel:
        wheel.writestr("click/added.py", "print('not what was pinned')\n")
    done = run_launcher(clone)
    assert done.returncode == 3
    assert "Chưa chuẩn bị xong" in done.stderr
    assert not list(clone.glob(".venv/lib/python*/site-packages/click"))


@pytest.mark.parametrize("name", ["tong-hop.sh", "bat-dau.sh"])
def test_what_lies_in_the_current_folder_and_in_the_variables_is_not_run(
    clone: Path, tmp_path: Path, name: str
) -> None:
    for module in ("socket", "pickle", "json", "pip", "click", "runpy", "encodings"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'run.txt')!r}, 'a').write(__name__)\n", "utf-8")
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": f":{tmp_path}"}
    run_launcher(clone, name=name, cwd=tmp_path, env=environment)
    assert not (tmp_path / "run.txt").exists()


def test_the_other_double_click_asks_for_the_window(clone: Path) -> None:
    program = clone / "dangvien_xlsx/__main__.py"
    code = program.read_bytes()
    program.write_text("import sys\nprint(sys.argv[1:])\n", "utf-8")
    try:
        asked = [run_launcher(clone, name=name).stdout.strip() for name in ("bat-dau.sh", "tong-hop.sh")]
    finally:
        program.write_bytes(code)
    folder = str(clone / "workbooks")
    assert asked == [str(["window", folder]), str(["launch", folder])]


def test_without_python_it_says_how_to_get_one(tmp_path: Path) -> None:
    clone = copy_project(tmp_path / "không Python")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "dirname", "cmp"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = run_launcher(clone, env={"PATH": str(tools)})
    assert done.returncode == 3
    assert "Máy chưa có Python 3.11" in done.stderr
    assert "command not found" not in done.stderr
