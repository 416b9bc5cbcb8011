"""The pages of an .xlsx or .xlsm, read from its XML; the parts that forms have in common are understood once."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dangvien_xlsx.excel.reading.markup import Element, attribute, main_name, named, parsed
from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN
from dangvien_xlsx.excel.reading.xlsx_parts import SheetPart, contents_of, find, relations, workbook_path
from dangvien_xlsx.excel.reading.xlsx_remarks import comments, shapes
from dangvien_xlsx.excel.reading.xlsx_rows import Rows, rows_by_pieces, rows_by_walk
from dangvien_xlsx.excel.reading.xlsx_rules import Rule, ruled, rules_of
from dangvien_xlsx.excel.reading.xlsx_strings import is_plain, strings_of
from dangvien_xlsx.excel.reading.xlsx_styles import Styles, styles_of
from dangvien_xlsx.excel.reading.xlsx_text import Text
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.page import Page, PagedBook
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words

_OPEN, _CLOSE, _BLANK = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_VIEWS = re.compile(rb"<sheetViews>.*?</sheetViews>", re.DOTALL)
"""Where the cursor stood: it differs from file to file and says nothing."""
_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}:\$?[A-Z]{1,3}\$?[1-9]\d{0,6}")
_LARGEST_FRAME = 64 * 2**10
_NOTHING_WRITTEN = frozenset({"comments", "threadedComment", "drawing", "vmlDrawing"})


class _Frame(NamedTuple):
    """What a sheet says outside its rows."""

    hidden_columns: frozenset[int]
    merges: frozenset[str]
    rules: tuple[Rule, ...]
    is_plain: bool
    """Whether its rows lie where they belong: in the one ``<sheetData>`` of the root."""


def read_xlsx(package: Package) -> PagedBook:
    """Return the pages of an .xlsx.

    Args:
        package: Opened and judged.

    Raises:
        RefusedError: It is damaged, or has no sheet.
    """
    workbook = workbook_path(package)
    contents = contents_of(find(package, workbook))
    related = relations(package, workbook)
    paths = {relation.id: relation for relation in related}
    parts = {relation.kind: find(package, relation.target) for relation in related}
    styles = styles_of(parts.get("styles", b""), is_1904=contents.is_1904)
    strings = strings_of(parts.get("sharedStrings", b""))
    pages = []
    for sheet in contents.sheets:
        relation = paths.get(sheet.relation)
        if relation is None:
            raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
        if relation.kind == "worksheet":
            pages.append(_page(package, sheet, relation.target, (styles, strings), workbook))
    if not pages:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    return PagedBook(tuple(pages))


def _page(package: Package, sheet: SheetPart, path: str, known: tuple[Styles, Sequence[Text]], workbook: str) -> Page:
    part = find(package, path)
    if not part:
        raise RefusedError("unreadable-file", why=words.BROKEN_ZIP)
    rows, frame = _read(part, *known)
    cells = ruled(rows.cells, frame.rules, known[0])
    related = relations(package, path)
    if _NOTHING_WRITTEN.isdisjoint(relation.kind for relation in related):
        return Page(sheet.name, cells, sheet.sight, rows.hidden_rows, frame.hidden_columns, frame.merges)
    return Page(
        sheet.name,
        cells,
        sheet.sight,
        rows.hidden_rows,
        frame.hidden_columns,
        frame.merges,
        comments(package, related, workbook),
        shapes(package, related),
    )


def _read(part: bytes, styles: Styles, strings: Sequence[Text]) -> tuple[Rows, _Frame]:
    """Read a sheet by known pieces where it is written as the known programs do, else with lxml."""
    before, opened, rest = part.partition(_OPEN)
    body, closed, after = rest.rpartition(_CLOSE)
    if not opened:
        before, opened, after = part.partition(_BLANK)
        body, closed = b"", opened
    if opened and closed and len(before) + len(after) <= _LARGEST_FRAME and is_plain(part):
        rows = rows_by_pieces(body, styles, strings)
        if rows is not None and (frame := _small_frame(_VIEWS.sub(b"", before), after)).is_plain:
            return rows, frame
    walked, root = rows_by_walk(part, styles, strings)
    return walked, _frame(root)


@lru_cache(maxsize=64)  # 64 KB each at the most; the forms of one period differ in nothing but rows
def _small_frame(before: bytes, after: bytes) -> _Frame:
    return _frame(parsed(before + _BLANK + after))


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
        if attribute(item, "hidden").lower() in ("1", "true", "on") or attribute(item, "width") in ("0", "0.0"):
            hidden.update(range(int(first) - 1, min(int(last), LAST_COLUMN)))
    ranges = (attribute(item, "ref") for item in named(root, "mergeCell"))
    merges = frozenset(text.replace("$", "") for text in ranges if _RANGE.fullmatch(text))
    return _Frame(frozenset(hidden), merges, rules_of(root), is_plain)
