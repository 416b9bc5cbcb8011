"""The page of an .xlsx: what a person sees of it, whichever program wrote it and however."""

import contextlib
import io
import threading
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment as Note

from dangvien_xlsx.excel.reading.xlsx_rows import rows_by_pieces
from dangvien_xlsx.excel.reading.xlsx_strings import strings_of
from dangvien_xlsx.excel.reading.xlsx_styles import styles_of
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Cell, Comment, Page, Run, Sight
from dangvien_xlsx.model.submission import ErrorValue, Value
from tests.excel.pages import MAIN, STRICT, calamine_values, page_of, page_values, read, relationships, workbook
from tests.intake.build import EXAMPLE, GOOD, SHEET, parts_of, with_part, zipped
from tests.intake.corpus import FORM, all_cases

_SEEN = '<row r="1"><c r="A1"><v>1</v></c></row>'


def both(rows: str, strings: str = "", styles: str = "") -> Page:
    """Return the page of rows, which is the same when lxml walks them because of a comment in them."""
    quick, walked = (
        page_of(workbook(text, strings=strings, styles=styles)) for text in (rows, f"<!-- walked -->{rows}")
    )
    assert quick == walked
    return quick


def value_of(cell: str, strings: str = "") -> Value:
    return both(f'<row r="1">{cell}</row>', strings).value("A1")


def test_every_form_of_the_example_reads_as_calamine_reads_it() -> None:
    forms = sorted((EXAMPLE / "nhan-ve").glob("*.xlsx"))
    assert len(forms) == 57
    for form in forms:
        content = form.read_bytes()
        assert page_values(read(content)) == calamine_values(content), form.name


def test_every_good_xlsx_of_the_corpus_reads_as_calamine_reads_it() -> None:
    cases = [case for case in all_cases() if case.expected == FORM and case.content[:2] == b"PK"]
    assert len(cases) > 20
    for case in cases:
        if "xl/workbook.xml" in parts_of(case.content):
            assert page_values(read(case.content)) == calamine_values(case.content), case.name


def test_the_example_is_read_by_known_pieces_and_lxml_reads_the_same() -> None:
    parts = parts_of(GOOD)
    styles, strings = styles_of(parts["xl/styles.xml"], is_1904=False), strings_of(parts["xl/sharedStrings.xml"])
    for name in (SHEET, "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"):
        body = parts[name].partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]
        assert rows_by_pieces(body, styles, strings), name
        walked = with_part(name, parts[name].replace(b"<sheetData>", b"<!-- walked --><sheetData>"))
        assert read(walked) == read(GOOD)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>10</v></c>', 10),
        ('<c r="A1"><v>1E1</v></c>', 10),
        ('<c r="A1" t="n"><v> 2.5 </v></c>', 2.5),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ErrorValue("#N/A")),
        ("<c r='A1' t='e'><v>#REF!</v></c>", ErrorValue("#REF!")),
        ('<c t="e" r="A1"><v>#DIV/0!</v></c>', ErrorValue("#DIV/0!")),
        ('<c r="A1" t="str"><v>H&#x1EBF;t &amp; c&#242;n</v></c>', "Hết & còn"),
        ('<c r="A1" t="str"><v>He\u0302\u0301t</v></c>', "Hết"),
        ('<c r="A1" t="str"><v>a_x000D_\nb_x005F_x0041_</v></c>', "a\r\nb_x0041_"),
        ('<c r="A1" t="str"><v>_xD83D__xDE00__xD83D_</v></c>', "\U0001f600\ufffd"),
        ('<c r="A1" t="inlineStr"><is><t>mười</t></is></c>', "mười"),
        ('<c r="A1" t="d"><v>2023-06-30</v></c>', date(2023, 6, 30)),
        ('<c r="A1" t="d"><v>2023-06-30T08:30:00Z</v></c>', datetime(2023, 6, 30, 8, 30)),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1"><v>10 đ/c</v></c>', "10 đ/c"),
        ('<c xml:space="preserve" r="A1" t="str"><v> 5 </v></c>', " 5 "),
        ('<c r="A1" s="7"/>', None),
        ('<c r="A1" t="str"><v></v></c>', None),
        ('<c\n r="A1">\n <v>7</v>\n</c>', 7),
        ("<c><v>7</v></c>", 7),
        ('<c r="a1"><v>7</v></c>', 7),
    ],
)
def test_a_value_is_read_as_it_is_stored(cell: str, value: Value) -> None:
    read_value = value_of(cell)
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize(
    ("string", "text", "runs"),
    [
        ("<si><t>Nữ</t></si>", "Nữ", ()),
        ("<si><t>漢</t><rPh sb='0' eb='1'><t>kan</t></rPh><phoneticPr fontId='1'/></si>", "漢", ()),
        ("<si><r><rPr><b/></rPr><t>1</t></r><r><t>0</t></r></si>", "10", ()),
        (
            "<si><r><rPr><strike/></rPr><t>9</t></r><r><rPr><strike val='0'/></rPr><t>10</t></r></si>",
            "910",
            (Run("9", struck=True), Run("10")),
        ),
        (
            "<si><r><t>10</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>",
            "101",
            (Run("10"), Run("1", raised=True)),
        ),
        ("<si><r><rPr><vertAlign val='baseline'/></rPr><t>5</t></r></si>", "5", ()),
    ],
)
def test_a_shared_string_keeps_its_struck_and_raised_runs(string: str, text: str, runs: tuple[Run, ...]) -> None:
    for rows in ('<c r="A1" t="s"><v>0</v></c>', f'<c r="A1" t="inlineStr">{string.replace("si>", "is>")}</c>'):
        cell = both(f'<row r="1">{rows}</row>', string).cells["A1"]
        assert (cell.value, cell.runs) == (text, runs)


