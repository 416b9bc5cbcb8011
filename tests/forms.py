"""Forms as units fill them, and a run of the command over a folder of them."""

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dangvien_xlsx.text.names import SHEET_FORM
from tests.oracles import Value, quietly_loaded, rewritten, run

SAVED = datetime(2023, 7, 1, 3, 0, tzinfo=UTC)
"""When forms of these tests were saved, if not said otherwise: before the deadline of the example."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def fill(content: bytes, values: Mapping[str, Value], saved: datetime = SAVED) -> bytes:
    """Type values into a form as a person would: nothing else changes but the time of saving.

    Args:
        content: The form.
        values: By code: of an indicator, or ``nguoi_lap`` and ``dien_thoai``. ``None`` clears the cell. Text is
            typed as text, even where it looks like a formula.
        saved: The workbook's own time of saving.
    """
    book = quietly_loaded(content)
    sheet = book[SHEET_FORM]
    column = next(cell.column for cell in sheet[1] if cell.value == "gia_tri")
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for code, value in values.items():
        cell = sheet.cell(rows[code], column)
        # Excel saves a typed _x0041_ as _x005F_x0041_, since _x0041_ is how the format writes the letter A.
        cell.value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return saved_at(stream.getvalue(), saved)


def saved_at(content: bytes, moment: datetime) -> bytes:
    """Return a workbook that says it was saved at a moment; openpyxl and LibreOffice write their own."""
    stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()

    def change(name: str, part: bytes) -> bytes:
        return _MODIFIED.sub(rb"\g<1>" + stamp, part) if name == "docProps/core.xml" else part

    return rewritten(content, change)


def consolidate_json(folder: Path, *options: str) -> dict[str, Any]:
    """Run ``consolidate --json`` over a workspace and return what it prints."""
    done = run("consolidate", folder, "--json", *options)
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told
