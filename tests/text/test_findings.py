"""Codes, severities, sentences and their documentation agree."""

import re
import string
from pathlib import Path

import pytest

from dangvien_xlsx.model.findings import Severity
from dangvien_xlsx.model.indicator import Indicator, Kind
from dangvien_xlsx.model.rules import Rule
from dangvien_xlsx.model.submission import CellValue, Value
from dangvien_xlsx.text.finding_kinds import KINDS
from dangvien_xlsx.text.findings import broken_rule
from dangvien_xlsx.text.form import CHECK_SENTENCES
from dangvien_xlsx.text.names import SEVERITIES, show
from tests.oracles import ROOT

DOCUMENT = Path(ROOT, "docs", "ma-loi.md")
DESIGNED = [
    "value-missing",
    "not-a-number",
    "not-integer",
    "out-of-range",
    "exceeds-parent",
    "parts-do-not-sum",
    "not-a-choice",
    "error-value",
    "exhausted-but-admitted",
    "exhausted-unclear",
    "wrong-period",
    "unknown-unit",
    "unit-mismatch",
    "old-form",
    "form-repaired",
    "not-a-form",
    "unreadable-file",
    "encrypted-file",
    "file-too-large",
    "suspicious-file",
    "unsupported-type",
    "superseded",
    "conflicting-submissions",
    "late",
    "missing-submission",
]


def documented() -> list[tuple[str, str, str]]:
    row = re.compile(r"^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
    return [(code, severity, meaning) for code, severity, meaning in row.findall(DOCUMENT.read_text("utf-8"))]


def test_the_document_is_the_table_of_the_program() -> None:
    expected = [(code, SEVERITIES[kind.severity], kind.meaning) for code, kind in KINDS.items()]
    assert documented() == expected, "python tools/make_finding_table.py writes it"
    assert all(len(meaning) > 15 for _, _, meaning in documented())


def test_every_code_of_the_design_exists() -> None:
    assert set(DESIGNED) <= set(KINDS)
    weights = {code: KINDS[code].severity.value for code in ("exhausted-but-admitted", "superseded", "late")}
    assert weights == {"exhausted-but-admitted": "warning", "superseded": "info", "late": "warning"}


def test_every_code_that_the_program_makes_is_in_the_table_and_every_one_in_the_table_is_made() -> None:
    written = "".join(path.read_text("utf-8") for path in (ROOT / "dangvien_xlsx").rglob("*.py"))
    table = "".join(path.read_text("utf-8") for path in (ROOT / "dangvien_xlsx/text/finding_kinds").glob("*.py"))
    made = set(re.findall(r"\bfinding\(\s*\"([a-z-]+)\"", written))
    assert made <= set(KINDS)
    assert len(made) > 20
    unmade = {code for code in KINDS if written.count(f'"{code}"') == table.count(f'"{code}"')}
    assert unmade == set()


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_says_what_is_wrong_and_what_to_do(code: str) -> None:
    kind = KINDS[code]
    assert kind.message.endswith("."), kind.message
    assert len(kind.remedy) > 8


@pytest.mark.parametrize("code", KINDS)
def test_what_a_unit_is_told_never_speaks_of_the_clerks_folders(code: str) -> None:
    told = KINDS[code].to_unit.casefold()
    for clerks in ("danh-muc", "danh mục", "nhan-ve", "gui-di", "nhap-tay", "chot-ky", "tên gọi khác", "đơn vị sửa"):
        assert clerks not in told
    is_about_a_form = not code.startswith(("catalogue-", "by-hand", "override-", "table-")) and code != "unknown-unit"
    assert told or KINDS[code].severity is not Severity.ERROR or not is_about_a_form


def test_the_live_checks_have_words_only_for_codes_that_exist() -> None:
    assert set(CHECK_SENTENCES) <= set(KINDS)


def test_no_sentence_speaks_of_downloading_a_new_template() -> None:
    everything = " ".join(f"{kind.message} {kind.remedy} {kind.to_unit}" for kind in KINDS.values()).casefold()
    assert "tải lại" not in everything
    assert "tải mẫu" not in everything


@pytest.mark.parametrize("code", [code for code in CHECK_SENTENCES if code != "value-missing"])
def test_a_sentence_names_the_label_or_value_that_a_person_sees(code: str) -> None:
    fields = {field for _, field, _, _ in string.Formatter().parse(KINDS[code].message) if field}
    assert fields & {"label", "other"}
    assert fields & {"value", "other_value", "sum", "other"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "(để trống)"),
        ("  ", "(để trống)"),
        (5, "5"),
        (9.5, "9,5"),
        (True, "TRUE"),
        ("x" * 300, "x" * 79 + "…"),
    ],
)
def test_a_value_is_shown_as_a_person_would_read_it(value: Value, shown: str) -> None:
    assert show(value) == shown


def test_braces_in_a_label_or_value_are_printed_as_they_are() -> None:
    from dangvien_xlsx.model.expression import is_blank

    indicator = Indicator("a", "Số {0} {label} 100%", Kind.INTEGER)
    rule = Rule("not-a-number", indicator, is_blank("a"))
    found = broken_rule(rule, {"a": CellValue("{value!r}", "Nhập liệu", "D10")}, {})
    assert found.message == "“Số {0} {label} 100%” phải là một số, nhưng ô ghi “{value!r}”."
