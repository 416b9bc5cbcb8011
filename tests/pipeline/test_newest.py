"""Which workspace the double-click takes."""

import shutil
from pathlib import Path

import pytest

from dangvien_xlsx.model.errors import WrongUseError
from dangvien_xlsx.pipeline.start import start_workspace
from dangvien_xlsx.workspace.newest import newest_workspace


def test_the_workspace_whose_period_ends_last_is_the_newest(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "các kỳ"
    folder.mkdir()
    shutil.copytree(workspace, folder / "z kỳ trước")
    start_workspace(folder / "a kỳ sau", folder / "z kỳ trước")
    assert newest_workspace(folder).folder == folder / "a kỳ sau"


def test_a_catalogue_that_is_still_being_filled_is_the_newest_of_all(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "các kỳ"
    folder.mkdir()
    shutil.copytree(workspace, folder / "z kỳ trước")
    start_workspace(folder / "a đang điền")
    assert newest_workspace(folder).folder == folder / "a đang điền"


def test_a_workspace_itself_is_taken_as_it_is(workspace: Path) -> None:
    assert newest_workspace(workspace).folder == workspace


def test_no_workspace_at_all_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="Không thấy thư mục kỳ nào"):
        newest_workspace(tmp_path)
