"""Forms of the example as units send them, with figures of our choice: where every one-change case begins."""

import functools
import re
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tests.evidence.packages import SHEET, packed, parts
from tests.evidence.seen import FIVE, Figures

EXAMPLE = Path(__file__).resolve().parents[2] / "workbooks" / "2023-6T"
_FACTOR = re.compile(r"MOD\((\d+)\*IF\(")
_LABELS = {"reported": "01", "zero": "10", "exhausted": "19"}
"""The example's forms that serve as models, by what they report."""


class Unit(NamedTuple):
    """A unit of the example, as the catalogue and the files spell it."""

    code: str
    name: str
    email: str
    file: str

    @property
    def stem(self) -> str:
        """The name of its form, without the ending."""
        return Path(self.file).stem


@functools.cache
def units() -> dict[str, Unit]:
    """Return the units of the example by code."""
    sheet = openpyxl.load_workbook(EXAMPLE / "danh-muc.xlsx")["Đơn vị"]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    files = {path.name[:2]: path.name for path in (EXAMPLE / "nhan-ve").iterdir()}
    return {row[0]: Unit(row[0], row[3], row[5], files[row[0]]) for row in rows}


@functools.cache
def _form_id(code: str) -> str:
    book = openpyxl.load_workbook(EXAMPLE / "nhan-ve" / units()[code].file)
    return str(book["_meta"]["B5"].value)


def _check_code(sheet: str, form_id: str, figures: Figures) -> str:
    """Return the check code that the formula at the form's foot shows for these figures."""
    factors = [int(factor) for factor in _FACTOR.findall(sheet)]
    answers = [0, 0, 0, 0, 1] if figures is None else [*(figure + 1 for figure in figures), 0]
    total = int(form_id[:6], 16) + sum(
        factor * answer % 999983 for factor, answer in zip(factors, answers, strict=True)
    )
    return f"{total % 999983:06d}"


@functools.cache
def form(code: str, figures: Figures = FIVE) -> bytes:
    """Return a unit's form as Excel leaves it: filled, valid, with the values that its formulas show."""
    state = "exhausted" if figures is None else "reported" if figures[0] else "zero"
    model = units()[_LABELS[state]]
    package = parts((EXAMPLE / "nhan-ve" / model.file).read_bytes())
    unit, form_id = units()[code], _form_id(code)
    strings = package["xl/sharedStrings.xml"].decode()
    for old, new in (
        (f">{model.name}<", f">{unit.name.replace('&', '&amp;')}<"),
        (f">Văn phòng {model.name}<", f">Văn phòng {unit.name.replace('&', '&amp;')}<"),
        (f" 3000 0{model.code}<", f" 3000 0{code}<"),
        (f">{model.code}<", f">{code}<"),
        (f">{_form_id(model.code)}<", f">{form_id}<"),
    ):
        assert old in strings, old
        strings = strings.replace(old, new)
    sheet = package[SHEET].decode()
    for row, figure in enumerate(figures or (), 10):
        sheet = re.sub(rf'(<c r="D{row}"[^>]*><v>)\d+', rf"\g<1>{figure}", sheet)
    sheet = re.sub(r"(Mã kiểm tra: )\d+", rf"\g<1>{_check_code(sheet, form_id, figures)}", sheet)
    package["xl/sharedStrings.xml"], package[SHEET] = strings.encode(), sheet.encode()
    return packed(package)
