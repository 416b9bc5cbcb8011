"""What a unit adds to the memory of a run: fifty thousand of them have to stand beside five processes in 500 MB."""

import tracemalloc
from pathlib import Path

import pytest

from dangvien_xlsx.intake.kept_file import KEPT_FILE
from dangvien_xlsx.pipeline.consolidate import consolidate
from dangvien_xlsx.workspace.folder import Workspace
from tests.benchmarks.forms import make_workspace

FEW, MANY = 400, 1_200
FIRST, SECOND = 11_500, 12_500
"""Bytes a unit: 8,800 and 10,100 were measured; 13,800 and 16,300 while circles, copies and whole texts were kept."""


def peak(folder: Path) -> int:
    """Consolidate, and return the most bytes of Python's that stood in memory at one time."""
    tracemalloc.start()
    try:
        consolidate(Workspace(folder))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def peaks(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[int, int]]:
    """The peaks of a first and of a second run, by number of units."""
    found = {}
    for count in (FEW, MANY):
        folder = tmp_path_factory.mktemp("memory") / str(count)
        make_workspace(folder, count)
        found[count] = peak(folder), peak(folder)
        assert (folder / "ket-qua" / KEPT_FILE).is_file()
    return found


@pytest.mark.parametrize(("run", "bound"), [(0, FIRST), (1, SECOND)])
def test_a_unit_adds_little(peaks: dict[int, tuple[int, int]], run: int, bound: int) -> None:
    grown = (peaks[MANY][run] - peaks[FEW][run]) / (MANY - FEW)
    assert grown < bound
