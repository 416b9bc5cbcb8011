"""Makes a workspace of N units with N filled forms, as a province or the country would send them."""

import io
import random
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.series import FormSeries
from dangvien_xlsx.judging.signs import form_file_name
from dangvien_xlsx.model.catalogue import Catalogue, Office
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Kind
from dangvien_xlsx.model.layout import form_layout
from dangvien_xlsx.model.period import Period
from dangvien_xlsx.model.unit import Unit
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS, DEFAULT_TITLE
from dangvien_xlsx.text.names import CATALOGUE_FILE, YES
from dangvien_xlsx.workspace.folder import RECEIVED

UNITS_A_GROUP = 100
LIBREOFFICE_EVERY = 50
"""One form in so many is saved by LibreOffice, at most ``LIBREOFFICE_MOST``."""
LIBREOFFICE_MOST = 200
_SHEET, _CORE = "xl/worksheets/sheet1.xml", "docProps/core.xml"
_SAVED = b"2023-06-28T03:00:00Z"


def catalogue_of(count: int) -> Catalogue:
    """Return a catalogue of ``count`` units in groups of a hundred."""
    units = tuple(
        Unit(
            f"{number:05d}",
            f"Đảng bộ cơ sở số {number}",
            f"N{number // UNITS_A_GROUP}",
            f"NHÓM {number // UNITS_A_GROUP}",
        )
        for number in range(count)
    )
    period = Period("2023-6T", "từ tháng 01/2023 đến 6/2023", date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 4))
    office = Office("TỈNH UỶ", "BAN TỔ CHỨC", title=DEFAULT_TITLE)
    return Catalogue(office, period, count * 2, units, DEFAULT_INDICATORS)


def make_workspace(folder: Path, count: int) -> int:
    """Write a workspace; return the total that its forms add to.

    A third of the units are exhausted and a third admitted nobody, as in the example.
    """
    catalogue = catalogue_of(count)
    received = folder / RECEIVED
    received.mkdir(parents=True)
    (folder / CATALOGUE_FILE).write_bytes(catalogue_bytes(catalogue))
    series, chance, total = FormSeries(catalogue), random.Random(count), 0
    for unit in catalogue.units:
        admitted = chance.choice((None, 0, chance.randint(1, 30)))
        total += admitted or 0
        content = filled(series.form(unit), admitted, chance)
        (received / form_file_name(unit)).write_bytes(content)
    save_by_libreoffice(sorted(received.iterdir())[::LIBREOFFICE_EVERY][:LIBREOFFICE_MOST])
    return total


def filled(content: bytes, admitted: int | None, chance: random.Random) -> bytes:
    """Return a blank form with its inputs filled, written into the sheet's XML as a program that saves it would."""
    layout, cells = form_layout(DEFAULT_INDICATORS), {}
    for row in layout.rows:
        if row.indicator.kind is Kind.INTEGER and admitted is not None:
            number = admitted if row.indicator.code == ADMITTED else chance.randint(0, admitted)
            cells[row.input_a1.replace("$", "")] = f"<v>{number}</v>".encode()
        elif row.indicator.code == EXHAUSTED and admitted is None:
            cells[row.input_a1.replace("$", "")] = f"<is><t>{YES}</t></is>".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as form, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as saved:
        for info in form.infolist():
            part = form.read(info)
            if info.filename == _SHEET:
                for a1, value in cells.items():
                    kind = b' t="inlineStr"' if value.startswith(b"<is>") else b""
                    part = re.sub(
                        rb'<c r="%s" s="(\d+)"/>' % a1.encode(),
                        rb'<c r="%s" s="\1"%s>%s</c>' % (a1.encode(), kind, value),
                        part,
                    )
            elif info.filename == _CORE:
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _SAVED, part)
            saved.writestr(info, part)
    return stream.getvalue()


def save_by_libreoffice(paths: list[Path]) -> None:
    """Open and save some forms with LibreOffice, all in one go."""
    program = shutil.which("soffice")
    if not program or not paths:
        return
    with tempfile.TemporaryDirectory() as place:
        profile, out = Path(place, "profile"), Path(place, "out")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
        ]
        subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, capture_output=True)
        for path in paths:
            shutil.move(out / path.name, path)
