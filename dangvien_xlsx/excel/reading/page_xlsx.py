"""The pages of an .xlsx or .xlsm, read from its XML; the parts that forms have in common are understood once."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.reading.extent import judge_extent, judge_strings
from dangvien_xlsx.excel.reading.markup import Element, attribute, is_on, main_name, named, parsed
from dangvien_xlsx.excel.reading.printed import printed_words, without_zeros
from dangvien_xlsx.excel.reading.sizes import is_narrow, number_in
from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN, LAST_ROW
from dangvien_xlsx.excel.reading.xlsx_parts import SheetPart, contents_of, relations, workbook_path
from dangvien_xlsx.excel.reading.xlsx_remarks import comments, shapes
from dangvien_xlsx.excel.reading.xlsx_rows import rows_by_pieces
from dangvien_xlsx.excel.reading.xlsx_rules import Rule, ruled, rules_of
from dangvien_xlsx.excel.reading.xlsx_strings import is_plain, strings_of
from dangvien_xlsx.excel.reading.xlsx_styles import Rows, Styles, styles_of
from dangvien_xlsx.excel.reading.xlsx_text import Text, decoded
from dangvien_xlsx.excel.reading.xlsx_walk import rows_by_walk
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Page, PagedBook
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.received.limits import MOST_CELLS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.received.room import OF_A_FORM, Room
from dangvien_xlsx.text import intake as words

_OPEN, _CLOSE, _BLANK = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_VIEWS = pattern(rb"<sheetViews>.*?</sheetViews>", re.DOTALL)
"""Where the cursor stood: it differs from file to file and says nothing, unless the view leaves out zeros."""
_NO_ZEROS = pattern(rb"""showZeros\s*=\s*["'](?!1|true|on)""")
_RANGE = pattern(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}:\$?[A-Z]{1,3}\$?[1-9]\d{0,6}")
_LARGEST_FRAME = 64 * 2**10
_NOTHING_WRITTEN = frozenset({"comments", "threadedComment", "drawing", "vmlDrawing"})


class _Frame(NamedTuple):
    """What a sheet says outside its rows."""

    hidden_columns: frozenset[int]
    merges: frozenset[str]
    rules: tuple[Rule, ...]
    printed: tuple[str, ...]
    hides_zeros: bool
    is_plain: bool
    """Whether its rows lie where they belong: in the one ``<sheetData>`` of the root."""


class _Found(NamedTuple):
    """A sheet of the workbook: where its part lies, and what it says where that is seen at once."""

    sheet: SheetPart
    path: str
    part: bytes
    rows: tuple[Rows, _Frame] | None


def read_xlsx(package: Package, room: Room = OF_A_FORM) -> PagedBook:
    """Return the pages of an .xlsx; one that is larger than a form could be is refused before it is walked through.

    Args:
        package: Opened.
        room: What it may ask for.

    Raises:
        RefusedError: It is damaged, harmful, or has no sheet.
    """
    try:
        found, styles, strings = _found(package)
    except RefusedError:
        # What is harmful is told before what is damaged.
        judge_extent(package, room)
        raise
    if _is_small(package, found):
        judge_strings(package, room)
    else:
        judge_extent(package, room)
    workbook = workbook_path(package)
    return PagedBook(tuple(_page(package, each, styles, strings, workbook) for each in found))


def _found(package: Package) -> tuple[list[_Found], Styles, Sequence[Text]]:
    """Find the workbook's sheets, and read those that are written as the known programs do."""
    workbook = workbook_path(package)
    contents = contents_of(package.member(workbook))
    related = relations(package, workbook)
    paths = {relation.id: relation for relation in related}
    parts = {relation.kind: package.member(relation.target) for relation in related}
    styles = styles_of(parts.get("styles", b""), is_1904=contents.is_1904)
    strings = strings_of(parts.get("sharedStrings", b""))
    found: list[_Found] = []
    for sheet in contents.sheets:
        relation = paths.get(sheet.relation)
        if relation is None:
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        if relation.kind == "worksheet":
            part = package.member(relation.target)
            if not part:
                raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
            found.append(_Found(sheet, relation.target, part, _at_once(part, styles, strings)))
    if not found:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    return found, styles, strings


