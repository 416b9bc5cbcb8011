"""Reading children that the computer does not let start, or holds still: the run ends with a sentence, never hangs."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_of_example

# The real command, in a process whose children are started by another executable than Python.
_RUN = """
import multiprocessing, sys
import dangvien_xlsx.intake.own as own
import dangvien_xlsx.intake.readers as readers
multiprocessing.set_executable(sys.argv.pop(1))
own.SECONDS_WITHOUT_PROGRESS = readers.SECONDS_WITHOUT_PROGRESS = 4.0
from dangvien_xlsx.cli.main import main
main()
"""


def _broken(folder: Path, kind: str) -> str:
    """Return an executable of a kind that never reads anything."""
    if kind == "not there":
        return str(folder / "không có")
    path = folder / "python-bị-chặn"
    scripts = {
        "ends at once": "#!/bin/sh\nexit 0\n",
        "fails at once": "#!/bin/sh\nexit 5\n",
        "dies": "#!/bin/sh\nkill -9 $$\n",
    }
    # Python's resource tracker is started in the same way and would outlive the run.
    tracker = f'case "$*" in *resource_tracker*) exec {sys.executable} "$@";; esac'
    scripts["stands still"] = f"#!/bin/sh\n{tracker}\nexec sleep 600\n"
    path.write_text("no program at all" if kind == "not a program" else scripts[kind], "utf-8")
    path.chmod(0o644 if kind == "not allowed" else 0o755)
    return str(path)


_KINDS = ["not there", "not a program", "ends at once", "fails at once", "dies", "stands still"]


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("command", ["consolidate", "check"])
def test_children_that_cannot_read_end_the_run_with_a_sentence(tmp_path: Path, kind: str, command: str) -> None:
    workspace = copy_of_example(tmp_path)
    about = [workspace] if command == "consolidate" else sorted((workspace / "nhan-ve").glob("*.xlsx"))[:3]
    before = sorted(path for path in workspace.rglob("*"))
    started = time.monotonic()
    run = [sys.executable, "-c", _RUN, _broken(tmp_path, kind), command, *map(str, about)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert "diệt virus" in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - started < 30
    left = [path for path in sorted(workspace.rglob("*")) if path not in before]
    assert not [path for path in left if path.suffix in (".xlsx", ".docx")]
