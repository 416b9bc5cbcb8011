"""The form's own check, computed by LibreOffice, the data validation and the Python check say the same."""

import gc
import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dangvien_xlsx.excel.form.beside import NOTHING_BESIDE, Beside
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import Indicator, Kind, Relation, by_code
from dangvien_xlsx.model.layout import form_layout, numbered
from dangvien_xlsx.model.rules import Rules, rules_for, verdict
from dangvien_xlsx.model.submission import CellValue, ErrorValue, Submission, Value
from dangvien_xlsx.pipeline.sent_forms import beside as beside_of
from dangvien_xlsx.text import form as words
from dangvien_xlsx.text.names import SHEET_FORM
from tests.oracles import quietly_loaded, recalculate

FILLINGS = 150
ABSOLUTE = re.compile(r"\$([A-Z]+)\$(?=\d)")
Filling = dict[str, Value]

_COUNT, _WITHIN, _PART = Kind.INTEGER, Relation.WITHIN, Relation.PART
_TOTAL = Indicator("ket_nap", "Tổng số", _COUNT, required=True, low=0, high=999)
_ROLES = (Indicator("het_nguon", "Hết nguồn", Kind.YES_NO), Indicator("ghi_chu", "Ghi chú", Kind.TEXT, low=2, high=9))

CATALOGUES: dict[str, tuple[Indicator, ...]] = {
    "a Chia ra block of three": (
        _TOTAL,
        Indicator("xa", "Xã", _COUNT, "ket_nap", _PART, True, 0, 999),
        Indicator("co_quan", "Cơ quan", _COUNT, "ket_nap", _PART, True, 0, 999),
        Indicator("khac", "Khác", _COUNT, "ket_nap", _PART, False, 0, 999),
        *_ROLES,
    ),
    "nested parents": (
        _TOTAL,
        Indicator("nu", "Nữ", _COUNT, "ket_nap", _WITHIN, True, 0, 999),
        Indicator("nu_tre", "Nữ dưới 30", _COUNT, "nu", _WITHIN, True, 0, 50),
        Indicator("nu_dh", "Nữ có bằng đại học", _COUNT, "nu_tre", _WITHIN, False),
        *_ROLES,
    ),
    "several blocks, optional parts, other roots": (
        _TOTAL,
        Indicator("nam", "Nam", _COUNT, "ket_nap", _PART, False, block="gioi"),
        Indicator("nu", "Nữ", _COUNT, "ket_nap", _PART, False, block="gioi"),
        Indicator("duoi_30", "Dưới 30", _COUNT, "ket_nap", _PART, False, 1, 5, block="tuoi"),
        Indicator("tren_30", "Từ 30", _COUNT, "ket_nap", _PART, True, block="tuoi"),
        Indicator("chuyen_den", "Chuyển đến", _COUNT, None, None, False, 3, 8),
        Indicator("hop", "Đã họp", Kind.YES_NO, required=True),
        *_ROLES,
        Indicator("ly_do", "Lý do", Kind.TEXT, required=True),
    ),
}

_near = st.integers(0, 8)
_numbers = st.one_of(
    _near,
    _near,
    st.integers(-5, 1005),
    st.sampled_from([0.5, -0.5, 1.25, 999.5, 1e6, 10_000_000, 1e15, -1e15, 1e300]),
)
_texts = st.one_of(
    st.sampled_from(["", " ", "   ", "5", " 5 ", "năm", "x", "=1", "-", "1,5", "#N/A", '"', "Có", "TRUE"]),
    st.text("aăâ bđ1.,*?~<>=", min_size=1, max_size=12),
)
_choices = st.one_of(
    st.sampled_from(["Có", "Không", "CÓ", "không", " Có ", "co", "Khong", "Có ạ", "x", "", " ", "C*", "?"]), st.none()
)
_errors = st.sampled_from(["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"]).map(ErrorValue)


