"""The current folder: a received ``socket.py`` beside the forms is never run, by us or by the children we start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FORM = PROJECT / "workbooks/2023-6T/nhan-ve/16-thanh-loi.xlsx"
TRAP = "open({trace!r}, 'a').write(__name__ + chr(10))\nraise SystemExit('a received file was run')\n"


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """Return a folder of received files with a trap named like every module that a run or a child loads."""
    folder = tmp_path / "nhan-ve"
    folder.mkdir()
    (folder / FORM.name).write_bytes(FORM.read_bytes())
    return folder


def _set_traps(folder: Path, safe_from_the_start: bool) -> None:
    names = {"socket", "pickle", "json", "click", "pandas", "openpyxl", "multiprocessing", "pebble", "python_calamine"}
    names |= {"subprocess", "tempfile", "signal", "threading", "selectors", "ctypes", "lxml", "zipfile", "gc"}
    if safe_from_the_start:
        names |= set(sys.stdlib_module_names) - set(sys.builtin_module_names) - {"site", "sitecustomize"}
    for name in names:
        (folder / f"{name}.py").write_text(TRAP.format(trace=str(folder.parent / "run.txt")), "utf-8")


def _run(command: list[str | Path], folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def _assert_clean(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    trace = folder.parent / "run.txt"
    assert not trace.exists(), trace.read_text("utf-8").split()
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.parametrize("path", [str(PROJECT), f"{os.pathsep}{PROJECT}", f".{os.pathsep}{PROJECT}"])
def test_python_m_runs_nothing_that_lies_in_the_current_folder(trapped: Path, path: str) -> None:
    _set_traps(trapped, safe_from_the_start=False)
    done = _run([sys.executable, "-m", "dangvien_xlsx", "check", FORM.name], trapped, PYTHONPATH=path)
    _assert_clean(done, trapped)


def test_neither_do_the_children_when_python_itself_was_told_to_be_safe(trapped: Path) -> None:
    _set_traps(trapped, safe_from_the_start=True)
    safe = {"PYTHONPATH": str(PROJECT), "PYTHONSAFEPATH": "1"}
    _assert_clean(_run([sys.executable, "-m", "dangvien_xlsx", "check", FORM.name], trapped, **safe), trapped)


def test_the_program_run_by_its_file_needs_no_variable_and_heeds_none(trapped: Path) -> None:
    _set_traps(trapped, safe_from_the_start=True)
    program = PROJECT / "dangvien_xlsx" / "__main__.py"
    done = _run([sys.executable, "-I", program, "check", FORM.name], trapped, PYTHONPATH=str(trapped))
    _assert_clean(done, trapped)


def test_the_installed_command_takes_nothing_from_an_empty_entry_of_the_path(trapped: Path, tmp_path: Path) -> None:
    _set_traps(trapped, safe_from_the_start=False)
    command = tmp_path / "dangvien-xlsx"
    # What pip writes for a console script, word for word.
    command.write_text(
        "import sys\nfrom dangvien_xlsx.__main__ import run\nif __name__ == '__main__':\n    sys.exit(run())\n", "utf-8"
    )
    path = os.pathsep.join(("", str(PROJECT)))
    _assert_clean(_run([sys.executable, command, "check", FORM.name], trapped, PYTHONPATH=path), trapped)


def test_children_of_a_library_call_start_outside_the_current_folder_too(trapped: Path) -> None:
    _set_traps(trapped, safe_from_the_start=False)
    script = trapped.parent / "call.py"
    script.write_text(
        "import sys\n"
        f"sys.path[0] = {str(PROJECT)!r}\n"
        "from dangvien_xlsx.cli.main import cli\n"
        "if __name__ == '__main__':\n"
        f"    cli(['check', {FORM.name!r}])\n",
        "utf-8",
    )
    _assert_clean(_run([sys.executable, script], trapped), trapped)
