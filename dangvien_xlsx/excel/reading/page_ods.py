"""The pages of an .ods or .fods, read from its XML: calamine refuses those of Gnumeric and SheetJS."""

import re
from datetime import date, datetime

from dangvien_xlsx.excel.reading.markup import Element, attribute, local, named, parsed, walked
from dangvien_xlsx.excel.reading.ods_drawn import drawn_below, is_drawn
from dangvien_xlsx.excel.reading.ods_styles import OdsLook, OdsStyles
from dangvien_xlsx.excel.reading.ods_text import Paragraphs, text_below
from dangvien_xlsx.excel.reading.xlsx_cells import LAST_COLUMN, LAST_ROW, number_of
from dangvien_xlsx.excel.reading.xlsx_text import composed
from dangvien_xlsx.model.errors import RefusedError
from dangvien_xlsx.model.layout import a1
from dangvien_xlsx.model.page import Cell, Comment, Drawn, Page, PagedBook, Sight
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.model.shown import shown_doubt
from dangvien_xlsx.model.submission import ErrorValue, Value
from dangvien_xlsx.received.limits import MOST_FILLED, MOST_SHEETS
from dangvien_xlsx.received.package import Package
from dangvien_xlsx.text import intake as words

_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_ERROR = pattern(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_CONSTANT = pattern(r"=(?:of:)?=?(TRUE|FALSE)\(\)", re.IGNORECASE)
_SPAN = pattern(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,9})?)S)?")
_DAY_SHOWN = pattern(r"\d[/:]\d|\d-\d+-\d")
_NO_FRACTION = pattern(r"[.,]0+(?!\d)")
_DIGITS_TOGETHER = pattern(r"\d{1,3}(?:[.,\s\u2019']\d{3})+(?!\d)|\d+")
"""The digits of one number, between which nothing but the marks of thousands may stand."""
_NUMBERS = ("float", "percentage", "currency")


def read_ods(package: Package) -> PagedBook:
    """Return the pages of an .ods.

    Args:
        package: Opened and judged.

    Raises:
        RefusedError: It is damaged, or has no sheet.
    """
    content = package.member("content.xml")
    styles = package.member("styles.xml")
    return _read(content, [parsed(styles)] if styles else [])


def read_fods(content: bytes) -> PagedBook:
    """Return the pages of a .fods, which is the same XML in one file.

    Args:
        content: Its bytes.

    Raises:
        RefusedError: It is damaged, declares entities, or has no sheet.
    """
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise RefusedError("suspicious-file", why=words.ENTITIES)
    return _read(content, [])


def _read(content: bytes, roots: list[Element]) -> PagedBook:
    pages: list[Page] = []
    table: _Table | None = None
    depth = 0
    for event, element in walked(content, ("table", "table-row", "table-column")):
        kind = local(element)
        if kind == "table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1 and table is None:
                if not pages:
                    # Styles stand before the first sheet; a sheet within a sheet is a chart's own.
                    roots.append(element.getroottree().getroot())
                    known = OdsStyles(roots)
                table = _Table(element, known)
            elif event == "end" and depth == 0 and table is not None:
                pages.append(table.page(element))
                table = None
                element.clear()
                if len(pages) > MOST_SHEETS:
                    raise RefusedError("suspicious-file", why=words.MANY_SHEETS.format(count=len(pages)))
        elif event == "end" and depth == 1 and table is not None:
            if kind == "table-column":
                table.add_column(element)
            else:
                table.add_row(element)
                element.clear()
    if not pages:
        raise RefusedError("unreadable-file", why=words.NO_SHEETS)
    return PagedBook(tuple(pages))


