"""What happens when the clerk sorts or corrects ``Dữ liệu`` in Excel: LibreOffice computes the edited summary."""

import random
from collections.abc import Mapping

import pytest

from tests.excel.conftest import NOTE, Run
from tests.excel.highlighting import Probe, looks, not_decided, probe
from tests.excel.sheets import APPENDIX, STRUCTURE, TRACKING, Edited, appendix_of, row_of, states_of, structure_of
from tests.oracles import Values, recalculate_all

LOOK_OF_STATE = {
    "Chưa kết nạp (0)": "warning",
    "Hết nguồn": "exhausted",
    "Phiếu có lỗi": "error",
    "Chưa nộp": "missing",
}
"""The colours of ``Theo dõi nộp``: amber, grey, red, white with red letters; who admitted somebody has none."""
LEADING = {"Thành Lợi", "Tân Thành", "Minh Thuận", "Minh Tân", "Vĩnh Hào"}
"""As the letter names them."""


Shown = Mapping[str, tuple[Probe, Values]]


def every_unit_answered(edited: Edited) -> Edited:
    for unit in ("02", "05", "09", "20", "30"):
        edited.type(unit, ket_nap=1, nu=0, doan_vien=0, dai_hoc=0)
    return edited


@pytest.fixture(scope="module")
def computed(complete: Run, incomplete: Run, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Values]:
    """Edited summaries by name, all computed in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("edited")
    shuffled = random.Random(57).sample(range(57), 57)
    edits = {
        "same": Edited(complete.summary),
        "reversed": Edited(complete.summary).reorder(range(56, -1, -1)),
        "shuffled": Edited(incomplete.summary).reorder(shuffled),
        "more": Edited(complete.summary).type("16", ket_nap=12, nu=7),
        "more, shuffled": Edited(complete.summary).type("16", ket_nap=12, nu=7).reorder(shuffled),
        "zero to one": Edited(complete.summary).type("22", ket_nap=1, nu=1, doan_vien=1, dai_hoc=1),
        "one to zero": Edited(complete.summary).type("21", ket_nap=0, nu=0),
        "no longer exhausted": Edited(complete.summary).type("19", ket_nap=3, het_nguon="Không"),
        "exhausted after all": Edited(complete.summary).type("22", ket_nap=None, het_nguon="Có"),
        "forgotten": Edited(complete.summary).type("22", ket_nap=None),
        "one missing less": Edited(incomplete.summary).type("02", ket_nap=2, nu=1, doan_vien=1, dai_hoc=1),
        "one invalid less": Edited(incomplete.summary).type("05", ket_nap=4, nu=2, doan_vien=2, dai_hoc=2),
        "all answered": every_unit_answered(Edited(incomplete.summary)),
    }
    paths = {name: edited.save(folder / f"{index}.xlsx") for index, (name, edited) in enumerate(edits.items())}
    values = recalculate_all(list(paths.values()), strip=False)  # openpyxl saves no stored values
    return {name: values[path] for name, path in paths.items()}


def test_an_edit_that_changes_nothing_changes_nothing(complete: Run, computed: Mapping[str, Values]) -> None:
    assert computed["same"] == complete.computed


@pytest.mark.parametrize(("edit", "original"), [("reversed", "complete"), ("shuffled", "incomplete")])
def test_sorting_the_data_changes_no_other_sheet(
    edit: str, original: str, runs: Mapping[str, Run], computed: Mapping[str, Values]
) -> None:
    before, after = runs[original].computed, computed[edit]
    assert [after["Dữ liệu"][f"A{row}"] for row in range(2, 59)] != [
        before["Dữ liệu"][f"A{row}"] for row in range(2, 59)
    ]
    for sheet in (APPENDIX, STRUCTURE, TRACKING, "Kiểm tra", "Sổ nhận"):
        assert after[sheet] == before[sheet]


def test_sorting_the_data_moves_each_state_with_its_unit(incomplete: Run, computed: Mapping[str, Values]) -> None:
    for values in (incomplete.computed, computed["shuffled"]):
        data = values["Dữ liệu"]
        states = {data[f"A{row}"]: data[f"E{row}"] for row in range(2, 59)}
        assert len(states) == 57
        assert [states[code] for code in ("01", "02", "05", "10", "19", "57")] == [
            "Có kết nạp",
            "Chưa nộp",
            "Phiếu có lỗi",
            "Chưa kết nạp (0)",
            "Hết nguồn",
            "Không áp dụng",
        ]


@pytest.mark.parametrize("edit", ["more", "more, shuffled"])
def test_a_changed_number_changes_line_total_group_and_shares(
    edit: str, complete: Run, computed: Mapping[str, Values]
) -> None:
    before, after = appendix_of(complete.computed), appendix_of(computed[edit])
    changed = {name: line[0] for name, line in after.items() if line != before[name]}
    assert changed == {"Thành Lợi": 12, "Tổng": 55}
    figures = structure_of(computed[edit])
    assert figures["I", "Đã kết nạp", "D"] == pytest.approx(55 / 110)
    assert figures["I", "Còn phải kết nạp", "C"] == 55
    assert figures["II", "Nữ", "C"] == 33
    assert figures["II", "Nữ", "D"] == pytest.approx(33 / 55)
    assert figures["II", "Đoàn viên", "D"] == pytest.approx(22 / 55)
    assert figures["IV", "I/XÃ - THỊ TRẤN", "C"] == 50
    assert figures["IV", "I/XÃ - THỊ TRẤN", "D"] == pytest.approx(50 / 55)
    assert figures["IV", "II/ĐẢNG BỘ CƠ QUAN", "D"] == pytest.approx(1 / 55)
    assert figures["III", "Tổng", "D"] == 21


@pytest.mark.parametrize(
    ("edit", "unit", "line", "state", "total"),
    [
        ("zero to one", "Trung tâm y tế huyện", (1, None), "Có kết nạp", 54),
        ("one to zero", "Cty TNHH MTV KTCT TL Vụ Bản", (0, None), "Chưa kết nạp (0)", 52),
        ("no longer exhausted", "Quân sự", (3, None), "Có kết nạp", 56),
        ("exhausted after all", "Trung tâm y tế huyện", (None, "Hết nguồn"), "Hết nguồn", 53),
        ("forgotten", "Trung tâm y tế huyện", (None, "Chưa nộp"), "Chưa nộp", 53),
    ],
)
def test_a_changed_number_changes_the_units_state(
    edit: str, unit: str, line: tuple[object, object], state: str, total: int, computed: Mapping[str, Values]
) -> None:
    values = computed[edit]
    lines = appendix_of(values)
    assert lines[unit] == line
    assert lines["Tổng"] == (total, None)
    assert states_of(values)[unit] == state
    counts = structure_of(values)
    for column, word in zip("DEFGH", ("Có kết nạp", *LOOK_OF_STATE), strict=True):
        expected = {"Có kết nạp": 21, "Chưa kết nạp (0)": 19, "Hết nguồn": 17}.get(word, 0)
        was = states_before(unit)
        assert counts["III", "Tổng", column] == expected + (word == state) - (word == was)


def states_before(unit: str) -> str:
    return {"Quân sự": "Hết nguồn", "Trung tâm y tế huyện": "Chưa kết nạp (0)"}.get(unit, "Có kết nạp")


def test_a_figure_typed_for_a_missing_or_invalid_unit_counts_and_the_banner_follows(
    computed: Mapping[str, Values],
) -> None:
    banners = {name: values[APPENDIX].get("A4") for name, values in computed.items()}
    assert banners["one missing less"] == "SỐ LIỆU CHƯA ĐẦY ĐỦ: 2/56 đơn vị chưa nộp, 2 phiếu có lỗi"
    assert banners["one invalid less"] == "SỐ LIỆU CHƯA ĐẦY ĐỦ: 3/56 đơn vị chưa nộp, 1 phiếu có lỗi"
    assert banners["all answered"] is None
    assert banners["forgotten"] == "SỐ LIỆU CHƯA ĐẦY ĐỦ: 1/57 đơn vị chưa nộp"
    assert {name: values[STRUCTURE].get("A3") for name, values in computed.items()} == banners
    assert appendix_of(computed["one missing less"])["Tân Khánh"] == (2, None)
    assert appendix_of(computed["one missing less"])["Tổng"] == (47, None)
    assert appendix_of(computed["one invalid less"])["Tổng"] == (49, None)
    assert appendix_of(computed["all answered"])["Tổng"] == (50, None)
    assert computed["all answered"][TRACKING]["A1"] == "56 đơn vị · 56 đã nộp · 0 chưa nộp · 0 có lỗi"


@pytest.fixture(scope="module")
def shown(complete: Run, incomplete: Run, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The conditional formatting of the sheets that have states, before and after edits."""
    folder = tmp_path_factory.mktemp("looks")
    sources = {
        "complete": complete.summary,
        "incomplete": incomplete.summary,
        "all answered": every_unit_answered(Edited(incomplete.summary)).save(folder / "a.xlsx"),
        "words in a note": Edited(complete.summary)
        .type("21", ghi_chu="Chưa nộp")
        .type("22", ghi_chu="Phiếu có lỗi")
        .save(folder / "w.xlsx"),
        "one to zero": Edited(complete.summary).type("16", ket_nap=0).type("22", ket_nap=30).save(folder / "z.xlsx"),
    }
    sheets = (APPENDIX, TRACKING, STRUCTURE)
    probes = {name: probe(path, sheets, folder / f"{index}.xlsx") for index, (name, path) in enumerate(sources.items())}
    values = recalculate_all([made.path for made in probes.values()], strip=False)
    return {name: (made, values[made.path]) for name, made in probes.items()}


