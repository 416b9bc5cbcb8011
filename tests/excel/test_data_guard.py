"""Sheet Dữ liệu lets only be typed what the form lets be typed."""

from pathlib import Path

from tests.oracles import quietly_loaded, run, validate


def test_figures_are_guarded_as_in_the_form(workspace: Path) -> None:
    assert run("consolidate", workspace).returncode == 0
    path = workspace / "ket-qua" / "Tong-hop-2023-6T.xlsx"
    sheet = quietly_loaded(path.read_bytes())["Dữ liệu"]
    columns = {cell.value: cell.coordinate.rstrip("1") for cell in sheet[1]}
    rules = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    for header, kind in (("Nữ", "whole"), ("Hết nguồn", "list"), ("Ghi chú", "textLength")):
        rule = rules[f"{columns[header]}2:{columns[header]}58"]
        assert (rule.type, bool(rule.error)) == (kind, True)
    assert validate(path) == []
