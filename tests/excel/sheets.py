"""The summary read as a person reads it: lines by the names that stand in them, and edits in ``Dữ liệu``."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.workbook import Workbook

from dangvien_xlsx.text.names import SHEET_DATA, STATES
from tests.oracles import Value, Values, quietly_loaded

APPENDIX, STRUCTURE, TRACKING = "Thống kê", "Cơ cấu", "Theo dõi nộp"
COUNTED = ("ket_nap", "nu", "doan_vien", "dai_hoc")
LABELS = ("Tổng số đảng viên kết nạp", "Nữ", "Đoàn viên", "Trình độ đại học")
COUNTED_STATES = ("reported", "zero", "exhausted", "invalid", "missing")
WORDS = {state.value: word for state, word in STATES.items()}

Structure = dict[tuple[str, str, str], Value]


def row_of(sheet: Mapping[str, Value], column: str, value: Value) -> int:
    """Return the row in which a value stands in a column."""
    (row,) = (
        int(a1[len(column) :]) for a1, held in sheet.items() if re.fullmatch(column + r"\d+", a1) and held == value
    )
    return row


def structure_of(values: Values) -> Structure:
    """Return the figures of ``Cơ cấu`` by section (I to IV), line and column."""
    sheet, found = values[STRUCTURE], Structure()
    section = group = ""
    for row in range(4, max(int(re.sub(r"\D", "", a1)) for a1 in sheet) + 1):
        first, label = sheet.get(f"A{row}"), sheet.get(f"B{row}")
        if isinstance(first, str) and (title := re.match(r"(I|II|III|IV)\. ", first)):
            section, group = title[1], ""
            continue
        if first in ("TT", None) or (label is None and first != "Tổng"):
            continue
        if section == "IV" and not str(first)[0].isdigit():
            group = str(first)
        line = f"{group}/{label}" if section == "IV" else str(first) if section == "III" else str(label)
        for column in "CDEFGHI" if section == "III" else "CD":
            found[section, line, column] = sheet.get(f"{column}{row}")
    return found


def expected_structure(told: Mapping[str, Any], names: Mapping[str, str], target: int) -> Structure:
    """Compute ``Cơ cấu`` with pandas from what the command printed, apart from the program's own table."""
    frame = pd.DataFrame([{**unit["values"], "group": unit["group"], "state": unit["state"]} for unit in told["units"]])
    frame = frame[frame["state"] != "not_applicable"]
    admitted = int(frame["ket_nap"].sum())
    left = max(target - admitted, 0)
    found: Structure = {
        ("I", "Chỉ tiêu năm", "C"): target,
        ("I", "Chỉ tiêu năm", "D"): None,
        ("I", "Đã kết nạp", "C"): admitted,
        ("I", "Đã kết nạp", "D"): admitted / target,
        ("I", "Riêng kỳ này", "C"): admitted,
        ("I", "Riêng kỳ này", "D"): admitted / target,
        ("I", "Còn phải kết nạp", "C"): left,
        ("I", "Còn phải kết nạp", "D"): left / target,
    }
    found |= _lines("II", "", frame)
    for code, members in frame.groupby("group", sort=False):
        name, count = f"{code}/{names[str(code)]}", int(members["ket_nap"].sum())
        found["IV", name, "C"] = count
        found["IV", name, "D"] = count / admitted if admitted else None
        found |= _lines("IV", f"{code}/", members)
        found |= _states(str(code), members)
    return found | _states("Tổng", frame)


def _lines(section: str, group: str, members: pd.DataFrame) -> Structure:
    found, whole = Structure(), int(members["ket_nap"].sum())
    for code, label in zip(COUNTED, LABELS, strict=True):
        if code == "ket_nap" and group:
            continue
        count = int(members[code].sum())
        found[section, group + label, "C"] = count
        found[section, group + label, "D"] = (count / whole if whole else None) if code != "ket_nap" else None
    for label, count in (("Hết nguồn (số đơn vị ghi Có)", int((members["het_nguon"] == "Có").sum())),):
        found[section, group + label, "C"] = count
        found[section, group + label, "D"] = count / len(members)
    return found


def _states(line: str, members: pd.DataFrame) -> Structure:
    counts = [int((members["state"] == state).sum()) for state in COUNTED_STATES]
    with_source = counts[0] + counts[1]
    share = counts[0] / with_source if with_source else None
    return {
        ("III", line, column): value for column, value in zip("CDEFGHI", [len(members), *counts, share], strict=True)
    }


def appendix_of(values: Values) -> dict[str, tuple[Value, Value]]:
    """Return Kết nạp and Ghi chú of each line of ``Thống kê`` by its name; of ``Tổng`` too."""
    sheet = values[APPENDIX]
    rows = range(6, row_of(sheet, "A", "Tổng") + 1)
    return {str(sheet.get(f"B{row}", "Tổng")): (sheet.get(f"C{row}"), sheet.get(f"D{row}")) for row in rows}


def states_of(values: Values) -> dict[str, Value]:
    """Return the state of each unit in ``Theo dõi nộp`` by its name."""
    sheet = values[TRACKING]
    rows = [int(a1[1:]) for a1 in sheet if re.fullmatch(r"C\d+", a1) and int(a1[1:]) > 3]
    return {str(sheet[f"C{row}"]): sheet.get(f"D{row}") for row in rows}


class Edited:
    """A summary opened to be edited as the clerk would edit it in Excel."""

    def __init__(self, path: Path) -> None:
        self.book: Workbook = quietly_loaded(path.read_bytes())
        self.data = self.book[SHEET_DATA]
        self._columns = {str(cell.value): index for index, cell in enumerate(self.data[1], 1)}

    def type(self, unit: str, **values: Value) -> "Edited":
        """Type values into a unit's row of ``Dữ liệu``, by indicator code."""
        row = next(row for row in range(2, self.data.max_row + 1) if self.data.cell(row, 1).value == unit)
        headers = dict(zip(COUNTED, LABELS, strict=True)) | {"het_nguon": "Hết nguồn", "ghi_chu": "Ghi chú"}
        for code, value in values.items():
            self.data.cell(row, self._columns[headers[code]]).value = value
        return self

    def reorder(self, order: Sequence[int]) -> "Edited":
        """Put the rows of ``Dữ liệu`` into another order, as sorting does; ``order`` counts from 0."""
        columns = range(1, self.data.max_column + 1)
        rows = [[self.data.cell(row + 2, column).value for column in columns] for row in order]
        for row, values in enumerate(rows, 2):
            for column, value in enumerate(values, 1):
                self.data.cell(row, column).value = value
        return self

    def save(self, path: Path) -> Path:
        """Save it under another name."""
        stream = io.BytesIO()
        self.book.save(stream)
        path.write_bytes(stream.getvalue())
        return path
