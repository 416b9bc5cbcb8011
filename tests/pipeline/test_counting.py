"""The count made in a process of its own is the count made here, whatever becomes of that process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvien_xlsx.intake.spawning import SafeProcess
from dangvien_xlsx.model.indicator import Kind
from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline import counting
from dangvien_xlsx.result.figures import UnitRows
from dangvien_xlsx.result.table import figures
from dangvien_xlsx.text.names import YES

ROOT = Path(__file__).resolve().parents[2]
ROWS = UnitRows(
    ("01", "02", "03"),
    ("A", "A", "B"),
    (State.REPORTED.value, State.EXHAUSTED.value, State.MISSING.value),
    {"n": Kind.INTEGER, "co": Kind.YES_NO, "ghi": Kind.TEXT},
    {"n": (7, None, None), "co": (YES, None, None), "ghi": ("lời", None, None)},
)


@pytest.fixture(autouse=True)
def _as_if_pandas_were_not_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delitem(sys.modules, "pandas")
    counting.stop_counting()
    yield
    counting.stop_counting()


def counter() -> psutil.Process:
    (kept,) = counting._counters
    assert kept.process.pid
    return psutil.Process(kept.process.pid)


def test_the_process_counts_again_and_again() -> None:
    counting.count_ahead()
    first = counter()
    assert counting.figures_of(ROWS) == figures(ROWS)
    counting.count_ahead()
    assert counting.figures_of(ROWS) == figures(ROWS)
    assert counter() == first


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(list(State)), st.none() | st.integers(0, 10**6))))
def test_what_is_counted_is_what_adds_up(units: list[tuple[str, State, int | None]]) -> None:
    """Counted with pandas, and here with plain sums."""
    rows = UnitRows(
        [str(number) for number in range(len(units))],
        [group for group, *_ in units],
        [state.value for _, state, _ in units],
        {"n": Kind.INTEGER},
        {"n": [value for *_, value in units]},
    )
    counted = figures(rows)
    for group in (None, "A", "B", "C"):
        inside = [unit for unit in units if group in (None, unit[0])]
        assert counted.sum("n", group) == sum(value or 0 for *_, value in inside)
        for state in State:
            assert counted.units(state, group=group) == sum(unit[1] is state for unit in inside)


def test_a_process_that_was_ended_costs_nothing_but_time() -> None:
    counting.count_ahead()
    counter().kill()
    assert counting.figures_of(ROWS) == figures(ROWS)


def test_where_no_process_can_be_started_the_count_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: SafeProcess) -> None:
        raise PermissionError("AppLocker")

    monkeypatch.setattr(SafeProcess, "start", refused)
    counting.count_ahead()
    assert counting.figures_of(ROWS) == figures(ROWS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_it_goes_when_its_parent_goes(end: int) -> None:
    script = (
        "import time\n"
        "from dangvien_xlsx.pipeline import counting\n"
        "if __name__ == '__main__':\n"
        "    counting.count_ahead()\n"
        "    print(counting._counters[0].process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(end)
    until = time.monotonic() + 60
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until, "it outlives its parent"
        time.sleep(0.05)
