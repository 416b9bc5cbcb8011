"""Kinds 4, 25, 26 and 27 where a case needs more than one form: renamed indicators, ``check``, Biểu 2, and wording."""

import functools
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.evidence.cases import Case, Desk, catalogue_bytes, desk, each
from tests.evidence.dialects import PIXEL
from tests.evidence.edits_received import JPEG, NOISE, PDF
from tests.evidence.edits_twice import copied_sheet
from tests.evidence.edits_when import HEAD, NO_META
from tests.evidence.edits_whose import meta
from tests.evidence.forms import form
from tests.evidence.judgement import (
    AllOf,
    Checked,
    Counted,
    Judgement,
    NeverSays,
    NotCounted,
    OneOf,
    Taken,
    TakenTold,
    Told,
    Written,
)
from tests.evidence.office import as_kind
from tests.evidence.packages import Edit, chain, saved_at, typed
from tests.evidence.seen import EXHAUSTED, FIVE, TEN, Seen
from tests.oracles import quietly_loaded, run

Lay = Callable[[Desk], None]


def renamed(**names: str) -> Lay:
    """Return a desk whose clerk renamed indicators after the forms went out."""

    def change(workbook: Any) -> None:
        sheet = workbook["Chỉ tiêu"]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = names.get(str(sheet.cell(row, 1).value), sheet.cell(row, 2).value)

    def lay(made: Desk) -> None:
        made.change_catalogue = change
        made.put(made.unit().file, made.form("a", TEN))

    return lay


RENAMED: tuple[tuple[str, Lay], ...] = (
    ("women renamed", renamed(nu="Đảng viên nữ")),
    ("youth renamed", renamed(doan_vien="Đoàn viên TNCS Hồ Chí Minh")),
    ("total renamed", renamed(ket_nap="Đảng viên mới kết nạp")),
)


MEANT_ELSE: tuple[tuple[str, Lay, tuple[str, ...]], ...] = (
    ("women renamed: men", renamed(nu="Nam"), ("Nữ", "Nam")),
    ("women renamed: minorities", renamed(nu="Dân tộc thiểu số"), ("Nữ", "Dân tộc thiểu số")),
    ("total renamed: candidates", renamed(ket_nap="Tổng số quần chúng ưu tú"), ("kết nạp", "quần chúng ưu tú")),
)
"""The table would print another question than the form asked."""


def checked(name: str, content: Callable[[Desk], bytes]) -> Lay:
    """Return a desk on which a file is only checked."""

    def lay(made: Desk) -> None:
        made.checked = True
        made.put(f"{made.unit().code} {name}", content(made))

    return lay


def of_form(*edits: Edit) -> Callable[[Desk], bytes]:
    """Return what makes the unit's form, edited."""
    return lambda made: made.form("a", FIVE, *edits)


@functools.cache
def cut_form() -> bytes:
    """Return a form without its hidden sheet."""
    return NO_META(form("01", FIVE))


NOT_VALID = Checked(False)
CHECKS: tuple[tuple[str, Lay, Judgement], ...] = (
    ("good form", checked("phieu.xlsx", of_form()), Checked(True)),
    ("photo", checked("phieu.jpg", lambda made: JPEG), NOT_VALID),
    ("picture", checked("phieu.png", lambda made: PIXEL), NOT_VALID),
    ("PDF", checked("phieu.pdf", lambda made: PDF), NOT_VALID),
    ("CSV", checked("phieu.csv", lambda made: b"ket_nap,5\nnu,3\n"), NOT_VALID),
    ("text", checked("phieu.txt", lambda made: "Kết nạp 5".encode()), NOT_VALID),
    ("HTML as .xls", checked("phieu.xls", lambda made: b"<html><table><tr><td>5</td></tr></table></html>"), NOT_VALID),
    ("noise", checked("phieu.bin", lambda made: NOISE), NOT_VALID),
    ("empty file", checked("phieu.xlsx", lambda made: b""), NOT_VALID),
    ("picture named .xlsx", checked("phieu.xlsx", lambda made: PIXEL), NOT_VALID),
    ("another workbook", checked("so.xlsx", lambda made: catalogue_bytes(None)), NOT_VALID),
    (".xls without _meta", checked("phieu.xls", lambda made: as_kind(cut_form(), "xls")), OneOf(
        NOT_VALID, Checked(True, ("_meta",)))),
    ("form with words for a figure", checked("phieu.xlsx", of_form(typed(D10="nhiều"))), NOT_VALID),
    ("form with women above the total", checked("phieu.xlsx", of_form(typed(D11=6))), Checked(False, ("6",))),
    ("blank form", checked("phieu.xlsx", of_form(typed(D10=None, D11=None, D12=None, D13=None))), NOT_VALID),
    ("mail without a form", checked("thu.eml", lambda made: b"From: a@b.example\r\nSubject: x\r\n\r\nKinh gui\r\n"),
        NOT_VALID),
)  # fmt: skip


