"""Makes the worked example ``2023-6T/`` and ``../templates/`` anew, byte for byte the same on each run.

The figures of column Kết nạp are those of the appendix to letter 205-CV/BTC. How women, Youth Union members and
graduates split over the units is not in that appendix: the columns ``nu``, ``doan_vien`` and ``dai_hoc`` of the CSV
file are made up so that they add to the letter's totals. Addresses, days of sending and telephones are made up too.

    python workbooks/make_example.py
"""

import csv
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dangvien_xlsx.excel.catalogue.writer import blank_catalogue_bytes, catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.history.series import EXAMPLE as EXAMPLE_SERIES
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.judging.unusual import Usual
from dangvien_xlsx.letter.profile import HD_36_2018
from dangvien_xlsx.letter.template_writer import template_bytes
from dangvien_xlsx.model.catalogue import Catalogue, Office
from dangvien_xlsx.model.indicator import EXHAUSTED, Kind
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.submission import Value
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.pipeline.letter import TEMPLATE
from dangvien_xlsx.pipeline.sent_forms import beside
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS, DEFAULT_TITLE
from dangvien_xlsx.text.fold import slug
from dangvien_xlsx.text.mail_templates import TEMPLATES as LETTERS
from dangvien_xlsx.text.names import CATALOGUE_FILE, YES
from dangvien_xlsx.workspace.folder import RECEIVED, write_file

HERE = Path(__file__).resolve().parent
APPENDIX = HERE / "phu-luc-205-CV-BTC.csv"
EXAMPLE = HERE / "2023-6T"
TEMPLATES = HERE.parent / "templates"

FIRST_DAY_SENT = datetime(2023, 6, 26, 1, 0, tzinfo=UTC)
"""The first form is saved at 08:00 Vietnam time; each further one three hours later, the last before the deadline."""


def appendix() -> list[dict[str, str]]:
    """Return the appendix's rows."""
    with APPENDIX.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def catalogue() -> Catalogue:
    """Return the example's catalogue."""
    office = Office(
        superior="HUYỆN UỶ VỤ BẢN",
        name="BAN TỔ CHỨC",
        place="Vụ Bản",
        title=DEFAULT_TITLE,
        letter_number="205-CV/BTC",
        letter_date=date(2023, 7, 6),
        signer="Đặng Văn Nghiêm",
        signer_position="TRƯỞNG BAN",
        email="btc@vuban.example",
    )
    period = Period(
        "2023-6T", "từ tháng 01/2023 đến 6/2023", date(2023, 1, 1), date(2023, 6, 30), deadline=date(2023, 7, 4)
    )
    units = tuple(
        Unit(
            code=f"{int(row['tt']):02d}",
            name=row["don_vi"],
            group_code=row["nhom"],
            group_name=row["ten_nhom"],
            email=f"{slug(row['don_vi'])}@vuban.example",
        )
        for row in appendix()
    )
    return Catalogue(office, period, 110, units, DEFAULT_INDICATORS, series=EXAMPLE_SERIES)


def values_of(row: dict[str, str]) -> dict[str, Value]:
    """Return what a unit typed: an exhausted unit leaves its numbers blank and chooses Có."""
    counts = (item.code for item in DEFAULT_INDICATORS if item.kind is Kind.INTEGER)
    values: dict[str, Value] = {code: int(row[code]) for code in counts if row[code]}
    return values if row["ket_nap"] else {EXHAUSTED: YES}


def files() -> dict[Path, bytes]:
    """Return every file of the example and of the templates, by path."""
    example = catalogue()
    made = {EXAMPLE / CATALOGUE_FILE: catalogue_bytes(example), TEMPLATES / CATALOGUE_FILE: blank_catalogue_bytes()}
    blank = Unit("00", "", "", "")
    made |= {TEMPLATES / name: text.encode() for name, text in LETTERS.items()}
    made[TEMPLATES / TEMPLATE] = template_bytes(HD_36_2018)
    usual = Usual(example, None)
    made[TEMPLATES / "phieu-nhap-lieu.xlsx"] = form_bytes(example, blank, beside=beside(example, usual, blank))
    for index, (unit, row) in enumerate(zip(example.units, appendix(), strict=True)):
        contact = (f"Văn phòng {unit.name}", f"0228 3000 {index + 1:03d}")
        sent = (FIRST_DAY_SENT + timedelta(hours=3 * index)).replace(tzinfo=None)
        made[EXAMPLE / RECEIVED / form_file_name(unit, example.code_digits)] = form_bytes(
            example, unit, values_of(row), contact, sent, beside=beside(example, usual, unit)
        )
    return made


def main() -> None:
    """Write all files."""
    for path, content in files().items():
        write_file(path, content)
    sys.stdout.write(f"{EXAMPLE}\n{TEMPLATES}\n")


if __name__ == "__main__":
    main()
