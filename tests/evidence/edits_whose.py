"""Kinds 6, 12, 16, 17 and 18: whose form it is, and who is told. Each has the workspace for itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.evidence.cases import Case, Desk, desk
from tests.evidence.judgement import (
    AllOf,
    ByUnit,
    Counted,
    Holds,
    Judgement,
    MissingUnit,
    NotCounted,
    OneOf,
    Stops,
    Taken,
    TakenTold,
    Told,
    WrongFigureNever,
)
from tests.evidence.mails import attached, mail
from tests.evidence.packages import Edit, book, typed
from tests.evidence.seen import FIVE, Figures

EIGHT: Figures = (8, 5, 3, 4)
MINH_THUAN, TAN_KHANH, LOI, THANH = "01", "02", "16", "18"
DOUBT = Told(("Minh Thuận", "Tân Khánh"))
NOBODYS = ByUnit(a=AllOf(MissingUnit(), DOUBT), b=AllOf(MissingUnit(), DOUBT))
"""Nobody's while either may be meant, and each of the two is told of the other."""


def form_as(name: str, role: str = "a", *edits: Edit) -> Callable[[Desk], None]:
    """Return a desk on which a unit's form lies under a name."""
    return lambda made: made.put(name, made.form(role, FIVE, *edits))


def good_and(name: str, owner: str, stray: str, *edits: Edit) -> Callable[[Desk], None]:
    """Return a desk with the owner's good form, and a stray one under a name."""

    def lay(made: Desk) -> None:
        made.put(made.unit(owner).file, made.form(owner, FIVE))
        made.put(name, made.form(stray, EIGHT, *edits))

    return lay


def sent_by(sender: str, role: str = "a", subject: str = "Gửi phiếu", *edits: Edit) -> Callable[[Desk], None]:
    """Return a desk with a mail of somebody that carries a unit's form under a name that says nothing."""

    def lay(made: Desk) -> None:
        form = attached("phieu.xlsx", made.form(role, FIVE, *edits))
        made.put("thu.eml", mail(made.unit(sender).email, "Kính gửi Ban.", [form], subject))

    return lay


def printed(name: str) -> Edit:
    """Return an edit of the printed name."""
    return typed(D6=name)


def meta(key: str, value: object) -> Edit:
    """Return an edit of a hidden key."""

    def change(workbook: Any) -> None:
        for row in workbook["_meta"].iter_rows(max_col=2):
            if row[0].value == key:
                row[1].value = value

    return book(change)


def cell_of_unit(code: str, header: str, value: object) -> Callable[[Any], None]:
    """Return a change of the catalogue: a unit's cell."""

    def change(workbook: Any) -> None:
        sheet = workbook["Đơn vị"]
        column = next(cell.column for cell in sheet[1] if cell.value == header)
        row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == code)
        sheet.cell(row, column).value = value

    return change


