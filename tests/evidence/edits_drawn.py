"""Kind 9: what lies above the cells, which a person sees and no program reads: pictures, charts, controls, lines."""

import io
import re
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image

from tests.evidence.cases import each, in_kinds, one
from tests.evidence.dialects import PIXEL, SHEET_RELATIONS, drawing, picture, text_box
from tests.evidence.judgement import Taken, TakenTold
from tests.evidence.packages import SHEET, Edit, book, packed, parts, sheet
from tests.evidence.seen import EXHAUSTED, FIVE, ZERO

KINDS = ("xls", "ods", "fods", "lo.xlsx")


class Pixel(Image):
    """A picture of one pixel, drawn as large as is asked; openpyxl would ask Pillow for no more than its size."""

    def __init__(self, width: int = 60, height: int = 30) -> None:
        self.ref, self.width, self.height, self.format = io.BytesIO(PIXEL), width, height, "png"
        self.anchor = "A1"

    def _data(self) -> bytes:
        return PIXEL


def image(at: str, width: int = 60, height: int = 30) -> Edit:
    """Return an edit that pastes a picture, of a size in pixels, at a cell."""

    def change(page: Any) -> None:
        page.add_image(Pixel(width, height), at)

    return sheet(change)


def chart(at: str, title: str = "") -> Edit:
    """Return an edit that draws a chart of the figures at a cell."""

    def change(page: Any) -> None:
        made = BarChart()
        made.add_data(Reference(page, min_col=4, min_row=10, max_row=13))
        made.title = title or None
        page.add_chart(made, at)

    return sheet(change)


def on_another_sheet(workbook: Any) -> None:
    """Add a sheet that holds nothing but a picture."""
    workbook.create_sheet("Ảnh").add_image(Pixel(), "B2")


def old_drawing(kind: str, anchor: str, more: str = "") -> Edit:
    """Return an edit that adds an old drawing, in which Excel keeps controls, other programs' documents and notes."""
    shape = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201" '
        'style="position:absolute;z-index:1" filled="f" stroked="f"><br>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>{more}</x:ClientData></v:shape></xml>'
    )

    def edit(content: bytes) -> bytes:
        package = parts(content)
        package["xl/drawings/vmlDrawing1.vml"] = shape.encode()
        relation = (
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
        )
        head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        package[SHEET_RELATIONS] = f"{head}{relation}</Relationships>".encode()
        types = b'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        package["[Content_Types].xml"] = package["[Content_Types].xml"].replace(b"</Types>", types + b"</Types>")
        text = package[SHEET].decode()
        place = re.search(r"<(tableParts|extLst)|</worksheet>", text)
        assert place is not None
        package[SHEET] = f'{text[: place.start()]}<legacyDrawing r:id="rId9"/>{text[place.start() :]}'.encode()
        return packed(package)

    return edit


LINE = (
    '<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="2" name="Line 1"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr>'
    '<a:prstGeom prst="line"><a:avLst/></a:prstGeom></xdr:spPr></xdr:cxnSp>'
)
INK = '<xdr:contentPart r:id="rId1"/>'
ON_TOTAL, BESIDE, BELOW = (3, 9, 4, 10), (6, 9, 9, 12), (2, 20, 5, 24)
OVER = TakenTold(FIVE, ("D10", "Tổng số"), "warning")
FIVE_FIGURES = (
    ("picture over the total", image("D10"), OVER),
    ("picture from the label on", image("C10", width=900), TakenTold(FIVE, ("C10", "Tổng số"), "warning")),
    ("large picture over all", image("B8", 900, 600), TakenTold(FIVE, ("B8", "Tổng số"), "warning")),
    ("picture beside the figures", picture, TakenTold(FIVE, ("G10", "hình ảnh"), "info")),
    ("picture under the form", image("C22"), TakenTold(FIVE, ("C22", "hình ảnh"), "info")),
    ("chart beside the figures", chart("H20"), TakenTold(FIVE, ("H20", "biểu đồ"), "info")),
    ("chart over the figures", chart("C9"), TakenTold(FIVE, ("C9", "biểu đồ", "Tổng số"), "warning")),
    ("chart whose title corrects", chart("H20", "Sửa: tổng là 8"), TakenTold(FIVE, ("tổng là 8",), "warning")),
    ("line through the total", drawing(LINE, ON_TOTAL), TakenTold(FIVE, ("D10", "hình vẽ"), "warning")),
    ("line far below", drawing(LINE, BELOW), TakenTold(FIVE, ("C21", "hình vẽ"), "info")),
    ("ink over the total", drawing(INK, ON_TOTAL), TakenTold(FIVE, ("D10", "nét vẽ tay"), "warning")),
    ("text box over the total", text_box("Đã ký", ON_TOTAL), TakenTold(FIVE, ("D10", "hộp chữ"), "warning")),
    ("text box beside the total", text_box("Đã ký"), Taken(FIVE)),
    ("picture on another sheet", book(on_another_sheet), TakenTold(FIVE, ("Ảnh", "B2"), "info")),
    ("box to tick over the total", old_drawing("Checkbox", "3, 5, 9, 5, 3, 60, 9, 20"), OVER),
    ("document of another program", old_drawing("Pict", "6, 5, 9, 5, 7, 60, 9, 20"), TakenTold(FIVE, ("G10",), "info")),
    ("a note's own shape", old_drawing("Note", "3, 5, 9, 5, 5, 60, 9, 20"), Taken(FIVE)),
    ("the arrow of a list", old_drawing("Drop", "3, 5, 13, 5, 3, 60, 13, 20", "<x:UIObj/>"), Taken(FIVE)),
)
NOTHING = (
    ("zero: picture beside", picture, TakenTold(ZERO, ("G10",), "warning"), ZERO),
    ("zero: picture over the total", image("D10"), TakenTold(ZERO, ("D10",), "warning"), ZERO),
    ("zero: picture under the form", image("C22"), TakenTold(ZERO, ("C22",), "info"), ZERO),
    ("zero: line beside", drawing(LINE, BESIDE), TakenTold(ZERO, ("G10",), "warning"), ZERO),
    ("exhausted: picture beside", picture, TakenTold(EXHAUSTED, ("G10",), "warning"), EXHAUSTED),
    ("exhausted: greeting in a text box", text_box("Kính gửi Ban Tổ chức"), Taken(EXHAUSTED), EXHAUSTED),
)
CASES = [
    *each(9, FIVE_FIGURES),
    *(one(9, name, edit, judgement, figures) for name, edit, judgement, figures in NOTHING),
    *in_kinds(9, "picture over the total", image("D10"), OVER, KINDS),
    *in_kinds(9, "picture beside the figures", picture, FIVE_FIGURES[3][2], KINDS),
    *in_kinds(9, "zero: picture beside", picture, TakenTold(ZERO, ("G10",), "warning"), KINDS, ZERO),
    *in_kinds(9, "chart over the figures", chart("C9"), FIVE_FIGURES[6][2], KINDS),
    *in_kinds(9, "chart beside the figures", chart("H20"), FIVE_FIGURES[5][2], KINDS),
    *in_kinds(9, "line through the total", drawing(LINE, ON_TOTAL), FIVE_FIGURES[8][2], ("xls", "lo.xlsx")),
    *in_kinds(9, "text box beside the total", text_box("Đã ký"), Taken(FIVE), KINDS),
]
