"""Reading children that the computer does not let start, or holds still: the run ends with a sentence, never hangs."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, copy_of_example
from tests.side_by_side import side_by_side

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


_CASES = {f"{command}-{kind}": (command, kind) for command in ("consolidate", "check") for kind in _KINDS}


class _End(NamedTuple):
    """How a run ended, the seconds that it took, and what it left in the workspace."""

    done: "subprocess.CompletedProcess[str]"
    seconds: float
    left: list[Path]


@pytest.fixture(scope="module")
def ends(request: pytest.FixtureRequest) -> Iterator[dict[str, Future[_End]]]:
    """The runs, a few at a time: each waits four seconds for children that never read."""

    def ended(case: tuple[str, str], place: Path) -> _End:
        command, kind = case
        workspace = copy_of_example(place)
        about = [workspace] if command == "consolidate" else sorted((workspace / "nhan-ve").glob("*.xlsx"))[:3]
        before = sorted(path for path in workspace.rglob("*"))
        run = [sys.executable, "-c", _RUN, _broken(place, kind), command, *map(str, about)]
        started = time.monotonic()
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        seconds = time.monotonic() - started
        return _End(done, seconds, [path for path in sorted(workspace.rglob("*")) if path not in before])

    with side_by_side(request, "test_children_that_cannot_read_end_the_run_with_a_sentence", ended, _CASES) as begun:
        yield begun


@pytest.mark.parametrize("case", _CASES)
def test_children_that_cannot_read_end_the_run_with_a_sentence(case: str, ends: Mapping[str, Future[_End]]) -> None:
    done, seconds, left = ends[case].result()
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert "diệt virus" in done.stderr
    assert "Traceback" not in done.stderr
    assert seconds < 30
    assert not [path for path in left if path.suffix in (".xlsx", ".docx")]
