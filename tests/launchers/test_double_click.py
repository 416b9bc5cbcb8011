"""The first run prepares everything by itself, later runs start at once, and a failure says what to do."""

import configparser
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = Path("workbooks/2023-6T/ket-qua/Tong-hop-2023-6T.xlsx")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project's files in a folder with spaces, diacritics and signs, with the libraries in wheels/."""
    folder = tmp_path_factory.mktemp("may moi") / "Kỳ báo cáo (6T) & thử!"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = settings["options"]["install_requires"].split()
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(folder / "wheels"), *needed]
    subprocess.run(command, check=True, capture_output=True)
    yield folder
    shutil.rmtree(folder)


def double_click(folder: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the launcher as a file manager would: no virtual environment, no way to an index of packages."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    home = str(Path(sys.executable).parent)
    path = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if part != home)
    environment = kept | {"PIP_NO_INDEX": "1", "PATH": path, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    return subprocess.run(
        [str(folder / "tong-hop.sh"), *arguments],
        cwd=cwd or folder.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def first_run(copy: Path) -> subprocess.CompletedProcess[str]:
    """The first double-click, without internet."""
    return double_click(copy)


def test_the_first_run_prepares_itself_without_internet_and_gives_the_appendix(
    copy: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.returncode == 0, first_run.stderr
    assert first_run.stdout.startswith("Lần đầu chạy")
    assert "57 đơn vị, tổng số kết nạp 53" in first_run.stdout
    assert (copy / SUMMARY).is_file()


def test_a_later_run_installs_nothing_and_gives_the_same_bytes(
    copy: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    before = hashlib.sha256((copy / SUMMARY).read_bytes()).digest()
    (copy / "wheels").rename(copy / "wheels-away")
    try:
        again = double_click(copy)
    finally:
        (copy / "wheels-away").rename(copy / "wheels")
    assert again.returncode == 0, again.stderr
    assert "Lần đầu chạy" not in again.stdout
    assert hashlib.sha256((copy / SUMMARY).read_bytes()).digest() == before


def test_an_interrupted_first_run_is_finished_by_the_next(
    copy: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    (copy / ".venv" / "setup.cfg.installed").unlink()
    again = double_click(copy)
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("Lần đầu chạy")


def test_a_dropped_folder_is_consolidated_wherever_it_lies(
    copy: Path, first_run: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    dropped = tmp_path / "Kỳ thả vào, tháng 6"
    shutil.copytree(copy / "workbooks" / "2023-6T", dropped, ignore=shutil.ignore_patterns("ket-qua"))
    next((dropped / "nhan-ve").glob("02-*")).unlink()
    result = double_click(copy, dropped.name, cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    assert (dropped / "ket-qua" / SUMMARY.name).is_file()


def test_the_newest_period_is_chosen(copy: Path, first_run: subprocess.CompletedProcess[str]) -> None:
    python = copy / ".venv" / "bin" / "python"
    later = copy / "workbooks" / "ky sau"
    command = [str(python), "-m", "dangvien_xlsx", "init", str(later), "--from", str(copy / "workbooks" / "2023-6T")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    try:
        result = double_click(copy)
    finally:
        shutil.rmtree(later)
    assert result.returncode == 1, result.stderr
    assert "Tong-hop-2023-12T.xlsx" in result.stdout


def test_a_failure_says_what_to_do_and_where_the_log_is(
    copy: Path, first_run: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    (tmp_path / "danh-muc.xlsx").write_bytes(b"not a workbook")
    result = double_click(copy, str(tmp_path))
    assert result.returncode == 3
    assert "Không đọc được danh mục" in result.stderr
    assert str(copy / "tong-hop.log") in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


def test_the_windows_launcher_has_its_line_ends_and_every_label_it_jumps_to() -> None:
    content = (ROOT / "Tong-hop.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 50
    text = content.decode("utf-8").replace("\r\n", "\n")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    jumps = set(re.findall(r"\bgoto (\w+)", text))
    assert jumps <= labels
    assert labels - jumps <= {"failed", "launcher"}
    # A path with a parenthesis ends a block, so there is none.
    assert not re.findall(r"\($", text, re.MULTILINE)
