"""Rows of sheets, made of what their cells hold: here, or in another process, since nothing of the workbook is needed.

A sheet sends its rows away as they come and takes their XML back in pieces, when the workbook is put together. Only
then its texts get their numbers among the shared strings, sheet by sheet: the bytes do not tell where rows were made.
Texts within the cells themselves would need no numbers, but the preview of an iPhone shows such cells blank.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from dangvien_xlsx.excel.writing.cells import computed, fitting, inline, looks_rich, number, outcome
from dangvien_xlsx.excel.writing.formula import stored
from dangvien_xlsx.excel.writing.spool import Shelf

KEY = "\ue000"
"""Stands in a column's formula for the row's key, such as a unit's code: a character that stands in no name."""
ROW = "\ue001"
"""Stands in a column's formula for the number of the row."""
_NUMBER = "\x01"
"""Stands for the number of a shared string: no XML can hold it."""
_SHARED = f' t="s"><v>{_NUMBER}</v></c>'
_BLANK = ("", "")
"""What XML says of an empty text that a formula gave."""
_SHORT = 255
"""Characters that fit into a cell for certain, and those of nearly all texts."""
_AT_A_TIME = 512
"""Rows that are sent together."""

Cell = str | float | tuple[str] | tuple[str, float | str] | None
"""What a cell holds, in types of Python's own, which are sent in no time: text, number, nothing; a text that is a link;
a formula of one cell only, escaped, and its value."""


class Template(NamedTuple):
    """What rows of one kind share."""

    pieces: tuple[str, ...]
    """The cells' XML; between them goes the row's number."""
    styles: tuple[str, ...]
    """A cell's style, down to its content; blank for a column of formulas, whose XML is in ``pieces``."""
    linked: str
    """The style of a link."""


Row = str | tuple[int, int, str, str, str, str, tuple[Cell, ...]]
"""A finished row's XML, or: the place of its template among those of the workbook; the row, zero-indexed; attributes
of its height; XML of cells left and right of the template's; its key as formulas have it; what its cells hold. A
plain tuple takes a third of the time to send that a named one takes."""


class Piece(NamedTuple):
    """Rows that follow each other: a format that takes a number for each text, and the texts."""

    letters: bytes
    texts: list[str]


class RowMaker(Protocol):
    """Makes the rows of a workbook's sheets."""

    def template(self, template: Template) -> int:
        """Take note of a template; return its place."""

    def make(self, sheet: int, rows: Sequence[Row]) -> None:
        """Make rows of a sheet, below those that it has: they are one piece."""

    def made(self, sheet: int) -> Iterator[Piece]:
        """Yield the rows of a sheet, and let go of them."""


class MadeHere:
    """Makes rows in this process."""

    def __init__(self) -> None:
        self._templates: list[Template] = []
        self._shelves: dict[int, Shelf[Piece]] = {}

    def template(self, template: Template) -> int:
        """Take note of a template; return its place."""
        self._templates.append(template)
        return len(self._templates) - 1

    def make(self, sheet: int, rows: Sequence[Row]) -> None:
        """Make rows of a sheet, below those that it has."""
        lines, texts = list[str](), list[str]()
        for row in rows:
            if isinstance(row, str):
                lines.append(row)
                continue
            place, row0, attributes, left, right, key, cells = row
            number = str(row0 + 1)
            middle = _cells(self._templates[place], number, key, cells, texts)
            lines.append(f'<row r="{number}"{attributes}>{left}{middle}{right}</row>')
        letters = "".join(lines).replace("%", "%%").replace(_NUMBER, "%d").encode()
        self._shelves.setdefault(sheet, Shelf[Piece]()).add(Piece(letters, texts), len(letters))

    def made(self, sheet: int) -> Iterator[Piece]:
        """Yield the rows of a sheet, and let go of them."""
        yield from self._shelves.pop(sheet, Shelf[Piece]()).taken()

    def close(self) -> None:
        """Let go of all rows that nobody asked for."""
        while self._shelves:
            self._shelves.popitem()[1].close()


class SheetRows:
    """The rows of one sheet, from the top, on their way to whoever makes them."""

    def __init__(self, maker: RowMaker, sheet: int) -> None:
        self.maker = maker
        self._sheet = sheet
        self._waiting: list[Row] = []

    def add(self, row: Row) -> None:
        """Add a row below the others."""
        self._waiting.append(row)
        if len(self._waiting) >= _AT_A_TIME:
            self.send()

    def send(self) -> None:
        """Send what waits: no row follows for now."""
        if self._waiting:
            self.maker.make(self._sheet, self._waiting)
            self._waiting = []

    def pieces(self) -> Iterator[Piece]:
        """Yield the finished rows, and let go of them; all are sent before any sheet's are asked for."""
        return self.maker.made(self._sheet)


def _cells(template: Template, number_of_row: str, key: str, cells: Sequence[Cell], texts: list[str]) -> str:
    """Return the XML of a row's cells, ``_NUMBER`` for each text, which is added to ``texts``."""
    contents: list[object] = []
    # Most cells are one of the kinds asked for first; a step more for each is a second at ten thousand units.
    for style, held in zip(template.styles, cells, strict=True):
        if not style:
            contents += _result(held)
        elif held is None or held == "":
            contents.append(f"{style}/>")
        elif isinstance(held, str):
            if held[0] != "<" and len(held) <= _SHORT and held.isprintable():
                texts.append(held)
                contents.append(style + _SHARED)
            else:
                contents.append(style + _text(held, texts))
        elif type(held) is int:
            contents.append(f"{style}><v>{held:.16G}</v></c>")
        elif not isinstance(held, tuple):
            contents.append(style + number(held))
        elif len(held) == 1:
            contents.append(template.linked + _text(held[0], texts))
        else:
            contents.append(style + computed(*held))
    return number_of_row.join(template.pieces).replace(KEY, key) % tuple(contents)


def _result(held: Cell) -> tuple[str, object]:
    """Return what XML says of the kind of a formula's value, and the value."""
    if held is None:
        return _BLANK
    return ("", held) if type(held) is int else outcome(stored(held))


def _text(text: str, texts: list[str]) -> str:
    held = fitting(text)
    if not held:
        return "/>"
    if looks_rich(held):
        return inline(held)
    texts.append(held)
    return _SHARED