@functools.cache
def bieu_2() -> tuple[bytes, Mapping[str, bytes]]:
    """Return the example's catalogue with the indicators of Biểu 2, and the blank forms made of it by unit."""
    with tempfile.TemporaryDirectory() as parent:
        assert run("init", Path(parent, "moi"), "--kind", "bieu-2").returncode == 0
        source = openpyxl.load_workbook(Path(parent, "moi", "danh-muc.xlsx"))["Chỉ tiêu"]

        def change(workbook: Any) -> None:
            target = workbook["Chỉ tiêu"]
            target.delete_rows(1, target.max_row)
            for row in source.iter_rows(values_only=True):
                target.append(row)
            info = workbook["Thông tin"]
            next(row[2] for row in info.iter_rows() if row[0].value == "bieu").value = "bieu-2"

        folder = Path(parent, "2023-6T")
        folder.mkdir()
        (folder / "danh-muc.xlsx").write_bytes(catalogue_bytes(change))
        done = run("forms", folder)
        assert done.returncode == 0, done.stderr
        forms = {path.name[:2]: path.read_bytes() for path in (folder / "gui-di").glob("*.xlsx")}
        return (folder / "danh-muc.xlsx").read_bytes(), forms


RIGHT: dict[str, object] = {
    **dict.fromkeys(("nu", "dan_toc", "ton_giao", "doan_vien", "chu_dn", "hon_nhan_nn", "ket_nap_lai"), 0),
    "ket_nap": 20,
    **dict.fromkeys(("nn_can_bo", "nn_vien_chuc", "nn_doanh_nghiep", "nn_vu_trang", "nn_hoc_sinh", "nn_khac"), 0),
    "nn_nong": 12,
    "nn_sinh_vien": 8,
    **dict.fromkeys(("tuoi_36", "tuoi_41", "tuoi_46", "tuoi_51", "tuoi_56", "tuoi_60"), 0),
    "tuoi_18": 15,
    "tuoi_31": 5,
    **dict.fromkeys(("hv_biet_doc", "hv_tieu_hoc", "hv_thcs"), 0),
    "hv_thpt": 20,
    **dict.fromkeys(("cm_so_cap", "cm_trung_cap", "cm_cao_dang", "cm_thac_sy", "cm_tien_sy"), 0),
    "cm_dai_hoc": 14,
    "cm_khong": 6,
}
BLOCKS = {"nn_": "Nghề nghiệp", "tuoi_": "Tuổi đời", "hv_": "Giáo dục phổ thông", "cm_": "Chuyên môn"}


def statistics(values: Mapping[str, object]) -> Lay:
    """Return a desk with a form of Biểu 2, filled right but for some values."""

    def lay(made: Desk) -> None:
        catalogue, forms = bieu_2()
        made.change_catalogue = lambda workbook: catalogue
        book = quietly_loaded(forms[made.unit().code])
        page: Any = book["Nhập liệu"]
        column = next(cell.column for cell in page[1] if cell.value == "gia_tri")
        rows = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
        for code, value in {**RIGHT, **values}.items():
            page.cell(rows[code], column).value = value
        stream = io.BytesIO()
        book.save(stream)
        made.put(made.unit().file, saved_at(stream.getvalue()))

    return lay


def block(prefix: str, value: object = None) -> dict[str, object]:
    """Return a block's parts, all of one value."""
    return {code: value for code in RIGHT if code.startswith(prefix)}


class Twenty:
    """The total of 20 counts, and nothing is said."""

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        unit = seen.units[role]
        found = (
            [] if unit["values"].get("ket_nap") == 20 else [f"{unit['state']}, total {unit['values'].get('ket_nap')}"]
        )
        return found + [
            f"said {item['code']}: {item['message']}" for item in seen.of(role) if item["severity"] == "error"
        ]


def names_block(*prefixes: str) -> AllOf:
    """Each of the blocks has an error that names it."""
    return AllOf(NotCounted(), *(Told((BLOCKS[prefix],), ("error",)) for prefix in prefixes))


