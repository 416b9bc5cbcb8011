"""The clock of the readers: what is refused, and what is not, whatever else the computer does."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from dangvien_xlsx.intake.clock import STALLED, Clock, new_ledger
from dangvien_xlsx.intake.memory_watch import MemoryWatch, cpu_of
from dangvien_xlsx.intake.readers import Readers
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.intake.spawning import safe_context
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.limits import MOST_TIMES_SLOWER, SECONDS_TO_START
from tests.benchmarks.busy import answer, busy, commented_folder, slow_imports
from tests.conftest import ROOT
from tests.intake.build import GOOD
from tests.intake.corpus import FORM
from tests.intake.loops import loop_for_ever
from tests.intake.test_corpus import verdict


def test_a_busy_computer_with_slow_libraries_gives_the_same_answer(tmp_path: Path) -> None:
    folder = commented_folder(tmp_path)
    calm = answer(folder, slow_imports(tmp_path / "fast", 0))
    assert calm["totals"] == {"ket_nap": 53, "nu": 32, "doan_vien": 22, "dai_hoc": 26}
    with busy(2 * (os.cpu_count() or 1)):
        assert answer(folder, slow_imports(tmp_path / "slow", 2)) == calm


_LOADED_WHILE_READING = """
import sys
from pathlib import Path
from dangvien_xlsx.intake.child import load_everything
import dangvien_xlsx.intake.opening as opening
load_everything()
before = set(sys.modules)
from datetime import UTC, datetime
from dangvien_xlsx.intake.scanning import scan
from dangvien_xlsx.intake.tasks import Task, Visit
from dangvien_xlsx.intake.spawning import safe_context
from dangvien_xlsx.received.entries import Reading
from dangvien_xlsx.received.limits import MOST_TIMES_SLOWER, SECONDS_TO_START
folder = Path(sys.argv[1])
sources = scan(folder)
visit = Visit(Reading(datetime(2023, 1, 1, tzinfo=UTC), (), "mat-khau"))
before |= set(sys.modules)
for source in sources:
    opening.read_source(Task(folder, (source,), visit), source)
print(len(sources), *sorted(set(sys.modules) - before))
"""


def test_in_a_last_try_no_library_is_loaded_while_the_clock_runs(tmp_path: Path) -> None:
    from tests.intake.corpus import all_cases

    for number, case in enumerate(all_cases()):
        place = tmp_path / str(number) / Path(case.name).name
        place.parent.mkdir()
        place.write_bytes(case.content)
    samples = ROOT / "tests" / "mail" / "samples"
    for sample in samples.iterdir():
        if sample.suffix in (".eml", ".msg", ".dat"):
            (tmp_path / sample.name).write_bytes(sample.read_bytes())
    command = [sys.executable, "-c", _LOADED_WHILE_READING, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    count, *loaded = done.stdout.split()
    assert int(count) > 100
    # A codec is a small table, and some modules of the standard library are as small.
    assert not [name for name in loaded if not name.startswith(("encodings", "_"))]


@pytest.mark.parametrize("bounded", [True, False], ids=["bounded by the system", "watched by the parent"])
def test_a_reader_that_loops_for_ever_in_compiled_code_is_ended_by_its_own_time(bounded: bool) -> None:
    context = safe_context()
    ledger = None if bounded else new_ledger(context)
    watch = None if ledger is None else MemoryWatch(ledger)
    child = context.Process(target=loop_for_ever, args=(bounded, ledger))
    child.start()
    if watch:
        watch.start()
    child.join(60)
    if watch:
        watch.stop()
        assert watch.stalled == {child.pid}
    else:
        assert child.exitcode == STALLED


def test_our_own_time_told_for_a_childs_ends_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """As under Wine, on a busy computer: between question and answer our other threads take their share."""
    times = psutil.Process.cpu_times

    def told_late(_child: psutil.Process) -> Any:
        own = times(psutil.Process())
        end = time.process_time() + 0.3
        while time.process_time() < end:
            pass
        return own

    monkeypatch.setattr(psutil.Process, "cpu_times", told_late)
    assert cpu_of(os.getppid()) == 0.0


def test_a_slow_computer_is_given_more_time_and_a_usual_one_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr("signal.setitimer", lambda _which, seconds: given.append(seconds))
    for started in (0.1, SECONDS_TO_START, 3 * SECONDS_TO_START, 1000.0):
        monkeypatch.setattr("time.process_time", lambda started=started: started)
        Clock(None).allow(1.0)
    assert given == pytest.approx([1.0, 1.0, 3.0, MOST_TIMES_SLOWER])


def test_a_reader_that_falls_silent_is_ended_and_its_files_are_read_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a dead network drive: the child takes no CPU time at all."""
    for number in range(60):
        (tmp_path / f"{number}.xlsx").write_bytes(GOOD)
    monkeypatch.setattr("dangvien_xlsx.intake.readers.SECONDS_OF_SILENCE", 2.0)
    with Readers(tmp_path, scan(tmp_path), Reading(datetime(2023, 1, 1, tzinfo=UTC), ())) as readers:
        while not readers._tries[0].future.running():
            time.sleep(0.01)
        for child in psutil.Process().children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.suspend()
        read = {file.path: verdict(file) for file in readers.results()}
    assert read == {f"{number}.xlsx": FORM for number in range(60)}
