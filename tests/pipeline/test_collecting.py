"""The search for cycles is put off while a period is in memory, and taken up again afterwards, whoever else asks."""

import gc
from pathlib import Path
from threading import Barrier, Thread

import pytest

from dangvien_xlsx.model.errors import CatalogueError
from dangvien_xlsx.pipeline.collecting import no_collecting
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.workspace.folder import Workspace


def test_it_is_taken_up_again_also_when_the_job_fails(workspace: Path) -> None:
    assert gc.isenabled()
    with standing_of(Workspace(workspace)):
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(CatalogueError), standing_of(Workspace(workspace)):
        raise CatalogueError(())
    assert gc.isenabled()


def test_jobs_beside_each_other_end_in_any_order() -> None:
    both, first_is_done = Barrier(2), Barrier(2)
    seen: list[bool] = []

    def long() -> None:
        with no_collecting():
            both.wait()
            first_is_done.wait()
            seen.append(gc.isenabled())

    thread = Thread(target=long)
    thread.start()
    with no_collecting():
        both.wait()
    first_is_done.wait()
    thread.join()
    assert seen == [False]
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