def fillings_of(indicators: Sequence[Indicator]) -> st.SearchStrategy[Filling]:
    """Draw what could stand in a form: mostly plausible, so that the rules between cells are reached too."""
    plausible = {
        Kind.INTEGER: st.one_of(_near, _near, _near, st.none()),
        Kind.YES_NO: st.sampled_from(["Có", "Không", None]),
        Kind.TEXT: st.sampled_from([None, "ghi chú"]),
    }
    # TRUE in a number's cell is left to a test of its own: to LibreOffice, unlike Excel, it is the number 1.
    wild = {
        Kind.INTEGER: st.one_of(_numbers, _texts, _errors),
        Kind.YES_NO: st.one_of(_choices, _choices, _numbers, _errors, st.booleans()),
        Kind.TEXT: st.one_of(_texts, st.integers(0, 99_999), _errors),
    }
    cells = {item.code: st.one_of(plausible[item.kind], plausible[item.kind], wild[item.kind]) for item in indicators}
    tame = st.fixed_dictionaries({item.code: plausible[item.kind] for item in indicators})
    return st.one_of(tame, st.fixed_dictionaries(cells))


def drawn(indicators: Sequence[Indicator], count: int) -> list[Filling]:
    """Draw many fillings at once, the same on each run, so that LibreOffice computes them in one workbook."""
    found: list[Filling] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(fillings_of(indicators))
    def draw(filling: Filling) -> None:
        found.append(filling)

    draw()
    return found


def right(indicators: Sequence[Indicator]) -> Filling:
    """Return a right filling: nobody was admitted, and what must be answered all the same is."""
    answers = {Kind.YES_NO: "Không", Kind.TEXT: "không"}
    needed: Filling = {item.code: answers[item.kind] for item in indicators if item.required and item.kind in answers}
    blank: Filling = dict.fromkeys((item.code for item in indicators), None)
    return blank | {"ket_nap": 0} | needed


def asked(example: Catalogue, indicators: tuple[Indicator, ...]) -> Catalogue:
    return replace(example, indicators=indicators)


def checks_by_libreoffice(
    catalogue: Catalogue,
    fillings: Sequence[Filling],
    folder: Path,
    beside: Beside = NOTHING_BESIDE,
    reasons: Sequence[Mapping[str, str]] = (),
) -> list[dict[str, str]]:
    """Type each filling into a copy of the form's inputs and formulas, and return what the live checks say.

    All copies stand side by side in one bare sheet, three columns a filling, for LibreOffice is slow with many sheets.
    """
    layout = form_layout(catalogue.indicators)
    form = quietly_loaded(form_bytes(catalogue, catalogue.units[0], beside=beside))[SHEET_FORM]
    overall_row = layout.heading_row0("tong_the") + 1
    column_of = dict.fromkeys(range(overall_row + 1, layout.last_row0 + 2), "F") | {overall_row: "B"}
    formulas = {
        int(cell.row or 0): str(cell.value)
        for row in form.iter_rows(max_row=layout.last_row0 + 1)
        for cell in row
        if cell.data_type == "f" and get_column_letter(cell.column or 1) == column_of.get(int(cell.row or 0), "")
    }
    blocks = {block.row0 + 1 for block in layout.blocks}
    assert formulas.keys() - blocks == {overall_row, *(row.row0 + 1 for row in layout.rows)}
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for index, filling in enumerate(fillings):
        moved = {name: get_column_letter(3 * index + place) for place, name in enumerate("DEF", 1)}
        for number, formula in formulas.items():
            sheet[f"{moved['F']}{number}"] = ABSOLUTE.sub(lambda found: f"${moved[found[1]]}$", formula)  # noqa: B023
        for row in layout.rows:
            value = filling[row.indicator.code]
            cell = sheet[f"{moved['D']}{row.row0 + 1}"]
            if isinstance(value, ErrorValue):
                cell.value, cell.data_type = value.text, "e"
            elif value is not None:
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "b" if isinstance(value, bool) else "n"
            if reasons and (reason := reasons[index].get(row.indicator.code)):
                sheet[f"{moved['E']}{row.row0 + 1}"] = reason
    path = folder / "fillings.xlsx"
    book.save(path)
    told = recalculate(path)[sheet.title]
    rows = {row.indicator.code: row.row0 + 1 for row in layout.rows} | {"": overall_row}
    return [
        {code: str(told.get(f"{get_column_letter(3 * index + 3)}{row}") or "") for code, row in rows.items()}
        for index in range(len(fillings))
    ]


