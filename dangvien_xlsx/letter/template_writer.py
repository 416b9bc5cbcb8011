"""Makes the letter's template, ``cong-van.docx``, by a layout profile; an office restyles it in Word."""

import io
from datetime import datetime
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dangvien_xlsx.letter.profile import Profile
from dangvien_xlsx.letter.rendering import packed_anew
from dangvien_xlsx.text import appendix as printed_words
from dangvien_xlsx.text import letter as words

_LEFT, _CENTRE, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_RED = RGBColor(0xC0, 0, 0)
_STAMP = datetime(2023, 1, 1)
_HEAD_MM = (68.0, 97.0)
_TABLE_MM = (12.0, 92.0, 22.0, 39.0)
_LINES_TO_SIGN = 3
_BODY = ("ket_qua", "co_cau", "dan_dau", "tien_do", "chua_ket_nap", "het_nguon", "chua_nop", "de_nghi")


def template_bytes(profile: Profile) -> bytes:
    """Write the template."""
    document = Document()
    _set_up(document, profile)
    _write_head(document, profile)
    _paragraph(document, "{{ du_thao }}", _Look(13, bold=True, colour=_RED, before=6), when="du_thao")
    _paragraph(document, "{{ kinh_gui }}", _Look(profile.body, italic=True, before=10, after=6))
    for name in _BODY:
        _body(document, name, profile, colour=_RED if name == "chua_nop" else None)
    _write_foot(document, profile)
    _write_appendix(document, profile)
    properties = document.core_properties
    properties.created = properties.modified = _STAMP
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = printed_words.TITLE
    stream = io.BytesIO()
    document.save(stream)
    return packed_anew(stream.getvalue())


def _set_up(document: Any, profile: Profile) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = profile.font, Pt(profile.body)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), profile.font)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(profile.top), Mm(profile.bottom)
    section.left_margin, section.right_margin = Mm(profile.left), Mm(profile.right)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = _CENTRE
    _page_number(header)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _write_head(document: Any, profile: Profile) -> None:
    table = document.add_table(rows=1, cols=2)
    _columns(table, _HEAD_MM)
    left, right = table.rows[0].cells
    _into(left, "{{ cap_tren }}", profile.superior)
    _into(left, "{{ co_quan }}", profile.issuer, bold=True)
    _into(left, words.STAR, profile.issuer)
    _into(left, "{{ so }}", profile.number)
    _into(left, "{{ trich_yeu }}", profile.subject, italic=True)
    _into(right, words.PARTY, profile.party_line, bold=True)
    _rule_below(right.paragraphs[-1])
    _into(right, "", profile.place)
    _into(right, "{{ noi_ngay }}", profile.place, italic=True)
    for cell in (left, right):
        cell._tc.remove(cell.paragraphs[0]._p)  # the blank one that every new cell has


def _into(cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = cell.add_paragraph()
    paragraph.alignment = _CENTRE
    _run(paragraph, text, _Look(size, bold=bold, italic=italic))


def _columns(table: Any, widths: tuple[float, ...]) -> None:
    """Set the widths of a table's columns: Word goes by the cells, LibreOffice by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _rule_below(paragraph: Any) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(8)


class _Look(NamedTuple):
    """How a paragraph looks; sizes and spaces in points."""

    size: float
    alignment: Any = _CENTRE
    bold: bool = False
    italic: bool = False
    colour: RGBColor | None = None
    before: float = 0
    after: float = 0


def _run(paragraph: Any, text: str, look: _Look) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size)
    if look.colour is not None:
        run.font.color.rgb = look.colour
    return run


def _paragraph(document: Any, text: str, look: _Look, when: str = "") -> Any:
    """Add a paragraph; with ``when`` it stands only where that name has something to say."""
    if when:
        document.add_paragraph(f"{{%p if {when} %}}")
    paragraph = document.add_paragraph()
    paragraph.alignment = look.alignment
    paragraph.paragraph_format.space_before = Pt(look.before)
    paragraph.paragraph_format.space_after = Pt(look.after)
    _run(paragraph, text, look)
    if when:
        document.add_paragraph("{%p endif %}")
    return paragraph


def _body(document: Any, name: str, profile: Profile, colour: RGBColor | None = None) -> None:
    look = _Look(profile.body, _BOTH, colour=colour, after=4)
    layout = _paragraph(document, f"{{{{ {name} }}}}", look, when=name).paragraph_format
    layout.first_line_indent = Mm(profile.first_line)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(profile.spacing)
    layout.keep_with_next = name == _BODY[-1]  # a signature never stands alone on its page


def _write_foot(document: Any, profile: Profile) -> None:
    table = document.add_table(rows=1, cols=2)
    _columns(table, _HEAD_MM)
    whole = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(whole)
    left, right = table.rows[0].cells
    _run(left.paragraphs[0], words.RECIPIENTS, _Look(profile.recipients_title)).underline = True
    _run(left.add_paragraph(), "{{ noi_nhan }}", _Look(profile.recipients))
    first = right.paragraphs[0]
    first.alignment = _CENTRE
    _run(first, "{{ chuc_vu }}", _Look(profile.signature, bold=True))
    for _ in range(_LINES_TO_SIGN):
        right.add_paragraph()
    _into(right, "{{ nguoi_ky }}", profile.signature, bold=True)


def _write_appendix(document: Any, profile: Profile) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    title = _Look(profile.appendix_title, bold=True)
    _paragraph(document, printed_words.TITLE, title)
    _paragraph(document, "{{ tieu_de }}", title)
    _paragraph(document, "{{ kem_theo }}", _Look(profile.appendix_note, italic=True, after=6))
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    size = profile.appendix_table
    _fill_row(table.rows[0], printed_words.HEADERS, size, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    places = tuple(f"{{{{ dong.{key} }}}}" for key in ("tt", "ten", "so", "ghi_chu"))
    _fill_row(table.add_row(), ("{%tr for dong in bang %}", "", "", ""), size)
    _fill_row(table.add_row(), ("{%tr if dong.nhom %}", "", "", ""), size)
    _fill_row(table.add_row(), places, size, bold=True)
    _fill_row(table.add_row(), ("{%tr else %}", "", "", ""), size)
    _fill_row(table.add_row(), places, size)
    _fill_row(table.add_row(), ("{%tr endif %}", "", "", ""), size)
    _fill_row(table.add_row(), ("{%tr endfor %}", "", "", ""), size)
    _fill_row(table.add_row(), ("", printed_words.TOTAL, "{{ tong }}", ""), size, bold=True)
    _columns(table, _TABLE_MM)
    # Always there, for every table is followed by a paragraph: blank unless figures came by hand.
    _paragraph(document, "{{ nhap_tay }}", _Look(profile.appendix_note, _LEFT, italic=True, before=6))


def _fill_row(row: Any, texts: tuple[str, ...], size: float, *, bold: bool = False) -> None:
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        is_name = index == 1 and text not in (printed_words.HEADERS[1], printed_words.TOTAL)
        paragraph.alignment = _LEFT if is_name else _CENTRE
        _run(paragraph, text, _Look(size, bold=bold))