def test_a_string_that_is_not_there_is_a_broken_file() -> None:
    with pytest.raises(RefusedError):
        value_of('<c r="A1" t="s"><v>7</v></c>')


@pytest.mark.parametrize(
    ("inside", "value", "formula", "is_computed"),
    [
        ("<f>3+2</f><v>5</v>", 5, "=3+2", True),
        ('<f t="shared" si="0"/><v>5</v>', 5, "=", True),
        ('<f t="shared" ref="A1:A4" si="0">B1*2</f><v>5</v>', 5, "=B1*2", True),
        ("<f>A2&amp;&quot;&quot;</f><v></v>", None, '=A2&""', False),
        ("<f>3+2</f>", None, "=3+2", False),
        ("<f>3+2</f><v/>", None, "=3+2", False),
    ],
)
def test_a_formula_is_told_with_whether_it_was_computed(
    inside: str, value: Value, formula: str, is_computed: bool
) -> None:
    assert both(f'<row r="1"><c r="A1">{inside}</c></row>').cells["A1"] == Cell(value, formula, is_computed)


def test_a_formula_that_gives_the_empty_text_is_computed() -> None:
    cell = both('<row r="1"><c r="A1" t="str"><f>A2</f><v></v></c></row>').cells["A1"]
    assert cell == Cell(None, "=A2", is_computed=True)


_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0&quot; đ/c&quot;"/></numFmts>'
    "<fonts><font/><font><strike/></font>"
    '<font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><color rgb="FF7F7F7F"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF9DB"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill></fills><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="9"/><xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="1"/>'
    '<xf fontId="2" fillId="2"/><xf fontId="3"/><xf fontId="4"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        (0, Cell(10)),
        (1, Cell(10, format='0" đ/c"')),
        (2, Cell(10, format="0%")),
        (3, Cell(10, struck=True)),
        (4, Cell(10, unseen=True)),
        (5, Cell(10, unseen=True)),
        (6, Cell(10)),
        (7, Cell(10, unseen=True)),
        (8, Cell(10)),
        (9, Cell(date(1900, 1, 10), format="mm-dd-yy")),
        (10, Cell("10 days, 0:00:00", format="[h]:mm:ss")),
        (99, Cell(10)),
    ],
)
def test_a_style_is_told_by_what_it_shows(style: int, cell: Cell) -> None:
    assert both(f'<row r="1"><c r="A1" s="{style}"><v>10</v></c></row>', styles=_STYLES).cells["A1"] == cell


def test_runs_of_a_struck_cell_are_struck_unless_they_have_their_own_font() -> None:
    strings = "<si><r><t>9 </t></r><r><rPr><b/></rPr><t>10</t></r></si><si><t>9</t></si>"
    rows = '<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1" s="3" t="s"><v>1</v></c></row>'
    page = both(rows, strings, _STYLES)
    assert page.cells["A1"] == Cell("9 10", runs=(Run("9 ", struck=True), Run("10")))
    assert page.cells["B1"] == Cell("9", struck=True)


def test_hidden_rows_and_columns_and_merges_are_told() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="0"><c r="A2"><v>1</v></c></row>'
        '<row r="3" hidden="true"/><row r="4" ht="0" customHeight="1"/>'
    )
    around = (
        '<cols><col min="1" max="2" hidden="1"/>'
        '<col min="4" max="4" width="0"/><col min="5" max="5" width="9"/></cols>',
        '<mergeCells><mergeCell ref="B4:F4"/><mergeCell ref="B5:F5"/></mergeCells>',
    )
    page = page_of(workbook(rows, around=around))
    assert page.hidden_rows == {0, 2, 3}
    assert page.hidden_columns == {0, 1, 3}
    assert page.merges == {"B4:F4", "B5:F5"}
    assert page_of(workbook(rows + "<!-- walked -->", around=around)) == page