def checks_by_python(
    catalogue: Catalogue,
    filling: Mapping[str, Value],
    soft: Rules = MappingProxyType({}),
    reasons: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    rules: Rules = rules_for(catalogue.indicators)
    numbers = dict(zip(by_code(catalogue.indicators), numbered(catalogue.indicators), strict=True))
    said = {}
    for code, value in filling.items():
        broken = verdict(rules[code], filling)
        blank = value is None or (isinstance(value, str) and not value.strip())
        said[code] = words.check_sentence(broken, numbers) if broken else "" if blank else words.CHECK_OK
        unusual = None if broken or reasons.get(code) else verdict(soft.get(code, ()), filling)
        said[code] = words.unusual_sentence(unusual.about) if unusual else said[code]
    wrong = sum(text.startswith(words.CHECK_FIX) for text in said.values())
    missing = sum(text.startswith(words.CHECK_MISSING) or text.endswith(words.ASKS_REASON) for text in said.values())
    said[""] = f"{missing}".join(words.MISSING_LEFT) if missing else words.VALID
    said[""] = f"{wrong}".join(words.ERRORS_LEFT) if wrong else said[""]
    return said


@pytest.mark.parametrize("name", ["the example", *CATALOGUES])
def test_the_forms_own_check_and_our_check_give_the_same_verdict(name: str, example: Catalogue, tmp_path: Path) -> None:
    catalogue = asked(example, CATALOGUES[name]) if name in CATALOGUES else example
    fillings = [right(catalogue.indicators), *drawn(catalogue.indicators, FILLINGS)]
    computed = checks_by_libreoffice(catalogue, fillings, tmp_path)
    differences = [
        (filling, code, told[code], ours[code])
        for filling, told in zip(fillings, computed, strict=True)
        for ours in [checks_by_python(catalogue, filling)]
        for code in ours
        if told[code] != ours[code]
    ]
    assert differences == []
    verdicts = {text for told in computed for text in told.values()}
    assert {words.VALID, words.CHECK_OK, words.CHECK_MISSING} < verdicts


def near(chance: random.Random, bounds: Sequence[int]) -> int:
    """Draw a figure near one of some bounds: a rule that is one off is seen there and nowhere else."""
    return max(0, chance.choice(bounds) + chance.randint(-1, 1))


@pytest.mark.parametrize("target", [None, 3, 20])
def test_what_is_unusual_without_any_past_is_asked_in_the_form_as_at_the_intake(
    target: int | None, example: Catalogue, tmp_path: Path
) -> None:
    """980 for 10 made a valid form where no earlier period was known, and a warning when it came."""
    unit = example.units[0]._replace(target=target)
    catalogue, chance = replace(example, units=(unit, *example.units[1:])), random.Random(target)
    usual = Usual(catalogue, None)
    beside = beside_of(catalogue, usual, unit)
    parts = [item.code for item in example.indicators if item.parent == "ket_nap"]
    fillings, reasons = list[Filling](), list[dict[str, str]]()
    for _ in range(200):
        total = near(chance, (0, 3, 7, 10, 40, 88, 110, 998))
        each = chance.choice((0, total // 2, total))
        fillings.append(right(catalogue.indicators) | {"ket_nap": total} | dict.fromkeys(parts, each))
        reasons.append(chance.choice(({}, {}, {"ket_nap": "Bù cả năm trước"})))
    computed = checks_by_libreoffice(catalogue, fillings, tmp_path, beside, reasons)
    for filling, why, told in zip(fillings, reasons, computed, strict=True):
        assert told == checks_by_python(catalogue, filling, beside.soft, why), filling
        values = {code: CellValue(value) for code, value in filling.items()}
        asked = tuple(filling)
        submission = Submission("", unit.code, "", "", "", "", asked, catalogue.indicators, values, reasons=why)
        found = usual.findings(unit, catalogue.indicators, submission, {})
        asks = [item for item in found if item.severity is Severity.WARNING]
        assert told[""] == ("CÒN 1 Ô CHƯA ĐIỀN" if asks else words.VALID), filling
    said = {text for told in computed for text in told.values()}
    large = "Hơn nhiều chỉ tiêu cả năm" if target else "Lớn bất thường"
    assert {words.VALID, "CÒN 1 Ô CHƯA ĐIỀN", large + words.ASKS_REASON} < said


def test_the_drawn_fillings_break_every_rule_that_there_is(example: Catalogue) -> None:
    broken, declared = set(), set()
    for indicators in (example.indicators, *CATALOGUES.values()):
        rules = rules_for(indicators)
        declared |= {rule.code for of_one in rules.values() for rule in of_one}
        for filling in drawn(indicators, FILLINGS):
            broken |= {rule.code for code in rules if (rule := verdict(rules[code], filling))}
    assert broken == declared


def allowed_by_excel(validation: DataValidation, value: Value) -> bool:
    """Say whether Excel takes a typed value, by the validation as it stands in the file."""
    if value is None:
        return bool(validation.allowBlank)
    if validation.type == "list":
        return value in str(validation.formula1).strip('"').split(",")
    low, high = int(str(validation.formula1)), int(str(validation.formula2))
    assert (validation.operator or "between") == "between"
    if validation.type == "textLength":
        return low <= len(str(value)) <= high
    assert validation.type == "whole"
    return isinstance(value, int | float) and float(value).is_integer() and low <= value <= high


@pytest.mark.parametrize("name", ["the example", *CATALOGUES])
def test_the_data_validation_accepts_what_the_rules_of_one_cell_accept(name: str, example: Catalogue) -> None:
    catalogue = asked(example, CATALOGUES[name]) if name in CATALOGUES else example
    sheet = quietly_loaded(form_bytes(catalogue, catalogue.units[0]))[SHEET_FORM]
    validations = {str(item.sqref): item for item in sheet.data_validations.dataValidation}
    judged = 0
    for row in form_layout(catalogue.indicators).rows:
        validation = validations[row.input_a1.replace("$", "")]
        assert validation.promptTitle
        assert validation.prompt
        assert validation.error
        assert validation.errorStyle in (None, "stop")
        alone = replace_relations(row.indicator)
        rules = rules_for([alone])[alone.code]
        for filling in drawn([row.indicator], 60):
            value = filling[row.indicator.code]
            if isinstance(value, ErrorValue) or (isinstance(value, str) and not value.strip()):
                continue  # neither can be typed
            if row.indicator.kind is Kind.YES_NO and isinstance(value, str):
                value = value.strip().capitalize()  # the list offers the words; the check forgives case and spaces
            broken = verdict(rules, {alone.code: value})
            accepted = broken is None or broken.code == "value-missing"
            assert allowed_by_excel(validation, value) is accepted, (alone.code, value)
            judged += 1
    assert judged > 40


def replace_relations(indicator: Indicator) -> Indicator:
    return indicator._replace(parent=None, relation=None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"ket_nap": 5, "nu": 3, "doan_vien": 2, "dai_hoc": 0}, {}),
        ({"ket_nap": 0}, {}),
        ({"het_nguon": "Có"}, {}),
        ({}, {"ket_nap": "value-missing"}),
        ({"ket_nap": 0, "het_nguon": "Có"}, {"het_nguon": "exhausted-unclear"}),
        ({"ket_nap": 2, "nu": 3, "doan_vien": 0, "dai_hoc": 0}, {"nu": "exceeds-parent"}),
        ({"ket_nap": "hai", "nu": 3, "doan_vien": 0, "dai_hoc": 0}, {"ket_nap": "not-a-number"}),
        ({"het_nguon": "có", "nu": 1}, {"nu": "exceeds-parent"}),
        ({"ket_nap": True}, {"ket_nap": "not-a-number"}),
    ],
)
def test_a_mistake_is_said_once_and_where_it_is(
    values: Filling, expected: Mapping[str, str], example: Catalogue
) -> None:
    rules = rules_for(example.indicators)
    found = {code: rule.code for code in rules if (rule := verdict(rules[code], values))}
    assert found == expected


@pytest.mark.parametrize("shape", ["one parent", "a chain", "one code", "no parent"])
def test_rules_cost_in_proportion_to_the_indicators(shape: str) -> None:
    """16,000 in a chain took 9.7 s, and four times as long for twice as many; now 0.8 s."""
    count = 20_000
    parents = {"one parent": "c0", "one code": "c0", "no parent": None}

    declared = [Indicator("c0", "Gốc", Kind.INTEGER)]
    for number in range(1, count):
        code = "c0" if shape == "one code" else f"c{number}"
        declared.append(Indicator(code, "Phần", Kind.INTEGER, parents.get(shape, f"c{number - 1}"), Relation.PART))
    gc.disable()  # as the command does
    started = time.process_time()
    made = rules_for(declared)
    took = time.process_time() - started
    gc.enable()
    assert took < 5
    assert len(made) == (1 if shape == "one code" else count)
