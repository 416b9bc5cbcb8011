"""What lies above the cells of an OpenDocument sheet: frames with pictures and charts, shapes, controls."""

from dangvien_xlsx.excel.reading.boxes import drawn_between, drawn_from
from dangvien_xlsx.excel.reading.markup import Element, attribute, local
from dangvien_xlsx.excel.reading.sizes import points_in
from dangvien_xlsx.excel.reading.xlsx_cells import address
from dangvien_xlsx.model.page import Drawn, Sort, place_of

_SPACES = (
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0}",
)
_EMU = 12_700
"""English Metric Units of a point."""
_NO_SHAPES = frozenset({"glue-point", "layer-set"})


def is_drawn(element: Element) -> bool:
    """Tell whether an element of a cell or of a sheet lies above the cells."""
    return str(element.tag).startswith(_SPACES) and local(element) not in _NO_SHAPES


def drawn_below(element: Element, has_words: bool, here: tuple[int, int] | None) -> Drawn:
    """Return what an element draws.

    Args:
        element: A frame, a shape or a control.
        has_words: Whether words stand in it.
        here: Zero-indexed row and column of the cell on which it hangs; nothing where it hangs on none.
    """
    sort = _sort(element, has_words)
    if here is None:
        return Drawn(sort)
    # "'Nhập liệu'.D12": the cell under its bottom right corner, the sheet's name before the last point.
    end = address(attribute(element, "end-cell-address").rpartition(".")[2])
    if end:
        return drawn_between(sort, here, place_of(end))
    height, width = (points_in(attribute(element, name)) or 0.0 for name in ("height", "width"))
    return drawn_from(sort, here, (round(height * _EMU), round(width * _EMU)))


def _sort(element: Element, has_words: bool) -> Sort:
    if local(element) == "control":
        return Sort.CONTROL
    inside = {local(item) for item in element.iter() if isinstance(item.tag, str)}
    if inside & {"object", "object-ole"}:
        return Sort.CHART
    if has_words:
        return Sort.WORDS
    return Sort.PICTURE if "image" in inside else Sort.SHAPE