def test_a_strict_workbook_with_prefixes_reads_the_same() -> None:
    plain = page_of(workbook('<row r="2"><c r="B2" t="s"><v>0</v></c></row>', strings="<si><t>Nữ</t></si>"))
    sheet = (
        f'<x:worksheet xmlns:x="{STRICT}"><x:sheetData><x:row><x:c/></x:row><x:row>'
        '<x:c/><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    strings = f'<x:sst xmlns:x="{STRICT}"><x:si><x:t>Nữ</x:t></x:si></x:sst>'
    parts = {"xl/worksheets/sheet1.xml": sheet.encode(), "xl/sharedStrings.xml": strings.encode()}
    assert page_of(workbook("", more=parts)) == plain


def test_sheets_come_in_the_order_of_the_workbook_wherever_their_parts_lie() -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{_SEEN}</sheetData></worksheet>'.encode()
    names = (("Sau", "", 3), ("Trước", 'state="hidden"', 1), ("Biểu đồ", "", 2), ("Trước", 'state="veryHidden"', 4))
    sheets = "".join(f'<sheet name="{name}" sheetId="9" {state} r:id="rId{number}"/>' for name, state, number in names)
    more = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships">'
            f"<sheets>{sheets}</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "/xl/a/b.xml"),
            ("chartsheet", "chartsheets/sheet1.xml"),
            ("worksheet", "../sheets/phi%E1%BA%BFu.xml"),
            ("worksheet", "Worksheets/SHEET1.xml"),
        ),
        "xl/a/b.xml": sheet,
        "sheets/phiếu.xml": sheet,
    }
    pages = read(workbook("", more=more)).pages
    assert [(page.sheet, page.sight) for page in pages] == [
        ("Sau", Sight.VISIBLE),
        ("Trước", Sight.HIDDEN),
        ("Trước", Sight.VERY_HIDDEN),
    ]
    assert [page.value("A1") for page in pages] == [1, 1, None]


def test_comments_name_their_cell_and_author() -> None:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.worksheets[0]["D10"].comment = Note("sửa thành 12", "Lan")
    stream = io.BytesIO()
    book.save(stream)
    assert page_of(stream.getvalue()).comments == (Comment("D10", "sửa thành 12", "Lan"),)


_COPY = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however…: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Số đúng là 7"
)
_OLD_COMMENTS = (
    f'<comments xmlns="{MAIN}"><authors><author>tc={{1}}</author><author>Hoa</author></authors><commentList>'
    f'<comment ref="A1" authorId="0"><text><t>{_COPY}</t></text></comment>'
    '<comment ref="B2" authorId="1"><text><r><t>Hoa:\n</t></r><r><t>xem lại</t></r></text></comment>'
    "</commentList></comments>"
).encode()
_THREADS = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="A1" personId="{9}" id="{1}"><text>S\xe1\xbb\x91 \xc4\x91\xc3\xbang l\xc3\xa0 7</text>'
    b'</threadedComment><threadedComment ref="A1" personId="{8}" id="{2}" parentId="{1}"><text>ok</text>'
    b"</threadedComment></ThreadedComments>"
)
_PEOPLE = (
    b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<person displayName="Lan" id="{9}"/></personList>'
)


def test_a_thread_is_told_once_with_its_people() -> None:
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            ("comments", "../comments1.xml"), ("threadedComment", "../threadedComments/threadedComment1.xml")
        ),
        "xl/comments1.xml": _OLD_COMMENTS,
        "xl/threadedComments/threadedComment1.xml": _THREADS,
        "xl/persons/person.xml": _PEOPLE,
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("person", "persons/person.xml")
        ),
    }
    assert page_of(workbook(_SEEN, more=more)).comments == (
        Comment("B2", "Hoa:\nxem lại", "Hoa"),
        Comment("A1", "Số đúng là 7", "Lan"),
        Comment("A1", "ok", ""),
    )


def test_a_thread_of_which_only_the_old_copy_is_left_is_told_without_what_excel_says_before_it() -> None:
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(("comments", "../comments1.xml")),
        "xl/comments1.xml": _OLD_COMMENTS,
    }
    assert page_of(workbook(_SEEN, more=more)).comments[0] == Comment("A1", "Số đúng là 7", "")


def test_texts_of_shapes_are_told_and_notes_are_not_told_twice() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        sheet.insert_textbox(3, 3, "sửa thành 12")
        sheet.write_comment("A1", "ghi chú")
        sheet.insert_textbox(9, 9, "")
    page = page_of(stream.getvalue())
    assert page.shapes == ("sửa thành 12",)
    assert [comment.text for comment in page.comments] == ["ghi chú"]