def several(*changes: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return several changes of the catalogue as one."""

    def change(workbook: Any) -> None:
        for step in changes:
            step(workbook)

    return change


def with_catalogue(change: Callable[[Any], None], lay: Callable[[Desk], None]) -> Callable[[Desk], None]:
    """Return a desk whose catalogue was changed."""

    def laid(made: Desk) -> None:
        made.change_catalogue = change
        lay(made)

    return laid


def own(*edits: Edit) -> Callable[[Desk], None]:
    """Return a desk with the unit's own form under its own name."""
    return lambda made: made.put(made.unit().file, made.form("a", FIVE, *edits))


PAIR = (MINH_THUAN, TAN_KHANH)
KEEPS = ByUnit(a=Holds(FIVE), b=MissingUnit())
DOUBTED = AllOf(KEEPS, DOUBT)
SILENT = ByUnit(a=Taken(FIVE), b=MissingUnit())
WHOSE: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("01's form filed as 02's", form_as("02-tan-khanh.xlsx"), NOBODYS),
    ("01's form sent as Phieu Tan Khanh", form_as("Phieu Tan Khanh.xlsx"), NOBODYS),
    ("01's form, 02's name printed", form_as("phieu.xlsx", "a", printed("Tân Khánh")), NOBODYS),
    ("01's form, 02's code within", form_as("phieu.xlsx", "a", meta("don_vi", "02")), NOBODYS),
    ("01's form, filled by 02's office", form_as("phieu.xlsx", "a", typed(D16="Văn phòng Tân Khánh")), OneOf(
        AllOf(ByUnit(b=MissingUnit(), a=WrongFigureNever((FIVE,))), DOUBT), NOBODYS)),
    ("filled by the commune's own police", form_as("phieu.xlsx", "a", typed(D16="Trưởng Công an xã")), SILENT),
    ("filled by the commune's women", form_as("phieu.xlsx", "a", typed(D16="Hoa, Hội Phụ nữ xã Minh Thuận")), SILENT),
    ("filled by the hamlet's farmers", form_as("phieu.xlsx", "a", typed(D16="Bác Năm, Hội Nông dân thôn")), SILENT),
    ("01's form, filled by 02's police", form_as("phieu.xlsx", "a", typed(D16="Công an xã Tân Khánh")), OneOf(
        AllOf(ByUnit(b=MissingUnit(), a=WrongFigureNever((FIVE,))), DOUBT), NOBODYS)),
    ("01's form mailed by 02", sent_by("b"), OneOf(
        AllOf(ByUnit(b=MissingUnit(), a=WrongFigureNever((FIVE,))), DOUBT), NOBODYS)),
    ("01's form, subject of 02", sent_by("a", "a", "Tân Khánh gửi phiếu"), OneOf(
        AllOf(ByUnit(b=MissingUnit(), a=WrongFigureNever((FIVE,))), DOUBT), NOBODYS)),
    ("01 sent, its form once more as 02's", good_and("02-tan-khanh.xlsx", "a", "a"), DOUBTED),
    ("01 sent, its form as Phieu Tan Khanh", good_and("Phieu Tan Khanh.xlsx", "a", "a"), DOUBTED),
    ("01 sent, its form with 02 printed", good_and("phieu.xlsx", "a", "a", printed("Tân Khánh")), DOUBTED),
    ("01 sent, then 02's form with 01's code", good_and("phieu.xlsx", "a", "b", meta("don_vi", "01")), DOUBTED),
    ("02 sent, 01's form filed as 02's", good_and("Tan Khanh lan 2.xlsx", "b", "a"), AllOf(
        ByUnit(a=MissingUnit(), b=Holds(FIVE)), DOUBT)),
    ("mailed by 01, the file named by 01", sent_by("a"), ByUnit(a=Taken(FIVE), b=MissingUnit())),
    ("named in capitals without marks", form_as("PHIEU MINH THUAN.xlsx"), ByUnit(a=Taken(FIVE), b=MissingUnit())),
    ("a file name that names nobody", form_as("Book1 (2).xlsx"), ByUnit(a=Taken(FIVE), b=MissingUnit())),
)  # fmt: skip
LAID = {name: lay for name, lay, _ in WHOSE}
SHARED = several(
    cell_of_unit("28", "Tên gọi khác", "Hội CCB; Hội huyện"), cell_of_unit("29", "Tên gọi khác", "Hội huyện")
)
TOGETHER = (
    ("a name of two units, no code", with_catalogue(SHARED, lambda made: made.put("phieu.xlsx", made.form(
        "a", FIVE, meta("don_vi", None), printed("Hội huyện")))), ("28", "29")),
)  # fmt: skip
OTHERS = OneOf(NotCounted(("Tân Thành",)), AllOf(MissingUnit(), Told(("Tân Thành",))))
NAMES: tuple[tuple[str, str, str, Judgement], ...] = (
    ("title before", "16", "Đảng bộ xã Thành Lợi", TakenTold(FIVE, ("Đảng bộ xã Thành Lợi",))),
    ("commune's title", "16", "Xã Thành Lợi", Counted(FIVE)),
    ("committee of", "16", "BCH Đảng bộ xã Thành Lợi", TakenTold(FIVE, ("Thành Lợi",))),
    ("capitals", "16", "THÀNH LỢI", Counted(FIVE)),
    ("blanks", "16", "  Thành   Lợi ", Counted(FIVE)),
    ("new tone marks", "07", "Cộng Hòa", Taken(FIVE)),
    ("uỷ and ủy", "27", "Văn phòng Huyện uỷ", Taken(FIVE)),
    ("composed otherwise", "10", "Đại An", Taken(FIVE)),
    ("Icelandic eth for Đ", "10", "Ðại An", Counted(FIVE)),
    ("without marks", "16", "Thanh Loi", Counted(FIVE)),
    ("another unit's name within", "16", "Thành Lợi và Tân Thành", OTHERS),
    ("another unit's name", "16", "Đảng bộ xã Tân Thành", OTHERS),
    ("nobody's name", "16", "Đảng bộ xã Phú Mỹ", OneOf(
        TakenTold(FIVE, ("Phú Mỹ",), "warning"), NotCounted(("Phú Mỹ",)), AllOf(MissingUnit(), Told(("Phú Mỹ",))))),
    ("left blank", "16", "", Counted(FIVE)),
)  # fmt: skip
ALIASES: tuple[tuple[str, Callable[[Any], None], str, str], ...] = (
    ("an alias printed", cell_of_unit("16", "Tên gọi khác", "ĐU Thành Lợi; Lợi"), "16", "ĐU Thành Lợi"),
    ("second alias printed", cell_of_unit("16", "Tên gọi khác", "ĐU Thành Lợi; Xã Lợi"), "16", "Xã Lợi"),
    ("alias in Hòa, printed Hoà", cell_of_unit("07", "Tên gọi khác", "Đảng uỷ Hòa Bình"), "07", "Đảng uỷ Hoà Bình"),
    ("alias in Hoà, printed Hòa", cell_of_unit("07", "Tên gọi khác", "Đảng uỷ Hoà Bình"), "07", "Đảng uỷ Hòa Bình"),
    ("renamed, the old name an alias", several(cell_of_unit("16", "Tên đơn vị", "Thành Lợi mới"), cell_of_unit(
        "16", "Tên gọi khác", "Thành Lợi")), "16", "Thành Lợi"),
    ("merged, the absorbed name an alias", cell_of_unit("16", "Tên gọi khác", "Phú Mỹ; Liên Sơn"), "16", "Phú Mỹ"),
)  # fmt: skip

