"""What a unit adds to the memory of a run: fifty thousand of them have to stand beside five processes in 500 MB."""

import tracemalloc
from pathlib import Path

import pytest

from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Reuse
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.pipeline.standing import standing_of
from dangvien_xlsx.workspace.folder import Workspace
from tests.benchmarks.forms import make_workspace

A_FEW, FEW, MANY = 20, 400, 1_200
STANDING, RUN = 3_250, 13_600
"""Bytes a unit: 2,800 and 12,300 were measured; 3,800 and 15,100 while circles, copies and whole texts were kept."""


def standing(folder: Path) -> int:
    """Return the bytes of Python's that stand in memory once all is read and judged afresh.

    Not the most at one time: how far children read ahead hangs on what else the computer does.
    """
    with standing_of(Workspace(folder), AS_IT_IS, reuse=Reuse.AFRESH) as made:
        assert made.found
        return tracemalloc.get_traced_memory()[0]


def run_again(folder: Path) -> int:
    """Consolidate with what is kept, and return the most bytes of Python's that stood in memory at one time."""
    consolidate(Workspace(folder))
    assert (folder / "ket-qua" / KEPT_FILE).is_file()
    tracemalloc.reset_peak()
    consolidate(Workspace(folder))
    return tracemalloc.get_traced_memory()[1]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[int, int]]:
    """The bytes of both, by number of units."""
    bytes_of = {}
    for count in (A_FEW, FEW, MANY):  # what the first loads is no unit's
        folder = tmp_path_factory.mktemp("memory") / str(count)
        make_workspace(folder, count)
        tracemalloc.start()
        try:
            bytes_of[count] = standing(folder), run_again(folder)
        finally:
            tracemalloc.stop()
    return bytes_of


@pytest.mark.parametrize(("what", "bound"), [(0, STANDING), (1, RUN)])
def test_a_unit_adds_little(found: dict[int, tuple[int, int]], what: int, bound: int) -> None:
    assert (found[MANY][what] - found[FEW][what]) / (MANY - FEW) < bound