def names_by_look(made: Probe, values: Values, sheet: str, column: str) -> dict[str, set[str]]:
    """The names of the units whose cell in a column has a look, by look."""
    found: dict[str, set[str]] = {}
    name_column, header_row = ("B", 5) if sheet == APPENDIX else ("C", 3)
    for a1, look in looks(made, values, sheet).items():
        if a1.startswith(column) and int(a1[1:]) > header_row:
            found.setdefault(look, set()).add(str(values[sheet][f"{name_column}{a1[1:]}"]))
    return found


def test_every_rule_comes_to_true_or_false(shown: Shown) -> None:
    for made, values in shown.values():
        assert not_decided(made, values) == {}
        assert {sheet for sheet, _ in made.cells} == {APPENDIX, TRACKING, STRUCTURE}


@pytest.mark.parametrize("name", ["complete", "incomplete"])
def test_lines_of_the_appendix_have_the_look_of_their_state(name: str, runs: Mapping[str, Run], shown: Shown) -> None:
    named: dict[str, set[str]] = {}
    for unit in runs[name].told["units"]:
        named.setdefault(unit["state"], set()).add(unit["name"])
    expected = {
        "warning": named["zero"],
        "exhausted": named["exhausted"],
        "error": named.get("invalid", set()),
        "missing": named.get("missing", set()),
    }
    expected = {look: units for look, units in expected.items() if units}
    for column in "CD":
        assert names_by_look(*shown[name], APPENDIX, column) == expected
    leading = LEADING - named.get("invalid", set()) | ({"Đại Thắng"} if name == "incomplete" else set())
    for column in "AB":
        assert names_by_look(*shown[name], APPENDIX, column) == expected | {"leading": leading}