class _Table:
    """A sheet while its rows come by; what is repeated without end costs nothing where it holds nothing."""

    def __init__(self, element: Element, styles: OdsStyles) -> None:
        self._name = composed(attribute(element, "name"))
        self._styles = styles
        is_hidden = attribute(element, "style-name") in styles.hidden_tables
        self._sight = Sight.HIDDEN if is_hidden else Sight.VISIBLE
        self._row0 = self._column0 = 0
        self._cells: dict[str, Cell] = {}
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: set[int] = set()
        self._column_styles: list[tuple[int, str]] = []
        self._merges: set[str] = set()
        self._comments: list[Comment] = []
        self._shapes: list[str] = []
        self._drawn: list[Drawn] = []

    def add_column(self, element: Element) -> None:
        """Take in a column, or as many as it stands for."""
        count = _repeats(element, "number-columns-repeated", LAST_COLUMN)
        end = min(self._column0 + count, LAST_COLUMN)
        if attribute(element, "visibility") in _HIDDEN or self._styles.is_small(attribute(element, "style-name")):
            self._hidden_columns.update(range(self._column0, end))
        self._column_styles.append((end, attribute(element, "default-cell-style-name")))
        self._column0 = end

    def add_row(self, element: Element) -> None:
        """Take in a row, or as many as it stands for."""
        count = _repeats(element, "number-rows-repeated", LAST_ROW)
        if attribute(element, "visibility") in _HIDDEN or self._styles.is_small(attribute(element, "style-name")):
            self._hidden_rows.append((self._row0, self._row0 + count))
        own_style = attribute(element, "default-cell-style-name")
        column0 = 0
        for item in element:
            if local(item) not in _CELLS:
                continue
            width = _repeats(item, "number-columns-repeated", LAST_COLUMN)
            if len(item) or attribute(item, "value-type") or attribute(item, "formula"):
                self._add_cell(item, (column0, width, count), own_style)
            column0 += width
        self._row0 += count

    def _add_cell(self, item: Element, place: tuple[int, int, int], row_style: str) -> None:
        column0, width, height = place
        if column0 >= LAST_COLUMN or self._row0 >= LAST_ROW:
            return
        style = attribute(item, "style-name") or row_style or self._column_style(column0)
        cell = _cell(item, self._styles.look(style), self._styles)
        here = a1(self._row0, column0)
        self._merge(item, column0)
        for child in item:
            if local(child) == "annotation":
                self._add_comment(child, here)
            elif local(child) not in ("p", "detective"):
                self._add_shape(child, (self._row0, column0))
        if cell is None:
            return
        if len(self._cells) + width * height > MOST_FILLED:
            raise RefusedError("suspicious-file", why=words.MANY_CELLS)
        for row0 in range(self._row0, min(self._row0 + height, LAST_ROW)):
            for each in range(column0, min(column0 + width, LAST_COLUMN)):
                self._cells[a1(row0, each)] = cell

    def _column_style(self, column0: int) -> str:
        return next((style for end, style in self._column_styles if column0 < end), "")

    def _merge(self, item: Element, column0: int) -> None:
        wide = _repeats(item, "number-columns-spanned", LAST_COLUMN - column0)
        high = _repeats(item, "number-rows-spanned", LAST_ROW - self._row0)
        if wide > 1 or high > 1:
            last = a1(self._row0 + high - 1, column0 + wide - 1)
            self._merges.add(f"{a1(self._row0, column0)}:{last}")

    def _add_comment(self, item: Element, here: str) -> None:
        author = next((child.text or "" for child in item if local(child) == "creator"), "")
        collected = Paragraphs(self._styles)
        for paragraph in named(item, "p"):
            collected.add(paragraph)
        self._comments.append(Comment(here, collected.text, composed(author)))

    def _add_shape(self, item: Element, here: tuple[int, int] | None) -> None:
        text = text_below(item, self._styles)
        self._shapes.append(text)
        if is_drawn(item):
            self._drawn.append(drawn_below(item, bool(text), here))

    def page(self, element: Element) -> Page:
        """Return the page after all rows; rows hidden below the last cell are not counted out."""
        for group in element:
            if local(group) == "shapes":
                for shape in group:
                    self._add_shape(shape, None)
        last = max((int(re.sub(r"\D", "", place)) for place in self._cells), default=0)
        rows = (range(start, min(end, last)) for start, end in self._hidden_rows)
        return Page(
            self._name,
            self._cells,
            self._sight,
            frozenset(row0 for some in rows for row0 in some),
            frozenset(self._hidden_columns),
            frozenset(self._merges),
            tuple(self._comments),
            tuple(text for text in self._shapes if text),
            drawn=tuple(dict.fromkeys(self._drawn)),
        )


