"""Fixtures that several tests share: the worked example, as the program's data and as a folder."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from dangvien_xlsx.model.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "workbooks" / "2023-6T"
LONGEST = (
    *("evidence/test_one_change", "pipeline/test_standing", "window/test_killed", "pipeline/test_proof"),
    *("attacks/test_servers", "intake/test_kept", "pipeline/test_by_hand", "pipeline/test_record"),
    *("launchers/test_tong_hop_sh", "pipeline/test_signing", "excel/test_form_valid", "attacks/test_rounds"),
    *("pipeline/test_returns", "attacks/test_clocks", "attacks/test_door", "mail/test_fetch", "pipeline/test_unusual"),
    *("pipeline/test_book", "pipeline/test_never_half", "pipeline/test_catalogue_changes", "pipeline/test_fill"),
    *("pipeline/test_trouble", "window/test_trouble", "pipeline/test_read_only", "excel/test_summary_charts"),
)
"""Files of tests that take half a minute or more: begun first, so that no worker is alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin the longest files first; within a file, and for all others, the order stays."""
    rank = {ROOT / "tests" / f"{name}.py": number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@contextmanager
def small_file_system(folder: Path, size: str) -> Iterator[Path]:
    """Mount a file system of a size ("6m") in memory on a new folder, where that is allowed."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
    if mounted.returncode:
        assert os.environ.get("CI") != "true", "CI can mount a small disk"
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB in memory."""
    with small_file_system(tmp_path / "đĩa nhỏ", "6m") as folder:
        yield folder


def fill_up(folder: Path) -> Path:
    """Leave 8 KB on a disk."""
    filler = folder / "đầy"
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    filler.write_bytes(b"\1" * (free - 8_192))
    return filler


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    """The script that makes the worked example."""
    spec = importlib.util.spec_from_file_location("make_example", ROOT / "workbooks" / "make_example.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def example(maker: ModuleType) -> Catalogue:
    """The catalogue of the worked example."""
    catalogue = maker.catalogue()
    assert isinstance(catalogue, Catalogue)
    return catalogue


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh copy of the worked example, in a folder whose name is as clerks name folders."""
    return copy_of_example(tmp_path)


def copy_of_example(parent: Path) -> Path:
    """Copy the catalogue and the received forms, without what a run leaves behind."""
    folder = parent / "Kỳ báo cáo 6 tháng" / "2023-6T"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ket-qua", "gui-di", "tra-lai"))
    return folder