def test_a_text_box_of_old_excel_is_read_though_its_html_is_not_whole() -> None:
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        "<v:shape><v:textbox><div><font>Số đúng là<br>12</font></div></v:textbox>"
        '<x:ClientData ObjectType="Rect"/></v:shape><v:shape><v:textbox><div>note</div></v:textbox>'
        '<x:ClientData ObjectType="Note"/></v:shape></xml>'
    )
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(("vmlDrawing", "../drawings/vmlDrawing1.vml")),
        "xl/drawings/vmlDrawing1.vml": drawing.encode(),
    }
    (text,) = page_of(workbook(_SEEN, more=more)).shapes
    assert text.replace(" ", "") == "Sốđúnglà12"


def test_a_workbook_without_styles_or_strings_is_read() -> None:
    parts = parts_of(workbook('<row r="1"><c r="A1" s="4" t="str"><v>5</v></c></row>'))
    for name in ("xl/styles.xml", "xl/sharedStrings.xml"):
        del parts[name]
    assert page_of(zipped(parts)).cells == {"A1": Cell("5")}


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    parts = parts_of(workbook('<row r="1"><c r="A1" s="9"><v>45000</v></c></row>', styles=_STYLES))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    content = zipped(parts)
    assert page_values(read(content)) == calamine_values(content) == {"S": {"A1": date(2027, 3, 16)}}


def test_dates_and_hours_are_what_calamine_makes_of_them() -> None:
    stream = io.BytesIO()
    formats = (
        "dd/mm/yyyy",
        "h:mm",
        "[h]:mm",
        "[ss]",
        "yyyy",
        '0 "đ/c"',
        "0;dd",
        "0 đ\\d",
        "[Red]0",
        "[$-42A]0",
        "mmm-yy",
    )
    numbers = (0, 0.25, 0.5, 1, 1.5, 10, 59, 61, 45000, 45000.5, 45000.123456, 2_958_465, 3_000_000)
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for column0, code in enumerate(formats):
            style = book.add_format({"num_format": code})
            for row0, number in enumerate(numbers):
                sheet.write_number(row0, column0, number, style)
    content = stream.getvalue()
    assert page_values(read(content)) == calamine_values(content)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (SHEET, b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"),
        (SHEET, b"\xff\xff"),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/styles.xml", b"<styleSheet>"),
        ("xl/sharedStrings.xml", b"<sst><si><t>1</t></si>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("xl/worksheets/sheet3.xml", None),
    ],
)
def test_a_damaged_part_is_a_refusal(name: str, part: bytes | None) -> None:
    with pytest.raises(RefusedError) as refusal:
        read(with_part(name, part))
    assert refusal.value.about["why"]


def test_formatting_dragged_to_the_last_row_costs_nothing_but_its_bytes() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 50_000))
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert page_of(workbook(f'{rows}<row r="50000"><c r="C50000"><v>1</v></c></row>{far}')).cells == {"C50000": Cell(1)}


def test_a_sheet_larger_than_any_form_is_refused_whichever_way_it_would_be_read() -> None:
    for row in ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<row><c r="XFD1048576"><v>1</v></c></row>'):
        with pytest.raises(RefusedError) as refusal:
            page_of(workbook(row))
        assert refusal.value.code == "suspicious-file"
        assert "XFD1048576" in refusal.value.about["why"]


def test_pieces_are_kept_within_bounds() -> None:
    styles = styles_of(b"<styleSheet><!-- bounds --></styleSheet>", is_1904=False)
    for number in range(20_000):
        rows_by_pieces(b'<row r="1"><c r="A1"><v>%d</v></c></row>' % number, styles, [])
    assert len(styles.known) < 6_000


def test_no_pattern_goes_back_without_end() -> None:
    done = threading.Event()
    odd = (
        '<c r="A1" ' + 'b="" ' * 5_000 + "><v>1</v></c>",
        '<c r="A1"><v>1</v></c>' + " " * 60_000 + "<row",
        '<c r="A1"><f ' + " " * 60_000 + "><v>1</v></c>",
        '<c r="A1" t="str"><v>' + "&amp;" * 10_000 + "&</v></c>",
    )

    def hostile() -> None:
        runs = "<r><rPr><b/></rPr><t>a</t></r>" * 3_000
        page_of(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=f"<si>{runs}</si>"))
        for rows in odd:
            with contextlib.suppress(RefusedError):
                page_of(workbook(f'<row r="1">{rows}</row>'))
        done.set()

    threading.Thread(target=hostile, daemon=True).start()
    assert done.wait(10)
