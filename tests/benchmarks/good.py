"""Random good forms as eight programs save them: none may bring an error or a warning, and the total must be theirs.

    python -m tests.benchmarks.good [FORMS [PROGRAM.KIND …]]

The forms have random figures, notes, reasons, names and telephones, as units write them. Prints one line a program.
"""

import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Kind
from dangvien_xlsx.model.layout import REASON_COLUMN, VALUE_COLUMN, a1, form_layout
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS
from dangvien_xlsx.text.names import CATALOGUE_FILE, YES
from dangvien_xlsx.workspace.folder import RECEIVED
from tests.benchmarks.forms import catalogue_of
from tests.oracles import quietly_loaded, saved_by_gnumeric, saved_by_libreoffice, saved_by_node

FORMS = 200
_CHUNK = 10
"""Forms that LibreOffice is handed at one go."""
ROOT = Path(__file__).resolve().parents[2]
_SHEET = "xl/worksheets/sheet1.xml"
_NOTES = (
    "",
    "",
    "",
    "Chi bộ thôn đang xem xét hồ sơ",
    "Chuyển sang kỳ sau do chờ thẩm tra lý lịch",
    "Đã báo cáo Ban Thường vụ",
    "Không có ý kiến gì thêm",
    "Quần chúng ưu tú đi làm ăn xa, chưa hoàn thiện hồ sơ",
)
_REASONS = ("", "", "Do sáp nhập chi bộ trường học", "Năm nay nhiều đoàn viên ưu tú", "Chưa có nguồn kế cận tại thôn")
_FILLERS = ("", "Nguyễn Văn An", "Trần Thị Bích Hoà", "Lê Đức Thuỷ", "PHẠM QUỐC KHÁNH", "Đ/c Vũ Thị Yến")
_PHONES = ("", "0912345678", "0228 3820 123", "098.765.4321", "+84 912 345 678")


def catalogue(count: int) -> Catalogue:
    """Return a catalogue whose forms are never late: what programs save bears the time of saving."""
    made = catalogue_of(count)
    return replace(made, period=made.period._replace(deadline=date(2099, 12, 31)))


def texts_and_numbers(chance: random.Random) -> tuple[dict[str, int | str], int]:
    """Return by address what a unit filled in, and how many it admitted."""
    layout = form_layout(DEFAULT_INDICATORS)
    admitted = chance.choice((None, 0, chance.randint(1, 9), chance.randint(1, 60)))
    told: dict[str, int | str] = {}
    value, reason = layout.column0(VALUE_COLUMN), layout.column0(REASON_COLUMN)
    for row in layout.rows:
        place, code = a1(row.row0, value), row.indicator.code
        if row.indicator.kind is Kind.INTEGER and admitted is not None:
            told[place] = admitted if code == ADMITTED else chance.randint(0, admitted)
            told[a1(row.row0, reason)] = chance.choice(_REASONS) if admitted else ""
        elif code == EXHAUSTED and admitted is None:
            told[place] = YES
        elif row.indicator.kind is Kind.TEXT:
            told[place] = chance.choice(_NOTES)
    told[a1(layout.filled_by_row0, value)] = chance.choice(_FILLERS)
    told[a1(layout.phone_row0, value)] = chance.choice(_PHONES)
    return {place: said for place, said in told.items() if said != ""}, admitted or 0


def filled(content: bytes, told: dict[str, int | str]) -> bytes:
    """Return a blank form with cells filled in, in its XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as form, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as saved:
        for info in form.infolist():
            part = form.read(info)
            for place, said in told.items() if info.filename == _SHEET else ():
                kind, inside = ("", f"<v>{said}</v>")
                if isinstance(said, str):
                    kind, inside = ' t="inlineStr"', f"<is><t>{said}</t></is>"
                cell = rf'<c r="{place}" s="\1"{kind}>{inside}</c>'.encode()
                part, count = re.subn(rb'<c r="%s" s="(\d+)"/>' % place.encode(), cell, part)
                assert count == 1, place
            saved.writestr(info, part)
    return stream.getvalue()


def by_openpyxl(content: bytes) -> bytes:
    """Return a form as openpyxl saves it."""
    stream = io.BytesIO()
    quietly_loaded(content).save(stream)
    return stream.getvalue()


def saved(contents: list[bytes], wanted: Callable[[str], bool]) -> dict[str, list[bytes]]:
    """Return the forms as each wanted program saves them, by ``program.kind``."""
    found: dict[str, list[bytes]] = {"ours.xlsx": contents} if wanted("ours.xlsx") else {}
    for kind in ("xlsx", "xls", "ods", "fods"):
        if wanted(f"libreoffice.{kind}"):
            chunks = [contents[start : start + _CHUNK] for start in range(0, len(contents), _CHUNK)]
            found[f"libreoffice.{kind}"] = [each for chunk in chunks for each in saved_by_libreoffice(chunk, kind)]
    for kind in ("xlsx", "xls", "ods"):
        if wanted(f"gnumeric.{kind}"):
            found[f"gnumeric.{kind}"] = [saved_by_gnumeric(content, kind) for content in contents]
    if wanted("openpyxl.xlsx"):
        found["openpyxl.xlsx"] = list(map(by_openpyxl, contents))
    if wanted("exceljs.xlsx") or wanted("sheetjs.xlsx"):
        for content in contents:
            for name, each in saved_by_node(content).items():
                if wanted(name):
                    found.setdefault(name, []).append(each)
    return found


def told_of(folder: Path) -> tuple[Counter[str], list[str], int]:
    """Return the codes of errors and warnings of a folder, examples of them, and its total."""
    command = [sys.executable, "-m", "dangvien_xlsx", "consolidate", str(folder), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    answer = json.loads(done.stdout)
    loud = [item for item in answer["findings"] if item["severity"] != "info"]
    examples = {item["code"]: f"{item['file']} {item['cell']}: {item['message']}" for item in loud}
    return Counter(item["code"] for item in loud), list(examples.values()), answer["totals"][ADMITTED]


def main() -> None:
    """Make the forms, have them saved, read them, and print."""
    count, names = int(sys.argv[1]) if len(sys.argv) > 1 else FORMS, sys.argv[2:]
    made, chance = catalogue(count), random.Random(count)
    series, contents, total = FormSeries(made), [], 0
    for unit in made.units:
        told, admitted = texts_and_numbers(chance)
        contents.append(filled(series.form(unit), told))
        total += admitted
    for name, files in saved(contents, lambda name: not names or name in names).items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / RECEIVED).mkdir()
            (folder / CATALOGUE_FILE).write_bytes(catalogue_bytes(made))
            for unit, content in zip(made.units, files, strict=True):
                path = folder / RECEIVED / form_file_name(unit)
                path.with_suffix(f".{name.rpartition('.')[2]}").write_bytes(content)
            codes, examples, found = told_of(folder)
        verdict = "silent" if not codes and found == total else f"LOUD {dict(codes)}"
        print(f"{name:18} {len(files)} forms, total {found} of {total}: {verdict}", *examples, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
