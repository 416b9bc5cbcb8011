"""The Open XML SDK finds no error in any catalogue."""

import re
import zipfile
from pathlib import Path

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from tests.conftest import ROOT
from tests.excel.variants import with_blocks
from tests.oracles import run, validate


def test_the_shipped_catalogues_are_valid() -> None:
    assert validate(ROOT / "templates" / "danh-muc.xlsx") == []
    assert validate(ROOT / "workbooks" / "2023-6T" / "danh-muc.xlsx") == []


def test_a_catalogue_with_blocks_is_valid(example: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(catalogue_bytes(with_blocks(example)))
    assert validate(path) == []


def test_a_catalogue_moved_to_the_next_period_is_valid(workspace: Path) -> None:
    folder = workspace.parent / "2023-12T"
    done = run("init", folder, "--from", workspace)
    assert done.returncode == 0, done.stderr
    assert validate(folder / "danh-muc.xlsx") == []


def test_a_catalogue_moved_to_the_next_period_has_nothing_of_the_day_it_was_made(workspace: Path) -> None:
    folder = workspace.parent / "2023-12T"
    assert run("init", folder, "--from", workspace).returncode == 0
    with zipfile.ZipFile(folder / "danh-muc.xlsx") as package:
        assert {member.date_time[:3] for member in package.infolist()} == {(1980, 1, 1)}
        stamps = re.findall(r"<dcterms:\w+[^>]*>([^<]*)<", package.read("docProps/core.xml").decode())
    assert stamps == ["2023-01-01T00:00:00Z"] * 2
