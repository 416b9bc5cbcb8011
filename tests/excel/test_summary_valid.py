"""The Open XML SDK finds no error in any summary."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from tests.excel.conftest import Run
from tests.excel.variants import with_blocks, with_units
from tests.forms import consolidate_json
from tests.oracles import recalculate, stored_values, validate


@pytest.mark.parametrize("name", ["complete", "incomplete"])
def test_summaries_of_the_example_are_valid(name: str, runs: Mapping[str, Run]) -> None:
    assert validate(runs[name].summary) == []


def test_a_summary_of_nothing_is_valid_and_its_formulas_hold(workspace: Path) -> None:
    for path in (workspace / "nhan-ve").iterdir():
        path.unlink()
    told = consolidate_json(workspace)
    path = Path(told["output"])
    assert {unit["state"] for unit in told["units"]} == {"missing"}
    assert validate(path) == []
    assert recalculate(path) == stored_values(path.read_bytes())


@pytest.mark.parametrize("count", [3, 500])
def test_summaries_of_few_and_of_many_units_are_valid_and_their_formulas_hold(
    count: int, example: Catalogue, workspace: Path
) -> None:
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(with_units(with_blocks(example), count)))
    told = consolidate_json(workspace)
    path = Path(told["output"])
    assert len(told["units"]) == count
    assert told["totals"]["ket_nap"] == (9 if count == 3 else 53)
    assert {item["code"] for item in told["findings"]} == {
        "old-form",
        "unknown-unit" if count == 3 else "missing-submission",
    }
    assert validate(path) == []
    computed, stored = recalculate(path), stored_values(path.read_bytes())
    assert computed["Thống kê"] == stored["Thống kê"]
    assert computed["Cơ cấu"].keys() == stored["Cơ cấu"].keys()
    differing = {
        a1: (value, computed["Cơ cấu"][a1])
        for a1, value in stored["Cơ cấu"].items()
        if computed["Cơ cấu"][a1] != (pytest.approx(value) if isinstance(value, float) else value)
    }
    assert differing == {}
