"""Nothing that is written is cut: no ``###``, no line behind the row's edge; and heads of pages tell what is so."""

import io
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.excel.form.writer import form_bytes
from dangvien_xlsx.history.book import write_book
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.text.bieu2 import INDICATORS, KIND
from dangvien_xlsx.text.catalogue import DEFAULT_TITLE
from tests.excel.conftest import Run
from tests.excel.fitting import cut
from tests.excel.test_summary_periods import CHANGES, past
from tests.forms import consolidate_json
from tests.oracles import missing, quietly_loaded, run, saved_by_libreoffice, tool

LONGEST_NAME = "Ban Quản lý dự án đầu tư xây dựng các khu công nghiệp và cụm công nghiệp của huyện Vụ Bản"
LONG_PERIOD = "từ ngày 16 tháng 12 năm 2022 đến hết ngày 15 tháng 6 năm 2023 (kỳ sơ kết giữa nhiệm kỳ 2020-2025)"
LISTS = ("Theo dõi nộp", "Kiểm tra", "Sổ nhận", "Thay đổi")


def on_paper(content: bytes) -> str:
    """Return what LibreOffice prints of a workbook, with a font as wide as that in whose digits columns are counted."""
    command = [tool("fc-match"), "--format=%{family}", "Calibri"]
    if "Carlito" not in subprocess.run(command, capture_output=True, text=True, check=True).stdout:
        missing("fonts-crosextra-carlito")
    (printed,) = saved_by_libreoffice([content], "pdf")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)


@pytest.mark.parametrize("name", ["complete", "incomplete"])
def test_no_figure_is_printed_as_hashes(name: str, runs: Mapping[str, Run]) -> None:
    content = runs[name].summary.read_bytes()
    assert "##" not in on_paper(content)
    book = quietly_loaded(content)
    book["Sổ nhận"].column_dimensions["D"].width = 2
    stream = io.BytesIO()
    book.save(stream)
    assert "##" in on_paper(stream.getvalue()), "a column too narrow would be seen"


@pytest.mark.parametrize("name", ["complete", "incomplete"])
def test_nothing_is_cut_in_the_summary(name: str, runs: Mapping[str, Run]) -> None:
    assert cut(runs[name].summary.read_bytes()) == []


def test_nothing_is_cut_with_long_names_a_long_period_and_periods_before(workspace: Path, example: Catalogue) -> None:
    """The title and the period's name in one line are longer than the page is wide."""
    units = [unit._replace(name=LONGEST_NAME) if unit.code == "42" else unit for unit in example.units]
    period = example.period._replace(name=LONG_PERIOD)
    long = replace(example, target=10_000, units=tuple(units), changes=CHANGES[:1], period=period)
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(long))
    write_book(str(workspace.parent / "so-cac-ky.sqlite"), [past(example, back) for back in range(1, 13)])
    summary = Path(consolidate_json(workspace)["output"]).read_bytes()
    assert {"So sánh", "Các kỳ"} <= set(quietly_loaded(summary).sheetnames)
    assert cut(summary) == []
    assert run("forms", workspace).returncode == 0
    for path in (*sorted((workspace / "gui-di").glob("4*.xlsx")), workspace / "nhap-tay.xlsx"):
        assert cut(path.read_bytes()) == [], path.name


def test_nothing_is_cut_in_the_statistics_form(tmp_path: Path, example: Catalogue) -> None:
    catalogue = replace(example, units=example.units[:20], indicators=INDICATORS, statistics_form=KIND)
    folder = tmp_path / "Biểu 2"
    (folder / "nhan-ve").mkdir(parents=True)
    (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(catalogue))
    assert cut(Path(consolidate_json(folder)["output"]).read_bytes()) == []
    assert cut(form_bytes(catalogue, catalogue.units[0])) == []


def test_heads_of_pages_tell_the_period_and_what_is_missing_as_they_are_after_an_edit_of_the_catalogue(
    workspace: Path, example: Catalogue
) -> None:
    consolidate_json(workspace)
    period = example.period._replace(name="quý III & IV năm 2024")
    more = (*example.units, example.units[-1]._replace(code="99", name="Đảng bộ xã mới"))
    office = example.office._replace(title="Số lượng đảng viên được kết nạp")
    edited = replace(example, period=period, units=more, office=office)
    (workspace / "danh-muc.xlsx").write_bytes(catalogue_bytes(edited))
    book = quietly_loaded(Path(consolidate_json(workspace)["output"]).read_bytes())
    for title in LISTS:
        head = book[title].oddHeader
        assert head is not None
        told = [part.text for part in (head.left, head.right) if part]
        assert told == [f"{title}, quý III && IV năm 2024", "SỐ LIỆU CHƯA ĐẦY ĐỦ: 1/58 đơn vị chưa nộp"]
    said = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    )
    assert "quý III & IV năm 2024" in said
    assert example.period.name not in said, "no sheet tells the period that it was"
    assert DEFAULT_TITLE not in said
