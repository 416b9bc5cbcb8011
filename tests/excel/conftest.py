"""Two runs that many tests look at: the complete example, and one with what really happens to a clerk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from tests.conftest import copy_of_example
from tests.forms import consolidate_json, fill
from tests.oracles import Value, Values, recalculate_all, stored_values

NOTE = "Có 2 đồng chí chuyển đến"
LONG_AGO = date(2022, 12, 31)
TOO_LATE = datetime(2023, 7, 5, 3, 0, tzinfo=UTC)


class Run(NamedTuple):
    """A workspace, what the command printed of it, and its summary as stored and as LibreOffice computes it."""

    folder: Path
    told: dict[str, Any]
    summary: Path
    stored: Values
    computed: Values

    @property
    def units(self) -> dict[str, dict[str, Any]]:
        """What the command printed of each unit, by code."""
        return {unit["code"]: unit for unit in self.told["units"]}


@pytest.fixture(scope="session")
def runs(example: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Both runs, computed by LibreOffice in one start."""
    folders = {name: copy_of_example(tmp_path_factory.mktemp(name)) for name in ("complete", "incomplete")}
    make_incomplete(folders["incomplete"], example)
    told = {name: consolidate_json(folder) for name, folder in folders.items()}
    paths = {name: Path(found["output"]) for name, found in told.items()}
    computed = recalculate_all(list(paths.values()))
    return {
        name: Run(folder, told[name], paths[name], stored_values(paths[name].read_bytes()), computed[paths[name]])
        for name, folder in folders.items()
    }


@pytest.fixture(scope="session")
def complete(runs: Mapping[str, Run]) -> Run:
    """The example as it is shipped."""
    return runs["complete"]


@pytest.fixture(scope="session")
def incomplete(runs: Mapping[str, Run]) -> Run:
    """The example with 3 missing, 2 invalid, 1 late, 1 unit that no longer exists, and 2 notes."""
    return runs["incomplete"]


def make_incomplete(folder: Path, example: Catalogue) -> None:
    """Let happen what happens: 02, 09, 30 missing; 05, 20 invalid; 12 late; 57 ended before; 16, 19 with a note."""
    units = tuple(
        unit._replace(valid_to=LONG_AGO if unit.code == "57" else None, prints_note=unit.code in ("16", "19"))
        for unit in example.units
    )
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(replace(example, units=units)))
    for code in ("02", "09", "30", "57"):
        form_of(folder, code).unlink()
    typed: dict[str, dict[str, Value]] = {
        "05": {"nu": 9},
        "20": {"ket_nap": "năm"},
        "16": {"ghi_chu": NOTE},
        "19": {"ghi_chu": NOTE},
    }
    for code, values in typed.items():
        path = form_of(folder, code)
        path.write_bytes(fill(path.read_bytes(), values))
    path = form_of(folder, "12")
    path.write_bytes(fill(path.read_bytes(), {}, TOO_LATE))


def form_of(folder: Path, code: str) -> Path:
    """Return a unit's form in a workspace."""
    (path,) = (folder / "nhan-ve").glob(f"{code}-*.xlsx")
    return path
