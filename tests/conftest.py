"""Fixtures that several tests share: the worked example, as the program's data and as a folder."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from dangvien_xlsx.model.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "workbooks" / "2023-6T"


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
