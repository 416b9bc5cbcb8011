"""What lies above the cells of an .xlsx sheet: pictures, charts, controls, ink, whatever program drew them."""

from collections.abc import Iterator, Sequence

from dangvien_xlsx.excel.reading.boxes import drawn_between, drawn_from
from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, local, named, parsed
from dangvien_xlsx.excel.reading.xlsx_parts import Relation
from dangvien_xlsx.model.page import Drawn, Sort
from dangvien_xlsx.received.package import Package

_SORTS = {
    "pic": Sort.PICTURE,
    "graphicFrame": Sort.CHART,
    "contentPart": Sort.INK,
    "sp": Sort.SHAPE,
    "cxnSp": Sort.SHAPE,
    "grpSp": Sort.SHAPE,
}
_OLD_SORTS = {"Pict": Sort.OBJECT, "Shape": Sort.SHAPE, "Rect": Sort.SHAPE, "Line": Sort.SHAPE, "Oval": Sort.SHAPE}
"""By the ``ObjectType`` of old drawings, in which Excel keeps controls and the looks of other programs' documents."""


def drawn(package: Package, related: Sequence[Relation]) -> tuple[Drawn, ...]:
    """Return what lies above the cells of a sheet.

    Args:
        package: The workbook.
        related: The relationships of the sheet.
    """
    found: list[Drawn] = []
    for relation in related:
        if relation.kind == "drawing" and (part := package.member(relation.target)):
            found += _anchored(parsed(part))
        elif relation.kind == "vmlDrawing" and (part := package.member(relation.target)):
            found += _old(parsed(part, lenient=True))
    return tuple(dict.fromkeys(found))


def _anchored(root: Element) -> Iterator[Drawn]:
    for anchor in root.iter("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor"):
        # What old programs are to show instead is the same once more.
        if any(local(above) == "Fallback" for above in anchor.iterancestors()):
            continue
        content = next((item for item in anchor.iter(*(f"{{*}}{name}" for name in _SORTS))), None)
        if content is None or _is_hidden(content):
            continue
        yield _placed(anchor, _sort(content))


def _is_hidden(content: Element) -> bool:
    """Tell whether nobody sees it: Excel draws a control a second time, hidden."""
    about = next(named(content, "cNvPr"), None)
    return about is not None and bool(attribute(about, "hidden")) and is_on(about, "hidden")


def _sort(content: Element) -> Sort:
    if local(content) != "graphicFrame" and any("".join(map(str, body.itertext())).strip() for body in _words(content)):
        return Sort.WORDS
    return _SORTS[local(content)]


def _words(content: Element) -> Iterator[Element]:
    return named(content, "txBody")


def _placed(anchor: Element, sort: Sort) -> Drawn:
    corners = {local(item): item for item in anchor}
    first, last, size = (corners.get(name) for name in ("from", "to", "ext"))
    if first is None:
        return Drawn(sort)
    begin = _number(first, "row"), _number(first, "col")
    if last is None:
        told = (attribute(size, "cy"), attribute(size, "cx")) if size is not None else ("", "")
        return drawn_from(sort, begin, (_whole(told[0]), _whole(told[1])))
    # What ends where a cell begins does not lie above that cell.
    row0, column0 = (_number(last, name) - (_number(last, f"{name}Off") <= 0) for name in ("row", "col"))
    return drawn_between(sort, begin, (row0, column0))


def _number(corner: Element, name: str) -> int:
    return next((_whole((item.text or "").strip()) for item in corner if local(item) == name), 0)


def _whole(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 0


def _old(root: Element) -> Iterator[Drawn]:
    """Yield the objects of an old drawing; notes are comments, and what Excel draws for itself is no one's."""
    for about in named(root, "ClientData"):
        kind, shape = attribute(about, "ObjectType"), about.getparent()
        told = {local(item): (item.text or "").strip() for item in about}
        is_unseen = shape is not None and "visibility:hidden" in attribute(shape, "style").replace(" ", "")
        if kind == "Note" or "UIObj" in told or is_unseen:
            continue
        sort = _OLD_SORTS.get(kind, Sort.CONTROL)
        # Left column, offset, top row, offset, right column, offset, bottom row, offset.
        corners = [_whole(number.strip()) for number in told.get("Anchor", "").split(",")]
        if len(corners) < 8:
            yield Drawn(sort)
            continue
        left, _, top, _, right, across, bottom, down = corners[:8]
        yield drawn_between(sort, (top, left), (bottom - (not down), right - (not across)))