STATISTICS: tuple[tuple[str, Mapping[str, object], Judgement], ...] = (
    ("all blocks right", {}, Twenty()),
    ("zeros left blank in each block", {code: None for code, value in RIGHT.items() if value == 0 and "_" in code and
        code.split("_")[0] in ("nn", "tuoi", "hv", "cm")}, OneOf(Twenty(), NotCounted())),
    *((f"block left blank: {name}", block(prefix), names_block(prefix)) for prefix, name in BLOCKS.items()),
    ("all blocks left blank", {code: None for prefix in BLOCKS for code in block(prefix)}, names_block(*BLOCKS)),
    *((f"block of zeros: {name}", block(prefix, 0), names_block(prefix)) for prefix, name in BLOCKS.items()),
    ("occupation sums to 19", {"nn_nong": 11}, AllOf(names_block("nn_"), Told(("19", "20"), ("error",)))),
    ("age sums to 22", {"tuoi_18": 17}, AllOf(names_block("tuoi_"), Told(("22", "20"), ("error",)))),
    ("all four blocks wrong", {"nn_nong": 11, "tuoi_18": 14, "hv_thpt": 19, "cm_khong": 5}, names_block(*BLOCKS)),
    ("two blocks wrong", {"tuoi_18": 14, "cm_khong": 7}, names_block("tuoi_", "cm_")),
)  # fmt: skip


def written(*edits: Edit) -> Lay:
    """Return a desk whose letters to the unit are read."""

    def lay(made: Desk) -> None:
        made.letters = True
        made.put(made.unit().file, made.form("a", TEN, *edits))

    return lay


CLERKS_WORDS = ("gui-di", "nhan-ve", "nhap-tay.xlsx", "danh-muc.xlsx", "Tên gọi khác", "chuyển tệp", "chot-ky")
"""What only the clerk can do or see."""
LETTERS: tuple[tuple[str, Lay, Judgement], ...] = (
    ("letter: words for a figure", written(typed(D10="chưa rõ")), Written(("chưa rõ",), CLERKS_WORDS)),
    ("letter: women above the total", written(typed(D11=11)), Written(("11",), CLERKS_WORDS)),
    ("letter: total blank", written(typed(D10=None)), Written(("Tổng số",), CLERKS_WORDS)),
    ("letter: another unit's name", written(typed(D6="Đảng bộ xã Phú Mỹ")), Written((), CLERKS_WORDS)),
    ("letter: last period's form", written(chain(meta("ky", "2022-12T"), typed(
        B5=f"{HEAD}từ tháng 07/2022 đến 12/2022"))), Written((), CLERKS_WORDS)),
    ("letter: row deleted", written(typed(A10=None, C10=None)), Written(("Tổng số",), CLERKS_WORDS)),
    ("letter: exhausted against 0", written(typed(D10=0, D11=0, D12=0, D13=0, D14="Có")), Written(
        ("Hết nguồn",), CLERKS_WORDS)),
    ("letter: two sheets", written(copied_sheet((7, 4, 2, 2))), Written(("Nhập liệu (2)",), CLERKS_WORDS)),
)  # fmt: skip
RAW = (
    ("raw text quoted: 10¹ người khác", typed(D10="10¹ hoặc 11"), NotCounted(("10¹ hoặc 11",))),
    ("raw text quoted: 3½", typed(D10="3½"), NotCounted(("3½",))),
    ("raw text quoted: with ﬁ and ⁿ", typed(D10="xⁿ"), NotCounted(("xⁿ",))),
    ("hidden sheet called hidden", copied_sheet((7, 4, 2, 2), "hidden"), Told(("ẩn",))),
    ("5 still counted is said only when it is", typed(D10=5, D14="Có"), AllOf(
        TakenTold(FIVE, (), "warning"), Told(("vẫn được tính",)))),
    ("not said of a form with an error", typed(D11=9, D14="Có"), AllOf(
        NotCounted(("9",)), NeverSays(("vẫn được tính",)))),
    ("two sheets are named", copied_sheet((7, 4, 2, 2), title="Bản sửa"), NotCounted(("Nhập liệu", "Bản sửa"))),
)  # fmt: skip
CASES = [
    *(desk(4, f"catalogue: {name}", lay, Taken(TEN), ("16",)) for name, lay in RENAMED),
    *(desk(4, f"catalogue: {name}", lay, TakenTold(TEN, quoting, "warning"), ("16",))
      for name, lay, quoting in MEANT_ELSE),
    desk(4, "catalogue: two names exchanged since", renamed(nu="Đoàn viên", doan_vien="Nữ"), NotCounted(
        ("Nữ", "Đoàn viên"), ("indicator-exchanged",)), ("16",)),
    *(Case(25, name, lay, judgement, group="check") for name, lay, judgement in CHECKS),
    *(Case(26, name, statistics(values), judgement, group="bieu-2") for name, values, judgement in STATISTICS),
    Case(26, "exhausted", statistics({**dict.fromkeys(RIGHT), "het_nguon": "Có"}), Counted(EXHAUSTED),
         group="bieu-2"),
    *each(27, RAW),
    *(Case(27, name, lay, judgement, group="letters") for name, lay, judgement in LETTERS),
]  # fmt: skip