@pytest.mark.parametrize("name", ["complete", "incomplete", "all answered"])
def test_states_in_the_tracking_have_their_look(name: str, shown: Shown) -> None:
    made, values = shown[name]
    expected: dict[str, set[str]] = {}
    for unit, state in states_of(values).items():
        if look := LOOK_OF_STATE.get(str(state)):
            expected.setdefault(look, set()).add(unit)
    assert names_by_look(made, values, TRACKING, "D") == expected
    late = {"warning": {"Thị trấn Gôi"}} if name != "complete" else {}
    assert names_by_look(made, values, TRACKING, "G") == names_by_look(made, values, TRACKING, "I") == late


def test_the_banner_is_highlighted_only_while_something_is_missing(
    shown: Shown,
) -> None:
    for name in ("complete", "incomplete", "all answered"):
        expected = "banner" if name == "incomplete" else None
        assert looks(*shown[name], APPENDIX).get("A4") == expected
        assert looks(*shown[name], STRUCTURE).get("A3") == expected


def test_highlighting_follows_a_changed_number(shown: Shown) -> None:
    found = names_by_look(*shown["one to zero"], APPENDIX, "B")
    assert "Thành Lợi" in found["warning"]
    assert "Trung tâm y tế huyện" in found["leading"]
    assert "Trung tâm y tế huyện" not in found["warning"]


def test_words_in_a_note_do_not_make_a_unit_look_missing(
    shown: Shown,
) -> None:
    found = names_by_look(*shown["words in a note"], APPENDIX, "D")
    assert not found.keys() & {"missing", "error"}
    assert "Trung tâm y tế huyện" in found["warning"]


def test_a_note_is_printed_beside_its_unit(incomplete: Run, computed: Mapping[str, Values]) -> None:
    assert appendix_of(incomplete.computed)["Thành Lợi"] == (10, NOTE)
    assert appendix_of(computed["shuffled"])["Quân sự"] == (None, f"Hết nguồn; {NOTE}")
    assert row_of(computed["shuffled"]["Dữ liệu"], "A", "19") != 20
