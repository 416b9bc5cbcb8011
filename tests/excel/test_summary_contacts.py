"""Whom to ring stands where it is needed: beside a unit that has to be rung, and beside what it is rung about."""

import io
from pathlib import Path

from openpyxl import Workbook

from dangvien_xlsx.text.names import SHEET_FORM
from tests.forms import consolidate_json, fill
from tests.oracles import Value, quietly_loaded, stored_values

NAME, UNIT = "16-thanh-loi.xlsx", "Thành Lợi"
PERSON, PHONE = "Trần Thị Mai", "0912345678"


def book_bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(values: dict[str, Value]) -> list[dict[str, Value]]:
    """A listed sheet's rows by header."""
    headers = {a1[0]: str(value) for a1, value in values.items() if a1[1:] == "3"}
    last = max(int(a1.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for a1 in values)
    return [{text: values.get(f"{column}{row}") for column, text in headers.items()} for row in range(4, last + 1)]


def of_unit(values: dict[str, Value]) -> dict[str, Value]:
    return next(row for row in rows(values) if row.get("Đơn vị") == UNIT)


def wrong_form(path: Path, person: str = PERSON, phone: str = PHONE) -> bytes:
    """A form with more women than persons, signed."""
    book = quietly_loaded(fill(path.read_bytes(), {"nu": 99}))
    sheet = book[SHEET_FORM]
    sheet["D16"], sheet["D17"] = person, phone
    return book_bytes(book)


def test_who_filled_a_form_with_mistakes_is_who_is_rung(workspace: Path) -> None:
    path = workspace / "nhan-ve" / NAME
    path.write_bytes(wrong_form(path))
    told = consolidate_json(workspace)
    assert next(unit["state"] for unit in told["units"] if unit["code"] == "16") == "invalid"
    stored = stored_values(Path(told["output"]).read_bytes())
    for sheet in ("Theo dõi nộp", "Kiểm tra"):
        row = of_unit(stored[sheet])
        assert (row["Người liên hệ"], row["Điện thoại"]) == (PERSON, PHONE), sheet
        assert row["Email"] == "thanh-loi@vuban.example", sheet


def test_of_two_forms_that_say_different_things_the_newest_says_whom_to_ring(workspace: Path) -> None:
    """Neither counts, and somebody has to be asked which is meant."""
    path = workspace / "nhan-ve" / NAME
    (workspace / "nhan-ve" / "b.xlsx").write_bytes(wrong_form(path, "", ""))
    path.write_bytes(wrong_form(path))
    told = consolidate_json(workspace)
    row = of_unit(stored_values(Path(told["output"]).read_bytes())["Theo dõi nộp"])
    assert (row["Người liên hệ"], row["Điện thoại"]) == (PERSON, PHONE)
    assert row["Trạng thái"] == "Phiếu có lỗi"


def test_who_has_not_sent_is_rung_as_the_catalogue_says(workspace: Path) -> None:
    catalogue = workspace / "danh-muc.xlsx"
    book = quietly_loaded(catalogue.read_bytes())
    sheet = book["Đơn vị"]
    columns = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
    row0 = next(row for row in range(2, 80) if str(sheet.cell(row, columns["Mã đơn vị"]).value).lstrip("0") == "16")
    for header, value in (("Người liên hệ", "Bí thư Lê Văn Tám"), ("Điện thoại", "0228 111 222")):
        sheet.cell(row0, columns.setdefault(header, len(columns) + 1)).value = value
        sheet.cell(1, columns[header]).value = header
    catalogue.write_bytes(book_bytes(book))
    (workspace / "nhan-ve" / NAME).unlink()
    stored = stored_values(Path(consolidate_json(workspace)["output"]).read_bytes())
    for name in ("Theo dõi nộp", "Kiểm tra"):
        row = of_unit(stored[name])
        assert (row["Người liên hệ"], row["Điện thoại"]) == ("Bí thư Lê Văn Tám", "0228 111 222"), name


def test_a_form_with_two_names_and_no_code_is_told_on_the_row_of_both(workspace: Path) -> None:
    path = workspace / "nhan-ve" / NAME
    book = quietly_loaded(path.read_bytes())
    del book["_meta"]
    book[SHEET_FORM]["D6"] = "Đảng bộ xã Thành Lợi, Đảng bộ xã Liên Bảo"
    path.unlink()
    next((workspace / "nhan-ve").glob("17-*.xlsx")).unlink()
    (workspace / "nhan-ve" / "phieu.xlsx").write_bytes(book_bytes(book))
    told = consolidate_json(workspace)
    assert {unit["state"] for unit in told["units"] if unit["code"] in ("16", "17")} == {"missing"}
    stored = rows(stored_values(Path(told["output"]).read_bytes())["Theo dõi nộp"])
    for unit in (UNIT, "Liên Bảo"):
        about = str(next(row for row in stored if row.get("Đơn vị") == unit)["Cần gọi về việc"])
        assert about.startswith("Chưa nộp phiếu: "), unit
        assert "Đảng bộ xã Thành Lợi, Đảng bộ xã Liên Bảo" in about, unit
