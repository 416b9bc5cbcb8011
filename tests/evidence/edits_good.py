"""Kind 0: good forms, changed only in what carries no figure. A clerk says nothing, so neither may the program."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.judgement import Counted, Taken
from tests.evidence.packages import book, sheet, typed
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO

SILENT = Taken(FIVE)
HARMLESS_FORMATS = (
    "0",
    "#,##0",
    '0 "đ/c"',
    '0" đồng chí"',
    '0\\ "người"',
    "[$-42A]0",
    "[$-1042A]#,##0",
    "[$-409]0",
    "#,##0_);(#,##0)",
    '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    "0_ ;[Red]\\-0\\ ",
    "[Red]0",
    "[Color10]General",
    "[Blue]#,##0;[Red]-#,##0",
    "[>0]0;0",
    "[=0]0;0",
    "0;-0;0",
    "0;-0;0;@",
    "@",
    "00",
    "000",
    "#",
    "##0",
    "0.0",
    "0.00",
    "#,##0.00",
    '0"."',
    '"("0")"',
    'General" đảng viên"',
    "0;;0;@",
    '0" đ/c";-0" đ/c";0',
    "# ##0",
    "#.##0",
    "+0;-0;0",
    "* 0",
)


def style(**changes: Any) -> Any:
    """Return an edit that dresses the input cells otherwise."""

    def change(page: Any) -> None:
        for row in range(10, 15):
            for name, value in changes.items():
                setattr(page.cell(row, 4), name, value)

    return sheet(change)


def zoomed(page: Any) -> None:
    page.sheet_view.zoomScale = 145
    page.sheet_view.showGridLines = True


def print_settings(page: Any) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 8
    page.print_area = "A1:H30"
    page.page_margins.left = 0.2
    page.oddFooter.center.text = "Trang &P/&N"
    page.print_title_rows = "9:9"


def widths(page: Any) -> None:
    for letter, width in (("B", 4), ("C", 60), ("D", 25), ("F", 70)):
        page.column_dimensions[letter].width = width
    for row in range(9, 18):
        page.row_dimensions[row].height = 60


def unhidden(page: Any) -> None:
    page.column_dimensions["A"].hidden = False
    page.column_dimensions["A"].width = 12
    page.row_dimensions[1].hidden = False


def columns_hidden(page: Any) -> None:
    page.column_dimensions["E"].hidden = True
    page.column_dimensions["F"].hidden = True


def frozen(page: Any) -> None:
    page.freeze_panes = "D10"
    page.auto_filter.ref = "B9:F15"


def blank_rows(page: Any) -> None:
    for row in range(19, 320):
        for column in range(1, 12):
            page.cell(row, column).fill = PatternFill("solid", fgColor="FFFFFF")


def empty_texts(page: Any) -> None:
    for a1 in ("G10", "G11", "H10", "B20", "C21", "D22"):
        page[a1].value = "   "


def rows_inserted(page: Any) -> None:
    page.print_options.horizontalCentered = True
    page.sheet_properties.tabColor = "00FF00"
    page.sheet_view.selection[0].activeCell = "F18"
    page.sheet_view.selection[0].sqref = "F18"


def guide_first(workbook: Any) -> None:
    workbook.active = 1


def empty_sheets(workbook: Any) -> None:
    workbook.create_sheet("Sheet1")
    workbook.create_sheet("Sheet2")


def signed(page: Any) -> None:
    page["D20"].value = "Vụ Bản, ngày 30 tháng 6 năm 2023"
    page["D21"].value = "T/M BAN CHẤP HÀNH"
    page["D22"].value = "BÍ THƯ"
    page["D26"].value = "Nguyễn Văn Nam"


def two_signatures(page: Any) -> None:
    page["C20"].value = "NGƯỜI LẬP BIỂU"
    page["C24"].value = "Trần Thị Hoa"
    page["E20"].value = "PHÓ BÍ THƯ THƯỜNG TRỰC"
    page["E24"].value = "Đỗ Quang Vinh"


THIN = Side(style="thin")
LOOKS = (
    ("bold, larger", style(font=Font(name="Times New Roman", size=20, bold=True))),
    ("italic and underlined", style(font=Font(italic=True, underline="single"))),
    ("red figures", style(font=Font(color="FF0000"))),
    (".VnTime font on figures", style(font=Font(name=".VnTime", size=14))),
    ("yellow fill", style(fill=PatternFill("solid", fgColor="FFFF00"))),
    ("centred", style(alignment=Alignment(horizontal="center", vertical="top", wrap_text=True))),
    ("borders", style(border=Border(THIN, THIN, THIN, THIN))),
    ("turned text", style(alignment=Alignment(textRotation=90))),
    ("zoom 145 and grid lines", sheet(zoomed)),
    ("print settings", sheet(print_settings)),
    ("widths and heights", sheet(widths)),
    ("hidden codes shown", sheet(unhidden)),
    ("check and hint columns hidden", sheet(columns_hidden)),
    ("panes frozen and filter arrows", sheet(frozen)),
    ("300 blank styled rows", sheet(blank_rows)),
    ("cells of blanks typed by a program", sheet(empty_texts)),
    ("another cell selected, tab coloured", sheet(rows_inserted)),
    ("protection taken off", sheet(lambda page: setattr(page.protection, "sheet", False))),
    ("guide sheet left active", book(guide_first)),
    ("two empty sheets added", book(empty_sheets)),
    ("_meta shown", book(lambda workbook: setattr(workbook["_meta"], "sheet_state", "visible"))),
    ("validations lost", sheet(lambda page: page.data_validations.dataValidation.clear())),
    ("resaved by openpyxl", book(lambda workbook: None)),
    ("date and signature under the form", sheet(signed)),
    ("two signatures under the form", sheet(two_signatures)),
)
FILLED = (
    ("filler with post", {"D16": "Đ/c Nguyễn Thị Lan, Phó Bí thư"}),
    ("filler left blank", {"D16": None}),
    ("phone left blank", {"D17": None}),
    ("phone as a number", {"D17": 912345678}),
    ("phone with points", {"D17": "0912.345.678"}),
    ("two phones", {"D17": "02283 820 116 / 0915 222 333"}),
    ("phone with words", {"D17": "DĐ: 0987654321 (gặp đ/c Minh)"}),
    ("note: nothing", {"D15": "Không"}),
    ("note: none", {"D15": "không có"}),
    ("note: dash", {"D15": "-"}),
    ("note: official report", {"D15": "Báo cáo chính thức"}),
    ("note: checked", {"D15": "Đã rà soát, đúng với sổ đảng viên"}),
    ("note: decision number", {"D15": "Theo Quyết định số 12-QĐ/HU ngày 05/6/2023"}),
    ("note: on an anniversary", {"D15": "Kết nạp nhân dịp 19/5"}),
    ("note: one blank", {"D15": " "}),
    ("choice No", {"D14": "Không"}),
)
CASES = [
    *each(0, ((f"format {code}", style(number_format=code), SILENT) for code in HARMLESS_FORMATS)),
    *each(0, ((name, edit, SILENT) for name, edit in LOOKS)),
    *each(0, ((name, typed(**cells), SILENT) for name, cells in FILLED)),
    one(0, "as sent back", None, SILENT),
    one(0, "zero as sent back", None, Taken(ZERO), ZERO),
    one(0, "exhausted as sent back", None, Taken(EXHAUSTED), EXHAUSTED),
    one(0, "zero with choice No", typed(D14="Không"), Taken(ZERO), ZERO),
    one(0, "zero with a format of three parts", style(number_format="0;-0;0"), Taken(ZERO), ZERO),
    one(0, "guide sheet deleted", book(lambda workbook: workbook.remove(workbook["Hướng dẫn"])), SILENT),
    one(0, "sheet renamed", sheet(lambda page: setattr(page, "title", "Thanh Loi nop")), Counted(FIVE)),
    *in_kinds(0, "as sent back", None, SILENT, ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(0, "zero as sent back", None, Taken(ZERO), ("xls", "ods", "fods", "lo.xlsx"), ZERO),
    *in_kinds(0, "exhausted as sent back", None, Taken(EXHAUSTED), ("xls", "ods", "fods", "lo.xlsx"), EXHAUSTED),
    *in_kinds(0, "signature under the form", sheet(signed), SILENT, ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(0, 'format 0 "đ/c"', style(number_format='0 "đ/c"'), SILENT, ("xls", "ods", "fods", "lo.xlsx")),
    *in_kinds(0, "widths and heights", sheet(widths), SILENT, ("xls", "ods", "lo.xlsx")),
]
