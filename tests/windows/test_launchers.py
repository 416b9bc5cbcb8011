"""What the launchers say under Wine's cmd, each in its turn, and where a checkout looks for a Python.

Wine's cmd does not turn UTF-8 into letters as Windows does: the words that are looked for are plain ASCII.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.windows.machine import COMPILER, SHIMS, Machine

UNPACK, UNBLOCK, BITS = "Extract All", "Unblock", "32-bit, "
NO_PYTHON, EMBEDDED, NETWORK = "Microsoft Store", ", 64-bit.", "wheels"


@contextmanager
def taken_away(path: Path) -> Iterator[None]:
    """Take a file away for a while, as a program against viruses does."""
    away = path.with_name(f"{path.name}.away")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


def launched(machine: Machine, before: str, name: str = "Tong-hop.bat", **settings: Any) -> tuple[int, str]:
    """Return how a launcher ended and what it said; ``before`` is done by cmd first."""
    done = machine.run("cmd", "/c", f"{before}{name}", **settings)
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", ["Tong-hop.bat", "Bat-dau.bat"])
def test_a_32_bit_windows_is_told_first_whatever_else_is_wrong(machine: Machine, tmp_path: Path, name: str) -> None:
    (tmp_path / "Tong-hop.bat").write_bytes((machine.folder / "Tong-hop.bat").read_bytes())
    (tmp_path / name).write_bytes((machine.folder / name).read_bytes())
    before = "set PROCESSOR_ARCHITECTURE=x86&& "
    for folder in (machine.folder, tmp_path):
        code, said = launched(machine, before, name, cwd=folder)
        assert (code, BITS in said, UNPACK in said) == (3, True, False), said
    # A 32-bit program on a 64-bit Windows sees x86 too, and a second variable: that is no reason to stop.
    code, said = launched(machine, f"set PROCESSOR_ARCHITEW6432=AMD64&& {before}", name, cwd=tmp_path)
    assert BITS not in said
    assert UNPACK in said


@pytest.mark.parametrize("name", ["Tong-hop.bat", "Bat-dau.bat"])
@pytest.mark.parametrize("gone", ["python/python.exe", "python/_ctypes.pyd"])
def test_what_was_taken_away_or_is_blocked_is_told_with_how_to_unblock(machine: Machine, name: str, gone: str) -> None:
    with taken_away(machine.folder / "chuong-trinh" / gone):
        code, said = launched(machine, "", name)
    assert (code, UNBLOCK in said) == (3, True), said


def test_a_library_that_windows_refuses_to_load_is_told_as_blocked_and_not_as_a_fault(
    machine: Machine, workspace: Path
) -> None:
    """What Smart App Control does (WinError 4551): Python starts, and one of its libraries does not."""
    (library,) = (machine.folder / "chuong-trinh/lib/lxml").glob("etree.*.pyd")
    with taken_away(library):
        code, said = launched(machine, "", f"Tong-hop.bat workbooks\\{workspace.name}")
    assert (code, UNBLOCK in said) == (3, True), said


def test_a_window_that_cannot_load_tk_is_told_as_blocked(machine: Machine) -> None:
    with taken_away(machine.folder / "chuong-trinh/python/_tkinter.pyd"):
        code, said = launched(machine, "", "Bat-dau.bat")
    assert (code, UNBLOCK in said) == (3, True), said


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the sources as far as a launcher looks at them, on a computer without any Python."""
    folder = tmp_path / "Nguồn (1)"
    (folder / "dangvien_xlsx").mkdir(parents=True)
    (folder / "dangvien_xlsx/__main__.py").touch()
    for name in ("Tong-hop.bat", "Bat-dau.bat", "constraints.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """Return a folder for the PATH with a ``py`` and a ``python`` that only write down how they are called."""
    place = tmp_path / "path"
    place.mkdir()
    for name in ("py", "python"):
        subprocess.run([COMPILER, "-o", place / f"{name}.exe", SHIMS / "told.c"], check=True)
    return place


def tried(told: Path) -> list[str]:
    """Return what was started, without what it was to do."""
    return [
        line.replace('"', "").partition(" -I ")[0].rpartition("\\")[2] for line in told.read_text("utf-8").splitlines()
    ]


def test_a_checkout_looks_for_a_python_in_its_own_folder_then_for_py_then_for_python(
    machine: Machine, checkout: Path, pythons: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    surroundings = {"WINEPATH": f"Z:{pythons}", "TOLD_FILE": f"Z:{told}"}
    code, said = launched(machine, "", cwd=checkout)
    assert (code, NO_PYTHON in said) == (3, True), said
    code, said = launched(machine, "", env=surroundings, cwd=checkout)
    assert (code, NO_PYTHON in said) == (3, True), said
    assert tried(told) == ["py -3", "py -3.14", "py -3.13", "py -3.12", "py -3.11", "python"]
    told.unlink()
    # An embeddable Python has no venv: the message names it and does not blame the network.
    (checkout / "python").mkdir()
    shutil.copy(pythons / "python.exe", checkout / "python/python.exe")
    code, said = launched(machine, "", env=surroundings, cwd=checkout)
    assert (code, EMBEDDED in said, NETWORK in said) == (3, True, False), said
    assert tried(told) == ["python.exe", "py -3", "py -3.14", "py -3.13", "py -3.12", "py -3.11", "python"]


def test_the_first_python_that_will_do_makes_the_environment_and_no_other_is_asked(
    machine: Machine, checkout: Path, pythons: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    surroundings = {"WINEPATH": f"Z:{pythons}", "TOLD_FILE": f"Z:{told}", "TOLD_EXIT_CODE": "0"}
    launched(machine, "", env=surroundings, cwd=checkout)
    assert tried(told) == ["py -3", "py -3"]
    assert "-I -m venv --clear" in told.read_text("utf-8").splitlines()[1]


def test_the_bundles_own_python_beside_a_checkout_is_known_as_embeddable(machine: Machine, checkout: Path) -> None:
    shutil.copytree(machine.python.parent, checkout / "python", ignore=shutil.ignore_patterns("tcl"))
    code, said = launched(machine, "", cwd=checkout)
    assert (code, EMBEDDED in said, NETWORK in said) == (3, True, False), said
