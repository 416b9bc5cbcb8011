"""Saves a workbook that openpyxl has read and changed, so that Excel's own schema and repeated runs find no fault."""

import io
import zipfile
from typing import TYPE_CHECKING

from dangvien_xlsx.excel.writing.packing import same_everywhere
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.package import CORE_PROPERTIES

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_FONT_PARTS = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
"""CT_Font's children in the order of the schema; openpyxl writes the name first, which the Open XML SDK refuses."""
_CREATED = pattern(rb"<dcterms:created[^>]*>([^<]*)<")
_MODIFIED = pattern(rb"(<dcterms:modified[^>]*>)[^<]*")


def resaved(book: "Workbook") -> bytes:
    """Return a workbook's bytes: the same for the same content, whatever the clock says.

    Args:
        book: A workbook of openpyxl; what openpyxl does not know (extensions) is already lost.
    """
    from openpyxl.styles import Font

    Font.__elements__ = _FONT_PARTS
    saved, steady = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == CORE_PROPERTIES and (created := _CREATED.search(part)):
                part = _MODIFIED.sub(rb"\g<1>" + created[1], part)
            # A ZipInfo without a date is of 1980, as xlsxwriter's are.
            kept.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return same_everywhere(steady.getvalue())
