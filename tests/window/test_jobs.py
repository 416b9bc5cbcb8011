"""The worker thread: one job at a time, stopped when asked, and every failure a sentence."""

import threading
import time
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.window.jobs import Done, Failed, Jobs, Progressed, Told
from dangvien_xlsx.workspace.watch import Watch


def ended(jobs: Jobs) -> list[Told]:
    found: list[Told] = []
    until = time.monotonic() + 20
    while jobs.name and time.monotonic() < until:
        found += jobs.told()
        time.sleep(0.005)
    return found


def wait(watch: Watch) -> None:
    for done in range(10_000):
        watch(done, 10_000)
        time.sleep(0.002)


def test_a_job_tells_how_far_it_is_and_what_came_of_it() -> None:
    jobs = Jobs()

    def count(watch: Watch) -> str:
        assert threading.current_thread() is not threading.main_thread()
        watch(1, 2)
        watch(2, 2)
        return "made"

    assert jobs.start("forms", count)
    assert ended(jobs) == [Progressed(1, 2), Progressed(2, 2), Done("forms", "made")]


def test_one_job_at_a_time_and_stopped_when_asked() -> None:
    jobs = Jobs()
    assert jobs.start("forms", wait)
    assert not jobs.start("letter", wait)
    jobs.cancel()
    last = ended(jobs)[-1]
    assert isinstance(last, Failed)
    assert last.was_stopped


def test_a_look_is_given_up_for_what_is_pressed() -> None:
    jobs = Jobs()
    assert jobs.start("look", wait, yields=True)
    assert not jobs.is_busy
    assert jobs.start("forms", lambda _: "made")
    assert jobs.is_busy
    assert ended(jobs)[-1] == Done("forms", "made")


def test_a_look_at_another_period_takes_the_place_of_the_one_that_runs() -> None:
    jobs = Jobs()
    assert jobs.start("look", wait, yields=True)
    assert jobs.start("look", lambda _: "the other", yields=True)
    assert not jobs.is_busy
    assert ended(jobs)[-1] == Done("look", "the other")


def test_whatever_goes_wrong_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky.log"
    monkeypatch.setenv("DANGVIEN_XLSX_LOG", str(log))
    jobs = Jobs()

    def fail(_: Watch) -> None:
        raise WorkspaceError("Không ghi được.")

    jobs.start("forms", fail)
    last = ended(jobs)[-1]
    assert isinstance(last, Failed)
    assert last.told == "Không ghi được."
    jobs.start("forms", lambda _: {"something": 1}["nothing"])
    last = ended(jobs)[-1]
    assert isinstance(last, Failed)
    assert str(log) in last.told
    assert "KeyError" not in last.told
    assert "KeyError" in log.read_text("utf-8")