def _repeats(element: Element, name: str, most: int) -> int:
    told = attribute(element, name)
    return max(1, min(int(told), most)) if told.isascii() and told.isdigit() and len(told) < 10 else 1


def _cell(item: Element, look: OdsLook, styles: OdsStyles) -> Cell | None:
    told = attribute(item, "formula")
    # "of:=3+2" names the grammar of the formula before it.
    formula = f"={told.partition('=')[2]}" if told else ""
    collected = Paragraphs(styles, look.ground)
    has_text = False
    for child in item:
        if local(child) == "p":
            collected.add(child)
            has_text = True
    value = _value(item, collected.text, bool(formula))
    if value is None and not formula:
        return None
    if (constant := _CONSTANT.fullmatch(formula)) and isinstance(value, int):
        # LibreOffice writes the TRUE of an .xlsx as a formula that is nothing else, and 1 for its value.
        value, formula = constant[1].upper() == "TRUE", ""
    runs = collected.runs() if isinstance(value, str) else ()
    struck = look.struck or (bool(runs) and all(run.struck for run in runs))
    is_computed = not formula or has_text or value is not None
    code = look.format
    if isinstance(value, int) and has_text and shown_doubt(value, code) is None:
        code = _lost_format(value, collected.text) or code
    unseen = look.unseen or (bool(runs) and all(run.unseen for run in runs if run.text.strip()))
    return Cell(value, formula, is_computed, code, () if struck or unseen else runs, struck, unseen, look.repeats)


def _lost_format(value: int, text: str) -> str:
    """Return a code that shows what the sender saw, where the program wrote that but not the format behind it.

    Gnumeric loses the commas of ``0,``; SheetJS writes ``1200%`` or ``1-2`` beside 12, words beside 0, no format.
    """
    if isinstance(value, bool) or "E" in text or _DAY_SHOWN.search(text):
        return ""
    whole = _NO_FRACTION.sub("", text)
    digits = re.sub(r"\D", "", whole)
    if digits:
        is_as_stored = len(_DIGITS_TOGETHER.findall(whole)) == 1 and int(digits[:30]) == abs(value)
    else:
        # Words instead of digits; a dash for zero is nobody's words.
        is_as_stored = not any(map(str.isalpha, text))
    return "" if is_as_stored else '"' + text.replace('"', "") + '"'


def _value(item: Element, text: str, is_formula: bool) -> Value:
    kind = attribute(item, "value-type")
    told = attribute(item, "value")
    # LibreOffice writes its own kind beside the standard's, which knows no errors.
    kinds = {str(value) for key, value in item.items() if str(key).endswith("}value-type")}
    if "error" in kinds:
        return ErrorValue(text or "#N/A")
    if kind in _NUMBERS:
        return number_of(told)
    if kind in ("date", "time"):
        return (_day if kind == "date" else _span)(attribute(item, f"{kind}-value"), told)
    if kind == "boolean":
        return attribute(item, "boolean-value") == "true"
    string = composed(attribute(item, "string-value")) or text
    if is_formula and _ERROR.fullmatch(string):
        return ErrorValue(string)
    return string or None


def _day(told: str, number: str) -> Value:
    try:
        moment = datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return composed(told) or number_of(number)
    return moment if "T" in told else date(moment.year, moment.month, moment.day)


def _span(told: str, number: str) -> Value:
    found = _SPAN.fullmatch(told)
    if not found or not any(found.groups()):
        return composed(told) or number_of(number)
    hours, minutes, seconds = (found[group] or "0" for group in (1, 2, 3))
    return f"{int(hours):02}:{int(minutes):02}:{int(float(seconds.replace(',', '.'))):02}"