def _is_small(package: Package, found: Sequence[_Found]) -> bool:
    """Tell whether the extent of every sheet that lies in the package is known, and is a form's."""
    seen = {each.path for each in found if each.rows and _is_near(each.rows[0])}
    return seen.issuperset(package.sheet_names)


def _is_near(rows: Rows) -> bool:
    return rows.last_row <= LAST_ROW and rows.last_row * rows.last_column <= MOST_CELLS


def _page(package: Package, found: _Found, styles: Styles, strings: Sequence[Text], workbook: str) -> Page:
    rows, frame = found.rows or _walked(found.part, styles, strings)
    sheet = found.sheet
    cells = ruled(rows.cells, frame.rules, styles)
    if frame.hides_zeros:
        cells = without_zeros(cells)
    related = relations(package, found.path)
    if _NOTHING_WRITTEN.isdisjoint(relation.kind for relation in related):
        return Page(
            sheet.name,
            cells,
            sheet.sight,
            rows.hidden_rows,
            frame.hidden_columns,
            frame.merges,
            printed=frame.printed,
        )
    from dangvien_xlsx.excel.reading.xlsx_drawn import drawn

    return Page(
        sheet.name,
        cells,
        sheet.sight,
        rows.hidden_rows,
        frame.hidden_columns,
        frame.merges,
        comments(package, related, workbook),
        shapes(package, related),
        drawn=drawn(package, related),
        printed=frame.printed,
    )


def _at_once(part: bytes, styles: Styles, strings: Sequence[Text]) -> tuple[Rows, _Frame] | None:
    """Read a sheet by known pieces; nothing where it is not written as the known programs do."""
    before, opened, rest = part.partition(_OPEN)
    body, closed, after = rest.rpartition(_CLOSE)
    if not opened:
        before, opened, after = part.partition(_BLANK)
        body, closed = b"", opened
    if not (opened and closed) or len(before) + len(after) > _LARGEST_FRAME:
        return None
    rows = rows_by_pieces(body, styles, strings)
    frame = None if rows is None else _small_frame(_without_cursor(before), after)
    return (rows, frame) if rows is not None and frame is not None and frame.is_plain else None


def _without_cursor(before: bytes) -> bytes:
    return before if _NO_ZEROS.search(before) else _VIEWS.sub(b"", before)


def _walked(part: bytes, styles: Styles, strings: Sequence[Text]) -> tuple[Rows, _Frame]:
    rows, root = rows_by_walk(part, styles, strings)
    return rows, _frame(root)


@lru_cache(maxsize=64)  # 64 KB each at the most; the forms of one period differ in nothing but rows
def _small_frame(before: bytes, after: bytes) -> _Frame | None:
    # The grammar of rows leaves no room for a comment or CDATA: only around them could one make marks mean nothing.
    return _frame(parsed(before + _BLANK + after)) if is_plain(before) and is_plain(after) else None


def _frame(root: Element) -> _Frame:
    data = [item for item in named(root, "sheetData") if main_name(item)]
    if len(data) > 1:
        raise RefusedError("suspicious-file", why=words.TOLD_TWICE.format(name="sheetData"))
    is_plain = main_name(root) == "worksheet" and len(data) == 1 and data[0].getparent() is root
    hidden: set[int] = set()
    for item in named(root, "col"):
        first, last = (attribute(item, name) for name in ("min", "max"))
        if not (first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6):
            continue
        if attribute(item, "hidden").lower() in ("1", "true", "on") or is_narrow(number_in(attribute(item, "width"))):
            hidden.update(range(int(first) - 1, min(int(last), LAST_COLUMN)))
    ranges = (attribute(item, "ref") for item in named(root, "mergeCell"))
    merges = frozenset(text.replace("$", "") for text in ranges if _RANGE.fullmatch(text))
    hides_zeros = any(not is_on(view, "showZeros") for view in named(root, "sheetView"))
    return _Frame(frozenset(hidden), merges, rules_of(root), _printed(root), hides_zeros, is_plain)


def _printed(root: Element) -> tuple[str, ...]:
    """Return what the head and the foot say; not those of views that somebody keeps beside the sheet's own."""
    told = (part for item in root if main_name(item) == "headerFooter" for part in item)
    pieces = (piece for part in told for piece in printed_words(decoded(part.text or "")))
    return tuple(dict.fromkeys(pieces))