RENAMED = (
    ("the commune's title before", "01", "Xã Minh Thuận"),
    ("a word behind", "01", "Minh Thuận Mới"),
    ("và for &", "37", "Phòng Nông nghiệp và PTNT"),
    ("initials spelled out", "39", "Phòng Lao động - TB và XH"),
    ("all initials spelled out", "48", "Bảo hiểm xã hội"),
)
"""What the clerk calls a unit since its form went out, which nobody else is called."""
WRITTEN = (
    ("initials of a title", "12", "TT Gôi"),
    ("a sign for và", "50", "Trung tâm VH-TT & TT"),
    ("signs between initials", "39", "Phòng LĐ-TB&XH"),
    ("without its place", "57", "Bưu điện"),
    ("all initials spelled out, its place behind", "48", "Bảo hiểm xã hội huyện"),
)
TWO_THUAN = several(
    cell_of_unit("01", "Tên đơn vị", "Minh Thuận Bắc"), cell_of_unit("02", "Tên đơn vị", "Minh Thuận Nam")
)
RENUMBERED_OTHERWISE = cell_of_unit("01", "Mã đơn vị", "X01")


def numbers_for_codes(workbook: Any) -> None:
    """Let the catalogue's codes become numbers, as Excel does when a column is typed anew."""
    sheet = workbook["Đơn vị"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 1).value = int(sheet.cell(row, 1).value)


CODES: tuple[tuple[str, Callable[[Desk], None], Judgement], ...] = (
    ("the form's code became 1", own(meta("don_vi", 1)), TakenTold(FIVE)),
    ("the form's code became text 1", own(meta("don_vi", "1")), TakenTold(FIVE)),
    ("the form's code became 001", own(meta("don_vi", "001")), TakenTold(FIVE)),
    ("the form's code became 1, another name printed", own(meta("don_vi", 1), printed("Tân Khánh")), OneOf(
        NotCounted(("Tân Khánh",)), MissingUnit())),
    ("the form's code is 99", own(meta("don_vi", "99")), OneOf(
        TakenTold(FIVE, ("99",), "warning"), NotCounted(("99",)), AllOf(MissingUnit(), Told(("99",))))),
)  # fmt: skip
RENUMBERED = with_catalogue(numbers_for_codes, own())
ENDED = cell_of_unit("01", "Đến ngày", datetime(2022, 12, 31))
CASES = [
    *(Case(6, name, lay, judgement, PAIR) for name, lay, judgement in WHOSE),
    *(desk(6, name, lay, OneOf(
        ByUnit(a=MissingUnit(), b=MissingUnit()), Stops(("Hội huyện",))), pair) for name, lay, pair in TOGETHER),
    Case(16, "contradiction told to both: file name", LAID["01's form filed as 02's"], NOBODYS, PAIR),
    Case(16, "contradiction told to both: printed name", LAID["01's form, 02's name printed"], NOBODYS, PAIR),
    Case(16, "contradiction told to both: code", LAID["01's form, 02's code within"], NOBODYS, PAIR),
    Case(16, "contradiction beside a good form: told to both", LAID["01 sent, its form with 02 printed"], ByUnit(
        a=AllOf(Holds(FIVE), DOUBT), b=AllOf(MissingUnit(), DOUBT)), PAIR),
    desk(12, "a unit that has ended sends", with_catalogue(ENDED, own()), OneOf(
        AllOf(Told(("Minh Thuận",), ("warning", "error"))), NotCounted()), (MINH_THUAN,)),
    desk(12, "a unit that ends within the period sends", with_catalogue(cell_of_unit(
        "01", "Đến ngày", datetime(2023, 5, 31)), own()), Counted(FIVE), (MINH_THUAN,)),
    desk(12, "a unit that begins after the period sends", with_catalogue(cell_of_unit(
        "01", "Từ ngày", datetime(2023, 8, 1)), own()), Told(
        ("Minh Thuận",), ("warning", "error")), (MINH_THUAN,)),
    *(Case(17, name, lay, judgement, PAIR) for name, lay, judgement in CODES),
    desk(17, "the catalogue's codes became numbers", RENUMBERED, TakenTold(FIVE), (MINH_THUAN,)),
    *(Case(18, f"printed name: {name}", own(printed(text)), judgement,
           (code, THANH) if "Tân Thành" in text else (code,)) for name, code, text, judgement in NAMES),
    *(desk(18, name, with_catalogue(change, own(printed(text))), Counted(FIVE), (code,))
      for name, change, code, text in ALIASES),
    *(desk(18, f"renamed since: {name}", with_catalogue(cell_of_unit(code, "Tên đơn vị", now), own()),
           TakenTold(FIVE), (code,)) for name, code, now in RENAMED),
    *(Case(18, f"as people write it: {name}", own(printed(text)), TakenTold(FIVE, (text,)), (code,))
      for name, code, text in WRITTEN),
    desk(18, "two units' new names hold the old one", with_catalogue(TWO_THUAN, own()), NotCounted(), ("01",)),
    desk(18, "renamed to something else", with_catalogue(
        cell_of_unit("01", "Tên đơn vị", "Hợp Nhất"), own()), NotCounted(("Minh Thuận",)), ("01",)),
    Case(6, "a name that shortens another unit's, under this code", own(printed("Hội Nông")), OneOf(
        NotCounted(), MissingUnit()), ("30",)),
    desk(18, "alias of one unit is the name of another", with_catalogue(
        cell_of_unit("15", "Tên gọi khác", "Thành Lợi"), own()), OneOf(Counted(FIVE), Stops(("Thành Lợi",))), (LOI,)),
    desk(18, "alias of one unit is the name of another without marks", with_catalogue(
        cell_of_unit("15", "Tên gọi khác", "THANH LOI"), own()), Stops(("Đơn vị", "E16")), (LOI,)),
]  # fmt: skip
